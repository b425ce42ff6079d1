"""What the office adds to acts of supervision (督办): who sees to a matter, until when, and which matter is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import supervising as act
from oa_desktop.domain.documents.supervision import Supervision, Supervisions, open_items, tasks_of
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import held_by
from oa_desktop.domain.ids import NO_TASK, DepartmentId, EntryId, PersonId, TaskId
from oa_desktop.domain.policy import SUPERVISORS
from oa_desktop.office.circulating.inviting import refuse_headless, refuse_unfit
from oa_desktop.office.desk import Desk

OnItem = TypeVar(
    "OnItem",
    act.ReportProgress,
    act.AskExtension,
    act.ExtendSupervision,
    act.ReturnReport,
    act.CloseSupervision,
)
_REPORT = DECLARATIONS[act.ReportProgress].kind


def begin(desk: Desk, action: act.Supervise) -> act.Supervise:
    """Return 督办立项 whose people may know the document, whose departments have a head, and that has a day.

    Raises:
        Refused: ``people.*``, ``chosen.no-such-department``, ``supervise.day-over``.
    """
    known = {str(one.id) for one in desk.organisation().departments}
    named = tuple(DepartmentId(one) for one in action.people if one in known)
    people = tuple(one for one in action.people if one not in known)
    refuse_unfit(desk, desk.dossier(action.dossier), people, _REPORT)
    refuse_headless(desk, (*action.departments, *named))
    lead = action.lead or next(iter((*action.people, *action.departments)), "")
    due = action.due or usual_day(desk)
    if due[:10] < desk.clock.now().date().isoformat():
        raise Refused("supervise.day-over", due=due)
    matter = action.matter.strip()
    return replace(action, matter=matter, people=people, departments=(*action.departments, *named), lead=lead, due=due)


def usual_day(desk: Desk) -> str:
    """Return until when a matter is usually to be seen to, by the office calendar, ISO."""
    return desk.deadlines.calendar.after(desk.clock.now(), desk.deadlines.supervised).date().isoformat()


def on_item(desk: Desk, action: OnItem) -> OnItem:
    """Return an act with the matter that it is about: the one that is named, else the only one that it can be about.

    Raises:
        Refused: ``supervise.no-item``, ``supervise.which-item``.
    """
    state = desk.dossier(action.dossier)
    items = items_for(desk, state, type(action))
    named = [one for one in items if action.item in ("", one.id)]
    if not named:
        title = state.particulars.title
        raise Refused("supervise.no-item", act=DECLARATIONS[type(action)].term, title=title)
    if len(named) > 1:
        raise Refused("supervise.which-item", count=len(named), matters="；".join(one.matter for one in named))
    return replace(action, item=named[0].id, task=_task_of(desk, state, named[0].id, type(action)))


def _extend(desk: Desk, action: act.ExtendSupervision) -> act.ExtendSupervision:
    """Return 督办延期 with the day that was asked for, where none is named."""
    named = on_item(desk, action)
    wished = next((one.wish for one in desk.dossier(action.dossier).supervisions if one.id == named.item), None)
    return replace(named, due=named.due or (wished.due if wished else ""))


def items_for(desk: Desk, state: Dossier, action: type[Action]) -> Supervisions:
    """Return the open matters of a document that an act of the person can be about."""
    fits = _sees_to if action in _OF_WHO_SEES_TO_IT else _supervises
    may = _MAY.get(action, _always)
    return tuple(one for one in open_items(state.supervisions) if fits(desk, state, one) and may(state, one))


_OF_WHO_SEES_TO_IT = (act.ReportProgress, act.AskExtension)


def _sees_to(desk: Desk, state: Dossier, item: Supervision) -> bool:
    return bool(held_by(tasks_of(state.tasks, item.id, _REPORT), desk.standing))


def _supervises(desk: Desk, state: Dossier, item: Supervision) -> bool:
    """Whether the person began it or has it before them; anybody of the office where whoever began it is gone."""
    answering = (one for one in tasks_of(state.tasks, item.id) if one.act != _REPORT)
    if desk.standing.person == item.supervisor or held_by(answering, desk.standing):
        return True
    return not _is_there(desk, item.supervisor)


def _is_there(desk: Desk, person: PersonId) -> bool:
    return any(desk.organisation().has_role(person, role) for role in SUPERVISORS)


def _always(_: Dossier, __: Supervision) -> bool:
    return True


def _somebody_finished(state: Dossier, item: Supervision) -> bool:
    return len(tasks_of(state.tasks, item.id, _REPORT)) < len(item.holders)


_MAY: Mapping[type[Action], Callable[[Dossier, Supervision], bool]] = {
    act.AskExtension: lambda _, item: item.wish is None,
    act.ReturnReport: _somebody_finished,
}
"""What must be so of a matter before an act is offered."""


def _task_of(desk: Desk, state: Dossier, item: EntryId, action: type[Action]) -> TaskId:
    """Return the task in the actor's hands that an act is about: asking for a later day is about the report."""
    kind = _REPORT if action is act.AskExtension else DECLARATIONS[action].kind
    mine = held_by(tasks_of(state.tasks, item, kind), desk.standing)
    return mine[0].id if mine else NO_TASK


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.Supervise: begin,
    act.ReportProgress: on_item,
    act.AskExtension: on_item,
    act.ExtendSupervision: _extend,
    act.ReturnReport: on_item,
    act.CloseSupervision: on_item,
}
