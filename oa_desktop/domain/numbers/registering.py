"""What a number register (文号登记) allows now: a number is used once, kept once, and given up with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.actions.numbers import MOST_AT_ONCE, RangeAction, RegisterAction, TakeNumberOnPaper
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import RegisterName
from oa_desktop.domain.numbers.numbering import INCOMING, DocumentNumber, NumberRegister, NumberState, number_in
from oa_desktop.domain.units.organisation import Organ, Organisation

_FREE, _KEPT, _GIVEN = None, NumberState.RESERVED, NumberState.USED
BEFORE: Mapping[type[RegisterAction], frozenset[NumberState | None]] = {
    act.TakeNumber: frozenset({_FREE, _KEPT}),
    act.TakeNumberByHand: frozenset({_FREE}),
    act.TakeNumberOnPaper: frozenset({_FREE, _KEPT}),
    act.ReserveNumber: frozenset({_FREE}),
    act.SkipNumber: frozenset({_FREE}),
    act.ReleaseNumber: frozenset({_KEPT}),
    act.VoidNumber: frozenset({_KEPT, _GIVEN}),
    act.VoidNumberWithDocument: frozenset({_KEPT, _GIVEN}),
}
"""The whole life of a number: how it may stand before an act; None stands for one of which nothing is said."""
_OTHERWISE: Mapping[type[RegisterAction], str] = {
    act.TakeNumber: "number.taken",
    act.TakeNumberByHand: "number.taken",
    act.TakeNumberOnPaper: "number.taken",
    act.ReserveNumber: "number.taken",
    act.SkipNumber: "number.taken",
    act.ReleaseNumber: "number.not-reserved",
    act.VoidNumber: "number.not-taken",
    act.VoidNumberWithDocument: "number.not-taken",
}


def refuse_unregistrable(register: NumberRegister, action: RegisterAction) -> None:
    """Refuse an act on numbers that the register does not allow.

    Raises:
        Refused: ``number.taken``, ``number.not-taken``, ``number.not-reserved``, ``number.no-reason``,
            ``number.range``, ``number.form``, ``number.paper-unnamed``, ``date.form``, ``number.paper-year``.
    """
    if isinstance(action, RangeAction):
        _refuse_range(action)
    for number, state in _numbers(register, action):
        if state not in BEFORE[type(action)]:
            raise Refused(_OTHERWISE[type(action)], number=str(number), state=state.value if state else "")
    if isinstance(action, TakeNumberOnPaper):
        _refuse_unnamed(action)
    elif not getattr(action, "reason", "").strip():
        raise Refused("number.no-reason", number=_said(action))


def _refuse_range(action: RangeAction) -> None:
    last = action.through or action.serial
    number_in(action.register, action.serial)
    number_in(action.register, last)
    if not action.serial <= last < action.serial + MOST_AT_ONCE:
        raise Refused("number.range", first=action.serial, last=last, most=MOST_AT_ONCE)


def _numbers(register: NumberRegister, action: RegisterAction) -> Iterator[tuple[DocumentNumber, NumberState | None]]:
    """Give every number that an act is about, and how it stands."""
    known = {line.serial: line.state for line in register.lines}
    return ((number_in(action.register, serial), known.get(serial)) for serial in action.serials)


def _said(action: RegisterAction) -> str:
    """Return the numbers of an act in words."""
    first, last = action.serials[0], action.serials[-1]
    more = f"至{last}号" if last > first else ""
    return f"{number_in(action.register, first)}{more}"


def _refuse_unnamed(action: TakeNumberOnPaper) -> None:
    if not (action.title.strip() and action.handler.strip()):
        raise Refused("number.paper-unnamed", number=_said(action))
    day = read_iso(action.date)
    if day is None:
        raise Refused("date.form", text=action.date)
    if day.year != action.year:
        raise Refused("number.paper-year", number=_said(action), date=action.date)


# --- whose code it is -------------------------------------------------------------------------------------------------


def refuse_foreign_register(organisation: Organisation, name: RegisterName) -> None:
    """Refuse a register that the unit does not keep: its code is no organ's, or was none's in that year.

    Raises:
        Refused: ``number.unknown-code``, ``number.series-of-organ``, ``organ.not-in-force``.
    """
    if name.code == INCOMING:
        return
    organ = organisation.organ_of_code(name.code)
    if organ is None:
        raise Refused("number.unknown-code", code=name.code)
    if name.series:
        raise Refused("number.series-of-organ", code=name.code, series=name.series)
    if not lasted_into(organ, name.year):
        raise Refused("organ.not-in-force", organ=organ.name, successor=organ.successor or "—")


def lasted_into(organ: Organ, year: int) -> bool:
    """Whether the name of an organ held on any day of a year."""
    return organ.since[:4] <= str(year) and (not organ.until or str(year) <= organ.until[:4])
