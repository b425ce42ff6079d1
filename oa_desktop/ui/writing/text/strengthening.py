"""Strong text (加粗): words of running text that stand out; a heading has its own typeface and stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextCursor

from oa_desktop.domain.manuscript import Emphasis
from oa_desktop.ui.writing.text.formats import character_format, emphasis_of
from oa_desktop.ui.writing.text.text_notes import note_in


def toggle_strong(cursor: QTextCursor) -> None:
    """Make the selected words strong, or plain again where all of them are strong; one step that can be undone."""
    parts = [part for part in _parts(cursor) if part[2] is not Emphasis.HEADING]
    wish = Emphasis.PLAIN if all(part[2] is Emphasis.STRONG for part in parts) else Emphasis.STRONG
    edit = QTextCursor(cursor)
    edit.beginEditBlock()
    for start, end, _ in parts:
        edit.setPosition(start)
        edit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        edit.setCharFormat(character_format(wish))
    edit.endEditBlock()


def _parts(cursor: QTextCursor) -> Iterator[tuple[int, int, Emphasis]]:
    """Yield where the selected stretches begin and end, and how each stands out; those in cells are left out."""
    first, last = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(first)
    while block.isValid() and block.position() < last:
        for one in () if QTextCursor(block).currentTable() else block.textFormats():
            start = max(first, block.position() + one.start)
            end = min(last, block.position() + one.start + one.length)
            if start < end and not note_in(one.format):
                yield start, end, emphasis_of(one.format)
        block = block.next()
