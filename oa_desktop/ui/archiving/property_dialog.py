"""四性检测 in the window: items with what they come to, every answer with its evidence, and what a person saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from oa_desktop.domain.archives.properties import Answer, PropertyReport, Result, Stage
from oa_desktop.i18n import _
from oa_desktop.office.archiving.property_page import conclusion
from oa_desktop.office.books.ledger_acts import Said
from oa_desktop.ui.acting.fields_dialog import FieldsDialog
from oa_desktop.ui.archiving.answer_lines import HEADS, MARKS, asked_of, is_for_person, line_of, told
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_TOPIC = "归档.md#四性检测"
_HEADS = ("结论", "档号", "题名", "得分")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which items are tested: those with some codes, of one year."""

    year: int
    codes: tuple[str, ...]


class PropertyDialog(WorkDialog):
    """Tests of the four properties, and what a person adds to them.

    Attributes:
        stage: 环节.
        viruses: Whether a program against viruses is asked.
        items: The items, with what they come to.
        answers: What came of everything that is asked of the chosen one.

    Signals:
        told: What was done, in a sentence (``str``).
        save_wanted: A report is to be kept as a file (``PropertyReport``).
    """

    told = Signal(str)
    save_wanted = Signal(object)

    def __init__(self, workplace: Workplace, asked: Asked, parent: QWidget) -> None:
        called_off = _("已停止，没有结论。")
        super().__init__(
            "properties", _("四性检测"), workplace, parent, topic=_TOPIC, called_off=called_off, pauses=True
        )
        self._asked = asked
        self._reports: tuple[PropertyReport, ...] = ()
        self.stage = QComboBox(self)
        self.viruses = QCheckBox(_("查病毒(&V)"), self)
        self.items = RollLines("tested-items", _("检测的各件"), self)
        self.answers = RollLines("answers", _("各检测项"), self, widest=40)
        self._said = QLabel(self)
        self._again = self.button("test-again", _("检测"), self._test)
        self._see = self.button("see", _("核对…"), self._ask)
        self._record = self.button("record", _("登记结论"), self._record_all)
        self._save = self.button("save-report", _("另存报告…"), self._save_one)
        self._prepare()
        self._lay_out()
        self.fill(parent, 110)
        self._test()

    def _prepare(self) -> None:
        for stage in Stage:
            self.stage.addItem(_(stage.value), stage)
        named = {"stage": self.stage, "viruses": self.viruses, "sum": self.sum, "said": self._said}
        for name, one in named.items():
            one.setObjectName(name)
        self.viruses.setToolTip(_("用这台计算机上的 ClamAV；没有它或者没有病毒库的，仍是待人工"))
        self._said.setAccessibleName(_("这一项的说明"))
        self._said.setWordWrap(True)
        self.items.picked.connect(self._show_answers)
        self.answers.picked.connect(self._show_answer)
        self.answers.meant.connect(lambda _answer: self._ask())
        self.stage.activated.connect(lambda _place: self._test())

    def _lay_out(self) -> None:
        above, column = QHBoxLayout(), QVBoxLayout(self)
        words = QLabel(_("环节(&H)"), self)
        words.setBuddy(self.stage)
        for widget in (words, self.stage, self.viruses):
            above.addWidget(widget)
        above.addStretch(1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.items)
        split.addWidget(self.answers)
        split.setStretchFactor(1, 1)
        split.setSizes([self._wide(10), self._wide(30)])
        column.addLayout(above)
        column.addWidget(split, 1)
        for below in (self.sum, self._said, self.bar):
            column.addWidget(below)
        column.addLayout(self.row_below(self._again, self.pause, self.stop, self._see, self._record, self._save))

    # --- testing -----------------------------------------------------------------------------------------------

    def _test(self) -> None:
        asked, stage, viruses = self._asked, Stage(self.stage.currentData()), self.viruses.isChecked()
        self.begin(
            lambda session, progress: tuple(
                session.archive.properties(asked.year, asked.codes, stage, progress.step, viruses=viruses)
            ),
            self._take,
            title=_("四性检测"),
        )

    def _take(self, reports: Sequence[PropertyReport]) -> None:
        self._reports = tuple(reports)
        self._show_items()

    # --- what came of it ---------------------------------------------------------------------------------------

    @property
    def report(self) -> PropertyReport | None:
        """That of the chosen item."""
        place = self.items.record
        return self._reports[place] if place is not None else None

    def _show_items(self, chosen: int = 0) -> None:
        lines = [
            RollLine(
                cells=(one.result.value, one.code, one.title, str(one.score)), record=place, mark=MARKS[one.result]
            )
            for place, one in enumerate(self._reports)
        ]
        self.items.show_lines(tuple(map(_, _HEADS)), lines)
        if lines:
            self.items.setCurrentIndex(self.items.model().index(chosen, 0))
        self.allow()

    def _show_answers(self, place: int | None, chosen: int = -1) -> None:
        report = self.report if place is not None else None
        answers = report.answers if report else ()
        lines = [line_of(one, report) for one in answers if report]
        self.answers.show_lines(tuple(map(_, HEADS)), lines)
        self.sum.setText(conclusion(report) if report else "")
        if 0 <= chosen < len(lines):
            self.answers.setCurrentIndex(self.answers.model().index(chosen, 0))
        self.allow()

    def _show_answer(self, answer: Answer | None) -> None:
        self._said.setText(told(answer) if answer else "")
        self.allow()

    def allow(self) -> None:
        """Offer what the chosen item and answer are fit for, while nothing is under way."""
        super().allow()
        under_way, answer = self.is_busy, self.answers.record
        self._again.setEnabled(not under_way)
        self._record.setEnabled(bool(self._reports) and not under_way)
        self._save.setEnabled(self.report is not None and not under_way)
        self._see.setEnabled(answer is not None and is_for_person(answer) and not under_way)

    # --- what a person saw -------------------------------------------------------------------------------------

    def _ask(self) -> None:
        answer = self.answers.record
        if answer is None or not is_for_person(answer):
            return
        dialog = FieldsDialog("ask-seen", _("核对"), asked_of(answer), self, topic=_TOPIC, leave=_("取消"))
        dialog.put_first(_("检测项"), answer.criterion.name)
        dialog.say(answer.criterion.asks)
        dialog.agreed.connect(lambda said: self._see_one(dialog, answer, said))
        dialog.open()

    def _see_one(self, dialog: FieldsDialog, answer: Answer, said: Said) -> None:
        report, result = self.report, Result(said["result"])
        if report is None:
            return
        self._workplace.read(
            lambda session: session.archive.testing.answered(report, answer.criterion.name, result, said["note"]),
            self,
            partial(self._seen, dialog, report.answers.index(answer)),
        )

    def _seen(self, dialog: FieldsDialog, answered: int, report: PropertyReport) -> None:
        dialog.accept()
        place = self.items.record
        self._reports = tuple(report if at == place else one for at, one in enumerate(self._reports))
        self._show_items(place)
        self._show_answers(place, answered)

    # --- what becomes of it ------------------------------------------------------------------------------------

    def _record_all(self) -> None:
        reports = self._reports
        self._workplace.carry(
            lambda session, progress: session.archive.testing.record_all(reports, progress.step),
            self,
            lambda count: self.told.emit(_("已登记 {count} 件的四性检测结论。").format(count=count)),
            title=_("登记四性检测"),
        )

    def _save_one(self) -> None:
        if self.report is not None:
            self.save_wanted.emit(self.report)
