"""Making a folder aside: it takes its place whole, when everything in it is on the disk, or not at all.

A program that dies meanwhile leaves only the folder aside; whoever makes the same again empties it first.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from oa_desktop.storage.disk import Disk, OpenFile, disk_errors


@contextmanager
def made_aside(disk: Disk, making: Path, target: Path) -> Iterator[Callable[[], object]]:
    """Let a folder be filled under a passing name, and give it its own when the block ends well.

    The block is given what begins to force to the disk all that lies there by then, beside whatever it does next.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``; nothing is left behind.
    """
    shutil.rmtree(making, ignore_errors=True)
    try:
        with disk_errors():
            disk.make_folder(making)
            with _settling_beside(disk, making) as begin:
                yield begin
            _settle(disk, making, target)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


@contextmanager
def _settling_beside(disk: Disk, made: Path) -> Iterator[Callable[[], object]]:
    """Give what settles a folder on a thread of its own; what failed there fails where the block ends."""
    begun: list[Future[bool]] = []
    with ThreadPoolExecutor(1, thread_name_prefix="settle") as beside:
        yield lambda: begun.append(beside.submit(disk.settle, made))
    for one in begun:
        one.result()


def _force(disk: Disk, path: Path) -> None:
    """Force a folder's names, or a file, to the disk."""
    if path.is_dir():
        disk.sync_folder(path)
        return
    with OpenFile(path, os.O_RDWR) as file:
        disk.sync(file)


def _settle(disk: Disk, made: Path, target: Path) -> None:
    """Force all that lies in a folder to the disk and give it its own name, over an empty folder of that name."""
    if not disk.settle(made):
        for path in (*made.rglob("*"), made):
            _force(disk, path)
    with suppress(FileNotFoundError):
        target.rmdir()
    disk.replace(made, target)
    try:
        disk.sync_folder(target.parent)
    except OSError:
        target.rename(made)
        raise
