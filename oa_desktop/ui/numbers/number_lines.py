"""The lines of a register (文号登记): one a number, with how it stands, for what, why, and who said so when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.numbers.words import standing, when
from oa_desktop.office.queries import NumberRow
from oa_desktop.ui.lists.columns import without_organs
from oa_desktop.ui.look.icons import icon

_COLUMNS: Mapping[str, Callable[[NumberRow], str]] = {
    "顺序号": lambda row: str(row.serial),
    "状态": standing,
    "标题": lambda row: row.title.replace("\n", ""),
    "原因": lambda row: row.reason,
    "登记人": lambda row: row.person,
    "登记时间": when,
}
_TITLE, _REASON = 2, 3
_REASON_WIDE = 10
"""Characters of a reason that are shown where nobody has widened the column."""
_ROW = Qt.ItemDataRole.UserRole
_ICONS = {"已用": "document", "预留": "hourglass", "作废": "close", "断号": "check"}
_UNSAID = "warning"


class NumberLines(QTreeWidget):
    """The numbers of one register.

    Signals:
        picked: Others are selected (``tuple`` of ``NumberRow``).
        meant: One is meant: double click or Enter (``NumberRow``).
    """

    picked = Signal(object)
    meant = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QTreeWidgetItem] = []
        self.setObjectName("number-lines")
        self.setAccessibleName(_("文号"))
        self.setHeaderLabels([_(name) for name in _COLUMNS])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Interactive)
        self.header().setStretchLastSection(False)
        self._measure()
        self.itemSelectionChanged.connect(lambda: self.picked.emit(self.rows))
        self.itemActivated.connect(lambda item, _column: self.meant.emit(item.data(0, _ROW)))

    def _measure(self) -> None:
        side = self.fontMetrics().height()
        self.setIconSize(QSize(side, side))
        self.header().resizeSection(_REASON, self.fontMetrics().horizontalAdvance("公") * _REASON_WIDE)

    @property
    def rows(self) -> tuple[NumberRow, ...]:
        """What is selected, in the order of the numbers."""
        chosen = (item.data(0, _ROW) for item in self.selectedItems())
        return tuple(sorted(chosen, key=lambda row: row.serial))

    def show_rows(self, rows: Sequence[NumberRow], organ: str = "") -> None:
        """Show the numbers of a register; those that were selected stay so, the newest is in sight.

        Args:
            rows: The numbers.
            organ: Whose register it is; titles that begin with it are shown without it.
        """
        chosen = {row.serial for row in self.rows}
        self.blockSignals(True)
        self.clear()
        self._items = [_item(row, organ) for row in rows]
        self.addTopLevelItems(self._items)
        for item, row in zip(self._items, rows, strict=True):
            item.setSelected(row.serial in chosen)
        self.blockSignals(False)
        self.scrollToBottom()
        self.picked.emit(self.rows)

    def keep_only(self, state: str) -> None:
        """Show only the numbers that stand so, all of them for an empty word; what is not seen is not selected."""
        for item in self._items:
            item.setHidden(bool(state) and state not in item.text(1))
            item.setSelected(item.isSelected() and not item.isHidden())

    # --- Qt's own

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.columnCount() == len(_COLUMNS):
            self._measure()


def _item(row: NumberRow, organ: str) -> QTreeWidgetItem:
    words = [text(row) for text in _COLUMNS.values()]
    item = QTreeWidgetItem(words)
    item.setText(_TITLE, without_organs(words[_TITLE], organ))
    item.setData(0, _ROW, row)
    item.setIcon(1, icon(_UNSAID if row.unsaid else _ICONS[row.state]))
    item.setTextAlignment(0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    for column, text in enumerate(words):
        item.setToolTip(column, text)
    return item
