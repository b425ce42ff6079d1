"""On the way to a printer (打印): shown first, ordered, recorded, and only then printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.office.clearing.counted import CopyRun, NumberedCopy
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.office.ports.printing import AS_IT_IS, Folding, Presswork
from oa_desktop.office.session import Session
from oa_desktop.ui.leaving.copying import print_copies
from oa_desktop.ui.leaving.print_options import Printable
from oa_desktop.ui.leaving.print_order import Offsets, PrintOrder, Turning
from oa_desktop.ui.leaving.print_preview import PrintPreview
from oa_desktop.ui.leaving.printing import print_pages
from oa_desktop.ui.leaving.turning import TurnDialog, backs, fronts
from oa_desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A paper before it is printed."""

    pdf: bytes
    leaves: tuple[Leaf, ...]
    run: CopyRun | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something that can be printed.

    Attributes:
        made: What it is with what becomes of it on its way to the printer.
        hand_out: The same, once it is recorded that it leaves.
        run: Which numbered copies it usually has.
        copies: These copies, once it is recorded that they leave.
        printed: Is told in the window when the printer has it.
    """

    made: Callable[[Session, Presswork], bytes]
    hand_out: Callable[[Session, Presswork], bytes]
    run: Callable[[Session], CopyRun | None] = lambda _session: None
    copies: Callable[[Session, CopyRun, Presswork], tuple[NumberedCopy, ...]] = lambda *_asked: ()
    printed: Callable[[], object] = lambda: None


def paper_of(document: DossierId, paper: Paper) -> Matter:
    """Return a paper of a document."""
    return Matter(
        made=lambda session, work: session.papers.made(document, paper, work),
        hand_out=lambda session, work: session.papers.hand_out(document, paper, work),
        run=lambda session: session.papers.usual_run(document) if paper is Paper.PAGE else None,
        copies=lambda session, run, work: session.papers.hand_out_copies(document, run, work),
    )


class ToPrinter(QObject):
    """Prints for one workplace.

    Signals:
        told: What has left, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        over: QWidget,
        offsets: Offsets,
        printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self._offsets = offsets
        self._printers = printers

    def print(self, matter: Matter) -> None:
        """Show something as it would be printed, and print it when that is agreed to."""
        self._workplace.read(
            lambda session: _shown(session, matter),
            self,
            lambda shown: self._show(matter, shown),
            title=_("准备打印"),
            instead_of="print",
        )

    def _show(self, matter: Matter, shown: _Shown) -> None:
        about = Printable(printers=self._printers(), run=shown.run)
        dialog = PrintPreview(self._workplace, about, self._offsets, self._over)
        dialog.show_pages(shown.pdf, shown.leaves)
        dialog.ordered.connect(lambda order: self._show_anew(dialog, matter, order))
        dialog.calibrate.connect(lambda: self._calibrate(dialog.printer))
        dialog.agreed.connect(lambda: self._record(matter, dialog.order, dialog.printer))
        dialog.open()

    def _show_anew(self, dialog: PrintPreview, matter: Matter, order: PrintOrder) -> None:
        """Show the pages as they are printed by another order."""
        self._workplace.read(
            lambda session: _shown(session, matter, order.work),
            dialog,
            lambda shown: dialog.show_pages(shown.pdf, shown.leaves),
            instead_of="print",
        )

    def _calibrate(self, printer: QPrinter) -> None:
        """Print the page by which the offset of a printer is read; nothing of a document leaves with it."""
        self._workplace.read(
            lambda session: session.papers.calibration(), self, lambda pdf: self._print(pdf, printer, PrintOrder())
        )

    # --- recorded, then printed ----------------------------------------------------------------------------------

    def _record(self, matter: Matter, order: PrintOrder, printer: QPrinter) -> None:
        """Record that a paper leaves, then print just that."""
        run = order.run
        if run is not None:
            self._record_copies(matter, order, run, printer)
            return
        self._workplace.write(
            lambda session, _progress: matter.hand_out(session, order.work),
            self,
            lambda pdf: self._print(pdf, printer, order, matter.printed),
        )

    def _record_copies(self, matter: Matter, order: PrintOrder, run: CopyRun, printer: QPrinter) -> None:
        self._workplace.carry(
            lambda session, _progress: matter.copies(session, run, order.work),
            self,
            lambda copies: self._print_copies(copies, printer),
            title=_("准备份号"),
        )

    def _print_copies(self, copies: tuple[NumberedCopy, ...], printer: QPrinter) -> None:
        viewer = self._workplace.session.viewer
        self._workplace.tasks.run(
            lambda progress: print_copies(viewer, copies, printer, progress),
            self,
            lambda handed: self.told.emit(handed.words),
            self._workplace.problem.emit,
            title=_("打印"),
        )

    def _print(
        self, pdf: bytes, printer: QPrinter, order: PrintOrder, printed: Callable[[], object] = lambda: None
    ) -> None:
        def tell(pages: int) -> None:
            self.told.emit(_("已交给打印机，共{pages}页").format(pages=pages))
            printed()

        if order.turning is Turning.BY_HAND:
            folded = order.work.folding is not Folding.PAGES
            self._hand_over(pdf, printer, fronts, lambda sheets: self._turn(pdf, printer, sheets, tell, folded=folded))
        else:
            self._hand_over(pdf, printer, list, tell)

    def _turn(self, pdf: bytes, printer: QPrinter, sheets: int, tell: Callable[[int], object], *, folded: bool) -> None:
        """Wait until the sheets have been turned, then print their backs."""

        def go_on(*, backwards: bool) -> None:
            pick = partial(backs, backwards=backwards)
            self._hand_over(pdf, printer, pick, lambda pages: tell(pages + sheets))

        TurnDialog(sheets, self._over, folded=folded, go_on=go_on).open()

    def _hand_over(
        self, pdf: bytes, printer: QPrinter, pick: Callable[[list[int]], list[int]], done: Callable[[int], object]
    ) -> None:
        viewer = self._workplace.session.viewer
        self._workplace.tasks.run(
            lambda progress: print_pages(viewer, pdf, printer, progress, pick),
            self,
            done,
            self._workplace.problem.emit,
            title=_("打印"),
        )


def _shown(session: Session, matter: Matter, work: Presswork = AS_IT_IS) -> _Shown:
    pdf = matter.made(session, work)
    return _Shown(pdf=pdf, leaves=session.viewer.leaves(pdf), run=matter.run(session))
