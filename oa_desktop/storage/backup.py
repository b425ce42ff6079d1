"""Backup (备份): a store copied as of one moment while it is open, every file with its digest.

Nothing is decrypted for it: database and blobs are copied as they lie, and the key slots with them. The folder is made
under a passing name and takes its own when everything in it is on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, func, select

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.store import Step, unwatched
from oa_desktop.storage import journals, manifest, sqlite
from oa_desktop.storage.aside import made_aside
from oa_desktop.storage.blob_rows import addresses
from oa_desktop.storage.cipher import Cipher, keys_of
from oa_desktop.storage.disk import Disk, Place, pieces, write_new
from oa_desktop.storage.manifest import FileRecord, Manifest
from oa_desktop.storage.stores import BLOBS, DATABASE, HEADER, DirectoryStores
from oa_desktop.storage.tables import entries

_KB = 1024
Seal = Callable[[bytes], bytes]
"""Returns the seal over the bytes of a manifest."""


@dataclass(slots=True)
class _Making:
    """A backup that is being made."""

    disk: Disk
    cipher: Cipher
    folder: Path
    step: Step
    total: int
    done: int = 0
    files: dict[str, FileRecord] = field(default_factory=dict)
    missing: list[Digest] = field(default_factory=list)

    def take(self, source: Path, name: str) -> None:
        """Copy a file and note its digest."""
        self.files[name] = copy_file(self.disk, self.cipher, source, self.folder / name, self.count)

    def count(self, size: int) -> None:
        """Tell that so many more bytes are copied."""
        self.done += size
        self.count_to(self.done)

    def count_to(self, done: int) -> None:
        """Tell that so many bytes are copied by now."""
        self.done = done
        self.step(self.done // _KB, max(self.done, self.total) // _KB)

    def note(self, name: str) -> None:
        """Note the digest of a file that is there already."""
        self.files[name] = record_of(self.disk, self.cipher, self.folder / name)


def back_up(
    stores: DirectoryStores,
    store_key: bytes,
    target: Path,
    slots: Path | None = None,
    step: Step = unwatched,
    *,
    seal: Seal | None = None,
) -> Manifest:
    """Copy a store, open or not, into a new folder and return what the copy holds.

    Args:
        stores: Where the store lies.
        store_key: Opens it.
        target: Must not exist, or be empty.
        slots: The key slots file beside the store; without it the copy can only be opened with the store key itself.
        step: Told how many kB of how many are copied; what it raises ends the copying, and nothing is left behind.
        seal: Seals the manifest; without it nobody can tell who made the copy.

    Raises:
        Refused: ``backup.target-taken``, ``store.other-realm``, ``store.newer``.
        Unavailable: ``disk.full``, ``disk.failed``, ``store.damaged``; nothing is left behind.
    """
    refuse_taken(target, "backup.target-taken")
    stores.facts()
    folder = target.with_name(f".{target.name}.being-made")
    total = (stores.folder / DATABASE).stat().st_size + _size_below(stores.folder / BLOBS)
    making = _Making(disk=stores.disk, cipher=stores.cipher, folder=folder, step=step, total=total)
    with made_aside(stores.disk, making.folder, target):
        return _make(making, stores, keys_of(stores.cipher, store_key).database, slots, seal)


def _make(making: _Making, stores: DirectoryStores, key: bytes, slots: Path | None, seal: Seal | None) -> Manifest:
    database = making.folder / DATABASE
    source = stores.folder / DATABASE
    size = source.stat().st_size
    if slots is not None:  # before the database: what they keep of its journals is in the copy then
        making.take(slots, slots.name)
    sqlite.copy(source, database, key, stores.realm, told=lambda done, total: making.count_to(size * done // total))
    making.note(DATABASE)
    making.take(stores.folder / HEADER, HEADER)
    engine = sqlite.engine(database, key, stores.realm, writable=lambda: False)
    try:
        with sqlite.database_errors(), engine.connect() as connection:
            _take_blobs(making, connection, stores.folder / BLOBS)
            made = _manifest(making, connection, stores)
    finally:
        engine.dispose()
    data = manifest.encode(stores.cipher, made)
    write_new(making.disk, making.folder / manifest.NAME, data)
    if seal is not None:
        write_new(making.disk, making.folder / manifest.SEAL, seal(data))
    return made


def _size_below(folder: Path) -> int:
    return sum((Path(place) / name).stat().st_size for place, _, names in os.walk(folder) for name in names)


def _take_blobs(making: _Making, connection: Connection, blobs: Path) -> None:
    """Copy every blob that the copied database names; blobs are never removed, so that all of them are still there."""
    made = set[str]()
    for digest, address in addresses(connection):
        name = f"{BLOBS}/{address[:2]}/{address}"
        if address[:2] not in made:
            making.disk.make_folder((making.folder / name).parent)
            made.add(address[:2])
        try:
            making.take(blobs / address[:2] / address, name)
        except FileNotFoundError:
            making.missing.append(digest)


def _manifest(making: _Making, connection: Connection, stores: DirectoryStores) -> Manifest:
    return Manifest(
        store=stores.facts().id,
        realm=stores.realm,
        files=making.files,
        heads={str(journal): heads for journal, heads in journals.read_all_heads(connection).items()},
        entries=connection.execute(select(func.count()).select_from(entries)).scalar_one(),
        missing=tuple(making.missing),
    )


# --- shared with restoring ----------------------------------------------------------------------------------------


def copy_file(
    disk: Disk, cipher: Cipher, source: Place, target: Place, told: Callable[[int], object] = lambda _size: None
) -> FileRecord:
    """Copy a file and return size and digest of what was copied; ``told`` hears of each piece's bytes.

    Whoever gives the folder its name forces all of it to the disk (`oa_desktop.storage.aside`).

    Raises:
        OSError: It cannot be read or written.
    """
    running, size = cipher.digests.hasher(), 0
    with disk.open(source) as old, disk.create(target) as new:
        for piece in pieces(old):
            running.update(piece)
            size += len(piece)
            disk.write(new, piece)
            told(len(piece))
    return FileRecord(size=size, digest=Digest(running.digest().hex()))


def record_of(disk: Disk, cipher: Cipher, path: Path) -> FileRecord:
    """Return size and digest of a file."""
    running, size = cipher.digests.hasher(), 0
    with disk.open(path) as file:
        for piece in pieces(file):
            running.update(piece)
            size += len(piece)
    return FileRecord(size=size, digest=Digest(running.digest().hex()))


def refuse_taken(folder: Path, code: str) -> None:
    """Refuse a folder in which something lies."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(code, path=str(folder))
