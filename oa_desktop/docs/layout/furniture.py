"""What stands on a page around its text: 页码 and the mark of the realm."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, natural_line
from oa_desktop.docs.layout.page import Colour, Run
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.type_case import TypeCase

_DASH = "—"
_SPACE_EM = 0.5
"""Half-width blank between the dash and the digits."""
_WATERMARK_PT = 150.0
_WATERMARK_ANGLE = 45.0
_INK_MIDDLE_EM = 0.38
"""Middle of an ideograph above its baseline."""
_FOOT_MARK_PT = 10.5
_FOOT_MARK_MM = 17.0
"""Top edge of the realm's word in the foot, from the lower edge of the sheet. P."""


def page_number_runs(case: TypeCase, number: int) -> tuple[Run, ...]:
    """Return 页码: its dashes 7 mm under the 版心, odd pages right, even pages left. GB/T 9704-2012 7.5."""
    style = Style(element=Element.PAGE_NUMBER, role=FontRole.SONGTI, size_pt=figures.SIZE_4_PT).off_grid()
    glyphs = case.glyphs(style.role, f"{_DASH} {number} {_DASH}")
    line = SetLine(glyphs=glyphs, advances=[_SPACE_EM if glyph.drawn == " " else glyph.em for glyph in glyphs])
    side_mm = figures.PAGE_NUMBER_SIDE_CELLS * style.cell_mm
    right_mm = figures.AREA_RIGHT_MM - side_mm - line.width * style.cell_mm
    x_mm = right_mm if number % 2 else figures.AREA_LEFT_MM + side_mm
    ink = line.glyphs[0].face.ink(_DASH)
    middle = case.ascent(style.role) - (ink.top + ink.bottom) / 2
    return runs_of(case, line, style, x_mm=x_mm, top_mm=figures.PAGE_NUMBER_DASH_MM - middle * style.size_mm)


def watermark_runs(
    case: TypeCase, word: str, *, width_mm: float = figures.SHEET_WIDTH_MM, height_mm: float = figures.SHEET_HEIGHT_MM
) -> Iterator[Run]:
    """Yield the realm's word, where it has one: large and pale across the page, small in the middle of its foot."""
    if not word:
        return
    large = Style(element=Element.REALM, role=FontRole.HEITI, size_pt=_WATERMARK_PT, colour=Colour.PALE).off_grid()
    line = natural_line(case.glyphs(large.role, word))
    slant = math.sqrt(0.5)
    half_width, half_height = line.width * large.cell_mm / 2 * slant, _INK_MIDDLE_EM * large.size_mm * slant
    for run in runs_of(case, line, large, x_mm=width_mm / 2 - half_width + half_height):
        yield _turned(run, y_mm=height_mm / 2 + half_width + half_height)
    small = Style(element=Element.REALM, role=FontRole.HEITI, size_pt=_FOOT_MARK_PT).off_grid()
    x_mm = (width_mm - line.width * small.cell_mm) / 2
    yield from runs_of(case, line, small, x_mm=x_mm, top_mm=height_mm - _FOOT_MARK_MM)


def _turned(run: Run, *, y_mm: float) -> Run:
    return replace(run, y_mm=y_mm, angle_deg=_WATERMARK_ANGLE)
