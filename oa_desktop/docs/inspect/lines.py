"""Lines of type on a sheet: characters of one baseline that stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import (
    AREA_LEFT_MM,
    AREA_TOP_MM,
    CELL_MM,
    LINE_MM,
    LINES_PER_PAGE,
    MM_PER_PT,
)
from oa_desktop.docs.fonts.names import FontRole
from oa_desktop.docs.inspect.designs import design_of
from oa_desktop.docs.sheets.noted import mark_places
from oa_desktop.docs.sheets.sheets import ASCENT_EM, Character, Sheet, Tint, writing

_SAME_LINE_MM = 0.9
"""Baselines nearer than this are one line."""
_APART_EM = 1.5
"""White from which on two characters stand on lines of their own."""
_SMALLEST_PT, _FARTHEST_MM = 1.0, 10_000.0
"""Characters that are smaller or farther away are not seen by anybody."""
_BLANK = frozenset(" \u3000\u00a0\t")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Characters that stand together on one baseline, without blanks at the ends.

    Attributes:
        page: From 1.
        characters: From left to right.
        element: What they belong to; None where nobody knows.
        text: What they say.
        size_pt: Of most of them.
        design: Of most of the ideographs, None where the font does not tell.
        tint: Of most of them.
    """

    page: int
    characters: tuple[Character, ...]
    element: Element | None
    text: str
    size_pt: float
    design: FontRole | None
    tint: Tint

    @property
    def left_mm(self) -> float:
        """Left edge of the first character."""
        return self.characters[0].x_mm

    @property
    def right_mm(self) -> float:
        """Right edge of the last character."""
        return self.characters[-1].right_mm

    @property
    def middle_mm(self) -> float:
        """Half-way across."""
        return (self.left_mm + self.right_mm) / 2

    @property
    def y_mm(self) -> float:
        """Baseline."""
        return self.characters[0].y_mm

    @property
    def size_mm(self) -> float:
        """Height of the type."""
        return self.size_pt * MM_PER_PT

    @property
    def top_mm(self) -> float:
        """Top of the box of its ideographs."""
        return self.y_mm - ASCENT_EM * self.size_mm

    @property
    def bottom_mm(self) -> float:
        """Bottom of the box of its ideographs."""
        return self.top_mm + self.size_mm

    @property
    def ink_top_mm(self) -> float:
        """Upper edge of its ink."""
        return min(char.top_mm for char in self.characters)

    @property
    def ink_bottom_mm(self) -> float:
        """Lower edge of the ink of its ideographs, nearly."""
        return self.y_mm + (1 - ASCENT_EM) * self.size_mm * 0.6

    @property
    def is_stamped(self) -> bool:
        """Whether something red stands in it, as a 签名章 does."""
        return any(char.tint is Tint.RED for char in self.characters)

    @property
    def indent_cells(self) -> float:
        """Characters left free before it."""
        return (self.left_mm - AREA_LEFT_MM) / CELL_MM

    @property
    def row(self) -> int:
        """Its line of the grid, from 1; 0 outside the 版心."""
        row = round((self.top_mm - AREA_TOP_MM) / LINE_MM) + 1
        return row if 1 <= row <= LINES_PER_PAGE else 0


def lines_of(sheet: Sheet) -> list[Line]:
    """Return the lines of a sheet, from the top down and from left to right."""
    chars = [char for char in writing(sheet) if _is_seen(char)]
    marks = {place for place, _ in mark_places(chars)}
    chars = [char for place, char in enumerate(chars) if place not in marks]
    found = [made for group in _baselines(chars) for part in _parts(group) if (made := _line(sheet, part))]
    return sorted(found, key=lambda line: (round(line.y_mm), line.left_mm))


def _is_seen(char: Character) -> bool:
    """Tell whether a character has a colour, a size and a place that paper can have."""
    if char.tint is Tint.OTHER or char.element is Element.NOTE_MARK:
        return False
    return char.size_pt > _SMALLEST_PT and abs(char.x_mm) < _FARTHEST_MM and abs(char.y_mm) < _FARTHEST_MM


def _baselines(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """Yield the characters of each baseline."""
    group: list[Character] = []
    for char in sorted(characters, key=lambda char: char.y_mm):
        if group and char.y_mm - group[0].y_mm > _SAME_LINE_MM:
            yield group
            group = []
        group.append(char)
    if group:
        yield group


def _parts(group: Iterable[Character]) -> Iterator[list[Character]]:
    """Yield the parts of a baseline that stand apart, or belong to different elements."""
    part: list[Character] = []
    for char in sorted(group, key=lambda char: char.x_mm):
        if part and _is_apart(part[-1], char):
            yield part
            part = []
        part.append(char)
    if part:
        yield part


def _is_apart(before: Character, after: Character) -> bool:
    if (before.element, before.block) != (after.element, after.block):
        return before.element is not after.element or before.element is Element.SIGNATURE
    return after.x_mm - before.right_mm > _APART_EM * max(before.size_pt, after.size_pt) * MM_PER_PT


def _line(sheet: Sheet, part: Sequence[Character]) -> Line | None:
    inked = [place for place, char in enumerate(part) if char.text not in _BLANK]
    if not inked:
        return None
    chars = tuple(part[inked[0] : inked[-1] + 1])
    wide = [char for char in chars if char.text > "\u2e80"] or chars
    return Line(
        page=sheet.number,
        characters=chars,
        element=chars[0].element,
        text="".join(char.text for char in chars),
        size_pt=most(chars, lambda char: round(char.size_pt, 1)),
        design=most(wide, lambda char: design_of(char.font)),
        tint=most(chars, lambda char: char.tint),
    )


def most(characters: Sequence[Character], told: Callable[[Character], Value]) -> Value:
    """Return what most of the characters have."""
    return Counter(map(told, characters)).most_common(1)[0][0]
