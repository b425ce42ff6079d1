"""Lists of documents: pages by position, newest first, within a sight.

Whoever asks, a page costs about as much as its rows: each way in which a person may know documents (a task, having
acted, the department, the register) has an index in the order of position and yields the page's worth of candidates;
the page is cut from their union. The condition of sight applies to every way and again to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    true,
    union_all,
)

from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.due_times import in_words
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sight import falls_to, is_party, lent_by, within
from oa_desktop.storage.tables import BOOKED, departments, dossiers, parties, people, tasks

NEWEST = 2**62
_BUSY = 1000
"""From so many open documents on, a person's are looked for among all open ones instead of one by one."""

_BEFORE: BindParameter[int] = bindparam("before", NEWEST)
_LIMIT: BindParameter[int] = bindparam("most", 50)

Candidates = Select[tuple[int]]
_ALL = true()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who asks for which list; the page of it is given to the statement when it runs.

    Attributes:
        kind: The list.
        busy: Whether the person has very many open documents.
    """

    kind: type[q.DossierList]
    sight: Sight
    busy: bool

    def documents(self) -> Candidates:
        """Return what every candidate must fulfil."""
        shown = _LISTS[self.kind].shown
        return select(dossiers.c.row).where(within(self.sight), shown, dossiers.c.position < _BEFORE).limit(_LIMIT)


_READS_THE_LINE = dossiers.c.id != ""
"""Holds for every document, and stands in no index but that of ids: a planner that would take the index of whole
outlines, since it alone answers, takes that of the open documents instead, which is far shorter."""

Way = Callable[[_Asked], Candidates]


def _by_task(asked: _Asked) -> Candidates:
    sight = asked.sight
    known = tasks.c.unit == sight.unit, tasks.c.secrecy <= int(sight.clearance), _LISTS[asked.kind].shown_by_task
    mine = falls_to(sight), tasks.c.position < _BEFORE
    found = select(tasks.c.dossier, tasks.c.position).where(*known, *mine).distinct()
    newest = found.order_by(tasks.c.position.desc()).limit(_LIMIT).subquery()
    return select(newest.c.dossier)


def _by_act_open(asked: _Asked) -> Candidates:
    newest = asked.documents().where(dossiers.c.concluded.is_(False)).order_by(dossiers.c.position.desc())
    if asked.busy:
        return newest.where(dossiers.c.unit == asked.sight.unit, is_party(asked.sight), _READS_THE_LINE)
    acted = select(parties.c.dossier).where(parties.c.person == asked.sight.person, parties.c.done == 0)
    return newest.where(dossiers.c.row.in_(acted))


def _by_act_done(asked: _Asked) -> Candidates:
    acted = asked.documents().join(parties, parties.c.dossier == dossiers.c.row)
    mine = parties.c.person == asked.sight.person, parties.c.done > 0, parties.c.done < _BEFORE
    return acted.where(*mine).order_by(parties.c.done.desc())


def _by_unread(asked: _Asked) -> Candidates:
    sent = asked.documents().join(parties, parties.c.dossier == dossiers.c.row)
    mine = parties.c.person == asked.sight.person, parties.c.unread > 0, parties.c.unread < _BEFORE
    return sent.where(*mine).order_by(parties.c.unread.desc())


def _by_department(asked: _Asked) -> Candidates:
    mine = dossiers.c.unit == asked.sight.unit, dossiers.c.department == asked.sight.department
    return asked.documents().where(*mine).order_by(dossiers.c.position.desc())


def _by_register(asked: _Asked) -> Candidates:
    mine = dossiers.c.unit == asked.sight.unit, dossiers.c.issued.is_(True)
    return asked.documents().where(*mine).order_by(dossiers.c.position.desc())


def _every_way(sight: Sight) -> tuple[Way, ...]:
    ways: list[Way] = [_by_act_open, _by_act_done]
    ways += [_by_task] if sight.roles else []
    ways += [_by_department] if sight.heads_department else []
    return (*ways, _by_register) if sight.reads_issued else tuple(ways)


def _by_tasks_alone(sight: Sight) -> tuple[Way, ...]:
    return (_by_task,) if sight.roles else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """How a list is made.

    Attributes:
        ways: How its documents come to a person.
        shown: Which of them it shows, as a condition on ``dossiers``.
        shown_by_task: The same as a condition on ``tasks``.
    """

    ways: Callable[[Sight], tuple[Way, ...]]
    shown: ColumnElement[bool] = _ALL
    shown_by_task: ColumnElement[bool] = _ALL


_CAME = exists().where(dossiers.c.row == tasks.c.dossier, dossiers.c.incoming.is_(True)).correlate(tasks)

_LISTS: Mapping[type[q.DossierList], _List] = {
    q.ToDo: _List(ways=_by_tasks_alone, shown_by_task=tasks.c.reading.is_(False)),
    q.ToRead: _List(ways=lambda sight: (_by_unread, *_by_tasks_alone(sight)), shown_by_task=tasks.c.reading.is_(True)),
    q.InHand: _List(ways=lambda _: (_by_act_open,)),
    q.Done: _List(ways=lambda _: (_by_act_done,)),
    q.Everything: _List(ways=_every_way),
    q.IncomingRegister: _List(ways=_every_way, shown=dossiers.c.incoming.is_(True), shown_by_task=_CAME),
    q.OutgoingRegister: _List(
        ways=_every_way, shown=dossiers.c.numbered.is_(True), shown_by_task=tasks.c.numbered.is_(True)
    ),
}

_issuers = people.alias("issuers")
_D = dossiers.c
_SHOWN: Mapping[str, ColumnElement[Any]] = {
    "dossier": _D.id,
    "title": _D.title,
    "kind": _D.kind,
    "number": _D.number,
    "organ": _D.organ,
    "urgency": _D.urgency,
    "classification": _D.classification,
    "phase": _D.phase,
    "step": _D.step,
    "holder": _D.holder,
    "drafter": func.coalesce(people.c.name, ""),
    "drafted": _D.drafted,
    "position": _D.position,
    "updated": _D.updated,
    "key": _D.row,
    "department": func.coalesce(departments.c.name, ""),
    "issuer": func.coalesce(_issuers.c.name, ""),
    **{name: _D[name] for name in BOOKED if name != "issuer"},
    "copies": _D.copies,
}
"""The columns of a list's line, by the fields of its row."""


def rows_shown(sight: Sight, *more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for the columns of a list's line and some more; the sight must still be laid on it."""
    shown = {**_SHOWN, **own_times(sight), "on_behalf_of": _behalf(sight)}
    found = select(*(column.label(name) for name, column in shown.items()), *more).select_from(dossiers)
    for table, of in ((people, _D.drafter), (_issuers, _D.issuer), (departments, _D.department)):
        found = found.outerjoin(table, (table.c.unit == _D.unit) & (table.c.id == of))
    return found


def _behalf(sight: Sight) -> ColumnElement[str]:
    """Return for whom a document is to be handled (代), by name; empty where it is the person's own, or nobody's."""
    if not sight.on_behalf:
        return literal("")
    of_it = exists().where(tasks.c.dossier == _D.row)
    lent = [(of_it.where(lent_by(one)).correlate(dossiers), one.name) for one in sight.on_behalf]
    own = of_it.where(falls_to(replace(sight, on_behalf=()))).correlate(dossiers)
    return case((own, ""), *lent, else_="")


def own_times(sight: Sight) -> dict[str, ColumnElement[Any]]:
    """Return since when the person's own task of a document waits and when it is due; the document's without one."""
    mine = tasks.c.dossier == _D.row, falls_to(sight)
    return {
        name: func.coalesce(select(func.min(tasks.c[name])).where(*mine).scalar_subquery(), _D[name]) for name in _TIMES
    }


_TIMES = ("opened", "due")


def row_of(found: Any) -> q.DossierRow:
    """Return the line that a row of the database begins with."""
    row = dict(zip((*_SHOWN, *_TIMES, "on_behalf_of"), found, strict=False))
    return q.DossierRow(**{**row, "due": in_words(row["opened"], row["due"])})


def page(connection: Connection, query: q.DossierList, sight: Sight) -> tuple[q.DossierRow, ...]:
    """Return one page of a list."""
    asked = _asked(connection, type(query), sight)
    if asked is None or query.limit < 1:
        return ()
    found = _statement(asked).run(connection, {"before": query.before or NEWEST, "most": query.limit})
    return tuple(row_of(one) for one in found.fetchall())


def count(connection: Connection, kind: type[q.DossierList], sight: Sight, limit: int) -> int:
    """Return how many documents a list has; it counts no further than the limit, which is at least 1."""
    asked = _asked(connection, kind, sight)
    return 0 if asked is None else int(_counting(asked).one(connection, {"before": NEWEST, "most": limit})[0])


def _asked(connection: Connection, kind: type[q.DossierList], sight: Sight) -> _Asked | None:
    """Return what is asked, None where nothing can come of it."""
    ways = _LISTS[kind].ways(sight)
    if not ways or not sight.person:
        return None
    return _Asked(kind=kind, sight=sight, busy=_by_act_open in ways and _is_busy(connection, sight))


@lru_cache(maxsize=512)
def _statement(asked: _Asked) -> Prepared:
    shown = rows_shown(asked.sight).where(_known(asked)).order_by(dossiers.c.position.desc())
    return Prepared(shown.limit(_LIMIT), lists=True)


@lru_cache(maxsize=512)
def _counting(asked: _Asked) -> Prepared:
    some = select(dossiers.c.row).where(_known(asked)).limit(_LIMIT).subquery()
    return Prepared(select(func.count()).select_from(some), lists=True)


def _known(asked: _Asked) -> ColumnElement[bool]:
    candidates = union_all(*(select(way(asked).subquery()) for way in _LISTS[asked.kind].ways(asked.sight)))
    return dossiers.c.row.in_(candidates) & within(asked.sight)


_OPEN_ONES = select(parties.c.dossier).where(parties.c.person == bindparam("person"), parties.c.done == 0)
_COUNT_OPEN = Prepared(select(func.count()).select_from(_OPEN_ONES.limit(_BUSY).subquery()))


def _is_busy(connection: Connection, sight: Sight) -> bool:
    return bool(_COUNT_OPEN.one(connection, {"person": sight.person})[0] >= _BUSY)
