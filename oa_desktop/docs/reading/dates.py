"""Dates as people type them, and the standard's form of them.

GB/T 9704-2012 7.3.5.4: Arabic digits, year, month and day complete, no leading zeros.
"""

from __future__ import annotations

import re
from dataclasses import replace

from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.dates import read_date, written_date
from oa_desktop.domain.manuscript import Span

_ZERO = "〇○零OoＯΟ"
_ARABIC = "0-9０-９"
_HAN = "一二三四五六七八九"
_YEAR = rf"(?:[{_ARABIC}]{{4}}|[{_ZERO}0０{_HAN}]{{4}})"
_PART = rf"[{_ARABIC}{_HAN}十廿×xX]{{0,3}}"
_WRITTEN = rf"{_YEAR}\s*年\s*{_PART}\s*月\s*{_PART}\s*日"
_DASHED = rf"[{_ARABIC}]{{4}}(?P<dash>[-－./．／])[{_ARABIC}]{{1,2}}(?P=dash)[{_ARABIC}]{{1,2}}"
DATE = rf"(?:{_WRITTEN}|{_DASHED})"
"""Pattern of a date: 2026年4月16日, 二〇二六年四月十六日, 2026-04-16, or with month and day left open."""
STOPS = "。."
"""What people type behind a date as if it were a sentence."""
_DATE = re.compile(DATE)
_SHORT_YEAR = rf"[{_ARABIC}]{{2}}"
_LOOSE = re.compile(
    rf"{_YEAR}\s*年\s*{_PART}\s*月|{_SHORT_YEAR}\s*年\s*{_PART}\s*月(?:\s*{_PART}\s*日)?"
    rf"|年\s+月\s+日|{_SHORT_YEAR}(?P<dot>[-－./．／])[{_ARABIC}]{{1,2}}(?P=dot)[{_ARABIC}]{{1,2}}"
)
_CENTURY = "20"
_PARTS = re.compile(r"(\S+?)\s*[年./．／－-]\s*(\S+?)\s*[月./．／－-]\s*(\S+?)\s*日?")
_DIGITS = str.maketrans(_ZERO + _HAN + "０１２３４５６７８９", "0" * len(_ZERO) + "123456789" + "0123456789")


def is_date(text: str) -> bool:
    """Tell whether a text is nothing but a date, with or without a full stop behind it."""
    return _DATE.fullmatch(text.rstrip(STOPS)) is not None


def is_loose_date(text: str) -> bool:
    """Tell whether a text is a date only below a signature: 2026年4月 without a day, 26年4月5日, 26.4.5, 年 月 日."""
    return _LOOSE.fullmatch(text) is not None


def standard_date(text: str) -> str:
    """Return a date in the standard's form; what is not complete or not in the calendar stays as it is."""
    found = _PARTS.fullmatch(text.strip())
    if found is None:
        return text
    year, month, day_of_month = (_number(part) for part in found.groups())
    century = _CENTURY if len(year) == len(_CENTURY) else ""
    day = read_date(f"{century}{year}年{month}月{day_of_month}日")
    return written_date(day) if day else text


def joined_dates(pieces: list[Piece]) -> list[Piece]:
    """Join a date that was broken over two lines."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and _is_broken_date(kept[-1], piece):
            kept[-1] = replace(kept[-1], spans=(Span(text=kept[-1].text + piece.text),))
        else:
            kept.append(piece)
    return kept


def _is_broken_date(first: Piece, second: Piece) -> bool:
    is_plain = not (first.is_apart or second.is_apart or second.depth or is_date(first.text))
    return is_plain and 0 < len(second.text) <= len("十二月三十一日") and is_date(first.text + second.text)


def _number(typed: str) -> str:
    """Return the digits of a number as people write it: 四 is 4, 十六 is 16, 廿 is 20."""
    text = typed.replace("廿", "二十")
    tens, ten, ones = text.partition("十")
    if ten:
        text = (tens or "一") + (ones or "〇")
    return text.translate(_DIGITS)
