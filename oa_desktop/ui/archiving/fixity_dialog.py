"""固化检查 in the window: what the last checks found, a new one with its progress, and 修复 from a good copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.archives.fixity import BadFile
from oa_desktop.domain.exchange.package import LARGEST
from oa_desktop.i18n import _
from oa_desktop.office.archiving.kept_words import begun_said, checked_said, fault_said, repaired_said
from oa_desktop.office.archiving.repairing import Repaired
from oa_desktop.office.ports.copies import GoodCopies
from oa_desktop.office.session import Session
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.exchanging.package_files import ask_for_folder, ask_for_package, read_package
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_TITLES = ("档号", "文件", "怎么了")
_WHOLE = (0,)
"""档号, which ends in what tells one item from another."""
_Last: TypeAlias = tuple[str, tuple[BadFile, ...], bool]


class FixityDialog(WorkDialog):
    """The fixity of the archive.

    Attributes:
        lines: What the last checks found bad, file by file.
        sum: When each year was checked last, and what came of it.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            "fixity-dialog",
            _("固化检查"),
            workplace,
            parent,
            topic="归档.md#固化检查和修复",
            called_off=_("已停止；再检查就从停下的地方接着。"),
            pauses=True,
        )
        self.lines = RollLines("fixity-lines", _("不对的文件"), self)
        self._check = self.button("fixity-check", _("检查"), self._start)
        self._anew = self.button("fixity-anew", _("从头检查"), lambda: self._start(anew=True))
        self._mend = self.with_menu(
            "fixity-repair",
            _("修复"),
            (
                (
                    "repair-folder",
                    _("用备份或归档信息包的文件夹…"),
                    lambda: ask_for_folder(self, self.mend_from_folder),
                ),
                ("repair-carried", _("用别的工作台做的交换包…"), lambda: ask_for_package(self, self.mend_from_package)),
            ),
        )
        self._begun = False
        self._repaired = ""
        self.sum.setObjectName("fixity-said")
        column = QVBoxLayout(self)
        column.addWidget(self.sum)
        column.addWidget(self.lines, 1)
        column.addWidget(self.bar)
        column.addLayout(self.row_below(self._check, self._anew, self._mend, self.pause, self.stop))
        self.fill(parent, 90)
        self.allow()
        self._fetch()

    def _fetch(self) -> None:
        self._workplace.read(_last, self, self._show, instead_of="fixity")

    def _show(self, found: _Last) -> None:
        said, bad, self._begun = found
        lines = [
            RollLine(cells=(one.code, one.part, fault_said(one.fault)), record=one, mark="conflict") for one in bad
        ]
        self.lines.show_lines(tuple(map(_, _TITLES)), lines, whole=_WHOLE)
        self.sum.setText("\n".join(filter(None, (self._repaired, said))))
        self.allow()

    def _start(self, *, anew: bool = False) -> None:
        self._repaired = ""
        self.begin(
            lambda session, progress: session.archive.keeping.check(step=progress.step, anew=anew),
            self._done,
            title=_("固化检查"),
        )

    def _done(self, _reports: object) -> None:
        self.told.emit(_("固化检查做完了，结果已记入归档登记。"))
        self._fetch()

    def mend_from_folder(self, folder: Path) -> None:
        """Put back what the backups and packages of a folder have."""
        self._repair(lambda session: session.archive.keeping.copies_in(folder))

    def mend_from_package(self, path: Path) -> None:
        """Put back what a package has that another desk of the unit made."""
        self._repair(lambda session: session.archive.keeping.carried_copies(path.name, read_package(path, LARGEST)))

    def _repair(self, copies: Callable[[Session], GoodCopies]) -> None:
        self.begin(
            lambda session, progress: session.archive.keeping.repair(copies(session), step=progress.step),
            self._say_repaired,
            title=_("修复"),
        )

    def _say_repaired(self, done: Repaired) -> None:
        self._repaired = repaired_said(done)
        self.told.emit(self._repaired)
        self._fetch()

    def allow(self) -> None:
        """Let one thing be done at a time, and mend only what is bad."""
        super().allow()
        self._mend.setEnabled(bool(self.lines.shown) and not self.is_busy)
        self._check.setEnabled(not self.is_busy)
        self._anew.setVisible(self._begun and not self.is_busy)


def _last(session: Session) -> _Last:
    """Return what is said of the last check of every register, what they found bad, and whether one was left."""
    keeping = session.archive.keeping
    registers = keeping.registers()
    bad = tuple(one for register in registers for one in keeping.bad(register))
    begun = keeping.under_way()
    return "\n".join((*map(checked_said, registers), *map(begun_said, begun))), bad, bool(begun)
