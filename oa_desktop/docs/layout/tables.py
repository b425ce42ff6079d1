"""Tables set plainly: ruled cells with wrapped text, the header repeated on every page; upright or along the sheet.

GB/T 9704-2012 leaves their form open; every figure here is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from oa_desktop.docs import figures
from oa_desktop.docs.columns import GAP_LINES, PADDING_MM, columns_of, filled
from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.page import Rule
from oa_desktop.docs.layout.rows import Row, TallCell
from oa_desktop.docs.layout.table_cells import Grid, SetCell, cell_runs, grid_of, set_cell, tall_cell
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.manuscript import CellSpan, Table

_LARGEST_HEADER = 5 / 22
"""Header rows taller than this part of a page are not repeated. P."""
_KEPT_LINES = 6.0
"""Rows that a merged cell joins stay on one page up to so many lines of the grid. P."""


def table_rows(case: TypeCase, table: Table, block: int) -> list[Row]:
    """Return the rows of a table; a row that is taller than a page is divided, nothing is dropped."""
    if not columns_of(table):
        return []
    grid = grid_of(case, table, block)
    set_rows = _set_rows(case, filled(table), grid)
    heads = grid.header_rows
    header = tuple(row for row in set_rows[:heads] if row.lines <= _LARGEST_HEADER * grid.page_lines)
    set_rows[-1] = replace(set_rows[-1], lines=set_rows[-1].lines + GAP_LINES)
    kept = [replace(row, keep_with_next=True) for row in set_rows[:heads]]
    return [*kept, *(replace(row, repeated=header) for row in set_rows[heads:])]


def _set_rows(case: TypeCase, rows: Sequence[Sequence[str]], grid: Grid) -> list[Row]:
    """Return the strips of all rows, several of a row that is taller than a page."""
    cells = [
        [set_cell(case, texts[span.column], grid, span) for span in grid.across(number) if span.row == number]
        for number, texts in enumerate(rows)
    ]
    counts = _line_counts(cells)
    kept = _kept_rows((cell for held in cells for cell in held if cell.span.rows > 1), counts, grid)
    tall: dict[CellSpan, TallCell] = {}
    strips: list[Row] = []
    for number, held in enumerate(cells):
        tall.update({cell.span: tall_cell(case, cell, grid) for cell in held if cell.span.rows > 1})
        low = [cell for cell in held if cell.span.rows == 1]
        going_on = tuple((span, tall[span]) for span in grid.across(number) if span.rows > 1)
        for start in range(0, counts[number], grid.most_lines):
            strip = _Strip(grid=grid, row=number, count=min(grid.most_lines, counts[number] - start), tall=going_on)
            row = strip.drawn(case, low, start)
            strips.append(replace(row, keep_with_next=True) if number in kept else row)
    return strips


def _line_counts(cells: Sequence[Sequence[SetCell]]) -> list[int]:
    """Return how many lines every row has; the rows of a merged cell make room together for what it lacks."""
    counts = [max([1, *(len(cell.lines) for cell in held if cell.span.rows == 1)]) for held in cells]
    for cell in (cell for held in cells for cell in held if cell.span.rows > 1):
        rows = range(cell.span.row, cell.span.last_row + 1)
        lacking = max(0, len(cell.lines) - sum(counts[row] for row in rows))
        for number, row in enumerate(reversed(rows)):
            counts[row] += (lacking + number) // len(rows)
    return counts


def _kept_rows(cells: Iterable[SetCell], counts: Sequence[int], grid: Grid) -> frozenset[int]:
    """Return the rows that stay on the page of the next: all of a low merged cell, of a tall one what its words take.

    So that its words stand whole at the end of a page and at the head of the next one.
    """
    kept: set[int] = set()
    for cell in cells:
        rows = range(cell.span.row, cell.span.last_row + 1)
        height_mm = sum(counts[row] * grid.pitch_mm + 2 * PADDING_MM for row in rows)
        if height_mm <= _KEPT_LINES * figures.LINE_MM:
            kept.update(rows[:-1])
        elif len(cell.lines) <= _KEPT_LINES:
            kept.update(rows[: _rows_for(cell, [counts[row] for row in rows]) - 1])
            kept.update(rows[-_rows_for(cell, [counts[row] for row in reversed(rows)]) : -1])
    return frozenset(kept)


def _rows_for(cell: SetCell, counts: Sequence[int]) -> int:
    """Return how many rows of so many lines hold the words of a cell."""
    held = accumulate(counts)
    return next((number for number, lines in enumerate(held, 1) if lines >= len(cell.lines)), len(counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strip:
    """A row, or a part of one.

    Attributes:
        grid: Of its table.
        row: Which row it is of.
        count: How many lines of type it is high.
        tall: The cells that go through it, that take several rows.
    """

    grid: Grid
    row: int
    count: int
    tall: tuple[tuple[CellSpan, TallCell], ...]

    @property
    def height_mm(self) -> float:
        return self.count * self.grid.pitch_mm + 2 * PADDING_MM

    def drawn(self, case: TypeCase, cells: Sequence[SetCell], start: int) -> Row:
        """Return it with the lines of the cells from one on."""
        runs = (
            run
            for cell in cells
            for run in cell_runs(case, cell, cell.lines[start : start + self.count], self.grid, self.height_mm)
        )
        return Row(
            runs=tuple(runs),
            rules=tuple(self._frame()),
            lines=self.height_mm / figures.LINE_MM,
            body=not self.grid.turned,
            turned=self.grid.turned,
            tall_cells=tuple((cell, self.height_mm) for _span, cell in self.tall),
        )

    def _frame(self) -> Iterator[Rule]:
        """Yield the rules around its cells; a cell that takes several rows is ended when it is known where."""
        edges_mm, width_mm = self.grid.edges_mm, self.grid.rule_mm
        for y_mm in (0.0, self.height_mm):
            for first, last in self._stretches():
                yield _rule(edges_mm[first], y_mm, edges_mm[last], y_mm, width_mm)
        inside = {edge for span in self.grid.across(self.row) for edge in range(span.column + 1, span.last_column + 1)}
        for edge, x_mm in enumerate(edges_mm):
            if edge not in inside:
                yield _rule(x_mm, 0.0, x_mm, self.height_mm, width_mm)

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Yield from edge to edge the columns side by side that no cell of several rows takes."""
        begins = 0
        for span, _tall in self.tall:
            if span.column > begins:
                yield begins, span.column
            begins = span.last_column + 1
        if begins < self.grid.columns:
            yield begins, self.grid.columns


def _rule(x1_mm: float, y1_mm: float, x2_mm: float, y2_mm: float, width_mm: float) -> Rule:
    return Rule(x1_mm=x1_mm, y1_mm=y1_mm, x2_mm=x2_mm, y2_mm=y2_mm, width_mm=width_mm, element=Element.TABLE)
