"""Everything that holds for SQLite alone: the encrypted file, its pragmas, its errors, its copy, its word index.

No other module knows SQLite: all other SQL is SQLAlchemy Core, and another database takes another such module.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
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
    Text,
    bindparam,
    case,
    column,
    create_engine,
    delete,
    event,
    insert,
    literal_column,
    make_url,
    table,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import LRUCache

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.storage.disk import disk_errors
from oa_desktop.storage.words import Phrase

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


def connect(path: Path, key: bytes, realm: Realm, writable: bool) -> Any:
    """Open an encrypted database under a raw key of 256 bits; the only place where one is opened.

    Raises:
        sqlcipher3.dbapi2.Error: The file does not open under this key.
        ValueError: The name is that of an address, which SQLite might follow to another file.
    """
    if str(path).startswith("file:"):
        raise ValueError(path)
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
Checks = Callable[[Connection], Iterable[str]]
"""Which pragmas are asked of a database."""


def faults(engine: Engine) -> tuple[str, ...]:
    """Return what the cipher, else SQLite finds wrong with the pages of the file; empty when sound, never raises.

    The check of the structure deciphers, and thereby proves, every page that is in use. The cipher is asked of all
    pages where some lie unused, or where anything was found: what the structure lacks follows from a page that cannot
    be deciphered.
    """
    with ThreadPoolExecutor(1) as beside:
        rows = beside.submit(_found, engine, _rows)
        found = (*_found(engine, _structure), *rows.result())
    if found or _found(engine, _unused) != ("0",):
        return _found(engine, _cipher) or found
    return ()


def _cipher(_connection: Connection) -> Iterable[str]:
    return ("cipher_integrity_check",)


def _unused(_connection: Connection) -> Iterable[str]:
    return ("freelist_count",)


def _rows(_connection: Connection) -> Iterable[str]:
    return ("foreign_key_check",)


def _structure(connection: Connection) -> Iterable[str]:
    """Return a check of each table that lies in pages of its own, with its indexes.

    The index of words lies in such tables, too. Asked all at once, SQLite would also read every word of it, which takes
    longer than all the rest and proves nothing that its pages do not: it can be made anew from what it is about.
    """
    named = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    return [f'integrity_check("{name}")' for name in ("sqlite_schema", *named.scalars())]


def _found(engine: Engine, checks: Checks) -> tuple[str, ...]:
    """Return the lines of checks that say more than that all is well, each once."""
    lines = (line.strip() for line in _said(engine, checks))
    return tuple(dict.fromkeys(line for line in lines if line and line != "ok" and not line.startswith("***")))


def _said(engine: Engine, checks: Checks) -> Iterator[str]:
    """Give what checks say, line by line, on a connection of their own: one that met a bad page reads no good one.

    What it remembers of pages is forgotten before, so that it looks at the file.
    """
    said: list[str] = []
    try:
        with engine.connect() as connection:
            try:
                connection.exec_driver_sql("PRAGMA shrink_memory")
                for check in checks(connection):
                    rows = connection.exec_driver_sql(f"PRAGMA {check}").all()
                    said += [" ".join(str(value) for value in row) for row in rows]
            finally:
                connection.invalidate()
    except (DBAPIError, sqlcipher.Error) as error:
        said.append(words_of(error))
    for one in said:
        yield from one.splitlines()


# --- the index of words: contentless FTS5 over pairs of characters, in the same file and the same transaction -------

_MAKE_WORDS = """CREATE VIRTUAL TABLE words USING fts5(
    pairs, singles, heads, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
)"""

words = table("words", column("rowid", Integer), *(column(name, Text) for name in ("pairs", "singles", "heads")))
words_row: ColumnElement[int] = words.c.rowid
"""Of a text the ``row`` of the dossier, which grows in the order of drafting; of what was said, a number below 0."""
dossier_row: ColumnElement[int] = words.c.rowid + 0
"""The dossier whose text it is, to join by: a sum, so that the index of words is always asked first."""
_SAYINGS = 20
"""Bits for the sayings of one dossier."""
spoken_of: ColumnElement[int] = (-words.c.rowid).bitwise_rshift(_SAYINGS)
"""The dossier of which a saying is."""
ordinal: ColumnElement[int] = (-words.c.rowid).bitwise_and((1 << _SAYINGS) - 1)
"""Which one it is."""
concerned: ColumnElement[int] = case((words.c.rowid > 0, words.c.rowid), else_=spoken_of)
"""The dossier that holds the words, in its text or in what was said of it."""

_ADD_WORDS = insert(words).values(
    rowid=bindparam("row"), pairs=bindparam("p"), singles=bindparam("s"), heads=bindparam("h")
)
_FORGET_WORDS = delete(words).where(words.c.rowid == bindparam("row"))


def saying_row(row: int, ordinal: int) -> int:
    """Return the row in the index of what was said of a dossier: below 0, that of the newest dossier first."""
    return -((row << _SAYINGS) + ordinal)


def dossier_of_saying(place: int) -> int:
    """Return the dossier of which a saying with a row of the index is."""
    return -place >> _SAYINGS


def make_words(connection: Connection) -> None:
    """Make the index of words."""
    connection.exec_driver_sql(_MAKE_WORDS)


def drop_words(connection: Connection) -> None:
    """Remove the index of words."""
    connection.exec_driver_sql("DROP TABLE words")


def clear_words(connection: Connection) -> None:
    """Empty the index of words."""
    connection.exec_driver_sql("INSERT INTO words(words) VALUES ('delete-all')")


def add_words(connection: Connection, row: int, pairs: str, singles: str, heads: str = "") -> None:
    """Put the tokens of a dossier that the index does not have into it; ``heads`` are those of its title and codes."""
    connection.execute(_ADD_WORDS, {"row": row, "p": pairs, "s": singles, "h": heads})


def forget_words(connection: Connection, row: int) -> None:
    """Take the tokens of a dossier out of the index."""
    connection.execute(_FORGET_WORDS, {"row": row})


def is_scattered(connection: Connection) -> bool:
    """Whether what came to the index of words since its parts were joined is more than an eighth of it."""
    found = connection.exec_driver_sql("SELECT count(*) FROM words_idx GROUP BY segid")
    parts: list[int] = [size for (size,) in found]
    return (sum(parts) - max(parts, default=0)) * _SCATTERED > sum(parts)


def join_words(connection: Connection, *, first: bool) -> bool:
    """Join the parts of the index of words by some pages, from all of them on the first time; tell if there were any.

    A part is asked for every word of a question; words that were taken out are gone from the file behind it.
    """
    driver: Any = connection.connection.driver_connection
    before = driver.total_changes
    connection.exec_driver_sql(_JOIN, (-_JOINED if first else _JOINED,))
    return bool(driver.total_changes - before > 1)


_JOIN = "INSERT INTO words(words, rank) VALUES ('merge', ?)"
_JOINED = 1024
"""Pages (4 MB) that are joined before somebody else may write."""
_SCATTERED = 8


def at_most(name: str, default: int) -> ColumnElement[int]:
    """Return a limit that is a parameter: a sum, since SQLite plans a statement anew for each value of a bare one."""
    return bindparam(name, default, type_=Integer) + literal_column("0", Integer)


def so_many(most: int) -> ColumnElement[int]:
    """Return a limit that never changes as a part of the statement: a sum, since beside a bare one OFFSET counts."""
    return literal_column(f"{most} + 0", Integer)


def matching(name: str) -> ColumnElement[bool]:
    """Return the condition that a row of the index fulfils a match expression, a parameter of the given name."""
    return literal_column("words").bool_op("MATCH")(bindparam(name, "", type_=Text))


def match_expression(phrases: Sequence[Phrase]) -> str:
    """Return the expression that asks for all of some phrases: tokens of letters and digits in quotes, nothing else."""
    return " AND ".join(f'{one.column} : "{" ".join(one.tokens)}"' for one in phrases)


def terms(connection: Connection) -> Iterator[tuple[str, str, int, int]]:
    """Give every term of the index: column, term, in how many documents, how often."""
    connection.exec_driver_sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, words, col)")
    for row in connection.exec_driver_sql("SELECT col, term, doc, cnt FROM temp.terms ORDER BY col, term"):
        yield row[0], row[1], row[2], row[3]
