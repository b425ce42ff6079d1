"""打包移交 in the window: items leave the archive in a package, item by item, and may be called off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.i18n import _
from oa_desktop.office.archiving.holdings_words import examined_said
from oa_desktop.office.archiving.importing import Examined
from oa_desktop.ui.archiving.work_dialog import WorkDialog
from oa_desktop.ui.exchanging.package_files import ask_for_folder
from oa_desktop.ui.workplace import Workplace

Choice: TypeAlias = tuple[str, tuple[str, ...]]
"""Some items in words, and their codes; none stands for the whole year."""
_KINDS: Final[Mapping[PackageKind, tuple[str, str]]] = {
    PackageKind.TRANSFER: ("移交文件夹", "一件一个文件夹，带目录、元数据、核验程序，整包封签"),
    PackageKind.BAG: ("BagIt移交文件夹", "同样的文件夹，外面再加摘要清单，接收的程序认识BagIt时用"),
    PackageKind.EEP: ("封装包（EEP）", "一件一个XML文件，文件都在里面，各有两个签名"),
}
"""What each kind is called, and when it is taken; the usual one first."""
_ADVICE: Final = "在选定的文件夹里新建一个文件夹装这一包；移交的介质照保密规定管理。每件导出都记入审计。"
_WIDTH: Final = 34
"""In characters."""


class PackDialog(WorkDialog):
    """Some items of a year, packed.

    Attributes:
        which: Which items.
        kind: How they are packed.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, year: int, choices: Iterable[Choice], parent: QWidget) -> None:
        called_off = _("已停止，没有留下文件；已经装了的件，导出已记入审计。")
        super().__init__("pack", _("打包移交"), workplace, parent, topic="归档.md#打包移交", called_off=called_off)
        self._year = year
        self.which, self.kind, self._said = QComboBox(self), QComboBox(self), QLabel(self)
        for words, codes in choices:
            self.which.addItem(words, codes)
        for kind, (name, _said) in _KINDS.items():
            self.kind.addItem(_(name), kind)
        self._pack = self.button("pack-now", _("打包到文件夹…"), lambda: ask_for_folder(self, self.pack))
        self._check = self.button("pack-check", _("核对一包…"), lambda: ask_for_folder(self, self.check))
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._say_kind)
        self._say_kind()
        self.setMinimumWidth(self._wide(_WIDTH))
        self.allow()
        workplace.write(lambda session, _progress: session.archive.packages.unfinished(), self, self._say_left)

    def _lay_out(self) -> None:
        self.which.setObjectName("pack-which")
        self.kind.setObjectName("pack-kind")
        self.sum.setObjectName("pack-said")
        form, column, advice = QFormLayout(), QVBoxLayout(self), QLabel(_(_ADVICE), self)
        form.addRow(_("装哪些件(&W)"), self.which)
        form.addRow(_("装成什么(&K)"), self.kind)
        column.addLayout(form)
        for label in (self._said, advice, self.sum):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.bar)
        column.addLayout(self.row_below(self._pack, self._check, self.stop))

    def _say_left(self, places: tuple[Path, ...]) -> None:
        """Say where something of a package may lie that was not finished: its medium is not there."""
        if places and not self.sum.text():
            named = "\n".join(map(str, places))
            said = _("以前装到一半断了的还在这些地方，介质接上以后再打开这里，就会清除：\n{places}")
            self.sum.setText(said.format(places=named))

    def _say_kind(self) -> None:
        self._said.setText(_(_KINDS[self.kind.currentData()][1]))

    def allow(self) -> None:
        """Let one package be written at a time."""
        super().allow()
        for widget in (self.which, self.kind, self._pack, self._check):
            widget.setEnabled(not self.is_busy)

    def pack(self, folder: Path) -> None:
        """Write the package into a new folder inside of one."""
        year, codes, kind = self._year, self.which.currentData(), self.kind.currentData()
        target = folder / _("归档信息包-{year}-{kind}").format(year=year, kind=_KINDS[kind][0])
        self.sum.setText("")
        self.begin(
            lambda session, progress: session.archive.packages.pack(
                session.archive.packages.package(year, codes), kind, target, progress.step
            ),
            lambda count: self._done(count, target),
            title=_("打包移交"),
        )

    def _done(self, count: int, target: Path) -> None:
        said = _("{count}件已装进“{name}”。").format(count=count, name=target.name)
        self.sum.setText(said)
        self.told.emit(said)

    def check(self, folder: Path) -> None:
        """Look through a package that lies somewhere, and say what is wrong with it; nothing is taken in."""
        self.sum.setText("")
        self.look(lambda session: session.archive.packages.examine(folder), partial(self._say_found, folder))

    def _say_found(self, folder: Path, found: Examined) -> None:
        self.sum.setText(_("“{name}”：{said}").format(name=folder.name, said=examined_said(found)))
