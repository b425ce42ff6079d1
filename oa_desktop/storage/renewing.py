"""Another key for a store (更换存储密钥): the database anew under it, the keys of contents wrapped anew, all at once.

What was written before stays openable by the former key in copies of before; nothing that comes is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage import header, sqlite, switching
from oa_desktop.storage.aside import made_aside
from oa_desktop.storage.blob_rows import wrap_anew
from oa_desktop.storage.cipher import keys_of
from oa_desktop.storage.disk import write_new
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.store import EncryptedStore
from oa_desktop.storage.stores import DATABASE, HEADER, LOCK, DirectoryStores


def renew(
    stores: DirectoryStores,
    old: bytes,
    new: bytes,
    beside: Mapping[str, bytes],
    record: Callable[[EncryptedStore], object],
) -> None:
    """Bring a closed store, and what lies beside it, to another key: all of it, or nothing.

    Args:
        stores: The place of the store.
        old: Its key.
        new: Its key from then on.
        beside: Files by name that belong to the new key and take their places with it.
        record: Writes into the store of the new key what was done, before it counts.

    Raises:
        Unavailable: ``store.read-only``, ``store.busy`` and the like; ``disk.full``; nothing has changed then.
    """
    folder = stores.folder
    hold = Hold(folder / DATABASE, folder / LOCK)
    hold.take()
    try:
        if hold.hindrance:
            raise Unavailable(hold.hindrance.code, **hold.hindrance.params)
        sqlite.end_log(folder / DATABASE, keys_of(stores.cipher, old).database, stores.realm, stores.connect)
        with made_aside(stores.disk, switching.making(folder), switching.came(folder)):
            _fill(stores, old, new, switching.making(folder))
            with closing(stores.elsewhere(switching.making(folder)).open(new)) as store:
                record(store)
            for name, data in beside.items():
                write_new(stores.disk, switching.making(folder) / name, data)
            (switching.making(folder) / LOCK).unlink(missing_ok=True)
        switching.move(stores.disk, folder)
    finally:
        hold.release()


def _fill(stores: DirectoryStores, old: bytes, new: bytes, folder: Path) -> None:
    """Make database and header anew in a folder."""
    cipher, database = stores.cipher, folder / DATABASE
    before, after = keys_of(cipher, old), keys_of(cipher, new)
    source = stores.folder / DATABASE
    sqlite.copy(source, database, before.database, stores.realm, renewed=after.database, opener=stores.connect)
    engine = sqlite.engine(database, after.database, stores.realm, writable=lambda: True, opener=stores.connect)
    try:
        with sqlite.database_errors(), sqlite.for_writing(engine).begin() as connection:
            wrap_anew(connection, cipher, before, after)
    finally:
        engine.dispose()
    made = header.header_of(cipher, stores.facts(), new)
    header.write_header(stores.disk, cipher, folder / HEADER, made)
