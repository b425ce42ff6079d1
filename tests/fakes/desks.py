"""Further desks (工作台) of the office in memory, and the central service that they tell everything."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.ids import JournalId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.central.round import Round
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.office import Office
from oa_desktop.office.ports.central import Batch, Central
from oa_desktop.office.ports.store import Synced
from tests.fakes.office import FakeOffice
from tests.fakes.store import FakeBlobs, FakeStores
from tests.fakes.world import FakeIds


def another_desk(first: FakeOffice, name: str) -> FakeOffice:
    """A copy of a desk's store that became a desk of its own, for the same people."""
    desk = copy.copy(first)
    desk.stores = FakeStores()
    desk.stores.made, desk.stores.outside = first.stores.made, first.stores.outside
    desk.ids = FakeIds(name)
    desk.slots = replace(first.slots, name=name, exchange_of=first.slots.name, accounts=dict(first.slots.accounts))
    desk.ports = replace(first.ports, stores=desk.stores, ids=desk.ids, slots=desk.slots)
    desk.office = Office(desk.realm, desk.ports)
    desk._sessions = {}
    desk.office.become_desk("system", desk.slots.accounts["system"][0], f"{name}号机")
    return desk


def connect(desk: FakeOffice, central: Central) -> None:
    """Let a desk know the service; its people sign in anew."""
    desk.ports = replace(desk.ports, central=lambda: central)
    desk.office = Office(desk.realm, desk.ports)
    desk._sessions = {}


class Line:
    """The line to the service, which may be cut."""

    def __init__(self, store: FakeCentralStore, service: CentralService) -> None:
        self.store = store
        self.service = service
        self.cut = False

    def __getattr__(self, name: str) -> Any:
        if self.cut:
            raise Unavailable("central.away", reason="网络断了")
        return getattr(self.service, name)


def connected(desk: FakeOffice) -> Line:
    """Let a desk know a service of its own, over a line that may be cut."""
    store = FakeCentralStore()
    line = Line(store, CentralService(store, desk.crypto))
    connect(desk, line)
    return line


def service_entries(desk: FakeOffice, line: Line) -> list[SignedEntry]:
    """What the service holds of the unit of a desk."""
    return line.store.of(unit_of(desk)).kept


def unit_of(desk: FakeOffice) -> UnitId:
    """The unit that works there."""
    return desk.stores.facts().unit


def sync(desk: FakeOffice, central: Central) -> Synced:
    """One round of a desk with the service."""
    desk.as_("system")
    return Round(desk.office._still_open, central, unit_of(desk)).run()


class FakeRecords:
    """The entries of one unit at the service, in a list."""

    def __init__(self, realm: Realm) -> None:
        self.realm = realm
        self.blobs = FakeBlobs()
        self.kept: list[SignedEntry] = []

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint().plus(one.digest for one in self.kept)

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        return iter([one for one in self.kept if one.entry.journal == journal])

    def append(self, entries: Sequence[SignedEntry]) -> None:
        taken = {(one.entry.journal, one.entry.device, one.entry.seq) for one in self.kept}
        for one in entries:
            if (one.entry.journal, one.entry.device, one.entry.seq) in taken:
                raise Refused("records.set-back", journal=one.entry.journal, device=one.entry.device, seq=one.entry.seq)
            taken.add((one.entry.journal, one.entry.device, one.entry.seq))
            self.kept.append(one)


class FakeCentralStore:
    """The store of the service: lists, each written by one at a time."""

    def __init__(self, realm: Realm = Realm.OFFICIAL) -> None:
        self.realm = realm
        self.units: dict[UnitId, FakeRecords] = {}
        self.begun: set[UnitId] = set()

    def of(self, unit: UnitId) -> FakeRecords:
        return self.units.setdefault(unit, FakeRecords(self.realm))

    @contextlib.contextmanager
    def begin(self, unit: UnitId) -> Iterator[FakeRecords]:
        if unit in self.begun:
            raise Unavailable("central.busy")
        records = self.of(unit)
        adding = copy.copy(records)
        adding.kept = [*records.kept]
        self.begun.add(unit)
        try:
            yield adding
        finally:
            self.begun.remove(unit)
        records.kept[:] = adding.kept

    def batch(self, unit: UnitId, after: int, most: int) -> Batch:
        records = self.of(unit)
        found = records.kept[after : after + most]
        entries = tuple(
            StoredEntry(journal=one.entry.journal, signed=one.signed, signature=one.signature, digest=one.digest)
            for one in found
        )
        return Batch(entries=entries, through=after + len(found), checkpoint=records.checkpoint)

    def contents(self, unit: UnitId) -> FakeBlobs:
        return self.of(unit).blobs
