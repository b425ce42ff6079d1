"""Pieces to the blocks of a body: levels, headings, and the numbers that Markdown headings lack.

The level of a paragraph is that of the number it begins with, else that of its Markdown heading, counted from the
highest heading of its part. A Markdown heading without a number gets the standard's (GB/T 9704-2012 7.3.3); a level
counts all its headings since the last higher one. How much of a numbered paragraph is a heading says
:mod:`headings`; below the second level a heading line must also be followed by text or by a deeper level, for a row
of short numbered lines is a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from oa_desktop.docs.reading.headings import LABELLED, heading_length, is_whole_line
from oa_desktop.docs.reading.inline import merged
from oa_desktop.docs.reading.numbering import DEEPEST, Number, leading_number, written_number
from oa_desktop.docs.reading.pieces import Mark, Piece
from oa_desktop.docs.reading.remarks import Remarks
from oa_desktop.domain.manuscript import HEADING_LEVELS, Block, Emphasis, Paragraph, Span

_SEMICOLONS = ("；", ";")


def blocks(pieces: list[Piece], remarks: Remarks) -> tuple[Block, ...]:
    """Return the blocks of one part, the body or an annex."""
    pieces = numbered([piece for piece in pieces if piece.mark is Mark.NONE], remarks)
    listed = _list_items(pieces) | _row_items(pieces)
    return tuple(_block(piece, is_listed=place in listed) for place, piece in enumerate(pieces))


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


def _block(piece: Piece, *, is_listed: bool) -> Block:
    if piece.table:
        return piece.table
    number = leading_number(piece.text)
    if piece.depth:
        return Paragraph(spans=_headed(piece.spans, len(piece.text)), level=piece.depth)
    if number is None:
        return Paragraph(spans=piece.spans)
    length = 0 if is_listed else heading_length(piece.text, number.text, number.level)
    return Paragraph(spans=_headed(piece.spans, length), level=number.level)


def _headed(spans: tuple[Span, ...], length: int) -> tuple[Span, ...]:
    """Return the spans with the first ``length`` characters as heading."""
    return merged(_cut(spans, length))


def _cut(spans: tuple[Span, ...], length: int) -> Iterator[Span]:
    for span in spans:
        head, rest = span.text[:length], span.text[length:]
        length -= len(head)
        yield Span(text=head, emphasis=Emphasis.HEADING)
        yield replace(span, text=rest)


def _list_items(pieces: list[Piece]) -> frozenset[int]:
    """Return the places of the numbered lines of the third level and below that are items of a list, no headings.

    A line whose neighbour is the next number of its own or a higher level heads nothing; the last line of such a row
    is of the same kind as the line before it.
    """
    items: set[int] = set()
    numbers = [None if piece.depth else leading_number(piece.text) for piece in pieces]
    for place, number in enumerate(numbers):
        if number is None or number.level <= LABELLED or not _is_line(pieces[place], number):
            continue
        behind = numbers[place + 1] if place + 1 < len(pieces) else None
        heads_nothing = place + 1 == len(pieces) or (behind is not None and behind.level <= number.level)
        before = numbers[place - 1] if place else None
        if heads_nothing or (before and before.level == number.level and place - 1 in items):
            items.add(place)
    return frozenset(items)


def _row_items(pieces: list[Piece]) -> frozenset[int]:
    """Return the places of numbered paragraphs that stand in a row and are items of an enumeration, no headings.

    An item ends in a semicolon or follows one that does; and a whole sentence is no heading where a neighbour of its
    row is none, for one row is set in one type.
    """
    return frozenset(place for row in _rows(pieces) for place in _items_of(pieces, row))


def _rows(pieces: list[Piece]) -> Iterator[list[int]]:
    """Yield the places of numbered paragraphs of one level that follow each other."""
    levels = [0 if piece.depth else _level(piece) for piece in pieces]
    for level, row in groupby(range(len(pieces)), key=levels.__getitem__):
        if level:
            yield list(row)


def _level(piece: Piece) -> int:
    number = leading_number(piece.text)
    return number.level if number else 0


def _items_of(pieces: list[Piece], row: list[int]) -> Iterator[int]:
    lengths = [_heading_length(pieces[place]) for place in row]
    is_mixed = 0 in lengths
    for rank, place in enumerate(row):
        above = pieces[row[rank - 1]].text if rank else ""
        is_listed = above.endswith(_SEMICOLONS) or pieces[place].text.endswith(_SEMICOLONS)
        if is_listed or (is_mixed and lengths[rank] == len(pieces[place].text)):
            yield place


def _heading_length(piece: Piece) -> int:
    number = leading_number(piece.text)
    return heading_length(piece.text, number.text, number.level) if number else 0


def _is_line(piece: Piece, number: Number) -> bool:
    text = piece.text
    return is_whole_line(text, heading_length(text, number.text, number.level))
