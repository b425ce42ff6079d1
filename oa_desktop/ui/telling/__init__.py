"""Telling (告知): what the window says of its own accord: problems, toasts, the status line."""
