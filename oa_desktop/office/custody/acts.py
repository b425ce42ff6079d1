"""What the office adds to acts of custody (保管登记): days, ids, and what the journal of custody allows now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import custody as act
from oa_desktop.domain.actions.clearing import RecordDestruction
from oa_desktop.domain.copies.clearing import CopyState, copies_now
from oa_desktop.domain.copies.copies import Copies, read_copies, run
from oa_desktop.domain.copies.copy_numbers import LARGEST, read_copy_number, written_run
from oa_desktop.domain.copies.custody import Custody
from oa_desktop.domain.copies.lending import (
    known_paper,
    refuse_confirming,
    refuse_destroying,
    refuse_handing_back,
    refuse_lending,
    refuse_registering,
    refuse_taking_back,
    said_of,
)
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NO_PAPER, PaperId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.organisation import name_of
from oa_desktop.domain.units.seconding import Seconding
from oa_desktop.domain.units.unit_settings import REGISTER_TITLES
from oa_desktop.office.clearing.copies import sent_of
from oa_desktop.office.custody.register import custody_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.papers.print_run import copies_of

_APART = re.compile(r"[、，,;；\s]+")
"""What stands between 份号 that do not follow each other."""
_WITHOUT_NUMBER = "没有份号的"


def _today(desk: Desk) -> str:
    return desk.clock.now().date().isoformat()


def _register(desk: Desk, action: act.RegisterPaper) -> act.RegisterPaper:
    today, titles = _today(desk), bool(desk.organisation().setting(REGISTER_TITLES))
    registered = replace(
        action,
        paper=PaperId(desk.ids.new()),
        sender=action.sender.strip(),
        number=action.number.strip(),
        copy_number=action.copy_number.strip(),
        received=action.received or today,
    )
    refuse_registering(custody_of(desk), registered, today, titles=titles)
    return registered


def _lend(desk: Desk, action: act.LendCopy) -> act.LendCopy:
    """Return 借出登记 of one copy that is here, and that nobody has.

    Raises:
        Refused: ``custody.which``, ``custody.*``, ``dossier.unknown``, ``people.clearance``.
    """
    if bool(action.document) is (action.paper != NO_PAPER):
        raise Refused("custody.which")
    register, unit, today = custody_of(desk), desk.organisation(), _today(desk)
    lent = replace(action, since=action.since or today)
    if lent.document:
        lent = _copy_of(desk, desk.known(lent.document), lent)
    refuse_lending(register, unit, lent, today, _level(desk, register, lent))
    out = register.lent(lent)
    if out and (lent.paper != NO_PAPER or lent.copy_number or len(out) >= _uncounted(desk, lent)):
        name = name_of(unit, out[0].act.borrower)
        raise Refused("custody.lent", name=name, due=out[0].act.due)
    return lent


def _level(desk: Desk, register: Custody, action: act.LendCopy) -> Secrecy:
    if action.document:
        return desk.dossier(action.document).particulars.secrecy
    return known_paper(register, action.paper).act.level


def _copy_of(desk: Desk, state: Dossier, action: act.LendCopy) -> act.LendCopy:
    """Return the act with the 份号 of a copy that is here, as it is printed.

    Raises:
        Refused: ``custody.not-made``, ``custody.no-number``, ``custody.unknown-copy``, ``custody.not-here``,
            ``custody.outside-audience``.
    """
    title = state.particulars.title
    if not state.is_registered:
        raise Refused("custody.not-made", title=title)
    number = _number(action.copy_number.strip())
    if not number and state.particulars.secrecy >= Secrecy.SECRET:
        raise Refused("custody.no-number", title=title)
    _refuse_elsewhere(desk, state, number)
    _refuse_outside(desk, state, action)
    return replace(action, copy_number=written_run(number, 1) if number else "")


def _number(typed: str) -> int:
    number = read_copy_number(typed)
    if typed and not 0 < number <= LARGEST:
        raise Refused("custody.unknown-copy", copy=typed)
    return number


def _refuse_elsewhere(desk: Desk, state: Dossier, number: int) -> None:
    """Refuse a copy that never came or was not printed, that went out and is not back, or waits to be destroyed."""
    runs = _runs(desk, state) if number else ()
    sent = tuple(copies_now(sent_of(desk, state), state.cleared)) if number else ()
    if runs and not any(number in one.numbers for one in (*runs, *(copies for copies, _ in sent))):
        raise Refused("custody.unknown-copy", copy=written_run(number, 1))
    for copies, line in sent:
        stands = line.state if line else CopyState.OUT
        if copies.first == number and stands is not CopyState.BACK:
            raise Refused("custody.not-here", copy=copies.named, state=stands.value)
    if any(number in one.numbers if number else not one.first for one in _to_be_destroyed(state)):
        raise Refused(
            "custody.not-here", copy=written_run(number, 1) if number else _WITHOUT_NUMBER, state="待销毁确认"
        )


def _to_be_destroyed(state: Dossier) -> Iterator[Copies]:
    """Give the copies whose destruction waits for a second person; those without 份号 cannot be told from others."""
    asked = (read_action(one) for one in state.asked)
    return (one for ask in asked if isinstance(ask, RecordDestruction) for one in ask.copies)


def _runs(desk: Desk, state: Dossier) -> tuple[Copies, ...]:
    """Return the runs of 份号 that came, or as many as were printed here; none where nobody wrote them down."""
    if state.incoming:
        return tuple(one for one in read_copies(_APART.split(state.incoming.copy_numbers)) if one.first)
    manuscript = desk.manuscript(state.source)
    count, first = copies_of(desk, state.id, manuscript), read_copy_number(manuscript.copy_number) or 1
    return (run("", first, first + count - 1),) if count else ()


def _refuse_outside(desk: Desk, state: Dossier, action: act.LendCopy) -> None:
    """Refuse to lend to somebody outside the audience (知悉范围)."""
    unit, audience = desk.organisation(), state.audience
    posts = unit.posts_of(action.borrower)
    if audience and not any(audience.includes(action.borrower, one.department) for one in posts):
        raise Refused("custody.outside-audience", name=name_of(unit, action.borrower))


def _uncounted(desk: Desk, action: act.LendCopy) -> int:
    """Return how many copies without 份号 may be out at once: as many as came, one of what was made here."""
    incoming = desk.dossier(action.document).incoming
    return incoming.copies if incoming else 1


def _take_back(desk: Desk, action: act.TakeBackCopy) -> act.TakeBackCopy:
    today = _today(desk)
    back = replace(action, day=action.day or today)
    register = custody_of(desk)
    loan = register.loan(back.loan)
    if loan is not None and loan.act.document:
        back = replace(back, document=desk.known(loan.act.document).id)
    refuse_taking_back(register, desk.organisation(), back, today)
    return back


def _hand_back(desk: Desk, action: act.HandBackPaper) -> act.HandBackPaper:
    today = _today(desk)
    back = replace(action, day=action.day or today)
    refuse_handing_back(custody_of(desk), desk.organisation(), back, today)
    return back


def _destroy(desk: Desk, action: act.DestroyPapers) -> act.DestroyPapers:
    """Return 涉密文件销毁 as its second person reads it: which papers, by number."""
    register, unit, today = custody_of(desk), desk.organisation(), _today(desk)
    papers = tuple(dict.fromkeys(action.papers))
    named = tuple(said_of(known_paper(register, one)) for one in papers)
    gone = replace(action, papers=papers, day=action.day or today, by=desk.own_standing.person, named=named)
    refuse_destroying(register, unit, gone, today)
    return gone


def refuse_confirming_destruction(desk: Desk, asked: Seconding) -> None:
    """Refuse to confirm a destruction that could not be asked for any more.

    Raises:
        Refused: As :func:`~oa_desktop.domain.copies.lending.refuse_confirming`.
    """
    if isinstance(asked.action, act.DestroyPapers):
        refuse_confirming(custody_of(desk), asked.action, asked.asked.actor.person)


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.RegisterPaper: _register,
    act.LendCopy: _lend,
    act.TakeBackCopy: _take_back,
    act.HandBackPaper: _hand_back,
    act.DestroyPapers: _destroy,
}
