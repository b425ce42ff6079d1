"""What lists say by the time it is and the people there are: what is due (时限), holds, or has nobody; reminders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from oa_desktop.domain.actions.together import Reassign
from oa_desktop.domain.documents.standings import Standing
from oa_desktop.domain.documents.supervision import Stage
from oa_desktop.domain.flows.stranding import nobody_does
from oa_desktop.domain.policy import PERMITS
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.reading_book import waiting
from oa_desktop.office.custody.register import overdue
from oa_desktop.office.desk import Desk
from oa_desktop.office.lists.outlines import NOBODY, DueBy, Filter, Lines, Outline, Sorting
from oa_desktop.office.secrecy.classified import soon_over

Row = TypeVar("Row")


def ask_store(desk: Desk, query: q.Query[Row]) -> tuple[Row, ...]:
    """Return what the store answers, within what the person may know, by the time it is now.

    An outline may ask what is due by when, or what nobody can do; every line of a document says how its task stands.
    """
    now = desk.clock.now()
    rows = desk.store.ask(_definite(desk, query, now), desk.sight)
    timed: tuple[Any, ...] = tuple(_timed(desk, row, now) for row in rows)
    return timed


def _definite(desk: Desk, query: q.Query[Row], now: datetime) -> q.Query[Row]:
    """Return a question with what follows, by the time and the people there are, from what its filter asks."""
    asked: Any = query
    if isinstance(query, Outline) and (query.filter.due or query.filter.standing or query.filter.waits):
        asked = replace(query, filter=replace(query.filter, **_following(desk, query.filter, now)))
    definite: q.Query[Row] = asked
    return definite


def _following(desk: Desk, wanted: Filter, now: datetime) -> dict[str, Any]:
    return {
        "due_before": int(_MOMENTS[wanted.due](now).timestamp()) if wanted.due else 0,
        "today": now.date().isoformat() if wanted.standing else "",
        "waiting": nobody_does(desk.store.waiting(desk.unit), desk.organisation()) if wanted.waits else (),
    }


def _end_of_day(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


_MOMENTS: Mapping[DueBy, Callable[[datetime], datetime]] = {
    DueBy.LATE: lambda now: now + timedelta(seconds=1),
    DueBy.TODAY: _end_of_day,
    DueBy.WEEK: lambda now: _end_of_day(now) + timedelta(days=7 - now.isoweekday()),
}


def _timed(desk: Desk, row: Any, now: datetime) -> Any:
    if isinstance(row, q.FoundRow):
        return replace(row, document=_timed(desk, row.document, now))
    if isinstance(row, q.SupervisionRow) and row.stage == Stage.IN_HAND:
        due = desk.deadlines.due_by(now.isoformat(), row.due, None, "")
        return replace(row, timing=desk.deadlines.timing("", due.isoformat(), now)) if due else row
    if not isinstance(row, q.DossierRow):
        return row
    stands = Standing(word=row.standing, until=row.standing_until).on(now.date().isoformat())
    timing = desk.deadlines.timing(row.opened, row.due, now) if row.due else None
    return replace(row, timing=timing, standing=stands)


def reminders(desk: Desk, _: q.Reminders) -> tuple[q.ReminderRow, ...]:
    """Return how many to-dos are late or will be today, when the next one is, and how much nobody can do."""
    late, today = (_due(desk, by) for by in (DueBy.LATE, DueBy.TODAY))
    coming = [key for key in today if key not in set(late)]
    following = "".join(one.document.due for one in ask_store(desk, Lines(keys=tuple(coming[:1]))))
    wait = datetime.fromisoformat(following) - desk.clock.now() if following else timedelta()
    row = q.ReminderRow(
        late=len(late),
        today=len(coming),
        following=following,
        wait=int(wait.total_seconds()),
        over=len(soon_over(desk)),
        unreturned=overdue(desk),
        readings=waiting(desk),
        stranded=len(_keys(desk, Outline(of=q.Everything, filter=Filter(waits=NOBODY)))) if _gives_anew(desk) else 0,
    )
    return (row,)


def _gives_anew(desk: Desk) -> bool:
    return bool(PERMITS[Reassign].roles & desk.standing.roles)


def _due(desk: Desk, by: DueBy) -> tuple[int, ...]:
    return _keys(desk, Outline(of=q.ToDo, filter=Filter(due=by), sorting=Sorting.DUE))


def _keys(desk: Desk, outline: Outline) -> tuple[int, ...]:
    return tuple(key for group in ask_store(desk, outline) for key in group.keys)
