"""The window (界面): the only home of Qt beside ``app``; it knows the office and nothing below an adapter."""
