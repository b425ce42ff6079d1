"""The cells of a pasted table (单元格): merged ones come apart, the words in the first of them."""

from __future__ import annotations

MOST_COLUMNS = 100
"""Columns that a table may have; a paper has fewer."""


class Cells:
    """Gathers the rows of one table."""

    def __init__(self) -> None:
        self._rows: list[dict[int, list[str]]] = []
        self._taken: dict[tuple[int, int], bool] = {}
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
        for below in range(row, row + min(down, MOST_COLUMNS)):
            self._taken.update({(below, column): True for column in range(self._column, last)})

    def add(self, words: str) -> None:
        """Put a paragraph into the cell that was begun last."""
        if not self._rows:
            self.begin_cell(1, 1)
        if self._column < MOST_COLUMNS:
            self._rows[-1].setdefault(self._column, []).append(words)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows, all of one width; those without any words are left out."""
        width = max((column + 1 for row in self._rows for column in row), default=0)
        rows = (tuple("\n".join(row.get(column, ())) for column in range(width)) for row in self._rows)
        return tuple(row for row in rows if any(row))
