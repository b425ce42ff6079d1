"""Worded buttons (长短说法): a row that says in full what its buttons do, or in fewer words where room is little."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget


class WordedRow(QWidget):
    """A row that is as wide as it is given, whatever its buttons say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worded: dict[QAbstractButton, tuple[str, str]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def word(self, button: QAbstractButton, full: str, short: str) -> None:
        """Give a button its words, and fewer ones for where there is little room; with none it is left out there."""
        self._worded[button] = (full, short)
        button.setText(full)

    def fit(self) -> None:
        """Say in full what can be done, or in fewer words where there is little room."""
        for length in (0, 1):
            for button, words in self._worded.items():
                button.setText(words[length])
                button.setVisible(bool(words[length]))
            if self.sizeHint().width() <= self.width():
                return

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the room that there is."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()
