"""What one act keeps (一次办理存下的内容): all of it stays, or where the act fails what it newly kept goes again.

What no entry names is never deleted behind anybody's back: it may be what somebody is about to name. What an act kept
that did not come off is another thing: nobody had it before, the act alone would have named it, and on a disk that it
filled it stands in everybody's way. So it goes, unless an entry names it after all, or somebody else kept it or asked
for it meanwhile. A program that dies leaves it; the same act finds it there and goes on with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage.disk import Disk, disk_errors, write_new

SPARE = 16 << 20
"""Bytes that an act leaves free: its lists and what it notes of itself go there, and people still sign in."""
BESIDE = 8 << 10
"""Bytes that a file takes beside its own: its last block, its folder, its row."""
_BALLAST = bytes(1 << 20)
"""Held while an act keeps things, and let go before they are dropped: on a full disk even that takes some room."""


@contextmanager
def ballasted(disk: Disk, ballast: Path) -> Iterator[None]:
    """Hold some room on a disk that is free again when the block ends.

    Args:
        disk: Which.
        ballast: A passing file, beside those that are not whole yet.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``.
    """
    try:
        with disk_errors():
            disk.make_folder(ballast.parent)
            write_new(disk, ballast, _BALLAST)
        yield
    finally:
        with suppress(OSError):
            disk.remove(ballast)


def refuse_without_room(disk: Disk, folder: Path, size: int, files: int) -> None:
    """Refuse to begin what would leave too little room on a disk.

    Raises:
        Unavailable: ``disk.no-room`` with how much is needed and how much is free, ``disk.failed``.
    """
    needed = size + files * BESIDE + SPARE
    with disk_errors():
        free = disk.free(folder)
    if free < needed:
        raise Unavailable("disk.no-room", needed=needed, free=free)
