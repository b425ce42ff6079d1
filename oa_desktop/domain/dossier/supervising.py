"""What acts of supervision do (督办): its tasks stand beside the step, and rest while the document is suspended."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import supervising as act
from oa_desktop.domain.documents.supervision import (
    Answer,
    Progress,
    Report,
    Stage,
    Supervision,
    Supervisions,
    Wish,
    item_of,
    open_items,
    tasks_of,
)
from oa_desktop.domain.dossier.state import ENDED, Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Holder, Task, Tasks, without
from oa_desktop.domain.ids import EntryId, PersonId, TaskId
from oa_desktop.domain.units.roles import Role

_REPORT = DECLARATIONS[act.ReportProgress].kind
_EXTEND = DECLARATIONS[act.ExtendSupervision].kind
_CLOSE = DECLARATIONS[act.CloseSupervision].kind


def supervised(dossier: Dossier, action: act.Supervise, entry: Entry) -> Dossier:
    """督办立项: everybody who sees to it is to report, the lead first."""
    if dossier.phase in ENDED:
        return dossier
    departments = [Holder(role=Role.DEPARTMENT_HEAD, department=one) for one in action.departments]
    together = (*departments, *(Holder(person=one) for one in action.people))
    item = Supervision(
        id=entry.id,
        matter=action.matter,
        supervisor=entry.actor.person,
        holders=tuple(sorted(together, key=lambda one: action.lead not in (one.person, one.department))),
        due=action.due,
        begun=entry.claimed_time,
    )
    begun = replace(dossier, supervisions=(*dossier.supervisions, item))
    return _changed(begun, item, entry, come=_to_report(begun, item, item.holders, entry))


def reported(dossier: Dossier, action: act.ReportProgress, entry: Entry) -> Dossier:
    """反馈: when all have done their part, whoever supervises looks at it."""
    item = item_of(dossier.supervisions, action.item)
    if item is None:
        return dossier
    person, time = entry.actor.person, entry.claimed_time
    report = Report(entry=entry.id, person=person, time=time, words=action.opinion, progress=action.progress)
    item = replace(item, latest=report, reports=item.reports + 1)
    if action.progress is Progress.UNDERWAY:
        return _changed(dossier, item, entry)
    asked = set(_ids(tasks_of(_waiting(dossier), item.id, _REPORT)))
    if asked - {action.task} or item.stage is not Stage.IN_HAND:
        return _changed(dossier, item, entry, gone=asked & {action.task})
    looking = _task(dossier, item, _CLOSE, Holder(person=item.supervisor), entry)
    gone = _ids(tasks_of(_waiting(dossier), item.id))
    return _changed(dossier, replace(item, stage=Stage.REPORTED, wish=None), entry, gone=gone, come=(looking,))


def extension_asked(dossier: Dossier, action: act.AskExtension, entry: Entry) -> Dossier:
    """申请延期: whoever supervises it is to answer."""
    item = item_of(dossier.supervisions, action.item)
    if item is None or item.stage is not Stage.IN_HAND or item.wish:
        return dossier
    wish = Wish(entry=entry.id, person=entry.actor.person, due=action.due, reason=action.reason)
    answering = _task(dossier, item, _EXTEND, Holder(person=item.supervisor), entry)
    return _changed(dossier, replace(item, wish=wish), entry, come=(answering,))


def extended(dossier: Dossier, action: act.ExtendSupervision, entry: Entry) -> Dossier:
    """督办延期: who sees to it has until the later day; a wish is answered with it."""
    item = item_of(dossier.supervisions, action.item)
    if item is None:
        return dossier
    answered = _ids(tasks_of(_waiting(dossier), item.id, _EXTEND))
    item = replace(item, wish=None)
    if action.answer is Answer.AGREE:
        item = replace(item, due=action.due or item.due, extended=item.extended + 1)
    return _changed(dossier, item, entry, gone=answered)


def returned(dossier: Dossier, action: act.ReturnReport, entry: Entry) -> Dossier:
    """督办退回: those who had reported that their part was done have it again."""
    item = item_of(dossier.supervisions, action.item)
    if item is None:
        return dossier
    having = {one.holder for one in tasks_of(_waiting(dossier), item.id, _REPORT)}
    again = _to_report(dossier, item, (one for one in item.holders if one not in having), entry)
    looked_at = _ids(tasks_of(_waiting(dossier), item.id, _CLOSE))
    changed = replace(item, stage=Stage.IN_HAND, returned=item.returned + 1)
    return _changed(dossier, changed, entry, gone=looked_at, come=again)


def closed(dossier: Dossier, action: act.CloseSupervision, entry: Entry) -> Dossier:
    """销号: nobody has anything to do with it any more."""
    item = item_of(dossier.supervisions, action.item)
    if item is None:
        return dossier
    gone = _ids(tasks_of(_waiting(dossier), item.id))
    stage = Stage.CLOSED if item.stage is Stage.REPORTED else Stage.DROPPED
    return _changed(dossier, _over(item, stage, entry, action.opinion), entry, gone=gone)


def dropped(dossier: Dossier, entry: Entry, reason: str) -> Dossier:
    """Return a dossier whose handling is over without matters that somebody would have to see to (作废、退文).

    Nobody has closed them, so that none counts as closed, whatever was reported.
    """
    if dossier.phase not in ENDED or not open_items(dossier.supervisions):
        return dossier
    over = (_over(one, Stage.DROPPED, entry, reason) if one.is_open else one for one in dossier.supervisions)
    return replace(dossier, supervisions=tuple(over))


def urged(items: Supervisions, reminded: Collection[EntryId]) -> Supervisions:
    """Return the matters of which some were urged (催办) once more."""
    return tuple(replace(one, urged=one.urged + 1) if one.id in reminded else one for one in items)


def in_other_hands(items: Supervisions, given: Iterable[Task], person: PersonId) -> Supervisions:
    """Return the matters of which some tasks were given to a person (改派)."""
    for task in given:
        items = tuple(_given(one, task, person) if one.id == task.item else one for one in items)
    return items


def _given(item: Supervision, task: Task, person: PersonId) -> Supervision:
    if task.act != _REPORT:
        return replace(item, supervisor=person)
    holders = (Holder(person=person) if one == task.holder else one for one in item.holders)
    return replace(item, holders=tuple(dict.fromkeys(holders)))


def _over(item: Supervision, stage: Stage, entry: Entry, words: str) -> Supervision:
    return replace(item, stage=stage, wish=None, closed=entry.claimed_time, outcome=words)


def _to_report(dossier: Dossier, item: Supervision, holders: Iterable[Holder], entry: Entry) -> Tasks:
    asked = (_task(dossier, item, _REPORT, one, entry) for one in holders)
    return tuple(replace(one, id=TaskId(f"{entry.id}.{place}")) for place, one in enumerate(asked))


def _task(dossier: Dossier, item: Supervision, kind: str, holder: Holder, entry: Entry) -> Task:
    """Return a task of a matter; only to report on it has a day."""
    return Task(
        id=TaskId(f"{entry.id}.0"),
        step=dossier.step,
        act=kind,
        holder=holder,
        opened=entry.claimed_time,
        due=item.due if kind == _REPORT else "",
        given_by=entry.actor.person,
        beside=True,
        item=item.id,
    )


def _waiting(dossier: Dossier) -> Tasks:
    return dossier.suspended if dossier.phase is Phase.SUSPENDED else dossier.tasks


def _ids(tasks: Iterable[Task]) -> tuple[TaskId, ...]:
    return tuple(one.id for one in tasks)


def _changed(
    dossier: Dossier, item: Supervision, entry: Entry, *, gone: Iterable[TaskId] = (), come: Tasks = ()
) -> Dossier:
    """Return a dossier with a matter as it is now, and its tasks, due when it is."""
    left = (*without(_waiting(dossier), gone, entry.claimed_time), *come)
    to_report = frozenset(_ids(tasks_of(left, item.id, _REPORT)))
    waiting = tuple(replace(one, due=item.due) if one.id in to_report else one for one in left)
    items = tuple(item if one.id == item.id else one for one in dossier.supervisions)
    suspended = dossier.phase is Phase.SUSPENDED
    resting, tasks = (waiting, dossier.tasks) if suspended else (dossier.suspended, waiting)
    return replace(dossier, supervisions=items, tasks=tasks, suspended=resting)
