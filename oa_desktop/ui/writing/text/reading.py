"""Reading a text (取文): what stands in Qt's document as the blocks of a manuscript, read again only where it changed.

A paragraph without a word is none, and blanks at its edges are no part of it: the page indents by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable, QTextTableCell

from oa_desktop.domain.manuscript import Block, CellSpan, Paragraph, Picture, Span, Table
from oa_desktop.domain.texts.spans import merged, stripped
from oa_desktop.ui.writing.text.formats import emphasis_of, landscape_of, level_of
from oa_desktop.ui.writing.text.picture_marks import MARK, marks_in
from oa_desktop.ui.writing.text.text_notes import bare, note_in

LINE = "\u2028"
"""Qt's character for a line feed inside a paragraph."""
EDGES = " \t\n\xa0\u3000"
"""Blanks at the edges of a paragraph."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one of Qt's blocks holds: blocks of the manuscript, mostly one, and how many characters they have."""

    blocks: tuple[Block, ...] = ()
    characters: int = 0


_NOTHING = _Read()


class TextReader(QObject):
    """Reads one document, quickly however long it is."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._read: list[_Read | None] = [None] * document.blockCount()
        self._blocks: tuple[Block, ...] | None = None
        document.contentsChange.connect(self._note)

    def blocks(self) -> tuple[Block, ...]:
        """Return the text as it stands; what an input method is still composing is no part of it."""
        if self._blocks is None:
            self.refresh()
            self._blocks = tuple(block for one in self._read if one for block in one.blocks)
        return self._blocks

    def characters(self) -> int:
        """Return how many characters the text has, blanks not counted."""
        self.refresh()
        return sum(one.characters for one in self._read if one)

    def places(self) -> tuple[tuple[QTextBlock, Block], ...]:
        """Return what the text has, each with where it stands; of a table that is its first cell."""
        self.refresh()
        read = ((self._document.findBlockByNumber(at), one.blocks) for at, one in enumerate(self._read) if one)
        return tuple((place, block) for place, blocks in read for block in blocks)

    def refresh(self) -> None:
        """Read what has changed."""
        for number, one in enumerate(self._read):
            if one is None and self._read[number] is None:
                self._read_at(self._document.findBlockByNumber(number))

    def _note(self, position: int, _removed: int, added: int) -> None:
        """Forget what Qt says has changed, and the blocks beside it: a row of a table may have gone from there."""
        self._blocks = None
        first = self._number(max(0, position - 1))
        last = self._number(position + added + 1)
        count = self._document.blockCount()
        gone = last - first + 1 - (count - len(self._read))
        if gone < 0 or first + gone > len(self._read):
            self._read = [None] * count
        else:
            self._read[first : first + gone] = [None] * (last - first + 1)

    def _number(self, position: int) -> int:
        block = self._document.findBlock(position)
        return block.blockNumber() if block.isValid() else self._document.blockCount() - 1

    def _read_at(self, block: QTextBlock) -> None:
        table = QTextCursor(block).currentTable()
        if table is None:
            self._read[block.blockNumber()] = _read(_in_block(block))
            return
        first, last = self._number(table.firstPosition()), self._number(table.lastPosition())
        self._read[first : last + 1] = [_read((table_of(table),)), *[_NOTHING] * (last - first)]


def blocks_of(document: QTextDocument) -> tuple[Block, ...]:
    """Return the blocks of a document that is read once."""
    return TextReader(document).blocks()


def _in_block(block: QTextBlock) -> tuple[Block, ...]:
    marks = list(marks_in(block))
    if marks:
        return tuple(_around(block.text(), marks))
    paragraph = paragraph_of(block)
    return (paragraph,) if paragraph.spans else ()


def _around(text: str, marks: Sequence[tuple[int, Picture]]) -> Iterator[Block]:
    """Yield the pictures of a paragraph, each with the words up to the next as its caption; words before them first."""
    units = text.encode("utf-16-le")
    ends = [*(place for place, _picture in marks), len(units) // 2]
    if before := _words(units[: 2 * ends[0]]):
        yield Paragraph(spans=(Span(text=before),))
    for (place, picture), end in zip(marks, ends[1:], strict=True):
        yield replace(picture, caption=_words(units[2 * (place + 1) : 2 * end]))


def _words(units: bytes) -> str:
    return _plain(units.decode("utf-16-le")).strip(EDGES)


def paragraph_of(block: QTextBlock) -> Paragraph:
    """Return a paragraph; one without words has no spans."""
    spans = stripped(merged(_spans(block)), EDGES)
    return Paragraph(spans=spans, level=level_of(block.blockFormat())) if spans else Paragraph()


def table_of(table: QTextTable) -> Table:
    """Return a table; a line feed where a cell has several paragraphs."""
    places = product(range(table.rows()), range(table.columns()))
    cells = {place: table.cellAt(*place) for place in places}
    begun = {place: (cell.row(), cell.column()) == place for place, cell in cells.items()}
    texts = [_text(cell) if begun[place] else "" for place, cell in cells.items()]
    form = table.format()
    return Table(
        rows=tuple(zip(*[iter(texts)] * table.columns(), strict=True)),
        header_rows=form.headerRowCount(),
        landscape=landscape_of(form),
        spans=tuple(span_of(cell) for place, cell in cells.items() if begun[place] and is_merged(cell)),
    )


def is_merged(cell: QTextTableCell) -> bool:
    """Tell whether a cell is several in one (合并单元格)."""
    return cell.rowSpan() > 1 or cell.columnSpan() > 1


def span_of(cell: QTextTableCell) -> CellSpan:
    """Return which cells a cell is made of."""
    return CellSpan(row=cell.row(), column=cell.column(), rows=cell.rowSpan(), columns=cell.columnSpan())


def _spans(block: QTextBlock) -> Iterator[Span]:
    text = block.text()
    ranges = block.textFormats()
    if len(ranges) < 2 and MARK not in text:
        yield from (Span(text=_plain(text), emphasis=emphasis_of(one.format)) for one in ranges)
        return
    units = text.encode("utf-16-le")
    for one in ranges:
        part = units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
        note = note_in(one.format)
        yield Span(text=_plain(bare(part) if note else part), emphasis=emphasis_of(one.format))
        yield from (Span(text="", note=note) for char in part if note and char == MARK)


def _plain(text: str) -> str:
    return text.replace(LINE, "\n")


def _text(cell: QTextTableCell) -> str:
    block, last = cell.firstCursorPosition().block(), cell.lastPosition()
    lines = [block.text()]
    while (block := block.next()).isValid() and block.position() <= last:
        lines.append(block.text())
    return _plain("\n".join(lines)).strip(EDGES)


def _read(blocks: tuple[Block, ...]) -> _Read:
    return _Read(blocks, sum(len("".join(_written(block).split())) for block in blocks)) if blocks else _NOTHING


def _written(block: Block) -> str:
    """Return what the writer has written of a block: of a picture its caption."""
    return block.caption if isinstance(block, Picture) else block.text
