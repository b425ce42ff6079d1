"""The central service's database on PostgreSQL: its connections, its errors, and its way to take in many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from oa_desktop.domain.errors import Unavailable
from oa_desktop.storage.central.database import PATIENCE, connections_run_out
from oa_desktop.storage.central.tables import metadata

_CONNECTIONS = 8
"""Connections of one worker; whoever finds none waits, which is what keeps desks from overrunning the database."""
_ALONE = text("SELECT pg_advisory_xact_lock(:of)").bindparams(of=0x6F61)
_CODES = (
    ("53100", "disk.full"),
    ("58", "disk.failed"),
    ("XX00", "store.damaged"),
    ("08", "central.busy"),
    ("40", "central.busy"),
    ("53", "central.busy"),
    ("55P03", "central.busy"),
    ("57", "central.busy"),
)
"""What the beginning of an SQLSTATE (PostgreSQL, appendix A) stands for."""
_LOST = "08006"
"""SQLSTATE of a connection that failed, which is not always told with the failure."""


class OnPostgreSQL:
    """A database on a server, by an address such as ``postgresql://user@/name?host=/run/postgresql``.

    A connection is tried before it is used: one that died with the server is replaced by a new one.
    """

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        waits = int(patience * 1000)
        self._engine = create_engine(
            make_url(address).set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=_CONNECTIONS,
            max_overflow=0,
            pool_timeout=patience,
            connect_args={"options": f"-c lock_timeout={waits} -c synchronous_commit=on", "connect_timeout": 10},
            hide_parameters=True,
        )
        self._raised: type[Exception] = self._engine.dialect.loaded_dbapi.Error
        self._snapshots = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that writes; see the protocol."""
        with self._errors(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that reads; see the protocol."""
        with self._errors(), self._snapshots.begin() as connection:
            yield connection

    def alone(self, connection: Connection) -> None:
        """Wait for others that bring the tables up, to the end of the transaction."""
        connection.execute(_ALONE)

    def insert(self, connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Copy rows in (COPY, binary): about a third of what statements cost."""
        columns = metadata.tables[table].c
        kinds = {name: columns[name].type.compile(connection.dialect).lower() for name in rows[0]}
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(f"COPY {table} ({', '.join(kinds)}) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types([*kinds.values()])
            for row in rows:
                copy.write_row([*row.values()])

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            with connections_run_out():
                yield
        except (DBAPIError, self._raised) as error:
            said = error.orig if isinstance(error, DBAPIError) else error
            code = _code(getattr(said, "sqlstate", None) or _LOST)
            if not code:
                raise
            raise Unavailable(code, reason=str(said), part="PostgreSQL") from error


def _code(state: str) -> str:
    return next((code for begins, code in _CODES if state.startswith(begins)), "")
