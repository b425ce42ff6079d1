"""Streams between plain and sealed contents: counted, proved, written through the disk, or thrown away."""

from __future__ import annotations

from oa_desktop.domain.ids import Digest
from oa_desktop.storage.cipher import Hasher, Sink
from oa_desktop.storage.disk import Disk, OpenFile, Source


class Counted:
    """A source that digests and counts what is read from it."""

    def __init__(self, stream: Source, hasher: Hasher) -> None:
        self._stream = stream
        self._hasher = hasher
        self.size = 0

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, which are counted."""
        data = self._stream.read(size)
        self._hasher.update(data)
        self.size += len(data)
        return data

    def digest(self) -> Digest:
        """Return the digest of what came through."""
        return Digest(self._hasher.digest().hex())


class OnDisk:
    """A sink that writes through the disk port."""

    def __init__(self, disk: Disk, file: OpenFile) -> None:
        self._disk = disk
        self._file = file

    def write(self, data: bytes, /) -> None:
        """Take the bytes in."""
        self._disk.write(self._file, data)


class Nowhere:
    """A sink that keeps nothing: reading alone proves a content."""

    def write(self, data: bytes, /) -> int:
        """Take the bytes in."""
        return len(data)


class Proving:
    """A sink that digests what passes through it."""

    def __init__(self, sink: Sink, hasher: Hasher) -> None:
        self._sink = sink
        self._hasher = hasher

    def write(self, data: bytes, /) -> None:
        """Take the bytes in."""
        self._hasher.update(data)
        self._sink.write(data)

    def digest(self) -> Digest:
        """Return the digest of what came through."""
        return Digest(self._hasher.digest().hex())
