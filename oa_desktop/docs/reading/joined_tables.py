"""A table that goes on over pages, as one: its repeated head goes, a merged cell that a page divided is one again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.domain.manuscript import CellSpan, Table
from oa_desktop.domain.texts.merged_cells import header_rows_of


def joined(above: Table, below: Table) -> Table | None:
    """Return a table with what goes on with it on the next page; None where that does not begin with its head."""
    heads, height = header_rows_of(below), len(above.rows)
    if above.rows[:heads] != below.rows[:heads] or heads == len(below.rows):
        return None
    going_on = replace(below, spans=tuple(_moved(one, height - heads) for one in below.spans if one.row >= heads))
    rows = (*above.rows, *below.rows[heads:])
    divided = list(_divided(above, going_on, rows))
    parts = {(place, one.column) for one in divided for place in (one.row, height)}
    spans = (one for one in (*above.spans, *going_on.spans) if (one.row, one.column) not in parts)
    said_again = {one.column for one in divided}
    first = tuple("" if column in said_again else text for column, text in enumerate(rows[height]))
    return replace(above, rows=(*rows[:height], first, *rows[height + 1 :]), spans=(*spans, *divided))


def _moved(one: CellSpan, by: int) -> CellSpan:
    return replace(one, row=one.row + by)


def _divided(above: Table, below: Table, rows: tuple[tuple[str, ...], ...]) -> Iterator[CellSpan]:
    """Yield the merged cells that the end of a page divides: below it their words are said again, or nothing is.

    Args:
        above: Up to that end.
        below: What follows, its merges counted in rows of both.
        rows: Of both.
    """
    height = len(above.rows)
    ends = {one.column: one for one in above.spans if one.last_row == height - 1}
    begins = {one.column: one for one in below.spans if one.row == height}
    for column in sorted(ends.keys() | begins.keys()):
        upper = ends.get(column, CellSpan(row=height - 1, column=column))
        lower = begins.get(column, CellSpan(row=height, column=column))
        words = rows[upper.row][column]
        if upper.columns == lower.columns and words and rows[height][column] in ("", words):
            yield replace(upper, rows=upper.rows + lower.rows)
