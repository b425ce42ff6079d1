"""Acts on a whole store: founding a unit (建立单位), restoring a backup (恢复), bringing the tables to a later release.

Each is an act like any other to whoever asks for it: after a death it stands whole, or nothing of it does.
"""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oa_desktop.bootstrap.building import found_unit
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.office.office import Office
from oa_desktop.security import sealing, sm3
from oa_desktop.storage import sqlite
from oa_desktop.storage.cipher import Cipher, keys_of
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.migrating import SHIPPED, Release
from oa_desktop.storage.stores import DATABASE
from tests.rigs.death import Death
from tests.rigs.ledger import Ledger
from tests.rigs.oracle import Home
from tests.rigs.walk import ACTS, SYSTEM, USUAL, Plan, Walk
from tests.rigs.world import MORNING, REALM, Adapters, found, ports, unit

LATER_SCHEMA = SCHEMA + 1
_ACTS_BEFORE = 25
_CIPHER = Cipher(sealer=sealing, digests=sm3, randbytes=random.Random(0).randbytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every site begins with: a unit at work, and its backup.

    Attributes:
        store: The folder of its store.
        key: The store's.
        backup: The folder of its backup.
        ledger: What was confirmed there.
    """

    store: Path
    key: bytes
    backup: Path
    ledger: Ledger


def given(place: Path, seed: int) -> Given:
    """Found a unit in a folder, let it work for a while, and back it up."""
    store, ledger = place / "given", passwords_of_the_unit()
    store.mkdir()
    key = found(store)
    rng = random.Random(f"given {seed}")
    clock = ScriptClock(MORNING)
    office = Office(REALM, ports(store, f"given {seed}", clock))
    walk = Walk(
        office=office,
        clock=clock,
        ledger=ledger,
        rng=rng,
        tell=lambda _: None,
        death=Death(call=lambda _: None),
        plan=Plan(kind="none", warm_up=0, way="step", share=0.0),
        backups=place,
    )
    for kind in (*rng.choices(USUAL, k=_ACTS_BEFORE), "settle"):
        ACTS[kind](walk)
    backup = place / "given-backup"
    walk.session(SYSTEM).back_up(backup)
    office.close()
    return Given(store=store, key=key, backup=backup, ledger=ledger)


def passwords_of_the_unit() -> Ledger:
    """Return a ledger in which nothing was confirmed but the passwords that everybody was given."""
    return Ledger(passwords={one.account: (one.password,) for one in unit().people})


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One life of the program at a site.

    Attributes:
        home: The root below which the store lies, or is to lie.
        name: Replays its ids.
    """

    home: Path
    name: str
    clock: ScriptClock
    adapters: Adapters
    given: Given

    @property
    def folder(self) -> Path:
        return realm_folder(self.home, REALM)

    def office(self, folder: Path) -> Office:
        return Office(REALM, ports(folder, self.name, self.clock, self.adapters))


def _nothing(_: Path, __: object) -> Iterator[str]:
    yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upheaval:
    """An act on a whole store.

    Attributes:
        act: Does it.
        prepare: Makes a folder what it is before the act.
        stands: Whether it was done to a folder; where not, the act is repeated there.
        ledger: What is confirmed once it stands.
        halves: What of it stands half in a folder that nobody has opened since, in words.
        whole: What else must hold in a folder where it stands.
        release: The tables that the program knows.
    """

    act: Callable[[Life], object]
    stands: Callable[[Path, Given], bool]
    ledger: Callable[[Given], Ledger]
    prepare: Callable[[Path, Given], object] = lambda folder, _: shutil.rmtree(folder, ignore_errors=True)
    halves: Callable[[Path, Given], Iterator[str]] = _nothing
    whole: Callable[[Path, Home], Iterator[str]] = _nothing
    release: Callable[[Path], Release | None] = lambda _: None


def _lies(folder: Path, _: Given) -> bool:
    return folder.exists()


def _confirmed(known: Given) -> Ledger:
    return copy.deepcopy(known.ledger)


# --- founding -------------------------------------------------------------------------------------------------------


def _found(life: Life) -> None:
    found_unit(life.home, REALM, unit(), office_aside=life.office, disk=life.adapters.disk())


def _as_described(_: Path, home: Home) -> Iterator[str]:
    """A unit that stands has everybody and everything of its description."""
    described, organisation = unit(), home.organisation
    roles = {
        person.account: {role for post in organisation.posts_of(person.id) for role in post.roles}
        for person in organisation.people
    }
    if roles != {one.account: set(one.roles) for one in described.people}:
        yield f"the unit has {roles}"
    if {one.code for one in organisation.organs} != {one.code for one in described.organs}:
        yield f"the unit has {organisation.organs}"
    if {one.name for one in organisation.departments} != {one.name for one in described.departments}:
        yield f"the unit has {organisation.departments}"


# --- restoring ------------------------------------------------------------------------------------------------------


def _restore(life: Life) -> None:
    proof = Proof(account=SYSTEM, password=life.given.ledger.passwords[SYSTEM][-1])
    restore_unit(life.home, REALM, life.given.backup, proof, office_aside=life.office, disk=life.adapters.disk())


# --- a later release ------------------------------------------------------------------------------------------------


def later_release(folder: Path) -> Release:
    """Return a release with one migration more, which lies in a folder."""
    return Release(schema=LATER_SCHEMA, versions=(SHIPPED, folder))


def _before_the_release(folder: Path, known: Given) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(known.store, folder)


def _migrate(life: Life) -> None:
    ports(life.folder, life.name, life.clock, life.adapters).stores.open(life.given.key).close()


def _migrated(folder: Path, known: Given) -> bool:
    return _facts(folder / DATABASE, known.key)["version"] == LATER_SCHEMA


def _half_migrated(folder: Path, known: Given) -> Iterator[str]:
    """Tables are those of one version or of the other."""
    facts = _facts(folder / DATABASE, known.key)
    later = facts["version"] == LATER_SCHEMA
    if (facts["sizes"], facts["counted"]) != ((facts["entries"], facts["entries"]) if later else (None, None)):
        yield f"tables of both versions: {facts}"


def _put_aside(folder: Path, home: Home) -> Iterator[str]:
    """The tables as they were lie beside a store that was brought up."""
    aside = folder / f"{DATABASE}.version-{SCHEMA}"
    facts = _facts(aside, home.key) if aside.exists() else {}
    if (facts.get("version"), facts.get("sizes")) != (SCHEMA, None):
        yield f"what was put aside is {facts}"
    if _facts(folder / DATABASE, home.key)["entries"] != facts.get("entries"):
        yield "what was put aside has other entries"


_ASKED = {
    "version": "SELECT CAST(version_num AS INTEGER) FROM alembic_version",
    "entries": "SELECT count(*) FROM entries",
    "sizes": "SELECT count(*) FROM sizes",
    "counted": "SELECT sum(count) FROM journals",
}


def _facts(database: Path, key: bytes) -> dict[str, Any]:
    """Return what a database holds of one version and of the other; None for what it does not have."""
    with closing(sqlite.connect(database, keys_of(_CIPHER, key).database, REALM, True)) as connection:
        return {name: _answer(connection, question) for name, question in _ASKED.items()}


def _answer(connection: Any, question: str) -> Any:
    try:
        return connection.execute(question).fetchone()[0]
    except sqlite.sqlcipher.OperationalError as error:
        if "no such" in str(error):
            return None
        raise


UPHEAVALS: Mapping[str, Upheaval] = {
    "found": Upheaval(act=_found, stands=_lies, ledger=lambda _: passwords_of_the_unit(), whole=_as_described),
    "restore": Upheaval(act=_restore, stands=_lies, ledger=_confirmed),
    "migrate": Upheaval(
        act=_migrate,
        prepare=_before_the_release,
        stands=_migrated,
        ledger=_confirmed,
        halves=_half_migrated,
        whole=_put_aside,
        release=later_release,
    ),
}
"""Every act on a whole store, by kind."""
