"""Phrases at one touch (一点即用的常用语): the first that are short enough to be read whole on a button."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.acting.firm_button import FirmButton
from oa_desktop.ui.look.tiles import Tiles

_LONGEST = 10
"""Characters of a phrase that stand on a button whole; longer ones stand in the menu alone."""


class Taps(QWidget):
    """A button for each of some phrases.

    Signals:
        chosen: The phrase (``str``).
    """

    chosen = Signal(str)

    def __init__(self, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._most = most
        self._tiles = Tiles(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tiles)

    def offer(self, phrases: Iterable[str]) -> None:
        """Offer these phrases and no others."""
        short = [phrase for phrase in phrases if len(phrase) <= _LONGEST][: self._most]
        self._tiles.put([self._button(phrase) for phrase in short])
        self.setVisible(bool(short))

    def limit(self, most_rows: int) -> None:
        """Show no more rows than these; the others stand in the menu."""
        self._tiles.limit(most_rows)

    def _button(self, phrase: str) -> FirmButton:
        button = FirmButton(phrase, self)
        button.setObjectName("tap")
        button.setAutoDefault(False)
        button.setAccessibleName(_("意见写：{phrase}").format(phrase=phrase))
        button.clicked.connect(lambda _checked=False: self.chosen.emit(phrase))
        return button
