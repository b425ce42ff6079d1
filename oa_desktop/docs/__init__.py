"""Document generation (公文生成): layout, writers, readers, fonts and forms."""
