"""A full disk at every step of every kind of change: said in one code, nothing has changed, and work goes on after."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite
from oa_desktop.storage.backup import back_up
from oa_desktop.storage.restore import restore
from oa_desktop.storage.sealed_files import ARRIVING
from tests.builders import PEOPLE, STORE_KEY, Writer, facts_of, new_store, says, sight_of, stores_in
from tests.fakes.faults import FailingDisk, Fault, failing_connect

MOST_STEPS = 60
Change = Callable[[Any, Writer], object]


@pytest.fixture
def fault() -> Fault:
    return Fault()


@pytest.fixture
def store(tmp_path: Path, fault: Fault) -> Iterator[Any]:
    place = stores_in(tmp_path / "official", disk=FailingDisk(fault), connect=failing_connect(fault))
    store = place.create(facts_of(), STORE_KEY)
    yield store
    fault.repair()
    store.close()


def state_of(store: Any) -> tuple[object, ...]:
    """Everything that a change may not leave half done."""
    journals = store.journals()
    return (
        store.projections(),
        journals,
        [store.heads(journal) for journal in journals],
        [list(store.entries(journal)) for journal in journals],
        store.drafts(PEOPLE[0]),
        store.blobs.unreferenced(),
        store.check(),
    )


def draft(store: Any, writer: Writer) -> object:
    return writer.draft(store, "关于植树的通知", text="正文")


def go_on(store: Any, writer: Writer) -> object:
    return writer.go(store, next(iter(writer.states)), 1)


def number(store: Any, writer: Writer) -> object:
    return writer.number(store, 1, next(iter(writer.states)))


def name_people(store: Any, writer: Writer) -> object:
    return writer.name_people(store)


def keep_draft(store: Any, _: Writer) -> object:
    return store.keep_draft(PEOPLE[0], "new", b"typed")


def keep_blob(store: Any, _: Writer) -> object:
    return store.blobs.keep(b"page" * 1000)


def keep_stream(store: Any, _: Writer) -> object:
    return store.blobs.keep(BytesIO(b"file" * 600_000))


@pytest.mark.parametrize(
    "change", [draft, go_on, number, name_people, keep_draft, keep_blob, keep_stream], ids=lambda one: one.__name__
)
def test_a_full_disk_at_any_step_changes_nothing_and_is_said(store: Any, fault: Fault, change: Change) -> None:
    writer = Writer()
    draft(store, writer)
    before = state_of(store)
    failures, said = 0, set()
    for step in range(1, MOST_STEPS):
        fault.arm(step)
        try:
            change(store, writer)
        except Unavailable as error:
            said.add(error.code)
            failures += 1
        else:
            break
        finally:
            fault.repair()
        assert state_of(store) == before
    assert said == {"disk.full"}
    assert failures >= len(fault.steps) - 1
    assert failures >= 3
    assert state_of(store) != before
    assert store.check() == ()


@pytest.mark.parametrize("sealed", [True, False], ids=["from its sealed file", "from its bytes"])
def test_a_full_disk_at_any_step_of_a_repair_leaves_a_content_bad_or_whole_and_nothing_half(
    store: Any, fault: Fault, sealed: bool
) -> None:
    data = b"page" * 1000
    digest = store.blobs.keep(data)
    address = store.blobs.sealed_as(digest)
    file = store.blobs.folder / address[:2] / address
    copy = file.read_bytes() if sealed else data
    file.write_bytes(b"rot")
    failures, said = 0, set()
    for step in range(1, MOST_STEPS):
        fault.arm(step)
        try:
            assert store.blobs.mend(digest, BytesIO(copy))
            break
        except Unavailable as error:
            said.add(error.code)
            failures += 1
        finally:
            fault.repair()
        assert {one.fault for one in store.blobs.proofs([digest])} <= {"", "blob.damaged", "blob.missing"}
        assert not list((store.blobs.folder / ARRIVING).glob("*"))
    assert failures >= 3
    assert said == {"disk.full"}
    assert store.blobs.read(digest) == data


def test_a_destruction_that_failed_at_any_step_leaves_every_content_whole_or_gone_and_goes_on(
    store: Any, fault: Fault
) -> None:
    contents, said = [b"one" * 1000, b"two" * 1000], set()
    for step in range(1, MOST_STEPS):
        digests = [store.blobs.keep(one) for one in contents]
        fault.arm(step)
        try:
            store.blobs.destroy(digests, frozenset())
            break
        except Unavailable as error:
            said.add(error.code)
        finally:
            fault.repair()
        assert {one.fault for one in store.blobs.proofs(digests)} <= {"", "blob.missing"}
        store.blobs.destroy(digests, frozenset())
        assert store.check() == ()
    assert step >= 3
    assert said == {"disk.full"}
    assert not [path for path in store.blobs.folder.rglob("*") if path.is_file()]


def test_a_store_that_cannot_be_made_can_be_made_once_there_is_room(tmp_path: Path, fault: Fault) -> None:
    place = stores_in(tmp_path / "official", disk=FailingDisk(fault), connect=failing_connect(fault))
    codes = set()
    for step in range(1, 200):
        fault.arm(step)
        try:
            store = place.create(facts_of(), STORE_KEY)
        except Unavailable as error:
            codes.add(error.code)
            fault.repair()
            if place.exists():
                store = place.open(STORE_KEY)
                break
        else:
            break
    fault.repair()
    assert codes == {"disk.full"}
    assert step > 20
    Writer().draft(store)
    store.close()


def test_the_database_itself_says_when_it_cannot_grow(tmp_path: Path) -> None:
    """No fake here: SQLite meets its own limit of pages in the middle of a transaction."""
    room = [10_000]

    def connect(path: Path, key: bytes, realm: Realm, writable: bool) -> Any:
        connection = sqlite.connect(path, key, realm, writable)
        connection.execute(f"PRAGMA max_page_count = {room[0]}")
        return connection

    store = stores_in(tmp_path / "official", connect=connect).create(facts_of(), STORE_KEY)
    store.close()
    room[0] = (tmp_path / "official" / "store.db").stat().st_size // 4096 + 20
    store = stores_in(tmp_path / "official", connect=connect).open(STORE_KEY)
    writer, kept = Writer(), []
    with says("disk.full"):
        for one in range(200):
            kept.append(writer.draft(store, f"关于第{one}件事的通知", text="正文" * 1500))
    assert 0 < len(kept) < 50
    assert store.check() == ()
    rows = store.ask(q.Everything(limit=500), sight_of(PEOPLE[0], Role.DRAFTER))
    assert [row.dossier for row in rows] == kept[::-1]
    store.close()
    room[0] = 10_000
    store = stores_in(tmp_path / "official", connect=connect).open(STORE_KEY)
    Writer(device="e" * 32).draft(store)
    store.close()


def test_a_backup_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, fault: Fault) -> None:
    store = new_store(tmp_path / "official")
    Writer().draft(store)
    store.blobs.keep(b"page")
    place = stores_in(tmp_path / "official", disk=FailingDisk(fault))
    codes = set()
    for step in range(1, 100):
        fault.arm(step)
        try:
            back_up(place, STORE_KEY, tmp_path / "backup")
        except Unavailable as error:
            codes.add(error.code)
            assert sorted(path.name for path in tmp_path.iterdir()) == ["official"]
        else:
            break
    assert codes == {"disk.full"}
    assert step > 10
    store.close()


def test_a_restore_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, fault: Fault) -> None:
    store = new_store(tmp_path / "official")
    store.blobs.keep(b"page")
    back_up(stores_in(tmp_path / "official"), STORE_KEY, tmp_path / "backup")
    store.close()
    place = stores_in(tmp_path / "again", disk=FailingDisk(fault))
    codes = set()
    for step in range(1, 100):
        fault.arm(step)
        try:
            restore(tmp_path / "backup", place)
        except Unavailable as error:
            codes.add(error.code)
            assert not place.exists()
            assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "official"]
        else:
            break
    assert codes == {"disk.full"}
    assert step > 10
    fault.repair()
    store = place.open(STORE_KEY)
    assert store.check() == ()
    store.close()
