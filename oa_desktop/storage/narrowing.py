"""What outlines (目录) are narrowed, sorted and grouped by, as conditions and columns of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, func, literal, select

from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.office.lists import outlines as o
from oa_desktop.storage.held import documents_waiting
from oa_desktop.storage.ordering import number_key, title_key
from oa_desktop.storage.standings import standing_so
from oa_desktop.storage.supervisions import supervised_in
from oa_desktop.storage.tables import departments, dossiers, people

_D = dossiers.c
_YEAR = func.substr(_D.drafted, 1, 4)
_SECRECY: ColumnElement[str] = case({int(one): one.label for one in Secrecy if one}, value=_D.secrecy, else_=o.OPEN)
_LAST = "\U0010ffff"
"""Stands behind every character that a text may go on with."""
_URGENT = case({"特提": 4, "特急": 3, "加急": 2, "平急": 1}, value=_D.urgency, else_=0)
SORTINGS: Mapping[o.Sorting, ColumnElement[Any]] = {
    o.Sorting.NEWEST: _D.position,
    o.Sorting.DRAFTED: _D.row,
    o.Sorting.TITLE: _D.title_key,
    o.Sorting.NUMBER: _D.number_key,
    o.Sorting.URGENCY: _URGENT,
    o.Sorting.KIND: _D.kind,
    o.Sorting.STEP: _D.step,
    o.Sorting.SECRECY: _D.secrecy,
    o.Sorting.ISSUED: _D.issued_on,
    o.Sorting.NUMBERED: _D.numbered_on,
    o.Sorting.DUE: _D.due,
}
_DAYS: Mapping[o.Dated, ColumnElement[str]] = {
    o.Dated.DRAFTED: _D.drafted,
    o.Dated.ISSUED: _D.issued_on,
    o.Dated.NUMBERED: _D.numbered_on,
    o.Dated.UPDATED: _D.updated,
}

GROUPINGS: Mapping[o.Grouping, tuple[ColumnElement[str], bool]] = {
    o.Grouping.NONE: (literal(""), False),
    o.Grouping.STEP: (_D.step, False),
    o.Grouping.KIND: (_D.kind, False),
    o.Grouping.URGENCY: (_D.urgency, True),
    o.Grouping.DAY: (func.substr(_D.updated, 1, 10), True),
    o.Grouping.MONTH: (func.substr(_D.updated, 1, 7), True),
    o.Grouping.YEAR: (_YEAR, True),
    o.Grouping.SECRECY: (_SECRECY, True),
    o.Grouping.DEPARTMENT: (_D.department, False),
    o.Grouping.DRAFTER: (_D.drafter, False),
    o.Grouping.PHASE: (_D.phase, False),
}
ORDERED_HEADS: Mapping[o.Grouping, ColumnElement[Any]] = {
    o.Grouping.URGENCY: _URGENT,
    o.Grouping.SECRECY: _D.secrecy,
}
"""What groups are ordered by that do not stand in the order of their words."""
NAMED: Mapping[o.Grouping, Table] = {o.Grouping.DEPARTMENT: departments, o.Grouping.DRAFTER: people}
"""What groups are called whose heads are ids."""


def _begins(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return and_(column >= text, column <= text + _LAST)


_SAME: Mapping[str, ColumnElement[str]] = {
    "kind": _D.kind,
    "organ": _D.organ,
    "urgency": _D.urgency,
    "phase": _D.phase,
    "step": _D.step,
    "year": _YEAR,
    "secrecy": _SECRECY,
}
"""Fields of a filter that a column must equal."""
_CALLED: Mapping[str, tuple[ColumnElement[str], Table]] = {
    "department": (_D.department, departments),
    "drafter": (_D.drafter, people),
}
"""Fields of a filter that name somebody whose id the documents hold."""

_AMONG: Mapping[str, Callable[[o.Filter, UnitId], Select[tuple[int]]]] = {
    "supervised": lambda wanted, unit: supervised_in(unit, wanted.supervised),
    "standing": lambda wanted, unit: standing_so(unit, wanted.standing, wanted.today),
    "waits": lambda wanted, unit: documents_waiting(unit, wanted.waiting),
}
"""Fields of a filter that other tables know the documents for."""


def fulfilling(wanted: o.Filter, unit: UnitId) -> Iterator[ColumnElement[bool]]:
    """Yield what documents of a unit must fulfil beside holding the words."""
    for name, column in _SAME.items():
        if asked := getattr(wanted, name):
            yield column == asked
    for name, (column, names) in _CALLED.items():
        if asked := getattr(wanted, name):
            yield column.in_(select(names.c.id).where(names.c.unit == unit, names.c.name == asked))
    for name, rows in _AMONG.items():
        if getattr(wanted, name):
            yield _D.row.in_(rows(wanted, unit))
    if wanted.number:
        yield _begins(_D.number_key, number_key(wanted.number + "号" * wanted.number[-1].isdecimal()))
    yield from _within_days(wanted)


def _within_days(wanted: o.Filter) -> Iterator[ColumnElement[bool]]:
    day = _DAYS[wanted.dated]
    if wanted.since:
        yield day >= wanted.since
    if wanted.until:
        yield and_(day != "", day <= wanted.until + _LAST)


def by_name(
    connection: Connection, groups: Iterable[o.OutlineGroup], grouping: o.Grouping, unit: UnitId
) -> tuple[o.OutlineGroup, ...]:
    """Return groups under the names of what their heads are, in the order of the names; namesakes are one group."""
    names = NAMED[grouping]
    known = {row.id: row.name for row in connection.execute(select(names).where(names.c.unit == unit))}
    keys: dict[str, list[int]] = {}
    for group in groups:
        keys.setdefault(known.get(group.head, ""), []).extend(group.keys)
    return tuple(o.OutlineGroup(head=head, keys=tuple(keys[head])) for head in sorted(keys, key=title_key))
