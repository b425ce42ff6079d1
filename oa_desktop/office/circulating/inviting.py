"""What the office adds to acts that bring others to a document: who they are, and whether they may know it (邀办)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import ChoosingAction
from oa_desktop.domain.actions.on_paper import RecordInstruction
from oa_desktop.domain.dossier import Dossier, recallable
from oa_desktop.domain.dossier.moving import own_task
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.deadlines import refuse_deadline_before
from oa_desktop.domain.flows.stranding import may_take_back, stranded
from oa_desktop.domain.flows.tasks import Task, of_the_step, open_ones
from oa_desktop.domain.ids import NO_ENTRY, DepartmentId, PersonId
from oa_desktop.domain.policy import HANDLERS, PERMITS
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.desk import Desk

_COUNTERSIGN = DECLARATIONS[together.Countersign].kind

Taking = TypeVar("Taking", together.WithdrawSigners, together.RecallCirculation)


Choosing = TypeVar("Choosing", act.SubmitForReview, ChoosingAction, RecordInstruction)


def with_chosen(desk: Desk, action: Choosing) -> Choosing:
    """Return an act whose chosen people may know the document, and may do what the steps ask of them.

    Raises:
        Refused: ``chosen.no-such-step``, ``chosen.no-such-department``, ``chosen.people-only``, ``people.*``,
            ``deadline.before-document``.
    """
    state = desk.dossier(action.dossier)
    action = replace(action, chosen=tuple(_told_apart(desk, one) for one in action.chosen))
    _refuse_twice([chosen.step for chosen in action.chosen], "选定")
    for chosen in action.chosen:
        _refuse_unfit_choice(desk, state, chosen)
    return action


def _refuse_unfit_choice(desk: Desk, state: Dossier, one: act.ChosenParties) -> None:
    if state.flow is None or not state.flow.has(one.step) or not state.flow.step(one.step).chosen:
        raise Refused("chosen.no-such-step", step=one.step)
    step = state.flow.step(one.step)
    _refuse_twice((*one.people, *one.departments), DECLARATIONS[BY_KIND[step.act]].term)
    refuse_unfit(desk, state, one.people, step.act)
    if one.departments and not departments_may(step.act):
        raise Refused("chosen.people-only", step=step.name)
    refuse_headless(desk, one.departments)
    if one.due:
        refuse_deadline_before(one.due, state.drafted)


def _refuse_twice(named: Sequence[str], term: str) -> None:
    if len(set(named)) < len(named):
        raise Refused("people.twice", act=term)


def departments_may(kind: str) -> bool:
    """Whether an act may be left to a department, whose head (部门审核) then does it."""
    return Role.DEPARTMENT_HEAD in PERMITS[BY_KIND[kind]].roles


def _told_apart(desk: Desk, chosen: act.ChosenParties) -> act.ChosenParties:
    """Return who was chosen with the departments among them told apart from the people."""
    known = {str(one.id) for one in desk.organisation().departments}
    named = tuple(DepartmentId(one) for one in chosen.people if one in known)
    people = tuple(one for one in chosen.people if one not in known)
    return replace(chosen, people=people, departments=(*chosen.departments, *named))


def refuse_headless(desk: Desk, departments: Iterable[DepartmentId]) -> None:
    """Refuse a department that is none, or that nobody heads: nobody would have the document in hand."""
    organisation = desk.organisation()
    for one in departments:
        heads = [post for post in organisation.posts if post.department == one and Role.DEPARTMENT_HEAD in post.roles]
        if not heads:
            known = organisation.department(one)
            raise Refused("chosen.no-such-department", department=known.name if known else one)


def add_signers(desk: Desk, action: together.AddSigners) -> together.AddSigners:
    """Return 加签 whose people may know the document."""
    state = desk.dossier(action.dossier)
    _refuse_self(desk, action.people, "加签")
    refuse_unfit(desk, state, action.people, _COUNTERSIGN)
    _refuse_asked(desk, state, action.people)
    return action


def _refuse_asked(desk: Desk, state: Dossier, people: Iterable[PersonId]) -> None:
    """Refuse to ask people for what they have been asked already and have not answered."""
    asked = {one.holder.person for one in of_the_step(state.tasks) if one.act == _COUNTERSIGN}
    twice = [desk.organisation().person(one).name for one in people if one in asked]
    if twice:
        raise Refused("people.asked-already", names="、".join(twice), title=state.particulars.title)


def circulate(desk: Desk, action: together.Circulate) -> together.Circulate:
    """Return 传阅 whose readers may know the document."""
    refuse_unfit(desk, desk.dossier(action.dossier), action.readers, "mark-read")
    return action


def hand_over(desk: Desk, action: together.HandOver) -> together.HandOver:
    """Return 转办 to somebody who may do what the task asks."""
    state = desk.dossier(action.dossier)
    task = own_task(state, action.task)
    if not action.person:
        raise Refused("people.none", act="转办")
    _refuse_self(desk, (action.person,), "转办")
    refuse_unfit(desk, state, (action.person,), task.act if task else "review")
    return action


def reassign(desk: Desk, action: together.Reassign) -> together.Reassign:
    """Return 改派 of tasks that nobody can do, to somebody who may do them.

    Raises:
        Refused: ``reassign.not-stranded``, ``people.none``, ``people.no-role``, ``people.clearance``.
    """
    state = desk.dossier(action.dossier)
    lost = {task.id: task for task in stranded(state, desk.organisation())}
    named = action.tasks or tuple(lost)
    if not lost or not lost.keys() >= set(named):
        raise Refused("reassign.not-stranded", title=state.particulars.title)
    if not action.person:
        raise Refused("people.none", act="改派")
    for kind in {lost[one].act for one in named}:
        refuse_unfit(desk, state, (action.person,), kind)
    return replace(action, tasks=named)


def _refuse_self(desk: Desk, people: Iterable[PersonId], term: str) -> None:
    if desk.standing.person in set(people):
        raise Refused("people.oneself", act=term)


def refuse_unfit(desk: Desk, state: Dossier, people: Iterable[PersonId], kind: str) -> None:
    """Refuse people who are not there, may not know the document, or may not do the act."""
    organisation = desk.organisation()
    needed = PERMITS[BY_KIND[kind]].roles
    for one in people:
        person = organisation.person(one)
        if not any(organisation.has_role(one, role) for role in needed):
            names = "、".join(role.value for role in Role if role in needed) if needed != HANDLERS else "办理公文的角色"
            raise Refused("people.no-role", name=person.name, act=DECLARATIONS[BY_KIND[kind]].term, roles=names)
        if person.clearance < state.particulars.secrecy:
            raise Refused("people.clearance", name=person.name, level=state.particulars.secrecy.label)


def take_out(desk: Desk, action: Taking) -> Taking:
    """Return 减签 or 收回传阅 with the tasks that one has given oneself, or that were given by somebody who has gone.

    Raises:
        Refused: ``people.given-by-others``: a task that is named was not.
    """
    given = {one.id for one in desk.dossier(action.dossier).tasks if _is_given(desk, one, action)}
    if not given.issuperset(action.tasks):
        raise Refused("people.given-by-others", act=DECLARATIONS[type(action)].term)
    return replace(action, tasks=action.tasks or tuple(sorted(given)))


def _is_given(desk: Desk, task: Task, action: Action) -> bool:
    circulating = isinstance(action, together.RecallCirculation)
    of_it = task.circulates if circulating else not task.beside
    return of_it and may_take_back(task, desk.standing, desk.organisation())


def urge(desk: Desk, action: together.Urge) -> together.Urge:
    """Return 催办 of the tasks that others have in hand."""
    tasks = open_ones(desk.dossier(action.dossier).tasks)
    waiting = tuple(task.id for task in tasks if not task.holder.is_met_by(desk.standing))
    named = tuple(one for one in action.tasks if one in waiting)
    return replace(action, tasks=named if action.tasks else waiting[:_MOST_URGED])


_MOST_URGED = 200
"""Tasks that one entry may name: it has to stay within 16 KB."""


def recall(desk: Desk, action: act.Recall) -> act.Recall:
    """Return 撤回 with the entry that is taken back: the newest of one's own that may be, else the newest."""
    state = desk.dossier(action.dossier)
    mine = [one for one in reversed(state.done) if one.person == desk.standing.person]
    if action.entry:
        return action if any(one.entry == action.entry for one in mine) else replace(action, entry=NO_ENTRY)
    usual = next(iter(mine), None)
    chosen = next((one for one in mine if recallable(state, one)), usual)
    return replace(action, entry=chosen.entry if chosen else NO_ENTRY)


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.SubmitForReview: with_chosen,
    act.Recall: recall,
    together.AddSigners: add_signers,
    together.WithdrawSigners: take_out,
    together.HandOver: hand_over,
    together.Reassign: reassign,
    together.Circulate: circulate,
    together.RecallCirculation: take_out,
    together.Urge: urge,
}
