"""The trail (审计) projected: who, when, what sort of thing, what became of it, on what; a line an entry.

The entries themselves are read for the lines that are shown, and for no others.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, insert, or_, select

from oa_desktop.domain.canonical import NotCanonical
from oa_desktop.domain.codec import Undecodable
from oa_desktop.domain.entry import Entry, SignedEntry, decode_entry
from oa_desktop.domain.ids import DossierId, PersonId, UnitId, dossier_journal, unit_of
from oa_desktop.office.queries.unit import AuditCount, AuditOutcome
from oa_desktop.office.trail.lines import Stretch, line_of
from oa_desktop.storage import journals as kept
from oa_desktop.storage import sqlite
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.tables import entries, journals, trail

_T = trail.c
_AT_ONCE = 256
_NEW = Prepared(insert(trail), [one.name for one in _T])
_NEXT_PERSON = Prepared(
    select(func.min(_T.person)).where(_T.unit == bindparam("of_unit"), _T.person > bindparam("after"))
)
_PLACE = select(entries.c.position)
_DOSSIERS = dossier_journal(DossierId(""))
_LATER = (
    select(entries.c.position, entries.c.signed, journals.c.id)
    .join_from(entries, journals)
    .where(entries.c.position > bindparam("after"), ~journals.c.id.between(_DOSSIERS, _DOSSIERS + "\U0010ffff"))
    .order_by(entries.c.position)
    .limit(sqlite.so_many(4096))
)


def project_line(connection: Connection, position: int, entry: Entry) -> None:
    """Add the line of an entry at a position; of a document's entry there is none."""
    for values in _values(position, entry):
        _NEW.run(connection, values)


def renew(connection: Connection) -> None:
    """Make the lines of all entries again."""
    connection.execute(delete(trail))
    after = 0
    while found := connection.execute(_LATER, {"after": after}).all():
        lines = [line for one in found if unit_of(one.id) for line in _values(one.position, decode_entry(one.signed))]
        _NEW.run_each(connection, lines)
        after = found[-1].position


def _values(position: int, entry: Entry) -> Iterator[Mapping[str, object]]:
    line = line_of(entry)
    if line is not None:
        yield {
            "position": position,
            "unit": line.unit,
            "day": line.day,
            "person": line.person,
            "sort": line.sort.value,
            "outcome": None if line.outcome == AuditOutcome.DONE else str(line.outcome),
            "document": line.document or None,
        }


class StoredTrail:
    """The trail of an open store."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

    def newest(self, stretch: Stretch, most: int) -> Iterator[SignedEntry]:
        """Give the newest entries of a stretch, what arrived last first; no more is decoded than is taken."""
        with self._reading() as connection:
            found = _positions(stretch).order_by(_T.position.desc()).limit(most)
            places = array("q", (row.position for row in connection.execute(found)))
        for first in range(0, len(places), _AT_ONCE):
            with self._reading() as connection:
                some = kept.read_at(connection, places[first : first + _AT_ONCE])
            yield from some

    def count(self, stretch: Stretch) -> AuditCount:
        """Return how many lines a stretch has, and how many of them tell of what did not come off."""
        failed = func.count().filter(_T.outcome == AuditOutcome.FAILED.value)
        with self._reading() as connection:
            found = connection.execute(_positions(stretch).with_only_columns(func.count(), failed)).one()
        return AuditCount(count=found[0], failed=found[1])

    def people(self, unit: UnitId) -> tuple[PersonId, ...]:
        """Return whom the lines of a unit are about, and nobody (empty): a step through the index for each."""
        with self._reading() as connection:
            return tuple(_people(connection, unit))

    def astray(self) -> Iterator[Entry]:
        """Give the entries whose line is missing, or another than it would be made."""
        after = 0
        while True:
            with self._reading() as connection:
                found = connection.execute(_LATER, {"after": after}).all()
                lines = _lines_between(connection, after, found[-1].position) if found else {}
            for one in found:
                if unit_of(one.id):
                    yield from _unlike(one.position, one.signed, lines.get(one.position))
            if not found:
                return
            after = found[-1].position


def _lines_between(connection: Connection, after: int, last: int) -> Mapping[int, Mapping[str, object]]:
    there = connection.execute(select(trail).where(_T.position > after, _T.position <= last)).mappings()
    return {row["position"]: {str(name): said for name, said in row.items()} for row in there}


def _unlike(position: int, signed: bytes, line: Mapping[str, object] | None) -> Iterator[Entry]:
    """Give an entry whose line is not the one that there should be; nothing of one that cannot be read."""
    try:
        entry = decode_entry(signed)
    except (NotCanonical, Undecodable):
        return
    if next(_values(position, entry), None) != line:
        yield entry


def _people(connection: Connection, unit: UnitId) -> Iterator[PersonId]:
    person: str | None = ""
    while person is not None:
        yield PersonId(person)
        person = _NEXT_PERSON.one(connection, {"of_unit": unit, "after": person})[0]


def _positions(stretch: Stretch) -> Select[tuple[int]]:
    """Return the positions of a stretch; the unit alone offers no index, for nearly every line is of the one unit."""
    narrowed = tuple(_narrowed(stretch))
    unit = _T.unit if narrowed else _T.unit.concat("")
    placed = (_T.position < _PLACE.where(entries.c.id == stretch.before).scalar_subquery(),) if stretch.before else ()
    return select(_T.position).where(unit == stretch.unit, *narrowed, *placed)


def _narrowed(stretch: Stretch) -> Iterator[ColumnElement[bool]]:
    if stretch.since:
        yield _T.day >= stretch.since
    if stretch.until:
        yield _T.day <= stretch.until
    if stretch.people is not None:
        yield _T.person.in_(sorted(stretch.people))
    if stretch.sort is not None:
        yield _T.sort == stretch.sort.value
    if stretch.outcomes:
        yield _became(stretch.outcomes)
    if stretch.document:
        yield _T.document.between(stretch.document, stretch.document + "\U0010ffff")


def _became(outcomes: frozenset[str]) -> ColumnElement[bool]:
    stated = _T.outcome.in_(sorted(outcomes - {AuditOutcome.DONE}))
    return or_(_T.outcome.is_(None), stated) if AuditOutcome.DONE in outcomes else stated
