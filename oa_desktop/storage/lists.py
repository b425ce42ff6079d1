"""Lists of documents: pages by position, newest first, within a sight.

Which documents a page has :mod:`.ways` finds; here stands what a line says of them. The condition of sight applies to
every way and again to the lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, case, exists, func, literal, select

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.together import PassOn
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.office.lists.columns import BESIDE_THE_STEP
from oa_desktop.storage.due_times import in_words
from oa_desktop.storage.projecting import NAMED_PERSON
from oa_desktop.storage.sight import falls_to, lent_by, within
from oa_desktop.storage.tables import BOOKED, departments, dossiers, people, standings, tasks
from oa_desktop.storage.ways import NEWEST, newest

_issuers, _holders = people.alias("issuers"), people.alias("holders")
_D = dossiers.c


def _in_hand() -> ColumnElement[str]:
    """Return who has a document in hand: the roles, and the people by name where tasks are theirs alone."""
    of_step = tasks.c.reading.is_(False), tasks.c.act.not_in((*BESIDE_THE_STEP, DECLARATIONS[PassOn].kind))
    alone = tasks.c.dossier == _D.row, tasks.c.role == "", _holders.c.id == tasks.c.person, *of_step
    named = select(func.group_concat(_holders.c.name, "、")).where(_holders.c.unit == tasks.c.unit, *alone)
    names = func.coalesce(named.correlate(dossiers).scalar_subquery(), NAMED_PERSON)
    return case((_D.holder.contains(NAMED_PERSON), func.replace(_D.holder, NAMED_PERSON, names)), else_=_D.holder)


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
    "holder": _in_hand(),
    "drafter": func.coalesce(people.c.name, ""),
    "drafted": _D.drafted,
    "position": _D.position,
    "updated": _D.updated,
    "key": _D.row,
    "department": func.coalesce(departments.c.name, ""),
    "issuer": func.coalesce(_issuers.c.name, ""),
    **{name: _D[name] for name in BOOKED if name != "issuer"},
    "copies": _D.copies,
    "standing": func.coalesce(standings.c.word, ""),
    "standing_until": func.coalesce(standings.c.until, ""),
}
"""The columns of a list's line, by the fields of its row."""


def rows_shown(sight: Sight, *more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for the columns of a list's line and some more; the sight must still be laid on it."""
    shown = {**_SHOWN, **own_times(sight), "on_behalf_of": _behalf(sight), **_own_task(sight)}
    found = select(*(column.label(name) for name, column in shown.items()), *more).select_from(dossiers)
    found = found.outerjoin(standings, standings.c.dossier == _D.row)
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


def _own_task(sight: Sight) -> dict[str, ColumnElement[Any]]:
    """Return how often the person's own task was urged (催办), and the act of one beside the step (督办, 启封).

    Of a person who has the document in hand beside it, it is the document that is theirs to handle.
    """
    mine = tasks.c.dossier == _D.row, falls_to(sight)
    beside = tasks.c.act.in_(tuple(BESIDE_THE_STEP))
    elsewise = func.max(case((beside | tasks.c.reading, 0), else_=1))
    asked = case((elsewise == 1, ""), else_=func.max(case((beside, tasks.c.act), else_="")))
    urged, act = (select(one).where(*mine).scalar_subquery() for one in (func.max(tasks.c.urged), asked))
    return {"urged": func.coalesce(urged, 0), "asked": func.coalesce(act, "")}


def row_of(found: Any) -> q.DossierRow:
    """Return the line that a row of the database begins with."""
    row = dict(zip((*_SHOWN, *_TIMES, "on_behalf_of", "urged", "asked"), found, strict=False))
    return q.DossierRow(**{**row, "due": in_words(row["opened"], row["due"])})


def page(connection: Connection, query: q.DossierList, sight: Sight) -> tuple[q.DossierRow, ...]:
    """Return one page of a list."""
    rows = newest(connection, type(query), sight, before=query.before or NEWEST, most=query.limit)
    known = lines_of(connection, rows, sight)
    return tuple(known[row] for row in rows if row in known)


def lines_of(connection: Connection, rows: Sequence[int], sight: Sight) -> Mapping[int, q.DossierRow]:
    """Return the lines of some documents, by their rows; none for one that may not be known."""
    found = map(row_of, connection.execute(_lines(sight), {"keys": rows})) if rows else ()
    return {one.key: one for one in found}


@lru_cache(maxsize=256)
def _lines(sight: Sight) -> Select[Any]:
    return rows_shown(sight).where(_D.row.in_(bindparam("keys", expanding=True)), within(sight))


def count(connection: Connection, kind: type[q.DossierList], sight: Sight, limit: int) -> int:
    """Return how many documents a list has; it counts no further than the limit, which is at least 1."""
    return len(newest(connection, kind, sight, before=NEWEST, most=limit))
