"""Writing a text (置文): blocks of a manuscript into Qt's document, each with its level and its emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextTableFormat

from oa_desktop.domain.manuscript import Block, Emphasis, Paragraph, Picture, Table
from oa_desktop.domain.texts.headings import Rank, headed, ranks
from oa_desktop.domain.texts.levels import leading_number
from oa_desktop.domain.texts.merged_cells import merges_of
from oa_desktop.ui.writing.text.formats import (
    character_format,
    paragraph_format,
    picture_paragraph_format,
    table_format,
)
from oa_desktop.ui.writing.text.picture_marks import picture_format
from oa_desktop.ui.writing.text.reading import LINE
from oa_desktop.ui.writing.text.text_notes import insert_span

SLICE = 100
"""Blocks that are written at once."""

_BREAK = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")
"""Characters that would begin another of Qt's blocks."""


class TextWriter:
    """Writes blocks one after another, the first into the block where the cursor stands if that is empty."""

    def __init__(self, cursor: QTextCursor, indent: float) -> None:
        self._cursor = cursor
        self._indent = indent
        self._in_empty_block = not cursor.block().text()

    def write(self, blocks: Sequence[Block]) -> None:
        """Write blocks; what has another rank than its number would give it keeps that for good."""
        for block, by_hand in zip(blocks, _by_hand(blocks), strict=True):
            if isinstance(block, Table):
                self._write_table(block)
            elif isinstance(block, Picture):
                self._write_picture(block)
            else:
                self._write_paragraph(block, by_hand=by_hand)

    def _begin_block(self, form: QTextBlockFormat) -> None:
        if self._in_empty_block:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form, character_format())
        self._in_empty_block = False

    def _write_picture(self, picture: Picture) -> None:
        self._begin_block(picture_paragraph_format(self._indent))
        self._cursor.insertImage(picture_format(picture))
        caption = LINE + as_line(picture.caption) if picture.caption else ""
        self._cursor.insertText(caption, character_format())

    def _write_paragraph(self, paragraph: Paragraph, *, by_hand: bool) -> None:
        self._begin_block(paragraph_format(paragraph.level, by_hand=by_hand, indent=self._indent))
        for span in paragraph.spans:
            insert_span(self._cursor, span, as_line(span.text), character_format(span.emphasis, paragraph.level))

    def _write_table(self, table: Table) -> None:
        columns = max(map(len, table.rows), default=0)
        if columns:
            fill_table(self._cursor, table, columns)
            self._cursor.setBlockFormat(paragraph_format(indent=self._indent))
            self._in_empty_block = not self._cursor.block().text()


def _table_format(table: Table) -> QTextTableFormat:
    return table_format(min(table.header_rows, len(table.rows)), landscape=table.landscape)


def fill_table(cursor: QTextCursor, table: Table, columns: int) -> None:
    """Insert a table behind the block of a cursor, and leave the cursor behind it."""
    cursor.setBlockCharFormat(character_format())
    made = cursor.insertTable(len(table.rows), columns, _table_format(table))
    for row, cells in enumerate(table.rows):
        for column, words in enumerate(cells):
            place = made.cellAt(row, column).firstCursorPosition()
            place.setBlockFormat(paragraph_format())
            place.insertText(as_line(words), character_format())
    for one in merges_of(table):
        made.mergeCells(one.row, one.column, one.rows, one.columns)
    cursor.setPosition(made.lastPosition() + 1)


def filling(document: QTextDocument, blocks: Sequence[Block], indent: float) -> Iterator[None]:
    """Fill an empty document, a slice with every step; this cannot be undone."""
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    cursor.setBlockFormat(paragraph_format(indent=indent))
    writer = TextWriter(cursor, indent)
    for part in slices(blocks):
        cursor.beginEditBlock()
        writer.write(part)
        cursor.endEditBlock()
        yield
    document.setUndoRedoEnabled(True)


def slices(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield blocks in parts that are quickly written and, where that can be, begin and end outside a numbered row."""
    start = 0
    while start < len(blocks):
        end = next((at for at in range(start + SLICE, start + 2 * SLICE) if _parts(blocks[at - 1 : at + 1])), 0)
        end = end or start + 2 * SLICE
        yield blocks[start:end]
        start = end


def _parts(pair: Sequence[Block]) -> bool:
    """Tell whether neither of two neighbours has a number, so that neither's rank depends on the other."""
    return not any(leading_number(text) for text in _texts(pair))


def indent_anew(document: QTextDocument, indent: float) -> None:
    """Indent the paragraphs by so many pixels; this is no change of its own that one could undo."""
    cursor = QTextCursor(document)
    cursor.joinPreviousEditBlock()
    block = document.firstBlock()
    while block.isValid():
        if block.blockFormat().textIndent():
            form = QTextBlockFormat()
            form.setTextIndent(indent)
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(form)
        block = block.next()
    cursor.endEditBlock()


def as_line(text: str) -> str:
    """Return text that stays in one of Qt's blocks."""
    return _BREAK.sub(LINE, text)


def ranked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with the ranks that their numbers give those that have no level yet."""
    pairs = zip(blocks, ranks(_texts(blocks)), strict=True)
    return tuple(_ranked(block, rank) for block, rank in pairs)


def _ranked(block: Block, rank: Rank) -> Block:
    if not isinstance(block, Paragraph) or block.level:
        return block
    return Paragraph(spans=headed(block.spans, rank.heading), level=rank.level)


def _by_hand(blocks: Sequence[Block]) -> Iterator[bool]:
    """Tell of each block whether its rank differs from what its number would give it."""
    pairs = zip(blocks, ranks(_texts(blocks)), strict=True)
    return (isinstance(block, Paragraph) and _differs(block, rank) for block, rank in pairs)


def _differs(paragraph: Paragraph, rank: Rank) -> bool:
    lengths = [len(span.text) for span in paragraph.spans if span.emphasis is Emphasis.HEADING]
    is_in_front = not lengths or paragraph.spans[0].emphasis is Emphasis.HEADING
    return not is_in_front or (paragraph.level, sum(lengths)) != (rank.level, rank.heading)


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "" for block in blocks]
