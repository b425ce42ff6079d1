"""Every file operation of the store, one small step each, so that a fake may fail or stop at any of them."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from oa_desktop.domain.errors import Unavailable

PIECE = 1 << 16
"""Bytes that are copied at once: most files are small, and asking for more costs each of them that much memory."""

Place = str | Path
"""Where a file lies: of many thousand, a text is made sooner than a path."""

_SAYS_WHETHER = (5, 8)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Source(Protocol):
    """A stream to read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""


class OpenFile:
    """A file that is open: the system is asked to open, read or write, force and close it, and nothing else of it.

    Files of Python's own ask more of it; of a hundred thousand small ones that takes longer than reading them.

    Attributes:
        path: Where it lies.
    """

    __slots__ = ("_handle", "path")

    def __init__(self, path: Place, flags: int) -> None:
        self.path = path
        self._handle = os.open(path, flags | getattr(os, "O_BINARY", 0), 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, traceback: TracebackType | None, /) -> None:
        os.close(self._handle)

    def fileno(self) -> int:
        """Return its number with the system."""
        return self._handle

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""
        return os.read(self._handle, size)

    def write(self, data: bytes | memoryview, /) -> int:
        """Write some bytes, and return how many were."""
        return os.write(self._handle, data)


class Disk(Protocol):
    """The steps that lasting files are made of."""

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it, unless they are there."""

    def create(self, path: Place) -> OpenFile:
        """Open a new file for writing, readable by this user alone; an old one of that name is emptied."""

    def write(self, file: OpenFile, data: bytes) -> None:
        """Write some bytes."""

    def sync(self, file: OpenFile) -> None:
        """Force what was written to the disk."""

    def settle(self, folder: Path) -> bool:
        """Force whatever lies below a folder to the disk at once; False where each file has to be forced by itself."""

    def open(self, path: Place) -> OpenFile:
        """Open a file for reading."""

    def replace(self, source: Path, target: Path) -> None:
        """Rename in one step, over a file of that name."""

    def sync_folder(self, path: Path) -> None:
        """Force a folder's names to the disk."""

    def remove(self, path: Path) -> None:
        """Remove a file; a missing one is no error."""

    def free(self, folder: Path) -> int:
        """Return how many bytes the disk of a folder still takes."""


class RealDisk:
    """The disk of this machine."""

    def make_folder(self, path: Path) -> None:
        """Make a folder and those above it, unless they are there."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def create(self, path: Place) -> OpenFile:
        """Open a new file for writing, readable by this user alone; an old one of that name is emptied."""
        return OpenFile(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def write(self, file: OpenFile, data: bytes) -> None:
        """Write some bytes."""
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]

    def sync(self, file: OpenFile) -> None:
        """Force what was written to the disk."""
        os.fsync(file.fileno())

    def settle(self, folder: Path) -> bool:
        """Force whatever lies below a folder to the disk at once; False where each file has to be forced by itself.

        Linux has such a call, and says since 5.8 whether it failed (syncfs(2)).
        """
        if not sys.platform.startswith("linux") or _kernel() < _SAYS_WHETHER:
            return False
        handle = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(handle) == 0:
                return True
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        finally:
            os.close(handle)

    def open(self, path: Place) -> OpenFile:
        """Open a file for reading."""
        return OpenFile(path, os.O_RDONLY)

    def replace(self, source: Path, target: Path) -> None:
        """Rename in one step, over a file of that name."""
        source.replace(target)

    def sync_folder(self, path: Path) -> None:
        """Force a folder's names to the disk; Windows has no such call and needs none."""
        if os.name != "posix":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove a file; a missing one is no error."""
        path.unlink(missing_ok=True)

    def free(self, folder: Path) -> int:
        """Return how many bytes the disk of a folder still takes."""
        return shutil.disk_usage(folder).free


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what the operating system says into words for the user.

    Raises:
        Unavailable: ``disk.full`` or ``disk.failed``.
    """
    try:
        yield
    except OSError as error:
        code = "disk.full" if error.errno in _FULL else "disk.failed"
        raise Unavailable(code, reason=error.strerror or str(error)) from error


def write_durably(disk: Disk, path: Path, data: bytes) -> None:
    """Write a whole file: at every moment the old content or the new one is there.

    Raises:
        OSError: A step failed.
    """
    write_new(disk, new_name(path), data)
    disk.replace(new_name(path), path)
    disk.sync_folder(path.parent)


def write_new(disk: Disk, path: Path, data: bytes) -> None:
    """Write a file and force it to the disk, but not yet its name.

    Raises:
        OSError: A step failed.
    """
    with disk.create(path) as file:
        disk.write(file, data)
        disk.sync(file)


def new_name(path: Path) -> Path:
    """Return the name under which a file is written before it takes its own."""
    return path.with_name(path.name + ".new")


def read_whole(disk: Disk, path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        OSError: It cannot be read.
    """
    with disk.open(path) as file:
        return b"".join(pieces(file))


def pieces(file: Source) -> Iterator[bytes]:
    """Give the bytes of a file, 64 KiB at a time."""
    while piece := file.read(PIECE):
        yield piece
