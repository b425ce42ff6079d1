"""The line under the text (字数行): how long it is, and quietly what a paste has left behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from oa_desktop.i18n import _


class TextLine(QWidget):
    """A count at the right, words about what just happened at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self.told = QLabel(self)
        self.told.setObjectName("text-told")
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "faint")
        self.undo = QPushButton(_("恢复"), self)
        self.undo.setObjectName("text-undo")
        self.undo.clicked.connect(self._take_back)
        self.count = QLabel(self)
        self.count.setObjectName("text-count")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.told, 1)
        row.addWidget(self.undo)
        row.addWidget(self.count)
        self.tell("")

    def tell(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Tell something, with a way to take it back if there is one."""
        self._undo = undo
        self.told.setText(words)
        self.undo.setVisible(undo is not None)

    def say_count(self, characters: int) -> None:
        """Say how many characters the text has."""
        self.count.setText(_("{count} 字").format(count=f"{characters:,}"))

    def _take_back(self) -> None:
        undo = self._undo
        self.tell("")
        if undo is not None:
            undo()
