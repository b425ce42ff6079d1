"""Backing up (备份) and drills (恢复演练): the store is copied into a new folder elsewhere, and a copy proved there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.ports.store import BackupFacts
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.drill_dialog import DrillDialog
from oa_desktop.ui.workplace import Workplace


class BackingUp(QObject):
    """Backs up for one workplace; people go on working meanwhile.

    Signals:
        told: What the backup holds, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over

    def choose(self) -> None:
        """Ask into which folder a new one is to be put."""
        title = _("备份到哪个文件夹（最好在另一块磁盘上）")
        self._ask_where("back-up", title, _("备份到这里"), self.back_up)

    def choose_backup(self) -> None:
        """Ask which backup is to be proved."""
        self._ask_where("drill", _("演练哪一份备份（做备份时新建的那个文件夹）"), _("演练这一份"), self.drill)

    def _ask_where(self, name: str, title: str, agree: str, done: Callable[[Path], None]) -> None:
        dialog = FileDialog(title, self._over)
        dialog.setObjectName(name)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, agree)
        dialog.fileSelected.connect(lambda folder: done(Path(folder)))
        dialog.open()

    def back_up(self, folder: Path) -> None:
        """Copy the store into a new folder inside one that is there."""
        target = folder / _("公文库备份-{time}").format(time=QDateTime.currentDateTime().toString("yyyyMMdd-HHmmss"))
        self._workplace.carry(
            lambda session, progress: session.administration.back_up(target, progress.step),
            self,
            lambda facts: self._tell(target, facts),
            title=_("备份"),
        )

    def _tell(self, target: Path, facts: BackupFacts) -> None:
        words = _("已备份：{entries} 条办理记录，{files} 个文件，在 {target}。备份和恢复码请分开保管。")
        self.told.emit(words.format(entries=facts.entries, files=facts.files, target=target))

    # --- the drill ---------------------------------------------------------------------------------------------

    def drill(self, backup: Path) -> None:
        """Restore a backup into an empty place, prove it there, say what came of it, and leave nothing of that."""
        self._workplace.carry(
            lambda session, _progress: session.administration.drill(backup),
            self,
            lambda drilled: DrillDialog(drilled, backup.name, self._over).open(),
            title=_("恢复演练"),
        )
