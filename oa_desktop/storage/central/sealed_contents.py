"""The contents of one unit at the central service: sealed under a key of their own each, in pieces of 1 MiB as rows."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from sqlalchemy import bindparam, insert, select, text

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest, UnitId
from oa_desktop.storage.central.database import Transactions
from oa_desktop.storage.central.tables import contents, pieces
from oa_desktop.storage.cipher import Cipher, Sink
from oa_desktop.storage.disk import disk_errors
from oa_desktop.storage.streams import Counted, Proving

_PIECE = 1 << 20
"""Bytes of a sealed content in one row."""
_ROW = select(contents.c.pieces, contents.c.wrapped).where(
    contents.c.unit == bindparam("unit"), contents.c.digest == bindparam("digest")
)
_NEW = text(
    "INSERT INTO contents (unit, digest, pieces, wrapped) VALUES (:unit, :digest, :pieces, :wrapped)"
    " ON CONFLICT DO NOTHING"
)
_NEW_PIECE = insert(pieces)
_PIECE_OF = select(pieces.c.body).where(
    pieces.c.unit == bindparam("unit"),
    pieces.c.digest == bindparam("digest"),
    pieces.c.number == bindparam("number"),
)


class SealedContents:
    """The contents of a unit."""

    def __init__(self, transactions: Transactions, cipher: Cipher, key: bytes, unit: UnitId) -> None:
        self._transactions = transactions
        self._cipher = cipher
        self._key = cipher.sealer.subkey(key, f"central/contents/{unit}")
        self._unit = unit

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here."""
        with self._transactions.reading() as connection:
            return connection.execute(_ROW, self._of(digest)).first() is not None

    def keep(self, data: bytes | BinaryIO) -> Digest:
        """Store some bytes, or a stream of any length, and return their digest; durable when this returns.

        The stream is sealed before a transaction begins: nobody waits for somebody else's slow network.

        Raises:
            Unavailable: ``central.busy``, ``disk.full``, ``disk.failed``.
        """
        source = Counted(BytesIO(data) if isinstance(data, bytes) else data, self._cipher.digests.hasher())
        key = self._cipher.new_key()
        with disk_errors(), SpooledTemporaryFile(max_size=8 * _PIECE) as sealed:
            self._cipher.seal(source, sealed, key)
            size = sealed.tell()
            sealed.seek(0)
            self._settle(source.digest(), -(-size // _PIECE), key, iter(lambda: sealed.read(_PIECE), b""))
        return source.digest()

    def _settle(self, digest: Digest, count: int, key: bytes, bodies: Iterator[bytes]) -> None:
        """Write the rows of a content, unless somebody else did."""
        wrapped = self._cipher.wrap(self._key, key, digest.encode())
        with self._transactions.writing() as connection:
            new = {**self._of(digest), "pieces": count, "wrapped": wrapped}
            if not connection.execute(_NEW, new).rowcount:
                return
            for number, body in enumerate(bodies):
                connection.execute(_NEW_PIECE, {**self._of(digest), "number": number, "body": body})

    def read_into(self, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest to a sink; they count only when this returns.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``, ``central.busy``.
        """
        with self._transactions.reading() as connection:
            row = connection.execute(_ROW, self._of(digest)).first()
        if row is None:
            raise Unavailable("blob.missing", digest=digest)
        key = self._cipher.unwrap(self._key, row.wrapped, digest.encode())
        proving = Proving(sink, self._cipher.digests.hasher())
        self._cipher.sealer.unseal(_Joined(self._pieces(digest, row.pieces)), proving, key)
        if proving.digest() != digest:
            raise Unavailable("blob.damaged", digest=digest)

    def _pieces(self, digest: Digest, count: int) -> Iterator[bytes]:
        """Give the pieces, each by a transaction of its own: whoever reads slowly holds no connection."""
        for number in range(count):
            with self._transactions.reading() as connection:
                body = connection.execute(_PIECE_OF, {**self._of(digest), "number": number}).scalar()
            yield body or b""

    def _of(self, digest: Digest) -> dict[str, object]:
        return {"unit": self._unit, "digest": digest}


class _Joined:
    """A source that reads some pieces one after the other."""

    def __init__(self, coming: Iterator[bytes]) -> None:
        self._coming = coming
        self._at_hand = b""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""
        if not self._at_hand:
            self._at_hand = next(self._coming, b"")
        part, self._at_hand = self._at_hand[:size], self._at_hand[size:]
        return part
