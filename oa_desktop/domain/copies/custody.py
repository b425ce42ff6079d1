"""保管登记: which copies are lent to whom, and which classified papers are kept as paper; the fold of its journal.

It holds no text of any paper. How copies are lent, and that a registered paper goes one way only (kept, lent, handed
back or destroyed), is office practice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain.actions.custody import HandBackPaper, LendCopy, RegisterPaper, TakeBackCopy
from oa_desktop.domain.copies.clearing import Found
from oa_desktop.domain.copies.destroyed_papers import DestroyedPapers
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NO_PAPER, DossierId, EntryId, PaperId, PersonId
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.secrecy.classification import Classification


class PaperState(StrEnum):
    """How a registered paper stands."""

    HELD = "在库"
    LENT = "借出"
    MISSING = "缺失"
    HANDED_BACK = "已退回"
    DESTROYED = "已销毁"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """借阅: what was lent, and what came of it.

    Attributes:
        entry: The entry that lent it.
        act: What was recorded.
        lender: 经办人.
        back: How it came back; None while it is out.
        taker: Who took it back.
    """

    entry: EntryId
    act: LendCopy
    lender: PersonId
    back: TakeBackCopy | None = None
    taker: PersonId = PersonId("")

    @property
    def is_out(self) -> bool:
        """Whether the borrower has it."""
        return self.back is None

    @property
    def may_come_back(self) -> bool:
        """Whether the borrower has it, or it was missing and may have been found."""
        return self.back is None or self.back.found is Found.MISSING

    def is_overdue(self, day: str) -> bool:
        """Whether it should be back by now (ISO)."""
        return self.is_out and self.act.due < day


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredPaper:
    """A line of the 涉密文件登记簿.

    Attributes:
        act: What was recorded when it came.
        person: 登记人.
        handed_back: Where it went back to; None while it has not.
        destroyed: How it was destroyed; None while it is not.
    """

    act: RegisterPaper
    person: PersonId
    state: PaperState = PaperState.HELD
    handed_back: HandBackPaper | None = None
    destroyed: DestroyedPapers | None = None

    @property
    def mark(self) -> str:
        """密级和保密期限, as it stands on the paper."""
        return str(Classification(level=self.act.level, period=self.act.period))


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """保管登记 of one unit, in the order of its journal."""

    papers: dict[PaperId, RegisteredPaper] = field(default_factory=dict)
    loans: tuple[Loan, ...] = ()

    def loan(self, entry: EntryId) -> Loan | None:
        """Return a loan by its entry, None where there is none."""
        return next((one for one in self.loans if one.entry == entry), None)

    def out(self) -> Iterator[Loan]:
        """Yield what borrowers have."""
        return (one for one in self.loans if one.is_out)

    def overdue(self, day: str) -> Iterator[Loan]:
        """Yield what should be back by now (ISO)."""
        return (one for one in self.loans if one.is_overdue(day))

    def out_of(self, document: DossierId) -> tuple[Loan, ...]:
        """Return the open loans of copies of a document."""
        return tuple(one for one in self.out() if one.act.document == document)

    def lent(self, like: LendCopy) -> tuple[Loan, ...]:
        """Return the open loans of the same copy as another; of copies without 份号 all of their document."""
        wanted = (like.document, like.paper, like.copy_number)
        return tuple(one for one in self.out() if (one.act.document, one.act.paper, one.act.copy_number) == wanted)


def fold(entries: Iterable[Entry], destroyed: Iterable[DestroyedPapers] = ()) -> Custody:
    """Return what a set of entries comes to.

    What is recorded twice, or of what nobody knows, changes nothing.

    Args:
        entries: Of the journal of custody.
        destroyed: What two persons destroyed, as the journal of the unit tells it.
    """
    papers: dict[PaperId, RegisteredPaper] = {}
    loans: dict[EntryId, Loan] = {}
    for placed in in_order(entries).placed:
        _advance(papers, loans, placed.entry)
    for loan in loans.values():
        _lend(papers, loan)
    for one in destroyed:
        for paper in set(one.papers) & set(papers):
            papers[paper] = replace(papers[paper], state=PaperState.DESTROYED, destroyed=one)
    return Custody(papers=papers, loans=tuple(loans.values()))


def _advance(papers: dict[PaperId, RegisteredPaper], loans: dict[EntryId, Loan], entry: Entry) -> None:
    act, person = read_action(entry), entry.actor.person
    if isinstance(act, RegisterPaper):
        papers.setdefault(act.paper, RegisteredPaper(act=act, person=person))
    elif isinstance(act, LendCopy):
        loans[entry.id] = Loan(entry=entry.id, act=act, lender=person)
    elif isinstance(act, TakeBackCopy) and act.loan in loans and loans[act.loan].may_come_back:
        loans[act.loan] = replace(loans[act.loan], back=act, taker=person)
    elif isinstance(act, HandBackPaper) and act.paper in papers:
        papers[act.paper] = replace(papers[act.paper], state=PaperState.HANDED_BACK, handed_back=act)


def _lend(papers: dict[PaperId, RegisteredPaper], loan: Loan) -> None:
    """Let a paper stand as its loan says, unless it went back."""
    paper = papers.get(loan.act.paper) if loan.act.paper != NO_PAPER else None
    if paper is None or paper.state is not PaperState.HELD:
        return
    missing = loan.back is not None and loan.back.found is Found.MISSING
    state = PaperState.LENT if loan.is_out else PaperState.MISSING if missing else PaperState.HELD
    papers[loan.act.paper] = replace(paper, state=state)
