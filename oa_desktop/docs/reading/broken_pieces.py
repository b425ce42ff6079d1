"""Paragraphs that are only lines (断行), as programs write them that turn pages into a DOCX, become what they were.

Whether a text is one of those is told as for plain text; see :mod:`wrapping`.
"""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.docs.reading.spacing import Line
from oa_desktop.docs.reading.wrapping import glue, joined_lines
from oa_desktop.domain.manuscript import Span
from oa_desktop.domain.texts.spans import merged


def joined_pieces(pieces: list[Piece], remarks: Remarks) -> list[Piece]:
    """Return the pieces, those that were broken at a fixed width joined and reported."""
    begins = {line.number for line in joined_lines(_lines(pieces), remarks)}
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _is_plain(piece) and piece.line not in begins:
            blank = Span(text=glue(joined[-1].text, piece.text))
            joined[-1] = replace(joined[-1], spans=merged((*joined[-1].spans, blank, *piece.spans)))
        else:
            joined.append(piece)
    return joined


def _lines(pieces: list[Piece]) -> list[Line]:
    """Return the pieces that are nothing but text as lines; where others stand between them is a gap."""
    lines: list[Line] = []
    is_parted = True
    for piece in pieces:
        if _is_plain(piece):
            gap = piece.gap or is_parted
            lines.append(Line(number=piece.line, text=piece.text, typed=piece.text, gap=gap))
        is_parted = not _is_plain(piece)
    return lines


def _is_plain(piece: Piece) -> bool:
    return bool(piece.text) and not (piece.element or piece.rank or piece.table or piece.mark is not Mark.NONE)
