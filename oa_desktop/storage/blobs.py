"""Blobs: texts, pages and files by digest, each sealed under a key of its own in a file of its own.

A file is written under a passing name, forced to the disk, renamed, and only then named by a row. A file without a row
cannot be read by anybody (its key is lost with the row), is listed by the store's check, and is never deleted.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine, bindparam, delete, insert, select, update

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest, JournalId
from oa_desktop.office.ports.store import ContentProof
from oa_desktop.storage import journals
from oa_desktop.storage.blob_rows import addresses
from oa_desktop.storage.cipher import Cipher, Sink, StoreKeys
from oa_desktop.storage.cores import on_every_core
from oa_desktop.storage.disk import Disk, OpenFile, disk_errors
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.sqlite import database_errors, for_writing, reading
from oa_desktop.storage.streams import Counted, Nowhere, OnDisk, Proving
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
_GONE = delete(blobs)
_AT_ONCE = 1000
"""Contents of which the rows are held together."""
_PIECE = 1 << 20
"""Bytes of a copy that are in memory at once."""


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

    def _keep_stream(self, stream: BinaryIO, *, anew: bool = False) -> Digest:
        arriving, key = self._arriving(), self._cipher.new_key()
        try:
            source = self._seal(stream, arriving, key)
            with self._lock:
                self._settle(arriving, source, key, anew=anew)
        finally:
            with suppress(OSError):
                self._disk.remove(arriving)
        return source.digest()

    def _seal(self, stream: BinaryIO, path: Path, key: bytes) -> Counted:
        source = Counted(stream, self._cipher.digests.hasher())
        with disk_errors(), self._fresh(path) as file:
            self._cipher.seal(source, OnDisk(self._disk, file), key)
            self._disk.sync(file)
        return source

    def _arriving(self) -> Path:
        return self.folder / ARRIVING / f"{self._cipher.randbytes(16).hex()}.part"

    def _fresh(self, path: Path) -> OpenFile:
        self._disk.make_folder(path.parent)
        return self._disk.create(path)

    def _settle(self, arriving: Path, source: Counted, key: bytes, *, anew: bool) -> None:
        """Give a sealed file its name, then its row; undo the name when the row cannot be written."""
        digest = source.digest()
        if not anew and self.has(digest):
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
        """Read contents, and give what is wrong with those that cannot be proved."""
        return ((one.digest, one.fault) for one in self.proofs(digests) if one.fault)

    def proofs(self, digests: Iterable[Digest]) -> Iterator[ContentProof]:
        """Read contents on every core, and give what came of each, in their order; few rows are held at a time."""
        return on_every_core(self._proof, self._with_rows(digests))

    def _with_rows(self, digests: Iterable[Digest]) -> Iterator[tuple[Digest, Any]]:
        for some in _by_few(digests):
            rows = self._rows(some)
            yield from ((one, rows.get(one)) for one in some)

    def _rows(self, digests: Sequence[Digest]) -> dict[Digest, Any]:
        with reading(self._engine) as connection:
            found = connection.execute(_ROWS.where(blobs.c.digest.in_(digests))).all()
        return {Digest(row.digest): row for row in found}

    def _proof(self, named: tuple[Digest, Any]) -> ContentProof:
        digest, row = named
        try:
            self._prove(row, digest, Nowhere())
        except Unavailable as error:
            return ContentProof(digest=digest, fault=error.code)
        return ContentProof(digest=digest, size=row.size)

    def mend(self, digest: Digest, copy: BinaryIO) -> bool:
        """Put a content in the place of what is missing or damaged, from the same bytes or from its own sealed file.

        Nothing is kept of a copy that is not what the digest says.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``, ``store.read-only``; the content is as bad as before
                then, or whole.
        """
        self._hold.refuse_reader()
        source = Counted(copy, self._cipher.digests.hasher())
        while source.read(_PIECE):
            pass
        copy.seek(0)
        if source.digest() == digest:
            self._keep_stream(copy, anew=True)
            return True
        return self._mend_sealed(digest, copy)

    def _mend_sealed(self, digest: Digest, copy: BinaryIO) -> bool:
        """Put the file in its place in which a content is sealed, once it is proved to be that."""
        row = self._row(digest)
        if row is None or not self._unseals(row, digest, copy):
            return False
        copy.seek(0)
        arriving = self._arriving()
        try:
            with disk_errors(), self._fresh(arriving) as file:
                shutil.copyfileobj(copy, OnDisk(self._disk, file), _PIECE)
                self._disk.sync(file)
            with self._lock, disk_errors():
                self._rename(arriving, self._path(row.address))
        finally:
            with suppress(OSError):
                self._disk.remove(arriving)
        return True

    def _unseals(self, row: Any, digest: Digest, copy: BinaryIO) -> bool:
        proving = Proving(Nowhere(), self._cipher.digests.hasher())
        try:
            key = self._cipher.unwrap(self._keys.contents, row.wrapped, digest.encode())
            self._cipher.sealer.unseal(copy, proving, key)
        except Unavailable:
            return False
        return proving.digest() == digest

    def sealed_as(self, digest: Digest) -> str:
        """Return the name of the file in which a content is sealed, here and in every backup of this store."""
        return self._address(digest)

    def destroy(self, digests: Iterable[Digest], of: Collection[JournalId]) -> int:
        """Destroy what no journal but some names: its keys first, then its files; return how many were here.

        The pages of the database that held the keys are overwritten. What a medium keeps elsewhere of a file is sealed
        under a key that is gone; a backup that was made before has key and file.

        Raises:
            Unavailable: ``disk.failed``, ``store.read-only``; what is destroyed by then stays so.
        """
        self._hold.refuse_reader()
        wanted, gone = frozenset(digests), 0
        with reading(self._engine) as connection:
            named = wanted.intersection(journals.contents_outside(connection, of))
        for some in _by_few(sorted(wanted - named)):
            with self._lock:
                with database_errors(), for_writing(self._engine).begin() as connection:
                    gone += connection.execute(_GONE.where(blobs.c.digest.in_(some))).rowcount
                for digest in some:
                    self._remove(self._path(self._address(digest)))
        return gone

    def _remove(self, path: Path) -> None:
        with disk_errors(), suppress(FileNotFoundError):
            self._disk.remove(path)
            self._disk.sync_folder(path.parent)

    def _prove(self, row: Any, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest to a sink; they count only when this returns."""
        if row is None:
            raise Unavailable("blob.missing", digest=digest)
        key = self._cipher.unwrap(self._keys.contents, row.wrapped, digest.encode())
        proving = Proving(sink, self._cipher.digests.hasher())
        try:
            with disk_errors(), self._disk.open(self._place(row.address)) as file:
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
        return Path(self._place(address))

    def _place(self, address: str) -> str:
        return f"{self.folder}/{address[:2]}/{address}"


def _by_few(digests: Iterable[Digest]) -> Iterator[tuple[Digest, ...]]:
    coming = iter(digests)
    return iter(lambda: tuple(islice(coming, _AT_ONCE)), ())


def clear_arriving(disk: Disk, folder: Path) -> None:
    """Remove the files that never became whole: nobody was told of them and nobody holds their keys."""
    with suppress(OSError):
        for path in (folder / ARRIVING).glob("*.part"):
            disk.remove(path)
