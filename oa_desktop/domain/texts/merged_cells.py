"""Merged cells (合并单元格): which cells of a table are one, and which of those as typed count.

A table is kept as typed, so that its merges may reach outside of it, lie over each other, or cover words; such merges
do not count, and every cell of theirs stands for itself: no word is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from oa_desktop.domain.manuscript import CellSpan, Table

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


_SIGNS = {"<": (0, -1), "^": (-1, 0)}
"""What a cell of Markdown holds, and nothing else, that is one with the cell on its left or above it."""


def merges_of(table: Table) -> tuple[CellSpan, ...]:
    """Return the merges of a table that count, in the order of their first cells."""
    height, width = len(table.rows), max(map(len, table.rows), default=0)
    kept: list[CellSpan] = []
    taken: set[Place] = set()
    inside = (one for one in table.spans if _is_inside(one, height, width))
    for one in sorted(inside, key=lambda one: (one.row, one.column)):
        if taken.isdisjoint(places := set(one.places())) and _covers_no_words(one, table):
            kept.append(one)
            taken |= places
    return tuple(kept)


def _is_inside(one: CellSpan, height: int, width: int) -> bool:
    is_merge = min(one.rows, one.columns) > 0 and max(one.rows, one.columns) > 1
    begins = one.row >= 0 and one.column >= 0
    return is_merge and begins and one.last_row < height and one.last_column < width


def _covers_no_words(one: CellSpan, table: Table) -> bool:
    _first, *covered = one.places()
    return not any(table.rows[row][column].strip() for row, column in covered if column < len(table.rows[row]))


def merges_by_place(table: Table) -> dict[Place, CellSpan]:
    """Return the merge that every merged cell belongs to."""
    return {place: one for one in merges_of(table) for place in one.places()}


def header_rows_of(table: Table) -> int:
    """Return how many rows are the head of a table: a cell that begins in it belongs to it whole."""
    count = table.header_rows
    for one in merges_of(table):
        count = one.last_row + 1 if one.row < count <= one.last_row else count
    return count


def merges_from_owners(owners: Mapping[Place, Place]) -> tuple[CellSpan, ...]:
    """Return the merges of cells that are one; those that make no rectangle stay apart.

    Args:
        owners: Of every cell one that stands for all it is one with, of a cell by itself that cell.
    """
    parts: dict[Place, list[Place]] = {}
    for place, owner in owners.items():
        parts.setdefault(owner, []).append(place)
    return tuple(sorted(filter(None, map(_rectangle, parts.values())), key=lambda one: (one.row, one.column)))


def _rectangle(places: Sequence[Place]) -> CellSpan | None:
    rows, columns = zip(*places, strict=True)
    row, column = min(rows), min(columns)
    made = CellSpan(row=row, column=column, rows=max(rows) - row + 1, columns=max(columns) - column + 1)
    return made if made.rows * made.columns == len(places) > 1 else None


def merges_from_signs(rows: Sequence[Sequence[str]]) -> tuple[CellSpan, ...]:
    """Return the merges that the signs ``<`` and ``^`` in cells mean; a sign that means none stays a word."""
    owners: dict[Place, Place] = {}
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            down, right = _SIGNS.get(text, (0, 0))
            owners[row, column] = owners.get((row + down, column + right), (row, column))
    return merges_from_owners(owners)


def without_covered(rows: Iterable[Sequence[str]], spans: Iterable[CellSpan]) -> tuple[tuple[str, ...], ...]:
    """Return rows whose merged cells hold words only where they begin."""
    covered = {place for one in spans for place in list(one.places())[1:]}
    return tuple(
        tuple("" if (row, column) in covered else text for column, text in enumerate(cells))
        for row, cells in enumerate(rows)
    )


def cells_across(merges: Mapping[Place, CellSpan], row: int, columns: int) -> Iterator[CellSpan]:
    """Yield the cells that a row goes through from the left; a merged one may begin above it.

    Args:
        merges: The merge that every merged cell belongs to.
        row: Its number.
        columns: How many columns the table has.
    """
    column = 0
    while column < columns:
        cell = merges.get((row, column)) or CellSpan(row=row, column=column)
        yield cell
        column = cell.last_column + 1
