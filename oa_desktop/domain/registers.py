"""The fold of a register journal (文号登记): how every number of one code and year stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from oa_desktop.domain import history
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.numbering import NumberLine, NumberRegister, NumberState

_STATES: Mapping[type[Action], NumberState] = {
    act.TakeNumber: NumberState.USED,
    act.ReserveNumber: NumberState.RESERVED,
    act.SkipNumber: NumberState.SKIPPED,
    act.VoidNumber: NumberState.VOID,
}


def fold(code: str, year: int, entries: Iterable[Entry]) -> NumberRegister:
    """Return the register that a set of entries comes to."""
    register = NumberRegister(code=code, year=year)
    for placed in in_order(entries).placed:
        register = advance(register, placed.entry)
    return register


def advance(register: NumberRegister, entry: Entry) -> NumberRegister:
    """Return the register after one more entry; a later one about a number replaces the earlier, its document stays."""
    action = history.read_action(entry)
    if not isinstance(action, act.RegisterAction):
        return register
    before = register.line(action.serial)
    line = NumberLine(
        serial=action.serial,
        state=_STATES[type(action)],
        dossier=getattr(action, "dossier", before.dossier if before else ""),
        reason=getattr(action, "reason", ""),
    )
    others = tuple(one for one in register.lines if one.serial != line.serial)
    return replace(register, lines=tuple(sorted((*others, line), key=lambda one: one.serial)))
