"""The fold of a register journal (文号登记): how every number of one code and year stands, and for which document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain import history
from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import numbers as act
from oa_desktop.domain.actions.handling import AssignNumber
from oa_desktop.domain.actions.incoming import RegisterIncoming
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.ids import JournalId, RegisterName, dossier_journal, register_of
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.numbers.numbering import NumberLine, NumberRegister, NumberState, NumberUse

_STATES: Mapping[type[Action], NumberState] = {
    act.TakeNumber: NumberState.USED,
    act.TakeNumberByHand: NumberState.USED,
    act.TakeNumberOnPaper: NumberState.USED,
    act.ReserveNumber: NumberState.RESERVED,
    act.SkipNumber: NumberState.SKIPPED,
    act.VoidNumber: NumberState.VOID,
    act.VoidNumberWithDocument: NumberState.VOID,
}
_USES: Mapping[type[Action], NumberUse] = {
    act.TakeNumberByHand: NumberUse.BY_HAND,
    act.TakeNumberOnPaper: NumberUse.PAPER,
}


def fold(name: RegisterName, entries: Iterable[Entry]) -> NumberRegister:
    """Return the register that a set of entries comes to."""
    lines: dict[int, NumberLine] = {}
    for placed in in_order(entries).placed:
        _enter(lines, placed.entry)
    return NumberRegister(code=name.code, year=name.year, series=name.series, lines=_in_order(lines))


def advance(register: NumberRegister, entry: Entry) -> NumberRegister:
    """Return the register after one more entry; a later one about a number replaces the earlier, its document stays."""
    lines = {line.serial: line for line in register.lines}
    _enter(lines, entry)
    return replace(register, lines=_in_order(lines))


def _enter(lines: dict[int, NumberLine], entry: Entry) -> None:
    """Change the lines that an entry is about, by serial."""
    action = history.read_action(entry)
    if not isinstance(action, act.RegisterAction):
        return
    for serial in action.serials:
        before = lines.pop(serial, None)
        if not isinstance(action, act.ReleaseNumber):
            lines[serial] = _line(before or _new(serial), action, entry)


def _in_order(lines: Mapping[int, NumberLine]) -> tuple[NumberLine, ...]:
    return tuple(lines[serial] for serial in sorted(lines))


def _new(serial: int) -> NumberLine:
    return NumberLine(serial=serial, state=NumberState.SKIPPED)


def _line(before: NumberLine, action: act.RegisterAction, entry: Entry) -> NumberLine:
    """Return a line after an action: what it was for stays where the action does not say otherwise."""
    names = _OF_PAPER if isinstance(action, act.TakeNumberOnPaper) else _SAID
    said: dict[str, Any] = {name: value for name in names if (value := getattr(action, name, ""))}
    return replace(
        before,
        state=_STATES[type(action)],
        use=_USES.get(type(action), before.use),
        person=entry.actor.person,
        time=entry.claimed_time,
        **said,
    )


_SAID = ("dossier", "reason")
_OF_PAPER = ("reason", "title", "date", "handler")


def without_document(
    journals: Mapping[JournalId, Iterable[Entry]], known: Mapping[JournalId, Iterable[Entry]], *, whole: bool
) -> Iterator[Entry]:
    """Give the entries by which a number was taken for a document that does not say so itself in the same act.

    Args:
        journals: Entries by journal, those that are judged.
        known: These, and all others that are known of the documents.
        whole: Whether a document whose journal is not among them does not exist; else it is passed over.
    """
    assigned = {journal: [one for one in found if one.kind in _GIVEN_BY] for journal, found in known.items()}
    for entry in (one for found in journals.values() for one in found if one.kind in _TAKES):
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
    if isinstance(action, RegisterIncoming):
        return (action.series, action.serial, action.year) == (taken.series, taken.serial, taken.year)
    if not isinstance(action, AssignNumber):
        return assigning.version > _GIVEN_BY[assigning.kind]
    return (action.code, action.serial, action.date[:4]) == (taken.code, taken.serial, str(taken.year))


def taken_twice(journals: Mapping[JournalId, Iterable[Entry]]) -> Iterator[Entry]:
    """Give the entries by which a number was taken that another document already had, in the order of the journal."""
    for journal, found in journals.items():
        if register_of(journal) is not None:
            yield from _second_takers(found)


def _second_takers(entries: Iterable[Entry]) -> Iterator[Entry]:
    holders: dict[int, str] = {}
    for placed in in_order(entries).placed:
        taken = history.read_action(placed.entry)
        if isinstance(taken, act.TakeNumber) and holders.setdefault(taken.serial, taken.dossier) != taken.dossier:
            yield placed.entry


_GIVEN_BY = {DECLARATIONS[one].kind: DECLARATIONS[one].version for one in (AssignNumber, RegisterIncoming)}
"""Acts on a document by which it has a number, and their versions."""
_TAKES = frozenset(DECLARATIONS[one].kind for one in (act.TakeNumber, act.TakeNumberByHand))
