"""The papers of a document (公文的纸面): on their way out of the store to a printer or into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.papers import Paper
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.office.session import Session
from oa_desktop.ui.leaving.print_preview import PrintPreview
from oa_desktop.ui.leaving.printing import print_pages
from oa_desktop.ui.leaving.saving import SaveDialog
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Preview:
    """A paper before it is printed."""

    pdf: bytes
    leaves: tuple[Leaf, ...]


class Papers(QObject):
    """Prints and saves for one workplace; nothing leaves before that is recorded.

    Signals:
        told: What has left, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        over: QWidget,
        printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self._printers = printers
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))

    # --- to a printer --------------------------------------------------------------------------------------------

    def print(self, document: DossierId, paper: Paper) -> None:
        """Show a document's page or form as it would be printed, and print it when that is agreed to."""
        self._workplace.read(
            lambda session: _preview(session, document, paper),
            self,
            lambda preview: self._show(document, paper, preview),
            title=_("准备打印"),
            instead_of="print",
        )

    def _show(self, document: DossierId, paper: Paper, preview: _Preview) -> None:
        printers = bool(self._printers())
        dialog = PrintPreview(self._workplace, preview.pdf, preview.leaves, printers, self._over)
        dialog.agreed.connect(lambda: self._record(document, paper, dialog.printer))
        dialog.open()

    def _record(self, document: DossierId, paper: Paper, printer: QPrinter) -> None:
        """Record that a paper leaves, then print just that."""
        self._workplace.write(
            lambda session, _progress: session.papers.hand_out(document, paper),
            self,
            lambda pdf: self._print(pdf, printer),
        )

    def _print(self, pdf: bytes, printer: QPrinter) -> None:
        viewer = self._workplace.session.viewer
        self._workplace.tasks.run(
            lambda progress: print_pages(viewer, pdf, printer, progress),
            self,
            lambda pages: self.told.emit(_("已交给打印机，共{pages}页").format(pages=pages)),
            self._workplace.problem.emit,
            title=_("打印"),
        )

    # --- into a file ---------------------------------------------------------------------------------------------

    def save(self, document: DossierId, paper: Paper) -> None:
        """Ask which paper of a document is to be kept where, and keep it there."""
        self._workplace.read(
            lambda session: session.dossier(document).particulars.title,
            self,
            lambda title: self._ask(document, title, paper),
            instead_of="save",
        )

    def _ask(self, document: DossierId, title: str, paper: Paper) -> None:
        dialog = SaveDialog(title, paper, self._folder, self._over)
        dialog.agreed.connect(lambda chosen, path: self._take(document, chosen, path))
        dialog.open()

    def _take(self, document: DossierId, paper: Paper, path: Path) -> None:
        self._folder = path.parent
        self.write(document, paper, path)

    def write(self, document: DossierId, paper: Paper, path: Path) -> None:
        """Record that a paper leaves, and write it whole or not at all."""
        self._workplace.write(
            lambda session, _progress: write_file(path, session.papers.hand_out(document, paper)),
            self,
            lambda _none: self.told.emit(_("已另存为 {name}").format(name=path.name)),
            title=_("另存为"),
        )


def _preview(session: Session, document: DossierId, paper: Paper) -> _Preview:
    pdf = session.papers.form(document) if paper is Paper.FORM else session.papers.page(document)[1]
    return _Preview(pdf=pdf, leaves=session.viewer.leaves(pdf))
