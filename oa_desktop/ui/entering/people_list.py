"""The people of the demonstration (演示人员): who they are and what each does, for whoever wants to be one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.premises import Introduced

_DUTIES = 2
_WHO = Qt.ItemDataRole.UserRole


class PeopleList(QTreeWidget):
    """One line a person: name, title, duties.

    Signals:
        chosen: Somebody is chosen (``Introduced``).
        taken: Somebody is chosen and meant: double click or Enter (``Introduced``).
    """

    chosen = Signal(object)
    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("people")
        self.setAccessibleName(_("演示单位的人员"))
        self.setHeaderLabels([_("姓名"), _("职务"), _("办理")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionsMovable(False)
        self.itemSelectionChanged.connect(self._tell)
        self.itemActivated.connect(lambda item, _column: self.taken.emit(item.data(0, _WHO)))

    def show_people(self, people: Sequence[Introduced]) -> None:
        """Show people, and be as high as they need."""
        self.clear()
        for one in people:
            item = QTreeWidgetItem([one.name, one.title, one.duties])
            item.setData(0, _WHO, one)
            item.setToolTip(_DUTIES, one.duties)
            self.addTopLevelItem(item)
        self.fit()

    def choose_nobody(self) -> None:
        """Let nobody be chosen."""
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def fit(self) -> None:
        """Be as high as all lines."""
        line = max(self.sizeHintForRow(0), self.fontMetrics().height())
        self.setMinimumHeight(line * self.topLevelItemCount() + self.header().sizeHint().height() + 4)

    def _tell(self) -> None:
        """Tell who is chosen; the keyboard that only comes by chooses nobody."""
        for item in self.selectedItems():
            self.chosen.emit(item.data(0, _WHO))
