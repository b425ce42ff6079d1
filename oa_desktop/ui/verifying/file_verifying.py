"""Verifying a signed file (核验签章文件): any that somebody brings, judged behind the window and never changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.session import Session
from oa_desktop.office.trust.signed_files import Verified
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.verifying.verdict_dialog import VerdictDialog
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.files.incoming import source_bytes

FILTERS = "盖章的版式文件（*.ofd *.pdf）;;所有文件（*）"
"""What is offered to be verified."""


class FileVerifying(QObject):
    """Asks for a file, or is given one, and shows the verdict on it.

    Args:
        workplace: Whose.
        over: What dialogs lie over.
        print_it: Shows something as it would be printed, over a dialog.
    """

    def __init__(self, workplace: Workplace, over: QWidget, print_it: Callable[[QWidget, Matter], object]) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self._print = print_it

    def choose(self) -> None:
        """Ask for a file."""
        dialog = FileDialog(_("核验签章文件"), self._over)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_(FILTERS))
        dialog.fileSelected.connect(lambda name: self.verify(Path(name)))
        dialog.open()

    def verify(self, path: Path) -> None:
        """Verify a file."""
        self._read(lambda session: session.signed_files.verify(source_bytes(path), path.name), path.name)

    def verify_page(self, document: DossierId) -> None:
        """Verify the sealed page of a document, or the file that came."""
        self._read(lambda session: session.signed_files.verify_page(document), _("公文的签章"))

    def _read(self, verify: Callable[[Session], Verified], what: str) -> None:
        self._workplace.read(verify, self, self._show, title=_("核验 {name}").format(name=what))

    def _show(self, verified: Verified) -> None:
        dialog = VerdictDialog(verified, self._over)
        dialog.print_wanted.connect(lambda: self._print(dialog, _matter(verified)))
        dialog.other_wanted.connect(self.choose)
        dialog.open()


def _matter(verified: Verified) -> Matter:
    return Matter(
        made=lambda session, work: session.signed_files.made(verified, work),
        hand_out=lambda session, work: session.signed_files.hand_out(verified, work),
    )
