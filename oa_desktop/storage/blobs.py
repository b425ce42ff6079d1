"""Blobs: texts, pages and files by digest, each sealed under a key of its own in a file of its own.

A file is written under a passing name, forced to the disk, renamed, and only then named by a row. A file without a row
cannot be read by anybody (its key is lost with the row), is listed by the store's check, and is never deleted.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Engine, bindparam, insert, select, update

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.storage import journals
from oa_desktop.storage.cipher import Cipher, Hasher, Sink, Source, StoreKeys
from oa_desktop.storage.cores import on_every_core
from oa_desktop.storage.disk import Disk, disk_errors
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.sqlite import database_errors, for_writing, reading
from oa_desktop.storage.tables import blobs

ARRIVING = "arriving"
"""Folder of files that are not whole yet; emptied when a writer opens the store."""

_ROW = select(blobs.c.address, blobs.c.size, blobs.c.wrapped).where(blobs.c.digest == bindparam("of_digest"))
_ROWS = select(blobs.c.digest, blobs.c.address, blobs.c.size, blobs.c.wrapped)
_NEW = insert(blobs)
_CHANGE = (
    update(blobs)
    .where(blobs.c.digest == bindparam("of_digest"))
    .values(address=bindparam("new_address"), size=bindparam("new_size"), wrapped=bindparam("new_wrapped"))
)
_WRAP = update(blobs).where(blobs.c.digest == bindparam("of_digest")).values(wrapped=bindparam("new_wrapped"))
_ALL = select(blobs.c.digest, blobs.c.address).order_by(blobs.c.digest)


class _Counted:
    """A source that digests and counts what is read from it."""

    def __init__(self, stream: Source, hasher: Hasher) -> None:
        self._stream = stream
        self._hasher = hasher
        self.size = 0

    def read(self, size: int, /) -> bytes:
        data = self._stream.read(size)
        self._hasher.update(data)
        self.size += len(data)
        return data

    def digest(self) -> Digest:
        return Digest(self._hasher.digest().hex())


class _OnDisk:
    """A sink that writes through the disk port."""

    def __init__(self, disk: Disk, file: BinaryIO) -> None:
        self._disk = disk
        self._file = file

    def write(self, data: bytes, /) -> None:
        self._disk.write(self._file, data)


class _Nowhere:
    """A sink that keeps nothing: reading alone proves a content."""

    def write(self, data: bytes, /) -> int:
        return len(data)


class _Proving:
    """A sink that digests what passes through it."""

    def __init__(self, sink: Sink, hasher: Hasher) -> None:
        self._sink = sink
        self._hasher = hasher

    def write(self, data: bytes, /) -> None:
        self._hasher.update(data)
        self._sink.write(data)

    def digest(self) -> Digest:
        return Digest(self._hasher.digest().hex())


class SealedBlobs:
    """The blobs of one store.

    Attributes:
        folder: Where their files lie.
    """

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        cipher: Cipher,
        keys: StoreKeys,
        disk: Disk,
        *,
        hold: Hold,
    ) -> None:
        self.folder = folder
        self._engine = engine
        self._cipher = cipher
        self._keys = keys
        self._disk = disk
        self._hold = hold
        self._lock = threading.Lock()

    def keep(self, data: bytes | BinaryIO) -> Digest:
        """Store some bytes, or a stream of any length, and return their digest; durable when this returns.

        Not to be called inside :meth:`Store.begin`: a blob is durable before the entry that names it.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``, ``store.read-only``, ``store.unlockable``, ``store.missing``;
                nothing has changed then.
        """
        self._hold.refuse_reader()
        if isinstance(data, bytes):
            digest = self._cipher.digest(data)
            if self.has(digest):
                return digest
        return self._keep_stream(BytesIO(data) if isinstance(data, bytes) else data)

    def _keep_stream(self, stream: BinaryIO) -> Digest:
        arriving = self.folder / ARRIVING / f"{self._cipher.randbytes(16).hex()}.part"
        key = self._cipher.new_key()
        try:
            source = self._seal(stream, arriving, key)
            with self._lock:
                self._settle(arriving, source, key)
        finally:
            with suppress(OSError):
                self._disk.remove(arriving)
        return source.digest()

    def _seal(self, stream: BinaryIO, path: Path, key: bytes) -> _Counted:
        source = _Counted(stream, self._cipher.digests.hasher())
        with disk_errors():
            self._disk.make_folder(path.parent)
            with self._disk.create(path) as file:
                self._cipher.seal(source, _OnDisk(self._disk, file), key)
                self._disk.sync(file)
        return source

    def _settle(self, arriving: Path, source: _Counted, key: bytes) -> None:
        """Give a sealed file its name, then its row; undo the name when the row cannot be written."""
        digest = source.digest()
        if self.has(digest):
            return
        target = self._path(self._address(digest))
        try:
            with disk_errors():
                self._rename(arriving, target)
            self._enter(digest, source.size, self._cipher.wrap(self._keys.contents, key, digest.encode()))
        except BaseException:
            with suppress(OSError):
                self._disk.remove(target)
            raise

    def _rename(self, arriving: Path, target: Path) -> None:
        fresh = not target.parent.exists()
        self._disk.make_folder(target.parent)
        if fresh:
            self._disk.sync_folder(self.folder)
        self._disk.replace(arriving, target)
        self._disk.sync_folder(target.parent)

    def _enter(self, digest: Digest, size: int, wrapped: bytes) -> None:
        with database_errors(), for_writing(self._engine).begin() as connection:
            address = self._address(digest)
            new = {"of_digest": digest, "new_address": address, "new_size": size, "new_wrapped": wrapped}
            if not connection.execute(_CHANGE, new).rowcount:
                values = {"digest": digest, "address": address, "size": size, "wrapped": wrapped}
                connection.execute(_NEW, values)

    def read(self, digest: Digest) -> bytes:
        """Return the bytes of a digest.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``, ``disk.failed``.
        """
        content = BytesIO()
        self.read_into(digest, content)
        return content.getvalue()

    def read_into(self, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest to a sink, 1 MiB at a time; they count only when this returns.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``, ``disk.failed``.
        """
        self._prove(self._row(digest), digest, sink)

    def faults(self, digests: Iterable[Digest]) -> Iterator[tuple[Digest, str]]:
        """Read contents on every core, and give what is wrong with those that cannot be proved, in their order."""
        with reading(self._engine) as connection:
            rows = {Digest(row.digest): row for row in connection.execute(_ROWS)}
        for digest, code in on_every_core(lambda digest: (digest, self._wrong(rows.get(digest), digest)), digests):
            if code:
                yield digest, code

    def _wrong(self, row: Any, digest: Digest) -> str:
        """Return what is wrong with a content, empty where it is what its digest says."""
        try:
            self._prove(row, digest, _Nowhere())
        except Unavailable as error:
            return error.code
        return ""

    def _prove(self, row: Any, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest to a sink; they count only when this returns."""
        if row is None:
            raise Unavailable("blob.missing", digest=digest)
        key = self._cipher.unwrap(self._keys.contents, row.wrapped, digest.encode())
        proving = _Proving(sink, self._cipher.digests.hasher())
        try:
            with disk_errors(), self._disk.open(self._path(row.address)) as file:
                self._cipher.sealer.unseal(file, proving, key)
        except Unavailable as error:
            if isinstance(error.__cause__, FileNotFoundError):
                raise Unavailable("blob.missing", digest=digest) from error
            raise
        if proving.digest() != digest:
            raise Unavailable("blob.damaged", digest=digest)

    def _row(self, digest: Digest) -> Any:
        with reading(self._engine) as connection:
            return connection.execute(_ROW, {"of_digest": digest}).one_or_none()

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here: a row names them and the file exists."""
        with reading(self._engine) as connection:
            row = connection.execute(_ROW, {"of_digest": digest}).one_or_none()
        return row is not None and self._path(row.address).is_file()

    def unreferenced(self) -> tuple[Digest, ...]:
        """Return the digests that no entry names; they are listed, never silently deleted."""
        with reading(self._engine) as connection:
            kept = {digest for digest, _ in addresses(connection)}
            return tuple(sorted(kept.difference(journals.named_contents(connection))))

    def _address(self, digest: Digest) -> str:
        return self._cipher.digests.keyed(self._keys.addresses, digest.encode()).hex()

    def _path(self, address: str) -> Path:
        return self.folder / address[:2] / address


def addresses(connection: Connection) -> Iterator[tuple[Digest, str]]:
    """Give digest and file name of every blob."""
    for row in connection.execute(_ALL):
        yield Digest(row.digest), row.address


def wrap_anew(connection: Connection, cipher: Cipher, old: StoreKeys, new: StoreKeys) -> None:
    """Wrap the key of every blob under the key of another store key; files and their names stay as they are.

    Raises:
        Unavailable: ``blob.damaged``: a key does not open.
    """
    for row in connection.execute(_ROWS).all():
        bound = row.digest.encode()
        wrapped = cipher.wrap(new.contents, cipher.unwrap(old.contents, row.wrapped, bound), bound)
        connection.execute(_WRAP, {"of_digest": row.digest, "new_wrapped": wrapped})


def clear_arriving(disk: Disk, folder: Path) -> None:
    """Remove the files that never became whole: nobody was told of them and nobody holds their keys."""
    with suppress(OSError):
        for path in (folder / ARRIVING).glob("*.part"):
            disk.remove(path)
