"""The papers of a document (公文的纸面): on their way out of the store to a printer or into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.ids import DossierId, PersonId, RegisterName
from oa_desktop.domain.numbers.numbering import start_of
from oa_desktop.i18n import _
from oa_desktop.office.books.books import Book
from oa_desktop.office.books.shelf import BookFile
from oa_desktop.office.books.statistics_report import REPORT
from oa_desktop.office.exchanging.book import BOOK as EXCHANGE_BOOK
from oa_desktop.office.leaving import write_file
from oa_desktop.office.lists.outlines import Outline
from oa_desktop.office.numbers.book import BOOK
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.printing import Presswork
from oa_desktop.office.queries import Statistics
from oa_desktop.office.seals.book import BOOK as SEAL_BOOK
from oa_desktop.office.session import Session
from oa_desktop.ui.file_dialog import usual_folder
from oa_desktop.ui.leaving.print_order import Forgetful, Offsets, Words
from oa_desktop.ui.leaving.saving import SaveDialog
from oa_desktop.ui.leaving.saving_lists import LIST_SORTS, File, ListSort, SaveListDialog
from oa_desktop.ui.leaving.several_forms import SeveralForms
from oa_desktop.ui.leaving.to_printer import Matter, ToPrinter, paper_of
from oa_desktop.ui.workplace import Workplace


class Papers(QObject):
    """Prints and saves for one workplace; nothing leaves before that is recorded.

    Args:
        workplace: Whose papers.
        over: What dialogs lie over.
        words: Where the offsets of printers are remembered.
        printers: Names of the printers of this machine.

    Attributes:
        forms: Those of several documents at once.

    Signals:
        told: What has left, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(
        self,
        workplace: Workplace,
        over: QWidget,
        words: Words | None = None,
        printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:
        super().__init__(over)
        self._workplace = workplace
        self._over = over
        self._to_printer = ToPrinter(workplace, over, Offsets(words or Forgetful()), printers)
        self._to_printer.told.connect(self.told)
        self._folder = usual_folder()
        self.forms = SeveralForms(workplace, over, self._to_printer.print)

    def print(self, document: DossierId, paper: Paper) -> None:
        """Show a document's page or form as it would be printed, and print it when that is agreed to."""
        self._to_printer.print(paper_of(document, paper))

    def print_list(self, book: Book, outline: Outline) -> None:
        """Show a list or a book as it would be printed, and print it when that is agreed to."""
        self._to_printer.print(_book(book, outline))

    def print_made(self, matter: Matter) -> None:
        """Show something as it would be printed, and print it when that is agreed to."""
        self._to_printer.print(matter)

    def save_made(self, title: str, hand_out: Callable[[Session, BookFile], bytes]) -> None:
        """Ask as what file a table is to be kept, and keep it there."""
        self.save_sorted(title, LIST_SORTS, hand_out)

    def save_sorted(
        self, title: str, sorts: Sequence[ListSort[File]], hand_out: Callable[[Session, File], bytes]
    ) -> None:
        """Ask as which of some sorts of files something is to be kept, and keep it there."""
        dialog = SaveListDialog(title, self._folder, self._over, sorts)
        dialog.agreed.connect(lambda file, path: self._write_list(hand_out, file, path))
        dialog.open()

    def print_ledger(self, register: RegisterName) -> None:
        """Show the ledger of a number register as it would be printed, and print it when that is agreed to."""
        self._to_printer.print(_ledger(register))

    def save_ledger(self, register: RegisterName) -> None:
        """Ask as what file the ledger of a number register is to be kept, and keep it there."""
        self.save_made(
            f"{BOOK}{start_of(register)}", lambda session, file: session.number_book.hand_out(register, file)
        )

    def print_exchange(self) -> None:
        """Show 介质交换登记簿 as it would be printed, and print it when that is agreed to."""
        self._to_printer.print(
            Matter(
                made=lambda session, work: session.exchange_book.made(BookFile.PRINT, work),
                hand_out=lambda session, work: session.exchange_book.hand_out(BookFile.PRINT, work),
            )
        )

    def save_exchange(self) -> None:
        """Ask as what file 介质交换登记簿 is to be kept, and keep it there."""
        self.save_made(EXCHANGE_BOOK, lambda session, file: session.exchange_book.hand_out(file))

    def save_seals(self) -> None:
        """Ask as what file 印章登记簿 is to be kept, and keep it there."""
        self.save_made(SEAL_BOOK, lambda session, file: session.seal_book.hand_out(file))

    def print_statistics(self, wanted: Statistics) -> None:
        """Show figures as they would be printed, and print them when that is agreed to."""
        self._to_printer.print(
            Matter(
                made=lambda session, work: session.statistics.made(wanted, BookFile.PRINT, work),
                hand_out=lambda session, work: session.statistics.hand_out(wanted, BookFile.PRINT, work),
            )
        )

    def save_statistics(self, wanted: Statistics) -> None:
        """Ask as what file figures are to be kept, and keep them there."""
        self.save_made(REPORT, lambda session, file: session.statistics.hand_out(wanted, file))

    def save_list(self, book: Book, outline: Outline) -> None:
        """Ask as what file a list or a book is to be kept, and keep it there."""
        self.save_made(book.title, lambda session, file: session.shelf.hand_out(book, outline, file))

    def _write_list(self, hand_out: Callable[[Session, File], bytes], file: File, path: Path) -> None:
        self._folder = path.parent
        self._workplace.carry(
            lambda session, _progress: write_file(path, hand_out(session, file)),
            self,
            lambda _none: self.told.emit(_("已另存为 {name}").format(name=path.name)),
            title=_("另存清单"),
        )

    # --- into a file ---------------------------------------------------------------------------------------------

    def save(self, document: DossierId, paper: Paper) -> None:
        """Ask which paper of a document is to be kept where, and keep it there."""
        self._workplace.read(
            lambda session: (session.dossier(document).particulars.title, session.papers.offered(document)),
            self,
            lambda found: self._ask(document, *found, paper),
            instead_of="save",
        )

    def _ask(self, document: DossierId, title: str, offered: Mapping[Paper, str], paper: Paper) -> None:
        dialog = SaveDialog(title, paper, offered, self._folder, self._over)
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


def _book(book: Book, outline: Outline) -> Matter:
    def made(session: Session, work: Presswork) -> bytes:
        return session.shelf.made(session.shelf.written(book, outline), BookFile.PRINT, work)

    return Matter(made=made, hand_out=lambda session, work: session.shelf.hand_out(book, outline, BookFile.PRINT, work))


def _ledger(register: RegisterName) -> Matter:
    return Matter(
        made=lambda session, work: session.number_book.made(register, BookFile.PRINT, work),
        hand_out=lambda session, work: session.number_book.hand_out(register, BookFile.PRINT, work),
    )


def seal_book() -> Matter:
    """Return 印章登记簿."""
    return Matter(
        made=lambda session, work: session.seal_book.made(BookFile.PRINT, work),
        hand_out=lambda session, work: session.seal_book.hand_out(BookFile.PRINT, work),
    )


def departure_of(person: PersonId) -> Matter:
    """Return what somebody who leaves a post hands over (离岗清单)."""
    return Matter(
        made=lambda session, work: session.departures.made(person, BookFile.PRINT, work),
        hand_out=lambda session, work: session.departures.hand_out(person, BookFile.PRINT, work),
    )
