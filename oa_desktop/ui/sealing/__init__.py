"""Seals in the window (印章)."""
