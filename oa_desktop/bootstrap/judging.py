"""Judging (核验) what lies on a disk, by what it turns out to be: an item, a package, a backup."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from oa_desktop.archive import packages, trees
from oa_desktop.archive.verifying import ItemVerdict, is_bag, verify_item
from oa_desktop.bootstrap.adapters import build_crypto
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.office.safekeeping.backup_verdict import backup_verdict
from oa_desktop.security import sealing, sm3
from oa_desktop.storage.backups import is_backup_folder, look_at, read_listed
from oa_desktop.storage.stores import DirectoryStores


def verify_archive(folder: Path) -> ItemVerdict:
    """Return whether an archival item is what was filed.

    Raises:
        Refused: ``archive.no-item``; ``journal-file.damaged`` and the like, for its journal.
        Unavailable: ``source.unreadable``.
    """
    return verify_item(folder, build_crypto(), lambda pieces: Digest(sm3.digest(pieces)))


def verify_beside(path: Path) -> ItemVerdict:
    """Return whether a journal and what lies beside it are what was signed: an archival item, a 核验包, or a file.

    Raises:
        Refused: ``verify.no-kind``: a folder that is none of them; ``archive.no-item``, ``evidence.none`` and the like;
            ``journal-file.damaged`` and the like.
        Unavailable: ``source.unreadable``.
    """
    if path.is_dir() and trees.root_of(path):
        return trees.verify_tree(path, build_crypto())
    if path.is_file() and trees.is_eep(path):
        return trees.verify_eep(path, build_crypto())
    if packages.is_package(path):
        return packages.verify_package(path, build_crypto())
    if path.is_dir() and not is_bag(path):
        raise Refused("verify.no-kind", file=path.resolve().name or str(path))
    return verify_archive(path) if path.is_dir() else packages.verify_among_files(path, build_crypto())


def is_backup(path: Path) -> bool:
    """Whether a folder holds a backup."""
    return is_backup_folder(path)


def verify_backup_folder(path: Path) -> FileVerdict:
    """Return the verdict on a backup from outside, of whatever realm; nothing of it is opened.

    Raises:
        Refused: ``backup.newer``, ``store.newer``.
        Unavailable: ``disk.failed``.
    """
    crypto = build_crypto()
    return backup_verdict(*read_listed(path), partial(look_at, path, _stores_of(path)), crypto)


def _stores_of(path: Path) -> tuple[DirectoryStores, ...]:
    return tuple(DirectoryStores(path, realm, sealer=sealing, digests=sm3) for realm in Realm)


def lies_beside(path: Path) -> bool:
    """Whether a path is a folder, or a ZIP, in which a journal lies beside what it records."""
    return path.is_dir() or packages.is_package(path)
