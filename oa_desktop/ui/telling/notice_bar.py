"""A notice (告知): what somebody should know and need not answer; it stays at the top until it has been read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from oa_desktop.i18n import _


class NoticeBar(QFrame):
    """One line or a few above everything else; the keyboard stays where it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setProperty("tone", "notice")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setProperty("tone", "warning")
        read = QPushButton(_("知道了"), self)
        read.setObjectName("read")
        read.clicked.connect(self.withdraw)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        row.addWidget(read, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, words: Sequence[str]) -> None:
        """Tell something; nothing takes away what was told before."""
        self._words.setText("\n".join(words))
        self.setVisible(bool(words))

    def put_away(self, *, away: bool) -> None:
        """Show nothing for a while, and what was told afterwards."""
        self.setVisible(bool(self._words.text()) and not away)

    def withdraw(self) -> None:
        """Tell it no longer."""
        self._words.clear()
        self.hide()
