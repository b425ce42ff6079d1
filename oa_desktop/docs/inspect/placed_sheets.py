"""Placed pages of a file that was read (OFD) as sheets."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.inspect.lines import ASCENT_EM
from oa_desktop.docs.inspect.sheets import Character, Picture, Sheet, Sheets, Stroke, Tint, tint_of
from oa_desktop.docs.reading.placed import PlacedChar, PlacedDrawing, PlacedPage, PlacedPicture

_SLANTED_DEG = 5.0


def sheets_of_placed(pages: Sequence[PlacedPage]) -> Sheets:
    """Return the sheets of placed pages; marks across a page (水印) are no text."""
    return Sheets(sheets=tuple(map(_sheet, pages)))


def _sheet(page: PlacedPage) -> Sheet:
    return Sheet(
        number=page.number,
        characters=tuple(_character(char) for char in page.chars if _is_text(char)),
        strokes=tuple(Stroke(*rule[:5], _tint(rule.colour)) for rule in page.rules),
        pictures=(
            *(_picture(one, Tint.OTHER) for one in page.pictures),
            *(_picture(one, _tint(one.colour)) for one in page.drawings),
        ),
        width_mm=page.width_mm,
        height_mm=page.height_mm,
    )


def _picture(one: PlacedPicture | PlacedDrawing, tint: Tint) -> Picture:
    return Picture(one.x_mm, one.y_mm, one.x_mm + one.width_mm, one.y_mm + one.height_mm, tint)


def _is_text(char: PlacedChar) -> bool:
    return abs(char.angle_deg) < _SLANTED_DEG and _tint(char.colour) is not Tint.OTHER


def _character(char: PlacedChar) -> Character:
    size_mm = char.size_pt * MM_PER_PT
    right_mm = char.x_mm + min(char.width_mm, size_mm)
    top_mm = char.y_mm - ASCENT_EM * size_mm
    return Character(char.text, char.x_mm, right_mm, char.y_mm, char.size_pt, char.font, _tint(char.colour), top_mm)


def _tint(colour: str) -> Tint:
    return tint_of(*(int(colour[start : start + 2], 16) for start in (1, 3, 5)))
