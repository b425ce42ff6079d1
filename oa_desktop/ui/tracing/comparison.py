"""The comparison (对照): two texts side by side, passage by passage, and the steps from change to change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.tracing.row_delegate import ROW, RowDelegate
from oa_desktop.ui.tracing.rows import Row

_AT_ONCE = 60
"""Rows that are measured before the window is looked after again."""


class Comparison(QListWidget):
    """Rows of two texts; both sides of a row always stand beside one another.

    Signals:
        selected: Another row is chosen, or none.
    """

    selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self.setAccessibleName(_("两稿对照，左边是原来的，右边是后来的"))
        self.setItemDelegate(RowDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.setBatchSize(_AT_ONCE)
        self.currentItemChanged.connect(lambda _now, _before: self.selected.emit())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; where they are told anew with more said of each, the reader's place stays."""
        if len(rows) == self.count():
            for place, row in enumerate(rows):
                self._fill(self.item(place), row)
            return
        self.clear()
        for row in rows:
            self._fill(QListWidgetItem(self), row)
        self.step(forward=True)

    def step(self, *, forward: bool) -> None:
        """Go to the next change or the one before; behind the last one comes the first."""
        count = self.count()
        begin = self.currentRow() if self.currentRow() >= 0 or forward else 0
        steps = range(1, count + 1) if forward else range(-1, -count - 1, -1)
        places = ((begin + step) % count for step in steps)
        wanted = next((place for place in places if self.row_at(place).is_change), -1)
        if wanted >= 0:
            self.setCurrentRow(wanted)
            self.scrollToItem(self.item(wanted), QListWidget.ScrollHint.PositionAtCenter)

    def row_at(self, place: int) -> Row:
        """Return a row."""
        row: Row = self.item(place).data(ROW)
        return row

    @property
    def words(self) -> str:
        """The row that is chosen, in words; empty for none."""
        return "" if self.currentItem() is None else self.currentItem().text()

    def _fill(self, item: QListWidgetItem, row: Row) -> None:
        item.setData(ROW, row)
        item.setText(row.spoken)
        if row.folded:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
