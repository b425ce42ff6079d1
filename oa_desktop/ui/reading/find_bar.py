"""The find bar (页内查找栏): words, how many hits there are, and the way from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.reading.page_view import PageView

_WIDEST_COUNT = "5000/5000"


class FindBar(QWidget):
    """Searches the pages of one view while one types; Enter and Shift+Enter go on and back, Esc closes.

    Signals:
        closed: The bar has been closed; the keyboard belongs to the pages again.
    """

    closed = Signal()

    def __init__(self, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("在页面里查找"))
        self.words.setAccessibleName(_("在页面里查找"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(view.find_words)
        self.count = QLabel(self)
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(_WIDEST_COUNT))
        view.search.counted.connect(self._tell)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show the bar, ready to type; what was searched for last is there and selected."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._view.find_words(self.words.text())

    def shut(self) -> None:
        """Hide the bar and what it had found."""
        self.hide()
        self._view.find_words("")
        self.closed.emit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.addWidget(self.words, 1)
        row.addWidget(self.count)
        for words, slot in (
            (_("上一处"), self._view.find_previous),
            (_("下一处"), self._view.find_next),
            (_("关闭"), self.shut),
        ):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)

    def _tell(self, number: int, hits: int) -> None:
        """Say which hit is shown, such as 3/12; that there is none only when all pages have been searched."""
        search = self._view.search
        none = bool(self.words.text().strip()) and search.complete and not hits
        more = "" if search.complete else "…"
        self.count.setText(_("没有找到") if none else f"{number}/{hits}{more}" if hits else more)
        self.count.setProperty("tone", "warning" if none else "")
        self.count.style().polish(self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Go on, go back, or close."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self._view.find_previous if back else self._view.find_next)()
        else:
            super().keyPressEvent(event)
