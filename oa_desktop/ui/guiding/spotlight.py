"""A spotlight (聚光): lies over a page, dims everything but one place, and moves with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

AROUND = 4
"""Pixels of the line round the lit place."""
_MOVES = frozenset(
    {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.LayoutRequest}
)


class Spotlight(QWidget):
    """Covers a page but for the lit place.

    Attributes:
        hole: The lit place; null where nothing is lit.
    """

    def __init__(self, page: QWidget, dim: int) -> None:
        """Lie over a page.

        Args:
            page: What is covered.
            dim: How dark the rest is, 0 to 255.
        """
        super().__init__(page)
        self._page = page
        self._dim = QColor(0, 0, 0, dim)
        self.hole = QRect()
        page.installEventFilter(self)

    def target(self) -> QWidget | None:
        """Return what is lit now; None for nothing."""
        return None

    def place(self) -> None:
        """Lie over the page, with the light where it belongs."""
        self.setGeometry(self._page.rect())
        self.hole = self._lit()
        self.update()

    def _lit(self) -> QRect:
        target = self.target()
        if target is None or not target.isVisibleTo(self._page):
            return QRect()
        return QRect(target.mapTo(self._page, QPoint(0, 0)), target.size())

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Dim everything, and draw a line round the lit place."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._dim)
        if self.hole.isValid():
            painter.setPen(QPen(self.palette().highlight().color(), AROUND))
            half = AROUND // 2
            around = self.hole.adjusted(-half, -half, half, half)
            painter.drawRect(around.intersected(self.rect().adjusted(half, half, -half, -half)))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Stay over the page, with the hole over its place."""
        if event.type() in _MOVES:
            self.place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.place()
