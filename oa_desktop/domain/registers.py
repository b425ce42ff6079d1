"""The fold of a register journal (文号登记): how every number of one code and year stands, and for which document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from oa_desktop.domain import history
from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.actions.handling import AssignNumber
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import JournalId, dossier_journal
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


def without_document(journals: Mapping[JournalId, Iterable[Entry]], *, whole: bool) -> Iterator[Entry]:
    """Give the entries by which a number was taken for a document that does not say so itself in the same act.

    Args:
        journals: Entries by journal.
        whole: Whether a document whose journal is not among them does not exist; else it is passed over.
    """
    assigned = {journal: [one for one in found if one.kind == _ASSIGNS.kind] for journal, found in journals.items()}
    for entry in (one for found in journals.values() for one in found if one.kind == _TAKES.kind):
        taken = history.read_action(entry)
        if isinstance(taken, act.TakeNumber):
            candidates = assigned.get(dossier_journal(taken.dossier), () if whole else None)
            if candidates is not None and not any(_belongs(one, entry, taken) for one in candidates):
                yield entry


def _belongs(assigning: Entry, taking: Entry, taken: act.TakeNumber) -> bool:
    """Whether an entry of a document assigns the number that another takes; a later version of it cannot be read."""
    if (assigning.act, assigning.unit) != (taking.act, taking.unit):
        return False
    action = history.read_action(assigning)
    if not isinstance(action, AssignNumber):
        return assigning.version > _ASSIGNS.version
    return (action.code, action.serial, action.date[:4]) == (taken.code, taken.serial, str(taken.year))


_ASSIGNS, _TAKES = DECLARATIONS[AssignNumber], DECLARATIONS[act.TakeNumber]
