"""Sight (可见范围) as SQL: one condition for every query, count, snippet and search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

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

from oa_desktop.domain.sight import Sight
from oa_desktop.storage import sqlite
from oa_desktop.storage.audiences import out_of_reach, reaches
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import dossiers, parties, tasks


def within(sight: Sight, *, many: bool = False) -> ColumnElement[bool]:
    """Return the condition on ``dossiers`` that a document may be known.

    It belongs to the unit, its secrecy is within the clearance, its audience (知悉范围) reaches the person, and the
    person is related to it. The condition judges
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
        reaches(dossiers.c.row, sight.person, sight.department),
        or_(*_relations(sight, many=many)),
    )


def reach(sight: Sight) -> ColumnElement[bool]:
    """Return the same condition for whole lists: each relation is one set, and the unit offers its index."""
    if not sight.person:
        return false()
    acted = [select(parties.c.dossier).where(parties.c.person == sight.person)]
    related_by = [*_kept(sight), *((dossiers.c.row + 0).in_(one) for one in (*acted, union_all(*tasked(sight))))]
    cleared = dossiers.c.secrecy <= int(sight.clearance), (dossiers.c.row + 0).not_in(out_of_reach(sight))
    return and_(dossiers.c.unit == sight.unit, *cleared, or_(*related_by))


@lru_cache(maxsize=256)
def known_by_id(sight: Sight) -> Prepared:
    """Return the statement that finds a document by its ``id`` if a sight includes it; every act asks it."""
    known = select(dossiers.c.row).where(dossiers.c.id == bindparam("id", ""), within(sight))
    return Prepared(known, lists=True)


def _relations(sight: Sight, *, many: bool) -> list[ColumnElement[bool]]:
    falls = exists().where(tasks.c.dossier == dossiers.c.row, falls_to(sight)).correlate(dossiers)
    return [*_kept(sight), (dossiers.c.row + 0).in_(union_all(*tasked(sight))) if many else falls, is_party(sight)]


def tasked(sight: Sight, *more: ColumnElement[bool]) -> tuple[Select[tuple[int]], ...]:
    """Return what finds the rows of the documents with a task that falls to the person and fulfils some more."""
    lent = (lent_by(giver) for giver in sight.on_behalf)
    of_unit = select(tasks.c.dossier).where(tasks.c.unit == sight.unit, *more)
    return tuple(of_unit.where(one) for one in (_is_for(sight), *lent))


def _kept(sight: Sight) -> list[ColumnElement[bool]]:
    """Return the relations that the document's own line tells."""
    issued = [dossiers.c.issued.is_(True)] if sight.reads_issued else []
    return issued + ([dossiers.c.department == sight.department] if sight.heads_department else [])


def related(sight: Sight) -> CompoundSelect[tuple[int]]:
    """Return the rows of all documents that the person is related to, some twice; :func:`within` still judges them."""
    found = [select(parties.c.dossier).where(parties.c.person == sight.person), *tasked(sight)]
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
    return Prepared(select(func.count()).select_from(related(sight).limit(sqlite.so_many(most)).subquery()), lists=True)


def is_party(sight: Sight) -> ColumnElement[bool]:
    """Return the condition on ``dossiers`` that the person has acted on the document."""
    acted = exists().where(parties.c.dossier == dossiers.c.row, parties.c.person == sight.person)
    return acted.correlate(dossiers)


Holder = tuple[str, str, str]
"""Role, department and person that a task names; empty where it names none."""


def holders(sight: Sight) -> tuple[Holder, ...]:
    """Return whose tasks fall to somebody as themselves, as the tables name holders."""
    return tuple(dict.fromkeys(product(_roles(sight), ("", sight.department), ("", sight.person))))


def _roles(sight: Sight) -> tuple[str, ...]:
    return ("", *sorted(str(role.value) for role in sight.roles))


def falls_to(sight: Sight) -> ColumnElement[bool]:
    """Return the condition on ``tasks`` that a task of the unit falls to the person; for tasks of one document."""
    return or_(_is_for(sight), *(lent_by(one) for one in sight.on_behalf))


def lent_by(giver: Sight) -> ColumnElement[bool]:
    """Return the condition on ``tasks`` that a task falls to whom somebody stands for, and the delegation covers it."""
    return and_(_is_for(giver), tasks.c.secrecy <= int(giver.clearance), *covered(giver.acts, giver.kinds))


def covered(acts: Sequence[str], kinds: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """Yield what a task must fulfil so that a delegation covers it, which may name acts and kinds."""
    if acts:
        yield tasks.c.act.in_(acts)
    if kinds:
        fitting = exists().where(_OF_KIND.c.row == tasks.c.dossier, _OF_KIND.c.kind.in_(kinds))
        yield fitting.correlate(tasks)


_OF_KIND = dossiers.alias("of_kind")


def _is_for(sight: Sight) -> ColumnElement[bool]:
    return and_(
        tasks.c.role.in_(_roles(sight)),
        tasks.c.department.in_(["", sight.department]),
        tasks.c.person.in_(["", sight.person]),
    )
