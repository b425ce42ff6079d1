"""Days as people type them (日期): as the standard writes them, or with strokes."""

from __future__ import annotations

from oa_desktop.domain.dates import read_date


def read_day(typed: str) -> str:
    """Return a day as ISO, or what was typed where it is none; the office says what is wrong with that."""
    written = read_date(typed)
    if written is not None:
        return written.isoformat()
    parts = typed.replace("/", "-").replace(".", "-").split("-")
    if len(parts) == 3 and all(part.strip().isdecimal() for part in parts):
        year, month, day = (part.strip() for part in parts)
        return f"{year}-{month:0>2}-{day:0>2}"
    return typed
