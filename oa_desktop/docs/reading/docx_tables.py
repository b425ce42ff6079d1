"""Tables of a DOCX: rows of cells, merged ones once and empty after that. ECMA-376-1 17.4."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from oa_desktop.docs.reading.docx_parts import attribute, is_on, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, local
from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.domain.manuscript import Table

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
    """

    pieces: tuple[Piece, ...] = ()
    columns: int = 1
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its text, a line a paragraph; a table inside it row by row."""
        return "\n".join(piece.table.text if piece.table else piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells, and whether it is repeated on every page."""

    cells: tuple[Cell, ...]
    is_head: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """A text for every column."""
        return tuple(text for cell in self.cells for text in _columns(cell))


def rows_of(table: Node, read: Callable[[Node], tuple[Piece, ...]]) -> list[Row]:
    """Return the rows of a table.

    Args:
        table: ``w:tbl``.
        read: Reads what a cell holds.
    """
    return [_row(one, read) for one in _held(table, "tr") if child(child(one, "trPr"), "del") is None]


def table_of(rows: list[Row]) -> Table:
    """Return rows as a table; every row has as many cells as the longest."""
    texts = [row.texts for row in rows]
    width = max(map(len, texts), default=0)
    heads = next((place for place, row in enumerate(rows) if not row.is_head), len(rows))
    filled = tuple((*row, *[""] * (width - len(row))) for row in texts)
    return Table(rows=filled, header_rows=heads) if heads else Table(rows=filled)


def pieces_of(rows: list[Row]) -> list[Piece]:
    """Return what the cells of rows hold, one after the other."""
    return [piece for row in rows for cell in row.cells for piece in cell.pieces]


def _row(node: Node, read: Callable[[Node], tuple[Piece, ...]]) -> Row:
    properties = child(node, "trPr")
    before = number_of(value_of(properties, "gridBefore"))
    blank = (Cell(columns=min(before, WIDEST)),) if before > 0 else ()
    cells = tuple(_cell(one, read) for one in _held(node, "tc"))
    return Row(cells=(*blank, *cells), is_head=bool(is_on(properties, "tblHeader")))


def _cell(node: Node, read: Callable[[Node], tuple[Piece, ...]]) -> Cell:
    properties = child(node, "tcPr")
    merged = child(properties, "vMerge")
    return Cell(
        pieces=read(node),
        columns=min(max(1, number_of(value_of(properties, "gridSpan"), 1)), WIDEST),
        goes_on=merged is not None and attribute(merged, "val") != "restart",
    )


def _columns(cell: Cell) -> Iterator[str]:
    yield "" if cell.goes_on else cell.text
    yield from [""] * (cell.columns - 1)


def _held(parent: Node, name: str) -> Iterator[Node]:
    """Yield the children of a name, also those inside of what only holds them."""
    for one in parent:
        if local(one) == name:
            yield one
        elif local(one) in _HOLDERS:
            yield from _held(one, name)
