"""Entering (进入): the first run, signing in, locking."""
