"""Writing folders of packages: whole or not at all, and with the digests of every file as it is written."""

from __future__ import annotations

import errno
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_AT_ONCE: Final = 512 * 1024
"""Bytes that are digested at once: enough of small files to be worth handing over to another thread."""


class Running(Protocol):
    """A running digest, as `hashlib` has them."""

    def update(self, data: bytes, /) -> None:
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
class _Digested:
    """A file that is written, as far as it was digested."""

    sm3: Running
    sha256: Running | None
    size: int = 0

    def update(self, piece: bytes) -> None:
        """Take in what was written."""
        self.sm3.update(piece)
        if self.sha256:
            self.sha256.update(piece)
        self.size += len(piece)

    def sums(self) -> Sums:
        """Return the digests, once all was taken in."""
        sha256 = self.sha256.digest().hex() if self.sha256 else ""
        return Sums(sm3=Digest(self.sm3.digest().hex()), sha256=sha256, size=self.size)


@dataclass(slots=True)
class Folder:
    """A folder that is being written; what was written is digested while the next bytes are made.

    Attributes:
        root: Where it is.
        new_sm3: Begins an SM3 digest.
        aside: Digests, on one thread: hashing leaves Python to the others.
        with_sha256: Whether SHA-256 is wanted beside SM3, as a bag lists both.
    """

    root: Path
    new_sm3: NewDigest
    aside: Executor
    with_sha256: bool = False
    _files: dict[str, _Digested] = field(default_factory=dict)
    _written: list[tuple[_Digested, bytes]] = field(default_factory=list)
    _size: int = 0
    _digesting: Future[None] | None = None

    @property
    def sums(self) -> Mapping[str, Sums]:
        """Of every file that was written, by its name from the root on, with slashes."""
        self._hand_over()
        self._wait()
        return {name: one.sums() for name, one in self._files.items()}

    def put(self, name: str, *pieces: bytes) -> None:
        """Write a file of some pieces."""
        self.fill(name, pieces)

    def fill(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file piece by piece."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        digested = _Digested(self.new_sm3(), hashlib.sha256() if self.with_sha256 else None)
        with path.open("xb") as file:
            for piece in pieces:
                file.write(piece)
                self._written.append((digested, piece))
                self._size += len(piece)
                if self._size >= _AT_ONCE:
                    self._hand_over()
        self._files[name] = digested

    def _hand_over(self) -> None:
        """Let what was written be digested, once what was before is: memory holds no more than both."""
        self._wait()
        self._digesting = self.aside.submit(_digest, self._written)
        self._written, self._size = [], 0

    def _wait(self) -> None:
        if self._digesting:
            self._digesting.result()


def _digest(written: list[tuple[_Digested, bytes]]) -> None:
    for digested, piece in written:
        digested.update(piece)


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
        with ThreadPoolExecutor(1, thread_name_prefix="digest") as aside:
            yield Folder(beside, new_sm3, aside, with_sha256)
        if target.exists():
            target.rmdir()
        beside.replace(target)
    except OSError as error:
        raise _failed(error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _failed(error: OSError) -> Unavailable:
    return Unavailable("disk.full" if error.errno in _FULL else "disk.failed", reason=error.strerror or str(error))
