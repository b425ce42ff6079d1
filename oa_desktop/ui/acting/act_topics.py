"""Where the help explains an act (办理的帮助): what it asks for, and on what it is based."""

from __future__ import annotations


def act_topic(term: str) -> str:
    """Return page and heading that explain the act that people call so."""
    return f"办理.md#{term}"
