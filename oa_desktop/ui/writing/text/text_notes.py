"""Notes in Qt's text (脚注): a small mark behind the words that a note hangs on; it knows what the note says.

Where words of a paragraph are counted, the marks of its notes do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextImageFormat,
)
from PySide6.QtWidgets import QTextEdit

from oa_desktop.domain.manuscript import Span
from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.formats import NOTE, PICTURE, character_format
from oa_desktop.ui.writing.text.picture_marks import MARK

ADDRESS = "note:"
"""Under which Qt asks for what a mark looks like."""
_SHARE = 0.62
"""Size of the mark against that of the text."""


def note_format(words: str) -> QTextImageFormat:
    """Return the format of the mark of a note."""
    made = QTextImageFormat()
    made.setName(ADDRESS)
    made.setProperty(NOTE, words)
    made.setToolTip(words)
    return made


def note_in(form: QTextCharFormat) -> str:
    """Return the note whose mark has a format; empty for all other characters."""
    return form.stringProperty(NOTE)


def insert_note(cursor: QTextCursor, words: str) -> None:
    """Put the mark of a note where a cursor stands; what is typed behind it is text again."""
    cursor.insertImage(note_format(words))
    cursor.setCharFormat(character_format())


def insert_span(cursor: QTextCursor, span: Span, text: str, form: QTextCharFormat) -> None:
    """Insert text in a format, and the note that hangs on it."""
    cursor.insertText(text, form)
    if span.note:
        insert_note(cursor, span.note)


def takes_notes(cursor: QTextCursor) -> bool:
    """Tell whether a note may hang where a cursor stands: on words of a paragraph, not in a table or on a picture."""
    is_picture = any(one.format.hasProperty(PICTURE) for one in cursor.block().textFormats())
    return cursor.currentTable() is None and not is_picture and bool(bare(cursor.block().text()).strip())


def note_beside(cursor: QTextCursor) -> QTextCursor | None:
    """Return the mark of a note before or behind a cursor, selected; None where there is none."""
    at = cursor.selectionEnd() - cursor.block().position()
    places = [place for place, _words in notes_in(cursor.block()) if place in (at, at - 1)]
    return select(cursor.block(), places[-1], places[-1] + 1) if places else None


def notes_in(block: QTextBlock) -> Iterator[tuple[int, str]]:
    """Yield the notes in one of Qt's blocks: how many of Qt's characters stand before the mark, and what it says."""
    if MARK in block.text():
        for one in block.textFormats():
            words = note_in(one.format)
            yield from ((one.start + step, words) for step in range(one.length) if words)


def select(block: QTextBlock, start: int, end: int) -> QTextCursor:
    """Return Qt's characters of a block from one place to another, selected."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start)
    cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def bare(text: str) -> str:
    """Return a text without the marks in it."""
    return text.replace(MARK, "")


def place_before(text: str, count: int) -> int:
    """Return where a word begins in a text with marks, by the characters that stand before it without them."""
    places = [place for place, char in enumerate(text) if char != MARK]
    return places[count] if count < len(places) else len(text)


def place_behind(text: str, count: int) -> int:
    """Return where so many characters end in a text with marks, before the mark of a note on them."""
    places = [place for place, char in enumerate(text) if char != MARK]
    return places[min(count, len(places)) - 1] + 1 if count and places else 0


def note_tile(text: QTextEdit) -> QImage:
    """Return what stands for a note: 注, small and raised."""
    font = text.document().defaultFont()
    whole = QFontMetricsF(font)
    font.setPointSizeF(font.pointSizeF() * _SHARE)
    small = QFontMetricsF(font)
    width, height = small.horizontalAdvance("注") + 4, whole.ascent()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, width - 1, small.height() * 0.9)
    painter.setPen(_ink(text))
    painter.drawRoundedRect(box, 3, 3)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _("注"))
    painter.end()
    return made


def _ink(text: QTextEdit) -> QColor:
    return text.palette().color(QPalette.ColorRole.Link)
