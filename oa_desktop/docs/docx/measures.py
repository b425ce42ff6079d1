"""Lengths as WordprocessingML counts them: twips, half points, eighths of a point.

A word processor sets text by line pitch and run spacing, not by absolute places, so the grid of 22 lines by 28
characters (GB/T 9704-2012 5.2.3) is written as an exact line pitch and a slightly tightened 三号. Half the leading of
a line stands above its type, so the type area begins higher than the 版心 (GB/T 33476.2-2016) and the type comes to
stand where the printed page has it.
"""

from __future__ import annotations

import unicodedata
from math import floor
from typing import Final

from oa_desktop.docs.coordinates import PRINTED, PROCESSOR
from oa_desktop.docs.figures import AREA_TOP_MM, CELL_MM, MM_PER_PT, SIZE_2_PT, SIZE_3_PT

TWIPS_PER_PT: Final = 20

LINE_TWIPS: Final = floor(PRINTED.line_mm / MM_PER_PT * TWIPS_PER_PT)
"""一行: 28.95 pt, the largest pitch of whole twips of which 22 fit into 225 mm."""
TIGHTENING_TWIPS: Final = floor((CELL_MM / MM_PER_PT - SIZE_3_PT) * TWIPS_PER_PT)
"""Run spacing of 三号: 28 characters of 16 pt less 0.25 pt each fit into 156 mm."""
BASELINE_SHARE: Final = 0.8
"""Part of an exact line that lies above the baseline; LibreOffice sets it so."""
BOX_ASCENT: Final = 0.88
"""Upper edge of a character above its baseline, in parts of the type size."""
INK_BELOW_BASELINE: Final = 0.12
"""Lowest ink of 仿宋 below its baseline, in parts of the type size."""
TITLE_LOWER_TWIPS: Final = round(BOX_ASCENT * (SIZE_2_PT - SIZE_3_PT) * TWIPS_PER_PT)
"""How much lower the baseline of 二号 stands on the printed page than that of 三号; on exact lines both are as low."""


def in_area(millimetres: float) -> int:
    """Return how far a height on the sheet, in mm, lies under the top of the type area, in twips."""
    return twips_from_mm(millimetres - PROCESSOR.top_white_mm)


def twips_from_mm(millimetres: float) -> int:
    """Return a length in mm as twips."""
    return round(millimetres / MM_PER_PT * TWIPS_PER_PT)


def twips_from_pt(points: float) -> int:
    """Return a length in pt as twips."""
    return round(points * TWIPS_PER_PT)


def twips_from_cells(cells: float) -> int:
    """Return so many characters (字) of the grid as twips."""
    return twips_from_mm(cells * CELL_MM)


def lines(count: float) -> int:
    """Return so many lines (行) of the grid as twips."""
    return round(count * LINE_TWIPS)


def line_over(top: int) -> int:
    """Return where an exact line begins whose 三号 has its upper edge at a height, in twips."""
    return top + round(BOX_ASCENT * SIZE_3_PT * TWIPS_PER_PT) - round(LINE_TWIPS * BASELINE_SHARE)


PAGE_TOP: Final = line_over(in_area(AREA_TOP_MM))
"""Where the first line of a page would begin, were there room above it for type as high as on the printed page."""


def half_points(points: float) -> int:
    """Return a type size in pt as half points."""
    return round(points * 2)


def eighths_from_mm(millimetres: float) -> int:
    """Return the thickness of a rule in mm as eighths of a point."""
    return round(millimetres / MM_PER_PT * 8)


def cells_of(text: str) -> float:
    """Return the width of a text in characters: one for Chinese, half for Latin letters and digits."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)
