"""统计 in the window: figures of a stretch of time, drawn and as a table."""
