"""The central service's database in one encrypted file, for a single small office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert

from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.realms import Realm
from oa_desktop.storage import sqlite
from oa_desktop.storage.central.database import PATIENCE, connections_run_out
from oa_desktop.storage.central.tables import metadata
from oa_desktop.storage.disk import disk_errors


class InAFile:
    """A database file, made where it is not there yet; one writes at a time, whichever unit it is."""

    def __init__(self, path: Path, key: bytes, realm: Realm, *, patience: float = PATIENCE) -> None:
        opener = partial(sqlite.connect, patience=patience)
        if not path.exists():
            with disk_errors(), sqlite.database_errors():
                sqlite.prepare_file(path, key, realm, opener)
        self._engine = sqlite.engine(path, key, realm, writable=lambda: True, opener=opener)
        sqlite.probe(self._engine, path, realm)
        sqlite.keep_log(self._engine)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that writes; see the protocol."""
        with _errors(), sqlite.for_writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that reads; see the protocol."""
        with _errors(), sqlite.reading(self._engine) as connection:
            yield connection

    def alone(self, connection: Connection) -> None:
        """Do nothing: whoever writes is alone."""

    def insert(self, connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert rows, one after the other."""
        connection.execute(insert(metadata.tables[table]), [dict(one) for one in rows])

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


@contextmanager
def _errors() -> Iterator[None]:
    """Say of a busy database what a desk can do about it.

    Raises:
        Unavailable: ``central.busy``, ``disk.full``, ``disk.failed``, ``store.damaged``.
    """
    try:
        with connections_run_out(), sqlite.database_errors():
            yield
    except Unavailable as error:
        if error.code != "store.busy":
            raise
        raise Unavailable("central.busy") from error
