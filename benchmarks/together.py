"""An operation on a document that many people have in hand, against one on a document that has just begun."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.acts import opinion
from benchmarks.figures import OWN, WALL, Clock, Job, Line, in_turn, ratio
from benchmarks.unit import Unit, open_unit
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.flows.tasks import open_ones
from oa_desktop.domain.ids import DossierId, PersonId, dossier_journal
from oa_desktop.domain.units.roles import Role

ROUNDS = 60
_ENTRIES, _TASKS, _FEW = 200, 100, 5
_ONE_MORE = Role.RECHECKER


def measure() -> Iterator[Line]:
    """Give the lines about documents that many people have in hand."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home), crowd=_TASKS - 2)
        for name, job_on in _OPERATIONS.items():
            many, few = _in_turn(unit, job_on, WALL)
            yield ratio(f"{name}: {_ENTRIES} entries, {_TASKS} open tasks / {_FEW} entries", many, few, goal=2)
            many, few = _in_turn(unit, job_on, OWN)
            yield ratio(f"  the same ({name}), processor time alone", many, few)
        unit.close()


def _in_turn(unit: Unit, job_on: Callable[[Unit, DossierId], Job], clock: Clock) -> tuple[list[float], ...]:
    large = _in_many_hands(unit)
    small = [_just_begun(unit) for _ in range(ROUNDS + 10)]
    return in_turn(_on_one(unit, large, job_on), _on_each(unit, small, job_on), rounds=ROUNDS, clock=clock)


def _on_one(unit: Unit, document: DossierId, job_on: Callable[[Unit, DossierId], Job]) -> Callable[[int], Job]:
    """Return what makes the jobs on one document, which is in a hundred hands before each of them."""

    def make(_: int) -> Job:
        _level(unit, document)
        return job_on(unit, document)

    return make


def _on_each(unit: Unit, documents: list[DossierId], job_on: Callable[[Unit, DossierId], Job]) -> Callable[[int], Job]:
    return lambda number: job_on(unit, documents[number])


def _just_begun(unit: Unit) -> DossierId:
    """Return a document of five entries that lies with the head of its department and one who was asked."""
    document = unit.draft()
    unit.perform(Role.DRAFTER, act.SubmitForReview(dossier=document))
    _ask(unit, document, (_person(unit, Role.DRAFTER),))
    for _ in range(_FEW - 3):
        opinion(unit, document)()
    return document


def _in_many_hands(unit: Unit) -> DossierId:
    """Return a document of 200 entries that lies with a hundred people."""
    document = _just_begun(unit)
    _ask(unit, document, unit.crowd())
    while len(tuple(unit.store.entries(dossier_journal(document)))) < _ENTRIES:
        opinion(unit, document)()
    if (hands := len(_asked(unit, document)) + 1) != _TASKS:
        raise ValueError(f"{hands} tasks")
    return document


def _level(unit: Unit, document: DossierId) -> None:
    """Let the one who was asked beside the others answer, and ask the drafter again."""
    asked = _asked(unit, document)
    if _person(unit, _ONE_MORE) in asked:
        unit.perform(_ONE_MORE, together.Countersign(dossier=document))
    if _person(unit, Role.DRAFTER) not in asked:
        _ask(unit, document, (_person(unit, Role.DRAFTER),))


def _asked(unit: Unit, document: DossierId) -> frozenset[PersonId]:
    """Return who has been asked and has not answered."""
    tasks = open_ones(unit.session(Role.DEPARTMENT_HEAD).dossier(document).tasks)
    return frozenset(one.holder.person for one in tasks if one.holder.person)


def _ask(unit: Unit, document: DossierId, people: tuple[PersonId, ...]) -> None:
    unit.perform(Role.DEPARTMENT_HEAD, together.AddSigners(dossier=document, people=people))


def _person(unit: Unit, role: Role) -> PersonId:
    return unit.session(role).standing.person


def _answer(unit: Unit, document: DossierId) -> Job:
    return lambda: unit.perform(Role.DRAFTER, together.Countersign(dossier=document, opinion="同意。"))


def _hand_on(unit: Unit, document: DossierId) -> Job:
    wish = together.HandOver(dossier=document, person=_person(unit, _ONE_MORE))
    return lambda: unit.perform(Role.DRAFTER, wish)


def _ask_one_more(unit: Unit, document: DossierId) -> Job:
    people = (_person(unit, _ONE_MORE),)
    return lambda: _ask(unit, document, people)


_OPERATIONS: Mapping[str, Callable[[Unit, DossierId], Job]] = {
    "意见": opinion,
    "会签": _answer,
    "加签": _ask_one_more,
    "转办": _hand_on,
}
