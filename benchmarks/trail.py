"""The trail (审计): narrow questions among many entries, against a look at every entry.

The entries are written past ``perform``, many to a transaction, as the product writes them but for their signatures:
a year of sign-ins, outputs and settings of many people, with a failure now and then.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.figures import MEGABYTES, MILLISECONDS, SECONDS, Line, in_turn, ratio, timed
from benchmarks.unit import Unit, open_unit
from oa_desktop.domain.actions import Action, auditing, declaration_of
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.entry import Actor, ActorKind, Entry, SignedEntry
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import (
    ActId,
    DeviceId,
    Digest,
    EntryId,
    JournalId,
    KeyId,
    PersonId,
    PostId,
    audit_journal,
    organisation_journal,
)
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.trail.lines import line_of
from oa_desktop.security import sm3

SIZES = (10_000, 100_000)
LARGE = 1_000_000
_AT_ONCE, _PEOPLE, _DAYS, _PAGE = 10_000, 300, 365, 200
_GOAL, _GROWTH = 0.05, 3.0
"""A narrow question takes at most so much of a look at every entry; and so much longer among ten times as many, where
as many lines are found."""
_BEGINNING = datetime(2025, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
_DAY = (_BEGINNING.date() + timedelta(days=200)).isoformat()
_FIRST, _LAST = "2025-07-01", "2025-07-31"
_QUESTIONS: Mapping[str, q.AuditTrail] = {
    "one person on one day": q.AuditTrail(who="某17号", since=_DAY, until=_DAY, limit=_PAGE),
    "one sort of thing in one month": q.AuditTrail(sort=q.AuditSort.SETTINGS, since=_FIRST, until=_LAST, limit=_PAGE),
    "what did not come off in the year": q.AuditTrail(outcome=q.AuditOutcome.FAILED, limit=_PAGE),
    "one document": q.AuditTrail(document="document-1777", limit=_PAGE),
    "everything of one month": q.AuditTrail(since=_FIRST, until=_LAST, limit=_PAGE),
}


def measure() -> Iterator[Line]:
    """Give the lines about the trail, in a small store and in a larger one."""
    with tempfile.TemporaryDirectory(prefix="oa-bench-") as home:
        few, many = (_Bench.built(Path(home) / str(size), size) for size in SIZES)
        with closing(few.unit), closing(many.unit):
            for name, query in _QUESTIONS.items():
                yield from _compared(name, query, few, many)
            yield many.counting()


def measure_large(home: Path, size: int = LARGE) -> Iterator[Line]:
    """Give what the questions take among very many entries, for information."""
    bench = _Bench.built(home, size)
    with closing(bench.unit):
        yield Line(name=f"{size:,} entries of the trail: writing them", figure=bench.seconds, unit=SECONDS)
        megabytes = bench.unit.stores.database.stat().st_size / 1_000_000
        yield Line(name=f"{size:,} entries of the trail: the database", figure=megabytes, unit=MEGABYTES)
        for name, query in _QUESTIONS.items():
            first, *times = (timed(bench.asked(query)) * 1000 for _ in range(6))
            note = f"the first {first:.1f}"
            yield Line(name=f"  {name}, first page", figure=median(times), unit=MILLISECONDS, note=note)
        yield bench.counting()
        looked = timed(lambda: bench.looked_through(_QUESTIONS["one document"]))
        yield Line(name="  a look at every entry", figure=looked, unit=SECONDS)


def _compared(name: str, query: q.AuditTrail, few: _Bench, many: _Bench) -> Iterator[Line]:
    begin = perf_counter()
    found = many.looked_through(query)
    looked = [perf_counter() - begin]
    assert found, name
    assert found == tuple(row.entry for row in many.session.ask(query)), name
    alike = len(few.session.ask(query)) == len(found)
    in_many, in_few = in_turn(lambda _: many.asked(query), lambda _: few.asked(query), rounds=7)
    whole = f"the trail of {SIZES[1]:,} entries, {name}"
    yield ratio(f"{whole} / a look at every entry", in_many, looked, goal=None if len(found) == _PAGE else _GOAL)
    growth = f"  among {SIZES[1]:,} / among {SIZES[0]:,}"
    yield ratio(growth, in_many, in_few, goal=_GROWTH if alike else None)


@dataclass(slots=True, kw_only=True)
class _Bench:
    """A store with many entries of the trail.

    Attributes:
        seconds: How long they took to write.
    """

    unit: Unit
    size: int
    seconds: float

    @classmethod
    def built(cls, home: Path, size: int) -> _Bench:
        """Return a new store."""
        unit = open_unit(home)
        begin = perf_counter()
        _write(unit, size)
        return cls(unit=unit, size=size, seconds=perf_counter() - begin)

    @property
    def session(self) -> Any:
        """The auditor's session."""
        return self.unit.session(Role.SECURITY_AUDITOR)

    def asked(self, query: q.AuditTrail) -> Callable[[], Any]:
        """Return the question as a job."""
        session = self.session
        return lambda: session.ask(query)

    def looked_through(self, query: q.AuditTrail) -> tuple[EntryId, ...]:
        """Answer by a look at every entry until the page is full, as it was done before the trail was projected."""
        entries = (one.entry for one in self.unit.store.newest_first())
        return tuple(islice((one.id for one in entries if _fits(query, one)), query.limit))

    def counting(self) -> Line:
        """Return what counting all of it takes."""
        tally = q.AuditTally()
        times = [timed(lambda: self.session.ask(tally)) * 1000 for _ in range(5)]
        (found,) = self.session.ask(tally)
        assert found.count >= self.size
        return Line(name=f"  counting all {self.size:,}", figure=median(times), unit=MILLISECONDS)


def _fits(query: q.AuditTrail, entry: Entry) -> bool:
    line = line_of(entry)
    return (
        line is not None
        and query.since <= line.day
        and (not query.until or line.day <= query.until)
        and query.who in line.person
        and query.sort in (None, line.sort)
        and query.outcome in (None, line.outcome)
        and line.document.startswith(query.document)
    )


def _write(unit: Unit, size: int) -> None:
    """Write so many entries of one year, each in the journal that it belongs to."""
    writer = _Writer(unit, size)
    for first in range(0, size, _AT_ONCE):
        with unit.store.begin() as transaction:
            for place in range(first, min(first + _AT_ONCE, size)):
                transaction.append(writer.entry(place))
        print(f"\r{first + _AT_ONCE:,} entries", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


class _Writer:
    """Makes entries, each from its place alone."""

    def __init__(self, unit: Unit, size: int) -> None:
        self._store = unit.store
        self._unit = unit.session(Role.SECURITY_AUDITOR).organisation().unit
        self._size = size
        self._seqs = Counter[JournalId]()

    def entry(self, place: int) -> SignedEntry:
        """Return the entry of a place, signed by nobody."""
        action = _action(place)
        program = declaration_of(action).by_program
        journal = audit_journal(self._unit) if program else organisation_journal(self._unit)
        self._seqs[journal] += 1
        entry = Entry(
            realm=self._store.realm,
            unit=self._unit,
            journal=journal,
            id=EntryId(f"{place:032x}"),
            device=DeviceId("b" * 32),
            seq=self._seqs[journal],
            act=ActId(f"{place:032x}"),
            actor=Actor(kind=ActorKind.PROGRAM) if program else Actor(kind=ActorKind.PERSON, person=_person(place)),
            kind=declaration_of(action).kind,
            version=declaration_of(action).version,
            payload=payload_of(action, journal),
            claimed_time=(_BEGINNING + timedelta(days=place * _DAYS // self._size)).isoformat(timespec="seconds"),
            time_source="local-clock",
            key=KeyId(_NOTHING),
            **header_of(action),
        )
        data = entry.encode()
        return SignedEntry(entry=entry, signed=data, digest=Digest(sm3.digest(data)), signature=b"")


def _person(place: int) -> PersonId:
    return PersonId(f"某{place * 7 % _PEOPLE}号")


def _action(place: int) -> Action:
    person = _person(place)
    if place % 200 == 199:
        return org.AdjustSetting(name="largest-attachment-mb", value=place % 100 + 1, reason="光盘")
    if place % 100 == 50:
        sort, subject = auditing.Incident.BEYOND, f"document-{place}"
        return auditing.RecordIncident(person=person, sort=sort, act="review", code="policy.role", subject=subject)
    if place % 3:
        subject = f"document-{place}"
        return auditing.RecordOutput(person=person, what="打印版式件", subject=subject, digest=_NOTHING)
    return auditing.RecordSignIn(person=person, post=PostId("post"), failed_attempts=place % 11 // 10)


_NOTHING = Digest(sm3.digest(b""))
