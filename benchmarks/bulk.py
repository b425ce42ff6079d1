"""A store as large as one likes: the rows of documents that were really handled, written over and over.

A few documents are handled in a real office, in every way that matters to the lists: drafted, lying with a role, with a
department, with somebody who was asked by name, circulated, concluded. Their rows, as the product wrote them, are the
patterns; a copy has ids, positions, drafter, department, readers and title of its own. So tables, indexes, encryption
and sizes are the product's. What is not there: words of the full text, and signatures that would verify.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from benchmarks.unit import Unit, open_unit
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId, dossier_journal
from oa_desktop.domain.units.roles import Role
from oa_desktop.storage import sqlite
from oa_desktop.storage.tables import (
    departments,
    dossiers,
    entries,
    handled,
    journals,
    parties,
    people,
    sayings,
    tasks,
    texts,
)

SEED = 2026
_TOKEN = "00ab00cd"
"""Stands in a title where each copy has its own number."""
_AT_ONCE = 2000
_DEPARTMENTS, _PEOPLE_A_DEPARTMENT = 50, 12
_RECENT, _OPEN_RECENT, _OPEN_OLD = 0.03, 0.6, 0.002
_NAMED = 0.3
"""Part of what is asked of somebody by name that is asked of the one person who is measured."""
FAST = (
    *("journal_mode = OFF", "synchronous = OFF", "secure_delete = OFF", "cache_size = -1000000"),
    *("foreign_keys = OFF", "locking_mode = EXCLUSIVE"),
)
_PLACED: Mapping[str, tuple[str, ...]] = {
    "entries": ("position",),
    "dossiers": ("row", "position"),
    "tasks": ("dossier", "position"),
    "parties": ("dossier", "done", "unread"),
    "handled": ("dossier",),
    "texts": ("dossier",),
    "sayings": ("dossier",),
}
"""The columns that hold the place of an entry among all."""
_NUMBERED = {"journals": "row", "entries": "journal"}
"""The columns that hold the row of the journal."""
_TABLES = (journals, entries, dossiers, tasks, parties, handled, texts, sayings)

Values = tuple[str, ...]
"""Number, drafter, department and whoever was asked, in the order of :data:`_SLOTS`."""
_SLOTS = ("number", "drafter", "department", "asked")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A text or its bytes with holes, and which values go into these."""

    text: str | bytes
    holes: Callable[[Sequence[Any]], Any]

    def filled(self, values: Sequence[str], encoded: Sequence[bytes]) -> str | bytes:
        """Return it whole."""
        given: Any = self.holes(encoded if isinstance(self.text, bytes) else values)
        made: str | bytes = self.text % given
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """A row with holes.

    Attributes:
        places: Columns that hold the place of an entry of the document, counted from its first.
        journal: Columns that hold the row of its journal.
        cuts: Columns with holes.
    """

    row: Row
    places: tuple[tuple[int, int], ...]
    journal: tuple[int, ...]
    cuts: tuple[tuple[int, _Cut], ...]

    def filled(self, first: int, journal: int, values: Values, encoded: Sequence[bytes]) -> Row:
        """Return the row of a copy whose first entry has this position."""
        made = list(self.row)
        for column, place in self.places:
            made[column] = first + place
        for column in self.journal:
            made[column] = journal
        for column, cut in self.cuts:
            made[column] = cut.filled(values, encoded)
        return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A document that copies are made of, its rows by table."""

    entries: int
    rows: Mapping[str, tuple[_Pattern, ...]]


def build(home: Path, documents: int) -> int:
    """Fill a new store below a root with copies; return how many entries it has."""
    with closing(open_unit(home, crowd=1)) as unit:
        known = _Office(unit)
        finished, unfinished = known.patterns()
        with unit.store.reading() as connection:
            place = _last(connection, entries.c.position) + 1, _last(connection, journals.c.row) + 1
        path, key = unit.stores.database, unit.stores.database_key
    with closing(sqlite.connect(path, key, unit.store.realm, True)) as driver:
        for pragma in FAST:
            driver.execute(f"PRAGMA {pragma}")
        driver.execute("BEGIN")
        _name_everybody(driver, known.unit_id)
        copies = _copies(documents, known, finished, unfinished)
        position, _ = _write(driver, copies, *place)
        driver.execute("COMMIT")
        driver.execute("PRAGMA journal_mode = WAL")
    return position - place[0]


def _last(connection: Any, column: Any) -> int:
    return int(connection.execute(select(column).order_by(column.desc()).limit(1)).scalar_one())


class _Office:
    """The people of a real office, and documents that they handled.

    Attributes:
        drafter: Whose documents some copies are.
        asked: Who is asked by name.
    """

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self.drafter = unit.session(Role.DRAFTER).standing
        (self.asked,) = unit.crowd()
        self.unit_id = unit.session(Role.DRAFTER).organisation().unit

    def patterns(self) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...]]:
        """Return concluded documents, and such as lie with somebody."""
        finished = tuple(self._pattern(one) for one in (self._filed(), *(self._voided() for _ in range(4))))
        begun = (self._drafted(), *(self._at(passed) for passed in (1, 2, 3, 4)), self._asked_of(), self._circulated())
        return finished, tuple(self._pattern(one) for one in begun)

    def _drafted(self) -> DossierId:
        return self._unit.draft(f"关于开展公文归档工作的通知（{_TOKEN}）")

    def _at(self, passed: int) -> DossierId:
        """Return a document that has passed so many steps."""
        document = self._drafted()
        for role, action in islice(self._unit.course(document), passed):
            self._unit.perform(role, action)
        return document

    def _filed(self) -> DossierId:
        return self._at(9)

    def _voided(self) -> DossierId:
        document = self._at(2)
        self._unit.perform(Role.DRAFTER, act.LeaveOpinion(dossier=document, opinion="情况有变，不再印发。"))
        self._unit.perform(Role.OFFICE_REVIEWER, together.Void(dossier=document, reason="情况有变"))
        return document

    def _asked_of(self) -> DossierId:
        document = self._at(1)
        self._unit.perform(Role.DEPARTMENT_HEAD, together.AddSigners(dossier=document, people=(self.asked,)))
        return document

    def _circulated(self) -> DossierId:
        document = self._at(2)
        self._unit.perform(Role.OFFICE_REVIEWER, together.Circulate(dossier=document, readers=(self.asked,)))
        return document

    def _pattern(self, document: DossierId) -> Pattern:
        """Return the rows of a document, with holes."""
        store = self._unit.store
        known = [one.entry for one in store.entries(dossier_journal(document))]
        marks = {str(one)[:8]: 0 for entry in known for one in (entry.id, entry.act)}
        marks |= {document[:8]: 0, _TOKEN: 0, self.drafter.person: 1, self.drafter.department: 2, self.asked: 3}
        with store.reading() as connection:
            rows = {table.name: tuple(_rows_of(connection, table, document)) for table in _TABLES}
        where = entries.columns.keys().index("position")
        places = {row[where]: place for place, row in enumerate(rows["entries"])}
        cut = _Cutter(marks)
        made = {name: tuple(_pattern_of(name, row, places, cut) for row in found) for name, found in rows.items()}
        return Pattern(entries=len(known), rows=made)


def _rows_of(connection: Any, table: Table, document: DossierId) -> Iterator[Row]:
    row = select(dossiers.c.row).where(dossiers.c.id == document).scalar_subquery()
    journal = select(journals.c.row).where(journals.c.id == dossier_journal(document)).scalar_subquery()
    keys = {"journals": ("row", journal), "entries": ("journal", journal), "dossiers": ("row", row)}
    column, value = keys.get(table.name, ("dossier", row))
    found = select(table).where(table.c[column] == value).order_by(*table.primary_key)
    return (tuple(one) for one in connection.execute(found))


class _Cutter:
    """Cuts what differs from copy to copy out of texts and bytes."""

    def __init__(self, marks: Mapping[str, int]) -> None:
        self._marks = marks
        self._any = re.compile("|".join(map(re.escape, sorted(marks, key=len, reverse=True))))

    def cut(self, value: Any) -> _Cut | None:
        """Return a value with holes; None where nothing in it differs."""
        text = value.decode("latin-1") if isinstance(value, bytes) else value
        found = self._any.findall(text) if isinstance(text, str) else []
        if not found:
            return None
        holed = "%s".join(one.replace("%", "%%") for one in self._any.split(text))
        slots = [self._marks[one] for one in found]
        holes: Callable[[Sequence[Any]], Any] = (
            itemgetter(*slots) if len(slots) > 1 else itemgetter(slice(slots[0], slots[0] + 1))
        )
        return _Cut(text=holed.encode("latin-1") if isinstance(value, bytes) else holed, holes=holes)


def _pattern_of(table: str, row: Row, places: Mapping[int, int], cutter: _Cutter) -> _Pattern:
    names = next(one for one in _TABLES if one.name == table).columns.keys()
    placed = [names.index(one) for one in _PLACED.get(table, ())]
    cuts = [(column, cut) for column, value in enumerate(row) if (cut := cutter.cut(value))]
    return _Pattern(
        row=tuple(int(one) if isinstance(one, bool) else one for one in row),
        places=tuple((column, places[row[column]]) for column in placed if row[column]),
        journal=(names.index(_NUMBERED[table]),) if table in _NUMBERED else (),
        cuts=tuple(cuts),
    )


# --- copies ------------------------------------------------------------------------------------------------------


def _copies(
    documents: int, office: _Office, finished: Sequence[Pattern], unfinished: Sequence[Pattern]
) -> Iterator[tuple[Pattern, Values]]:
    """Give the pattern of each document and what goes into its holes."""
    chance = random.Random(SEED)
    for number in range(documents):
        recent = number >= documents * (1 - _RECENT)
        is_open = chance.random() < (_OPEN_RECENT if recent else _OPEN_OLD)
        department = chance.randrange(_DEPARTMENTS)
        drafter = chance.randrange(_PEOPLE_A_DEPARTMENT)
        own = (office.drafter.person, office.drafter.department) if not department else ("", "")
        pattern = chance.choice(unfinished if is_open else finished)
        asked = office.asked if chance.random() < _NAMED else _person(*divmod(chance.randrange(600), 12))
        who = own[0] if own[0] and not drafter else _person(department, drafter)
        yield pattern, (f"{number:08x}", who, own[1] or _department(department), asked)
        if not number % 10_000:
            print(f"\r{number:,} documents", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _person(department: int, number: int) -> PersonId:
    return PersonId(f"{department:016x}{number:016x}")


def _department(number: int) -> DepartmentId:
    return DepartmentId(f"department-{number}")


def _write(driver: Any, copies: Iterator[tuple[Pattern, Values]], position: int, journal: int) -> tuple[int, int]:
    """Write copies, many at a time; return the next position and the next row of a journal."""
    while batch := list(islice(copies, _AT_ONCE)):
        made: dict[str, list[Row]] = {table.name: [] for table in _TABLES}
        for pattern, values in batch:
            encoded = [one.encode() for one in values]
            for name, rows in pattern.rows.items():
                made[name] += [row.filled(position, journal, values, encoded) for row in rows]
            position, journal = position + pattern.entries, journal + 1
        for table in _TABLES:
            driver.executemany(insert_into(table), made[table.name])
    return position, journal


def insert_into(table: Table) -> str:
    names = ", ".join(f'"{one.name}"' for one in table.columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join('?' * len(table.columns))})"


def _name_everybody(driver: Any, unit: str) -> None:
    everybody = [(unit, _person(one, number), f"拟稿人{one}-{number}") for one in range(50) for number in range(12)]
    driver.executemany(insert_into(people), everybody)
    driver.executemany(insert_into(departments), [(unit, _department(one), f"业务科{one}") for one in range(50)])
