"""Narrowing a list to a stretch of days (日期): the usual ones at one click, any other in a small dialog."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QFormLayout, QMenu, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.lists.outlines import Dated
from oa_desktop.ui.lists.facets import Stretch, stretches
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import agree_or_cancel


class DaysMenu(QMenu):
    """Offers stretches of days, for each of the days that a document has.

    Signals:
        chosen: Which day is meant, the first and the last one (``Dated``, ``str``, ``str``), ISO.
    """

    chosen = Signal(object, str, str)

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(_("日期"), parent)
        self._today = today
        self._over = parent
        self.setObjectName("days")
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for dated in Dated:
            part = self.addMenu(_(dated.value))
            part.setObjectName(dated.name)
            for word, stretch in stretches(self._today()).items():
                action = part.addAction(_(word))
                action.triggered.connect(lambda _on=False, dated=dated, it=stretch: self._choose(dated, it))
        self.addSeparator()
        self.addAction(_("自己选…")).triggered.connect(self._ask)

    def _choose(self, dated: Dated, stretch: Stretch) -> None:
        self.chosen.emit(dated, stretch.first.isoformat(), stretch.last.isoformat())

    def _ask(self) -> None:
        dialog = DaysDialog(self._today(), self._over)
        dialog.chosen.connect(self._choose)
        dialog.open()


class DaysDialog(Dialog):
    """Asks for a stretch of days.

    Signals:
        chosen: Which day is meant, and the stretch (``Dated``, ``Stretch``).
    """

    chosen = Signal(object, object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__("days-dialog", _("按日期筛选"), parent)
        self._dated = QComboBox(self)
        for dated in Dated:
            self._dated.addItem(_(dated.value), dated)
        self._first = _day_edit(today.replace(day=1), self)
        self._last = _day_edit(today, self)
        self._first.dateChanged.connect(self._last.setMinimumDate)
        lines = QFormLayout()
        for label, editor in ((_("哪个日期(&D)"), self._dated), (_("从(&F)"), self._first), (_("到(&T)"), self._last)):
            lines.addRow(label, editor)
        whole = QVBoxLayout(self)
        whole.addLayout(lines)
        whole.addWidget(agree_or_cancel(self))
        self.accepted.connect(self._tell)

    def _tell(self) -> None:
        first, last = (date.fromisoformat(_iso(edit)) for edit in (self._first, self._last))
        self.chosen.emit(Dated(self._dated.currentData()), Stretch(first, last))


def _day_edit(day: date, parent: QWidget) -> QDateEdit:
    edit = QDateEdit(QDate(day.year, day.month, day.day), parent)
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    return edit


def _iso(edit: QDateEdit) -> str:
    return str(edit.date().toString(Qt.DateFormat.ISODate))
