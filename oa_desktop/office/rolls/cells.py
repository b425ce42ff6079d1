"""Cells as people fill them in: full-width digits, dates in five ways, numbers, several words in one cell."""

from __future__ import annotations

import re
from datetime import date

from oa_desktop.domain.errors import Refused

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?|([0-9]{4})([0-9]{2})([0-9]{2})")
_BETWEEN = re.compile(r"[、,，;；\n]+")
_RANK = re.compile(r"[0-9]{1,4}")


def plain(text: str) -> str:
    """Return a text with digits and Latin letters of their usual width and no blanks around it."""
    return text.translate(_WIDE).strip()


def read_day(text: str) -> str:
    """Return the ISO date that a cell names, empty for an empty one.

    Raises:
        Refused: ``table.date``.
    """
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in found.groups() if part)).isoformat() if found else _no_date(text)
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> str:
    raise Refused("table.date", text=text)


def read_rank(text: str, usual: int) -> int:
    """Return 排序, the usual one for an empty cell.

    Raises:
        Refused: ``table.rank``.
    """
    if not text:
        return usual
    if not _RANK.fullmatch(text):
        raise Refused("table.rank", text=text)
    return int(text)


def read_words(text: str) -> tuple[str, ...]:
    """Return the words of a cell that has several."""
    return tuple(dict.fromkeys(word.strip() for word in _BETWEEN.split(text) if word.strip()))
