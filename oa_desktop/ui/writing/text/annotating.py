"""What a note says (脚注): asked for in a small dialog, put into the text as one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice, agree_or_cancel
from oa_desktop.ui.writing.text.text_notes import insert_note, note_beside, note_format, note_in, takes_notes

_LINES = 4


class NoteDialog(Dialog):
    """Asks what a note says.

    Signals:
        agreed: Its words (str), empty where the note is to go.
    """

    agreed = Signal(str)

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("note", _("脚注"), parent, characters=30)
        self._words = QPlainTextEdit(words, self)
        self._words.setObjectName("note-words")
        self._words.setAccessibleName(_("脚注的文字"))
        self._words.setTabChangesFocus(True)
        metrics = self._words.fontMetrics()
        self._words.setMinimumHeight(metrics.lineSpacing() * _LINES + metrics.height())
        column = QVBoxLayout(self)
        label = QLabel(_("脚注的文字(&N)"), self)
        label.setBuddy(self._words)
        column.addWidget(label)
        column.addWidget(self._words)
        column.addWidget(advice(_("印在本页正文下面，自动编号。删去全部文字，脚注就去掉了。"), self))
        column.addWidget(agree_or_cancel(self))
        self._words.moveCursor(QTextCursor.MoveOperation.End)
        self._words.setFocus()

    def accept(self) -> None:
        """Agree to what stands there."""
        self.agreed.emit(self._words.toPlainText().strip())
        super().accept()


class NotesOpened(QObject):
    """Opens the note whose mark in a text is clicked twice."""

    def __init__(self, text: QTextEdit) -> None:
        super().__init__(text)
        self._text = text
        text.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Ask for the words of the note that is meant; twice on a word selects it as ever."""
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonDblClick:
            return False
        cursor = self._text.cursorForPosition(event.position().toPoint())
        if note_beside(cursor) is None:
            return False
        self._text.setTextCursor(cursor)
        return ask_note(self._text)


def ask_note(text: QTextEdit) -> bool:
    """Ask for the words of the note beside the cursor, or of a new one; tell whether a note may stand there."""
    cursor = text.textCursor()
    mark = note_beside(cursor)
    if text.isReadOnly() or (mark is None and not takes_notes(cursor)):
        return False
    dialog = NoteDialog(note_in(mark.charFormat()) if mark else "", text)
    dialog.agreed.connect(lambda words: _put(text, mark, words))
    dialog.open()
    return True


def _put(text: QTextEdit, mark: QTextCursor | None, words: str) -> None:
    cursor = mark or text.textCursor()
    if mark is not None and not words:
        cursor.removeSelectedText()
    elif mark is not None:
        cursor.setCharFormat(note_format(words))
    elif words:
        cursor.setPosition(cursor.selectionEnd())
        insert_note(cursor, words)
        text.setTextCursor(cursor)
    text.setFocus()
