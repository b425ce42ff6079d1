"""Cells that take several rows of a table (合并单元格): set when it is known where pages end.

What stands in such a cell stands in the middle of all its rows. Where a page ends inside of it, each part is ruled all
around; the words stand in every part that holds them whole, and go on from part to part where none does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oa_desktop.docs.columns import PADDING_MM
from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import Rule, Run
from oa_desktop.docs.layout.pagination import Placed
from oa_desktop.docs.layout.rows import Row, TallCell, moved_rule, moved_run

Lines = Sequence[Sequence[Run]]
_TABLE = Element.TABLE
_NEARLY = 1e-6


def with_tall_cells(placed: Sequence[Placed]) -> list[Placed]:
    """Return placed rows with the words and the rules of the cells that take several of them."""
    result = list(placed)
    left: dict[TallCell, Lines] = {}
    for (_page, cell), places in _parts(placed).items():
        height_mm = sum(height for place in places for one, height in placed[place].row.tall_cells if one is cell)
        most = int((height_mm - 2 * PADDING_MM) / cell.pitch_mm + _NEARLY)
        lines = left.get(cell, cell.lines) or (cell.lines if len(cell.lines) <= most else ())
        left[cell] = lines[most:]
        first = result[places[0]]
        result[places[0]] = replace(first, row=_with_part(first.row, cell, lines[:most], height_mm))
    return result


def _parts(placed: Sequence[Placed]) -> dict[tuple[int, TallCell], list[int]]:
    """Return the places of the rows of every cell on every page."""
    parts: dict[tuple[int, TallCell], list[int]] = {}
    for place, one in enumerate(placed):
        for cell, _height in one.row.tall_cells:
            parts.setdefault((one.page, cell), []).append(place)
    return parts


def _with_part(row: Row, cell: TallCell, lines: Lines, height_mm: float) -> Row:
    """Return the row where a part of a cell begins with the part: its words where they are read."""
    top_mm = (height_mm - len(lines) * cell.pitch_mm + cell.pitch_mm - cell.size_mm) / 2
    words = [moved_run(run, top_mm + number * cell.pitch_mm) for number, line in enumerate(lines) for run in line]
    before = sum(run.x_mm < cell.left_mm for run in row.runs)
    rules = (*row.rules, *_ends(cell, height_mm))
    return replace(row, runs=(*row.runs[:before], *words, *row.runs[before:]), rules=rules)


def _ends(cell: TallCell, height_mm: float) -> Iterator[Rule]:
    rule = Rule(x1_mm=cell.left_mm, y1_mm=0.0, x2_mm=cell.right_mm, y2_mm=0.0, width_mm=cell.rule_mm, element=_TABLE)
    yield from (rule, moved_rule(rule, height_mm))
