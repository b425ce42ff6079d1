"""Archival packages: filed documents in a form that outlives the program."""
