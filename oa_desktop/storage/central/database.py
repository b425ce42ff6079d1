"""What the central service's store asks of a database, whichever it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import TimeoutError as NoConnection

from oa_desktop.domain.errors import Unavailable

PATIENCE = 10.0
"""Seconds that a transaction waits for another one, or for a connection."""


class Transactions(Protocol):
    """Whoever begins transactions."""

    def writing(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that writes: committed and durable when the block ends well, undone when it raises.

        Raises:
            Unavailable: ``central.busy``, ``disk.full``, ``disk.failed``, ``store.damaged``.
        """

    def reading(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that sees the database as of one moment.

        Raises:
            Unavailable: ``central.busy``, ``disk.failed``, ``store.damaged``.
        """


class Database(Transactions, Protocol):
    """PostgreSQL, or a file of SQLite."""

    def alone(self, connection: Connection) -> None:
        """Wait until no other process brings the tables up."""

    def insert(self, connection: Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Insert many rows of equal columns into a table by the fastest way there is."""

    def close(self) -> None:
        """Let go of all connections."""


class UnderWay:
    """A transaction under way, for whoever would begin one of his own: it needs no further connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Go on with it."""
        yield self._connection

    reading = writing


@contextmanager
def connections_run_out() -> Iterator[None]:
    """Turn waiting in vain for a connection into words: as many desks as the database bears are being served.

    Raises:
        Unavailable: ``central.busy``.
    """
    try:
        yield
    except NoConnection as error:
        raise Unavailable("central.busy") from error
