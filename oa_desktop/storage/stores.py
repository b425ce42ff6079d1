"""The folder of one realm's store: made, recognised from outside, opened by one writer and any number of readers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.ids import DeviceId
from oa_desktop.domain.realms import Realm
from oa_desktop.office.ports.store import StoreFacts
from oa_desktop.storage import (
    due_times,
    header,
    migrating,
    organisations,
    projecting,
    registers,
    sqlite,
    switching,
    trail,
)
from oa_desktop.storage.blobs import SealedBlobs
from oa_desktop.storage.cipher import Cipher, Digests, RandomBytes, Sealer, StoreKeys, keys_of
from oa_desktop.storage.disk import Disk, RealDisk, disk_errors, new_name
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.sealed_files import clear_arriving
from oa_desktop.storage.store import EncryptedStore

HEADER, DATABASE, BLOBS, LOCK = "store.json", "store.db", "blobs", "writer.lock"
_WITHOUT_LOCK = ("store.busy", "disk.failed")
"""What the database says where it is denied the lock too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What an opening has established so far."""

    header: header.Header
    keys: StoreKeys
    engine: Engine
    hold: Hold


class DirectoryStores:
    """The store of one realm in one folder.

    Attributes:
        folder: Holds ``store.json``, ``store.db``, ``blobs`` and ``writer.lock``.
        realm: The realm it must belong to; another is refused before anything is written.
        cipher: Digests and sealing.
        release: The tables that this program knows.
        deadlines: When tasks are due, as the lists show it.
        connect: Opens its database.
    """

    def __init__(
        self,
        folder: Path,
        realm: Realm,
        *,
        sealer: Sealer,
        digests: Digests,
        randbytes: RandomBytes = secrets.token_bytes,
        disk: Disk | None = None,
        connect: sqlite.Connect = sqlite.connect,
        release: migrating.Release | None = None,
        deadlines: Deadlines | None = None,
    ) -> None:
        self.folder = folder
        self.realm = realm
        self.cipher = Cipher(sealer=sealer, digests=digests, randbytes=randbytes)
        self.disk: Disk = disk or RealDisk()
        self.release = release or migrating.Release()
        self.deadlines = deadlines or Deadlines()
        self.connect = connect

    @property
    def _header(self) -> Path:
        return self.folder / HEADER

    @property
    def _database(self) -> Path:
        return self.folder / DATABASE

    def elsewhere(self, folder: Path) -> DirectoryStores:
        """Return the store of the same realm in another folder."""
        cipher = self.cipher
        return DirectoryStores(
            folder,
            self.realm,
            sealer=cipher.sealer,
            digests=cipher.digests,
            randbytes=cipher.randbytes,
            disk=self.disk,
            connect=self.connect,
            release=self.release,
            deadlines=self.deadlines,
        )

    # --- from outside

    def exists(self) -> bool:
        """Whether a store has been founded here; a store of which a part is lost exists too."""
        return self._header.exists() or self._database.exists()

    def facts(self) -> StoreFacts:
        """Return what is written on the outside.

        Raises:
            Refused: ``store.other-realm``, ``store.newer``.
            Unavailable: ``store.damaged``, ``store.missing``.
        """
        return self._read_header().facts

    def _read_header(self) -> header.Header:
        switching.go_on(self.disk, self.folder, self.folder / LOCK)
        if not self.exists():
            raise Unavailable("store.missing", path=str(self.folder))
        return header.read_header(self.disk, self.cipher, self._header, self.realm, self.release.schema)

    # --- making

    def create(self, facts: StoreFacts, store_key: bytes) -> EncryptedStore:
        """Make an empty store; until the last step nothing of it counts.

        Raises:
            Refused: ``store.exists``, ``store.other-realm``.
            Unavailable: ``disk.full``, ``disk.failed``.
        """
        if facts.realm is not self.realm:
            raise Refused("store.other-realm", store=facts.realm.label, here=self.realm.label)
        if self.exists():
            raise Refused("store.exists", path=str(self.folder))
        keys = keys_of(self.cipher, store_key)
        with disk_errors():
            self.disk.make_folder(self.folder / BLOBS)
            self._remove_database(new_name(self._database))
        self._make_database(new_name(self._database), keys)
        with disk_errors():
            self._name(header.header_of(self.cipher, facts, store_key))
        return self.open(store_key)

    def _make_database(self, path: Path, keys: StoreKeys) -> None:
        with sqlite.database_errors():
            sqlite.prepare_file(path, keys.database, self.realm, self.connect)
        engine = sqlite.engine(path, keys.database, self.realm, writable=lambda: True, opener=self.connect)
        try:
            with sqlite.database_errors(), sqlite.for_writing(engine).begin() as connection:
                migrating.upgrade(connection, versions=self.release.versions)
        finally:
            engine.dispose()

    def _name(self, made: header.Header) -> None:
        """Give the new files their names, the header's last."""
        waiting = new_name(self._header)
        header.write_waiting(self.disk, self.cipher, waiting, made)
        self.disk.sync_folder(self.folder)
        self.disk.replace(new_name(self._database), self._database)
        self.disk.replace(waiting, self._header)
        self.disk.sync_folder(self.folder)

    def _remove_database(self, path: Path) -> None:
        for one in sqlite.files_of(path):
            self.disk.remove(one)

    def become(self, device: DeviceId, store_key: bytes) -> None:
        """Write on the outside of a copy, which nobody has open, that it is another desk's.

        Raises:
            Unavailable: ``store.wrong-key``, ``store.damaged``, ``disk.full``.
        """
        outside = self._read_header()
        if not header.opens(self.cipher, outside, store_key):
            raise Unavailable("store.wrong-key")
        facts = replace(outside.facts, device=device)
        with disk_errors():
            header.write_header(self.disk, self.cipher, self._header, header.header_of(self.cipher, facts, store_key))

    # --- opening

    def open(self, store_key: bytes) -> EncryptedStore:
        """Open the store; a second program, and one that cannot lock it, gets it for reading only.

        Raises:
            Refused: ``store.other-realm``, ``store.newer``.
            Unavailable: ``store.wrong-key``, ``store.damaged``, ``store.missing``, ``store.older``, or
                ``store.unlockable`` where it cannot be read without a lock either.
        """
        outside = self._read_header()
        if not header.opens(self.cipher, outside, store_key):
            raise Unavailable("store.wrong-key")
        keys = keys_of(self.cipher, store_key)
        hold = Hold(self._database, self.folder / LOCK)
        hold.take()
        engine = sqlite.engine(
            self._database, keys.database, self.realm, writable=lambda: hold.writable, opener=self.connect
        )
        opening = _Opening(header=outside, keys=keys, engine=engine, hold=hold)
        try:
            return self._opened(opening, store_key)
        except BaseException as error:
            engine.dispose()
            hold.release()
            if isinstance(error, Unavailable) and error.code in _WITHOUT_LOCK and hold.hindrance:
                raise hold.hindrance from error
            raise

    def _opened(self, opening: _Opening, store_key: bytes) -> EncryptedStore:
        facts = self._made_ready(opening, store_key)
        if opening.hold.writable:
            clear_arriving(self.disk, self.folder / BLOBS)
            switching.clear(self.folder)
        blobs = SealedBlobs(
            self.folder / BLOBS, opening.engine, self.cipher, opening.keys, self.disk, hold=opening.hold
        )
        store = EncryptedStore(facts, opening.engine, blobs, opening.hold, self.deadlines)
        opening.hold.regained = lambda: self._open_again(opening, store_key, store)
        return store

    def _made_ready(self, opening: _Opening, store_key: bytes) -> StoreFacts:
        sqlite.probe(opening.engine, self._database, self.realm)
        if opening.hold.writable:
            sqlite.keep_log(opening.engine)
        facts = self._brought_up(opening, store_key)
        if opening.hold.writable:
            due_times.follow(opening.engine, self.deadlines)
        return facts

    def _open_again(self, opening: _Opening, store_key: bytes, store: EncryptedStore) -> None:
        """Make an open store ready for a writer that was none: no connection and no memory of before holds any more.

        Raises:
            Refused, Unavailable: as :meth:`open`.
        """
        outside = self._read_header()
        if not header.opens(self.cipher, outside, store_key):
            raise Unavailable("store.wrong-key")
        opening.engine.dispose()
        store.forget()
        self._made_ready(replace(opening, header=outside), store_key)

    def _brought_up(self, opening: _Opening, store_key: bytes) -> StoreFacts:
        """Migrate the tables if an earlier release made them, after a copy of the file has been put aside."""
        with sqlite.database_errors(), opening.engine.connect() as connection:
            found = migrating.version(connection)
        known = self.release.schema
        if found > known:
            raise Refused("store.newer", found=found, known=known)
        if found < known:
            self._migrate(opening, found)
        if opening.header.facts.schema == known or not opening.hold.writable:
            return opening.header.facts
        renewed = header.with_schema(self.cipher, opening.header, store_key, known)
        with disk_errors():
            header.write_header(self.disk, self.cipher, self._header, renewed)
        return renewed.facts

    def _migrate(self, opening: _Opening, found: int) -> None:
        if not opening.hold.writable:
            raise Unavailable("store.older", found=found, known=self.release.schema)
        aside = self._database.with_name(f"{DATABASE}.version-{found}")
        with disk_errors():
            self._remove_database(aside)
        sqlite.copy(self._database, aside, opening.keys.database, self.realm, opener=self.connect)
        with sqlite.database_errors(), sqlite.for_writing(opening.engine).begin() as connection:
            migrating.upgrade(connection, versions=self.release.versions)
            projecting.renew(connection, self.deadlines)
            due_times.keep(connection, self.deadlines)
            registers.renew(connection)
            organisations.renew_names(connection)
            trail.renew(connection)
