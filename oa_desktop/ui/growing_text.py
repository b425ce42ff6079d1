"""Lines that grow with what is written in them (随字数增高的文本框), between a fewest and a most."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class GrowingText(QPlainTextEdit):
    """Plain text as high as its lines, whatever the size of the text; Tab goes to the next field."""

    def __init__(self, fewest: int, most: int, parent: QWidget | None = None) -> None:
        """Make an empty one.

        Args:
            fewest: Lines that are shown however little is written.
            most: Lines after which it scrolls.
            parent: What holds it.
        """
        super().__init__(parent)
        self._fewest, self._most = fewest, most
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        policy = Qt.ScrollBarPolicy
        written = int(self.document().size().height())
        shown = max(self._fewest, min(self._most, written))
        around = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if written > shown else policy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * shown + around)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_most"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the width, by which lines are broken."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
