"""The way of a document as a picture shows it (流程图): the itinerary with names, words and times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action
from oa_desktop.domain.actions.on_paper import PaperAction
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.dossier import ENDED, Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.conditions import all_hold
from oa_desktop.domain.flows.deadlines import Timing, span_in_words
from oa_desktop.domain.flows.flow import Flow, Step
from oa_desktop.domain.flows.itinerary import Itinerary, Seen, Visit, WayBackwards, itinerary
from oa_desktop.domain.flows.routing import Origin, holder_of
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import EntryId, PersonId, TaskId, dossier_journal, giver_of
from oa_desktop.domain.texts.opinions import name_of, source_of
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.standing import Standing, standing_in
from oa_desktop.office.desk import Desk
from oa_desktop.office.queries import BackRow, FlowPicture, FlowPictureRow, PartyRow, PartyStand, StepRow, StepStand
from oa_desktop.office.reading import said_with

_SEVERAL = 3
"""From so many people on who may do something, their role is said and not their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What the rows are made of.

    Attributes:
        entries: By their ids.
        standings: Everybody in every post, by rank.
    """

    desk: Desk
    state: Dossier
    way: Itinerary
    organisation: Organisation
    entries: Mapping[EntryId, Entry]
    standings: tuple[Standing, ...]
    now: datetime


def flow_picture(desk: Desk, query: FlowPicture) -> tuple[FlowPictureRow, ...]:
    """Return the way of a document."""
    state = desk.known(query.dossier)
    entries = [one.entry for one in desk.store.entries(dossier_journal(query.dossier))]
    organisation = desk.organisation()
    ranked = sorted(organisation.people, key=lambda one: (one.rank, one.id))
    sources = _Sources(
        desk=desk,
        state=state,
        way=itinerary(query.dossier, entries),
        organisation=organisation,
        entries={one.id: one for one in entries},
        standings=tuple(standing_in(organisation, post) for one in ranked for post in organisation.posts_of(one.id)),
        now=desk.clock.now(),
    )
    return (_picture(sources),)


def _picture(sources: _Sources) -> FlowPictureRow:
    flow = sources.state.flow
    return FlowPictureRow(
        flow=flow.name if flow else "",
        phase=sources.state.phase.value,
        steps=tuple(_steps(sources, flow)) if flow else (),
        backwards=tuple(_back(sources, one) for one in sources.way.backwards),
        circulation=_parties(sources, sources.way.circulation),
    )


def _steps(sources: _Sources, flow: Flow) -> Iterator[StepRow]:
    present = _present(sources.state)
    reached = next((place for place, step in enumerate(flow.steps) if step.id == present), len(flow.steps))
    for place, step in enumerate(flow.steps):
        stays = [one for one in sources.way.visits if one.step == step.id]
        yield _step(sources, step, stays, place - reached)


def _present(state: Dossier) -> str:
    return "" if state.phase in ENDED else state.step


def _step(sources: _Sources, step: Step, stays: list[Visit], ahead: int) -> StepRow:
    stand = _stand(sources.state, step, ahead, been=bool(stays))
    last = stays[-1] if stays and ahead <= 0 else None
    return StepRow(
        id=step.id,
        name=step.name,
        stand=stand,
        times=len(stays),
        came=last.came if last else "",
        left=last.left if last else "",
        limit=step.limit.words if step.limit else "",
        parties=_parties(sources, last.tasks) if last else tuple(_awaited(sources, step)),
    )


def _stand(state: Dossier, step: Step, ahead: int, *, been: bool) -> StepStand:
    if ahead == 0:
        return StepStand.NOW
    if ahead < 0:
        return StepStand.DONE if been else StepStand.PASSED_OVER
    taken = all_hold(step.when, state.particulars) and (state.stages(step) or step.chosen)
    return StepStand.COMING if taken and state.phase not in ENDED else StepStand.PASSED_OVER


def _awaited(sources: _Sources, step: Step) -> Iterator[PartyRow]:
    """Yield who will act in a step to come."""
    origin = Origin(drafter=sources.state.drafter, department=sources.state.department)
    for level, stage in enumerate(sources.state.stages(step)):
        for party in stage.parties:
            yield _party(sources, holder_of(party, origin), PartyStand.COMING, step.act, level)


# --- who has it -----------------------------------------------------------------------------------------------------


def _parties(sources: _Sources, tasks: tuple[Seen, ...]) -> tuple[PartyRow, ...]:
    behind = {one.task.id: one.behind for one in tasks}
    rows = [(_level(one.task.id, behind), one) for one in tasks]
    return tuple(_row(sources, one, level) for level, one in sorted(rows, key=lambda row: row[0]))


def _level(task: TaskId, behind: Mapping[TaskId, frozenset[TaskId]], below: int = 0) -> int:
    """Return how many tasks stand one behind the other before one."""
    if below > len(behind):
        return 0
    return max((1 + _level(one, behind, below + 1) for one in behind.get(task, ()) if one in behind), default=0)


def _row(sources: _Sources, one: Seen, level: int) -> PartyRow:
    entry = sources.entries.get(one.entry) if one.done else None
    if entry is None:
        return _waiting(sources, one, level)
    action = read_action(entry)
    by, giver = _by(action, entry)
    who = next((each for each in sources.standings if each.person == by), None)
    return PartyRow(
        stand=PartyStand.DONE,
        level=level,
        who=name_of(who.name, _name(sources, giver)) + entry.actor.kind.badge if who else "本机程序",
        names=(who.name,) if who else (),
        department=_department(sources, who.department if who else ""),
        act=declaration_of_act(action).term,
        opened=one.task.opened,
        ended=one.ended,
        held=_held(sources, one.task.opened, one.ended),
        words=_words(sources, action, entry.actor.person),
        urged=one.task.urged,
    )


def _by(action: Action, entry: Entry) -> tuple[PersonId, PersonId]:
    """Return who did something, and for whom: what stands on paper the leader did, whoever recorded it."""
    if isinstance(action, PaperAction):
        return action.leader, PersonId("")
    return entry.actor.person, giver_of(entry.actor.delegation)


def _words(sources: _Sources, action: Action, recorder: PersonId) -> str:
    """Return what was said; of what a leader did on paper also the day that stands there and who recorded it."""
    said = said_with(action)
    if not isinstance(action, PaperAction):
        return said
    return f"{said}{written_day(action.written)}{source_of(_name(sources, recorder))}"


def _waiting(sources: _Sources, one: Seen, level: int) -> PartyRow:
    stand = PartyStand.DROPPED if one.ended else PartyStand.OPEN if one.task.is_open else PartyStand.WAITING
    timing = _timing(sources, one.task) if stand is PartyStand.OPEN else None
    since = one.task.opened if stand is not PartyStand.WAITING else ""
    held = _held(sources, since, one.ended or sources.now.isoformat()) if since else ""
    row = _party(sources, one.task.holder, stand, one.task.act, level)
    return replace(row, opened=since, ended=one.ended, held=held, timing=timing, urged=one.task.urged)


def _party(sources: _Sources, holder: Holder, stand: PartyStand, act: str, level: int) -> PartyRow:
    able = [one for one in sources.standings if holder.is_met_by(one)]
    names = tuple(dict.fromkeys(one.name for one in able))
    department = holder.department or (able[0].department if len(names) == 1 else "")
    role = holder.role.value if holder.role else ""
    return PartyRow(
        stand=stand,
        level=level,
        who="、".join(names) if 0 < len(names) < _SEVERAL else role or "、".join(names[:_SEVERAL]),
        names=names,
        department=_department(sources, department),
        act=DECLARATIONS[BY_KIND[act]].term if act in BY_KIND else "",
    )


def _name(sources: _Sources, person: PersonId) -> str:
    return next((one.name for one in sources.organisation.people if one.id == person), "")


def _department(sources: _Sources, department: str) -> str:
    found = next((one for one in sources.organisation.departments if one.id == department), None)
    return found.name if found else ""


def _timing(sources: _Sources, task: Task) -> Timing | None:
    deadlines, state = sources.desk.deadlines, sources.state
    due = deadlines.due(task, state.flow, state.particulars.urgency)
    return deadlines.timing(task.opened, due.isoformat(), sources.now) if due else None


def _held(sources: _Sources, opened: str, ended: str) -> str:
    if not opened:
        return ""
    calendar = sources.desk.deadlines.calendar
    minutes = calendar.minutes_between(datetime.fromisoformat(opened), datetime.fromisoformat(ended))
    return span_in_words(minutes, calendar.day_minutes) if minutes else ""


def _back(sources: _Sources, one: WayBackwards) -> BackRow:
    entry = sources.entries[one.entry]
    action = read_action(entry)
    person = name_of(_name(sources, entry.actor.person), _name(sources, giver_of(entry.actor.delegation)))
    return BackRow(
        origin=one.origin,
        to=one.to,
        act=declaration_of_act(action).term,
        person=person + entry.actor.kind.badge,
        time=entry.claimed_time,
        words=said_with(action),
    )
