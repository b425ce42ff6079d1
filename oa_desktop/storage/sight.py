"""Sight (可见范围) as SQL: one condition for every query, count, snippet and search."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
    union_all,
)

from oa_desktop.domain.organisation import Role
from oa_desktop.domain.sight import Sight
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import dossiers, parties, tasks


def within(sight: Sight, *, many: bool = False) -> ColumnElement[bool]:
    """Return the condition on ``dossiers`` that a document may be known.

    It belongs to the unit, its secrecy is within the clearance, and the person is related to it. The condition judges
    rows that were found in another way and offers no index itself: the unit alone would lead to every document.

    Args:
        sight: Whose it is.
        many: Whether so many rows are judged that the open tasks, which are few, are better collected once.
    """
    if not sight.person:
        return false()
    return and_(
        dossiers.c.unit.concat("") == sight.unit,
        dossiers.c.secrecy <= int(sight.clearance),
        or_(*_relations(sight, many=many)),
    )


def reach(sight: Sight) -> ColumnElement[bool]:
    """Return the same condition for whole lists: each relation is one set, and the unit offers its index."""
    if not sight.person:
        return false()
    acted = [select(parties.c.dossier).where(parties.c.person == sight.person)]
    sets = [*acted, tasked(sight)] if sight.roles else acted
    related_by = [*_kept(sight), *((dossiers.c.row + 0).in_(one) for one in sets)]
    return and_(dossiers.c.unit == sight.unit, dossiers.c.secrecy <= int(sight.clearance), or_(*related_by))


@lru_cache(maxsize=256)
def known_by_id(sight: Sight) -> Prepared:
    """Return the statement that finds a document by its ``id`` if a sight includes it; every act asks it."""
    known = select(dossiers.c.row).where(dossiers.c.id == bindparam("id", ""), within(sight))
    return Prepared(known, lists=True)


def _relations(sight: Sight, *, many: bool) -> list[ColumnElement[bool]]:
    found = _kept(sight)
    if sight.roles and many:
        found.append((dossiers.c.row + 0).in_(tasked(sight)))
    elif sight.roles:
        found.append(exists().where(tasks.c.dossier == dossiers.c.row, falls_to(sight)).correlate(dossiers))
    return [*found, is_party(sight)]


def tasked(sight: Sight) -> Select[tuple[int]]:
    """Return the rows of the documents of the unit with a task that falls to the person."""
    return select(tasks.c.dossier).where(tasks.c.unit == sight.unit, falls_to(sight))


def _kept(sight: Sight) -> list[ColumnElement[bool]]:
    """Return the relations that the document's own line tells."""
    issued = [dossiers.c.issued.is_(True)] if sight.reads_issued else []
    return issued + ([dossiers.c.department == sight.department] if sight.heads_department else [])


def related(sight: Sight) -> CompoundSelect[tuple[int]]:
    """Return the rows of all documents that the person is related to, some twice; :func:`within` still judges them."""
    found = [select(parties.c.dossier).where(parties.c.person == sight.person)]
    if sight.roles:
        found.append(tasked(sight))
    of_unit = select(dossiers.c.row).where(dossiers.c.unit == sight.unit)
    if sight.heads_department:
        found.append(of_unit.where(dossiers.c.department == sight.department))
    if sight.reads_issued:
        found.append(of_unit.where(dossiers.c.issued.is_(True)))
    return union_all(*found)


def is_narrow(connection: Connection, sight: Sight, most: int) -> bool:
    """Whether the person is related to fewer documents than ``most``; it costs no more than to count so far."""
    return bool(_count_related(sight, most).one(connection, {})[0] < most)


@lru_cache(maxsize=256)
def _count_related(sight: Sight, most: int) -> Prepared:
    return Prepared(select(func.count()).select_from(related(sight).limit(most).subquery()), lists=True)


def is_party(sight: Sight) -> ColumnElement[bool]:
    """Return the condition on ``dossiers`` that the person has acted on the document."""
    acted = exists().where(parties.c.dossier == dossiers.c.row, parties.c.person == sight.person)
    return acted.correlate(dossiers)


def falls_to(sight: Sight) -> ColumnElement[bool]:
    """Return the condition on ``tasks`` that a task of the unit falls to the person."""
    if not sight.on_behalf:
        return _is_for(sight)
    anybody_s = {role for one in (sight, *sight.on_behalf) for role in one.roles}
    return and_(_of_roles(anybody_s), or_(_is_for(sight), *(lent_by(one) for one in sight.on_behalf)))


def lent_by(giver: Sight) -> ColumnElement[bool]:
    """Return the condition on ``tasks`` that a task falls to whom somebody stands for, and the delegation covers it."""
    found = [_is_for(giver), tasks.c.secrecy <= int(giver.clearance)]
    found += [tasks.c.act.in_(giver.acts)] if giver.acts else []
    if giver.kinds:
        fitting = exists().where(_OF_KIND.c.row == tasks.c.dossier, _OF_KIND.c.kind.in_(giver.kinds))
        found.append(fitting.correlate(tasks))
    return and_(*found)


_OF_KIND = dossiers.alias("of_kind")


def _is_for(sight: Sight) -> ColumnElement[bool]:
    return and_(
        _of_roles(sight.roles),
        tasks.c.department.in_(["", sight.department]),
        tasks.c.person.in_(["", sight.person]),
    )


def _of_roles(roles: Iterable[Role]) -> ColumnElement[bool]:
    """Return the condition that leads to the index of tasks, whoever else they fall to."""
    return tasks.c.role.in_(["", *sorted(str(role.value) for role in roles)])
