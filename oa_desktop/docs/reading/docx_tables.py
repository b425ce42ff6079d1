"""Tables of a DOCX: rows of cells, of which some are one (合并单元格). ECMA-376-1 17.4."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, product

from oa_desktop.docs.reading.docx_parts import attribute, is_on, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, local
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.texts.merged_cells import Place, merges_from_owners, without_covered

WIDEST = 63
"""Columns of the widest table that a word processor makes."""
_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "ins"})
"""What only holds rows or cells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell.

    Attributes:
        pieces: What it holds.
        columns: How many columns it takes.
        goes_on: Whether it only goes on with the cell above.
        goes_left: Whether it only goes on with the cell on its left.
    """

    pieces: tuple[Piece, ...] = ()
    columns: int = 1
    goes_on: bool = False
    goes_left: bool = False

    @property
    def text(self) -> str:
        """Its text, a line a paragraph; a table inside it row by row."""
        return "\n".join(piece.table.text if piece.table else piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells, and whether it is repeated on every page."""

    cells: tuple[Cell, ...]
    is_head: bool = False

    def placed(self) -> Iterator[tuple[int, Cell]]:
        """Yield the cells, each with the column where it begins."""
        starts = accumulate((cell.columns for cell in self.cells), initial=0)
        return zip(starts, self.cells, strict=False)


def rows_of(table: Node, read: Callable[[Node], tuple[Piece, ...]]) -> list[Row]:
    """Return the rows of a table.

    Args:
        table: ``w:tbl``.
        read: Reads what a cell holds.
    """
    return [_row(one, read) for one in _held(table, "tr") if child(child(one, "trPr"), "del") is None]


def table_of(rows: list[Row]) -> Table:
    """Return rows as a table, without columns in which no cell begins; every row has as many cells as the longest."""
    starts = sorted({start for row in rows for start, _cell in row.placed()})
    texts = [[""] * len(starts) for _row in rows]
    owners: dict[Place, Place] = {}
    for number, row in enumerate(rows):
        for start, cell in row.placed():
            first, end = bisect_left(starts, start), bisect_left(starts, start + cell.columns)
            begun = (number - cell.goes_on, first - cell.goes_left)
            owner = owners.get(begun, (number, first))
            owners.update(dict.fromkeys(product((number,), range(first, end)), owner))
            texts[number][first] = cell.text
    spans = merges_from_owners(owners)
    heads = next((place for place, row in enumerate(rows) if not row.is_head), len(rows))
    return Table(rows=without_covered(texts, spans), header_rows=heads or 1, spans=spans)


def pieces_of(rows: list[Row]) -> list[Piece]:
    """Return what the cells of rows hold, one after the other."""
    return [piece for row in rows for cell in row.cells for piece in cell.pieces]


def _row(node: Node, read: Callable[[Node], tuple[Piece, ...]]) -> Row:
    properties = child(node, "trPr")
    before = number_of(value_of(properties, "gridBefore"))
    blank = (Cell(),) * min(before, WIDEST)
    cells = tuple(_cell(one, read) for one in _held(node, "tc"))
    return Row(cells=(*blank, *cells), is_head=bool(is_on(properties, "tblHeader")))


def _cell(node: Node, read: Callable[[Node], tuple[Piece, ...]]) -> Cell:
    properties = child(node, "tcPr")
    down, across = (child(properties, name) for name in ("vMerge", "hMerge"))
    return Cell(
        pieces=read(node),
        columns=min(max(1, number_of(value_of(properties, "gridSpan"), 1)), WIDEST),
        goes_on=down is not None and attribute(down, "val") != "restart",
        goes_left=across is not None and attribute(across, "val") != "restart",
    )


def _held(parent: Node, name: str) -> Iterator[Node]:
    """Yield the children of a name, also those inside of what only holds them."""
    for one in parent:
        if local(one) == name:
            yield one
        elif local(one) in _HOLDERS:
            yield from _held(one, name)
