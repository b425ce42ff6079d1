"""What statistics (统计) ask: counts over projected facts, within the sight; no journal is folded for them.

What was done is read once, along the index of the days on which it was done: a year costs what the year holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, literal, literal_column, select

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.handling import File
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.ordering import title_key
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sight import reach, within
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
_OF_TASK: Mapping[q.Per, ColumnElement[Any]] = {
    q.Per.STEP: _H.step,
    q.Per.DEPARTMENT: _H.dossier,
    q.Per.KIND: _H.dossier,
    q.Per.MONTH: func.substr(_H.ended, 1, 7),
}
"""What a task that was done is counted by; its document, where that says the rest (:func:`_namer`)."""
_ENDED = frozenset({Phase.REJECTED.value, Phase.VOID.value})
_ONLY_TO_BE_FILED = exists().where(tasks.c.dossier == _D.row, tasks.c.act == DECLARATIONS[File].kind)
_CAME_TO = case(
    (and_(_D.incoming, _D.phase == Phase.IN_HAND.value, _ONLY_TO_BE_FILED), Phase.CONCLUDED.value), else_=_D.phase
)
"""How far a document has come; what came and is dealt with is concluded (办结), though it is not filed yet."""


def _within(day: ColumnElement[str], stretch: q.Stretch) -> ColumnElement[bool]:
    return and_(day >= stretch.since, day <= stretch.until + _LAST)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _names(connection: Connection, per: q.Per, sight: Sight) -> Mapping[str, str]:
    """Return what heads are called that are ids."""
    if per is not q.Per.DEPARTMENT:
        return {}
    known = select(departments.c.id, departments.c.name).where(departments.c.unit == sight.unit)
    return {one.id: one.name for one in connection.execute(known)}


def _namer(connection: Connection, per: q.Per, sight: Sight) -> Callable[[Any], str]:
    """Return what tells the name of the head that a task is counted by."""
    if per in (q.Per.STEP, q.Per.MONTH):
        return str
    names = _names(connection, per, sight)
    seen = connection.execute(select(_D.row, _OF_DOCUMENT[per]).where(reach(sight)))
    return {row: names.get(head, head) for row, head in seen}.__getitem__


def _seen(sight: Sight) -> ColumnElement[bool]:
    """Return the condition on what was done that its document may be known: one set for all of it, days first."""
    return (_H.dossier + 0).in_(select(_D.row).where(reach(sight)))


def _in_order(heads: Iterable[str], per: q.Per) -> list[str]:
    return sorted(heads) if per is q.Per.MONTH else sorted(heads, key=title_key)


# --- documents ---------------------------------------------------------------------------------------------------


def documents(connection: Connection, query: q.DocumentTally, sight: Sight) -> tuple[q.DocumentTallyRow, ...]:
    """Return how many documents were registered, and what became of them."""
    heads = [_OF_DOCUMENT[per] for per in query.per]
    counted = select(func.count(), _CAME_TO, *heads).where(reach(sight), _within(_D.drafted, query.within))
    rows = connection.execute(counted.group_by(_CAME_TO, *heads)).all()
    return tuple(
        row
        for place, per in enumerate(query.per)
        for row in _tallied(per, _names(connection, per, sight), [(one[2 + place], one[1], one[0]) for one in rows])
    )


def _tallied(
    per: q.Per, names: Mapping[str, str], found: Iterable[tuple[str, str, int]]
) -> Iterator[q.DocumentTallyRow]:
    """Yield the sums of documents by head, each told with its phase and number."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for head, phase, number in found:
        counts[names.get(head, head)][phase] += number
    for head in _in_order(counts, per):
        phases = counts[head]
        ended = sum(phases[phase] for phase in _ENDED)
        concluded = phases[Phase.CONCLUDED.value]
        yield q.DocumentTallyRow(per=per, head=head, registered=phases.total(), concluded=concluded, ended=ended)


# --- time limits -------------------------------------------------------------------------------------------------


def due(connection: Connection, query: q.DueTally, sight: Sight) -> tuple[q.DueTallyRow, ...]:
    """Return which tasks with a time limit were done in time."""
    names, called = _names(connection, query.per, sight), _namer(connection, query.per, sight)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for head, on_time, late in _done_in_time(connection, query, sight):
        counts[called(head)].update(on_time=on_time, late=late)
    for head, overdue in _overdue(connection, query, sight):
        counts[names.get(head, head)].update(overdue=overdue)
    return tuple(
        q.DueTallyRow(head=head, on_time=one["on_time"], late=one["late"], overdue=one["overdue"])
        for head, one in ((head, counts[head]) for head in _in_order(counts, query.per))
    )


def _done_in_time(connection: Connection, query: q.DueTally, sight: Sight) -> Iterable[Any]:
    head = _OF_TASK[query.per]
    counted = select(head, _sum(_H.late.is_(False)), _sum(_H.late.is_(True)))
    asked = _H.due >= query.begin, _H.due < query.end, _H.reading.is_(False), _seen(sight)
    return connection.execute(counted.where(*asked).group_by(head))


def _overdue(connection: Connection, query: q.DueTally, sight: Sight) -> Iterable[Any]:
    head = _D.step if query.per is q.Per.STEP else _OF_DOCUMENT[query.per]
    past = tasks.c.due < min(query.end, query.now)
    found = select(head, func.count()).select_from(tasks.join(dossiers, _D.row == tasks.c.dossier))
    asked = tasks.c.due >= query.begin, past, tasks.c.reading.is_(False), within(sight)
    return connection.execute(found.where(*asked).group_by(head))


# --- what was done -----------------------------------------------------------------------------------------------


def work(connection: Connection, query: q.WorkTally, sight: Sight) -> tuple[q.WorkRow, ...]:
    """Return what was done, in one row."""
    times, steps, read = _minutes(connection, query, sight)
    return (
        q.WorkRow(
            times=tuple(_times(times, query.per)),
            returns=tuple(
                q.ReturnRow(step=step, reason=reason, times=often, tasks=steps[step])
                for step, reason, often in _sent_back(connection, query, sight)
            ),
            readings=q.ReadingRow(documents=len(read), readings=read.total()),
        ),
    )


def _sent_back(connection: Connection, query: q.WorkTally, sight: Sight) -> Iterable[Any]:
    """Return from which steps documents went back for which reasons, and how often: few, and so judged one by one."""
    known = exists().where(_D.row == _H.dossier, within(sight)).correlate(handled)
    asked = _within(_H.ended, query.within), _H.back.is_(True), known
    back = select(_H.step, _H.reason, func.count()).where(*asked).group_by(_H.step, _H.reason)
    return connection.execute(back.order_by(_H.step, func.count().desc(), _H.reason))


Minutes = tuple[list[int], list[int]]
"""Of office hours and of the clock on the wall, task by task."""


def _minutes(
    connection: Connection, query: q.WorkTally, sight: Sight
) -> tuple[Mapping[str, Minutes], Mapping[str, int], Counter[int]]:
    """Return how long tasks took by what they are counted by, how many were done in each step, and what was read."""
    found: defaultdict[tuple[str, str], Minutes] = defaultdict(lambda: ([], []))
    read: Counter[int] = Counter()
    for head, step, document, office, wall in _done(connection, query, sight):
        if document:
            read[document] += 1
        else:
            minutes = found[head, step]
            minutes[0].append(office)
            minutes[1].append(wall)
    times: defaultdict[str, Minutes] = defaultdict(lambda: ([], []))
    steps: Counter[str] = Counter()
    for (head, step), minutes in found.items():
        steps[step] += len(minutes[0])
        for kept, told in zip(times[step if query.per is q.Per.STEP else head], minutes, strict=True):
            kept += [one for one in told if one >= 0]
    return times, steps, read


def _done(connection: Connection, query: q.WorkTally, sight: Sight) -> Iterable[tuple[Any, str, int, int, int]]:
    """Give each task that was done: what it is counted by (nothing for its step), its step, and how long it took.

    Between step and times stands the document where it was one to read, else 0.
    """
    head = literal_column("''") if query.per is q.Per.STEP else _OF_TASK[query.per]
    document = case((_H.reading.is_(True), _H.dossier), else_=0)
    wanted = select(head, _H.step, document, _H.minutes, _H.wall)
    statement = Prepared(wanted.where(_within(_H.ended, query.within), _seen(sight)), lists=True)
    rows: Iterable[tuple[Any, str, int, int, int]] = statement.run(connection, {})
    if query.per not in (q.Per.DEPARTMENT, q.Per.KIND):
        return rows
    called = _namer(connection, query.per, sight)
    return ((called(one[0]), *one[1:]) for one in rows)


def _times(minutes: Mapping[str, Minutes], per: q.Per) -> Iterator[q.TimesRow]:
    for head in _in_order((one for one, found in minutes.items() if found[0]), per):
        office, wall = minutes[head]
        yield q.TimesRow(
            head=head,
            tasks=len(office),
            mean=sum(office) / len(office),
            median=median(office),
            wall_mean=sum(wall) / len(wall),
            wall_median=median(wall),
        )
