"""Tables on a sheet: what stands between upright lines, in the cells that lying lines part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from oa_desktop.docs.figures import MM_PER_PT
from oa_desktop.docs.reading.placed_lines import type_lines
from oa_desktop.docs.sheets.sheets import Character, Sheet, Stroke, writing
from oa_desktop.domain.manuscript import CellSpan
from oa_desktop.domain.texts.merged_cells import Place, merges_from_owners

_STRAIGHT_MM = 0.3
_SHORTEST_MM = 3.0
_NEAR_MM = 0.8
"""Lines so near are one line of the table."""
_FEWEST = 3
"""Upright lines of a table of two columns."""
_NEARLY = 1e-6
_MOST_LINES = 4_000
"""Lines of a page in which tables are looked for; a drawing has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTable:
    """A table on a sheet.

    Attributes:
        top_mm: Its first lying line.
        bottom_mm: Its last one.
        rows: Words of the cells.
        spans: Cells that no line parts.
        is_landscape: Whether it is set along the sheet (横排表).
    """

    top_mm: float
    bottom_mm: float
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[CellSpan, ...] = ()
    is_landscape: bool = False

    def holds(self, char: Character) -> bool:
        """Tell whether a character stands in it."""
        return self.top_mm <= char.y_mm - char.size_pt * MM_PER_PT / 3 <= self.bottom_mm


def tables_of(sheet: Sheet) -> list[PlacedTable]:
    """Return the tables of a sheet from the top."""
    if len(sheet.strokes) > _MOST_LINES:
        return []
    upright = [rule for rule in sheet.strokes if _is_upright(rule)]
    lying = [rule for rule in sheet.strokes if _is_lying(rule)]
    heights = sorted({round(rule.y1_mm, 1) for rule in lying})
    found: list[PlacedTable] = []
    chars = writing(sheet)
    for top, bottom in _extents(upright):
        edges = _merged([y for y in heights if top - _NEAR_MM <= y <= bottom + _NEAR_MM])
        sides = _merged(sorted(rule.x1_mm for rule in upright if rule.y1_mm <= bottom and rule.y2_mm >= top))
        if len(sides) >= _FEWEST and len(edges) > 1:
            spans = merges_from_owners(
                _owners(sides, edges, _walls(upright, sides, edges), _floors(lying, sides, edges))
            )
            rows = _rows(chars, sides, edges, spans)
            extent = {"top_mm": edges[0], "bottom_mm": edges[-1]}
            found.append(PlacedTable(**extent, rows=rows, spans=spans, is_landscape=sheet.is_landscape))
    return found


def _walls(upright: Iterable[Stroke], sides: Sequence[float], edges: Sequence[float]) -> set[Place]:
    """Return the cells that a line parts from the one on their left."""
    middles = [(above + below) / 2 for above, below in pairwise(edges)]
    return {(row, _line_at(sides, rule.x1_mm)) for rule in upright for row in _between(middles, rule.y1_mm, rule.y2_mm)}


def _floors(lying: Iterable[Stroke], sides: Sequence[float], edges: Sequence[float]) -> set[Place]:
    """Return the cells that a line parts from the one above."""
    middles = [(left + right) / 2 for left, right in pairwise(sides)]
    return {
        (_line_at(edges, round(rule.y1_mm, 1)), column)
        for rule in lying
        for column in _between(middles, rule.x1_mm, rule.x2_mm)
    }


def _line_at(lines: Sequence[float], place: float) -> int:
    """Return which line of a table is drawn at a place: what lies near stands for the first of them."""
    return bisect_right(lines, place + _NEARLY) - 1


def _between(middles: Sequence[float], start: float, end: float) -> range:
    return range(bisect_left(middles, min(start, end)), bisect_right(middles, max(start, end)))


def _owners(
    sides: Sequence[float], edges: Sequence[float], walls: Container[Place], floors: Container[Place]
) -> dict[Place, Place]:
    """Return of every cell one that it is one with: where no line parts it from the one on its left, or above."""
    owners: dict[Place, Place] = {}
    for row, column in product(range(len(edges) - 1), range(len(sides) - 1)):
        left = (row, column - 1) if column and (row, column) not in walls else (row, column)
        above = (row - 1, column) if row and (row, column) not in floors else left
        owners[row, column] = owners.get(left if left != (row, column) else above, (row, column))
    return owners


def _rows(
    chars: Sequence[Character], sides: Sequence[float], edges: Sequence[float], spans: Iterable[CellSpan]
) -> tuple[tuple[str, ...], ...]:
    """Return the words of the cells, those of merged ones in the first of them."""
    first = {place: (one.row, one.column) for one in spans for place in one.places()}
    held: dict[Place, list[Character]] = {}
    for char in chars:
        place = (_line_at(edges, char.y_mm - char.size_pt * MM_PER_PT / 3), _line_at(sides, char.x_mm))
        held.setdefault(first.get(place, place), []).append(char)
    places = product(range(len(edges) - 1), range(len(sides) - 1))
    texts = ("".join(line.text for line in type_lines(0, held.get(place, ()))) for place in places)
    return tuple(zip(*[texts] * (len(sides) - 1), strict=True))


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
