"""What the office adds to what is recorded from paper (代录批示、纸质签发补录), and what these acts ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, on_paper
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.operations import operation_of
from oa_desktop.domain.flows.tasks import Task, falls_to, of_the_step, open_ones
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.organisation import Person
from oa_desktop.domain.units.standing import standing_in
from oa_desktop.office import queries as q
from oa_desktop.office.circulating import inviting_forms
from oa_desktop.office.contents import refuse_unkept
from oa_desktop.office.desk import Desk

Recording = TypeVar("Recording", bound=on_paper.PaperAction)
_INSTRUCT = "instruct"


def leaders(desk: Desk, state: Dossier, action: type[on_paper.PaperAction]) -> Mapping[Person, Task]:
    """Return whose task an act on paper may complete, by rank, each with the first of theirs; never one's own."""
    organisation = desk.organisation()
    allowed = operation_of(action).steps or frozenset()
    waiting = [one for one in open_ones(of_the_step(state.tasks)) if one.act in allowed]
    found: dict[Person, Task] = {}
    for post in organisation.posts:
        person, standing = organisation.person(post.person), standing_in(organisation, post)
        able = (one for one in waiting if PERMITS[BY_KIND[one.act]].roles & standing.roles)
        first = next((one for one in able if falls_to(one, standing)), None)
        if first and person.id != desk.standing.person and person.clearance >= state.particulars.secrecy:
            found.setdefault(person, first)
    return dict(sorted(found.items(), key=lambda one: (one[0].rank, one[0].id)))


def recorded(desk: Desk, action: Recording) -> Recording:
    """Return what was recorded from paper with the leader's task that it completes.

    Raises:
        Refused: ``paper-act.no-scan``, ``attachment.not-kept``, ``paper-act.not-theirs``, ``paper-act.written-later``,
            ``paper-act.written-before``, ``date.no-day``.
    """
    state = desk.dossier(action.dossier)
    if not action.scan.digest:
        raise Refused("paper-act.no-scan", act=DECLARATIONS[type(action)].term)
    refuse_unkept(desk, (action.scan,))
    _refuse_day(action.written, state.drafted, desk.clock.now().date())
    theirs = {person.id: task for person, task in leaders(desk, state, type(action)).items()}
    if action.leader not in theirs:
        name = desk.organisation().person(action.leader).name
        raise Refused("paper-act.not-theirs", name=name, title=state.particulars.title)
    return replace(action, task=theirs[action.leader].id)


def _refuse_day(written: str, drafted: str, today: date) -> None:
    day = read_iso(written)
    if day is None:
        raise Refused("date.no-day", text=written)
    if day > today:
        raise Refused("paper-act.written-later", written=written)
    if written < drafted[:10]:
        raise Refused("paper-act.written-before", written=written, drafted=drafted[:10])


def _asked(desk: Desk, state: Dossier, action: type[on_paper.PaperAction]) -> Iterator[q.FieldRow]:
    able = leaders(desk, state, action)
    options = tuple((str(one.id), one.name) for one in able)
    yield q.FieldRow(
        name="leader",
        label="纸上是谁写的",
        sort=q.FieldSort.CHOICE,
        usual=options[0][0] if options else "",
        options=options,
    )
    today = desk.clock.now().date().isoformat()
    yield q.FieldRow(name="written", label="纸上写的日期", sort=q.FieldSort.DATE, usual=today)
    yield q.FieldRow(name="scan", label="原件的扫描件", sort=q.FieldSort.FILE)
    acts = {one.act for one in able.values()}
    if acts - {_INSTRUCT, "issue", "review"}:
        yield from inviting_forms.countersign(desk, state)
    if _INSTRUCT in acts:
        yield from inviting_forms.choosing(desk, state)


FIELDS: Mapping[str, Callable[[Desk, Dossier], Iterator[q.FieldRow]]] = {
    "record-instruction": lambda desk, state: _asked(desk, state, on_paper.RecordInstruction),
    "record-issue": lambda desk, state: _asked(desk, state, on_paper.RecordIssue),
}
