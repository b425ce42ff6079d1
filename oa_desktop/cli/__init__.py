"""The same office without a window: one module a command (命令行)."""
