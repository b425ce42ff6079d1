"""Backup and restore (备份、恢复) as the office's port wants them (`oa_desktop.office.ports.Backups`)."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.domain.ids import JournalId
from oa_desktop.office.ports import BackupFacts
from oa_desktop.storage.backup import back_up
from oa_desktop.storage.manifest import Manifest
from oa_desktop.storage.restore import restore
from oa_desktop.storage.stores import DirectoryStores


class DirectoryBackups:
    """Backups of one realm's store into folders."""

    def __init__(self, stores: DirectoryStores, slots: Path) -> None:
        self._stores = stores
        self._slots = slots

    def make(self, store_key: bytes, target: Path) -> BackupFacts:
        """Copy the store into a new folder.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``disk.full``, ``disk.failed``, ``store.damaged``; nothing is left behind.
        """
        return _facts(back_up(self._stores, store_key, target, self._slots))

    def restore(self, source: Path) -> BackupFacts:
        """Make the store again from a backup, where nothing lies yet.

        Raises:
            Refused: ``restore.place-taken``, ``store.other-realm``, ``store.newer``, ``backup.newer``.
            Unavailable: ``backup.missing``, ``backup.damaged``, ``disk.full``; nothing is left behind.
        """
        return _facts(restore(source, self._stores))


def _facts(manifest: Manifest) -> BackupFacts:
    return BackupFacts(
        entries=manifest.entries,
        files=len(manifest.files),
        size=sum(one.size for one in manifest.files.values()),
        missing=manifest.missing,
        heads={JournalId(journal): heads for journal, heads in manifest.heads.items()},
    )
