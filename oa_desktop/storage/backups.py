"""Backup (备份) as the office's port wants it (`oa_desktop.office.ports.store.Backups`)."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.domain.ids import JournalId
from oa_desktop.office.ports.store import BackupFacts, Step, unwatched
from oa_desktop.storage.backup import back_up
from oa_desktop.storage.manifest import Manifest
from oa_desktop.storage.stores import DirectoryStores


class DirectoryBackups:
    """Backups of one realm's store into folders."""

    def __init__(self, stores: DirectoryStores, slots: Path) -> None:
        self._stores = stores
        self._slots = slots

    def make(self, store_key: bytes, target: Path, step: Step = unwatched) -> BackupFacts:
        """Copy the store into a new folder.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``disk.full``, ``disk.failed``, ``store.damaged``; nothing is left behind.
        """
        return facts_of(back_up(self._stores, store_key, target, self._slots, step))


def facts_of(manifest: Manifest) -> BackupFacts:
    """Return what a backup holds, as the office speaks of it."""
    return BackupFacts(
        entries=manifest.entries,
        files=len(manifest.files),
        size=sum(one.size for one in manifest.files.values()),
        missing=manifest.missing,
        heads={JournalId(journal): heads for journal, heads in manifest.heads.items()},
    )
