"""Pictures among the lines of a page: those that belong to the text, with their bytes, and those that do not."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.reading.found_pictures import FoundPicture
from oa_desktop.docs.reading.placed_lines import TypeLine
from oa_desktop.docs.sheets.sheets import Picture, Sheet

_SMALLEST_MM = 8.0
"""What is smaller is an ornament. P."""
_BACKGROUND = 0.6
"""A picture that covers more of its sheet than this is paper, or a scan, and no picture of the text. P."""
_LINES_ABOVE = 2
"""Lines that stand on the first sheet above the first picture of the text: one above them is a head (红头). P."""


def text_pictures(sheet: Sheet, lines: Sequence[TypeLine]) -> list[Picture]:
    """Return the pictures of a sheet that stand in its text, from top to bottom."""
    return sorted((one for one in sheet.pictures if _is_of_text(one, sheet, lines)), key=lambda one: one.top_mm)


def found_picture(picture: Picture, line: int) -> FoundPicture:
    """Return a picture as it is found in the text."""
    width_mm, height_mm = _size_mm(picture)
    return FoundPicture(
        line=line, name=picture.name, width_mm=round(width_mm), height_mm=round(height_mm), data=picture.data
    )


def _is_of_text(picture: Picture, sheet: Sheet, lines: Sequence[TypeLine]) -> bool:
    width_mm, height_mm = _size_mm(picture)
    sized = min(width_mm, height_mm) >= _SMALLEST_MM
    background = width_mm * height_mm > _BACKGROUND * sheet.width_mm * sheet.height_mm
    above = sum(line.y_mm < picture.top_mm for line in lines)
    return bool(picture.data) and sized and not background and (sheet.number > 1 or above >= _LINES_ABOVE)


def _size_mm(picture: Picture) -> tuple[float, float]:
    return picture.right_mm - picture.left_mm, picture.bottom_mm - picture.top_mm
