"""Strings that are put into the program in every way, and looked for in every file that it leaves on the disk."""
