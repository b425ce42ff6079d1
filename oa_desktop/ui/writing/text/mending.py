"""Mending a text (改正): the words that differ are written in their places, and nothing else of it is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from oa_desktop.domain.manuscript import Block, Paragraph, Table
from oa_desktop.ui.writing.text.reading import EDGES
from oa_desktop.ui.writing.text.recognising import recognise
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
            _bring_paragraph(place, old.text, new.text)
    edit.endEditBlock()


def selection(block: QTextBlock, held: Block, start: int, end: int) -> QTextCursor:
    """Return some words of a paragraph, selected; all of it where no words are meant. Of anything else its place."""
    if not isinstance(held, Paragraph):
        return QTextCursor(block)
    length = len(held.text)
    return _stretch(block, min(start, length), min(end, length) if end > start else length)


def _bring_paragraph(block: QTextBlock, old: str, new: str) -> None:
    for tag, start, end, first, last in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag != "equal":
            _stretch(block, start, end).insertText(as_line(new[first:last]), _format_at(block, start))
    recognise(block)


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
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + units(text[: blank + start]))
    cursor.setPosition(block.position() + units(text[: blank + end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _format_at(block: QTextBlock, start: int) -> QTextCharFormat:
    """Return how a character stands out, or the last where there is none."""
    cursor = _stretch(block, start, start + 1)
    cursor.setPosition(max(cursor.selectionEnd(), cursor.selectionStart()))
    return cursor.charFormat()
