"""Tiles (磁贴): buttons of one width, as many side by side as there is room for, in rows of like length."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QSizePolicy, QWidget

_MANY = 1 << 10


class Tiles(QWidget):
    """Lays its tiles anew when its width changes; what exceeds the most rows is not shown."""

    def __init__(self, parent: QWidget | None = None, *, most_rows: int = _MANY) -> None:
        super().__init__(parent)
        self._tiles: list[QWidget] = []
        self._most_rows = most_rows
        self._laid = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def put(self, tiles: list[QWidget]) -> None:
        """Show these tiles and no others; those that were here are deleted."""
        for gone in self._tiles:
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._tiles = tiles
        for tile in tiles:
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._laid = 0
        self._fit()

    @property
    def columns(self) -> int:
        """How many tiles lie side by side; all of them before anybody sees how much room there is."""
        gap, count = self._grid.horizontalSpacing(), len(self._tiles)
        if not self.isVisible():
            return count
        fitting = (self.width() + gap) // (self._widest + gap)
        fitting = max(1, min(count, fitting))
        rows = -(-count // fitting)
        return fitting if rows > self._most_rows else -(-count // max(1, rows))

    def limit(self, most_rows: int) -> None:
        """Show no more rows than these."""
        if most_rows != self._most_rows:
            self._most_rows, self._laid = most_rows, 0
            self._fit()

    @property
    def _widest(self) -> int:
        return max((tile.sizeHint().width() for tile in self._tiles), default=1)

    def _fit(self) -> None:
        columns = max(1, self.columns)
        if columns != self._laid:
            self._lay(columns)
        self.setFixedHeight(self._grid.totalSizeHint().height() if self._tiles else 0)

    def _lay(self, columns: int) -> None:
        self._laid = columns
        for place, tile in enumerate(self._tiles):
            row, column = divmod(place, columns)
            self._grid.addWidget(tile, row, column)
            tile.setVisible(row < self._most_rows)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < columns))

    # --- Qt's own

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Need no more width than the widest tile."""
        return QSize(self._widest, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay the tiles as the width allows."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay the tiles in the room that there is."""
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Lay the tiles anew when what they need has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)
