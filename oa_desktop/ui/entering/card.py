"""A card (卡片): what is asked before the desk, in the middle of the window, and scrolled where it is too large."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from oa_desktop.ui.look.sizes import UNBOUNDED

_MARGIN = 24


class Card(QFrame):
    """A heading, a line below it, and whatever is added to ``column``.

    Attributes:
        column: Takes the parts of the card.
        heading: Its heading.
        below: A line below the heading; hidden while empty.
    """

    def __init__(self, heading: str, characters: int, parent: QWidget | None = None) -> None:
        """Make a card that is so many Chinese characters wide."""
        super().__init__(parent)
        self.setProperty("tone", "card")
        self._characters = characters
        self._room = UNBOUNDED
        self.heading = _label(heading, "heading", self)
        self.below = _label("", "faint", self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.column.setSpacing(_MARGIN // 2)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.below)

    def say_below(self, words: str) -> None:
        """Put words below the heading."""
        self.below.setText(words)
        self.below.setVisible(bool(words))

    def set_characters(self, characters: int) -> None:
        """Be wide enough for so many characters of the present text size."""
        self._characters = characters
        self.fit()

    def give_room(self, pixels: int) -> None:
        """Be no wider than there is room."""
        self._room = pixels
        self.fit()

    def fit(self) -> None:
        """Be as wide as the characters of the present text size ask, where there is room."""
        width = self.fontMetrics().horizontalAdvance("公") * self._characters + 2 * _MARGIN
        self.setFixedWidth(min(width, self._room))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()


class Centred(QScrollArea):
    """Shows a card in its middle; where the window is small the card is scrolled, never cut."""

    def __init__(self, card: Card, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        within = QWidget(self)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(within)
        column.setContentsMargins(0, _MARGIN // 2, 0, _MARGIN // 2)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        self.setWidget(within)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    # --- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Let the card be no wider than this."""
        self._card.give_room(self.viewport().width() - _MARGIN)
        super().resizeEvent(event)


def _label(words: str, tone: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setProperty("tone", tone)
    label.setWordWrap(True)
    label.setVisible(bool(words))
    return label
