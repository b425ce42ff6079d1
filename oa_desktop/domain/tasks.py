"""Tasks (待办) and what waits for what: who must do what now, and what comes to whom when it is done.

The tasks of a step are a graph. A task that waits for none is open. That one relation carries every way of acting
together: 依次 is a chain, 并行会签 are tasks side by side, 或签 are tasks that stand for each other. A step is done
when it has no task left, so no task can be lost by being done in another order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from oa_desktop.domain.ids import DepartmentId, PersonId, TaskId
from oa_desktop.domain.organisation import Role, Standing

Tasks = tuple["Task", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose task it is: whoever has the role, in the department where one is named, the person where one is named.

    Attributes:
        role: Role that may take it.
        department: Only inside this department; empty for the whole unit.
        person: Only this person; empty for whoever holds the role.
    """

    role: Role
    department: DepartmentId = DepartmentId("")
    person: PersonId = PersonId("")

    def is_met_by(self, standing: Standing) -> bool:
        """Whether somebody may take a task of this holder."""
        return (
            self.role in standing.roles
            and self.department in ("", standing.department)
            and self.person in ("", standing.person)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """待办: what must be done, by whom, and behind what.

    Attributes:
        id: Its own; made from the entry that opened it.
        step: Id of the step that it belongs to.
        act: Kind of the act that completes it.
        holder: Whose it is.
        waits_for: Ids of the tasks that come first; none for an open task.
        instead_of: Name of a group of tasks of which one is enough (或签); empty for a task that stands alone.
        opened: Claimed time of the entry that opened it, or that ended the last task that it waited for.
    """

    id: TaskId
    step: str
    act: str
    holder: Holder
    waits_for: tuple[TaskId, ...] = ()
    instead_of: str = ""
    opened: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it can be done now."""
        return not self.waits_for


def open_ones(tasks: Iterable[Task]) -> Tasks:
    """Return the tasks that can be done now."""
    return tuple(task for task in tasks if task.is_open)


def held_by(tasks: Iterable[Task], standing: Standing) -> Tasks:
    """Return the open tasks that somebody may take."""
    return tuple(task for task in tasks if task.is_open and task.holder.is_met_by(standing))


def without(tasks: Sequence[Task], gone: Iterable[TaskId], time: str) -> Tasks:
    """Return the tasks after some are no more: what waited for nothing else is open.

    Args:
        tasks: All that are left to do.
        gone: Done, taken out or cancelled.
        time: Claimed time from which what opens now is open.
    """
    ended = frozenset(gone)
    return tuple(_released(task, ended, time) for task in tasks if task.id not in ended)


def _released(task: Task, ended: frozenset[TaskId], time: str) -> Task:
    if ended.isdisjoint(task.waits_for):
        return task
    left = tuple(one for one in task.waits_for if one not in ended)
    return replace(task, waits_for=left, opened=task.opened if left else time)


def rivals(tasks: Iterable[Task], done: Task) -> tuple[TaskId, ...]:
    """Return the tasks that are not needed any more because another of their group (或签) is done."""
    if not done.instead_of:
        return ()
    return tuple(task.id for task in tasks if task.instead_of == done.instead_of and task.id != done.id)


def in_turn(stages: Iterable[Sequence[Task]]) -> Tasks:
    """Return tasks of which each stage waits for the whole of the stage before it (依次)."""
    placed: list[Task] = []
    before: tuple[TaskId, ...] = ()
    for stage in stages:
        placed += [replace(task, waits_for=before) for task in stage]
        before = tuple(task.id for task in stage) or before
    return tuple(placed)
