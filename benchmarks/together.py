"""An operation on a document that many people have in hand, against one on a document that has just begun."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks.acts import opinion
from benchmarks.figures import Job, Line, in_turn, ratio
from benchmarks.unit import Unit, open_unit
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.ids import DossierId, PersonId, dossier_journal
from oa_desktop.domain.organisation import Role
from oa_desktop.domain.tasks import open_ones

ROUNDS = 60
_ENTRIES, _TASKS, _FEW = 200, 100, 5
_OTHERS = (Role.DRAFTER, Role.OFFICE_REVIEWER, Role.RECHECKER, Role.REGISTRAR, Role.SEAL_KEEPER, Role.DISPATCHER)


def measure() -> Iterator[Line]:
    """Give the lines about documents that many people have in hand."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        unit = open_unit(Path(home))
        large, small = _in_many_hands(unit), [_just_begun(unit) for _ in range(ROUNDS + 10)]
        for name, job_on in _OPERATIONS.items():
            many, few = in_turn(_on_one(unit, large, job_on), _on_each(unit, small, job_on), rounds=ROUNDS)
            yield ratio(f"{name}: {_ENTRIES} entries, {_TASKS} open tasks / {_FEW} entries", many, few, goal=2)
        unit.close()


def _on_one(unit: Unit, document: DossierId, job_on: Callable[[Unit, DossierId], Job]) -> Callable[[int], Job]:
    """Return what makes the jobs on one document, which is in a hundred hands before each of them."""

    def make(_: int) -> Job:
        _fill(unit, document)
        return job_on(unit, document)

    return make


def _on_each(unit: Unit, documents: list[DossierId], job_on: Callable[[Unit, DossierId], Job]) -> Callable[[int], Job]:
    return lambda number: job_on(unit, documents[number % len(documents)])


def _just_begun(unit: Unit) -> DossierId:
    """Return a document of five entries that lies with the head of its department and one who was asked."""
    document = unit.draft()
    unit.perform(Role.DRAFTER, act.SubmitForReview(dossier=document))
    _ask(unit, document, _OTHERS[:1])
    for _ in range(_FEW - 3):
        opinion(unit, document)()
    return document


def _in_many_hands(unit: Unit) -> DossierId:
    """Return a document of 200 entries."""
    document = _just_begun(unit)
    _fill(unit, document)
    while len(tuple(unit.store.entries(dossier_journal(document)))) < _ENTRIES:
        opinion(unit, document)()
    return document


def _fill(unit: Unit, document: DossierId) -> None:
    """Ask people, some again, until a hundred tasks are open."""
    while (lacking := _TASKS - _hands(unit, document)) > 0:
        _ask(unit, document, _OTHERS[:lacking])


def _hands(unit: Unit, document: DossierId) -> int:
    return len(open_ones(unit.session(Role.DEPARTMENT_HEAD).dossier(document).tasks))


def _ask(unit: Unit, document: DossierId, whom: tuple[Role, ...]) -> None:
    people = tuple(_person(unit, role) for role in whom)
    unit.perform(Role.DEPARTMENT_HEAD, together.AddSigners(dossier=document, people=people))


def _person(unit: Unit, role: Role) -> PersonId:
    return unit.session(role).standing.person


def _answer(unit: Unit, document: DossierId) -> Job:
    return lambda: unit.perform(Role.DRAFTER, together.Countersign(dossier=document, opinion="同意。"))


def _handed_on(unit: Unit, document: DossierId) -> Job:
    while _hands(unit, document) > _TASKS:
        unit.perform(_somebody(unit, document), together.Countersign(dossier=document))
    _ask(unit, document, (Role.DRAFTER,))
    wish = together.HandOver(dossier=document, person=_person(unit, Role.REGISTRAR))
    return lambda: unit.perform(Role.DRAFTER, wish)


def _somebody(unit: Unit, document: DossierId) -> Role:
    """Return the role of somebody who was asked and has not answered."""
    tasks = unit.session(Role.DEPARTMENT_HEAD).dossier(document).tasks
    return next(role for role in _OTHERS if any(one.holder.person == _person(unit, role) for one in tasks))


def _asked(unit: Unit, document: DossierId) -> Job:
    return lambda: _ask(unit, document, _OTHERS[1:2])


_OPERATIONS: Mapping[str, Callable[[Unit, DossierId], Job]] = {
    "意见": opinion,
    "会签": _answer,
    "加签": _asked,
    "转办": _handed_on,
}
