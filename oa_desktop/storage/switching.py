"""Several files of a store exchanged for others at one moment: a folder beside them takes its name, then they move.

The folder gets its name in one step when everything in it is on the disk. From then on the new files count, whoever
opens the store next brings them to their places, and a program that dies meanwhile has changed nothing else.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from filelock import FileLock, Timeout

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage import sqlite
from oa_desktop.storage.disk import Disk, disk_errors

CAME = "renewed"
"""The folder of files that count although they are not in their places yet."""
_MAKING = "renewing"
_LOCK_SECONDS = 30


def came(folder: Path) -> Path:
    """Return the folder whose files count once it is there."""
    return folder / CAME


def making(folder: Path) -> Path:
    """Return the passing name of that folder."""
    return folder / _MAKING


def move(disk: Disk, folder: Path) -> None:
    """Bring the files that came to their places; it may be repeated after a death at any step.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``; they count all the same, and the next opening goes on.
    """
    with disk_errors():
        for one in sorted(came(folder).iterdir()):
            target = folder / one.name
            for left in _left_by(target):
                disk.remove(left)
            disk.replace(one, target)
        disk.sync_folder(folder)
        came(folder).rmdir()
        disk.sync_folder(folder)


def _left_by(target: Path) -> Iterator[Path]:
    """Give what a file that goes leaves behind: its log, which would be read into the one that comes, and its copies.

    Those were put aside before migrations and open by the former key.
    """
    yield from sqlite.files_of(target)[1:]
    yield from sorted(target.parent.glob(f"{target.name}.version-*"))


def go_on(disk: Disk, folder: Path, lock: Path) -> None:
    """Finish what a program that died had begun; nothing is done where nothing came.

    Args:
        disk: Moves the files.
        folder: Of the store.
        lock: The writer's; held by whoever is still at it.

    Raises:
        Unavailable: ``store.busy``, ``disk.full``, ``disk.failed``.
    """
    if not came(folder).is_dir():
        return
    with ExitStack() as held:
        try:
            held.enter_context(FileLock(lock, timeout=0, mode=0o600))
            for beside in sorted(folder.glob("*.json.lock")):
                held.enter_context(FileLock(beside, timeout=_LOCK_SECONDS, mode=0o600))
        except Timeout as error:
            raise Unavailable("store.busy", reason="") from error
        if came(folder).is_dir():
            move(disk, folder)


def clear(folder: Path) -> None:
    """Remove what never came to count."""
    shutil.rmtree(making(folder), ignore_errors=True)
