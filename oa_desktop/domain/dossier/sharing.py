"""What acts do that bring others to a document, or take it out of hand (会签、加签、转办、传阅、催办、暂停、作废)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.together import Manner, Stance
from oa_desktop.domain.dossier import supervising
from oa_desktop.domain.dossier.agreed import AgreedText
from oa_desktop.domain.dossier.moving import acted, completed, emptied, onward, own_task, record
from oa_desktop.domain.dossier.state import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows import tasks as graph
from oa_desktop.domain.flows.tasks import Holder, Task, Tasks, of_the_step, reopened, without
from oa_desktop.domain.ids import PersonId, TaskId
from oa_desktop.domain.units.roles import Role

_COUNTERSIGN = DECLARATIONS[together.Countersign].kind
_CIRCULATE = DECLARATIONS[together.Circulate].kind
_PASS_ON = DECLARATIONS[together.PassOn].kind
_RESUME = DECLARATIONS[together.Resume].kind
_READ = DECLARATIONS[act.MarkRead].kind


def countersigned(dossier: Dossier, action: together.Countersign | together.Cosign, entry: Entry) -> Dossier:
    """会签、联署会签: an answer, which may be an objection."""
    return onward(dossier, action, entry, objected=action.stance is Stance.OBJECT)


def cosigned(dossier: Dossier, action: together.Cosign, entry: Entry) -> Dossier:
    """联署会签: what an organ's leader agreed to is the text as it stands, with its attachments (Art. 22)."""
    agreed = action.stance is not Stance.OBJECT
    return countersigned(signed_for(dossier, action) if agreed else dossier, action, entry)


def signed_for(dossier: Dossier, action: act.DossierAction) -> Dossier:
    """Return a dossier that the leader of an organ has agreed to, as it lay before them.

    On another desk that may have been another text, or other attachments, than there are here.
    """
    attachments = action.seen.attachments if action.seen else dossier.attachments
    return replace(dossier, cosigned=AgreedText(source=action.source, attachments=attachments))


def signers_added(dossier: Dossier, action: together.AddSigners, entry: Entry) -> Dossier:
    """加签: their tasks stand before, behind or beside that of whoever adds them."""
    own = own_task(dossier, action.task)
    if own is None:
        return dossier
    new = [_added(own, person, number, action, entry) for number, person in enumerate(action.people)]
    placed = graph.in_turn([[one] for one in new]) if action.in_turn else tuple(new)
    return acted(replace(dossier, tasks=graph.added(dossier.tasks, own, placed, action.beside)), entry)


def _added(own: Task, person: PersonId, number: int, action: together.AddSigners, entry: Entry) -> Task:
    return Task(
        id=TaskId(f"{entry.id}.{number}"),
        step=own.step,
        act=_COUNTERSIGN,
        holder=Holder(person=person),
        opened=entry.claimed_time,
        due=action.due,
        given_by=entry.actor.person,
    )


def taken_out(dossier: Dossier, action: together.WithdrawSigners | together.RecallCirculation, entry: Entry) -> Dossier:
    """减签、收回传阅: tasks that somebody gave are no more; the flow's own stay, whatever is named."""
    given = {one.id for one in dossier.tasks if one.given_by and one.id in action.tasks and _may_go(one, action)}
    if not given:
        return dossier
    gone = given | _passes_to(dossier.tasks, given)
    left = replace(dossier, tasks=without(dossier.tasks, gone, entry.claimed_time))
    if isinstance(action, together.RecallCirculation):
        return left
    return acted(left, entry) if of_the_step(left.tasks) else emptied(acted(left, entry), entry)


def _passes_to(tasks: Tasks, readers: set[TaskId]) -> set[TaskId]:
    """Return the hub's tasks to pass a paper on to readers who do not get it any more."""
    before = {one for task in tasks if task.id in readers for one in task.waits_for}
    return {one.id for one in tasks if one.id in before and one.act == _PASS_ON}


def _may_go(task: Task, action: together.WithdrawSigners | together.RecallCirculation) -> bool:
    circulating = isinstance(action, together.RecallCirculation)
    return task.circulates if circulating else not task.beside and task.act == _COUNTERSIGN


def handed_over(dossier: Dossier, action: together.HandOver, entry: Entry) -> Dossier:
    """转办: the task is another person's; whoever gave it may take it back while it is not done."""
    own = own_task(dossier, action.task)
    if own is None:
        return dossier
    changed = _in_other_hands(own, action, entry)
    after = acted(dossier, entry)
    tasks = tuple(changed if one.id == own.id else one for one in dossier.tasks)
    return replace(after, tasks=tasks, done=(*after.done, replace(record(dossier, own, entry), behind=())))


def reassigned(dossier: Dossier, action: together.Reassign, entry: Entry) -> Dossier:
    """改派: tasks that nobody could do are another person's; who has to read or report already is not asked twice."""
    given = [one for one in dossier.tasks if one.id in action.tasks]
    if not given:
        return dossier
    changed = {one.id: _in_other_hands(one, action, entry) for one in given}
    tasks = tuple(changed.get(one.id, one) for one in dossier.tasks)
    after = acted(dossier, entry) if of_the_step(given) else dossier
    after = replace(after, tasks=without(tasks, _asked_twice(tasks), entry.claimed_time))
    return replace(after, supervisions=supervising.in_other_hands(after.supervisions, given, action.person))


def _asked_twice(tasks: Tasks) -> tuple[TaskId, ...]:
    """Return the later ones of what somebody is to read, or to do for one matter (督办), more than once."""
    first: dict[tuple[str, str, Holder], TaskId] = {}
    given = [one for one in tasks if one.given_by and (one.is_reading or one.item)]
    return tuple(one.id for one in given if first.setdefault((one.item, one.act, one.holder), one.id) != one.id)


def _in_other_hands(task: Task, action: together.HandOver | together.Reassign, entry: Entry) -> Task:
    opened = entry.claimed_time if task.is_open else task.opened
    return replace(task, holder=Holder(person=action.person), opened=opened, due=action.due or task.due, urged=0)


def circulated(dossier: Dossier, action: together.Circulate, entry: Entry) -> Dossier:
    """传阅: the readers' tasks stand beside the step; the task to circulate, where there is one, is done.

    Whoever has it to read already does not get it twice.
    """
    if dossier.phase is not Phase.IN_HAND:
        return dossier
    having = {one.holder.person for one in dossier.tasks if one.is_reading}
    new = tuple(one for one in action.readers if one not in having)
    readers = _readers(replace(action, readers=new), entry, dossier.step)
    placed = tuple(readers) if action.manner is Manner.TOGETHER else graph.in_turn([[one] for one in readers])
    opened = tuple(replace(one, opened=entry.claimed_time if one.is_open else "") for one in placed)
    after = replace(dossier, tasks=(*dossier.tasks, *opened), circulated=entry.claimed_time)
    own = own_task(dossier, action.task)
    return completed(after, own, entry) if own and own.act == _CIRCULATE else after


def _readers(action: together.Circulate, entry: Entry, step: str) -> Sequence[Task]:
    """Return the tasks in their order; hub and spokes has the hub's task behind each reader's."""
    people = list(action.readers)
    hub = action.manner is Manner.HUB and len(people) > 1
    stops = list(_with_hub(people, entry.actor.person)) if hub else [(_READ, one) for one in people]
    return [
        Task(
            id=TaskId(f"{entry.id}.{number}"),
            step=step,
            act=kind,
            holder=Holder(person=person),
            due=action.due if kind == _READ else "",
            given_by=entry.actor.person,
            beside=True,
        )
        for number, (kind, person) in enumerate(stops)
    ]


def _with_hub(readers: Sequence[PersonId], hub: PersonId) -> Iterator[tuple[str, PersonId]]:
    for place, reader in enumerate(readers):
        if place:
            yield _PASS_ON, hub
        yield _READ, reader


def passed_on(dossier: Dossier, action: together.PassOn, entry: Entry) -> Dossier:
    """传下一位: the next reader has it."""
    return _ended(dossier, _PASS_ON, action, entry)


def read(dossier: Dossier, action: act.MarkRead, entry: Entry) -> Dossier:
    """阅: whoever was to read it has read it."""
    return _ended(dossier, _READ, action, entry)


def _ended(dossier: Dossier, kind: str, action: act.DossierAction, entry: Entry) -> Dossier:
    """Return a dossier without the task that an act names, or without the actor's own where it names none.

    What was read while the document was suspended is read: nobody has to read it again.
    """
    waiting = (one for one in (*dossier.tasks, *dossier.suspended) if one.beside and one.is_open and one.act == kind)
    person = entry.actor.person
    gone = [one.id for one in waiting if (one.id == action.task if action.task else one.holder.person == person)]
    left, resting = (without(tasks, gone, entry.claimed_time) for tasks in (dossier.tasks, dossier.suspended))
    return replace(dossier, tasks=left, suspended=resting) if gone else dossier


def urged(dossier: Dossier, action: together.Urge, _: Entry) -> Dossier:
    """催办: whoever has it in hand sees how often they were reminded."""
    tasks = tuple(replace(one, urged=one.urged + 1) if one.id in action.tasks else one for one in dossier.tasks)
    reminded = {one.item for one in dossier.tasks if one.id in action.tasks}
    return replace(dossier, tasks=tasks, supervisions=supervising.urged(dossier.supervisions, reminded))


def suspended(dossier: Dossier, _: together.Suspend, entry: Entry) -> Dossier:
    """暂停: its tasks rest; the one task left is to resume it."""
    if dossier.phase is not Phase.IN_HAND:
        return acted(dossier, entry)
    resuming = Task(
        id=TaskId(f"{entry.id}.0"),
        step=dossier.step,
        act=_RESUME,
        holder=Holder(role=Role.OFFICE_REVIEWER),
        opened=entry.claimed_time,
    )
    return replace(acted(dossier, entry), phase=Phase.SUSPENDED, suspended=dossier.tasks, tasks=(resuming,))


def resumed(dossier: Dossier, _: together.Resume, entry: Entry) -> Dossier:
    """恢复办理: its tasks are where they were, and their time begins anew."""
    if dossier.phase is not Phase.SUSPENDED:
        return acted(dossier, entry)
    tasks: Tasks = reopened(dossier.suspended, entry.claimed_time)
    return replace(acted(dossier, entry), phase=Phase.IN_HAND, tasks=tasks, suspended=())


def voided(dossier: Dossier, _: together.Void, entry: Entry) -> Dossier:
    """作废: nothing is to be done any more."""
    return replace(acted(dossier, entry), phase=Phase.VOID, tasks=(), suspended=(), way_back=None)
