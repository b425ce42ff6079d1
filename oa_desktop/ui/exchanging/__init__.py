"""Exchanging packages (交换) in the window: the book of them, what goes out, what comes in, and whom with."""
