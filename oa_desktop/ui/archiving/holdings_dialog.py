"""馆藏 in the window: packages of other archives are received, and their items found and opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.archiving.holdings import HeldRow
from oa_desktop.office.archiving.holdings_words import faults_said, received_said, title_said
from oa_desktop.office.session import Session
from oa_desktop.ui.archiving.held_item_dialog import HeldItemDialog
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.exchanging.package_files import ask_for_folder
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.tasks import Progress
from oa_desktop.ui.workplace import Workplace

_TITLES = ("档号", "题名", "文号", "日期", "密级", "移交单位", "移交单位可信")
_WHOLE = (0,)
"""档号, which ends in what tells one item from another."""
_NOT_FOUND = "馆藏里没有找到。少写几个字，或者换一个说法再找。"
_EMPTY = "馆藏里还没有件。“接收进馆”收别的单位移交的归档信息包；有一处不对就什么也不收。"


class HoldingsDialog(WorkDialog):
    """What was received of other archives.

    Attributes:
        lines: Its items, as far as the person may know them.
        sum: What came of receiving.
        trusted: The folder of cards (单位名片) that whoever receives trusts; None for the registered partners alone.
        vouching: By what it is known who sends.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        called_off = _("已停止，什么也没有收。")
        super().__init__(
            "holdings", _("馆藏"), workplace, parent, topic="归档.md#接收进馆", called_off=called_off, pauses=True
        )
        self.trusted: Path | None = None
        self.search = QLineEdit(self)
        self.lines = RollLines("holdings-lines", _("馆藏的件"), self)
        self.vouching = QLabel(self)
        self._open = self.button("holdings-open", _("查看…"), self._show_item)
        self._receive = self.button("holdings-receive", _("接收进馆…"), self._choose)
        self._trust = self.with_menu(
            "holdings-trust",
            _("凭什么信"),
            (
                ("trust-folder", _("也凭核对过的名片的文件夹…"), lambda: ask_for_folder(self, self.trust)),
                ("trust-partners", _("只凭登记过的交换单位"), lambda: self.trust(None)),
            ),
        )
        self._lay_out()
        self.trust(None)
        self.allow()
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
        self.sum.setObjectName("holdings-said")
        self.vouching.setObjectName("holdings-vouching")
        self.vouching.setWordWrap(True)
        self._open.setEnabled(False)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.lines, 1)
        for below in (self.sum, self.vouching, self.bar):
            column.addWidget(below)
        column.addLayout(self.row_below(self._receive, self._trust, self._open, self.pause, self.stop))

    # --- what stands in it -------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        words = self.search.text()
        self._workplace.read(
            lambda session: tuple(session.archive.holdings.items(words)), self, self._show, instead_of="holdings"
        )

    def _show(self, rows: tuple[HeldRow, ...]) -> None:
        lines = [RollLine(cells=_cells(one), record=one) for one in rows]
        self.lines.show_lines(tuple(map(_, _TITLES)), lines, whole=_WHOLE)
        if self.sum.text() in ("", _(_EMPTY), _(_NOT_FOUND)):
            self.sum.setText("" if rows else _(_NOT_FOUND if self.search.text() else _EMPTY))

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

    def trust(self, folder: Path | None) -> None:
        """Trust the cards that lie in a folder, or only those of the registered partners."""
        self.trusted = folder
        also = _("和“{name}”里的单位名片").format(name=folder.name) if folder else ""
        self.vouching.setText(_("移交的是哪个单位，凭登记过的交换单位{also}。").format(also=also))

    def receive(self, folder: Path) -> None:
        """Look a package through, and receive it where nothing is wrong."""
        trusted = self.trusted
        self.begin(
            lambda session, progress: _received(session, folder, trusted, progress),
            self._done,
            title=_("接收进馆"),
        )

    def _done(self, came: tuple[bool, str]) -> None:
        received, said = came
        self.sum.setText(said)
        if received:
            self.told.emit(said)
            self._fetch()

    def allow(self) -> None:
        """Let one package be received at a time."""
        super().allow()
        for button in (self._receive, self._trust):
            button.setEnabled(not self.is_busy)


def _received(session: Session, folder: Path, trusted: Path | None, progress: Progress) -> tuple[bool, str]:
    """Return whether a package was received, and what is said of it."""
    room = session.archive.holdings
    cards = room.cards(trusted) if trusted else ()
    found = room.examine(folder)
    if found.opened is None:
        return False, faults_said(found)
    return True, received_said(room.receive(found.opened, room.test(folder), cards, progress.step))


def _cells(row: HeldRow) -> tuple[str, ...]:
    one, act = row.item, row.holding.act
    said = (one.code, title_said(row), one.document_number, one.date, one.mark, act.sender_name, act.outcome.value)
    return tuple(cell.replace("\n", "") for cell in said)
