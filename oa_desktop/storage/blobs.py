"""Blobs: texts, pages and files by digest, each sealed under a key of its own in a file of its own.

A file is written under a passing name, forced to the disk, renamed, and only then named by a row. A file without a row
cannot be read by anybody (its key is lost with the row), is listed by the store's check, and is never deleted.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Engine, bindparam, delete, insert, select, update

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest, JournalId
from oa_desktop.office.ports.store import ContentProof, Keep
from oa_desktop.storage import journals, one_act
from oa_desktop.storage.blob_rows import addresses
from oa_desktop.storage.cipher import Cipher, Sink, StoreKeys
from oa_desktop.storage.cores import on_every_core
from oa_desktop.storage.disk import Disk
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.sealed_files import SealedFiles
from oa_desktop.storage.sqlite import database_errors, for_writing, reading
from oa_desktop.storage.streams import Counted, Nowhere
from oa_desktop.storage.tables import blobs

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
_AT_ONCE_DROPPED = 100
"""Contents whose rows are taken away before their files make room for the next."""
_PIECE = 1 << 20
"""Bytes of a copy that are in memory at once."""


class SealedBlobs:
    """The blobs of one store.

    Attributes:
        folder: Where their files lie.
    """

    def __init__(
        self, folder: Path, engine: Engine, cipher: Cipher, keys: StoreKeys, disk: Disk, *, hold: Hold
    ) -> None:
        self.folder = folder
        self._files = SealedFiles(folder, cipher, keys, disk)
        self._engine = engine
        self._cipher = cipher
        self._keys = keys
        self._disk = disk
        self._hold = hold
        self._lock = threading.Lock()
        self._loose: set[Digest] = set()
        """What acts under way newly kept and nobody else relies on."""

    def keep(self, data: bytes | BinaryIO) -> Digest:
        """Store some bytes, or a stream of any length, and return their digest; durable when this returns.

        Not to be called inside :meth:`Store.begin`: a blob is durable before the entry that names it.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``, ``store.read-only``, ``store.unlockable``, ``store.missing``;
                nothing has changed then.
        """
        self._hold.refuse_reader()
        return self._keep(data)

    @contextmanager
    def for_one_act(self) -> Iterator[Keep]:
        """Give what keeps contents for one act: what it newly kept goes again when the block raises.

        Unless an entry names it by then, or somebody else kept it or asked whether it is here.

        Raises:
            Unavailable: As :meth:`keep`.
        """
        self._hold.refuse_reader()
        fresh = set[Digest]()
        try:
            with one_act.ballasted(self._disk, self._files.arriving()):
                yield partial(self._keep, fresh=fresh)
        except BaseException:
            with suppress(Unavailable):
                self._drop(fresh)
            raise
        finally:
            with self._lock:
                self._loose -= fresh

    def refuse_without_room(self, size: int, files: int) -> None:
        """Refuse to begin what the disk has no room for.

        Raises:
            Unavailable: ``disk.no-room``, ``disk.failed``.
        """
        one_act.refuse_without_room(self._disk, self.folder, size, files)

    def _keep(self, data: bytes | BinaryIO, *, fresh: set[Digest] | None = None) -> Digest:
        if isinstance(data, bytes):
            digest = self._cipher.digest(data)
            if digest in (fresh or ()) or self.has(digest):
                return digest
        return self._keep_stream(BytesIO(data) if isinstance(data, bytes) else data, fresh=fresh)

    def _drop(self, fresh: set[Digest]) -> None:
        """Let go of what an act newly kept and nothing names; what others rely on by now stays."""
        with reading(self._engine) as connection:
            unnamed = fresh.difference(journals.named_contents(connection))
        for some in _by_few(sorted(unnamed), _AT_ONCE_DROPPED):
            with self._lock:
                loose = self._loose.intersection(some)
                with database_errors(), for_writing(self._engine).begin() as connection:
                    connection.execute(_GONE.where(blobs.c.digest.in_(loose)))
                for digest in loose:
                    self._files.drop(self.sealed_as(digest))

    def _keep_stream(self, stream: BinaryIO, *, anew: bool = False, fresh: set[Digest] | None = None) -> Digest:
        arriving, key = self._files.arriving(), self._cipher.new_key()
        try:
            source = self._files.seal(stream, arriving, key)
            with self._lock:
                self._settle(arriving, source, key, anew=anew, fresh=fresh)
        finally:
            self._files.drop(arriving)
        return source.digest()

    def _settle(self, arriving: Path, source: Counted, key: bytes, *, anew: bool, fresh: set[Digest] | None) -> None:
        """Give a sealed file its name, then its row; undo the name when the row cannot be written."""
        digest = source.digest()
        if not anew and self._is_here(digest):
            self._loose -= {digest} - (fresh or set())
            return
        if fresh is not None:
            self._loose.add(digest)
        address = self.sealed_as(digest)
        try:
            self._files.settle(arriving, address)
            self._enter(digest, source.size, self._cipher.wrap(self._keys.contents, key, digest.encode()))
        except BaseException:
            self._loose.discard(digest)
            self._files.drop(address)
            raise
        if fresh is not None:
            fresh.add(digest)

    def _enter(self, digest: Digest, size: int, wrapped: bytes) -> None:
        with database_errors(), for_writing(self._engine).begin() as connection:
            address = self.sealed_as(digest)
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
        self._files.prove(self._row(digest), digest, sink)

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
            self._files.prove(row, digest, Nowhere())
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
        if row is None or not self._files.unseals(row, digest, copy):
            return False
        copy.seek(0)
        arriving = self._files.arriving()
        try:
            self._files.copy(copy, arriving)
            with self._lock:
                self._files.settle(arriving, row.address)
        finally:
            self._files.drop(arriving)
        return True

    def sealed_as(self, digest: Digest) -> str:
        """Return the name of the file in which a content is sealed, here and in every backup of this store."""
        return self._files.address(digest)

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
                    self._files.remove(self.sealed_as(digest))
        return gone

    def _row(self, digest: Digest) -> Any:
        with reading(self._engine) as connection:
            return connection.execute(_ROW, {"of_digest": digest}).one_or_none()

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here, to be relied on: an act that kept them leaves them here now."""
        if digest not in self._loose:
            here = self._is_here(digest)
            if digest not in self._loose:  # it is loose before it is here, so nobody kept it for one act meanwhile
                return here
        with self._lock:
            self._loose.discard(digest)
            return self._is_here(digest)

    def _is_here(self, digest: Digest) -> bool:
        """Whether a row names a content and its file exists."""
        row = self._row(digest)
        return row is not None and self._files.has(row.address)

    def unreferenced(self) -> tuple[Digest, ...]:
        """Return the digests that no entry names; they are listed, never silently deleted."""
        with reading(self._engine) as connection:
            kept = {digest for digest, _ in addresses(connection)}
            return tuple(sorted(kept.difference(journals.named_contents(connection))))


def _by_few(digests: Iterable[Digest], few: int = _AT_ONCE) -> Iterator[tuple[Digest, ...]]:
    coming = iter(digests)
    return iter(lambda: tuple(islice(coming, few)), ())
