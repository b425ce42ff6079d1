"""Acts on a whole store: founding a unit (建立单位), restoring a backup (恢复), bringing tables to another release (升级).

Each is an act like any other to whoever asks for it: after a death it stands whole, or nothing of it does.
"""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from oa_desktop.bootstrap.building import found_unit
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.restoring import Proof, restore_unit
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.office.office import Office
from oa_desktop.storage.migrating import Release
from tests.rigs.death import Death
from tests.rigs.leaps import CATCHING_UP, GOING_ON, Leap, as_the_first_release_had_it, later_release
from tests.rigs.ledger import Ledger
from tests.rigs.oracle import Home
from tests.rigs.walk import ACTS, SYSTEM, USUAL, Plan, Walk
from tests.rigs.world import MORNING, REALM, Adapters, found, ports, unit

_ACTS_BEFORE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every site begins with: a unit at work, and its backup.

    Attributes:
        store: The folder of its store.
        key: The store's.
        older: The folder of the same store as the first release would have made it.
        backup: The folder of its backup.
        ledger: What was confirmed there.
        proved: Signatures that held when its store was looked at.
    """

    store: Path
    key: bytes
    older: Path
    backup: Path
    ledger: Ledger
    proved: set[str] = field(default_factory=set)


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
    walk.session(SYSTEM).administration.back_up(backup)
    office.close()
    older = as_the_first_release_had_it(store, key, place / "given-older")
    return Given(store=store, key=key, older=older, backup=backup, ledger=ledger)


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


# --- another release ------------------------------------------------------------------------------------------------


def _migrate(life: Life) -> None:
    ports(life.folder, life.name, life.clock, life.adapters).stores.open(life.given.key).close()


def _leap(leap: Leap, source: Callable[[Given], Path], release: Callable[[Path], Release | None]) -> Upheaval:
    def prepare(folder: Path, known: Given) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(source(known), folder)

    return Upheaval(
        act=_migrate,
        prepare=prepare,
        stands=lambda folder, known: leap.done(folder, known.key),
        ledger=_confirmed,
        halves=lambda folder, known: leap.halves(folder, known.key),
        whole=leap.put_aside,
        release=release,
    )


UPHEAVALS: Mapping[str, Upheaval] = {
    "found": Upheaval(act=_found, stands=_lies, ledger=lambda _: passwords_of_the_unit(), whole=_as_described),
    "restore": Upheaval(act=_restore, stands=_lies, ledger=_confirmed),
    "catch-up": _leap(CATCHING_UP, lambda known: known.older, lambda _: None),
    "migrate": _leap(GOING_ON, lambda known: known.store, later_release),
}
"""Every act on a whole store, by kind."""
