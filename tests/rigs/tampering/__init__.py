"""Journals that somebody tampered with, by seed, and whether two verifiers find every one of them and say where."""
