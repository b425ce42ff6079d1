"""Plain text to pieces: a line is a paragraph; rows of three or more cells parted by tabs are a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from oa_desktop.docs.reading.pieces import Piece, plain_piece
from oa_desktop.docs.reading.spacing import Line
from oa_desktop.domain.manuscript import Table

_CELLS = 3


def plain_pieces(lines: list[Line]) -> list[Piece]:
    """Return the pieces of plain text."""
    return [piece for tabs, group in groupby(lines, _tabs) for piece in _group(tabs, list(group))]


def _tabs(line: Line) -> int:
    return line.text.count("\t")


def _group(tabs: int, lines: list[Line]) -> Iterator[Piece]:
    if tabs + 1 >= _CELLS and len(lines) > 1:
        rows = tuple(tuple(cell.strip() for cell in line.text.split("\t")) for line in lines)
        yield Piece(line=lines[0].number, table=Table(rows=rows), gap=lines[0].gap)
    else:
        yield from (plain_piece(line.number, line.text, gap=line.gap) for line in lines)
