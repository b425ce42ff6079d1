"""Backing up (备份): the system administrator copies the whole store, still encrypted, into a new folder elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.ports.store import BackupFacts
from oa_desktop.ui.file_dialog import FileDialog
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
        dialog = FileDialog(_("备份到哪个文件夹（最好在另一块磁盘上）"), self._over)
        dialog.setObjectName("back-up")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("备份到这里"))
        dialog.fileSelected.connect(lambda folder: self.back_up(Path(folder)))
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
