"""Opening a file as a text (打开稿子): read behind the window; what stands in the editor is never lost by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.i18n import _
from oa_desktop.office.drafting.unread import can_be_kept, text_named_after
from oa_desktop.office.ports.pages import Reading
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.files.incoming import read_source
from oa_desktop.ui.writing.replacing import ask_keeping, ask_replacing

FILTERS = "稿子（*.txt *.md *.markdown *.docx *.pdf *.ofd）;;所有文件（*）"
"""What is offered to be opened, or inspected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that was read, its text, and what the reader noticed.

    Attributes:
        path: Where the file lies.
        text: What was read.
        findings: What the reader noticed.
        unread: Whether it cannot be read, and goes with the text as it is.
    """

    path: Path
    text: Manuscript
    findings: tuple[Finding, ...] = ()
    unread: bool = False


class Opening(QObject):
    """Asks for a file, reads it, and asks where it goes where something stands already.

    Signals:
        taken: It takes the place of what stands there (``Opened``).
        beside: It becomes a new draft (``Opened``).
    """

    taken = Signal(object)
    beside = Signal(object)

    def __init__(self, workplace: Workplace, written: Callable[[], bool], over: QWidget) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._written = written
        self._over = over

    def choose(self, *, anew: bool = False) -> None:
        """Ask for a file; ``anew`` says that it becomes a new draft in any case."""
        dialog = FileDialog(_("打开稿子"), self._over)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_(FILTERS))
        dialog.fileSelected.connect(lambda name: self.read(Path(name), anew=anew))
        dialog.open()

    def read(self, path: Path, *, anew: bool = False) -> None:
        """Read a file."""
        self._workplace.read(
            lambda session: opened_from(path, read_source(session, path)),
            self,
            lambda opened: self.bring(opened, anew=anew),
            lambda error: self._keep_unread(path, error),
            title=_("读入 {name}").format(name=path.name),
        )

    def bring(self, opened: Opened, *, anew: bool = False) -> None:
        """Put what was read where it goes."""
        place = self.beside.emit if anew else self._ask
        place(opened)

    def _keep_unread(self, path: Path, error: Exception) -> None:
        """Offer to begin a text to which a file that cannot be read is attached."""
        if isinstance(error, Refused) and can_be_kept(error):
            opened = Opened(path=path, text=text_named_after(path.name), unread=True)
            ask_keeping(error, lambda: self.beside.emit(opened), self._over)
        else:
            self._workplace.problem.emit(error)

    def _ask(self, opened: Opened) -> None:
        if self._written():
            name, taken, beside = opened.path.name, self.taken, self.beside
            ask_replacing(name, lambda: taken.emit(opened), lambda: beside.emit(opened), self._over)
        else:
            self.taken.emit(opened)


def opened_from(path: Path, reading: Reading) -> Opened:
    """Return what was read; where it names no issuing organ, those who sign it issue it."""
    text = reading.manuscript
    issued = text if text.issuing_organs else replace(text, issuing_organs=text.signatories)
    return Opened(path=path, text=issued, findings=reading.findings)
