"""Bringing tables from one version to another (升级): those of the first release to this one's, and on to a planted one."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.security import sealing, sm3
from oa_desktop.storage import header, migrating, sqlite
from oa_desktop.storage.cipher import Cipher, keys_of
from oa_desktop.storage.disk import RealDisk
from oa_desktop.storage.header import SCHEMA
from oa_desktop.storage.migrating import SHIPPED, Release
from oa_desktop.storage.stores import DATABASE, HEADER, DirectoryStores
from tests.rigs.oracle import Home
from tests.rigs.world import MORNING, REALM, ports

FIRST_SCHEMA, LATER_SCHEMA = 1, SCHEMA + 1
_CIPHER = Cipher(sealer=sealing, digests=sm3, randbytes=random.Random(0).randbytes)
_ASKED = {
    "version": "SELECT CAST(version_num AS INTEGER) FROM alembic_version",
    "entries": "SELECT count(*) FROM entries",
    "claimed": "SELECT count(claimed) FROM entries",
    "sizes": "SELECT count(*) FROM sizes",
    "counted": "SELECT sum(count) FROM journals",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leap:
    """From one version of the tables to another.

    Attributes:
        old: The version before.
        new: The version afterwards.
        marks: What only the new tables have, once for every entry.
    """

    old: int
    new: int
    marks: tuple[str, ...]

    def done(self, folder: Path, key: bytes) -> bool:
        """Whether the tables are the new ones."""
        return facts(folder / DATABASE, key)["version"] == self.new

    def halves(self, folder: Path, key: bytes) -> Iterator[str]:
        """Tables are those of one version or of the other."""
        found = facts(folder / DATABASE, key)
        wanted = {self.old: None, self.new: found["entries"]}
        if any(found[mark] != wanted.get(found["version"], "no such version") for mark in self.marks):
            yield f"tables of both versions: {found}"

    def put_aside(self, folder: Path, home: Home) -> Iterator[str]:
        """The tables as they were lie beside a store that was brought up."""
        aside = folder / f"{DATABASE}.version-{self.old}"
        found = facts(aside, home.key) if aside.exists() else {}
        old = {"version": self.old, "entries": facts(folder / DATABASE, home.key)["entries"]}
        if {name: found.get(name) for name in (*old, *self.marks)} != old | dict.fromkeys(self.marks):
            yield f"what was put aside is {found}"


CATCHING_UP = Leap(old=FIRST_SCHEMA, new=SCHEMA, marks=("claimed",))
GOING_ON = Leap(old=SCHEMA, new=LATER_SCHEMA, marks=("sizes", "counted"))


def later_release(folder: Path) -> Release:
    """Return a release with one migration more, which lies in a folder."""
    return Release(schema=LATER_SCHEMA, versions=(SHIPPED, folder))


def as_the_first_release_had_it(store: Path, key: bytes, target: Path) -> Path:
    """Copy a store and bring its tables back to those of the first release."""
    shutil.copytree(store, target)
    opened = ports(target, "going back", ScriptClock(MORNING)).stores.open(key)
    with opened._writing() as connection:
        migrating.downgrade(connection, to=f"{FIRST_SCHEMA:04}")
    opened.close()
    place = DirectoryStores(target, REALM, sealer=sealing, digests=sm3)
    outside = header.read_header(place.disk, place.cipher, target / HEADER, REALM)
    earlier = header.with_schema(place.cipher, outside, key, FIRST_SCHEMA)
    header.write_header(RealDisk(), place.cipher, target / HEADER, earlier)
    return target


def facts(database: Path, key: bytes) -> dict[str, Any]:
    """Return what a database holds of every version; None for what it does not have."""
    with closing(sqlite.connect(database, keys_of(_CIPHER, key).database, REALM, True)) as connection:
        return {name: _answer(connection, question) for name, question in _ASKED.items()}


def _answer(connection: Any, question: str) -> Any:
    try:
        return connection.execute(question).fetchone()[0]
    except sqlite.sqlcipher.OperationalError as error:
        if "no such" in str(error):
            return None
        raise
