"""Tables typed or pasted with tabs: rows of cells, of which those at the edges may be empty.

Rows stand one below another. Editors take tabs at the end of a line away, so a row may be shorter than the others; it
is filled up with empty cells. A number of a level before a tab (一、 and a tab, as copied from Word) is no cell.
"""

from __future__ import annotations

import re

from oa_desktop.docs.reading.spacing import Line
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.texts.levels import leading_number

CELLS = 3
"""Cells that make two lines a table."""
ROWS = 3
"""Rows that make lines of two cells a table."""

_NO_ROW = re.compile(r"附件|抄送|抄报|主送|联系人")


def table_end(lines: list[Line], start: int) -> int:
    """Return the place behind the table that begins at ``start``; ``start`` itself when none does."""
    end = start
    while end < len(lines) and _belongs(lines, start, end):
        end += 1
    widths = [len(_cells(line)) for line in lines[start:end]]
    is_table = len(widths) > 1 and (max(widths) >= CELLS or (len(widths) >= ROWS and set(widths) == {CELLS - 1}))
    return end if is_table else start


def table_of(lines: list[Line]) -> Table:
    """Return the table whose rows the lines are; every row has as many cells as the longest."""
    rows = [_cells(line) for line in lines]
    width = max(map(len, rows))
    return Table(rows=tuple((*row, *[""] * (width - len(row))) for row in rows))


def _belongs(lines: list[Line], start: int, place: int) -> bool:
    """Tell whether a line is a row of the table that begins at ``start``; all but its last cell may be empty."""
    if place == start:
        return _is_row(lines[place])
    is_as_wide = "\t" in lines[place].typed and len(_cells(lines[place])) == len(_cells(lines[place - 1])) >= CELLS
    return (_is_row(lines[place]) or is_as_wide) and not _begins_another(lines, start, place)


def _is_row(line: Line) -> bool:
    if "\t" not in line.typed or _NO_ROW.match(line.text):
        return False
    first = line.text.split("\t", 1)[0].strip()
    number = leading_number(first)
    return not (number and number.text == first) and ("\t" in line.text or line.typed.endswith("\t"))


def _begins_another(lines: list[Line], start: int, place: int) -> bool:
    """Tell whether a row of another width behind a blank line begins a table of its own."""
    return place > start and lines[place].gap and len(_cells(lines[place])) != len(_cells(lines[place - 1]))


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.typed.split("\t"))
