"""Tables on a sheet: what stands between upright lines, in the cells that lying lines part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.reading.placed_lines import type_lines
from oa_desktop.docs.sheets import Character, Sheet, Stroke, writing

_STRAIGHT_MM = 0.3
_SHORTEST_MM = 3.0
_NEAR_MM = 0.8
"""Lines so near are one line of the table."""
_FEWEST = 3
"""Upright lines of a table of two columns."""
_MOST_LINES = 4_000
"""Lines of a page in which tables are looked for; a drawing has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A table on a sheet.

    Attributes:
        top_mm: Its first lying line.
        bottom_mm: Its last one.
        rows: Words of the cells.
        is_landscape: Whether it is set along the sheet (横排表).
    """

    top_mm: float
    bottom_mm: float
    rows: tuple[tuple[str, ...], ...]
    is_landscape: bool = False

    def holds(self, char: Character) -> bool:
        """Tell whether a character stands in it."""
        return self.top_mm <= char.y_mm - char.size_pt * MM_PER_PT / 3 <= self.bottom_mm


def tables_of(sheet: Sheet) -> list[PlacedTable]:
    """Return the tables of a sheet from the top."""
    if len(sheet.strokes) > _MOST_LINES:
        return []
    upright = [rule for rule in sheet.strokes if _is_upright(rule)]
    lying = sorted({round(rule.y1_mm, 1) for rule in sheet.strokes if _is_lying(rule)})
    found: list[PlacedTable] = []
    chars = writing(sheet)
    for top, bottom in _extents(upright):
        edges = _merged([y for y in lying if top - _NEAR_MM <= y <= bottom + _NEAR_MM])
        sides = _merged(sorted(rule.x1_mm for rule in upright if rule.y1_mm <= bottom and rule.y2_mm >= top))
        if len(sides) >= _FEWEST and len(edges) > 1:
            rows = tuple(_row(chars, sides, above, below) for above, below in pairwise(edges))
            extent = {"top_mm": edges[0], "bottom_mm": edges[-1]}
            found.append(PlacedTable(**extent, rows=rows, is_landscape=sheet.is_landscape))
    return found


def _row(chars: Sequence[Character], sides: Sequence[float], top: float, bottom: float) -> tuple[str, ...]:
    inside = [char for char in chars if top < char.y_mm - char.size_pt * MM_PER_PT / 3 < bottom]
    return tuple(
        "".join(line.text for line in type_lines(0, [c for c in inside if left <= c.x_mm < right]))
        for left, right in pairwise(sides)
    )


def _extents(upright: Sequence[Stroke]) -> list[tuple[float, float]]:
    """Return from where to where upright lines stand side by side or below one another."""
    extents: list[tuple[float, float]] = []
    for top, bottom in sorted((min(one.y1_mm, one.y2_mm), max(one.y1_mm, one.y2_mm)) for one in upright):
        if extents and top <= extents[-1][1] + _NEAR_MM:
            extents[-1] = (extents[-1][0], max(extents[-1][1], bottom))
        else:
            extents.append((top, bottom))
    return extents


def _merged(values: Sequence[float]) -> list[float]:
    """Return rising values without those that are hardly more than the one before."""
    merged: list[float] = []
    for value in values:
        if not merged or value - merged[-1] > _NEAR_MM:
            merged.append(value)
    return merged


def _is_upright(rule: Stroke) -> bool:
    return abs(rule.x1_mm - rule.x2_mm) < _STRAIGHT_MM and abs(rule.y1_mm - rule.y2_mm) > _SHORTEST_MM


def _is_lying(rule: Stroke) -> bool:
    return abs(rule.y1_mm - rule.y2_mm) < _STRAIGHT_MM and abs(rule.x1_mm - rule.x2_mm) > _SHORTEST_MM
