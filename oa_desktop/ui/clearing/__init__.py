"""文件清退 in the window."""
