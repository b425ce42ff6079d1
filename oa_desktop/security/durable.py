"""Replacing a small file so that at every moment either the old content or the new one is there, whole."""

import os
from pathlib import Path
from typing import Protocol


class Disk(Protocol):
    """The four steps of a durable replacement, so that a test can stop between any two of them."""

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file, readable by this user alone, and force it to the disk."""

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file over another in one step."""

    def sync_directory(self, folder: Path) -> None:
        """Force a folder's names to the disk."""

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file."""


class RealDisk:
    """The disk of this machine."""

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file, readable by this user alone, and force it to the disk."""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def replace(self, source: Path, target: Path) -> None:
        """Rename a file over another in one step."""
        source.replace(target)

    def sync_directory(self, folder: Path) -> None:
        """Force a folder's names to the disk; Windows has no such call and needs none."""
        if os.name != "posix":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file."""
        return path.read_bytes()


def replace_durably(disk: Disk, path: Path, data: bytes) -> None:
    """Replace a file's content: temporary file, fsync, rename, fsync of the folder.

    Raises:
        OSError: a step failed; the old content is still there, or the new one already.
    """
    temporary = path.with_name(path.name + ".new")
    disk.write(temporary, data)
    disk.replace(temporary, path)
    disk.sync_directory(path.parent)
