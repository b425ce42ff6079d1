"""Rigs that do harm on purpose and look whether anything was lost."""
