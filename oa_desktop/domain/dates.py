"""Dates as an official document writes them.

GB/T 9704-2012 7.3.5.4: Arabic digits, year, month and day complete, no leading zeros.
"""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


def written_date(day: date) -> str:
    """Return a date in the standard's form, such as ``2026年4月16日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def written_day(time: str) -> str:
    """Return the day of an ISO time in the standard's form."""
    return written_date(date.fromisoformat(time[:10]))


def read_date(text: str) -> date | None:
    """Return the date that a text in the standard's form names, or None if it names none.

    A leading zero is read, since people type it; the inspector reports it.
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def read_iso(text: str) -> date | None:
    """Return the date that an ISO text names in full (2026-04-16), or None if it names none.

    Other forms of ISO 8601 (20260416, 2026-W16-4) are none: dates are compared and sorted as they are written.
    """
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None
