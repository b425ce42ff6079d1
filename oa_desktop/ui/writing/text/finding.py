"""The find bar (查找替换栏): finds words in the text while one types, goes from one to the next, and replaces them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QWidget
from shiboken6 import isValid

from oa_desktop.i18n import _
from oa_desktop.ui.writing.text.edit import TextEdit
from oa_desktop.ui.writing.text.keys import Keys
from oa_desktop.ui.writing.text.recognising import recognise

MOST = 2000
"""Hits that are counted and marked."""
_LATER_MS = 150
_BACK = QTextDocument.FindFlag.FindBackward
_EXACT = QTextDocument.FindFlag.FindCaseSensitively


class FindBar(QWidget):
    """Searches one text; Enter and Shift+Enter go on and back, Esc closes.

    Attributes:
        words: What is searched for.
        other: What takes its place.
        count: Which hit the cursor is at, of how many.

    Signals:
        closed: The bar has been closed; the keyboard belongs to the text again.
    """

    closed = Signal()

    def __init__(self, text: Callable[[], TextEdit], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._marked: TextEdit | None = None
        self.words = _field(_("查找"), "find-words", self)
        self.other = _field(_("替换为"), "find-other", self)
        self.count = QLabel(self)
        self._replacing = QWidget(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.mark)
        self.words.textEdited.connect(self._seek)
        self._lay_out()
        self._keys = Keys(self._slots(), self)
        self._keys.watch(*self.findChildren(QWidget))
        self.hide()

    def _slots(self) -> dict[str, Callable[[], None]]:
        return {
            "Esc": self.shut,
            "Return": self._enter,
            "Enter": self._enter,
            "Shift+Return": self.go_back,
            "Shift+Enter": self.go_back,
        }

    def _enter(self) -> None:
        """Do what Enter means where the keyboard is: press a button, replace, or go on."""
        button = self.focusWidget()
        if isinstance(button, QPushButton):
            button.click()
        elif self.other.hasFocus():
            self.replace()
        else:
            self.go_on()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.count, 0, 1)
        grid.addLayout(_buttons(self, _GO), 0, 2)
        grid.addWidget(self.other, 1, 0)
        replacing = _buttons(self, _REPLACE)
        replacing.setContentsMargins(0, 0, 0, 0)
        self._replacing.setLayout(replacing)
        grid.addWidget(self._replacing, 1, 2)
        grid.setColumnStretch(0, 1)

    # --- opening -------------------------------------------------------------------------------------------------

    def open(self, *, replacing: bool) -> None:
        """Show the bar, ready to type; the selected words, if they are few, are what is searched for."""
        selected = self._text().textCursor().selectedText()
        if selected and len(selected) <= 40:
            self.words.setText(selected)
        self.other.setVisible(replacing)
        self._replacing.setVisible(replacing)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self.mark()

    def shut(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self.closed.emit()

    # --- finding -------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Go to the next hit, behind the last one to the first."""
        self._go()

    def go_back(self) -> None:
        """Go to the hit before."""
        self._go(_BACK)

    def _seek(self) -> None:
        """Go to the first hit behind the beginning of what is selected, while one types."""
        cursor = self._text().textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._text().setTextCursor(cursor)
        self._go()

    def _go(self, flags: QTextDocument.FindFlag = _EXACT) -> None:
        words = self.words.text()
        if words and not self._text().find(words, flags | _EXACT):
            self._go_round(words, flags | _EXACT)
        self.mark()

    def _go_round(self, words: str, flags: QTextDocument.FindFlag) -> None:
        """Search on from the other end of the text; where nothing is found, the cursor stays."""
        text = self._text()
        before, cursor = text.textCursor(), text.textCursor()
        start, end = QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End
        cursor.movePosition(end if flags & _BACK else start)
        text.setTextCursor(cursor)
        if not text.find(words, flags):
            text.setTextCursor(before)

    def hits(self) -> list[QTextCursor]:
        """Return where the words stand, in their order."""
        found: list[QTextCursor] = []
        document, words = self._text().document(), self.words.text()
        at = document.find(words, 0, _EXACT) if words else QTextCursor()
        while not at.isNull() and len(found) < MOST:
            found.append(at)
            at = document.find(words, at, _EXACT)
        return found

    def mark(self) -> None:
        """Mark all hits and say which one the cursor is at."""
        hits = self.hits() if self.isVisible() else []
        self._unmark()
        self._marked = self._text()
        self._marked.setExtraSelections([_mark(self._marked, hit) for hit in hits])
        at = self._marked.textCursor().selectionStart()
        number = next((place for place, hit in enumerate(hits, 1) if hit.selectionStart() >= at), len(hits))
        none = bool(self.words.text()) and not hits
        self.count.setText(_("没有找到") if none else f"{number}/{len(hits)}" if hits else "")
        self.count.setProperty("tone", "warning" if none else "")
        self.count.style().polish(self.count)

    def mark_later(self) -> None:
        """Mark anew as soon as the writer pauses."""
        if self.isVisible():
            self._later.start()

    def _unmark(self) -> None:
        if self._marked is not None and isValid(self._marked):
            self._marked.setExtraSelections([])
        self._marked = None

    # --- replacing -----------------------------------------------------------------------------------------------

    def replace(self) -> None:
        """Replace the hit that is selected, and go to the next."""
        cursor = self._text().textCursor()
        if cursor.selectedText() == self.words.text() and self.words.text():
            cursor.insertText(self.other.text())
            recognise(cursor.block())
            self._text().setTextCursor(cursor)
        self._go()

    def replace_all(self) -> None:
        """Replace every hit, as one step that can be undone."""
        words, other = self.words.text(), self.other.text()
        document = self._text().document()
        edit = QTextCursor(document)
        edit.beginEditBlock()
        at, count = (document.find(words, 0, _EXACT) if words else QTextCursor()), 0
        while not at.isNull():
            at.insertText(other)
            recognise(at.block())
            count += 1
            at = document.find(words, at, _EXACT)
        edit.endEditBlock()
        self.mark()
        self.count.setText(_("换了 {count} 处").format(count=count))

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the marks away."""
        self._unmark()
        super().hideEvent(event)


_GO = (("上一处", FindBar.go_back), ("下一处", FindBar.go_on), ("关闭", FindBar.shut))
_REPLACE = (("替换", FindBar.replace), ("全部替换", FindBar.replace_all))


def _buttons(bar: FindBar, table: tuple[tuple[str, Callable[[FindBar], None]], ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    for words, slot in table:
        button = QPushButton(_(words), bar)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False, slot=slot: slot(bar))
        row.addWidget(button)
    return row


def _field(words: str, name: str, parent: QWidget) -> QLineEdit:
    field = QLineEdit(parent)
    field.setObjectName(name)
    field.setPlaceholderText(words)
    field.setAccessibleName(words)
    field.setClearButtonEnabled(True)
    return field


def _mark(text: TextEdit, hit: QTextCursor) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = hit
    mark.format.setBackground(text.palette().placeholderText())
    mark.format.setForeground(text.palette().base())
    return mark
