"""Writing folders of packages: whole or not at all, and with the digests of every file as it is written."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from typing import Final, Protocol, TypeVar

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_AT_ONCE: Final = 2
"""Things that are written at once."""
_TOGETHER: Final = 1 << 18
"""Bytes from which on a piece is written by itself."""
Thing = TypeVar("Thing")


class Running(Protocol):
    """A running digest, as `hashlib` has them."""

    def update(self, data: bytes | memoryview, /) -> None:
        """Take in more bytes."""

    def digest(self) -> bytes:
        """Return the digest of what was taken in."""


NewDigest = Callable[[], Running]
"""Begins an SM3 digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Digests of one file, hexadecimal, and its bytes; SHA-256 is empty where nobody wants it."""

    sm3: Digest
    sha256: str
    size: int


@dataclass(slots=True)
class Folder:
    """A folder that is being written.

    Attributes:
        root: Where it is.
        new_sm3: Begins an SM3 digest.
        with_sha256: Whether SHA-256 is wanted beside SM3, as a bag lists both.
    """

    root: Path
    new_sm3: NewDigest
    with_sha256: bool = False
    _sums: dict[str, Sums] = field(default_factory=dict)

    @property
    def sums(self) -> Mapping[str, Sums]:
        """Of every file that was written, by its name from the root on, with slashes; in the order of the names."""
        return dict(sorted(self._sums.items()))

    def put(self, name: str, *pieces: bytes) -> None:
        """Write a file of some pieces."""
        self.fill(name, pieces)

    def fill(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file piece by piece; many short ones should be :func:`together`."""
        sm3, sha256, size = self.new_sm3(), hashlib.sha256() if self.with_sha256 else None, 0
        with _new_file(f"{self.root}/{name}") as file:
            for piece in pieces:
                _write(file, piece)
                sm3.update(piece)
                if sha256:
                    sha256.update(piece)
                size += len(piece)
        self._sums[name] = Sums(sm3=Digest(sm3.digest().hex()), sha256=sha256.hexdigest() if sha256 else "", size=size)


def _new_file(path: str) -> FileIO:
    """Open a new file for writing; its folder is asked for only where it is not there, as for the first file of it."""
    try:
        return FileIO(path, "xb")
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return FileIO(path, "xb")


def _write(file: FileIO, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]


def together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield pieces, small ones as one: whatever is hashed and written hands Python over to another thread and back."""
    waiting, size = list[bytes](), 0
    for one in pieces:
        waiting.append(one)
        size += len(one)
        if size >= _TOGETHER:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def side_by_side(write: Callable[[Thing], None], things: Iterable[Thing]) -> None:
    """Write things on two threads while the next one is made: hashing and writing leave Python to the others.

    Memory holds three of them, however many there are; what is raised ends it once the others are written.
    """
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="packing") as pool:
        for one in things:
            if len(waiting) == _AT_ONCE:
                waiting.popleft().result()
            waiting.append(pool.submit(write, one))
        for begun in waiting:
            begun.result()


def unfinished(target: Path) -> Path:
    """Return the folder beside a package in which it lies while it is being written."""
    return target.with_name(f".{target.name}.packing")


def swept(target: Path) -> bool:
    """Take away what a program that died left beside a package, and return whether none of it is left.

    Where the place of the package is not there, its medium may not be: then something may be left.
    """
    beside = unfinished(target)
    shutil.rmtree(beside, ignore_errors=True)
    return target.parent.is_dir() and not beside.exists()


@contextmanager
def whole_folder(target: Path, new_sm3: NewDigest, *, with_sha256: bool = False) -> Iterator[Folder]:
    """Give a folder beside the target that becomes it when all is written, and is gone when anything fails.

    What a program that died has left of the same package is swept away; two must not write one package at once.

    Args:
        target: New or empty.
        new_sm3: Begins an SM3 digest.
        with_sha256: Whether SHA-256 of every file is wanted beside it.

    Raises:
        Unavailable: ``archive.not-empty``, ``disk.full``, ``disk.failed``.
    """
    beside = unfinished(target)
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise Unavailable("archive.not-empty", folder=str(target))
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        yield Folder(beside, new_sm3, with_sha256)
        if target.exists():
            target.rmdir()
        beside.replace(target)
    except OSError as error:
        raise _failed(error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _failed(error: OSError) -> Unavailable:
    return Unavailable("disk.full" if error.errno in _FULL else "disk.failed", reason=error.strerror or str(error))
