"""What was decided on the marks of documents (定密登记), projected, and asked for within a sight."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, true

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.secrecy.classifying import over_on, voided
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sight import within
from oa_desktop.storage.tables import dossiers, markings

_M = markings.c
_FORGET = Prepared(delete(markings).where(_M.dossier == bindparam("of_row")))
_NEW = Prepared(insert(markings), [one.name for one in _M])
_NEVER = "9999-12-31"
"""Stands for a day that nothing says: such a mark comes last."""


def project_marking(connection: Connection, dossier: Dossier, row: int, *, known: bool) -> None:
    """Bring the line of a document in line with what was decided on its mark; most documents have none."""
    if known:
        _FORGET.run(connection, {"of_row": row})
    if not dossier.markings:
        return
    last, mark = dossier.markings[-1], dossier.particulars.classification
    fixed = next(one for one in reversed(dossier.markings) if one.mark or one is dossier.markings[0])
    said = {
        "unit": dossier.unit,
        "mark": mark,
        "old": voided(dossier.markings),
        "event": last.event.value,
        "decided": last.day,
        "basis": fixed.basis,
        "source": fixed.source_number,
        "over": over_on(mark, _since(dossier)) or _NEVER,
    }
    _NEW.run(connection, {"dossier": row, **said})


def _since(dossier: Dossier) -> str:
    """Return the day from which the present period counts: that of its document, not of a later look at it."""
    mark = dossier.particulars.classification
    return next((one.day for one in dossier.markings if one.mark == mark), "")


def marks(connection: Connection, query: q.Marks, sight: Sight) -> tuple[q.MarkRow, ...]:
    """Return what was decided, what is over first standing first."""
    if not sight.person:
        return ()
    found = connection.execute(_statement(sight, query.lifted), {"most": query.limit})
    return tuple(q.MarkRow(**{**one._mapping, "over": "" if one.over == _NEVER else one.over}) for one in found)


@lru_cache(maxsize=256)
def _statement(sight: Sight, lifted: bool) -> Select[Any]:
    columns = (_M[name] for name in ("mark", "old", "event", "decided", "basis", "source", "over"))
    found = select(dossiers.c.id.label("dossier"), dossiers.c.title, dossiers.c.number, *columns)
    found = found.join(dossiers, dossiers.c.row == _M.dossier)
    shown = true() if lifted else _M.mark != ""
    wanted = found.where(_M.unit == sight.unit, shown, within(sight))
    return wanted.order_by(_M.over, _M.dossier).limit(sqlite.at_most("most", 1000))


def over_before(unit: UnitId, day: str) -> Select[tuple[str]]:
    """Return the ids of the documents of a unit whose mark is over on a day, ISO; whoever asks."""
    past = _M.unit == unit, _M.mark != "", _M.over <= day
    return select(dossiers.c.id).join(markings, dossiers.c.row == _M.dossier).where(*past).order_by(_M.dossier)
