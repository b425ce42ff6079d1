"""The rows of blobs: which files are theirs, and the keys under which they are sealed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, bindparam, select, update

from oa_desktop.domain.ids import Digest
from oa_desktop.storage.cipher import Cipher, StoreKeys
from oa_desktop.storage.tables import blobs

_ROWS = select(blobs.c.digest, blobs.c.wrapped)
_WRAP = update(blobs).where(blobs.c.digest == bindparam("of_digest")).values(wrapped=bindparam("new_wrapped"))
_ALL = select(blobs.c.digest, blobs.c.address).order_by(blobs.c.digest)


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
