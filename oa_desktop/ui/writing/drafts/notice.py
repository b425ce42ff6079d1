"""A quiet line above the desk (草稿提示): how many drafts wait; it asks nothing and stands in nobody's way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from oa_desktop.i18n import _


class DraftsNotice(QFrame):
    """Says that drafts were found.

    Signals:
        wanted: The drafts are to be shown.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drafts-notice")
        self.setProperty("tone", "notice")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        look = QPushButton(_("查看草稿"), self)
        look.setObjectName("look-at-drafts")
        look.clicked.connect(self._look)
        later = QPushButton(_("稍后"), self)
        later.setObjectName("drafts-later")
        later.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(look)
        row.addWidget(later)
        self.hide()

    def tell(self, count: int) -> None:
        """Say how many drafts there are; without any it says nothing."""
        words = _("发现 {count} 份未保存草稿，上次写的字都在。").format(count=count)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(count > 0)

    def _look(self) -> None:
        self.hide()
        self.wanted.emit()
