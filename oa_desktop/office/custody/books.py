"""借阅登记簿, 涉密文件登记簿 and 档案利用登记簿: as they are looked at, printed and taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from oa_desktop.domain.actions.custody import RegisterPaper
from oa_desktop.domain.copies.custody import Custody, Loan, PaperState, RegisteredPaper
from oa_desktop.domain.copies.lending import stands, waits_to_be_destroyed
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId, EntryId, PaperId, PersonId
from oa_desktop.domain.policy import refuse_role
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.office.archiving.reading_book import ReadingLine, reading_ledger
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.books.shelf import BookFile, BookShelf
from oa_desktop.office.custody.register import custody_of, loans_seen
from oa_desktop.office.desk import Desk
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.printing import AS_IT_IS, Presswork
from oa_desktop.office.trail.incidents import OUTPUT, attempted, watched


class CustodyBook(StrEnum):
    """The books of what is kept."""

    LOANS = "借阅登记簿"
    PAPERS = "涉密文件登记簿"
    READINGS = "档案利用登记簿"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanLine:
    """A line of the 借阅登记簿.

    Attributes:
        what: 文号 and title of a document; of a registered paper from whom it is and its number.
        code: 档号 of a document that is in the archive.
        effect: 利用效果, as it was said on return.
        state: 在借, 超期 with the days, or how it came back.
        out: Whether it may be taken back.
    """

    loan: EntryId
    since: str
    what: str
    mark: str
    copy_number: str
    borrower: str
    department: str
    purpose: str
    approver: str
    lender: str
    due: str
    day: str
    state: str
    code: str = ""
    effect: str = ""
    out: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """A line of the 涉密文件登记簿.

    Attributes:
        fate: Who has it, where it went, or how it was destroyed.
        kept: Whether it is here and may be lent, handed back or destroyed.
    """

    paper: PaperId
    received: str
    sender: str
    number: str
    title: str
    mark: str
    copy_number: str
    pages: str
    registrar: str
    state: str
    fate: str
    kept: bool = False

    @property
    def name(self) -> str:
        """How it is told from all others: 来文机关, 文号 and 份号."""
        return f"{self.sender}{self.number} {self.copy_number}"


def paper_named(lines: Iterable[PaperLine], named: str) -> PaperId:
    """Return the one paper whose id begins so, or that has such a 文号, 份号 or name.

    Raises:
        Refused: ``custody.unknown-paper``, also where several are meant.
    """
    found = [one.paper for one in lines if named in (one.number, one.copy_number, one.name, one.paper[: len(named)])]
    if not named or len(found) != 1:
        raise Refused("custody.unknown-paper", paper=named)
    return found[0]


_CODE: Column[LoanLine] = Column(label="档号", text=lambda line: line.code, width=9)
_EFFECT: Column[LoanLine] = Column(label="利用效果", text=lambda line: line.effect, width=8)
_LOANS: tuple[Column[LoanLine], ...] = (
    Column(label="借出日期", text=lambda line: line.since, width=7),
    Column(label="文件", text=lambda line: line.what, width=20, near=True),
    _CODE,
    Column(label="密级", text=lambda line: line.mark, width=5),
    Column(label="份号", text=lambda line: line.copy_number, width=5),
    Column(label="借阅人", text=lambda line: line.borrower, width=5, near=True),
    Column(label="部门", text=lambda line: line.department, width=6),
    Column(label="事由", text=lambda line: line.purpose, width=7),
    Column(label="批准人", text=lambda line: line.approver, width=5),
    Column(label="经办人", text=lambda line: line.lender, width=5),
    Column(label="应还日期", text=lambda line: line.due, width=7, near=True),
    Column(label="归还日期", text=lambda line: line.day, width=7),
    Column(label="状态", text=lambda line: line.state, width=9, near=True),
    _EFFECT,
)
_TITLE: Column[PaperLine] = Column(label="标题", text=lambda line: line.title, width=13)
_PAPERS: tuple[Column[PaperLine], ...] = (
    Column(label="收到日期", text=lambda line: line.received, width=7),
    Column(label="来文机关", text=lambda line: line.sender, width=10, near=True),
    Column(label="文号", text=lambda line: line.number, width=11, near=True),
    _TITLE,
    Column(label="密级", text=lambda line: line.mark, width=7),
    Column(label="份号", text=lambda line: line.copy_number, width=5, near=True),
    Column(label="页数", text=lambda line: line.pages, width=4),
    Column(label="登记人", text=lambda line: line.registrar, width=5),
    Column(label="状态", text=lambda line: line.state, width=5, near=True),
    Column(label="去向", text=lambda line: line.fate, width=17),
)


@watched("借阅和涉密文件登记簿")
class CustodyBooks:
    """What is lent and what classified paper is kept; no book leaves without a record."""

    def __init__(self, office: OpenOffice, desk: Desk, shelf: BookShelf) -> None:
        self._office = office
        self._desk = desk
        self._shelf = shelf

    def loans(self) -> Ledger[LoanLine]:
        """Return what is lent, as far as the person may know of it: what is late first, then what is out."""
        register = custody_of(self._desk)
        seen = loans_seen(self._desk, register)
        today = self._desk.clock.now().date().isoformat()
        ordered = sorted(seen, key=lambda one: (not one.is_out, one.act.due if one.is_out else ""))
        lines = [self._loan(register, one, today) for one in ordered]
        note = f"在借{sum(one.is_out for one in seen)}份，超期{sum(one.is_overdue(today) for one in seen)}份"
        used = {_CODE: any(one.code for one in lines), _EFFECT: any(one.effect for one in lines)}
        columns = tuple(one for one in _LOANS if used.get(one, True))
        return Ledger(title=CustodyBook.LOANS, columns=columns, rows=lines, note=note)

    def out_with(self, person: PersonId) -> tuple[LoanLine, ...]:
        """Return what somebody has borrowed, or lent to others, and is not back; as far as one may know of it."""
        register, today = custody_of(self._desk), self._desk.clock.now().date().isoformat()
        seen = (one for one in loans_seen(self._desk, register) if one.is_out)
        return tuple(self._loan(register, one, today) for one in seen if person in (one.act.borrower, one.lender))

    def papers(self) -> Ledger[PaperLine]:
        """Return the classified papers that are registered, the newest first.

        Raises:
            Refused: ``policy.role``.
        """
        refuse_role(self._desk.standing, RegisterPaper)
        register = custody_of(self._desk)
        lines = [self._paper(register, one) for one in reversed(register.papers.values())]
        kept = sum(one.state in (PaperState.HELD, PaperState.LENT) for one in register.papers.values())
        note = f"共{len(lines)}份，在库和借出{kept}份。只登记纸质文件，不存内容"
        columns = _PAPERS if any(one.title for one in lines) else tuple(one for one in _PAPERS if one is not _TITLE)
        return Ledger(title=CustodyBook.PAPERS, columns=columns, rows=lines, note=note)

    def readings(self) -> Ledger[ReadingLine]:
        """Return what of the archive was asked for to be read, as far as the person may know of it."""
        return reading_ledger(self._desk, CustodyBook.READINGS)

    def made(self, book: CustodyBook, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return a book as a file, while it stays here.

        Raises:
            Refused: ``policy.role``.
        """
        return self._shelf.made(_LEDGERS[book](self), file, work)

    @attempted(OUTPUT)
    def hand_out(self, book: CustodyBook, file: BookFile, work: Presswork = AS_IT_IS) -> bytes:
        """Return a book as a file that leaves the store; that it leaves is recorded first.

        Raises:
            Refused: ``policy.role``.
            Unavailable: ``store.read-only``: what cannot be recorded does not leave.
        """
        ledger = _LEDGERS[book](self)
        data = self._shelf.made(ledger, file, work)
        what = f"{book}（{file.value}，{len(ledger.rows)}行）"
        self._office.record_output(self._desk.standing, what, "", self._desk.crypto.digest(data))
        return data

    def _loan(self, register: Custody, loan: Loan, today: str) -> LoanLine:
        act, unit = loan.act, self._desk.organisation()
        what, mark, number = self._lent(register, loan)
        return LoanLine(
            loan=loan.entry,
            since=act.since,
            what=what,
            mark=mark,
            copy_number=number,
            borrower=name_of(unit, act.borrower),
            department=self._department(act.borrower),
            purpose=act.purpose,
            approver=self._name(act.approved_by),
            lender=name_of(unit, loan.lender),
            due=act.due,
            day=loan.back.day if loan.back else "",
            state=_state(loan, today),
            code=self._code(act.document),
            effect=loan.back.effect if loan.back else "",
            out=loan.may_come_back,
            late=loan.is_overdue(today),
        )

    def _code(self, document: DossierId) -> str:
        """Return the 档号 of a document, empty for what is not in the archive."""
        found = (one.item_of(document) for one in self._desk.states.archives(self._desk.unit))
        return next((one.code for one in found if one and document), "")

    def _lent(self, register: Custody, loan: Loan) -> tuple[str, str, str]:
        """Return what was lent, its mark and its 份号."""
        paper = register.papers.get(loan.act.paper)
        if paper is not None:
            return f"{paper.act.sender} {paper.act.number}", paper.mark, paper.act.copy_number
        state = self._desk.dossier(loan.act.document)
        known = self._desk.store.may_know(state.id, self._desk.sight)
        title = state.particulars.title.replace("\n", "") if known else ""
        return f"{state.number} {title}".strip(), state.particulars.classification, loan.act.copy_number

    def _paper(self, register: Custody, paper: RegisteredPaper) -> PaperLine:
        act, unit = paper.act, self._desk.organisation()
        return PaperLine(
            paper=act.paper,
            received=act.received,
            sender=act.sender,
            number=act.number,
            title=act.title,
            mark=paper.mark,
            copy_number=act.copy_number,
            pages=str(act.pages or ""),
            registrar=name_of(unit, paper.person),
            state=stands(unit, paper),
            fate=self._fate(register, paper),
            kept=paper.state is PaperState.HELD and not waits_to_be_destroyed(unit, paper),
        )

    def _fate(self, register: Custody, paper: RegisteredPaper) -> str:
        if paper.handed_back is not None:
            back = paper.handed_back
            return " ".join(part for part in (back.day, f"退{back.to}", back.receiver) if part)
        if paper.destroyed is not None:
            gone = paper.destroyed
            people = f"销毁{self._name(gone.by)}、监销{self._name(gone.supervisor)}，批准{self._name(gone.approved_by)}"
            return f"{gone.day} {gone.place}{gone.method}，{people}"
        loan = next((one for one in reversed(register.loans) if one.act.paper == paper.act.paper), None)
        if loan is None or paper.state is PaperState.HELD:
            return ""
        return f"{self._name(loan.act.borrower)}，应还{loan.act.due}"

    def _name(self, person: PersonId) -> str:
        return name_of(self._desk.organisation(), person) if person else ""

    def _department(self, person: PersonId) -> str:
        unit = self._desk.organisation()
        found = (unit.department(one.department) for one in unit.posts_of(person))
        return next((one.name for one in found if one), "")


def _state(loan: Loan, today: str) -> str:
    if loan.back is not None:
        return "；".join(part for part in (loan.back.found.value, loan.back.reason) if part)
    late = (date.fromisoformat(today) - date.fromisoformat(loan.act.due)).days
    return f"超期{late}天" if late > 0 else "在借"


_LEDGERS: Mapping[CustodyBook, Callable[[CustodyBooks], Ledger[Any]]] = {
    CustodyBook.LOANS: CustodyBooks.loans,
    CustodyBook.PAPERS: CustodyBooks.papers,
    CustodyBook.READINGS: CustodyBooks.readings,
}
