"""固化检查 in the window: what the last checks found, and a new one with its progress."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from oa_desktop.domain.archives.fixity import BadFile
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.kept_words import checked_said, fault_said
from oa_desktop.office.session import Session
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.tasks import Task
from oa_desktop.ui.workplace import Workplace

_TITLES = ("档号", "文件", "怎么了")


class FixityDialog(Dialog):
    """The fixity of the archive.

    Attributes:
        lines: What the last checks found bad, file by file.
        said: When each year was checked last, and what came of it.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("fixity-dialog", _("固化检查"), parent, topic="归档.md#固化检查和修复")
        self._workplace = workplace
        self._task: Task[Any] | None = None
        self.lines = RollLines("fixity-lines", _("不对的文件"), self)
        self.said = QLabel(self)
        self._bar = QProgressBar(self)
        self._check = self.button("fixity-check", _("检查"), self._start)
        self._stop = self.button("fixity-stop", _("停止"), self._call_off)
        self.said.setObjectName("fixity-said")
        self.said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.lines, 1)
        column.addWidget(self._bar)
        column.addLayout(self.row_below(self._check, self._stop))
        self.finished.connect(lambda _result: self._call_off())
        self.fill(parent, 90)
        self._rest()
        self._fetch()

    def _fetch(self) -> None:
        self._workplace.read(_last, self, self._show, instead_of="fixity")

    def _show(self, found: tuple[str, tuple[BadFile, ...]]) -> None:
        said, bad = found
        lines = [
            RollLine(cells=(one.code, one.part, fault_said(one.fault)), record=one, mark="conflict") for one in bad
        ]
        self.lines.show_lines(tuple(map(_, _TITLES)), lines)
        self.said.setText(said)

    # --- a check ------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        task = self._workplace.carry(
            lambda session, progress: session.archive.keeping.check(step=progress.step),
            self,
            self._done,
            self._fail,
            title=_("固化检查"),
        )
        self._task = task
        self._bar.setRange(0, 0)
        task.progressed.connect(self._tell)
        task.ended.connect(self._end)
        self._allow(under_way=True)

    def _tell(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _done(self, _reports: object) -> None:
        self._rest()
        self.told.emit(_("固化检查做完了，结果已记入归档登记。"))
        self._fetch()

    def _rest(self) -> None:
        self._task = None
        self._allow(under_way=False)

    def _allow(self, *, under_way: bool) -> None:
        self._bar.setVisible(under_way)
        self._stop.setVisible(under_way)
        self._check.setEnabled(not under_way)

    def _end(self) -> None:
        """Say that it was called off: of what nobody wants any more nothing is delivered."""
        if self._task is not None and self._task.progress.cancelled:
            self._rest()
            self.said.setText(_("已停止；再检查就从停下的地方接着。"))

    def _call_off(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _fail(self, problem: Exception) -> None:
        """Say in its place why nothing was checked; what is broken the window says."""
        self._rest()
        if isinstance(problem, Refused):
            self.said.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)


def _last(session: Session) -> tuple[str, tuple[BadFile, ...]]:
    """Return what is said of the last check of every register, and what they found bad."""
    keeping = session.archive.keeping
    registers = keeping.registers()
    bad = tuple(one for register in registers for one in keeping.bad(register))
    return "\n".join(map(checked_said, registers)), bad
