"""试归档和整理 in the window: what would be archived as what, with every fault; and what is fit becomes items."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.i18n import _
from oa_desktop.office.archiving.arranging import Arranged
from oa_desktop.office.archiving.dry_run import DryRun, DryRunLine, LineSort
from oa_desktop.office.archiving.lines import run_listed, told
from oa_desktop.office.archiving.property_page import summary
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.archiving.doubts_dialog import REASON, WHICH, can_be_confirmed, doubts_dialog
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_MARKS = {LineSort.TO_ARRANGE: "check", LineSort.FAULTY: "warning", LineSort.LEFT_OUT: "close"}
_NEAR = (0, 2, 9)
"""结果, 题名 and 问题: what is wrong with which."""
_WHOLE = (1,)
"""档号, which ends in the number that is given."""
_FIRST_YEAR, _LAST_YEAR = 1949, 2999


class DryRunDialog(WorkDialog):
    """A dry run, and the batch that is arranged by it.

    Attributes:
        year: The last 年度 that is looked at.
        sort: Which lines are shown.
        place: 存放位置 of what is arranged.
        lines: The documents.

    Signals:
        told: What was done, in a sentence (``str``).
        meant: A document is meant (``DossierId``).
    """

    told = Signal(str)
    meant = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        called_off = _("已停止；已经整理的仍然算数，再来一次就接着整理。")
        super().__init__(
            "dry-run-dialog",
            _("试归档"),
            workplace,
            parent,
            topic="归档.md#试归档",
            called_off=called_off,
            pauses=True,
        )
        self._run: DryRun | None = None
        self._arranged = ""
        self.year = QSpinBox(self)
        self.sort = QComboBox(self)
        self.place = QLineEdit(self)
        self.lines = RollLines("dry-run-lines", _("试归档的各份公文"), self)
        self.said = QLabel(self)
        self._again = self.button("dry-run-again", _("再试一次"), self._fetch)
        self._test = self.button("dry-run-properties", _("四性检测"), self._foresee)
        self._arrange = self.button("arrange", _("整理"), self._start)
        self._confirm = self.button("confirm-doubt", _("看过确认"), self._ask_why)
        self._take_over = self.button("take-over", _("接过确认"), self._take_what_waits)
        self._prepare(workplace.session.today.year)
        self._lay_out()
        self._bind()
        self.fill(parent, 110)
        self._fetch()

    # --- how it is made ----------------------------------------------------------------------------------------

    def _prepare(self, year: int) -> None:
        self.year.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.year.setValue(year)
        self.sort.addItem(_("全部"), None)
        for sort in LineSort:
            self.sort.addItem(_(sort.value), sort)
        for one, name in ((self.year, "year"), (self.sort, "sort"), (self.place, "place"), (self.said, "said")):
            one.setObjectName(name)
        self.place.setPlaceholderText(_("可以不写"))
        self.place.setToolTip(_("例如：一库3排2列"))
        self.said.setAccessibleName(_("问题和办法"))
        self.sum.setObjectName("dry-run-sum")
        self.said.setWordWrap(True)
        self.bar.setTextVisible(True)
        self.allow()

    def _lay_out(self) -> None:
        above = QGridLayout()
        asked = ((_("到年度(&Y)"), self.year), (_("看哪些(&K)"), self.sort), (_("存放位置(&W)"), self.place))
        for place, (words, editor) in enumerate(asked):
            label = QLabel(words, self)
            label.setBuddy(editor)
            above.addWidget(label, 0, 2 * place)
            above.addWidget(editor, 0, 2 * place + 1)
        above.setColumnStretch(5, 1)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.sum)
        column.addWidget(self.lines, 1)
        column.addWidget(self.said)
        column.addWidget(self.bar)
        column.addLayout(
            self.row_below(
                self._again, self._test, self._confirm, self._take_over, self._arrange, self.pause, self.stop
            )
        )

    def _bind(self) -> None:
        self.year.editingFinished.connect(self._look_at_year)
        self.sort.currentIndexChanged.connect(lambda _place: self._show())
        self.lines.picked.connect(self._pick)
        self.lines.meant.connect(lambda line: self.meant.emit(line.document))

    # --- the dry run -------------------------------------------------------------------------------------------

    def _look_at_year(self) -> None:
        if self._run is None or self._run.year != self.year.value():
            self._fetch()

    def _fetch(self) -> None:
        year = self.year.value()
        self.begin(
            lambda session, progress: session.archive.dry_run(year, progress.step),
            self._take,
            title=_("试归档"),
        )

    def _take(self, run: DryRun) -> None:
        self._run = run
        self.allow()
        self._show()

    def _show(self) -> None:
        if self._run is None:
            return
        sort = self.sort.currentData()
        ledger = run_listed(self._run, LineSort(sort) if sort else None)
        both = zip(ledger.cells, ledger.rows, strict=True)
        lines = [RollLine(cells=cells, record=row, mark=_mark(row)) for cells, row in both]
        self.lines.show_lines(ledger.labels, lines, near=_NEAR, whole=_WHOLE)
        self.sum.setText(self._arranged + ledger.note)

    def _pick(self, line: DryRunLine | None) -> None:
        self.said.setText(told(line) if line else "")
        self._confirm.setEnabled(not self.is_busy and can_be_confirmed(line))

    # --- what somebody looked at -------------------------------------------------------------------------------

    def _ask_why(self) -> None:
        line = self.lines.record
        dialog = doubts_dialog(line, self)
        dialog.agreed.connect(lambda said: self._keep_why(dialog, line, said))
        dialog.open()

    def _keep_why(self, dialog: FieldsDialog, line: DryRunLine, said: Mapping[str, Any]) -> None:
        """Confirm it; what was typed stays before the person where it is refused."""
        run, places = self._run, [int(one) for one in said[WHICH]]
        if run is not None:
            self._workplace.write(
                lambda session, _progress: session.archive.confirm(run, line.document, said[REASON], places),
                self,
                lambda now: self._take_confirmed(dialog, now),
            )

    def _take_confirmed(self, dialog: FieldsDialog, run: DryRun) -> None:
        dialog.accept()
        self._take(run)

    def _take_what_waits(self) -> None:
        """Take over what other archivists looked at and let be."""
        run = self._run
        if run is not None:
            self._workplace.write(lambda session, _progress: session.archive.take_over(run), self, self._take)

    def _foresee(self) -> None:
        """Test what is fit for the four properties, as if it were arranged."""
        run = self._run
        if run is None:
            return
        self.begin(
            lambda session, progress: tuple(session.archive.testing.foreseen(run, progress.step)),
            self._tested,
            title=_("四性检测"),
        )

    def _tested(self, reports: tuple[PropertyReport, ...]) -> None:
        if self._run is not None:
            self.sum.setText(f"{run_listed(self._run).note}\n{summary(reports)}")

    # --- arranging ---------------------------------------------------------------------------------------------

    def _start(self) -> None:
        run, place = self._run, self.place.text().strip()
        if run is None:
            return
        self.begin(
            lambda session, progress: session.archive.arrange(run, step=progress.step, place=place),
            self._done,
            title=_("整理"),
        )

    def _done(self, arranged: Arranged) -> None:
        said = _("整理了 {count} 件，批次 {batch}。").format(count=len(arranged.documents), batch=arranged.batch[:8])
        self._arranged = said + "\n"
        self.told.emit(said)
        self._fetch()

    def allow(self) -> None:
        """Offer what a run that has something fit can be followed by, while nothing is under way."""
        super().allow()
        self._confirm.setEnabled(not self.is_busy and can_be_confirmed(self.lines.record))
        fit = self._run is not None and bool(self._run.of(LineSort.TO_ARRANGE))
        self._again.setEnabled(not self.is_busy)
        self._take_over.setVisible(self._run is not None and bool(self._run.waiting) and not self.is_busy)
        self._arrange.setEnabled(fit and not self.is_busy)
        self._test.setEnabled(fit and not self.is_busy)


def _mark(line: DryRunLine) -> str:
    mild = line.sort is LineSort.TO_ARRANGE and bool(line.open)
    return "eye" if mild else _MARKS[line.sort]
