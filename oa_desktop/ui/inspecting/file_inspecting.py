"""Inspecting a file (检查文件): any that somebody brings, read behind the window and never changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.office.drafting.attaching import beside
from oa_desktop.office.drafting.inspecting import Inspected
from oa_desktop.office.session import Session
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.inspecting.file_findings import FileFindings
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.files.incoming import source_bytes
from oa_desktop.ui.writing.opening import FILTERS


class FileInspecting(QObject):
    """Asks for a file and shows what is wrong with it.

    Signals:
        open_wanted: The file is to become a text of one's own (``Path``).
    """

    open_wanted = Signal(object)

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over

    def choose(self) -> None:
        """Ask for a file."""
        dialog = FileDialog(_("检查文件"), self._over)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_(FILTERS))
        dialog.fileSelected.connect(lambda name: self.inspect(Path(name)))
        dialog.open()

    def inspect(self, path: Path) -> None:
        """Inspect a file."""
        self._workplace.read(
            lambda session: _inspected(session, path),
            self,
            lambda found: self._show(path, *found),
            title=_("检查 {name}").format(name=path.name),
        )

    def _show(self, path: Path, data: bytes, inspected: Inspected) -> None:
        opens = Role.DRAFTER in self._workplace.standing.roles and inspected.text is not None
        dialog = FileFindings(self._workplace, path, data, inspected, self._over, opens=opens)
        dialog.open_wanted.connect(self.open_wanted)
        dialog.open()


def _inspected(session: Session, path: Path) -> tuple[bytes, Inspected]:
    data = source_bytes(path)
    return data, session.writing.inspection.of_file(data, path.name, beside(path))
