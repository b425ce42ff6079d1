"""Everything that holds for SQLite alone: the encrypted file, its pragmas, its errors and its copy.

Its pages are proved in :mod:`pages`, its words found in :mod:`word_index`. Nothing outside this package knows SQLite:
all other SQL is SQLAlchemy Core, and another database takes another such package.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    Engine,
    Integer,
    QueuePool,
    bindparam,
    create_engine,
    event,
    literal_column,
    make_url,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import LRUCache

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.storage.disk import disk_errors

APPLICATION_IDS = {Realm.OFFICIAL: 0x6F614F46, Realm.DEMONSTRATION: 0x6F614445, Realm.TRAINING: 0x6F615452}
"""``application_id`` of the file: ``oaOF``, ``oaDE``, ``oaTR``."""

Connect = Callable[[Path, bytes, Realm, bool], Any]
"""Opens a database: path, raw key of 32 bytes, realm, whether for writing."""

IntegrityError: type[Exception] = sqlcipher.IntegrityError
"""What the driver raises for a value that must be unique and is not."""

DatabaseError: type[Exception] = sqlcipher.DatabaseError
"""What the driver raises for what the database does not do."""

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
    ("readonly", "disk.failed"),
    ("is locked", "store.busy"),
    ("not a database", "store.damaged"),
    ("malformed", "store.damaged"),
    ("corrupt", "store.damaged"),
    ("vtable constructor failed", "store.damaged"),
)


def driver() -> tuple[str, str, frozenset[str]]:
    """Return the version of SQLite, that of its encryption (empty where it has none), and what it was built with."""
    with closing(sqlcipher.connect(":memory:")) as connection:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
        options = frozenset(option for (option,) in connection.execute("PRAGMA compile_options"))
    return sqlcipher.sqlite_version, cipher[0] if cipher else "", options


def files_of(path: Path) -> tuple[Path, ...]:
    """Return the database file and the files that may lie beside it while it is written to."""
    return tuple(path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal"))


def connect(path: Path, key: bytes, realm: Realm, writable: bool, patience: float = _BUSY_SECONDS) -> Any:
    """Open an encrypted database under a raw key of 256 bits; the only place where one is opened.

    Args:
        path: The database.
        key: Its raw key.
        realm: 域.
        writable: Whether it may be written to.
        patience: Seconds that it waits for somebody else who writes.

    Raises:
        sqlcipher3.dbapi2.Error: The file does not open under this key.
        ValueError: The name is that of an address, which SQLite might follow to another file.
    """
    if str(path).startswith("file:"):
        raise ValueError(path)
    sys.audit("oa.store.open", str(path), realm.value)
    connection = sqlcipher.connect(
        str(path), timeout=patience, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        _set_up(connection, key, writable)
    except Exception:
        connection.close()
        raise
    return connection


def attaches_nothing(connection: Any) -> bool:
    """Whether a connection refuses to take another database beside its own; it is tried."""
    try:
        connection.execute("ATTACH ':memory:' AS other")
    except DatabaseError:
        return True
    return False


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


def engine(path: Path, key: bytes, realm: Realm, *, writable: Callable[[], bool], opener: Connect = connect) -> Engine:
    """Return the engine of a database; transactions of :func:`for_writing` take the write lock as they begin.

    Args:
        path: The database.
        key: Its raw key.
        realm: 域.
        writable: Tells of every new connection whether it may write.
        opener: Opens one.
    """
    pool = QueuePool(
        lambda: opener(path, key, realm, writable()),
        pool_size=4,
        use_lifo=True,
        max_overflow=12,
        dialect=_dialect(),
    )
    made = Engine(pool, _dialect(), _URL, execution_options={"compiled_cache": _COMPILED})
    event.listen(made, "begin", _begin)
    return made


_URL = make_url("sqlite://")
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
"""Statements as text: a dialect keeps its own, so one is used for every database, and each is put into words once."""


@cache
def _dialect() -> Dialect:
    """Return what SQLAlchemy knows of SQLite, which it asks a database in memory for."""
    asked = create_engine(_URL, module=sqlcipher)
    with asked.connect():
        pass
    asked.dispose()
    return asked.dialect


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
        Unavailable: ``disk.full``, ``disk.failed``, ``store.busy``, ``store.damaged``.
    """
    try:
        yield
    except (DBAPIError, sqlcipher.Error) as error:
        said = words_of(error)
        code = next((code for words, code in _CODES if words in said.lower()), None)
        if code is None:
            raise
        raise Unavailable(code, reason=said, part="store.db") from error


def words_of(error: Exception) -> str:
    """Return what the database itself said."""
    if isinstance(error, Unavailable):
        return str(error.params.get("reason", error.code))
    return str(error.orig if isinstance(error, DBAPIError) else error)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees the database as of one moment.

    One on which something failed is not used again: after a page that cannot be deciphered it reads no other.

    Raises:
        Unavailable: ``store.damaged``, ``disk.failed``, ``store.busy``.
    """
    with database_errors(), engine.connect() as connection:
        try:
            yield connection
        except (DBAPIError, sqlcipher.Error):
            connection.invalidate()
            raise


def prepare_file(path: Path, key: bytes, realm: Realm, opener: Connect = connect) -> None:
    """Make an empty database of a realm, for its owner alone."""
    path.touch(mode=0o600)
    with closing(opener(path, key, realm, True)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_IDS[realm]}")


def keep_log(reading: Engine) -> None:
    """Let the database write ahead to a log, so that readers never wait for the writer; it stays so in the file."""
    with database_errors(), closing(reading.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def end_log(path: Path, key: bytes, realm: Realm, opener: Connect = connect) -> None:
    """Bring all that stands in the log into the file and do without a log, once nobody else has the file open.

    A connection to a file that was exchanged for another would remove the log of the other when it is closed.

    Raises:
        Unavailable: ``store.busy``: somebody has it open.
    """
    with database_errors(), closing(opener(path, key, realm, True)) as connection:
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA journal_mode = DELETE")


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


def copy(
    source: Path,
    target: Path,
    key: bytes,
    realm: Realm,
    *,
    renewed: bytes = b"",
    opener: Connect = connect,
    told: Callable[[int, int], object] = lambda _done, _total: None,
) -> None:
    """Copy a database while it is open, as of one moment, under the same key or another.

    Args:
        source: The database.
        target: The copy.
        key: Opens it.
        realm: Whose it is.
        renewed: Opens the copy; the same key if not given.
        opener: Makes a connection.
        told: Told now and then how many pages of how many are copied; what it raises ends the copying.

    Raises:
        Unavailable: ``disk.full``, ``disk.failed``, ``store.damaged``.
    """
    with disk_errors():
        target.touch(mode=0o600)
    with (
        database_errors(),
        closing(opener(source, key, realm, False)) as old,
        closing(opener(target, renewed or key, realm, True)) as new,
    ):
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM sqlite_master").fetchone()  # what others write from now on is not in the copy
        old.backup(new, pages=_PAGES_AT_ONCE, progress=lambda _status, left, total: told(total - left, total))
        new.execute("PRAGMA journal_mode = DELETE")


_PAGES_AT_ONCE = 1024
"""Pages (4 MB) that are copied before somebody may call it off."""


def at_most(name: str, default: int) -> ColumnElement[int]:
    """Return a limit that is a parameter: a sum, since SQLite plans a statement anew for each value of a bare one."""
    return bindparam(name, default, type_=Integer) + literal_column("0", Integer)


def so_many(most: int) -> ColumnElement[int]:
    """Return a limit that never changes as a part of the statement: a sum, since beside a bare one OFFSET counts."""
    return literal_column(f"{most} + 0", Integer)
