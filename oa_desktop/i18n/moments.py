"""Moments (时刻) as people read them: in Beijing's time (北京时间), whatever zone they were written in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

BEIJING: Final = timezone(timedelta(hours=8))


def moment_of(written: object) -> str:
    """Return a moment, ISO 8601 or a datetime, as 2026年3月9日8时05分; what is none stays as it is written."""
    at = _in_beijing(written)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02}分" if at else str(written)


def day_of(written: object) -> str:
    """Return the day of a moment, ISO 8601 or a datetime, as 2026-03-09; what is none stays as it is written."""
    at = _in_beijing(written)
    return at.date().isoformat() if at else str(written)


def _in_beijing(written: object) -> datetime | None:
    """Return a moment in Beijing's time; one that says no zone is taken to be in it."""
    try:
        at = datetime.fromisoformat(str(written))
        return at.astimezone(BEIJING) if at.tzinfo else at.replace(tzinfo=BEIJING)
    except (ValueError, OverflowError):
        return None
