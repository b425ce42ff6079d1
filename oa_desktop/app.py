"""The window's root (窗口程序的根): builds the office behind the window and hands it to the screens."""
