"""Mending a text (改正): the words that differ are written in their places, and nothing else of it is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from oa_desktop.domain.manuscript import Block, Paragraph, Table
from oa_desktop.ui.writing.text.reading import EDGES
from oa_desktop.ui.writing.text.recognising import recognise
from oa_desktop.ui.writing.text.text_notes import (
    insert_note,
    note_format,
    notes_in,
    place_before,
    place_behind,
    select,
)
from oa_desktop.ui.writing.text.writing import as_line
from oa_desktop.ui.writing.undo.words import units

Places = Sequence[tuple[QTextBlock, Block]]
"""What a text has, each with where it stands."""


def bring(document: QTextDocument, places: Places, blocks: Iterable[Block]) -> None:
    """Bring a text to other words, as one step that can be undone.

    Args:
        document: The text.
        places: What it has.
        blocks: What it is to have: as many, of the same sorts.
    """
    edit = QTextCursor(document)
    edit.beginEditBlock()
    for (place, old), new in zip(places, blocks, strict=True):
        if old == new:
            continue
        if isinstance(old, Table) and isinstance(new, Table):
            _bring_table(place, old, new)
        elif isinstance(old, Paragraph) and isinstance(new, Paragraph):
            _bring_paragraph(place, old, new)
    edit.endEditBlock()


def selection(block: QTextBlock, held: Block, start: int, end: int) -> QTextCursor:
    """Return some words of a paragraph, selected; all of it where no words are meant. Of anything else its place."""
    if not isinstance(held, Paragraph):
        return QTextCursor(block)
    length = len(held.text)
    return _stretch(block, min(start, length), min(end, length) if end > start else length)


def _bring_paragraph(block: QTextBlock, old: Paragraph, new: Paragraph) -> None:
    matcher = SequenceMatcher(None, old.text, new.text, autojunk=False)
    for tag, start, end, first, last in reversed(matcher.get_opcodes()):
        if tag != "equal":
            _write(block, start, end, as_line(new.text[first:last]))
    for (place, before), words in zip(list(notes_in(block)), new.notes, strict=False):
        if words != before:
            select(block, place, place + 1).setCharFormat(note_format(words))
    recognise(block)


def _write(block: QTextBlock, start: int, end: int, words: str) -> None:
    """Write words in the place of others; the notes on those then hang on the new ones."""
    cursor, form = _stretch(block, start, end), _format_at(block, start)
    first, last = (place - block.position() for place in (cursor.selectionStart(), cursor.selectionEnd()))
    notes = [note for place, note in notes_in(block) if first <= place < last]
    cursor.insertText(words, form)
    for note in notes:
        insert_note(cursor, note)


def _bring_table(block: QTextBlock, old: Table, new: Table) -> None:
    table = QTextCursor(block).currentTable()
    for row, cells in enumerate(new.rows):
        for column, words in enumerate(cells):
            if words != old.rows[row][column]:
                cell = table.cellAt(row, column)
                cursor = cell.firstCursorPosition()
                cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
                cursor.insertText(as_line(words))


def _stretch(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """Return characters of a paragraph, counted without the blanks before it, selected."""
    text = block.text()
    blank = len(text) - len(text.lstrip(EDGES))
    last = place_behind(text, blank + end)
    first = min(place_before(text, blank + start), last) if end > start else last
    return select(block, units(text[:first]), units(text[:last]))


def _format_at(block: QTextBlock, start: int) -> QTextCharFormat:
    """Return how a character stands out, or the last where there is none."""
    cursor = _stretch(block, start, start + 1)
    cursor.setPosition(max(cursor.selectionEnd(), cursor.selectionStart()))
    return cursor.charFormat()
