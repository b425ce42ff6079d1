"""Everything that holds for SQLite alone: the encrypted file, its pragmas, its errors, its copy.

Only this module and :mod:`oa_desktop.storage.fulltext` know SQLite; all other SQL is SQLAlchemy Core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm

APPLICATION_IDS = {Realm.OFFICIAL: 0x6F614F46, Realm.DEMONSTRATION: 0x6F614445, Realm.TRAINING: 0x6F615452}
"""``application_id`` of the file: ``oaOF``, ``oaDE``, ``oaTR``."""

Connect = Callable[[Path, bytes, Realm, bool], Any]
"""Opens a database: path, raw key of 32 bytes, realm, whether for writing."""

IntegrityError: type[Exception] = sqlcipher.IntegrityError
"""What the driver raises for a value that must be unique and is not."""

_WRITE = "oa_write"
_ATTACH, _DENY, _ALLOW = 24, 1, 0
_BUSY_SECONDS = 10.0
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cache_size = -32768",
)
_CODES = (
    ("is full", "disk.full"),
    ("disk i/o error", "disk.failed"),
    ("unable to open", "disk.failed"),
    ("readonly", "store.read-only"),
    ("is locked", "store.busy"),
    ("not a database", "store.damaged"),
    ("malformed", "store.damaged"),
    ("corrupt", "store.damaged"),
    ("vtable constructor failed", "store.damaged"),
)


def connect(path: Path, key: bytes, realm: Realm, writable: bool) -> Any:
    """Open an encrypted database under a raw key of 256 bits; the only place where one is opened.

    Raises:
        sqlcipher3.dbapi2.Error: The file does not open under this key.
    """
    sys.audit("oa.store.open", str(path), realm.value)
    connection = sqlcipher.connect(
        str(path), timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        _set_up(connection, key, writable)
    except Exception:
        connection.close()
        raise
    return connection


def _set_up(connection: Any, key: bytes, writable: bool) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if not writable:
        connection.execute("PRAGMA query_only = ON")
    connection.set_authorizer(_authorize)


def _authorize(act: int, *_: object) -> int:
    """Allow everything but opening another file beside this one."""
    return _DENY if act == _ATTACH else _ALLOW


def engine(path: Path, key: bytes, realm: Realm, *, writable: bool, opener: Connect = connect) -> Engine:
    """Return the engine of a database; transactions of :func:`for_writing` take the write lock as they begin."""
    made = create_engine(
        "sqlite://",
        creator=lambda: opener(path, key, realm, writable),
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,
        max_overflow=12,
        query_cache_size=1000,
    )
    event.listen(made, "begin", _begin)
    return made


def for_writing(reading: Engine) -> Engine:
    """Return the same engine, its transactions begun for writing."""
    return reading.execution_options(**{_WRITE: True})


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn what the database says of disk and file into words for the user; a bug stays a bug.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``, ``store.busy``, ``store.read-only``, ``store.damaged``.
    """
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        code = next((code for words, code in _CODES if words in said.lower()), None)
        if code is None:
            raise
        raise Unavailable(code, reason=said, part="store.db") from error


def prepare_file(path: Path, key: bytes, realm: Realm, opener: Connect = connect) -> None:
    """Make an empty database of a realm."""
    with closing(opener(path, key, realm, True)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_IDS[realm]}")


def keep_log(reading: Engine) -> None:
    """Let the database write ahead to a log, so that readers never wait for the writer; it stays so in the file."""
    with database_errors(), closing(reading.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def probe(reading: Engine, path: Path, realm: Realm) -> None:
    """Read a database for the first time.

    Raises:
        Unavailable: ``store.damaged``: missing, cut to nothing, undecipherable, or marked for another realm.
    """
    if not path.exists() or path.stat().st_size == 0:
        raise Unavailable("store.damaged", part=path.name)
    with database_errors(), reading.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if found != APPLICATION_IDS[realm]:
        raise Unavailable("store.damaged", part=path.name)


def copy(source: Path, target: Path, key: bytes, realm: Realm, opener: Connect = connect) -> None:
    """Copy a database while it is open, as of one moment, under the same key.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``, ``store.damaged``.
    """
    with (
        database_errors(),
        closing(opener(source, key, realm, False)) as old,
        closing(opener(target, key, realm, True)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")


def faults(connection: Connection) -> tuple[str, ...]:
    """Return what SQLite and the cipher find wrong with the pages of the file; empty when it is sound."""
    deciphering = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
    structure = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    references = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    said = [*deciphering, *(line for line in structure if line != "ok"), *(str(tuple(row)) for row in references)]
    return tuple(str(one) for one in said)
