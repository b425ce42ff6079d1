"""What must be so before something is lent, taken back, registered, handed back or destroyed (保管登记).

All of it is office practice. Nobody approves what they borrow themselves; what bears a mark of a state secret has a
份号 and is lent only with an approval.
"""

from __future__ import annotations

from oa_desktop.domain.actions.custody import DestroyPapers, HandBackPaper, LendCopy, RegisterPaper, TakeBackCopy
from oa_desktop.domain.actions.declaration import Action, declaration_of
from oa_desktop.domain.copies.clearing import STATE_OF, CopyState, Found
from oa_desktop.domain.copies.custody import Custody, PaperState, RegisteredPaper
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NO_PAPER, PaperId, PersonId
from oa_desktop.domain.secrecy.classification import Classification, Secrecy, SystemGrade
from oa_desktop.domain.units.organisation import Organisation, name_of, same_people
from oa_desktop.domain.units.seconding import pending


def refuse_registering(custody: Custody, action: RegisterPaper, today: str, *, titles: bool) -> None:
    """Refuse a paper that does not belong into the book, says too little or too much, or stands there already.

    Args:
        custody: What stands there.
        action: What is to be registered.
        today: ISO.
        titles: Whether the unit wants titles in the book.

    Raises:
        Refused: ``custody.no-secret``, ``custody.unnamed``, ``custody.title``, ``custody.registered``,
            ``classification.too-long``, ``date.no-day``, ``custody.not-yet``.
    """
    if action.level < Secrecy.SECRET:
        raise Refused("custody.no-secret")
    for label, said in (("来文机关", action.sender), ("文号", action.number), ("份号", action.copy_number)):
        if not said.strip():
            raise Refused("custody.unnamed", label=label)
    if action.title.strip() and not titles:
        raise Refused("custody.title")
    Classification(level=action.level, period=action.period)
    _refuse_day(action, action.received, today)
    same = [one for one in custody.papers.values() if _named(one.act) == _named(action)]
    if any(one.state in (PaperState.HELD, PaperState.LENT) for one in same):
        raise Refused("custody.registered", number=action.number, copy=action.copy_number)


def _named(act: RegisterPaper) -> tuple[str, str, str]:
    return (act.sender.strip(), act.number.strip(), act.copy_number.strip())


def refuse_lending(custody: Custody, unit: Organisation, action: LendCopy, today: str, level: Secrecy) -> None:
    """Refuse to lend what is not there, is lent already, or has not been approved as it has to be.

    Args:
        custody: What is kept and lent.
        unit: The unit.
        action: What is to be lent.
        today: ISO.
        level: 密级 of what is lent.

    Raises:
        Refused: ``person.unknown``, ``people.clearance``, ``custody.approver``, ``custody.due``, ``custody.state``,
            ``custody.lent``, ``date.no-day``, ``custody.not-yet``, ``custody.unknown-paper``.
    """
    borrower = unit.person(action.borrower)
    cleared = action.document or unit.grade is not SystemGrade.UNCLASSIFIED  # else nobody has any clearance
    if cleared and borrower.clearance < level:
        raise Refused("people.clearance", name=borrower.name, level=level.label)
    if action.approved_by:
        unit.person(action.approved_by)
    own = action.approved_by in same_people(unit, {action.borrower})
    if own or (level >= Secrecy.SECRET and not action.approved_by):
        raise Refused("custody.approver")
    _refuse_day(action, action.since, today)
    if read_iso(action.due) is None:
        raise Refused("date.no-day", text=action.due)
    if action.due < action.since:
        raise Refused("custody.due", due=action.due, since=action.since)
    if action.paper != NO_PAPER:
        refuse_state(unit, known_paper(custody, action.paper), action, PaperState.HELD)


def known_paper(custody: Custody, paper: PaperId) -> RegisteredPaper:
    """Return a registered paper.

    Raises:
        Refused: ``custody.unknown-paper``.
    """
    found = custody.papers.get(paper)
    if found is None:
        raise Refused("custody.unknown-paper")
    return found


def refuse_state(unit: Organisation, paper: RegisteredPaper, action: Action, *wanted: PaperState) -> None:
    """Refuse what cannot be done with a registered paper as it stands, or while its destruction waits (待确认).

    Raises:
        Refused: ``custody.state``.
    """
    if paper.state not in wanted or waits_to_be_destroyed(unit, paper):
        raise Refused("custody.state", paper=said_of(paper), state=stands(unit, paper), act=declaration_of(action).term)


def stands(unit: Organisation, paper: RegisteredPaper) -> str:
    """Return how a registered paper stands, in a word."""
    return "待销毁确认" if waits_to_be_destroyed(unit, paper) else paper.state.value


def waits_to_be_destroyed(unit: Organisation, paper: RegisteredPaper) -> bool:
    """Whether somebody asked to destroy a paper, and nobody has confirmed it yet."""
    asked = (pending(unit.asked, one.id) for one in unit.asked)
    acts = (one.action for one in asked if one)
    return any(isinstance(act, DestroyPapers) and paper.act.paper in act.papers for act in acts)


def said_of(paper: RegisteredPaper) -> str:
    """Return how a registered paper is called: from whom, its number, its 份号; never its title."""
    return f"{paper.act.sender}{paper.act.number} {paper.act.copy_number}".strip()


def refuse_taking_back(custody: Custody, unit: Organisation, action: TakeBackCopy, today: str) -> None:
    """Refuse to take back what is not lent, or what is not whole without a reason.

    Raises:
        Refused: ``custody.unknown-loan``, ``custody.back``, ``custody.no-reason``, ``custody.before-loan``,
            ``date.no-day``, ``custody.not-yet``.
    """
    loan = custody.loan(action.loan)
    if loan is None:
        raise Refused("custody.unknown-loan")
    same = loan.back is not None and action.found is Found.MISSING
    if not loan.may_come_back or same or STATE_OF[action.found] is CopyState.OUT:
        raise Refused("custody.back", name=name_of(unit, loan.act.borrower))
    if action.found is not Found.SOUND and not action.reason.strip():
        raise Refused("custody.no-reason", found=action.found.value)
    _refuse_day(action, action.day, today)
    if action.day < loan.act.since:
        raise Refused("custody.before-loan", day=action.day, since=loan.act.since)


def refuse_handing_back(custody: Custody, unit: Organisation, action: HandBackPaper, today: str) -> None:
    """Refuse to hand back what is not kept here, or to nobody.

    Raises:
        Refused: ``custody.unknown-paper``, ``custody.state``, ``custody.unnamed``, ``date.no-day``,
            ``custody.not-yet``.
    """
    refuse_state(unit, known_paper(custody, action.paper), action, PaperState.HELD)
    if not action.to.strip():
        raise Refused("custody.unnamed", label="退给哪个机关")
    _refuse_day(action, action.day, today)


def refuse_destroying(custody: Custody, unit: Organisation, action: DestroyPapers, today: str) -> None:
    """Refuse to destroy what is not kept here, or without saying how, where, and who approved it.

    Raises:
        Refused: ``custody.no-papers``, ``custody.unknown-paper``, ``custody.state``, ``destruction.unsaid``,
            ``custody.approver``, ``date.no-day``, ``custody.not-yet``.
    """
    if not action.papers:
        raise Refused("custody.no-papers")
    for paper in action.papers:
        refuse_state(unit, known_paper(custody, paper), action, PaperState.HELD)
    for label, said in (("销毁地点", action.place), ("销毁方式", action.method)):
        if not said.strip():
            raise Refused("destruction.unsaid", label=label)
    if not action.approved_by or action.approved_by in same_people(unit, {action.by}):
        raise Refused("custody.approver")
    unit.person(action.approved_by)
    _refuse_day(action, action.day, today)


def refuse_confirming(custody: Custody, action: DestroyPapers, asker: PersonId) -> None:
    """Refuse to confirm the destruction of what is not here any more, or is called otherwise than it is.

    Args:
        custody: What is kept by now; another desk may have lent a paper meanwhile.
        action: What was asked for.
        asker: Who asked for it.

    Raises:
        Refused: ``custody.unknown-paper``, ``custody.state``, ``second.other-entry``.
    """
    papers, term = [known_paper(custody, one) for one in action.papers], declaration_of(action).term
    for one in papers:
        if one.state is not PaperState.HELD:
            raise Refused("custody.state", paper=said_of(one), state=one.state.value, act=term)
    if (action.by, action.named) != (asker, tuple(map(said_of, papers))):
        raise Refused("second.other-entry", act=term)


def _refuse_day(action: Action, day: str, today: str) -> None:
    if read_iso(day) is None:
        raise Refused("date.no-day", text=day)
    if day > today:
        raise Refused("custody.not-yet", act=declaration_of(action).term, day=day)
