"""Plain text to pieces: every line is a paragraph; lines parted by tabs are a table."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.docs.reading.pieces import Piece, plain_piece
from oa_desktop.docs.reading.spacing import Line
from oa_desktop.docs.reading.tab_tables import table_end, table_of


def plain_pieces(lines: list[Line]) -> list[Piece]:
    """Return the pieces of plain text."""
    return list(_pieces(lines))


def _pieces(lines: list[Line]) -> Iterator[Piece]:
    place = 0
    while place < len(lines):
        line = lines[place]
        end = table_end(lines, place)
        if end > place:
            yield Piece(line=line.number, table=table_of(lines[place:end]), gap=line.gap)
        else:
            yield plain_piece(line.number, line.text, gap=line.gap)
        place = max(end, place + 1)
