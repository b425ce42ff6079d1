"""What lies over a desk (办公桌上的对话框): registers, figures, rolls, delegations, what came, and internal matters."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from oa_desktop.domain.ids import DossierId
from oa_desktop.office.queries import MarkRow
from oa_desktop.office.trail.trail import BOOK, HEADS, REPORT
from oa_desktop.ui.archiving.archive_dialog import ArchiveDialog
from oa_desktop.ui.archiving.printing import print_book, save_book, save_check, save_report
from oa_desktop.ui.auditing.audit_dialog import AuditDialog
from oa_desktop.ui.auditing.settings_dialog import SettingsDialog
from oa_desktop.ui.auditing.taking_along import HEAD_SORTS, book, heads_file, heads_matter, report, report_matter
from oa_desktop.ui.auditing.waiting_dialog import WaitingDialog
from oa_desktop.ui.clearing.opening import open_clearing
from oa_desktop.ui.delegating.delegations_dialog import DelegationsDialog
from oa_desktop.ui.desk_page import DeskPage
from oa_desktop.ui.exchanging.exchange_dialog import ExchangeDialog
from oa_desktop.ui.filling.matter_dialog import MatterDialog
from oa_desktop.ui.leaving.papers import Papers, departure_of, seal_book
from oa_desktop.ui.leaving.to_printer import Matter
from oa_desktop.ui.ledgers.custody_dialog import custody_dialog, print_custody, save_custody
from oa_desktop.ui.ledgers.marks_dialog import marks_dialog, print_marks, save_marks
from oa_desktop.ui.numbers.number_book_dialog import NumberBookDialog
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.receiving.correction_dialog import CorrectionDialog
from oa_desktop.ui.receiving.receive_dialog import ReceiveDialog
from oa_desktop.ui.rolls.rolls_dialog import RollsDialog
from oa_desktop.ui.sealing.seal_book_dialog import SealBookDialog
from oa_desktop.ui.statistics.statistics_dialog import StatisticsDialog
from oa_desktop.ui.syncing.outbox_dialog import OutboxDialog
from oa_desktop.ui.syncing.rounds import SyncRounds
from oa_desktop.ui.training.class_dialog import ClassDialog, print_class, save_class
from oa_desktop.ui.training.class_files import Lessons
from oa_desktop.ui.trusting.trust_dialog import TrustDialog
from oa_desktop.ui.verifying.file_verifying import FileVerifying
from oa_desktop.ui.workplace import Workplace


class DeskDialogs(QObject):
    """Opens the dialogs of one person; what they say is told at the desk.

    Attributes:
        verifying: Verifies signed files that somebody brings.

    Signals:
        begun: A document was begun or signed for (``DossierId``).
        read_wanted: A document is to be before the person (``DossierId``).
        kept: Something was written into the store.
    """

    begun = Signal(object)
    read_wanted = Signal(object)
    kept = Signal()

    def __init__(self, workplace: Workplace, desk: DeskPage, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._desk = desk
        self._preferences = preferences
        self.verifying = FileVerifying(workplace, desk, self._print_over)

    def _papers(self, over: QWidget) -> Papers:
        """Return what prints and saves for a dialog."""
        papers = Papers(self._workplace, over, self._preferences)
        papers.told.connect(self._desk.tell)
        return papers

    def _print_over(self, over: QWidget, matter: Matter) -> None:
        """Show something as it would be printed, over a dialog."""
        self._papers(over).print_made(matter)

    def open_numbers(self) -> None:
        """Show the number registers (文号登记)."""
        dialog = NumberBookDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.document_wanted.connect(self.read_wanted)
        dialog.print_wanted.connect(papers.print_ledger)
        dialog.save_wanted.connect(papers.save_ledger)
        dialog.open()

    def open_exchange(self) -> None:
        """Show the packages that went to other units and came from them (交换包)."""
        dialog = ExchangeDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.told.connect(self._desk.tell)
        dialog.received.connect(self.begun)
        dialog.print_wanted.connect(papers.print_exchange)
        dialog.save_wanted.connect(papers.save_exchange)
        dialog.open()

    def open_seals(self) -> None:
        """Show the seals of the unit, and what was done with them (印章登记)."""
        dialog = SealBookDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.told.connect(self._desk.tell)
        dialog.print_wanted.connect(lambda: papers.print_made(seal_book()))
        dialog.save_wanted.connect(papers.save_seals)
        dialog.open()

    def open_custody(self) -> None:
        """Show what is lent, and the classified papers that are registered (借阅和涉密文件)."""
        dialog = custody_dialog(self._workplace, self._desk, self._papers)
        papers = self._papers(dialog)
        dialog.told.connect(self._desk.tell)
        dialog.print_wanted.connect(partial(print_custody, papers))
        dialog.save_wanted.connect(partial(save_custody, papers))
        dialog.open()

    def open_class(self, lessons: Lessons) -> None:
        """Show the class of a teacher, its results and what is to be marked (培训班)."""
        dialog = ClassDialog(self._workplace, lessons, self._desk)
        papers = self._papers(dialog)
        dialog.told.connect(self._desk.tell)
        dialog.print_wanted.connect(partial(print_class, papers))
        dialog.save_wanted.connect(partial(save_class, papers))
        dialog.open()

    def open_archive(self) -> None:
        """Show what is archived, and arrange what was filed (归档)."""
        dialog = ArchiveDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.print_wanted.connect(partial(print_book, papers))
        dialog.save_wanted.connect(partial(save_book, papers))
        dialog.report_wanted.connect(partial(save_report, papers))
        dialog.check_wanted.connect(partial(save_check, papers))
        dialog.told.connect(self._desk.tell)
        dialog.meant.connect(self.read_wanted)
        dialog.open()

    def open_marks(self) -> None:
        """Show what was decided on marks (定密登记)."""
        dialog = marks_dialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.told.connect(self._desk.tell)
        dialog.meant.connect(lambda row: self.read_wanted.emit(row.dossier) if isinstance(row, MarkRow) else None)
        dialog.print_wanted.connect(lambda _place: print_marks(papers))
        dialog.save_wanted.connect(lambda _place: save_marks(papers))
        dialog.open()

    def open_trust(self) -> None:
        """Show the certificates of the unit and the authorities that it believes (证书与信任)."""
        dialog = TrustDialog(self._workplace, self._desk)
        dialog.told.connect(self._desk.tell)
        dialog.open()

    def open_statistics(self) -> None:
        """Show the figures of the office (统计)."""
        dialog = StatisticsDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.print_wanted.connect(papers.print_statistics)
        dialog.save_wanted.connect(papers.save_statistics)
        dialog.open()

    def open_clearing(self) -> None:
        """Show the copies that went out (文件清退)."""
        open_clearing(self._workplace, self._desk, self._preferences).recorded.connect(self.kept)

    def open_rolls(self) -> None:
        """Show the address book and the people of the unit (通讯录)."""
        dialog = RollsDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.told.connect(self._desk.tell)
        dialog.departure_wanted.connect(lambda person: papers.print_made(departure_of(person)))
        dialog.open()

    def open_delegations(self) -> None:
        """Show whom somebody stands for, and who stands for them (委托)."""
        dialog = DelegationsDialog(self._workplace, self._desk)
        dialog.told.connect(self._desk.tell)
        dialog.open()

    def open_waiting(self) -> None:
        """Show what waits for a second person (待确认)."""
        dialog = WaitingDialog(self._workplace, self._desk)
        dialog.told.connect(self._desk.tell)
        dialog.open()

    def open_outbox(self, rounds: SyncRounds) -> None:
        """Show what waits to go to the central service (待发箱)."""
        OutboxDialog(self._workplace, rounds, self._desk).open()

    def open_settings(self) -> None:
        """Show the settings of the unit (单位设置)."""
        dialog = SettingsDialog(self._workplace, self._desk)
        dialog.told.connect(self._desk.tell)
        dialog.open()

    def open_audit(self) -> None:
        """Show the auditor what was done (审计)."""
        dialog = AuditDialog(self._workplace, self._desk)
        papers = self._papers(dialog)
        dialog.book_wanted.connect(lambda wanted: papers.save_made(BOOK, book(wanted)))
        dialog.report_kept.connect(lambda wanted: papers.save_made(REPORT, report(wanted)))
        dialog.report_wanted.connect(lambda wanted: papers.print_made(report_matter(wanted)))
        dialog.heads_wanted.connect(lambda: papers.print_made(heads_matter()))
        dialog.heads_kept.connect(lambda: papers.save_sorted(HEADS, HEAD_SORTS, heads_file))
        dialog.open()

    def receive(self) -> None:
        """Sign for documents that came (签收)."""
        dialog = ReceiveDialog(self._workplace, self._desk)
        dialog.told.connect(self._desk.tell)
        dialog.received.connect(self.begun)
        dialog.open()

    def correct(self, document: DossierId) -> None:
        """Make right what is registered of a document that came (补登)."""
        dialog = CorrectionDialog(self._workplace, document, self._desk)
        dialog.told.connect(self._desk.tell)
        dialog.corrected.connect(self.begun)
        dialog.open()

    def fill_in(self, document: DossierId | None = None) -> None:
        """Fill in the form of an internal matter (内部事项): another one, where no document is named."""
        dialog = MatterDialog(self._workplace, self._desk, document)
        dialog.told.connect(self._desk.tell)
        dialog.begun.connect(self.begun)
        dialog.open()
