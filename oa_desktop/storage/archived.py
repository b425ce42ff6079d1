"""The archive (归档登记), as its journals were last projected: an item is known to whom its document is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, delete, exists, func, insert, or_, select

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.handling import File, SettleConflict
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister, ItemState
from oa_desktop.domain.ids import DossierId, UnitId
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import fulltext
from oa_desktop.storage.sight import within
from oa_desktop.storage.tables import archive_items, dossiers, tasks

_WAITING = tuple(DECLARATIONS[one].kind for one in (File, SettleConflict))
"""What a document waits for that the archive asks for; where a conflict was is not known here."""
_I = archive_items.c
_NAMES = tuple(one.name for one in fields(q.ArchiveItemRow))
_SHOWN = tuple(_I[name] for name in _NAMES)
"""The columns of a line, in the order of its fields."""
_CLASS = (_I.fonds, _I.year, _I.retention, _I.division)
_BY_CLASS = (_I.fonds, _I.retention.desc(), _I.division)
"""永久, 30年, 10年: as the characters go, backwards."""
STANDS = _I.state != ItemState.WITHDRAWN.value
_NEW = insert(archive_items)
_OF_REGISTER = and_(_I.unit == bindparam("of_unit"), _I.fonds == bindparam("of_fonds"), _I.year == bindparam("of_year"))
_FORGET = delete(archive_items).where(_OF_REGISTER)
_FORGET_ITEM = _FORGET.where(_I.item == bindparam("of_item"))


def project_archive(
    connection: Connection, unit: UnitId, register: ArchiveRegister, before: ArchiveRegister | None
) -> None:
    """Bring the lines of a register in line; only those that differ from what is projected are written."""
    of_register = {"of_unit": unit, "of_fonds": register.name.fonds, "of_year": register.name.year}
    if before is None:
        connection.execute(_FORGET, of_register)
    known = before or ArchiveRegister(name=register.name)
    lines = list(_changed(unit, register, known))
    gone = [{**of_register, "of_item": line["item"]} for line in lines if line["item"] in known.items]
    if gone:
        connection.execute(_FORGET_ITEM, gone)
    if lines:
        connection.execute(_NEW, lines)
    fulltext.index_again(connection, _called_otherwise(register, known))


def _called_otherwise(register: ArchiveRegister, before: ArchiveRegister) -> set[DossierId]:
    """Return the documents that a search finds by other words than before."""
    both = ((one, before.items.get(name)) for name, one in register.items.items())
    return {one.act.document for one, known in both if known is not one and _called(one) != _called(known)}


def _called(item: ArchivalItem | None) -> tuple[str, ...]:
    return (item.code, item.title, item.responsible) if item is not None and item.stands else ()


def _changed(unit: UnitId, register: ArchiveRegister, before: ArchiveRegister) -> Iterator[dict[str, Any]]:
    """Yield the lines that are not as they were; most items are the very same."""
    contested, changed = register.contested(), register.contested() ^ before.contested()
    for ordinal, (name, item) in enumerate(register.items.items()):
        if before.items.get(name) is not item or name in changed:
            yield {**_line(unit, item, ordinal), "contested": name in contested}


def _line(unit: UnitId, item: ArchivalItem, ordinal: int) -> dict[str, Any]:
    act = item.act
    return {
        "item": item.id,
        "unit": unit,
        "fonds": act.fonds,
        "year": act.archival_year,
        "ordinal": ordinal,
        "number": act.number,
        "pages": item.pages,
        "category": act.category,
        "retention": act.retention.value,
        "division": act.division,
        "code": item.code,
        "document": act.document,
        "title": item.title,
        "document_number": act.document_number,
        "responsible": item.responsible,
        "date": item.date,
        "mark": act.mark,
        "carrier": item.carrier.value,
        "place": item.place,
        "box": item.box,
        "state": item.state.value,
        "batch": act.batch,
        "reason": item.reason,
    }


def items(connection: Connection, query: q.ArchiveItems, sight: Sight) -> tuple[q.ArchiveItemRow, ...]:
    """Return the lines of a register that a person may know, by class and number."""
    wanted = items_shown()
    wanted = wanted.where(_I.unit == sight.unit, within(sight, many=True), *_asked(query))
    ordered = wanted.order_by(_I.year, *_BY_CLASS, _I.number, _I.ordinal).limit(query.limit).offset(query.skip)
    return tuple(map(item_row, connection.execute(ordered)))


def items_shown(*more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for the columns of an item's line and some more; the sight must still be laid on it."""
    return select(*_SHOWN, *more).join_from(archive_items, dossiers, dossiers.c.id == _I.document)


def item_row(found: Sequence[Any]) -> q.ArchiveItemRow:
    """Return the line that a row of the database begins with."""
    return q.ArchiveItemRow(**dict(zip(_NAMES, found, strict=False)))


def _asked(query: q.ArchiveItems) -> Iterator[ColumnElement[bool]]:
    yield _I.state == ItemState.WITHDRAWN.value if query.withdrawn else STANDS
    if query.document:
        yield _I.document == query.document
        return
    if query.register is not None:
        yield and_(_I.fonds == query.register.fonds, _I.year == query.register.year)
    if query.retention:
        yield _I.retention == query.retention
    if query.division is not None:
        yield _I.division == query.division


def classes(connection: Connection, _: q.ArchiveClasses, sight: Sight) -> tuple[q.ArchiveClassRow, ...]:
    """Return the classes that have items which a person may know."""
    counted = select(*_CLASS, func.count().label("items")).join_from(
        archive_items, dossiers, dossiers.c.id == _I.document
    )
    counted = counted.where(_I.unit == sight.unit, STANDS, within(sight, many=True)).group_by(*_CLASS)
    found = connection.execute(counted.order_by(_I.year.desc(), *_BY_CLASS))
    return tuple(q.ArchiveClassRow(**one._mapping) for one in found)


def to_archive(connection: Connection, _: q.ToArchive, sight: Sight) -> tuple[q.ToArchiveRow, ...]:
    """Return the documents that a person may know, are handled, went out or wait, and are no item."""
    of_it = exists().where(_I.document == dossiers.c.id, STANDS).correlate(dossiers)
    waits = exists().where(tasks.c.dossier == dossiers.c.row, tasks.c.act.in_(_WAITING)).correlate(dossiers)
    over = or_(dossiers.c.concluded.is_(True), dossiers.c.dispatched_on != "", waits)
    wanted = select(dossiers.c.id).where(within(sight, many=True), over, ~of_it).order_by(dossiers.c.row)
    return tuple(q.ToArchiveRow(document=one.id) for one in connection.execute(wanted))
