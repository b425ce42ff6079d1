"""What was done of a document, task by task (办理用时): what statistics count, without whose hands it was in.

A task is done with the entry that did it. What was taken back (撤回) was not done; what another made needless is not
counted, nor is a task that went on in other hands (转办).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain import history
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.together import HandOver
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.limits import Limit
from oa_desktop.domain.flows.tasks import READING, Task
from oa_desktop.domain.ids import DossierId, EntryId

_RECALL = DECLARATIONS[act.Recall].kind
_HAND_OVER = DECLARATIONS[HandOver].kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """A task that was done.

    Attributes:
        entry: With which entry.
        task: As it was before.
        step: Name of its step.
        limit: The time limit of the step.
        urgency: 紧急程度 of the document.
        ended: Claimed time of the entry.
        back: Whether the document went back to an earlier step with it (退回).
        reason: The reason that was given for that.
    """

    entry: EntryId
    task: Task
    step: str
    limit: Limit | None
    urgency: str
    ended: str
    back: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What one entry changed in what was done.

    Attributes:
        done: Tasks that it did.
        undone: Entries whose tasks are to be done again (撤回).
    """

    done: tuple[Handled, ...] = ()
    undone: tuple[EntryId, ...] = ()


def course(before: Dossier, after: Dossier, entry: Entry) -> Course:
    """Return what an entry did: the difference of the states around it."""
    if entry.kind == _RECALL:
        kept = {one.entry for one in after.done}
        return Course(undone=tuple(one.entry for one in before.done if one.entry not in kept))
    return Course(done=tuple(_handled(before, after, task, entry) for task in _tasks(before, after, entry)))


def _tasks(before: Dossier, after: Dossier, entry: Entry) -> Iterator[Task]:
    yield from (one.task for one in after.done if one.entry == entry.id and one.kind != _HAND_OVER)
    if entry.kind == READING:
        left = {one.id for one in after.tasks}
        yield from (one for one in before.tasks if one.is_reading and one.is_open and one.id not in left)


def _handled(before: Dossier, after: Dossier, task: Task, entry: Entry) -> Handled:
    flow = before.flow
    step = flow.step(task.step) if flow and flow.has(task.step) else None
    back = _went_back(before, after)
    return Handled(
        entry=entry.id,
        task=task,
        step=step.name if step else "",
        limit=step.limit if step else None,
        urgency=before.particulars.urgency,
        ended=entry.claimed_time,
        back=back,
        reason=getattr(history.read_action(entry), "reason", "").strip() if back else "",
    )


def _went_back(before: Dossier, after: Dossier) -> bool:
    places = [step.id for step in before.flow.steps] if before.flow else []
    known = before.step in places and after.step in places
    return known and places.index(after.step) < places.index(before.step)


def courses(dossier: DossierId, entries: Iterable[Entry]) -> tuple[Course, ...]:
    """Return what entries did of a document and stands, as the journal tells it; what took no effect is left out."""
    found: dict[EntryId, Course] = {}
    for before, after, entry in dossiers.passages(dossier, entries):
        changed = course(before, after, entry)
        for one in changed.undone:
            found.pop(one, None)
        found[entry.id] = replace(changed, undone=())
    return tuple(found.values())
