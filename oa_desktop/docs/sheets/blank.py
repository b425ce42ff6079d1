"""Where a sheet is blank: the room for a stamp (归档章) on what is printed already. Every figure: practice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.sheets.sheets import Sheet, writing

_EDGE_MM = 8.0
"""From the edge of the sheet: what a printer cannot reach lies outside."""
_CLEAR_MM = 1.5
"""Between a stamp and whatever stands beside it."""
_STEP_MM = 2.0
_BELOW_EM = 0.3
"""How far type reaches below its baseline."""


class _Box(NamedTuple):
    """What is taken of a sheet."""

    left_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float

    def meets(self, other: _Box) -> bool:
        """Whether two boxes lie on each other."""
        across = self.left_mm < other.right_mm and other.left_mm < self.right_mm
        return across and self.top_mm < other.bottom_mm and other.top_mm < self.bottom_mm


def blank_place(sheet: Sheet, width_mm: float, height_mm: float) -> tuple[float, float] | None:
    """Return left and upper edge of the highest blank place of a sheet; of one height the middle one, then the right.

    Marks across the sheet (水印) do not count. None where nothing so large is blank.
    """
    taken = list(_taken(sheet))
    for left_mm, top_mm in _places(sheet, width_mm, height_mm):
        wanted = _Box(
            left_mm - _CLEAR_MM,
            top_mm - _CLEAR_MM,
            left_mm + width_mm + _CLEAR_MM,
            top_mm + height_mm + _CLEAR_MM,
        )
        if not any(wanted.meets(box) for box in taken):
            return left_mm, top_mm
    return None


def _places(sheet: Sheet, width_mm: float, height_mm: float) -> Iterator[tuple[float, float]]:
    """Yield the places that are tried, from the top down."""
    right_mm = sheet.width_mm - _EDGE_MM - width_mm
    top_mm = _EDGE_MM
    while top_mm + height_mm <= sheet.height_mm - _EDGE_MM:
        yield from ((left_mm, top_mm) for left_mm in ((sheet.width_mm - width_mm) / 2, right_mm, _EDGE_MM))
        top_mm += _STEP_MM


def _taken(sheet: Sheet) -> Iterator[_Box]:
    for char in writing(sheet):
        if not char.text.isspace():
            yield _Box(char.x_mm, char.top_mm, char.right_mm, char.y_mm + _BELOW_EM * char.size_pt * MM_PER_PT)
    for one in sheet.strokes:
        half_mm = max(one.width_mm, 0.1) / 2
        low_mm, high_mm = sorted((one.y1_mm, one.y2_mm))
        yield _Box(one.left_mm - half_mm, low_mm - half_mm, one.right_mm + half_mm, high_mm + half_mm)
    for picture in sheet.pictures:
        yield _Box(picture.left_mm, picture.top_mm, picture.right_mm, picture.bottom_mm)
