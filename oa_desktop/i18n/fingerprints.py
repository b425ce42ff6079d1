"""Fingerprints (指纹) as people compare them, by eye or by ear."""

from __future__ import annotations


def spaced(digest: str) -> str:
    """Return a digest in groups of eight."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
