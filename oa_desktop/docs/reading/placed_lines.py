"""Characters on a sheet to lines of type: what stands on one baseline, from left to right, and what is only furniture.

Page numbers (页码) are no text of the paper; what stands below one is none either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low, mode

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.reading.decoding import visible
from oa_desktop.docs.sheets.sheets import Character, Sheet, writing

_SAME_LINE_EM = 0.3
"""Baselines so near are one line."""
_WORD_EM, _HAN_EM, _WIDE_EM = 0.2, 0.4, 0.8
"""White from which on a blank stands between Latin words, between ideographs, and a wide one between any characters.
Between an ideograph and a Latin letter there is always some."""
_FEW = 3
"""So many places between characters do not tell how far apart they usually stand on a line."""
_PAGE_NUMBER = re.compile(
    r"[-—–―－一•·]?\s*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?\s*[-—–―－一•·]?"
)
_OUTER = 0.12
"""Part of the sheet at its foot in which a page number stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeLine:
    """A line of type.

    Attributes:
        page: Number of its page, from 1.
        chars: From left to right, the first and the last not blank.
        text: With a blank where there is white, too.
        em_mm: The size of most of its type.
    """

    page: int
    chars: tuple[Character, ...]
    text: str
    em_mm: float

    @property
    def left_mm(self) -> float:
        """Where it begins."""
        return self.chars[0].x_mm

    @property
    def right_mm(self) -> float:
        """Where its last character ends."""
        return self.chars[-1].right_mm

    @property
    def y_mm(self) -> float:
        """Its baseline."""
        return self.chars[0].y_mm


def text_lines(sheet: Sheet) -> list[TypeLine]:
    """Return the lines of a sheet that are text of the paper, from the top."""
    lines = type_lines(sheet.number, [char for char in writing(sheet) if visible(char.text)])
    numbers = [place for place, line in enumerate(lines) if _is_page_number(line, sheet.height_mm)]
    return lines[: numbers[-1]] if numbers else lines


def type_lines(number: int, chars: Sequence[Character]) -> list[TypeLine]:
    """Return characters as lines from the top, each from left to right."""
    rows: list[list[Character]] = []
    for char in sorted(chars, key=lambda one: one.y_mm):
        if rows and char.y_mm - rows[-1][0].y_mm <= _SAME_LINE_EM * _em_mm(char):
            rows[-1].append(char)
        else:
            rows.append([char])
    trimmed = (_trimmed(sorted(row, key=lambda one: one.x_mm)) for row in rows)
    return [_line(number, row) for row in trimmed if row]


def _trimmed(row: list[Character]) -> list[Character]:
    """Return the characters of a line from the first to the last that is not blank."""
    inked = [place for place, char in enumerate(row) if not char.text.isspace()]
    return row[inked[0] : inked[-1] + 1] if inked else []


def _line(number: int, chars: Sequence[Character]) -> TypeLine:
    whites = [_white_em(before, char) for before, char in pairwise(chars)]
    usual = max(0.0, median_low(whites)) if len(whites) > _FEW else 0.0
    blanks = (_blank(*pair, white - usual) for pair, white in zip(pairwise(chars), whites, strict=True))
    text = chars[0].text + "".join(blank + char.text for blank, char in zip(blanks, chars[1:], strict=True))
    return TypeLine(page=number, chars=tuple(chars), text=text, em_mm=mode(map(_em_mm, chars)))


def _white_em(before: Character, char: Character) -> float:
    return (char.x_mm - before.right_mm) / _em_mm(char)


def _blank(before: Character, char: Character, white_em: float) -> str:
    """Return the blank that so much more white than usual between two characters stands for."""
    if before.text.isspace() or char.text.isspace():
        return ""
    if white_em > _WIDE_EM:
        return "\u3000"
    if before.text.isascii() and char.text.isascii():
        return " " if white_em > _WORD_EM else ""
    are_ideographs = all(one.text.isalpha() and not one.text.isascii() for one in (before, char))
    return " " if are_ideographs and white_em > _HAN_EM else ""


def _em_mm(char: Character) -> float:
    return max(char.size_pt, 1.0) * MM_PER_PT


def _is_page_number(line: TypeLine, height_mm: float) -> bool:
    return line.y_mm > height_mm * (1 - _OUTER) and _PAGE_NUMBER.fullmatch(line.text) is not None
