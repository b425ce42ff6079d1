"""The line under the text (字数行): how long it is in words and pages, and quietly what a paste has left behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from oa_desktop.i18n import _

READ_MS = 15_000
"""Milliseconds that words stay while the writer goes on."""


class TextLine(QWidget):
    """Counts at the right, words about what just happened at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self.told = QLabel(self)
        self.told.setObjectName("text-told")
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "faint")
        self.undo = QPushButton(self)
        self.undo.setObjectName("text-undo")
        self.undo.clicked.connect(self._take_back)
        self.count = QLabel(self)
        self.count.setObjectName("text-count")
        self._pages = QLabel(self)
        self._pages.setObjectName("text-pages")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(READ_MS)
        self._later.timeout.connect(lambda: self.tell(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.told, 1)
        row.addWidget(self.undo)
        row.addWidget(self._pages)
        row.addWidget(self.count)
        self.tell("")
        self.say_pages(0)

    def tell(self, words: str, undo: Callable[[], None] | None = None, label: str = "") -> None:
        """Tell something, with a way to take it back if there is one, or to do what the label says instead."""
        self._later.stop()
        self._undo = undo
        self.told.setText(words)
        self.undo.setText(label or _("恢复"))
        self.undo.setVisible(undo is not None)

    def go_on(self) -> None:
        """Let what was told be read, then make room: the writer goes on. What can be taken back stays."""
        if self._undo is None and self.told.text() and not self._later.isActive():
            self._later.start()

    def say_pages(self, pages: int) -> None:
        """Say how many pages the whole paper has; 0 where that is not known now."""
        self._pages.setText(_("共 {pages} 页").format(pages=pages))
        self._pages.setVisible(bool(pages))

    def say_count(self, characters: int) -> None:
        """Say how many characters the text has."""
        self.count.setText(_("{count} 字").format(count=f"{characters:,}"))

    def _take_back(self) -> None:
        undo = self._undo
        self.tell("")
        if undo is not None:
            undo()
