"""Single bits are turned over in a store's files: each is noticed, or proved to change nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import Digest
from oa_desktop.office.office import Office
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.security import sealing, sm3
from oa_desktop.storage import sqlite
from oa_desktop.storage.cipher import Cipher, keys_of
from oa_desktop.storage.tables import blobs as blob_rows
from tests.rigs.full_disk import FullDisk
from tests.rigs.ledger import Ledger
from tests.rigs.walk import ACTS, Plan, Walk
from tests.rigs.world import MORNING, REALM, found, ports, unit

CIPHER = Cipher(sealer=sealing, digests=sm3, randbytes=random.Random(0).randbytes)
PAGE = 4096
FLIPS = 2_000
SHARES = {"store.db": 1_000, "store.json": 250, "slots.json": 350, "blobs": 400}
"""How many bits are turned over in what; together :data:`FLIPS`."""


def opened(folder: Path, key: bytes) -> OpenOffice:
    world = ports(folder, "look", ScriptClock(MORNING))
    return OpenOffice(world, world.stores.open, key)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> tuple[Path, bytes]:
    """A closed home with a document that has gone all the way, and some on their way."""
    folder = tmp_path_factory.mktemp("home")
    key = found(folder)
    clock = ScriptClock(MORNING)
    office = Office(REALM, ports(folder, "making", clock))
    walk = Walk(
        office=office,
        clock=clock,
        ledger=Ledger(passwords={one.account: (one.password,) for one in unit().people}),
        rng=random.Random(11),
        tell=lambda _: None,
        death=FullDisk(call=lambda _: None),
        plan=Plan(kind="none", warm_up=0, way="step", share=0.0),
        backups=folder.parent,
    )
    for kind in ("file", "dispatch", "draft", "return", "enrol-person"):
        ACTS[kind](walk)
    office.close()
    return folder, key


def everything(folder: Path, key: bytes) -> bytes:
    """Return all that a store says: contents, projections, entries as signed; raise or report what is wrong."""
    return read(opened(folder, key))


def read(office: OpenOffice, damaged: str = "") -> bytes:
    """Return all that an open office says, and close it; what notices a damage soonest is asked first."""
    store = office.store
    first, last = (_contents, _checked) if damaged == "blobs" else (_checked, _contents)
    try:
        contents = first(store) + last(store)
        _report(fault.rule for fault in office.verify().faults)
        entries = [one for journal in store.journals() for one in store.entries(journal)]
        signed = [part for one in entries for part in (one.signed, one.signature)]
        return b"\n".join((*contents, store.projections(), *signed))
    finally:
        store.close()


def _checked(store: Any) -> list[bytes]:
    """Report what the check of the files says; it gives nothing to read."""
    _report(store.check())
    return []


def _contents(store: Any) -> list[bytes]:
    return [store.blobs.read(digest) for digest in _named(store)]


def _report(faults: Iterable[str]) -> None:
    for fault in faults:
        raise Reported(fault)


def _named(store: Any) -> Iterator[Digest]:
    with store.reading() as connection:
        for row in connection.execute(blob_rows.select().order_by(blob_rows.c.digest)):
            yield Digest(row.digest)


class Reported(Exception):
    """Verification or the check of the files said what is wrong."""


def outcome(folder: Path, key: bytes, before: bytes, damaged: str = "") -> str:
    try:
        office = opened(folder, key)
    except OfficeError:
        return "not opened"
    try:
        after = read(office, damaged)
    except OfficeError:
        return "not read"
    except Reported:
        return "reported"
    return "harmless" if after == before else "unnoticed"


def _target(folder: Path, kind: str, rng: random.Random) -> Path:
    if kind != "blobs":
        return folder / kind
    return rng.choice(sorted(path for path in (folder / "blobs").rglob("*") if path.is_file()))


@contextmanager
def one_bit_turned_over(path: Path, rng: random.Random) -> Iterator[None]:
    place, bit = divmod(rng.randrange(path.stat().st_size * 8), 8)
    _turn_over(path, place, 1 << bit)
    yield
    _turn_over(path, place, 1 << bit)


def _turn_over(path: Path, place: int, bits: int) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ bits]))


@pytest.mark.parametrize("kind", SHARES)
def test_every_bit_that_turns_over_is_noticed_or_changes_nothing(home, kind):
    folder, key = home
    before = everything(folder, key)
    rng, counted = random.Random(f"flips {kind}"), Counter[str]()
    for _ in range(SHARES[kind]):
        with one_bit_turned_over(_target(folder, kind, rng), rng):
            counted[outcome(folder, key, before, kind)] += 1
    print(kind, dict(counted))
    assert everything(folder, key) == before
    assert counted.total() == SHARES[kind]
    assert counted["unnoticed"] == 0, counted


def test_verifying_notices_damage_to_any_page_whatever_lies_on_it(home):
    folder, key = home
    whole = (folder / "store.db").read_bytes()
    told = Counter[str]()
    try:
        for start in range(0, len(whole), 5 * PAGE):
            data = bytearray(whole)
            data[start + 100] ^= 1
            (folder / "store.db").write_bytes(data)
            told[verified(folder, key)] += 1
    finally:
        (folder / "store.db").write_bytes(whole)
    assert set(told) == {"store.damaged", "store.pages-damaged"}, told
    assert verified(folder, key) == ""


def verified(folder: Path, key: bytes) -> str:
    """Return the last thing that opening and verifying a store says is wrong."""
    try:
        office = opened(folder, key)
    except OfficeError as error:
        return error.code
    try:
        return "".join(fault.rule for fault in office.verify().faults[-1:])
    except OfficeError as error:
        return error.code
    finally:
        office.store.close()


def test_a_change_that_nothing_guards_would_be_counted(home):
    folder, key = home
    before = everything(folder, key)
    database = keys_of(CIPHER, key).database
    for change, counted_as in (("title || '!'", "unnoticed"), ("rtrim(title, '!')", "harmless")):
        connection = sqlite.connect(folder / "store.db", database, REALM, True)
        connection.execute(f"UPDATE dossiers SET title = {change}")
        connection.close()
        assert outcome(folder, key, before) == counted_as


def test_two_thousand_bits_are_turned_over():
    assert sum(SHARES.values()) == FLIPS
