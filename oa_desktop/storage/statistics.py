"""What statistics (统计) ask: counts over projected facts, within the sight; no journal is folded for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, select

from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.ordering import title_key
from oa_desktop.storage.sight import reach
from oa_desktop.storage.tables import departments, dossiers, handled, tasks

_D, _H = dossiers.c, handled.c
_LAST = "\U0010ffff"
"""Stands behind every character that a day may go on with."""
_OF_DOCUMENT: Mapping[q.Per, ColumnElement[str]] = {
    q.Per.STEP: literal(""),
    q.Per.DEPARTMENT: _D.department,
    q.Per.KIND: _D.kind,
    q.Per.MONTH: func.substr(_D.drafted, 1, 7),
}
_OF_TASK: Mapping[q.Per, ColumnElement[str]] = {
    **_OF_DOCUMENT,
    q.Per.STEP: _H.step,
    q.Per.MONTH: func.substr(_H.ended, 1, 7),
}


def _within(day: ColumnElement[str], stretch: q.Stretch) -> ColumnElement[bool]:
    return and_(day >= stretch.since, day <= stretch.until + _LAST)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _named(connection: Connection, found: Iterable[Any], per: q.Per, sight: Sight) -> list[tuple[str, tuple[Any, ...]]]:
    """Return head and figures of each row, departments by their names."""
    rows = [(row[0], tuple(row[1:])) for row in found]
    if per is not q.Per.DEPARTMENT:
        return rows
    known = select(departments.c.id, departments.c.name).where(departments.c.unit == sight.unit)
    names: dict[str, str] = {one.id: one.name for one in connection.execute(known)}
    return sorted(((names.get(head, head), figures) for head, figures in rows), key=lambda one: title_key(one[0]))


def documents(connection: Connection, query: q.DocumentTally, sight: Sight) -> tuple[q.DocumentTallyRow, ...]:
    """Return how many documents were registered, and what became of them."""
    head = _OF_DOCUMENT[query.per]
    ended = _sum(_D.phase.in_([Phase.REJECTED.value, Phase.VOID.value]))
    counted = select(head, func.count(), _sum(_D.phase == Phase.CONCLUDED.value), ended)
    found = counted.where(reach(sight), _within(_D.drafted, query.within)).group_by(head).order_by(head)
    return tuple(
        q.DocumentTallyRow(head=name, registered=figures[0], concluded=figures[1], ended=figures[2])
        for name, figures in _named(connection, connection.execute(found), query.per, sight)
    )


def _known(sight: Sight) -> Select[tuple[int]]:
    """Return the documents that may be known."""
    return select(_D.row).where(reach(sight))


def _of_documents(found: Any, table: Any, per: q.Per) -> Any:
    """Return a question on tasks that is put by something of their documents."""
    asked = per in (q.Per.DEPARTMENT, q.Per.KIND)
    return found.join(dossiers, _D.row == table.c.dossier) if asked else found


def due(connection: Connection, query: q.DueTally, sight: Sight) -> tuple[q.DueTallyRow, ...]:
    """Return which tasks with a time limit were done in time."""
    done = _done_in_time(connection, query, sight)
    waiting = _overdue(connection, query, sight)
    heads = sorted({*done, *waiting}, key=title_key)
    return tuple(
        q.DueTallyRow(head=head, on_time=on_time, late=late, overdue=waiting.get(head, 0))
        for head, (on_time, late) in ((head, done.get(head, (0, 0))) for head in heads)
    )


def _done_in_time(connection: Connection, query: q.DueTally, sight: Sight) -> dict[str, tuple[int, int]]:
    head = _OF_TASK[query.per]
    counted = select(head, _sum(_H.late.is_(False)), _sum(_H.late.is_(True))).select_from(handled)
    found = _of_documents(counted, handled, query.per).where(
        _H.due >= query.begin, _H.due < query.end, _H.reading.is_(False), _H.dossier.in_(_known(sight))
    )
    rows = connection.execute(found.group_by(head))
    return {name: (figures[0], figures[1]) for name, figures in _named(connection, rows, query.per, sight)}


def _overdue(connection: Connection, query: q.DueTally, sight: Sight) -> dict[str, int]:
    head = _D.step if query.per is q.Per.STEP else _OF_DOCUMENT[query.per]
    past = tasks.c.due < min(query.end, query.now)
    found = select(head, func.count()).select_from(tasks).join(dossiers, _D.row == tasks.c.dossier)
    found = found.where(tasks.c.due >= query.begin, past, tasks.c.reading.is_(False), reach(sight)).group_by(head)
    rows = connection.execute(found)
    return {name: figures[0] for name, figures in _named(connection, rows, query.per, sight)}


def times(connection: Connection, query: q.Times, sight: Sight) -> tuple[q.TimesRow, ...]:
    """Return how long tasks took that were done."""
    office, wall = (_histogram(connection, query, sight, column) for column in (_H.minutes, _H.wall))
    return tuple(
        q.TimesRow(head=head, tasks=count, mean=mean, median=median, wall_mean=other[1], wall_median=other[2])
        for head, (count, mean, median) in office.items()
        for other in (wall[head],)
    )


def _histogram(
    connection: Connection, query: q.Times, sight: Sight, minutes: ColumnElement[int]
) -> dict[str, tuple[int, float, float]]:
    """Return number, mean and median of the minutes of each head: how often each number of minutes was taken."""
    head = _OF_TASK[query.per]
    counted = select(head, minutes, func.count()).select_from(handled)
    found = _of_documents(counted, handled, query.per).where(
        _within(_H.ended, query.within), _H.reading.is_(False), minutes >= 0, _H.dossier.in_(_known(sight))
    )
    rows = connection.execute(found.group_by(head, minutes).order_by(head, minutes))
    made = [(name, *_middle([one[1:] for one in some])) for name, some in groupby(rows, key=itemgetter(0))]
    return dict(_named(connection, made, query.per, sight))


def _middle(found: list[tuple[int, int]]) -> tuple[int, float, float]:
    """Return number, mean and median of values, each with how often it occurs, the least first."""
    count = sum(times for _, times in found)
    mean = sum(value * times for value, times in found) / count
    low, high = (_place(found, place) for place in ((count - 1) // 2, count // 2))
    return count, mean, (low + high) / 2


def _place(found: list[tuple[int, int]], place: int) -> int:
    for value, times_of_it in found:
        place -= times_of_it
        if place < 0:
            return value
    raise AssertionError


def returns(connection: Connection, query: q.ReturnTally, sight: Sight) -> tuple[q.ReturnRow, ...]:
    """Return what was sent back, by step and reason."""
    known = _within(_H.ended, query.within), _H.reading.is_(False), _H.dossier.in_(_known(sight))
    per_step = select(_H.step, func.count()).where(*known).group_by(_H.step)
    done: dict[str, int] = {one[0]: one[1] for one in connection.execute(per_step)}
    counted = select(_H.step, _H.reason, func.count()).where(*known, _H.back.is_(True))
    found = counted.group_by(_H.step, _H.reason).order_by(_H.step, func.count().desc(), _H.reason)
    return tuple(
        q.ReturnRow(step=step, reason=reason, times=often, tasks=done[step])
        for step, reason, often in connection.execute(found)
    )


def readings(connection: Connection, query: q.Readings, sight: Sight) -> tuple[q.ReadingRow, ...]:
    """Return what was read on the screen."""
    counted = select(func.count(_H.dossier.distinct()), func.count())
    found = counted.where(_within(_H.ended, query.within), _H.reading.is_(True), _H.dossier.in_(_known(sight)))
    return tuple(q.ReadingRow(documents=row[0], readings=row[1]) for row in connection.execute(found))
