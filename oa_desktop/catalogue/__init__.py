"""Loads and checks every resource file that an office may edit, and says line and column of what is wrong."""
