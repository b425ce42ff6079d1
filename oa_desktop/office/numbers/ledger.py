"""The ledger of numbers (文号台账): every number of a register, also those of which nobody has said anything."""

from __future__ import annotations

from collections import Counter

from oa_desktop.domain.ids import RegisterName
from oa_desktop.domain.numbers.numbering import NumberRegister, NumberState, number_in
from oa_desktop.domain.numbers.registering import lasted_into
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk


def number_ledger(desk: Desk, query: q.NumberLedger) -> tuple[q.NumberRow, ...]:
    """Return every number of a register from 1 to the highest that was given out, and those kept beyond it."""
    name = query.register
    said = desk.store.ask(q.Numbers(code=name.code, year=name.year, series=name.series), desk.sight)
    unsaid = (_unsaid(name, serial) for serial in desk.register(name).unsaid)
    return tuple(sorted((*said, *unsaid), key=lambda row: row.serial))


def _unsaid(name: RegisterName, serial: int) -> q.NumberRow:
    return q.NumberRow(
        number=str(number_in(name, serial)),
        serial=serial,
        state=NumberState.SKIPPED.value,
        dossier="",
        title="",
        reason="",
        unsaid=True,
    )


def number_registers(desk: Desk, query: q.NumberRegisters) -> tuple[q.NumberRegisterRow, ...]:
    """Return the registers of a year in sum: of every organ that lasted into it, and all that were written in."""
    return tuple(_sum(desk, desk.register(name)) for name in _names(desk, query.year))


def _names(desk: Desk, year: int) -> tuple[RegisterName, ...]:
    """Return the registers of a year: those of organs in the order of their registration, then all others."""
    organs = [one for one in desk.organisation().organs if lasted_into(one, year)]
    written = [one.register for one in desk.store.ask(q.KnownRegisters(), desk.sight) if one.register.year == year]
    return tuple(dict.fromkeys((*(RegisterName(code=one.code, year=year) for one in organs), *written)))


def _sum(desk: Desk, register: NumberRegister) -> q.NumberRegisterRow:
    counts = Counter(line.state for line in register.lines)
    organ = desk.organisation().organ_of_code(register.code)
    return q.NumberRegisterRow(
        register=register.name,
        organ=organ.name if organ else "",
        next=str(number_in(register.name, register.next_serial)),
        used=counts[NumberState.USED],
        void=counts[NumberState.VOID],
        reserved=counts[NumberState.RESERVED],
        skipped=counts[NumberState.SKIPPED],
        unsaid=register.unsaid,
    )


def number_gaps(desk: Desk, query: q.NumberGaps) -> tuple[q.NumberGapRow, ...]:
    """Return the registers of a year that have numbers of which nothing is said."""
    names = (name for name in _names(desk, query.year) if query.code in ("", name.code))
    found = ((name, desk.register(name).unsaid) for name in names)
    return tuple(q.NumberGapRow(register=name, serials=unsaid) for name, unsaid in found if unsaid)
