"""Pieces to the blocks of a body: levels, headings, and the numbers that Markdown headings lack.

The level of a paragraph is that of the number it begins with, else that of its Markdown heading, counted from the
highest heading of its part. A Markdown heading without a number gets the standard's (GB/T 9704-2012 7.3.3); a level
counts all its headings since the last higher one. How much of a numbered paragraph is a heading says
:mod:`oa_desktop.domain.texts.headings`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.domain.manuscript import HEADING_LEVELS, Block, Paragraph, Span
from oa_desktop.domain.texts.headings import Rank, headed, ranks
from oa_desktop.domain.texts.levels import DEEPEST, leading_number, written_number

_LIES = re.compile("[（(【〔\\[](?P<how>[横竖])排表?[）)】〕\\]]")
"""How the sheet of the table below is to lie."""


def blocks(pieces: list[Piece], remarks: Remarks) -> tuple[Block, ...]:
    """Return the blocks of one part, the body or an annex."""
    pieces = _laid([piece for piece in pieces if piece.mark is Mark.NONE])
    pieces = numbered(pieces, remarks)
    found = ranks(["" if piece.depth else piece.text for piece in pieces])
    return tuple(_block(piece, rank) for piece, rank in zip(pieces, found, strict=True))


def _laid(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the lines （横排表） and （竖排表） above tables, which lie as these say."""
    result: list[Piece] = []
    for piece in pieces:
        told = _LIES.fullmatch(result[-1].text) if piece.table and result else None
        result.append(_lying(piece, told["how"] == "横", gap=result.pop().gap) if told else piece)
    return result


def _lying(piece: Piece, landscape: bool, *, gap: bool) -> Piece:
    return replace(piece, table=replace(piece.table, landscape=landscape) if piece.table else None, gap=gap)


def numbered(pieces: list[Piece], remarks: Remarks) -> list[Piece]:
    """Return the pieces with a number before every Markdown heading that has none, its depth being its level."""
    top = min((piece.depth for piece in pieces if piece.depth), default=1)
    counts = [0] * (DEEPEST + 1)
    result = [_numbered(piece, piece.depth - top + 1, counts) if piece.depth else piece for piece in pieces]
    changed = [new.line for new, old in zip(result, pieces, strict=True) if new.text != old.text]
    remarks.add_lines("source.numbering-added", changed)
    remarks.add_lines("source.deep-heading", (each.line for each in result if each.depth > HEADING_LEVELS))
    return result


def _numbered(piece: Piece, level: int, counts: list[int]) -> Piece:
    typed = leading_number(piece.text)
    level = min(typed.level if typed else level, DEEPEST)
    counts[level] += 1
    counts[level + 1 :] = [0] * (DEEPEST - level)
    if typed:
        return replace(piece, depth=level)
    return replace(piece, depth=level, spans=(Span(text=written_number(level, counts[level])), *piece.spans))


def _block(piece: Piece, rank: Rank) -> Block:
    if piece.table:
        return piece.table
    if piece.picture:
        return piece.picture.block
    if piece.depth:
        return Paragraph(spans=headed(piece.spans, len(piece.text)), level=piece.depth)
    rank = piece.rank or rank
    return Paragraph(spans=headed(piece.spans, rank.heading), level=rank.level)
