"""Whether the pages of a database are what was written: each deciphers, each table is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from oa_desktop.storage.sqlite import words_of

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
