"""交换 in the window: every package that went out and came in, and what may be made, taken in and answered."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from oa_desktop.domain.actions.exchanging import Answer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.package import LARGEST, PackageId
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.books.ledgers import Ledger
from oa_desktop.office.exchanging import fields
from oa_desktop.office.exchanging.book import IN, OUT, ExchangeRow
from oa_desktop.office.exchanging.packing import Made
from oa_desktop.office.leaving import write_file
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.asked_acts import AskedActs, Said
from oa_desktop.ui.exchanging.package_files import PACKAGES, ask_for_package, read_package
from oa_desktop.ui.exchanging.partners_dialog import PartnersDialog
from oa_desktop.ui.file_dialog import FileDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.workplace import Workplace

_TOPIC = "窗口.md#交换包"
_EMPTY = "还没有发出和收到过交换包。先登记交换单位，再制作或者导入。"
_NOBODY = "还没有登记交换单位，交换包没有可以发给的单位。请先在这里登记对方的名片，再制作。"
_MARKS = {OUT: "circulate", IN: "inbox"}


class ExchangeDialog(Dialog):
    """The packages of the unit.

    Signals:
        told: What was done, in a sentence (``str``).
        received: A document was signed for (``DossierId``).
        print_wanted: The book is to be printed.
        save_wanted: The book is to be kept as a file.
    """

    told = Signal(str)
    received = Signal(object)
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("exchange", _("交换包"), parent, topic=_TOPIC)
        self._workplace = workplace
        self._asked = AskedActs(workplace, self, _TOPIC)
        self.search = QLineEdit(self)
        self.lines = RollLines("exchange-lines", _("交换包"), self)
        self._sum = QLabel(self)
        self._make = self.with_menu(
            "make-package",
            _("制作"),
            (("send", _("发给别的单位…"), self._ask_send), ("records", _("带到另一台工作台…"), self._ask_records)),
        )
        self._take = self.button("take-package", _("导入…"), lambda: ask_for_package(self, self._look_at))
        self._answer = self.button("answer-package", _("做回执…"), self._ask_answer)
        self._again = self.button("again-package", _("再写一份…"), self._write_again)
        self._book = self.with_menu(
            "exchange-book",
            _("打印、另存"),
            (
                ("print", _("打印登记簿…"), self.print_wanted.emit),
                ("save", _("另存登记簿…"), self.save_wanted.emit),
            ),
        )
        self._partners = self.button("partners", _("交换单位…"), lambda: PartnersDialog(self._workplace, self).open())
        self._lay_out()
        self.fill(parent, 100)
        self._fetch()

    # --- how it is made ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.search.setObjectName("exchange-search")
        self.search.setAccessibleName(_("查找"))
        self.search.setPlaceholderText(_("单位、标题、介质编号、包号，汉字、全拼或者首字母"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.lines.keep_only)
        self._sum.setObjectName("exchange-sum")
        self._sum.setWordWrap(True)
        self.lines.picked.connect(self._allow)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self._sum)
        column.addWidget(self.lines, 1)
        column.addLayout(self.row_below(self._make, self._take, self._answer, self._again, self._book, self._partners))

    # --- what stands in it -------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self._workplace.read(lambda session: session.exchange_book.ledger(), self, self._show, self._fail)

    def _show(self, ledger: Ledger[ExchangeRow]) -> None:
        both = zip(ledger.cells, ledger.rows, strict=True)
        lines = [RollLine(cells=cells, record=row, mark=_MARKS[row.direction]) for cells, row in both]
        self.lines.show_lines(ledger.labels, lines, ledger.near)
        self.lines.keep_only(self.search.text())
        self._sum.setText(_("共 {count} 个包。").format(count=len(lines)) if lines else _(_EMPTY))

    def _fail(self, problem: Exception) -> None:
        """Say in its place why there is nothing to show; what is broken the window says."""
        for one in (self._make, self._take, self._book):
            one.setEnabled(False)
        self._allow(None)
        if isinstance(problem, Refused):
            self._sum.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)

    def _allow(self, row: ExchangeRow | None) -> None:
        self._answer.setEnabled(row is not None and row.answerable)
        self._again.setEnabled(row is not None and row.kept)

    # --- out ---------------------------------------------------------------------------------------------------

    def _ask_send(self) -> None:
        """Ask what goes to whom; where nobody is registered to whom anything may go, lead to where that is done."""
        self._workplace.read(lambda session: bool(session.partners.known), self, self._ask_what)

    def _ask_what(self, somebody: bool) -> None:
        if somebody:
            self._asked.ask("send-package", _("制作交换包"), fields.sending_fields, _sent, then=self._keep)
        else:
            PartnersDialog(self._workplace, self, _(_NOBODY)).open()

    def _ask_records(self) -> None:
        def made(session: Session, said: Said) -> Made:
            return session.desks.make(fields.carrier_of(said))

        self._asked.ask("carry-records", _("制作办理记录包"), fields.carrying_fields, made, then=self._keep)

    def _ask_answer(self) -> None:
        row: ExchangeRow | None = self.lines.record
        if row is not None:
            made = partial(_answered, row.document)
            self._asked.ask("answer", _("制作回执"), fields.answering_fields, made, then=self._keep)

    def _write_again(self) -> None:
        row: ExchangeRow | None = self.lines.record
        if row is not None:
            self._workplace.carry(
                lambda session, _progress: session.outbox.again(PackageId(row.package)),
                self,
                self._keep,
                title=_("制作交换包"),
            )

    def _keep(self, package: Made) -> None:
        """Show that a package was made, then ask where it is to be written."""
        self._fetch()
        self._ask_where(package)

    def _ask_where(self, made: Made) -> None:
        dialog = FileDialog(_("交换包写到哪里"), self)
        dialog.setObjectName("keep-package")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_(PACKAGES))
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("写出"))
        dialog.selectFile(made.name)
        dialog.fileSelected.connect(lambda path: self._write(made, Path(path)))
        dialog.open()

    def _write(self, made: Made, path: Path) -> None:
        told = _("交换包已写到 {path}，请刻录，写上介质编号。").format(path=path)
        self._workplace.carry(
            lambda _session, _progress: write_file(path, made.data),
            self,
            lambda _none: self.told.emit(told),
            title=_("写出交换包"),
        )

    # --- in ----------------------------------------------------------------------------------------------------

    def _look_at(self, path: Path) -> None:
        self._workplace.carry(
            lambda session, _progress: session.inbox.words(read_package(path, LARGEST)),
            self,
            lambda words: self._ask_take(path, words),
            title=_("查看交换包"),
        )

    def _ask_take(self, path: Path, words: tuple[str, ...]) -> None:
        take = partial(_taken_in, path)
        said = "\n".join(words)
        self._asked.ask("take-package", _("导入交换包"), fields.taking_fields, take, said, then=self._taken)

    def _taken(self, documents: tuple[DossierId, ...]) -> None:
        self._fetch()
        self.told.emit(_("已导入交换包。"))
        for one in documents:
            self.received.emit(one)


def _sent(session: Session, said: Said) -> Made:
    units = fields.units_of(session, said)
    return session.outbox.send(fields.document_of(said), units, fields.carrier_of(said))


def _answered(document: DossierId, session: Session, said: Said) -> Made:
    reason = str(said[fields.REASON])
    answer = Answer.RETURNED if reason else Answer.RECEIVED
    return session.outbox.answer(document, answer, fields.carrier_of(said), reason)


def _taken_in(path: Path, session: Session, said: Said) -> tuple[DossierId, ...]:
    data, missing = read_package(path, LARGEST), str(said[fields.MISSING])
    return session.inbox.take_in(data, fields.carrier_of(said), missing=missing)
