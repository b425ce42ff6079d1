"""What the store answers of the archive, from registers as they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.dossier import ENDED, Dossier
from oa_desktop.office import queries as q

QUERIES = (q.ArchiveSearch, q.ArchiveItems, q.ArchiveClasses, q.ToArchive)


def ask(query, registers: Iterable[ArchiveRegister], seen: Iterable[Dossier]):
    known = {one.id for one in seen}
    if isinstance(query, q.ToArchive):
        arranged = {item.act.document for register in registers for item in register.standing()}
        over = [
            one
            for one in seen
            if one.phase in ENDED or one.dispatched or any(task.act in ("file", "settle") for task in one.tasks)
        ]
        return tuple(q.ToArchiveRow(document=one.id) for one in reversed(over) if one.id not in arranged)
    items = [(register, one) for register in registers for one in register.items.values() if one.act.document in known]
    if isinstance(query, q.ArchiveSearch):
        rows = [_row(register, one) for register, one in items if one.stands]
        held = [one for one in rows if all(word in _told(one) for word in query.text.split())]
        return tuple(q.ArchiveFoundRow(item=one) for one in held[: query.limit])
    if isinstance(query, q.ArchiveClasses):
        counted = Counter(_class(one) for _, one in items if one.stands)
        named = [q.ArchiveClassRow(**dict(zip(_CLASS, of, strict=True)), items=count) for of, count in counted.items()]
        return tuple(sorted(named, key=lambda row: (-row.year, *_by_class(row))))
    rows = [_row(register, one) for register, one in items if one.stands is not query.withdrawn and _wanted(query, one)]
    rows.sort(key=lambda row: (row.year, *_by_class(row), row.number))
    return tuple(rows[query.skip : query.skip + query.limit])


def _told(row: q.ArchiveItemRow) -> str:
    return " ".join((row.code, row.title, row.document_number, row.responsible))


_CLASS = ("fonds", "year", "retention", "division")


def _by_class(row: q.ArchiveItemRow | q.ArchiveClassRow) -> tuple[str, int, str]:
    return (row.fonds, ("永久", "30年", "10年").index(row.retention), row.division)


def _class(item: ArchivalItem) -> tuple[str, int, str, str]:
    return (item.act.fonds, item.act.archival_year, item.act.retention.value, item.act.division)


def _wanted(query: q.ArchiveItems, item: ArchivalItem) -> bool:
    if query.document:
        return item.act.document == query.document
    of_register = query.register is None or query.register == item.act.register
    of_term = not query.retention or query.retention == item.act.retention.value
    return of_register and of_term and query.division in (None, item.act.division)


def _row(register: ArchiveRegister, item: ArchivalItem) -> q.ArchiveItemRow:
    said = {
        name: getattr(item.act, name)
        for name in ("item", "division", "number", "document", "document_number", "mark", "batch")
    }
    now = {
        name: getattr(item, name)
        for name in ("code", "title", "responsible", "date", "pages", "place", "box", "reason")
    }
    return q.ArchiveItemRow(
        **said,
        **now,
        **dict(zip(_CLASS[:3], _class(item)[:3], strict=True)),
        carrier=item.carrier.value,
        state=item.state.value,
        contested=item.id in register.contested(),
    )
