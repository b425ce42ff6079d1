"""A trace (水印) across a page: who has it, when, and a code, pale, again and again, so that no part lacks it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, FontSet
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.matter import printed_matter
from oa_desktop.docs.layout.page import Colour, Page, Run
from oa_desktop.docs.layout.rows import Style, runs_of
from oa_desktop.docs.layout.type_case import TypeCase

_STYLE: Final = Style(element=Element.REALM, role=FontRole.HEITI, size_pt=13.0, colour=Colour.PALE).off_grid()
_ANGLE: Final = 30.0
_GAP_MM: Final = 22.0
_DOWN_MM: Final = 46.0


def lay_out_trace(fonts: FontSet, words: str) -> LaidOut:
    """Return a page with nothing on it but the words, slanting, from edge to edge."""
    case = TypeCase(fonts)
    page = Page(number=1, runs=tuple(_runs(case, words)))
    return printed_matter(case, fonts, [page], title="")


def _runs(case: TypeCase, words: str) -> Iterator[Run]:
    line = natural_line(case.glyphs(_STYLE.role, words))
    long_mm = line.width * _STYLE.cell_mm
    across_mm = long_mm * math.cos(math.radians(_ANGLE)) + _GAP_MM
    rows = int(figures.SHEET_HEIGHT_MM / _DOWN_MM) + 2
    for row in range(rows):
        begin_mm = 8.0 - (row % 2) * across_mm / 2
        for column in range(int(figures.SHEET_WIDTH_MM / across_mm) + 2):
            for run in runs_of(case, line, _STYLE, x_mm=begin_mm + column * across_mm):
                yield replace(run, y_mm=(row + 1) * _DOWN_MM, angle_deg=_ANGLE)
