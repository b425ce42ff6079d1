"""The office of 清源县 over the product's own store, blobs, key slots and signatures; pages alone are made up.

Every adapter that writes can be put into a wrapper: one that dies, or one with a planted bug.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from oa_desktop.bootstrap.adapters import build_crypto, build_packages
from oa_desktop.bootstrap.establishing import establish
from oa_desktop.bootstrap.packaging import build_arrivals, build_copies, sweep_archive_package, write_archive_package
from oa_desktop.bootstrap.resources import flows, forms
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.catalogue.units import load_unit
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.office import Office
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.security import durable, sealing, sm3
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeKeySlots
from oa_desktop.storage import disk, sqlite
from oa_desktop.storage.backups import DirectoryBackups
from oa_desktop.storage.migrating import Release
from oa_desktop.storage.stores import DirectoryStores
from tests.fakes.certificates import FakeCertificates
from tests.fakes.formats import FakeFormats
from tests.fakes.seals import FakeSealer, FakeSealKeys, FakeSeals
from tests.fakes.signed_files import FakeSignedFiles
from tests.fakes.world import CHINA, FakeInspector, FakePress, FakeReader, FakeRenderer, FakeTables, FakeViewer
from tests.founded import QUICK
from tests.rigs.death import Death, MortalDisk, MortalSlotDisk, mortal_connect

REALM = Realm.DEMONSTRATION
MORNING = datetime(2026, 4, 16, 9, 0, tzinfo=CHINA)
BETWEEN_LIVES = timedelta(minutes=10)
"""How far the clock goes on from one life of the program to the next: longer than any lock-out."""

Wrap = Callable[[Any], Any]


def _as_it_is(one: Any) -> Any:
    return one


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapters:
    """What stands between the office and the machine.

    Attributes:
        store: Laid around the open store; a planted bug, or nothing.
        slots: Laid around the key slots.
        slots_disk: Laid around the disk of the key slots.
        store_disk: Laid around the disk of the store.
        release: The tables that the program knows; those of this release if None.
        death: Counts the steps of this life; None where nobody dies.
        opener: Opens the database where nobody dies.
    """

    store: Wrap = _as_it_is
    slots: Wrap = _as_it_is
    slots_disk: Wrap = _as_it_is
    store_disk: Wrap = _as_it_is
    release: Release | None = None
    death: Death | None = None
    opener: sqlite.Connect = sqlite.connect

    def disk(self) -> disk.Disk:
        real: disk.Disk = disk.RealDisk()
        return MortalDisk(self.store_disk(real), self.death) if self.death else real

    def slot_disk(self) -> durable.Disk:
        real: durable.Disk = durable.RealDisk()
        mortal: durable.Disk = MortalSlotDisk(self.slots_disk(real), self.death) if self.death else real
        return mortal

    def connect(self) -> sqlite.Connect:
        return mortal_connect(self.death) if self.death else self.opener


class WrappedStores:
    """The place of a store that hands it out in a wrapper."""

    def __init__(self, stores: DirectoryStores, wrap: Wrap) -> None:
        self._stores = stores
        self._wrap = wrap

    def exists(self) -> bool:
        return self._stores.exists()

    def facts(self) -> StoreFacts:
        return self._stores.facts()

    def create(self, facts: StoreFacts, store_key: bytes) -> Any:
        return self._wrap(self._stores.create(facts, store_key))

    def open(self, store_key: bytes) -> Any:
        return self._wrap(self._stores.open(store_key))


@dataclass
class SeededIds:
    """Ids out of a seed."""

    rng: random.Random = field(default_factory=lambda: random.Random(0))

    def new(self) -> str:
        return f"{self.rng.getrandbits(128):032x}"


def ports(folder: Path, life: str, clock: ScriptClock, adapters: Adapters | None = None) -> Ports:
    """Return the world of one life of the program."""
    used = adapters or Adapters()
    stores = DirectoryStores(
        folder,
        REALM,
        sealer=sealing,
        digests=sm3,
        disk=used.disk(),
        connect=used.connect(),
        release=used.release,
    )
    slots = KeySlots(folder / FILE_NAME, REALM.value, terms=QUICK, disk=used.slot_disk())
    return Ports(
        clock=clock,
        ids=SeededIds(random.Random(f"ids {life}")),
        certificates=FakeCertificates(),
        crypto=build_crypto(),
        slots=used.slots(OfficeKeySlots(slots)),
        seals=FakeSeals(),
        seal_keys=FakeSealKeys(),
        sealer=FakeSealer(),
        stores=WrappedStores(stores, used.store),
        backups=DirectoryBackups(stores, folder / FILE_NAME),
        renderer=FakeRenderer(),
        reader=FakeReader(),
        viewer=FakeViewer(),
        formats=FakeFormats(),
        inspector=FakeInspector(),
        press=FakePress(),
        tables=FakeTables(),
        packages=build_packages(),
        signed_files=FakeSignedFiles(),
        arrivals=build_arrivals(),
        write_package=write_archive_package,
        sweep_package=sweep_archive_package,
        copies_in=build_copies,
        flows=flows(),
        forms=forms(),
    )


def unit() -> DescribedUnit:
    """Return the unit of the demonstration: nine people, nine steps."""
    return load_unit(resource_path("demonstration/unit.yaml"))


def found(folder: Path, name: str = "") -> bytes:
    """Found the unit in a folder, or one like it under another name, and return the store's key."""
    described, life = (replace(unit(), name=name), f"founding {name}") if name else (unit(), "founding")
    world = ports(folder, life, ScriptClock(MORNING))
    office = Office(REALM, world)
    establish(office, described, SeededIds(random.Random("people")))
    office.close()
    somebody = described.people[0]
    return world.slots.unlock(somebody.account, somebody.password, MORNING).store_key
