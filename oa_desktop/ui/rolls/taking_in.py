"""Taking a workbook in (读入名册): what every row would do is seen first; then all that is good, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.rolls import Outcome, Preview, PreviewRow, Taken, reason
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.first_passwords import FirstPasswords
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.rolls.workbook_files import ask_where
from oa_desktop.ui.workplace import Workplace

_MARKS: Mapping[Outcome, str] = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "document",
    Outcome.UNCHANGED: "check",
    Outcome.REFUSED: "fault",
}
_WIDEST = 48
"""Characters of a column: a reason is a sentence or two."""
_FOLLOWED = frozenset({Outcome.NEW, Outcome.CHANGED})


class TakingIn(Dialog):
    """A workbook that was looked through.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, seen: Preview[Any], parent: QWidget) -> None:
        super().__init__("taking-in", _("读入{kind}").format(kind=seen.kind.value), parent, topic="窗口.md#通讯录")
        self._workplace = workplace
        self._seen = seen
        self._behind = parent
        self._sum = QLabel(_summed(seen), self)
        self._sum.setObjectName("taking-in-sum")
        self._sum.setWordWrap(True)
        self.alone = QCheckBox(_("只列出要读入的和不能读入的"), self)
        self.alone.setObjectName("taking-in-alone")
        self.alone.setChecked(True)
        self.lines = RollLines("taking-in-lines", _("表格的各行"), self, widest=_WIDEST)
        self._take = QPushButton(self)
        self._refused = QPushButton(_("另存不能读入的 {count} 行…").format(count=seen.counts[Outcome.REFUSED]), self)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        count = sum(self._seen.counts[outcome] for outcome in _FOLLOWED)
        self._take.setText(_("读入 {count} 行").format(count=count))
        self._take.setObjectName("take")
        self._take.setProperty("tone", "main")
        self._take.setEnabled(count > 0)
        self._refused.setObjectName("keep-refused")
        self._refused.setVisible(bool(self._seen.counts[Outcome.REFUSED]))
        box = QDialogButtonBox(self)
        box.addButton(self._take, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self._refused, QDialogButtonBox.ButtonRole.ActionRole)
        leave = box.addButton(_("不读入"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self._take, self._refused, leave):
            button.setAutoDefault(False)
        box.rejected.connect(self.reject)
        self._take.clicked.connect(lambda _checked: self._take_in())
        self._refused.clicked.connect(lambda _checked: ask_where(_("不能读入的行"), self, self._keep_refused))
        self.alone.toggled.connect(lambda _on: self._show())
        column = QVBoxLayout(self)
        for widget in (self._sum, self.alone):
            column.addWidget(widget)
        column.addWidget(self.lines, 1)
        column.addWidget(box)
        self.resize(self._behind.size())

    def _show(self) -> None:
        rows = self._seen.of(*_FOLLOWED, Outcome.REFUSED) if self.alone.isChecked() else self._seen.rows
        first, *others = self._seen.titles
        titles = (_("行号"), _("结果"), first, _("更改的栏或者原因"), *others)
        self.lines.show_lines(titles, [_line(row) for row in rows])

    def _take_in(self) -> None:
        self.setEnabled(False)
        self._workplace.carry(
            lambda session, progress: session.rolls.take_in(self._seen, progress.step),
            self,
            self._taken,
            self._stay,
            title=_("读入{kind}").format(kind=self._seen.kind.value),
        )

    def _stay(self, error: Exception) -> None:
        self.setEnabled(True)
        self._workplace.problem.emit(error)

    def _taken(self, taken: Taken) -> None:
        self.told.emit(_("已读入{kind}：{sum}").format(kind=self._seen.kind.value, sum=_summed(self._seen)))
        if taken.passwords:
            FirstPasswords(self._workplace, taken, self._behind).open()
        self.accept()

    def _keep_refused(self, path: Path) -> None:
        self._workplace.carry(
            lambda session, _progress: write_file(path, session.rolls.refused(self._seen)),
            self,
            lambda _none: self.told.emit(_("已存到 {path}。").format(path=path)),
            title=_("另存不能读入的行"),
        )


def _line(row: PreviewRow[Any]) -> RollLine:
    why = reason(row.refusal) or "、".join(row.changed)
    first, *others = row.cells
    cells = (str(row.number), _(row.outcome.value), first, why, *others)
    return RollLine(cells=cells, mark=_MARKS[row.outcome])


def _summed(seen: Preview[Any]) -> str:
    words = _("{what} {count} 行")
    counts = "，".join(words.format(what=_(what.value), count=count) for what, count in seen.counts.items())
    passed = _("不认得的栏没有读：{titles}。").format(titles="、".join(seen.passed_over)) if seen.passed_over else ""
    return f"{counts}。{passed}"
