"""The central service's store: one contract for the fake, for a file, and for PostgreSQL."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from oa_desktop.domain.entry import Actor, ActorKind, Entry, SignedEntry
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.ids import ActId, DeviceId, Digest, EntryId, JournalId, KeyId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.ports.central import CentralStore
from oa_desktop.security import sealing, sm3
from oa_desktop.storage import migrating
from oa_desktop.storage.central import on_postgresql, sealed_entries, store, tables
from oa_desktop.storage.cipher import Cipher
from tests.fakes.desks import FakeCentralStore, another_desk, sync, unit_of
from tests.fakes.office import FakeOffice
from tests.rigs import postgres

REALM = Realm.OFFICIAL
CIPHER = Cipher(sealer=sealing, digests=sm3, randbytes=random.Random(0).randbytes)
KEY = bytes(range(32))
SOON = 0.05
"""Seconds: whoever is locked out need not wait for long to be told."""


class BrokenOff(Exception):
    """Something failed while entries were being added."""


Open = Callable[..., Any]


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.server() as started:
        yield started


@pytest.fixture(scope="module")
def openings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Open]:
    """How each store is opened, again and again, on one database."""
    path = tmp_path_factory.mktemp("central") / "central.db"

    def of(kind: str) -> Open:
        if kind == "file":
            return partial(store.open_in_a_file, path, key=KEY, cipher=CIPHER, patience=SOON)
        address = request.getfixturevalue("server").address
        return partial(store.open_on_postgresql, address, key=KEY, cipher=CIPHER, patience=SOON)

    return of


@pytest.fixture(scope="module", params=["file", "postgresql"])
def opening(request: pytest.FixtureRequest, openings: Callable[[str], Open]) -> Open:
    return openings(request.param)


@pytest.fixture(scope="module")
def real(opening: Open) -> Iterator[store.SealedCentralStore]:
    opened = opening(realm=REALM)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=["fake", "file", "postgresql"])
def central(request: pytest.FixtureRequest, openings: Callable[[str], Open]) -> Iterator[CentralStore]:
    if request.param == "fake":
        yield FakeCentralStore(REALM)
        return
    opened = openings(request.param)(realm=REALM)
    yield opened
    opened.close()


class Desk:
    """Writes entries of a unit that are signed by nobody: the store does not look."""

    def __init__(self, unit: UnitId) -> None:
        self.unit = unit
        self._seq: dict[tuple[str, str], int] = {}

    def write(self, count: int, *, journal: str = "j1", device: str = "d1") -> list[SignedEntry]:
        return [self.at(self._next(journal, device), journal=journal, device=device) for _ in range(count)]

    def at(self, seq: int, *, journal: str = "j1", device: str = "d1", kind: str = "draft") -> SignedEntry:
        name = f"{self.unit}-{journal}-{device}-{seq}"
        entry = Entry(
            realm=REALM,
            unit=self.unit,
            journal=JournalId(journal),
            id=EntryId(name),
            device=DeviceId(device),
            seq=seq,
            act=ActId(name),
            actor=Actor(kind=ActorKind.PROGRAM),
            kind=kind,
            version=1,
            claimed_time="2026-04-16T09:00:00+08:00",
            time_source="local-clock",
            key=KeyId("k"),
            payload={"title": "关于防汛工作的通知"},
        )
        data = entry.encode()
        return SignedEntry(entry=entry, signed=data, digest=Digest(sm3.digest(data)), signature=b"s" * 64)

    def _next(self, journal: str, device: str) -> int:
        self._seq[journal, device] = self._seq.get((journal, device), 0) + 1
        return self._seq[journal, device]


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    """A unit for each test: units of one database do not see each other."""
    return Desk(UnitId(request.node.name))


def kept(central: CentralStore, unit: UnitId, after: int = 0, most: int = 100) -> list[Digest]:
    return [one.digest for one in central.batch(unit, after, most).entries]


def hand_in(
    central: CentralStore, unit: UnitId, entries: list[SignedEntry], before_the_end: Callable[[], None] = lambda: None
) -> list[Digest]:
    with central.begin(unit) as records:
        records.append(entries)
        before_the_end()
    return [one.digest for one in entries]


def test_whoever_comes_again_goes_on_behind_the_place_he_has_seen(central: CentralStore, desk: Desk):
    came = hand_in(central, desk.unit, [*desk.write(2), *desk.write(1, journal="j0")])
    came += hand_in(central, desk.unit, desk.write(2, device="d0"))
    assert kept(central, desk.unit) == came
    part = central.batch(desk.unit, 1, 3)
    assert ([one.digest for one in part.entries], part.through) == (came[1:4], 4)
    assert part.checkpoint == Checkpoint().plus(came)
    over = central.batch(desk.unit, 5, 3)
    assert (over.entries, over.through, over.checkpoint) == ((), 5, part.checkpoint)


def test_an_entry_comes_back_as_it_was_handed_in(central: CentralStore, desk: Desk):
    (one,) = desk.write(1)
    hand_in(central, desk.unit, [one])
    (back,) = central.batch(desk.unit, 0, 10).entries
    assert (back.journal, back.signed, back.signature, back.digest) == ("j1", one.signed, one.signature, one.digest)


def test_of_a_unit_that_nobody_knows_nothing_is_held(central: CentralStore, desk: Desk):
    batch = central.batch(desk.unit, 0, 10)
    assert (batch.entries, batch.through, batch.checkpoint) == ((), 0, Checkpoint())


def test_a_journal_is_given_alone_and_in_the_order_of_arrival(central: CentralStore, desk: Desk):
    mine = desk.write(3)
    hand_in(central, desk.unit, [mine[0], *desk.write(2, journal="j2"), mine[1]])
    with central.begin(desk.unit) as records:
        records.append(mine[2:])
        assert list(records.entries(JournalId("j1"))) == mine
        assert records.checkpoint.count == 5


def test_what_breaks_off_leaves_nothing_and_no_gap(central: CentralStore, desk: Desk):
    first = hand_in(central, desk.unit, desk.write(1))
    more = desk.write(3)
    with suppress(BrokenOff), central.begin(desk.unit) as records:
        records.append(more)
        raise BrokenOff
    assert kept(central, desk.unit) == first
    assert kept(central, desk.unit, after=1) == []
    assert central.batch(desk.unit, 0, 10).checkpoint == Checkpoint().plus(first)
    hand_in(central, desk.unit, more)
    assert central.batch(desk.unit, 3, 10).through == 4


def test_a_place_in_a_chain_is_taken_once(central: CentralStore, desk: Desk):
    first = hand_in(central, desk.unit, desk.write(2))
    other = desk.at(2, kind="review")
    with pytest.raises(Refused, match=r"records\.set-back"):
        hand_in(central, desk.unit, [desk.at(3), other])
    with pytest.raises(Refused, match=r"records\.set-back"):
        hand_in(central, desk.unit, [desk.at(3), desk.at(3)])
    assert kept(central, desk.unit) == first


def test_one_adds_to_a_unit_at_a_time_and_whoever_reads_sees_what_was_before(central: CentralStore, desk: Desk):
    before = Checkpoint().plus(hand_in(central, desk.unit, desk.write(1)))
    with central.begin(desk.unit) as records:
        with pytest.raises(Unavailable, match=r"central\.busy"), central.begin(desk.unit):
            pass
        records.append(desk.write(2))
        assert central.batch(desk.unit, 0, 10).checkpoint == before
    assert len(kept(central, desk.unit)) == 3


@pytest.mark.parametrize("size", [0, 11, (1 << 20) - 40, (2 << 20) + 5])
def test_a_content_comes_back_as_it_was_kept_and_no_other_unit_has_it(central: CentralStore, desk: Desk, size: int):
    content = random.Random(size).randbytes(size)
    here = central.contents(desk.unit)
    digest = here.keep(io.BytesIO(content))
    assert here.keep(content) == digest == sm3.digest(content)
    sink = io.BytesIO()
    here.read_into(digest, sink)
    assert sink.getvalue() == content
    assert here.has(digest)
    elsewhere = central.contents(UnitId(f"{desk.unit}-other"))
    assert not elsewhere.has(digest)
    with pytest.raises(Unavailable, match=r"blob\.missing"):
        elsewhere.read_into(digest, io.BytesIO())


def test_desks_come_to_the_same_by_way_of_each_store(central: CentralStore):
    first = FakeOffice()
    second = another_desk(first, "2")
    service = CentralService(central, first.crypto)
    document = first.bring_to("department")
    for one in (first, second):
        sync(one, service)
    second.step(document)
    for one in (second, first):
        sync(one, service)
    assert first.state(document) == second.state(document)
    assert set(kept(central, unit_of(first), most=1000)) == {one.digest for one in first.stores.made.stored()}


def test_entries_and_their_count_are_told_as_of_one_moment(real: store.SealedCentralStore, desk: Desk):
    hand_in(real, desk.unit, desk.write(1))
    with real._database.reading() as connection:
        before = sealed_entries.batch(connection, real._seal(desk.unit), desk.unit, 0, 10)
        hand_in(real, desk.unit, desk.write(1))
        assert sealed_entries.batch(connection, real._seal(desk.unit), desk.unit, 0, 10) == before
    assert real.batch(desk.unit, 0, 10).checkpoint.count == 2


def test_nothing_that_is_said_can_be_read_without_the_key(real: store.SealedCentralStore, desk: Desk):
    hand_in(real, desk.unit, desk.write(1))
    content = "关于防汛工作的通知".encode()
    digest = real.contents(desk.unit).keep(content)
    with real._database.reading() as connection:
        rows = [*connection.execute(select(tables.entries.c.sealed)), *connection.execute(select(tables.pieces.c.body))]
    assert rows and not any(content in row[0] for row in rows)
    sealed = store.SealedCentralStore(real._database, bytes(32), REALM, CIPHER)
    with pytest.raises(Unavailable, match=r"blob\.damaged"):
        sealed.batch(desk.unit, 0, 10)
    with pytest.raises(Unavailable, match=r"blob\.damaged"):
        sealed.contents(desk.unit).read_into(digest, io.BytesIO())


def test_a_store_is_opened_again_and_in_its_own_realm_alone(real: store.SealedCentralStore, opening: Open, desk: Desk):
    came = hand_in(real, desk.unit, desk.write(3))
    again = opening(realm=REALM)
    assert kept(again, desk.unit) == came
    again.close()
    with pytest.raises((Refused, Unavailable), match=r"store\.(other-realm|damaged)"):
        opening(realm=Realm.TRAINING)


def test_the_migrations_make_exactly_the_tables_of_the_service_and_take_them_away(real: store.SealedCentralStore):
    with suppress(BrokenOff), real._database.writing() as connection:
        differ = compare_metadata(MigrationContext.configure(connection), tables.metadata)
        assert differ == []
        assert migrating.version(connection) == tables.SCHEMA
        migrating.downgrade(connection, to="base", versions=(store.SHIPPED,))
        assert migrating.version(connection) == 0
        raise BrokenOff
    assert real.batch(UnitId("u"), 0, 1).through == 0


def test_a_killed_server_loses_nothing_that_was_taken_in(server: postgres.Server, desk: Desk):
    central = store.open_on_postgresql(server.address, KEY, REALM, CIPHER)
    came = hand_in(central, desk.unit, desk.write(3))
    server.kill()
    server.start()
    assert kept(central, desk.unit) == came
    more = desk.write(2)
    with pytest.raises(Unavailable, match=r"central\.busy"):
        hand_in(central, desk.unit, more, before_the_end=server.kill)
    with pytest.raises(Unavailable, match=r"central\.busy"):
        central.batch(desk.unit, 0, 1)
    server.start()
    assert kept(central, desk.unit) == came
    came += hand_in(central, desk.unit, more)
    assert central.batch(desk.unit, 0, 10).checkpoint == Checkpoint().plus(came)
    central.close()


@pytest.mark.parametrize(
    ("state", "code"),
    [
        *(("53100", "disk.full"), ("53300", "central.busy"), ("58030", "disk.failed"), ("55P03", "central.busy")),
        *(("57P01", "central.busy"), ("XX001", "store.damaged"), ("23505", ""), ("42601", "")),
    ],
)
def test_what_the_server_says_is_told_in_words_and_a_bug_stays_a_bug(state: str, code: str):
    assert on_postgresql._code(state) == code
