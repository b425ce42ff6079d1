"""Restoring a backup (恢复): every byte is verified as it is copied, and the store appears whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage import header, manifest
from oa_desktop.storage.aside import made_aside
from oa_desktop.storage.backup import copy_file, record_of, refuse_taken
from oa_desktop.storage.cores import on_every_core
from oa_desktop.storage.disk import disk_errors, read_whole
from oa_desktop.storage.manifest import FileRecord, Manifest
from oa_desktop.storage.stores import BLOBS, DATABASE, HEADER, DirectoryStores

_OF_BLOBS = re.compile(rf"{BLOBS}/[0-9a-f]{{2}}")
_LARGEST_LIST = 256 * 1024**2
"""Bytes of the list of a million files."""


def _unproved(aside: Path, held: Manifest) -> None:
    """Ask nothing more of a copy than its digests."""


def restore(source: Path, stores: DirectoryStores, prove: Callable[[Path, Manifest], object] = _unproved) -> Manifest:
    """Make a store again from a backup, in a folder where nothing lies yet, and return what the backup held.

    Args:
        source: The backup.
        stores: Where the store is to lie.
        prove: Called with the copy, still aside, and what it holds; when it raises, nothing takes its place.

    Raises:
        Refused: ``restore.place-taken``, ``store.other-realm``, ``store.newer``, ``backup.newer``.
        Unavailable: ``backup.missing``, ``backup.damaged`` with the file, ``disk.full``; nothing is left behind.
    """
    refuse_taken(stores.folder, "restore.place-taken")
    held = read_manifest(source, stores)
    making = stores.folder.with_name(f".{stores.folder.name}.restoring")
    with made_aside(stores.disk, making, stores.folder) as settle:
        for name in _copy(source, making, held, stores):
            if name == DATABASE:
                settle()  # whoever opens it waits until it is on the disk
        settle()  # while the copy is proved
        prove(making, held)
    return held


def verify_backup(source: Path, stores: DirectoryStores) -> Manifest:
    """Read a whole backup without restoring it, and return what it holds.

    Raises:
        Refused: As :func:`restore`.
        Unavailable: As :func:`restore`.
    """
    held = read_manifest(source, stores)
    with disk_errors():
        for name, wanted in held.files.items():
            _refuse_other(name, record_of(stores.disk, stores.cipher, source / name), wanted)
    return held


def read_manifest(source: Path, stores: DirectoryStores) -> Manifest:
    """Return what a backup says that it holds, after its files have been counted against it.

    Raises:
        Refused: ``store.other-realm``, ``store.newer``, ``backup.newer``.
        Unavailable: ``backup.missing``, ``backup.damaged``.
    """
    if not (source / manifest.NAME).is_file():
        raise Unavailable("backup.missing", path=str(source))
    if (source / manifest.NAME).stat().st_size > _LARGEST_LIST:
        raise Unavailable("backup.damaged", part=manifest.NAME)
    with disk_errors():
        held = manifest.decode(stores.cipher, read_whole(stores.disk, source / manifest.NAME), stores.realm)
    odd = _odd(source, held)
    if odd or _outside(source, stores).facts.id != held.store:
        raise Unavailable("backup.damaged", part=min(odd, default=HEADER))
    return held


def _odd(source: Path, held: Manifest) -> set[str]:
    """Return what in a backup is no plain file, or not on its list, or on it and not there.

    A folder with nothing in it is none either, unless the blobs that belong there were lost before.
    """
    found = ((name, entry) for name, entry in _present(source) if not (held.missing and _is_left_of_blobs(name, entry)))
    present = {name: entry.is_file(follow_symlinks=False) for name, entry in found}
    odd = {name for name, plain in present.items() if not plain}
    return odd | (present.keys() - {manifest.SEAL}).symmetric_difference({manifest.NAME, *held.files})


def _present(folder: Path | str, above: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Give what lies in a backup and is no folder with something in it, by its path; a link to a folder is none."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _is_empty(entry.path):
                yield from _present(entry.path, f"{above}{entry.name}/")
            else:
                yield f"{above}{entry.name}", entry


def _is_empty(folder: str) -> bool:
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def _is_left_of_blobs(name: str, entry: os.DirEntry[str]) -> bool:
    """Whether something is the folder of blobs all of which were lost."""
    return entry.is_dir(follow_symlinks=False) and bool(_OF_BLOBS.fullmatch(name))


def _outside(source: Path, stores: DirectoryStores) -> header.Header:
    try:
        return header.read_header(stores.disk, stores.cipher, source / HEADER, stores.realm, stores.release.schema)
    except Unavailable as error:
        raise Unavailable("backup.damaged", part=HEADER) from error


def _copy(source: Path, making: Path, held: Manifest, stores: DirectoryStores) -> Iterator[str]:
    """Copy the files, the largest first so that no core waits for it at the end, and give each that is what it was."""
    stores.disk.make_folder(making / BLOBS)
    for folder in {(making / name).parent for name in held.files}:
        stores.disk.make_folder(folder)
    names = sorted(held.files, key=lambda name: held.files[name].size, reverse=True)
    copied = partial(copy_file, stores.disk, stores.cipher)
    copies = on_every_core(lambda name: copied(f"{source}/{name}", f"{making}/{name}"), names)
    for name, found in zip(names, copies, strict=True):
        _refuse_other(name, found, held.files[name])
        yield name


def _refuse_other(name: str, found: FileRecord, wanted: FileRecord) -> None:
    if found != wanted:
        raise Unavailable("backup.damaged", part=name)
