"""通讯录 in the window: whom the unit writes to and who is in it; searched, changed, taken out and in as workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.actions.organising import RegisterCorrespondents
from oa_desktop.domain.units.correspondents import Correspondent
from oa_desktop.i18n import _
from oa_desktop.office.changes import Changed
from oa_desktop.office.leaving import write_file
from oa_desktop.office.rolls import Listing, Preview, RollKind, Rolls
from oa_desktop.office.rolls.people import Member
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.correspondent_dialog import CorrespondentDialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.rolls.taking_in import TakingIn
from oa_desktop.ui.rolls.workbook_files import WORKBOOKS, ask_where
from oa_desktop.ui.workplace import Workplace

_EMPTY = "还没有登记。可以逐个登记，也可以先存一份空表，填好一次读入。"
_ORDER = (RollKind.CORRESPONDENTS, RollKind.PEOPLE)


class RollsDialog(Dialog):
    """The rolls of the unit.

    Signals:
        told: What was done, in a sentence (``str``).
        departure_wanted: 离岗清单 of a person is to be printed (``PersonId``).
    """

    told = Signal(str)
    departure_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("rolls", _("通讯录"), parent, topic="窗口.md#通讯录")
        self._workplace = workplace
        self._behind = parent
        self._listing: Listing | None = None
        self.kinds = QComboBox(self)
        self.search = QLineEdit(self)
        self.lines = RollLines("roll-lines", _("名册"), self)
        self._sum = QLabel(self)
        self._register = self.button("register-correspondent", _("登记…"), lambda: self._ask_about(None))
        self._change = self.button("change-correspondent", _("更改…"), lambda: self._ask_about(self.lines.record))
        self._leaving = self.button("departure", _("离岗清单…"), self._print_departure)
        self._take_in = self.button("take-in", _("读入表格…"), self._ask_which)
        self._take_out = self.button("take-out", _("导出表格…"), lambda: self._keep(Rolls.workbook, ""))
        self._blank = self.button("blank", _("空表…"), lambda: self._keep(Rolls.blank, _("空表")))
        self._lay_out()
        self._bind()
        self._fetch()

    def _lay_out(self) -> None:
        for kind in _ORDER:
            self.kinds.addItem(_(kind.value), kind)
        self.kinds.setObjectName("roll-kinds")
        self.kinds.setAccessibleName(_("名册"))
        self.kinds.setToolTip(_("看哪一本名册"))
        self.search.setObjectName("roll-search")
        self.search.setAccessibleName(_("查找"))
        self.search.setPlaceholderText(_("名称、分组，汉字、全拼或者首字母"))
        self.search.setClearButtonEnabled(True)
        self._sum.setObjectName("roll-sum")
        above = QHBoxLayout()
        above.addWidget(self.kinds)
        above.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self._sum)
        column.addWidget(self.lines, 1)
        doing = (self._register, self._change, self._leaving, self._take_in, self._take_out, self._blank)
        column.addLayout(self.row_below(*doing))
        self.fill(self._behind, 90)

    def _bind(self) -> None:
        self.kinds.currentIndexChanged.connect(lambda _place: self._fetch())
        self.search.textChanged.connect(self._narrow)
        self.lines.picked.connect(lambda _record: self._allow())
        self.lines.meant.connect(self._mean)
        self._workplace.changed.connect(self._heed)

    # --- what stands in it ---------------------------------------------------------------------------------------

    @property
    def kind(self) -> RollKind:
        """The roll that is shown."""
        return RollKind(self.kinds.currentData())

    def _heed(self, changed: Changed) -> None:
        """Show what changed; a slot of its own ends with the dialog."""
        if changed.organisation:
            self._fetch()

    def _fetch(self) -> None:
        kind = self.kind
        self._workplace.read(lambda session: session.rolls.listing(kind), self, self._show, instead_of="roll")

    def _show(self, listing: Listing) -> None:
        self._listing = listing
        both = zip(listing.rows, listing.records, strict=True)
        self.lines.show_lines(listing.titles, [RollLine(cells=row, record=record) for row, record in both])
        self._narrow(self.search.text())

    def _narrow(self, wanted: str) -> None:
        self.lines.keep_only(wanted)
        total = len(self._listing.rows) if self._listing else 0
        words = _("共 {total} 行，列出 {shown} 行。") if total else _(_EMPTY)
        self._sum.setText(words.format(total=total, shown=len(self.lines.shown)))

    def _allow(self) -> None:
        may = self._listing is not None and self._listing.may_take_in
        organs = self.kind is RollKind.CORRESPONDENTS
        self._register.setVisible(organs)
        self._change.setVisible(organs)
        self._register.setEnabled(may)
        self._change.setEnabled(may and self.lines.record is not None)
        self._take_in.setEnabled(may)
        self._leaving.setVisible(not organs)
        self._leaving.setEnabled(isinstance(self.lines.record, Member))

    # --- what is done with it ------------------------------------------------------------------------------------

    def _mean(self, record: Any) -> None:
        if self._change.isEnabled() and not self._change.isHidden():
            self._ask_about(record)

    def _ask_about(self, known: Correspondent | None) -> None:
        book = tuple(one for one in (self._listing.records if self._listing else ()) if isinstance(one, Correspondent))
        dialog = CorrespondentDialog(known, book, self)
        dialog.agreed.connect(lambda one: self._perform(dialog, one))
        dialog.open()

    def _print_departure(self) -> None:
        """Print what the selected person hands over on leaving a post."""
        if isinstance(self.lines.record, Member):
            self.departure_wanted.emit(self.lines.record.person)

    def _perform(self, dialog: CorrespondentDialog, one: Correspondent) -> None:
        """Register an organ; what was typed stays before the person where it is refused."""
        action = RegisterCorrespondents(correspondents=(one,))
        self._workplace.perform(lambda _session: action, self, lambda _changed: dialog.accept())

    def _keep(self, made: Callable[[Rolls, RollKind], bytes], suffix: str) -> None:
        kind = self.kind

        def keep(path: Path) -> None:
            self._workplace.carry(
                lambda session, _progress: write_file(path, made(session.rolls, kind)),
                self,
                lambda _none: self.told.emit(_("已存到 {path}。").format(path=path)),
                title=_("导出表格"),
            )

        ask_where(f"{kind.value}{suffix}", self, keep)

    def _ask_which(self) -> None:
        dialog = FileDialog(_("读入哪个表格"), self)
        dialog.setObjectName("take-in-file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_(WORKBOOKS))
        dialog.fileSelected.connect(lambda name: self.look_through(Path(name)))
        dialog.open()

    def look_through(self, path: Path) -> None:
        """Show what taking in a workbook would do."""
        kind = self.kind
        self._workplace.carry(
            lambda session, _progress: session.rolls.preview(kind, path.read_bytes(), path.name),
            self,
            self._show_preview,
            title=_("读入 {name}").format(name=path.name),
        )

    def _show_preview(self, seen: Preview[Any]) -> None:
        dialog = TakingIn(self._workplace, seen, self)
        dialog.told.connect(self.told)
        dialog.open()
