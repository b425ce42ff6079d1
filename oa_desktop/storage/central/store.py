"""The store of the central service: what units handed in, sealed under the service's key, in either database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, select

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.office.ports.central import Batch
from oa_desktop.storage import migrating
from oa_desktop.storage.central import sealed_entries
from oa_desktop.storage.central.database import PATIENCE, Database, UnderWay
from oa_desktop.storage.central.in_a_file import InAFile
from oa_desktop.storage.central.on_postgresql import OnPostgreSQL
from oa_desktop.storage.central.sealed_contents import SealedContents
from oa_desktop.storage.central.sealed_entries import Seal, SealedRecords, refuse_other_realm
from oa_desktop.storage.central.tables import SCHEMA, units
from oa_desktop.storage.cipher import Cipher

SHIPPED = Path(__file__).parent / "migrations" / "versions"
"""Where the migrations of the service's tables lie."""
_REALMS = select(units.c.realm).distinct()


class SealedCentralStore:
    """Units of one realm in one database; several processes may serve it at the same time.

    Attributes:
        realm: 域.
    """

    def __init__(self, database: Database, key: bytes, realm: Realm, cipher: Cipher) -> None:
        self.realm = realm
        self._database = database
        self._key = key
        self._cipher = cipher

    @contextmanager
    def begin(self, unit: UnitId) -> Iterator[SealedRecords]:
        """Begin to add to a unit, alone; see the port."""
        with self._database.writing() as connection:
            blobs = SealedContents(UnderWay(connection), self._cipher, self._key, unit)
            yield SealedRecords(connection, self._database, unit, self.realm, seal=self._seal(unit), blobs=blobs)

    def batch(self, unit: UnitId, after: int, most: int) -> Batch:
        """Return entries of a unit behind a place; see the port."""
        with self._database.reading() as connection:
            return sealed_entries.batch(connection, self._seal(unit), unit, after, most)

    def contents(self, unit: UnitId) -> SealedContents:
        """Return the contents of a unit."""
        return SealedContents(self._database, self._cipher, self._key, unit)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def _seal(self, unit: UnitId) -> Seal:
        return Seal(self._cipher, self._key, unit)


def open_on_postgresql(
    address: str, key: bytes, realm: Realm, cipher: Cipher, *, patience: float = PATIENCE
) -> SealedCentralStore:
    """Open the store on a server of PostgreSQL, its tables made or brought up.

    Args:
        address: Such as ``postgresql://user@/name?host=/run/postgresql``.
        key: The service's key, 32 bytes.
        realm: 域.
        cipher: What seals.
        patience: Seconds that one transaction waits for another.

    Raises:
        Refused: ``store.newer``, ``store.other-realm``.
        Unavailable: ``central.busy``, ``disk.full``.
    """
    return _opened(OnPostgreSQL(address, patience=patience), key, realm, cipher)


def open_in_a_file(
    path: Path, key: bytes, realm: Realm, cipher: Cipher, *, patience: float = PATIENCE
) -> SealedCentralStore:
    """Open the store in a file, made where it is not there yet; see :func:`open_on_postgresql`."""
    database_key = cipher.sealer.subkey(key, "central/database")
    return _opened(InAFile(path, database_key, realm, patience=patience), key, realm, cipher)


def _opened(database: Database, key: bytes, realm: Realm, cipher: Cipher) -> SealedCentralStore:
    try:
        with database.writing() as connection:
            database.alone(connection)
            _bring_up(connection)
            for found in connection.execute(_REALMS).scalars():
                refuse_other_realm(found, realm)
    except BaseException:
        database.close()
        raise
    return SealedCentralStore(database, key, realm, cipher)


def _bring_up(connection: Connection) -> None:
    found = migrating.version(connection)
    if found > SCHEMA:
        raise Refused("store.newer", found=found, known=SCHEMA)
    if found < SCHEMA:
        migrating.upgrade(connection, versions=(SHIPPED,))
