"""Numbers (文号) as a document takes them, and gives them up: which one, under whose code, of which day."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta

from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions.handling import AssignNumber
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, RegisterName
from oa_desktop.domain.numbers.numbering import NumberRegister, NumberState, number_in, read_number
from oa_desktop.domain.texts.slots import fill
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.clearing.counted import refuse_misfit
from oa_desktop.office.desk import Desk

EARLIEST = timedelta(days=366)
"""How long before it was drafted a document may be dated: a year, also over 29 February."""
LATEST = timedelta(days=31)
"""How long after it was issued (签发) a document may be dated; the number is seldom given on the same day."""


def with_number(desk: Desk, action: AssignNumber) -> AssignNumber:
    """Return a wish to number a document with the number that it takes, its date, and the text and page of that.

    Raises:
        Refused: ``number.*``, ``date.form``, ``date.out-of-range``, ``organ.not-in-force``.
    """
    dossier = desk.dossier(action.dossier)
    if dossier.issued is None:
        return action
    day = _day(action.date, dossier.drafted, dossier.issued.time)
    signed = desk.manuscript(dossier.issued.source)
    _refuse_code(desk, action.code, day, signed.issuing_organs)
    register = desk.register(RegisterName(code=action.code, year=day.year))
    serial = chosen_serial(desk, register, action.serial, action.reason)
    number = number_in(register.name, serial)
    if action.copy_number:
        refuse_misfit(action.copy_number, signed)
    final = fill(signed, number, day, action.copy_number)
    return replace(
        action,
        serial=serial,
        reason=action.reason if out_of_turn(register, serial) else "",
        date=day.isoformat(),
        source=desk.keep(final),
        rendering=desk.page(final, signed=dossier.issued),
        particulars=particulars_of(final),
        ofd=desk.ofd_page(final, dossier.issued) if desk.organisation().seals else NOTHING,
    )


def _day(wanted: str, drafted: str, issued: str) -> date:
    """Return 成文日期: the day wished for, or that of 签发; both times are claimed, and either may be the earlier."""
    day = read_iso(wanted or issued[:10])
    if day is None:
        raise Refused("date.form", text=wanted)
    first, signed = date.fromisoformat(min(drafted, issued)[:10]), date.fromisoformat(issued[:10])
    earliest, latest = first - EARLIEST, signed + LATEST
    if not earliest <= day <= latest:
        raise Refused("date.out-of-range", text=wanted, earliest=earliest.isoformat(), latest=latest.isoformat())
    return day


def _refuse_code(desk: Desk, code: str, day: date, issuing: tuple[str, ...]) -> None:
    """Refuse a code that is none, is no more, or is another organ's than those that issue the document.

    Where the unit has registered none of the organs that issue, which code they have is not known and any is taken.
    """
    organ = desk.organisation().organ_of_code(code)
    if organ is None:
        raise Refused("number.unknown-code", code=code)
    if not organ.in_force(day.isoformat()):
        raise Refused("organ.not-in-force", organ=organ.name, successor=organ.successor or "—")
    registered = {one.name for one in desk.organisation().organs}
    if organ.name not in issuing and not registered.isdisjoint(issuing):
        raise Refused("number.other-organ", code=code, organ=organ.name, issuing="、".join(issuing))


def chosen_serial(desk: Desk, register: NumberRegister, wanted: int, reason: str) -> int:
    """Return the number that is taken: the next one where none is wished for; one that is kept may be wished for.

    Args:
        desk: Whose wish it is.
        register: Where it is taken.
        wanted: 0 for the next one.
        reason: Why it is one out of turn, if it is.

    Raises:
        Refused: ``number.taken``; of a number out of turn ``number.by-hand``, ``number.no-reason``.
    """
    line = register.line(wanted) if wanted else None
    if line is not None and line.state is not NumberState.RESERVED:
        raise Refused("number.taken", number=str(number_in(register.name, wanted)), state=line.state.value)
    serial = wanted or register.next_serial
    if out_of_turn(register, serial):
        _refuse_out_of_turn(desk, register, serial, reason)
    return serial


def out_of_turn(register: NumberRegister, serial: int) -> bool:
    """Tell whether a number is neither the next one nor one of which something is said."""
    return register.line(serial) is None and serial != register.next_serial


def _refuse_out_of_turn(desk: Desk, register: NumberRegister, serial: int, reason: str) -> None:
    number, usual = number_in(register.name, serial), number_in(register.name, register.next_serial)
    if Role.NUMBERS_BY_HAND not in desk.standing.roles:
        raise Refused("number.by-hand", number=str(number), next=str(usual), name=desk.standing.name)
    if not reason.strip():
        raise Refused("number.no-reason", number=str(number))


def taking(action: AssignNumber) -> numbers.TakeNumber:
    """Return what a register records when a document takes a number; the reason says that it was out of turn."""
    taken = numbers.TakeNumber(
        code=action.code,
        year=date.fromisoformat(action.date).year,
        serial=action.serial,
        dossier=action.dossier,
        title=action.particulars.title,
    )
    return by_hand(taken, action.reason) if action.reason else taken


def by_hand(taken: numbers.TakeNumber, reason: str) -> numbers.TakeNumberByHand:
    """Return the taking of a number as one out of turn."""
    return numbers.TakeNumberByHand(**{one.name: getattr(taken, one.name) for one in fields(taken)}, reason=reason)


def voiding(dossier: Dossier, reason: str) -> tuple[numbers.VoidNumberWithDocument, ...]:
    """Return what the register records when a document is made void (作废): its number is void with it, if it has one.

    Whoever makes a document void adds these to the same act; the number is never given out again.
    """
    if dossier.numbered is None:
        return ()
    number = read_number(dossier.number)
    void = numbers.VoidNumberWithDocument(
        code=number.code, year=number.year, serial=number.serial, dossier=dossier.id, reason=reason
    )
    return (void,)


def refuse_void(desk: Desk, dossier: Dossier) -> None:
    """Refuse to seal a page whose number is void.

    Raises:
        Refused: ``number.void``.
    """
    number = read_number(dossier.number)
    line = desk.register(RegisterName(code=number.code, year=number.year)).line(number.serial)
    if line is None or line.state is not NumberState.USED:
        raise Refused("number.void", number=str(number))
