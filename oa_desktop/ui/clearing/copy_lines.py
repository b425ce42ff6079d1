"""The copies of papers that went out (份), one a line with a box to tick: who has it, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.i18n import _
from oa_desktop.office.clearing.copies import HandedOut
from oa_desktop.ui.look.icons import icon

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_NUMBER, _STATE = 0, 3
_ICONS = {
    CopyState.OUT: "hourglass",
    CopyState.BACK: "check",
    CopyState.MISSING: "warning",
    CopyState.DESTROYED: "close",
}


def _day(copy: HandedOut) -> str:
    return copy.returned.day if copy.returned and copy.state is not CopyState.MISSING else ""


def _said(copy: HandedOut) -> str:
    back, gone = copy.returned, copy.destroyed
    found = back.found.value if back else ""
    destroyed = f"{gone.day}{gone.method}" if gone else ""
    return "，".join(part for part in (found, back.reason if back else "", destroyed) if part)


COLUMNS: Mapping[str, tuple[int, Callable[[HandedOut], str]]] = {
    "份号": (7, lambda copy: copy.copy_number or "—"),
    "份数": (4, lambda copy: str(copy.copies or "—")),
    "持有单位": (11, lambda copy: copy.recipient),
    "状态": (7, lambda copy: copy.state.value),
    "退还日期": (7, _day),
    "退还人": (5, lambda copy: copy.returned.giver if copy.returned else ""),
    "清点、销毁": (11, _said),
    "文号": (11, lambda copy: copy.row.number),
    "标题": (20, lambda copy: copy.row.title.replace("\n", "")),
}
"""What stands in a column, and how many Chinese characters it is wide."""


class CopiesModel(QAbstractTableModel):
    """Copies of which some are shown and some are ticked.

    Signals:
        ticks: Others are ticked.
    """

    ticks = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.copies: Sequence[HandedOut] = ()
        self._shown: list[int] = []
        self._ticked: set[int] = set()

    @property
    def ticked(self) -> tuple[HandedOut, ...]:
        """The copies that are ticked and shown, in their order."""
        return tuple(self.copies[place] for place in self._shown if place in self._ticked)

    @property
    def shown(self) -> tuple[HandedOut, ...]:
        """The copies that are shown."""
        return tuple(self.copies[place] for place in self._shown)

    def show(self, copies: Sequence[HandedOut]) -> None:
        """Show other copies, none of them ticked."""
        self.beginResetModel()
        self.copies, self._shown, self._ticked = copies, list(range(len(copies))), set()
        self.endResetModel()
        self.ticks.emit()

    def keep_only(self, wanted: Callable[[HandedOut], bool]) -> None:
        """Show only some of them; what is not shown is not ticked either."""
        self.beginResetModel()
        self._shown = [place for place, copy in enumerate(self.copies) if wanted(copy)]
        self._ticked &= set(self._shown)
        self.endResetModel()
        self.ticks.emit()

    def tick(self, rows: Sequence[int], *, ticked: bool) -> None:
        """Tick rows, or take their ticks away."""
        places = {self._shown[row] for row in rows}
        self._ticked = self._ticked | places if ticked else self._ticked - places
        if rows:
            self.dataChanged.emit(self.index(min(rows), 0), self.index(max(rows), 0), [Qt.ItemDataRole.CheckStateRole])
        self.ticks.emit()

    def is_ticked(self, row: int) -> bool:
        """Whether a row is ticked."""
        return self._shown[row] in self._ticked

    # --- Qt's own ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own name and default
        """Return how many copies are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what a cell says, its icon, or whether its row is ticked."""
        copy = self.copies[self._shown[index.row()]]
        if role in (_DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return tuple(COLUMNS.values())[index.column()][1](copy)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == _NUMBER:
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and index.column() == _STATE:
            return icon(_ICONS[copy.state])
        return None

    def setData(self, index: Index, value: Any, role: int = _DISPLAY) -> bool:  # noqa: N802 - Qt's own name
        """Tick a row."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.tick([index.row()], ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802 - Qt's own
        """Return the name of a column."""
        across = orientation is Qt.Orientation.Horizontal and role == _DISPLAY
        return _(tuple(COLUMNS)[section]) if across else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that rows are selected and ticked."""
        usual = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return usual | Qt.ItemFlag.ItemIsUserCheckable if index.column() == _NUMBER else usual


class CopyLines(QTreeView):
    """The list of copies; the space bar ticks all that are selected."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.copies = CopiesModel(parent)
        self.setModel(self.copies)
        self.setObjectName("copy-lines")
        self.setAccessibleName(_("发出的份"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._measure()

    def _measure(self) -> None:
        character = self.fontMetrics().horizontalAdvance("公")
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        for place, (characters, _text) in enumerate(COLUMNS.values()):
            self.header().resizeSection(place, character * characters)

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.model() is not None:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Tick what is selected with the space bar, or untick it where the current one is ticked."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if rows:
            self.copies.tick(rows, ticked=not self.copies.is_ticked(self.currentIndex().row()))
