"""Placed characters to lines of type: what stands on one baseline, from left to right, and what is only furniture.

Marks across the page (水印), lettering round a seal and page numbers (页码) are no text of the paper; what stands below
a page number is none either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.reading.placed import PlacedChar, PlacedPage

_SAME_LINE_EM = 0.3
"""Baselines so near are one line."""
_WORD_EM, _WIDE_EM = 0.2, 0.8
"""White between two characters from which on a blank stands there: between Latin ones, and between others."""
_LEVEL_DEG = 3.0
_LARGEST_PT = 100.0
"""From here on turned type is a mark across the page and not lettering."""
_RED_SHARE = 2
"""How many times as much red as green or blue a seal has."""
_PAGE_NUMBER = re.compile(r"[-—–―－一•·]?\s*(?:第\s*)?\d{1,4}(?:\s*页)?\s*[-—–―－一•·]?")
_OUTER = 0.12
"""Part of the sheet at its foot in which a page number stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLine:
    """A line of type.

    Attributes:
        page: Number of its page, from 1.
        chars: From left to right, the first and the last not blank.
        text: With a blank where there is white, too.
    """

    page: int
    chars: tuple[PlacedChar, ...]
    text: str

    @property
    def left_mm(self) -> float:
        """Where it begins."""
        return self.chars[0].x_mm

    @property
    def right_mm(self) -> float:
        """Where its last character ends."""
        return self.chars[-1].x_mm + max(self.chars[-1].width_mm, 0.0)

    @property
    def y_mm(self) -> float:
        """Its baseline."""
        return self.chars[0].y_mm

    @property
    def em_mm(self) -> float:
        """The size of its type, by its first character."""
        return max(self.chars[0].size_pt, 1.0) * MM_PER_PT


def text_lines(page: PlacedPage) -> list[TypeLine]:
    """Return the lines of a page that are text of the paper, from the top."""
    lines = type_lines(page.number, _upright(page.chars))
    numbers = [place for place, line in enumerate(lines) if _is_page_number(line, page.height_mm)]
    return lines[: numbers[-1]] if numbers else lines


def type_lines(number: int, chars: Sequence[PlacedChar]) -> list[TypeLine]:
    """Return characters as lines from the top, each from left to right."""
    rows: list[list[PlacedChar]] = []
    for char in sorted(chars, key=lambda one: one.y_mm):
        if rows and char.y_mm - rows[-1][0].y_mm <= _SAME_LINE_EM * _em_mm(char):
            rows[-1].append(char)
        else:
            rows.append([char])
    trimmed = (_trimmed(sorted(row, key=lambda one: one.x_mm)) for row in rows)
    return [_line(number, row) for row in trimmed if row]


def _trimmed(row: list[PlacedChar]) -> list[PlacedChar]:
    """Return the characters of a line from the first to the last that is not blank."""
    inked = [place for place, char in enumerate(row) if not char.text.isspace()]
    return row[inked[0] : inked[-1] + 1] if inked else []


def _line(number: int, chars: Sequence[PlacedChar]) -> TypeLine:
    text = chars[0].text + "".join(_blank(before, char) + char.text for before, char in pairwise(chars))
    return TypeLine(page=number, chars=tuple(chars), text=text)


def _blank(before: PlacedChar, char: PlacedChar) -> str:
    """Return the blank that the white between two characters stands for."""
    if before.text.isspace() or char.text.isspace():
        return ""
    white = (char.x_mm - before.x_mm - _usual_mm(before)) / _em_mm(char)
    if white > _WIDE_EM:
        return "\u3000"
    return " " if white > _WORD_EM and before.text.isascii() and char.text.isascii() else ""


def _usual_mm(char: PlacedChar) -> float:
    """Return how wide a character is at most: spaced-out type has its white behind it."""
    return min(char.width_mm, _em_mm(char)) if char.width_mm > 0 else _em_mm(char)


def _em_mm(char: PlacedChar) -> float:
    return max(char.size_pt, 1.0) * MM_PER_PT


def _upright(chars: Sequence[PlacedChar]) -> list[PlacedChar]:
    """Return the characters without those that are turned, and without what stands in red among red turned ones."""
    lettering = [char for char in chars if _is_turned(char) and _is_red(char) and char.size_pt < _LARGEST_PT]
    level = [char for char in chars if not _is_turned(char)]
    if not lettering:
        return level
    area = _area(lettering)
    return [char for char in level if not (_is_red(char) and _inside(char, area))]


def _is_turned(char: PlacedChar) -> bool:
    return abs(char.angle_deg) > _LEVEL_DEG


def _is_red(char: PlacedChar) -> bool:
    red, green, blue = (int(char.colour[place : place + 2], 16) for place in (1, 3, 5))
    return red > _RED_SHARE * max(green, blue, 1)


def _area(chars: Sequence[PlacedChar]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the circle that lettering goes round, as far as it shows."""
    em_mm = max(map(_em_mm, chars))
    left, right = min(char.x_mm for char in chars) - em_mm, max(char.x_mm for char in chars) + em_mm
    top, lowest = min(char.y_mm for char in chars) - em_mm, max(char.y_mm for char in chars)
    return left, top, right, max(lowest, top + right - left)


def _inside(char: PlacedChar, area: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = area
    return left <= char.x_mm <= right and top <= char.y_mm <= bottom


def _is_page_number(line: TypeLine, height_mm: float) -> bool:
    return line.y_mm > height_mm * (1 - _OUTER) and _PAGE_NUMBER.fullmatch(line.text) is not None
