"""The ledger of supervision (督办台账): the matters of documents, projected, and asked for within a sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, insert, select, true

from oa_desktop.domain.documents.supervision import Stage, Supervision
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.tasks import Holder
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sight import within
from oa_desktop.storage.tables import departments, dossiers, people, supervisions

_S = supervisions.c
_FORGET = Prepared(delete(supervisions).where(_S.dossier == bindparam("of_row")))
_NEW = Prepared(insert(supervisions), [one.name for one in _S])
_OPEN = (Stage.IN_HAND.value, Stage.REPORTED.value)


def project_supervisions(connection: Connection, dossier: Dossier, row: int, *, known: bool) -> None:
    """Bring the matters of a document in line with its state; those of one that is known may be no more."""
    if known:
        _FORGET.run(connection, {"of_row": row})
    lines = enumerate(_values(dossier, one) for one in dossier.supervisions)
    _NEW.run_each(connection, [{"dossier": row, "ordinal": place, **values} for place, values in lines])


def _values(dossier: Dossier, item: Supervision) -> dict[str, object]:
    latest = item.latest
    return {
        "unit": dossier.unit,
        "item": item.id,
        "matter": item.matter,
        "supervisor": item.supervisor,
        "holders": "\n".join(map(_id, item.holders)),
        "due": item.due[:10],
        "begun": item.begun[:10],
        "stage": item.stage.value,
        "urged": item.urged,
        "extended": item.extended,
        "reports": item.reports,
        "latest": latest.words if latest else "",
        "reporter": latest.person if latest else "",
        "reported_on": latest.time[:10] if latest else "",
        "wished": item.wish.due[:10] if item.wish else "",
        "closed": item.closed[:10],
        "outcome": item.outcome,
    }


def _id(holder: Holder) -> str:
    return holder.person or holder.department


def ask(connection: Connection, query: q.Supervisions, sight: Sight) -> tuple[q.SupervisionRow, ...]:
    """Return the matters of some documents."""
    if not sight.person:
        return ()
    found: Sequence[Any] = connection.execute(_statement(sight, query.stage, bool(query.dossier)), _given(query)).all()
    names = _names(connection, sight.unit) if found else {}
    order = {key: place for place, key in enumerate(query.keys)}
    rows = [_row(one._mapping, names) for one in found]
    return tuple(sorted(rows, key=lambda row: order.get(row.key, 0)))


def _given(query: q.Supervisions) -> dict[str, Any]:
    return {"id": query.dossier} if query.dossier else {"keys": query.keys}


@lru_cache(maxsize=256)
def _statement(sight: Sight, stage: str, of_one: bool) -> Select[Any]:
    wanted = dossiers.c.id == bindparam("id") if of_one else _S.dossier.in_(bindparam("keys", expanding=True))
    found = select(supervisions).join(dossiers, dossiers.c.row == _S.dossier)
    return found.where(wanted, at_stage(stage), within(sight)).order_by(_S.dossier, _S.ordinal)


def at_stage(stage: str) -> ColumnElement[bool]:
    """Return the condition that a matter is at a stage, or not closed; true for none."""
    if not stage:
        return true()
    return _S.stage.in_(_OPEN) if stage == q.UNSETTLED else _S.stage == stage


def supervised_in(unit: UnitId, stage: str = "") -> Select[tuple[int]]:
    """Return the rows of the documents of a unit that have a matter at a stage."""
    return select(_S.dossier).where(_S.unit == unit, at_stage(stage))


def _names(connection: Connection, unit: UnitId) -> Mapping[str, str]:
    found = (connection.execute(_of(table), {"unit": unit}) for table in (departments, people))
    return {one.id: one.name for rows in found for one in rows}


def _of(table: Any) -> Select[Any]:
    return select(table.c.id, table.c.name).where(table.c.unit == bindparam("unit"))


def _row(found: Mapping[str, Any], names: Mapping[str, str]) -> q.SupervisionRow:
    lead, *others = _named(found["holders"], names)
    values = {name: found[name] for name in _SAID}
    return q.SupervisionRow(
        key=found["dossier"],
        lead=lead,
        others="、".join(others),
        supervisor=names.get(found["supervisor"], ""),
        reporter=names.get(found["reporter"], ""),
        **values,
    )


_SAID = (
    *("item", "matter", "due", "begun", "stage", "urged", "extended", "reports", "latest", "reported_on", "wished"),
    *("closed", "outcome"),
)


def _named(holders: str, names: Mapping[str, str]) -> Iterator[str]:
    yield from (names.get(one, one) for one in holders.split("\n"))
