"""脚注 of sheets: their marks go into the lines of the text, their words are kept until the text is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oa_desktop.docs.reading.pieces import Piece
from oa_desktop.docs.reading.placed_lines import TypeLine, type_lines
from oa_desktop.docs.reading.remarks import WHOLE, Remarks, quoted
from oa_desktop.docs.sheets.noted import NOTE_MARK, NoteArea, mark_places, note_area
from oa_desktop.docs.sheets.sheets import Sheet, writing
from oa_desktop.domain.manuscript import Span
from oa_desktop.domain.texts.spans import between, merged

_MARK = "\U0010fffd"
"""Stands for the mark of a note while the text is read; no text holds it."""
_EDGE_EM = 2.2
"""A line of a note that ends so far before its right edge ends a paragraph."""


def parted_notes(sheets: Sequence[Sheet]) -> tuple[list[Sheet], list[str]]:
    """Return the sheets without their notes, a sign in the place of each mark, and the words of all notes."""
    bare: list[Sheet] = []
    notes: list[str] = []
    for sheet in sheets:
        area = note_area(sheet)
        bare.append(_marked(sheet, area))
        for line in _lines(sheet, area) if area else ():
            _take(notes, line)
    return bare, notes


def _marked(sheet: Sheet, area: NoteArea | None) -> Sheet:
    chars = [char for char in sheet.characters if not (area and area.holds(char))]
    last = None
    for place, on in mark_places(chars):
        is_further = last is not None and place == last + 1
        chars[place] = chars[place]._replace(
            text="" if is_further and chars[place].text.isdecimal() else _MARK, y_mm=on.y_mm, size_pt=on.size_pt
        )
        last = place
    return replace(sheet, characters=tuple(char for char in chars if char.text))


def _lines(sheet: Sheet, area: NoteArea) -> Iterator[tuple[str, bool, bool]]:
    """Yield the words of each line of the notes, whether a note begins with it, and whether it is full."""
    lines = type_lines(sheet.number, [char for char in writing(sheet) if area.holds(char)])
    right = max(line.right_mm for line in lines)
    for line in lines:
        begins = _begins(line, area)
        text = NOTE_MARK.sub("", line.text, count=_marks(line) if begins else 0) if begins else line.text
        yield text.strip(), begins, line.right_mm > right - _EDGE_EM * line.em_mm


def _begins(line: TypeLine, area: NoteArea) -> bool:
    return abs(line.left_mm - area.left_mm) < line.em_mm / 2 and NOTE_MARK.match(line.text) is not None


def _marks(line: TypeLine) -> int:
    """Return how many characters the mark at the beginning of a line has."""
    if not line.text[0].isdecimal():
        return 1
    return len(line.text) - len(line.text.lstrip("0123456789"))


def _take(notes: list[str], line: tuple[str, bool, bool]) -> None:
    """Add a line to the notes; a full one has the sign of a break that is none behind it."""
    text, begins, is_full = line
    text += _MARK if is_full else "\n"
    if begins or not notes:
        notes.append(text)
    else:
        notes[-1] += text


def with_notes(pieces: Sequence[Piece], notes: Sequence[str], remarks: Remarks) -> list[Piece]:
    """Return the pieces with the notes where their marks stand; notes without a mark are reported."""
    words = iter([note.replace(_MARK, "").strip() for note in notes])
    found = [_noted(piece, words) for piece in pieces]
    for left in words:
        remarks.add("source.left-out", WHOLE, what=f"脚注“{quoted(left)}”")
    return found


def _noted(piece: Piece, words: Iterator[str]) -> Piece:
    text = "".join(span.text for span in piece.spans)
    parts: list[Span] = []
    start = 0
    while (end := text.find(_MARK, start)) >= 0:
        parts += (*between(piece.spans, start, end), Span(text="", note=next(words, "")))
        start = end + 1
    return replace(piece, spans=merged((*parts, *between(piece.spans, start, len(text))))) if start else piece
