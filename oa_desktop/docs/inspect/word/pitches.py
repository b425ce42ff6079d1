"""How high the lines of a paragraph are: 行距, 段前 and 段后. ECMA-376-1 17.3.1.33. Lengths are points."""

from __future__ import annotations

import math
from typing import NamedTuple

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.inspect.word.formats import OFF, Said, points
from oa_desktop.docs.reading.docx_parts import number_of
from oa_desktop.docs.sheets.sheets import ASCENT_EM

_LINE = 240
"""Twentieths of a point that a line has where there is no grid, and parts of a line that 单倍行距 counts."""
_NATURAL_EM = 1.3
_LEAST_EM, _MOST_EM = 1.14, 1.45
"""Height of a line of Chinese type where none is set, and the least and most of the fonts that offices use. P."""
_EXACT_ASCENT = 0.8
"""Part of an exact line above the baseline."""


class Pitch(NamedTuple):
    """The height of a line, its baseline under its upper edge, and by how much fonts may make it differ."""

    pt: float
    baseline_pt: float
    slack_pt: float


def pitch_of(said: Said, size_pt: float, grid_pt: float) -> Pitch:
    """Return the pitch of a paragraph in type of a size on a grid; 0 for no grid."""
    line, rule = number_of(said.get("spacing.line", ""), _LINE), said.get("spacing.lineRule", "auto")
    if rule == "exact":
        return Pitch(line / 20, line / 20 * _EXACT_ASCENT, 0.0)
    grid_pt = 0.0 if said.get("snapToGrid.val", "1") in OFF else grid_pt
    heights = (_natural(size_pt * share, grid_pt) for share in (_NATURAL_EM, _LEAST_EM, _MOST_EM))
    own, least, most = (max(line / 20, one) if rule == "atLeast" else one * line / _LINE for one in heights)
    return Pitch(own, (own - size_pt) / 2 + ASCENT_EM * size_pt, most - least)


def _natural(height_pt: float, grid_pt: float) -> float:
    return math.ceil(height_pt / grid_pt) * grid_pt if grid_pt else height_pt


def white_mm(said: Said, side: str, grid_pt: float) -> float:
    """Return 段前 or 段后 (``before`` or ``after``); one in lines wins."""
    if lines := number_of(said.get(f"spacing.{side}Lines", "")):
        return lines / 100 * (grid_pt or _LINE / 20) * MM_PER_PT
    return points(said.get(f"spacing.{side}", "")) * MM_PER_PT
