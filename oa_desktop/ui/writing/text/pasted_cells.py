"""The cells of a pasted table (单元格), also merged ones (合并单元格)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import product

from oa_desktop.domain.manuscript import CellSpan, Table
from oa_desktop.domain.texts.merged_cells import header_rows_of, merges_of

MOST_COLUMNS = 100
"""Columns that a table may have; a paper has fewer."""


class Cells:
    """Gathers the rows of one table."""

    def __init__(self) -> None:
        self._rows: list[dict[int, list[str]]] = []
        self._taken: set[tuple[int, int]] = set()
        self._spans: list[CellSpan] = []
        self._column = 0

    def begin_row(self) -> None:
        """Begin the next row."""
        self._rows.append({})
        self._column = 0

    def begin_cell(self, across: int, down: int) -> None:
        """Begin the next cell, which takes so many columns and rows."""
        if not self._rows:
            self.begin_row()
        row = len(self._rows) - 1
        while (row, self._column) in self._taken:
            self._column += 1
        last = min(self._column + across, MOST_COLUMNS)
        self._rows[row].update({column: [] for column in range(self._column, last)})
        rows = range(row, row + min(down, MOST_COLUMNS))
        self._taken.update(product(rows, range(self._column, last)))
        if across > 1 or down > 1:
            self._spans.append(CellSpan(row=row, column=self._column, rows=len(rows), columns=last - self._column))

    def add(self, words: str) -> None:
        """Put a paragraph into the cell that was begun last."""
        if not self._rows:
            self.begin_cell(1, 1)
        if self._column < MOST_COLUMNS:
            self._rows[-1].setdefault(self._column, []).append(words)

    def table(self) -> Table:
        """Return the rows, all of one width, the first of several their head; those without any words are left out."""
        width = max((column + 1 for row in self._rows for column in row), default=0)
        rows = [tuple("\n".join(row.get(column, ())) for column in range(width)) for row in self._rows]
        kept = [number for number, row in enumerate(rows) if any(row)]
        made = Table(rows=tuple(rows[number] for number in kept), header_rows=1 if len(kept) > 1 else 0)
        made = replace(made, spans=merges_of(replace(made, spans=tuple(_moved(one, kept) for one in self._spans))))
        return replace(made, header_rows=header_rows_of(made))


def _moved(one: CellSpan, kept: list[int]) -> CellSpan:
    """Return which cells are one where only some rows are kept."""
    first, end = bisect_left(kept, one.row), bisect_left(kept, one.row + one.rows)
    return replace(one, row=first, rows=end - first)
