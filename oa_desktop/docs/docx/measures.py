"""Lengths as WordprocessingML counts them: twips, half points, eighths of a point.

A word processor sets text by line pitch and run spacing, not by absolute places, so the grid of 22 lines by 28
characters (GB/T 9704-2012 5.2.3) is written as an exact line pitch and a slightly tightened 三号.
"""

from __future__ import annotations

import unicodedata
from math import floor
from typing import Final

from oa_desktop.docs.coordinates import PRINTED
from oa_desktop.docs.figures import CELL_MM, MM_PER_PT, SIZE_3_PT

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


def half_points(points: float) -> int:
    """Return a type size in pt as half points."""
    return round(points * 2)


def eighths_from_mm(millimetres: float) -> int:
    """Return the thickness of a rule in mm as eighths of a point."""
    return round(millimetres / MM_PER_PT * 8)


def cells_of(text: str) -> float:
    """Return the width of a text in characters: one for Chinese, half for Latin letters and digits."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)
