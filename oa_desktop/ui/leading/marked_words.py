"""Marked words (带图标的字): an icon, and beside it the word that says the same, in the colour of both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from oa_desktop.ui.lists.columns import Mark
from oa_desktop.ui.look.colours import colours_of
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.look.tones import give_tone


class MarkedWords(QWidget):
    """Words with their mark; nothing where there is nothing to say."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark: Mark | None = None
        self._icon, self._words = QLabel(self), QLabel(self)
        self._words.setObjectName(name)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def say(self, words: str, mark: Mark | None) -> None:
        """Say something with its mark."""
        self._mark = mark
        self._words.setText(words)
        give_tone(self._words, mark.tone if mark else "")
        self._draw()
        self.setVisible(bool(words))

    def _draw(self) -> None:
        if self._mark is not None:
            side = self._words.fontMetrics().height()
            colour = getattr(colours_of(self.palette()), self._mark.tone)
            self._icon.setPixmap(icon(self._mark.icon, colour).pixmap(side, side))

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the colours and the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_words"):
            self._draw()
