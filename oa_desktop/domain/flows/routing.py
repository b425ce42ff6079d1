"""How the tasks of a step arise, and which of them an act completes: pure functions from flow and journal alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.flow import Party, Reach, Stage, Step, Together
from oa_desktop.domain.flows.tasks import Holder, Task, Tasks, in_turn
from oa_desktop.domain.ids import DepartmentId, PersonId, TaskId


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document comes from: what ``drafter`` and ``department`` in a flow mean."""

    drafter: PersonId
    department: DepartmentId


def tasks_at(step: Step, stages: Sequence[Stage], origin: Origin, entry: Entry) -> Tasks:
    """Return the tasks that arise when a document comes to a step.

    Args:
        step: The step.
        stages: Who acts in it, as the flow names them or as was chosen for this document.
        origin: Of the document.
        entry: What brought the document here; the tasks are named after it.
    """
    return in_turn(_stage_tasks(step, number, stage, origin, entry) for number, stage in enumerate(stages))


def _stage_tasks(step: Step, number: int, stage: Stage, origin: Origin, entry: Entry) -> Tasks:
    group = f"{entry.id}.{number}" if stage.together is Together.ANY and len(stage.parties) > 1 else ""
    return tuple(
        Task(
            id=TaskId(f"{entry.id}.{number}.{place}"),
            step=step.id,
            act=step.act,
            holder=holder_of(party, origin),
            instead_of=group,
            opened=entry.claimed_time if number == 0 else "",
        )
        for place, party in enumerate(stage.parties)
    )


def holder_of(party: Party, origin: Origin) -> Holder:
    """Return whose task it is where a flow names a party."""
    department = origin.department if party.reach is Reach.DEPARTMENT else party.department
    person = origin.drafter if party.reach is Reach.DRAFTER else party.person
    return Holder(role=party.role, department=department, person=person)


def task_of(tasks: Iterable[Task], named: TaskId) -> Task | None:
    """Return the open task that an act completes: the one it names, or the only one where it names none."""
    waiting = [task for task in tasks if task.is_open]
    if named:
        return next((task for task in waiting if task.id == named), None)
    return waiting[0] if len(waiting) == 1 else None
