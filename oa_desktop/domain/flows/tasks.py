"""Tasks (待办) and what waits for what: who must do what now, and what comes to whom when it is done.

The tasks of a step are a graph. A task that waits for none is open. That one relation carries every way of acting
together: 依次 is a chain, 并行会签 are tasks side by side, 或签 are tasks that stand for each other, 加签 sets a task
before, behind or beside another, 减签 takes one out. A step is done when it has no task left, so no task can be lost
by being done in another order.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.ids import NO_ENTRY, DepartmentId, EntryId, PersonId, TaskId
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.units.standing import Standing

Tasks = tuple["Task", ...]

READING = "mark-read"
"""Kind of the act by which a paper that is circulated is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose task it is: whoever has the role, in the department where one is named, the person where one is named.

    Attributes:
        role: Role that may take it; None where a person or department is named and any role will do.
        department: Only inside this department; empty for the whole unit.
        person: Only this person; empty for whoever holds the role.
    """

    role: Role | None = None
    department: DepartmentId = DepartmentId("")
    person: PersonId = PersonId("")

    def is_met_by(self, standing: Standing) -> bool:
        """Whether somebody may take a task of this holder."""
        return (
            (self.role is None or self.role in standing.roles)
            and self.department in ("", standing.department)
            and self.person in ("", standing.person)
        )


class Beside(StrEnum):
    """Where an added task (加签) stands to the one of whoever adds it."""

    BEFORE = "前"
    AFTER = "后"
    PARALLEL = "并行"


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
        due: 办理期限 that was set for it by hand, ISO; empty where the limit of its step holds.
        given_by: Who added or handed it over; empty where the flow opened it.
        beside: Whether it stands beside the step (传阅、督办): the document does not wait for it.
        urged: How often it was urged (催办).
        item: The supervised matter (督办) that it belongs to; empty for none.
    """

    id: TaskId
    step: str
    act: str
    holder: Holder
    waits_for: tuple[TaskId, ...] = ()
    instead_of: str = ""
    opened: str = ""
    due: str = field(default="", metadata={codec.LATER: True})
    given_by: PersonId = field(default=PersonId(""), metadata={codec.LATER: True})
    beside: bool = field(default=False, metadata={codec.LATER: True})
    urged: int = field(default=0, metadata={codec.LATER: True})
    item: EntryId = field(default=NO_ENTRY, metadata={codec.LATER: True})

    @property
    def is_open(self) -> bool:
        """Whether it can be done now."""
        return not self.waits_for

    @property
    def circulates(self) -> bool:
        """Whether it is one of a paper that is circulated (传阅)."""
        return self.beside and not self.item

    @property
    def is_reading(self) -> bool:
        """Whether it is to read a paper that is circulated (待阅); all else is 待办."""
        return self.beside and self.act == READING


def open_ones(tasks: Iterable[Task]) -> Tasks:
    """Return the tasks that can be done now."""
    return tuple([task for task in tasks if not task.waits_for])


def of_the_step(tasks: Iterable[Task]) -> Tasks:
    """Return the tasks that the document waits for before it leaves its step."""
    return tuple([task for task in tasks if not task.beside])


def beside_the_step(tasks: Iterable[Task]) -> Tasks:
    """Return the tasks that the document does not wait for (传阅、督办)."""
    return tuple(task for task in tasks if task.beside)


def of_readers(tasks: Iterable[Task]) -> Tasks:
    """Return the tasks of a paper that is to be read: circulated (传阅), or recorded from paper and to be confirmed."""
    return tuple(task for task in tasks if task.circulates)


def out_with_readers(tasks: Iterable[Task]) -> Tasks:
    """Return the tasks of circulations (传阅); to confirm what was recorded from paper is none."""
    return tuple(task for task in of_readers(tasks) if task.given_by)


def held_by(tasks: Iterable[Task], standing: Standing) -> Tasks:
    """Return the open tasks that somebody may take."""
    return tuple(task for task in open_ones(tasks) if falls_to(task, standing))


def falls_to(task: Task, standing: Standing) -> bool:
    """Whether somebody may take a task: of one they stand for, only if the delegation covers its act."""
    acts = standing.delegation.acts if standing.delegation else ()
    return task.holder.is_met_by(standing) and (not acts or task.act in acts)


def without(tasks: Sequence[Task], gone: Iterable[TaskId], time: str) -> Tasks:
    """Return the tasks after some are no more: what waited for nothing else is open.

    What waited for one that had not come to its turn waits for what that one waited for: nobody overtakes.

    Args:
        tasks: All that are left to do.
        gone: Done, taken out or cancelled.
        time: Claimed time from which what opens now is open.
    """
    ended = frozenset(gone)
    waits = {task.id: task.waits_for for task in tasks if task.id in ended} | dict.fromkeys(ended - _ids(tasks), ())
    return tuple(_released(task, waits, time) for task in tasks if task.id not in ended)


def _ids(tasks: Iterable[Task]) -> frozenset[TaskId]:
    return frozenset(task.id for task in tasks)


def _released(task: Task, ended: Mapping[TaskId, tuple[TaskId, ...]], time: str) -> Task:
    if ended.keys().isdisjoint(task.waits_for):
        return task
    left = tuple(dict.fromkeys(_still_waited_for(task.waits_for, ended)))
    return replace(task, waits_for=left, opened=task.opened if left else time)


def _still_waited_for(ids: Iterable[TaskId], ended: Mapping[TaskId, tuple[TaskId, ...]]) -> Iterator[TaskId]:
    for one in ids:
        if one in ended:
            yield from _still_waited_for(ended[one], ended)
        else:
            yield one


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


def added(tasks: Sequence[Task], own: Task, new: Sequence[Task], beside: Beside) -> Tasks:
    """Return the tasks with some added (加签) to one of them.

    Args:
        tasks: All that are left to do.
        own: The task of whoever adds.
        new: What is added; what waits among itself (依次) goes on waiting.
        beside: Where: before it, behind it, or beside it.
    """
    ids = tuple(task.id for task in new)
    if beside is Beside.BEFORE:
        kept = [replace(task, waits_for=(*task.waits_for, *ids)) if task.id == own.id else task for task in tasks]
        return (*kept, *new)
    behind = [_behind(task, own.id, ids) for task in tasks]
    first = (own.id,) if beside is Beside.AFTER else own.waits_for
    return (*behind, *(replace(task, waits_for=task.waits_for or first) for task in new))


def _behind(task: Task, own: TaskId, new: tuple[TaskId, ...]) -> Task:
    return replace(task, waits_for=(*task.waits_for, *new)) if own in task.waits_for else task


def put_back(tasks: Sequence[Task], done: Task, cancelled: Sequence[Task], behind: Iterable[TaskId]) -> Tasks:
    """Return the tasks with one that was done to be done again (撤回); what waited for it waits again.

    What was done in the meantime is waited for no more.

    Args:
        tasks: All that are left to do.
        done: The one to be done again, as it was.
        cancelled: What was not needed because of it, as it was.
        behind: Ids of the tasks that waited for it.
    """
    waiting = frozenset(behind)
    kept = [task for task in tasks if task.id != done.id]
    again = [replace(one, waits_for=(*one.waits_for, done.id)) if one.id in waiting else one for one in kept]
    there = {done.id, *(one.id for one in (*cancelled, *again))}
    return (*(_waiting_among(one, there) for one in (done, *cancelled)), *again)


def _waiting_among(task: Task, there: Container[TaskId]) -> Task:
    return replace(task, waits_for=tuple(one for one in task.waits_for if one in there))


def waiting_for(tasks: Iterable[Task], task: TaskId) -> tuple[TaskId, ...]:
    """Return the tasks that one has to be done before."""
    return tuple(one.id for one in tasks if task in one.waits_for)


def reopened(tasks: Iterable[Task], time: str) -> Tasks:
    """Return tasks whose open ones are open from a time on."""
    return tuple(replace(task, opened=time) if task.is_open else task for task in tasks)
