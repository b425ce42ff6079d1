"""How a document goes from task to task and from step to step, and back again (流转)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.internal import Approve
from oa_desktop.domain.actions.together import Cosign, HandOver
from oa_desktop.domain.dossier.agreed import AgreedText
from oa_desktop.domain.dossier.state import Done, Dossier, LastAct, Phase, WayBack
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.conditions import all_hold
from oa_desktop.domain.flows.flow import Objection, Step
from oa_desktop.domain.flows.routing import Origin, task_of, tasks_at
from oa_desktop.domain.flows.tasks import (
    Task,
    Tasks,
    beside_the_step,
    of_the_step,
    put_back,
    reopened,
    rivals,
    waiting_for,
    without,
)
from oa_desktop.domain.ids import TaskId

_ISSUE = DECLARATIONS[act.Issue].kind
_HAND_OVER = DECLARATIONS[HandOver].kind
_REVIEW = DECLARATIONS[act.Review].kind
_ON_ONE_TEXT = (_REVIEW, *(DECLARATIONS[one].kind for one in (Cosign, Approve)))


def acted(dossier: Dossier, entry: Entry) -> Dossier:
    """Return a dossier in which somebody has just acted: whoever sent it here can take it back no more."""
    last = LastAct(entry=entry.id, kind=entry.kind, person=entry.actor.person)
    return replace(dossier, last=last, done=dossier.done_here)


def own_task(dossier: Dossier, named: TaskId) -> Task | None:
    """Return the open task of the step that an act is about, None where it is no more."""
    return task_of(of_the_step(dossier.tasks), named)


def onward(dossier: Dossier, action: act.DossierAction, entry: Entry, *, objected: bool = False) -> Dossier:
    """Complete a task; the document moves on with the last one of its step."""
    done = own_task(dossier, action.task)
    return completed(dossier, done, entry, objected=objected) if done else dossier


def completed(dossier: Dossier, task: Task, entry: Entry, *, objected: bool = False) -> Dossier:
    """Return a dossier with a task of its step done."""
    relieved = rivals(dossier.tasks, task)
    mark = record(dossier, task, entry, (one for one in dossier.tasks if one.id in relieved))
    left = without(dossier.tasks, (task.id, *relieved), entry.claimed_time)
    after = acted(dossier, entry)
    after = replace(after, tasks=left, done=(*after.done, replace(mark, objected=objected)))
    if objected and _objection(dossier) is Objection.RETURNS:
        return _left(after, entry, _returning(after), cancelled=of_the_step(left))
    return after if of_the_step(left) else emptied(after, entry)


def emptied(dossier: Dossier, entry: Entry) -> Dossier:
    """Return a dossier whose step has no task left: it goes on, or back where an objection holds it."""
    held = _objection(dossier) is Objection.HOLDS and any(one.objected for one in dossier.done)
    return _left(dossier, entry, _returning(dossier) if held else "")


def record(dossier: Dossier, task: Task, entry: Entry, cancelled: Iterable[Task] = ()) -> Done:
    """Return what it takes to have a task done again."""
    return Done(
        entry=entry.id,
        person=entry.actor.person,
        kind=entry.kind,
        task=task,
        step=dossier.step,
        cancelled=tuple(cancelled),
        behind=waiting_for(dossier.tasks, task.id),
    )


def _objection(dossier: Dossier) -> Objection | None:
    step = present_step(dossier)
    return step.objection if step and step.returns_to else None


def _returning(dossier: Dossier) -> str:
    step = present_step(dossier)
    return peopled(dossier, step.returns_to[0]) if step else ""


def returns_from(dossier: Dossier) -> tuple[str, ...]:
    """Return the steps that a document may be returned to from where it is: those in which somebody acts."""
    flow, step = dossier.flow, present_step(dossier)
    return tuple(one for one in step.returns_to if dossier.stages(flow.step(one))) if flow and step else ()


def peopled(dossier: Dossier, step: str) -> str:
    """Return a step, or the nearest one before it where nobody acts in it: nothing goes back to nobody."""
    flow = dossier.flow
    if flow is None or not flow.has(step):
        return step
    until = flow.steps[: flow.steps.index(flow.step(step)) + 1]
    return next((one.id for one in reversed(until) if dossier.stages(one)), flow.steps[0].id)


def present_step(dossier: Dossier) -> Step | None:
    """Return the step that a document is in, None where its flow has none of that name."""
    flow = dossier.flow
    return flow.step(dossier.step) if flow and flow.has(dossier.step) else None


def _left(dossier: Dossier, entry: Entry, to: str, cancelled: Tasks = ()) -> Dossier:
    """Return a dossier that left its step: to a step that is named, else straight back, else to the next one."""
    leaving = replace(dossier, done=_left_with_the_last(dossier, cancelled))
    if to:
        return arrived(leaving, to, entry)
    way = leaving.way_back
    return _straight_back(leaving, way, entry) if way and _may_go_straight(leaving, way) else _next(leaving, entry)


def _left_with_the_last(dossier: Dossier, cancelled: Tasks) -> tuple[Done, ...]:
    if not dossier.done:
        return ()
    *before, last = dossier.done
    return (*before, replace(last, left=True, way_back=dossier.way_back, cancelled=(*last.cancelled, *cancelled)))


def _may_go_straight(dossier: Dossier, way: WayBack) -> bool:
    """Whether nobody is passed over who signed (签发), agreed to another text, or has to see the document only now."""
    flow = dossier.flow
    if flow is None or not flow.has(way.step) or (way.text and not dossier.stands_as(way.text)):
        return False
    passed = flow.steps[: flow.steps.index(flow.step(way.step))]
    if way.route and not {step.id for step in passed}.intersection(_route(dossier)).issubset(way.route):
        return False
    return _ISSUE not in [step.act for step in passed] or dossier.stands_issued


def _route(dossier: Dossier) -> tuple[str, ...]:
    """Return the steps that a document has to go through as it is now."""
    flow = dossier.flow
    return tuple(one.id for one in flow.steps if all_hold(one.when, dossier.particulars)) if flow else ()


def _straight_back(dossier: Dossier, way: WayBack, entry: Entry) -> Dossier:
    waiting = (*reopened(way.tasks, entry.claimed_time), *beside_the_step(dossier.tasks))
    return replace(dossier, step=way.step, tasks=waiting, way_back=None)


def _next(dossier: Dossier, entry: Entry) -> Dossier:
    following = _following(dossier)
    if following is None:
        return replace(dossier, phase=Phase.CONCLUDED, tasks=(), way_back=None)
    return arrived(replace(dossier, way_back=None), following.id, entry)


def _following(dossier: Dossier) -> Step | None:
    """Return the next step of the route in which somebody acts."""
    flow, step = dossier.flow, present_step(dossier)
    while flow and step:
        step = flow.after(step.id, dossier.particulars)
        if step is None or dossier.stages(step):
            return step
    return None


def arrived(dossier: Dossier, step: str, entry: Entry) -> Dossier:
    """Return a dossier that came to a step; nothing changes where its flow has none of that name."""
    flow = dossier.flow
    if flow is None or not flow.has(step):
        return dossier
    reached = flow.step(step)
    origin = Origin(drafter=dossier.drafter, department=dossier.department)
    tasks = _limited(tasks_at(reached, dossier.stages(reached), origin, entry), dossier, reached)
    return replace(dossier, step=step, tasks=(*tasks, *beside_the_step(dossier.tasks)))


def _limited(tasks: Tasks, dossier: Dossier, step: Step) -> Tasks:
    """Return the tasks of a step with the day until which they were given to those who were chosen."""
    chosen = dossier.chosen_for(step) if step.chosen else None
    return tuple(replace(one, due=chosen.due) for one in tasks) if chosen and chosen.due else tasks


def returned(dossier: Dossier, action: act.Return, entry: Entry) -> Dossier:
    """Return a dossier that was sent back (退回): it is taken from all who have it."""
    here = of_the_step(dossier.tasks)
    own = own_task(dossier, action.task) or next(iter(here), None)
    if own is None or dossier.flow is None or not dossier.flow.has(action.to):
        return acted(dossier, entry)
    after = acted(dossier, entry)
    mark = record(dossier, own, entry, (one for one in here if one.id != own.id))
    agreed, route = _agreed_text(dossier, own), _route(dossier)
    way = WayBack(step=dossier.step, tasks=here, text=agreed, route=route) if action.straight_back else None
    left = replace(mark, left=True, way_back=dossier.way_back)
    back = replace(after, done=(*after.done, left), way_back=way)
    return arrived(back, peopled(dossier, action.to), entry)


def others_agreed(dossier: Dossier, own: Task) -> bool:
    """Whether somebody of the step agreed to a text that must not change behind them (审核、联署会签、审批).

    Whoever agreed before a task had its turn in 审核 leaves the text to it; in the others all sign the same one.
    """
    step = present_step(dossier)
    kind = step.act if step else ""
    agreed = [one for one in dossier.done_here if one.kind != _HAND_OVER and not one.objected]
    before = _before(dossier, own) if kind == _REVIEW else frozenset()
    return kind in _ON_ONE_TEXT and any(one.task.id not in before for one in agreed)


def _agreed_text(dossier: Dossier, own: Task) -> AgreedText | None:
    bound = others_agreed(dossier, own) or dossier.stands_as(dossier.cosigned)
    return dossier.text if bound else None


def _before(dossier: Dossier, own: Task) -> frozenset[TaskId]:
    """Return what was done in the step before a task had its turn."""
    found = {own.id}
    for one in reversed(dossier.done_here):
        found.update({one.task.id} if found.intersection(one.behind) else ())
    return frozenset(found)


def recallable(dossier: Dossier, done: Done) -> bool:
    """Whether an act may still be taken back: nobody has acted behind it."""
    if not DECLARATIONS[BY_KIND[done.kind]].recallable or dossier.phase is not Phase.IN_HAND:
        return False
    if done.left:
        return True
    waiting = {one.id for one in dossier.tasks}
    handed = done.kind == _HAND_OVER
    return (
        done in dossier.done_here
        and waiting.issuperset(done.behind)
        and handed == (done.task.id in waiting)
        and not _handed_further(dossier, done)
    )


def _handed_further(dossier: Dossier, done: Done) -> bool:
    """Whether whoever had it after somebody has given it on (转办): they have acted on it."""
    later = dossier.done_here[dossier.done_here.index(done) + 1 :]
    return any(one.task.id in (done.task.id, *done.behind) for one in later)


def recalled(dossier: Dossier, action: act.Recall, entry: Entry) -> Dossier:
    """Return a dossier with an act taken back (撤回): its task is to be done again, and it is where it was before."""
    wanted = action.entry or (dossier.last.entry if dossier.last else action.entry)
    done = next((one for one in dossier.done if one.entry == wanted), None)
    if done is None or not recallable(dossier, done):
        return dossier
    here = beside_the_step(dossier.tasks) if done.left else dossier.tasks
    tasks = put_back(here, done.task, done.cancelled, () if done.left else done.behind)
    kept = tuple(one for one in dossier.done if one is not done)
    last = LastAct(entry=entry.id, kind=entry.kind, person=entry.actor.person)
    way = done.way_back if done.left else dossier.way_back
    return replace(dossier, step=done.step, tasks=tasks, done=kept, last=last, way_back=way)
