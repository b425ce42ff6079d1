"""Tables set plainly: ruled cells with wrapped text, the header repeated on every page; upright or along the sheet.

GB/T 9704-2012 leaves their form open; every figure here is ours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from oa_desktop.docs import figures
from oa_desktop.docs.columns import LEADING_EM, PADDING_MM, columns_of, filled, size_pt, widths_mm
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.page import Rule, Run
from oa_desktop.docs.layout.rows import Row, Style, runs_of
from oa_desktop.docs.layout.type_case import Glyph, TypeCase
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.template import in_unit

_GAP_LINES = 0.2
"""White under a table at least, in lines of the grid. P."""
_LARGEST_PART = 20 / 22
"""A row taller than this part of a page is divided. C: it must fit a page below the repeated header."""
_LARGEST_HEADER = 5 / 22
"""Header rows taller than this part of a page are not repeated. P."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Columns of a table: left edges and the right edge of the last; type and rules of cells; how the sheet lies."""

    edges_mm: tuple[float, ...]
    style: Style
    rule_mm: float
    turned: bool

    @property
    def page_lines(self) -> float:
        return figures.TURNED_LINES if self.turned else figures.LINES_PER_PAGE

    @property
    def pitch_mm(self) -> float:
        return self.style.size_mm * LEADING_EM


def table_rows(case: TypeCase, table: Table, block: int) -> list[Row]:
    """Return the rows of a table; a row that is taller than a page is divided, nothing is dropped."""
    if not columns_of(table):
        return []
    rows = filled(table)
    style = Style(element=Element.TABLE, size_pt=size_pt(table, case.template), block=block).off_grid()
    edges_mm = tuple(accumulate(widths_mm(table, case.template), initial=figures.AREA_LEFT_MM))
    grid = _Grid(edges_mm=edges_mm, style=style, rule_mm=in_unit(case.template.table_rule), turned=table.landscape)
    set_rows = [
        part for number, row in enumerate(rows) for part in _row(case, row, grid, header=number < table.header_rows)
    ]
    header = tuple(row for row in set_rows[: table.header_rows] if row.lines <= _LARGEST_HEADER * grid.page_lines)
    set_rows[-1] = replace(set_rows[-1], lines=set_rows[-1].lines + _GAP_LINES)
    kept = [replace(row, keep_with_next=True) for row in set_rows[: table.header_rows]]
    return [*kept, *(replace(row, repeated=header) for row in set_rows[table.header_rows :])]


def _row(case: TypeCase, texts: Sequence[str], grid: _Grid, *, header: bool) -> Iterator[Row]:
    """Yield the row, in several parts if it is taller than a page."""
    role = FontRole.HEITI if header else FontRole.FANGSONG
    cells = [_cell_lines(case, text, grid, column, role) for column, text in enumerate(texts)]
    most = max(1, int(_LARGEST_PART * grid.page_lines * figures.LINE_MM / grid.pitch_mm))
    tallest = max(len(lines) for lines in cells)
    for start in range(0, max(tallest, 1), most):
        yield _part(case, [lines[start : start + most] for lines in cells], grid, header=header)


def _cell_lines(case: TypeCase, text: str, grid: _Grid, column: int, role: FontRole) -> list[SetLine]:
    width = (grid.edges_mm[column + 1] - grid.edges_mm[column] - 2 * PADDING_MM) / grid.style.cell_mm
    typed = [case.glyphs(role, line.strip()) for line in text.splitlines()]
    return [line for glyphs in typed for line in _wrapped(glyphs, width, level=role is FontRole.HEITI)]


def _wrapped(glyphs: Sequence[Glyph], width: float, *, level: bool) -> list[SetLine]:
    """Return the lines of a text; where they are to be level, as in a header, 建设性质 is parted in its middle."""
    lines = fill_lines(glyphs, first=width, others=width, even=False)
    if not level or len(lines) < 2:
        return lines
    most = math.ceil(sum(glyph.em for glyph in glyphs) / len(lines))
    levelled = fill_lines(glyphs, first=min(most, width), others=min(most, width), even=False)
    return levelled if len(levelled) == len(lines) else lines


def _part(case: TypeCase, cells: Sequence[Sequence[SetLine]], grid: _Grid, *, header: bool) -> Row:
    tallest = max(1, *(len(lines) for lines in cells))
    height_mm = tallest * grid.pitch_mm + 2 * PADDING_MM
    runs = [
        run
        for column, lines in enumerate(cells)
        for run in _cell_runs(case, lines, grid, column, height_mm, centred=header)
    ]
    return Row(
        runs=tuple(runs),
        rules=tuple(_frame(grid, height_mm)),
        lines=height_mm / figures.LINE_MM,
        body=not grid.turned,
        turned=grid.turned,
    )


def _cell_runs(
    case: TypeCase, lines: Sequence[SetLine], grid: _Grid, column: int, height_mm: float, *, centred: bool
) -> Iterator[Run]:
    """Yield the runs of a cell: in the middle of its height; a short single line also in the middle of its width."""
    left, right = grid.edges_mm[column], grid.edges_mm[column + 1]
    top = (height_mm - len(lines) * grid.pitch_mm + grid.pitch_mm - grid.style.size_mm) / 2
    for number, line in enumerate(lines):
        width_mm = line.width * grid.style.cell_mm
        middle = centred or len(lines) == 1
        x_mm = (left + right - width_mm) / 2 if middle else left + PADDING_MM
        yield from runs_of(case, line, grid.style, x_mm=x_mm, top_mm=top + number * grid.pitch_mm)


def _frame(grid: _Grid, height_mm: float) -> Iterator[Rule]:
    left, right = grid.edges_mm[0], grid.edges_mm[-1]
    for y_mm in (0.0, height_mm):
        yield _rule(left, y_mm, right, y_mm, grid.rule_mm)
    for x_mm in grid.edges_mm:
        yield _rule(x_mm, 0.0, x_mm, height_mm, grid.rule_mm)


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, width_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=width_mm, element=Element.TABLE)
