"""Lists of documents: pages by position, newest first, within a sight.

Whoever asks, a page costs about as much as its rows: each way in which a person may know documents (a task, having
acted, the department, the register) has an index in the order of position and yields the page's worth of candidates;
the page is cut from their union. The condition of sight applies to every way and again to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, true, union_all

from oa_desktop.domain.ids import DossierId
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.sight import falls_to, is_party, within
from oa_desktop.storage.tables import dossiers, parties, people, tasks

NEWEST = 2**62
_BUSY = 1000
"""From so many open documents on, a person's are looked for among all open ones instead of one by one."""

Candidates = Select[tuple[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list is wanted.

    Attributes:
        condition: What the list shows beside the sight.
        before: Only positions below this one.
        busy: Whether the person has very many open documents.
    """

    sight: Sight
    condition: ColumnElement[bool]
    before: int
    limit: int
    busy: bool

    def documents(self) -> Candidates:
        """Return what every candidate must fulfil."""
        return (
            select(dossiers.c.row)
            .where(within(self.sight), self.condition, dossiers.c.position < self.before)
            .limit(self.limit)
        )


Way = Callable[[Page], Candidates]


def _by_task(page: Page) -> Candidates:
    mine = tasks.c.position < page.before, tasks.c.secrecy <= int(page.sight.clearance)
    found = select(tasks.c.dossier, tasks.c.position).where(falls_to(page.sight), *mine).distinct()
    if page.condition is not _ALL:
        found = found.join(dossiers, dossiers.c.row == tasks.c.dossier).where(page.condition)
    newest = found.order_by(tasks.c.position.desc()).limit(page.limit).subquery()
    return select(newest.c.dossier)


def _by_act_open(page: Page) -> Candidates:
    newest = page.documents().where(dossiers.c.concluded.is_(False)).order_by(dossiers.c.position.desc())
    if page.busy:
        return newest.where(dossiers.c.unit == page.sight.unit, is_party(page.sight))
    acted = newest.join(parties, parties.c.dossier == dossiers.c.row)
    return acted.where(parties.c.person == page.sight.person, parties.c.done == 0)


def _by_act_done(page: Page) -> Candidates:
    acted = page.documents().join(parties, parties.c.dossier == dossiers.c.row)
    mine = parties.c.person == page.sight.person, parties.c.done > 0, parties.c.done < page.before
    return acted.where(*mine).order_by(parties.c.done.desc())


def _by_department(page: Page) -> Candidates:
    mine = dossiers.c.unit == page.sight.unit, dossiers.c.department == page.sight.department
    return page.documents().where(*mine).order_by(dossiers.c.position.desc())


def _by_register(page: Page) -> Candidates:
    mine = dossiers.c.unit == page.sight.unit, dossiers.c.issued.is_(True)
    return page.documents().where(*mine).order_by(dossiers.c.position.desc())


def _every_way(sight: Sight) -> tuple[Way, ...]:
    ways: list[Way] = [_by_act_open, _by_act_done]
    ways += [_by_task] if sight.roles else []
    ways += [_by_department] if sight.heads_department else []
    return (*ways, _by_register) if sight.reads_issued else tuple(ways)


def _by_tasks_alone(sight: Sight) -> tuple[Way, ...]:
    return (_by_task,) if sight.roles else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """How a list is made: the ways its documents come to the person, and what it shows of them."""

    ways: Callable[[Sight], tuple[Way, ...]]
    condition: ColumnElement[bool]


_ALL = true()
_LISTS: Mapping[type[q.DossierList], _List] = {
    q.ToDo: _List(ways=_by_tasks_alone, condition=_ALL),
    q.InHand: _List(ways=lambda _: (_by_act_open,), condition=_ALL),
    q.Done: _List(ways=lambda _: (_by_act_done,), condition=_ALL),
    q.Everything: _List(ways=_every_way, condition=_ALL),
    q.OutgoingRegister: _List(ways=_every_way, condition=dossiers.c.numbered.is_(True)),
}

_SHOWN = (
    dossiers.c.id,
    dossiers.c.title,
    dossiers.c.kind,
    dossiers.c.number,
    dossiers.c.organ,
    dossiers.c.urgency,
    dossiers.c.classification,
    dossiers.c.phase,
    dossiers.c.step,
    dossiers.c.holder,
    func.coalesce(people.c.name, "").label("drafter_name"),
    dossiers.c.drafted,
    dossiers.c.position,
)


def rows_shown(*more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for the columns of a list's line; a sight must still be laid on it."""
    named = (people.c.unit == dossiers.c.unit) & (people.c.id == dossiers.c.drafter)
    return select(*_SHOWN, *more).outerjoin_from(dossiers, people, named)


def row_of(found: Row[Any]) -> q.DossierRow:
    """Return the line that a row of the database stands for."""
    return q.DossierRow(
        dossier=DossierId(found.id),
        title=found.title,
        kind=found.kind,
        number=found.number,
        organ=found.organ,
        urgency=found.urgency,
        classification=found.classification,
        phase=found.phase,
        step=found.step,
        holder=found.holder,
        drafter=found.drafter_name,
        drafted=found.drafted,
        position=found.position,
    )


def page(connection: Connection, query: q.DossierList, sight: Sight) -> tuple[q.DossierRow, ...]:
    """Return one page of a list."""
    wanted = _LISTS[type(query)]
    return documents(connection, query, sight, wanted.ways(sight), wanted.condition)


def documents(
    connection: Connection, query: q.DossierList, sight: Sight, ways: tuple[Way, ...], condition: ColumnElement[bool]
) -> tuple[q.DossierRow, ...]:
    """Return the newest documents that come by some ways and fulfil a condition."""
    if not ways or not sight.person or query.limit < 1:
        return ()
    wanted = Page(
        sight=sight,
        condition=condition,
        before=query.before or NEWEST,
        limit=query.limit,
        busy=_by_act_open in ways and _is_busy(connection, sight),
    )
    candidates = union_all(*(select(way(wanted).subquery()) for way in ways))
    shown = rows_shown().where(dossiers.c.row.in_(candidates), within(sight))
    newest = shown.order_by(dossiers.c.position.desc()).limit(query.limit)
    return tuple(row_of(one) for one in connection.execute(newest))


def _is_busy(connection: Connection, sight: Sight) -> bool:
    open_ones = select(parties.c.dossier).where(parties.c.person == sight.person, parties.c.done == 0)
    counted = select(func.count()).select_from(open_ones.limit(_BUSY).subquery())
    return connection.execute(counted).scalar_one() >= _BUSY
