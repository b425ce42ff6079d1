"""Backup (备份) as the office's port wants it (`oa_desktop.office.ports.store.Backups`)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import JournalId
from oa_desktop.office.ports.store import BackupFacts, Step, unwatched
from oa_desktop.storage import manifest
from oa_desktop.storage.backup import Seal, back_up
from oa_desktop.storage.disk import disk_errors
from oa_desktop.storage.manifest import Manifest
from oa_desktop.storage.renewing import renew
from oa_desktop.storage.restore import restore, verify_backup
from oa_desktop.storage.store import EncryptedStore
from oa_desktop.storage.stores import DirectoryStores


class DirectoryBackups:
    """Backups of one realm's store into folders."""

    def __init__(self, stores: DirectoryStores, slots: Path) -> None:
        self._stores = stores
        self._slots = slots

    def make(self, store_key: bytes, target: Path, seal: Seal, step: Step = unwatched) -> BackupFacts:
        """Copy the store into a new folder.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``disk.full``, ``disk.failed``, ``store.damaged``; nothing is left behind.
        """
        return facts_of(back_up(self._stores, store_key, target, self._slots, step, seal=seal))

    def renew_key(self, old: bytes, new: bytes, slots: bytes, record: Callable[[EncryptedStore], object]) -> None:
        """Bring the store, which nobody has open, and its key slots to another key: all of it, or nothing.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``, ``disk.failed``; nothing has changed then.
        """
        renew(self._stores, old, new, {self._slots.name: slots}, record)

    def listed(self, source: Path) -> tuple[bytes, bytes]:
        """Return the bytes of a backup's list, and of the seal over it; none where it bears none.

        Raises:
            Unavailable: ``backup.missing``.
        """
        return read_listed(source)

    def own(self, folder: Path) -> tuple[str, ...]:
        """Return the names of the backups of this very store that lie in a folder; what else lies there is not ours.

        Raises:
            Unavailable: ``disk.failed``.
        """
        with disk_errors():
            return tuple(sorted(one.name for one in folder.iterdir() if self._is_own(one)))

    def _is_own(self, source: Path) -> bool:
        try:
            listed, _seal = read_listed(source)
            held = manifest.decode(self._stores.cipher, listed, self._stores.realm)
        except OfficeError:
            return False
        return held.store == self._stores.facts().id

    def remove(self, source: Path) -> None:
        """Take a backup away; one that is taken away in part never looks like one.

        Raises:
            Unavailable: ``disk.failed``.
        """
        with disk_errors():
            (source / manifest.NAME).unlink()
            shutil.rmtree(source)

    @contextmanager
    def tried(self, store_key: bytes, source: Path) -> Iterator[tuple[BackupFacts, EncryptedStore]]:
        """Restore a backup into an empty place beside it, and open it there; nothing of that is left afterwards.

        Raises:
            Refused: ``store.other-realm``, ``store.newer``, ``backup.newer``.
            Unavailable: ``backup.missing``, ``backup.damaged``, ``disk.full``; ``backup.other-key``: the
                store has another key by now.
        """
        place = self._stores.elsewhere(source.with_name(f".{source.name}.drill"))
        shutil.rmtree(place.folder, ignore_errors=True)
        try:
            held = restore(source, place)
            with closing(_opened(place, store_key)) as store:
                yield facts_of(held), store
        finally:
            shutil.rmtree(place.folder, ignore_errors=True)


def _opened(place: DirectoryStores, store_key: bytes) -> EncryptedStore:
    try:
        return place.open(store_key)
    except Unavailable as error:
        raise (Unavailable("backup.other-key") if error.code == "store.wrong-key" else error) from error


def is_backup_folder(folder: Path) -> bool:
    """Whether a folder holds a backup: its list lies there."""
    return (folder / manifest.NAME).is_file()


def look_at(source: Path, places: Sequence[DirectoryStores]) -> BackupFacts:
    """Return what a backup holds after all of it was read and compared with its list.

    Args:
        source: The backup.
        places: Stores of every realm; that of the backup reads it.

    Raises:
        Refused: ``backup.newer``, ``store.newer``, ``store.other-realm``.
        Unavailable: ``backup.damaged``, ``disk.failed``.
    """
    for number, one in enumerate(places, start=1):
        try:
            return facts_of(verify_backup(source, one))
        except Refused as refused:
            if refused.code != "store.other-realm" or number == len(places):
                raise
    raise Unavailable("backup.missing", path=str(source))


def read_listed(source: Path) -> tuple[bytes, bytes]:
    """Return the bytes of a backup's list, and of the seal over it; none where it bears none.

    Raises:
        Unavailable: ``backup.missing``.
    """
    if not (source / manifest.NAME).is_file():
        raise Unavailable("backup.missing", path=str(source))
    seal = source / manifest.SEAL
    with disk_errors():
        return (source / manifest.NAME).read_bytes(), seal.read_bytes() if seal.is_file() else b""


def facts_of(held: Manifest) -> BackupFacts:
    """Return what a backup holds, as the office speaks of it."""
    return BackupFacts(
        entries=held.entries,
        files=len(held.files),
        size=sum(one.size for one in held.files.values()),
        missing=held.missing,
        heads={JournalId(journal): heads for journal, heads in held.heads.items()},
    )
