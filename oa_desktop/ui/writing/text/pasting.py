"""Pasting (粘贴): what office programs copy becomes paragraphs with levels and tables, however long, in one undo."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor, QTextDocument, QTextDocumentFragment

from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.manuscript import Block, CellSpan, Emphasis, Manuscript, Paragraph, Span, Table, notes_of
from oa_desktop.domain.texts.merged_cells import cells_across, merges_by_place
from oa_desktop.ui.writing.text.dropped import Dropped
from oa_desktop.ui.writing.text.formats import character_format
from oa_desktop.ui.writing.text.pasted_html import HtmlReader
from oa_desktop.ui.writing.text.pasted_text import plain_blocks
from oa_desktop.ui.writing.text.reading import blocks_of
from oa_desktop.ui.writing.text.recognising import recognise
from oa_desktop.ui.writing.text.text_notes import insert_span, takes_notes
from oa_desktop.ui.writing.text.writing import TextWriter, as_line, ranked, slices

OWN = "application/x-oa-desktop-text"
"""What the editor copies for itself: the canonical bytes of a manuscript with this body."""
_CHARACTERS = 2_000
"""Characters of HTML that are read at once."""

_CELLS = 1_500
"""Cells of the largest table that comes over as one: Qt takes longer over a larger one than a writer waits."""


class Pasting:
    """One paste.

    Attributes:
        dropped: What was left behind.
    """

    def __init__(self, source: QMimeData, cursor: QTextCursor, indent: float) -> None:
        self.dropped: Counter[Dropped] = Counter()
        self._source = source
        self._own, self._html, self._text = own_blocks(source), source.html(), source.text()
        self._has_picture = source.hasImage()
        self._cursor = QTextCursor(cursor)
        self._indent = indent

    def steps(self) -> Iterator[None]:
        """Paste, a slice with every step."""
        blocks: list[Block] = list(self._own or ())
        if not blocks and self._html:
            yield from self._read_html(blocks)
        if not blocks:
            blocks.extend(plain_blocks(self._text))
        if blocks:
            yield from self._write(blocks if self._own else [*self._without_large_tables(blocks)])
        elif self._has_picture:
            self.dropped[Dropped.PICTURE] += 1

    def _read_html(self, blocks: list[Block]) -> Iterator[None]:
        reader = HtmlReader()
        for start in range(0, len(self._html), _CHARACTERS):
            reader.feed(self._html[start : start + _CHARACTERS])
            yield
        reader.close()
        blocks.extend(reader.blocks)
        self.dropped += reader.dropped

    def _without_large_tables(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks, each row of a table that is too large as a paragraph."""
        for block in blocks:
            if isinstance(block, Table) and sum(map(len, block.rows)) > _CELLS:
                self.dropped[Dropped.LARGE_TABLE] += 1
                yield from (Paragraph(spans=(Span(text=_in_line(row)),)) for row in block.rows)
            else:
                yield block

    def _write(self, blocks: list[Block]) -> Iterator[None]:
        self._cursor.beginEditBlock()
        self._cursor.removeSelectedText()
        first = self._cursor.blockNumber()
        rest = self._begin(blocks)
        self._cursor.endEditBlock()
        writer = TextWriter(self._cursor, self._indent)
        for part in slices(rest):
            self._cursor.joinPreviousEditBlock()
            writer.write(part if self._own else ranked(part))
            self._cursor.endEditBlock()
            yield
        for block in (self._cursor.document().findBlockByNumber(first), self._cursor.block()):
            recognise(block)

    def _begin(self, blocks: Sequence[Block]) -> Sequence[Block]:
        """Let the words of the first paragraph go on where the cursor stands in a line; return what is left."""
        if self._cursor.currentTable():
            self.dropped[Dropped.FOOTNOTE] += sum(len(notes_of(block)) for block in blocks)
            self._cursor.insertText("\n".join(block.text for block in blocks), character_format())
            return ()
        first = blocks[0]
        if not self._cursor.block().text() or not isinstance(first, Paragraph):
            return blocks
        if not takes_notes(self._cursor):
            self.dropped[Dropped.FOOTNOTE] += len(first.notes)
            first = replace(first, spans=tuple(replace(span, note="") for span in first.spans))
        for span in first.spans:
            emphasis = span.emphasis if span.emphasis is Emphasis.STRONG else Emphasis.PLAIN
            insert_span(self._cursor, span, as_line(span.text), character_format(emphasis))
        return blocks[1:]


def own_blocks(source: QMimeData) -> tuple[Block, ...] | None:
    """Return the blocks that the editor itself has copied; None when it has not."""
    try:
        return Manuscript.decode(bytes(source.data(OWN).data())).body if source.hasFormat(OWN) else None
    except (NotCanonical, Undecodable):
        return None


def _in_line(row: Iterable[str]) -> str:
    return "　".join(" ".join(cell.splitlines()) for cell in row if cell)


def copied(selection: QTextDocumentFragment, *, within: bool = False) -> QMimeData:
    """Return a selection for the clipboard: for the editor itself, for office programs, and as plain text.

    Args:
        selection: What is selected.
        within: Whether only the editor is to have it: the text bears a mark (密级).
    """
    document = QTextDocument()
    QTextCursor(document).insertFragment(selection)
    blocks = blocks_of(document)
    made = QMimeData()
    made.setData(OWN, Manuscript(body=blocks).encode())
    if within:
        return made
    made.setHtml("".join(map(_as_html, blocks)))
    made.setText("\n".join(block.text for block in blocks))
    return made


def _as_html(block: Block) -> str:
    if not isinstance(block, Table):
        return f"<p>{html.escape(block.text)}</p>"
    merges, columns = merges_by_place(block), max(map(len, block.rows), default=0)
    rows = (
        "".join(_cell_as_html(one, cells) for one in cells_across(merges, row, columns) if one.row == row)
        for row, cells in enumerate(block.rows)
    )
    return f"<table border='1'>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell_as_html(one: CellSpan, texts: Sequence[str]) -> str:
    across = f" colspan='{one.columns}'" if one.columns > 1 else ""
    down = f" rowspan='{one.rows}'" if one.rows > 1 else ""
    return f"<td{across}{down}>{html.escape(texts[one.column])}</td>"
