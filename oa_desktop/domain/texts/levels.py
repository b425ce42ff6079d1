"""The numbers of the levels (层次序数): which one a paragraph begins with, and how one is written.

GB/T 9704-2012 7.3.3 knows 一、 （一） 1. （1）. Offices also type (一), （一）、, 1、, 1．, (1), the signs ㈠ ⒈ ⑴,
and below the fourth level 1) and ①. A digit behind the point makes a figure (1.5) or a date (2026.11), not a number of
a level, unless the digits are a year (1.2026年工作要点, 2.2025—2027年规划).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DEEPEST = 5
"""The level of everything below （1）."""

_HAN = "一二三四五六七八九十百"
_STOP = r"[、､.．]"
_CENTURY = "(?:19|20|１９|２０)"
_YEAR = rf"{_CENTURY}[0-9０-９]{{2}}\s*(?:[年版届]|学年|[-—－–~～至]+\s*{_CENTURY}?[0-9０-９]{{2}}(?![0-9０-９]))"
NOT_A_FIGURE = rf"(?:(?![0-9０-９])|(?={_YEAR}))"
"""Pattern for what follows the point of a number: no digit, or a year."""
_ALONE = r"(?![对的规已中与和至所及程课])(?=[^。，；：！？,;:]{0,24}$)"
"""Pattern for what follows 第一章 and 第一节 where they head a part: a short line that goes on with no sentence."""
_LEVELS = (
    (1, re.compile(rf"[{_HAN}]{{1,4}}{_STOP}|第[{_HAN}]{{1,4}}[编章]{_ALONE}")),
    (2, re.compile(rf"第[{_HAN}]{{1,4}}节{_ALONE}")),
    (2, re.compile(rf"(?:[（(]\s?[{_HAN}]{{1,4}}\s?[）)]|[㈠-㈩]){_STOP}?")),
    (3, re.compile(rf"[0-9０-９]{{1,2}}{_STOP}{NOT_A_FIGURE}|[⒈-⒛]")),
    (4, re.compile(rf"(?:[（(]\s?[0-9０-９]{{1,2}}\s?[）)]|[⑴-⒇]){_STOP}?")),
    (5, re.compile(r"[0-9０-９]{1,2}[）)]|[①-⑳]")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number that a paragraph begins with: its characters and its level, 1 to 5."""

    text: str
    level: int


def leading_number(text: str) -> Number | None:
    """Return the number of the level that a paragraph begins with, or None."""
    for level, pattern in _LEVELS:
        if found := pattern.match(text):
            return Number(text=found[0], level=level)
    return None


def number_value(number: str) -> int:
    """Return what a number in digits counts: 12 for ``12.`` or ``⑿``; 0 for one in Chinese numerals."""
    digits = "".join(char for char in number if char.isdecimal())
    enclosed = next((int(unicodedata.numeric(char)) for char in number if unicodedata.category(char) == "No"), 0)
    return int(digits) if digits else enclosed


def written_number(level: int, count: int) -> str:
    """Return the number of the ``count``-th heading of a level: 一、 （一） 1. （1） ①. GB/T 9704-2012 7.3.3."""
    forms = {1: f"{_han(count)}、", 2: f"（{_han(count)}）", 3: f"{count}.", 4: f"（{count}）"}
    return forms.get(level) or (chr(ord("①") + count - 1) if count <= 20 else f"{count}）")


def _han(count: int) -> str:
    if count >= 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = ("" if tens == 1 else _HAN[tens - 1]) + "十" if tens else ""
    return head + (_HAN[ones - 1] if ones else "")


def han_value(text: str) -> int:
    """Return what a number in Chinese numerals counts: 12 for 十二, 2026 for 二〇二六; 0 for what is none."""
    digits = {char: place for place, char in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}
    bare = text.replace("廿", "二十")
    if not bare or set(bare) - digits.keys() - set("十百"):
        return 0
    if not set(bare) & set("十百"):
        return int("".join(str(digits[char]) for char in bare))
    hundreds, mark, rest = bare.rpartition("百") if "百" in bare else ("", "", bare)
    tens, ten, ones = rest.partition("十") if "十" in rest else ("", "", rest.lstrip("零〇"))
    counted = (100 * digits.get(hundreds, 1) if mark else 0) + (10 * digits.get(tens.lstrip("零〇"), 1) if ten else 0)
    return counted + digits.get(ones, 0)
