"""The itinerary of a document (流转经过): through which steps it went, who had which task there, and what came back.

The fold says how a document stands; what was there before and is no more is the difference of two states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Task, Tasks, of_readers, of_the_step
from oa_desktop.domain.ids import NO_ENTRY, DossierId, EntryId, TaskId
from oa_desktop.domain.journal import in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A task of which a journal tells.

    Attributes:
        task: As it was last.
        behind: Every task that it ever waited for.
        ended: When it was no more; empty while it is there.
        entry: With which entry.
        done: Whether that entry did it; otherwise it was not needed any more.
    """

    task: Task
    behind: frozenset[TaskId]
    ended: str = ""
    entry: EntryId = NO_ENTRY
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One stay of a document in a step; empty ``left`` while it lasts."""

    step: str
    came: str
    tasks: tuple[Seen, ...] = ()
    left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBackwards:
    """A way back (退回、撤回): from one step to an earlier one."""

    entry: EntryId
    origin: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Itinerary:
    """流转经过.

    Attributes:
        visits: Every stay in a step, in order.
        backwards: Every way back, in order.
        circulation: The tasks of readers (传阅).
    """

    visits: tuple[Visit, ...] = ()
    backwards: tuple[WayBackwards, ...] = ()
    circulation: tuple[Seen, ...] = ()


def itinerary(dossier: DossierId, entries: Iterable[Entry]) -> Itinerary:
    """Return the way that a document went, as its journal tells it; what took no effect is passed over."""
    known = tuple(entries)
    overruled = dossiers.without_effect(dossier, known)
    way, before = Itinerary(), Dossier(id=dossier)
    for entry in (one.entry for one in in_order(known).placed if one.entry.id not in overruled):
        after = dossiers.advance(before, entry)
        way = _further(way, before, after, entry)
        before = after
    return way


def _further(way: Itinerary, before: Dossier, after: Dossier, entry: Entry) -> Itinerary:
    present = after.suspended or after.tasks
    circulation = _seen(way.circulation, of_readers(present), after, entry)
    here = of_the_step(present)
    if after.step != before.step:
        visits = _moved(way.visits, here, after, entry)
        return replace(way, visits=visits, backwards=_backwards(way, before, after, entry), circulation=circulation)
    if not way.visits:
        return way
    stay = replace(way.visits[-1], tasks=_seen(way.visits[-1].tasks, here, after, entry))
    ended = stay if here else replace(stay, left=stay.left or entry.claimed_time)
    return replace(way, visits=(*way.visits[:-1], ended), circulation=circulation)


def _moved(visits: tuple[Visit, ...], here: Tasks, after: Dossier, entry: Entry) -> tuple[Visit, ...]:
    come = Visit(step=after.step, came=entry.claimed_time, tasks=_seen(_again(visits, here), here, after, entry))
    if not visits:
        return (come,)
    gone = replace(visits[-1], tasks=_seen(visits[-1].tasks, (), after, entry), left=entry.claimed_time)
    return (*visits[:-1], gone, come)


def _again(visits: tuple[Visit, ...], here: Tasks) -> tuple[Seen, ...]:
    """Return the tasks of the stay of which these are left: after 撤回, and where it comes straight back."""
    ids = {one.id for one in here}
    same = (one.tasks for one in reversed(visits) if not ids.isdisjoint(each.task.id for each in one.tasks))
    return next(same, ())


def _backwards(way: Itinerary, before: Dossier, after: Dossier, entry: Entry) -> tuple[WayBackwards, ...]:
    places = [step.id for step in after.flow.steps] if after.flow else []
    if before.step not in places or places.index(after.step) > places.index(before.step):
        return way.backwards
    return (*way.backwards, WayBackwards(entry=entry.id, origin=before.step, to=after.step))


def _seen(known: tuple[Seen, ...], present: Tasks, after: Dossier, entry: Entry) -> tuple[Seen, ...]:
    """Return the tasks of which is known, now that some are there."""
    done = {one.task.id for one in after.done if one.entry == entry.id}
    there = {one.id: one for one in present}
    before = {one.task.id: one for one in known}
    kept = {one.task.id: one if one.task.id in there else _gone(one, entry, done) for one in known}
    return tuple({**kept, **{id: _there(task, before.get(id)) for id, task in there.items()}}.values())


def _there(task: Task, known: Seen | None) -> Seen:
    return Seen(task=task, behind=frozenset(task.waits_for) | (known.behind if known else frozenset()))


def _gone(one: Seen, entry: Entry, done: set[TaskId]) -> Seen:
    if one.ended:
        return one
    by_it = one.task.id in done or (one.task.beside and one.task.holder.person == entry.actor.person)
    return replace(one, ended=entry.claimed_time, entry=entry.id, done=by_it)
