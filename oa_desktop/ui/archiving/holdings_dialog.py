"""馆藏 in the window: packages of other archives are received, and their items found and opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.holdings_words import faults_said, received_said
from oa_desktop.office.session import Session
from oa_desktop.ui.archiving.held_item_dialog import HeldItemDialog
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.tasks import Progress, Task
from oa_desktop.ui.workplace import Workplace

_TITLES = ("档号", "题名", "文号", "日期", "密级", "移交单位", "移交单位可信")
_EMPTY = "馆藏里还没有件。“接收进馆”收别的单位移交的归档信息包；有一处不对就什么也不收。"


class HoldingsDialog(Dialog):
    """What was received of other archives.

    Attributes:
        lines: Its items, as far as the person may know them.
        said: What came of receiving.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("holdings", _("馆藏"), parent, topic="归档.md#接收进馆")
        self._workplace = workplace
        self._task: Task[Any] | None = None
        self.search = QLineEdit(self)
        self.lines = RollLines("holdings-lines", _("馆藏的件"), self)
        self.said = QLabel(self)
        self._bar = QProgressBar(self)
        self._open = self.button("holdings-open", _("查看…"), self._show_item)
        self._receive = self.button("holdings-receive", _("接收进馆…"), self._choose)
        self._lay_out()
        self.search.returnPressed.connect(self._fetch)
        self.lines.picked.connect(lambda row: self._open.setEnabled(row is not None))
        self.lines.meant.connect(lambda _row: self._show_item())
        self.fill(parent, 100)
        self._fetch()

    def _lay_out(self) -> None:
        self.search.setObjectName("holdings-search")
        self.search.setAccessibleName(_("查找"))
        self.search.setPlaceholderText(_("档号、题名、文号、责任者、正文；按回车检索"))
        self.search.setClearButtonEnabled(True)
        self.said.setObjectName("holdings-said")
        self.said.setWordWrap(True)
        self._open.setEnabled(False)
        self._bar.hide()
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.lines, 1)
        column.addWidget(self.said)
        column.addWidget(self._bar)
        column.addLayout(self.row_below(self._receive, self._open))

    # --- what stands in it -------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        words = self.search.text()
        self._workplace.read(
            lambda session: tuple(session.archive.holdings.items(words)), self, self._show, instead_of="holdings"
        )

    def _show(self, rows: tuple[HeldRow, ...]) -> None:
        self.lines.show_lines(tuple(map(_, _TITLES)), [RollLine(cells=_cells(one), record=one) for one in rows])
        if not rows and not self.said.text():
            self.said.setText(_(_EMPTY))

    def _show_item(self) -> None:
        row: HeldRow | None = self.lines.record
        if row is not None:
            HeldItemDialog(self._workplace, row, self).open()

    # --- receiving ---------------------------------------------------------------------------------------------

    def _choose(self) -> None:
        dialog = FileDialog(_("接收哪一个归档信息包（最外面的那个文件夹）"), self)
        dialog.setObjectName("holdings-folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("接收这一包"))
        dialog.fileSelected.connect(lambda folder: self.receive(Path(folder)))
        dialog.open()

    def receive(self, folder: Path) -> None:
        """Look a package through, and receive it where nothing is wrong."""
        self._task = self._workplace.carry(
            lambda session, progress: _received(session, folder, progress),
            self,
            self._done,
            self._fail,
            title=_("接收进馆"),
        )
        self._task.progressed.connect(self._tell)
        self._bar.setRange(0, 0)
        self._rest(under_way=True)

    def _tell(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def _done(self, came: tuple[bool, str]) -> None:
        received, said = came
        self._rest(under_way=False)
        self.said.setText(said)
        if received:
            self.told.emit(said)
            self._fetch()

    def _fail(self, problem: Exception) -> None:
        """Say in its place why nothing was received; what is broken the window says."""
        self._rest(under_way=False)
        if isinstance(problem, Refused):
            self.said.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)

    def _rest(self, *, under_way: bool) -> None:
        self._bar.setVisible(under_way)
        self._receive.setEnabled(not under_way)


def _received(session: Session, folder: Path, progress: Progress) -> tuple[bool, str]:
    """Return whether a package was received, and what is said of it."""
    room = session.archive.holdings
    found = room.examine(folder)
    if found.opened is None:
        return False, faults_said(found)
    return True, received_said(room.receive(found.opened, room.test(folder), step=progress.step))


def _cells(row: HeldRow) -> tuple[str, ...]:
    one, act = row.item, row.holding.act
    said = (one.code, one.title, one.document_number, one.date, one.mark, act.sender_name, act.outcome.value)
    return tuple(cell.replace("\n", "") for cell in said)
