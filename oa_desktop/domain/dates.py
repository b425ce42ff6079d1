"""Dates as an official document writes them.

GB/T 9704-2012 7.3.5.4: Arabic digits, year, month and day complete, no leading zeros.
"""

from __future__ import annotations

import re
from datetime import date

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
    """Return the date that an ISO text names, or None if it names none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
