"""All projections as one deterministic text, to prove that what was made again is what was there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from oa_desktop.domain.canonical import encode
from oa_desktop.storage.sqlite import word_index
from oa_desktop.storage.tables import PROJECTIONS


def projections(connection: Connection) -> bytes:
    """Return one line for every projected row and every term of the search, in an order of their own."""
    return b"\n".join(_lines(connection))


def _lines(connection: Connection) -> Iterator[bytes]:
    for table in PROJECTIONS:
        for row in connection.execute(select(table).order_by(*table.primary_key)):
            yield encode([table.name, *(_plain(value) for value in row)])
    for term in word_index.terms(connection):
        yield encode(["words", *term])


def _plain(value: object) -> bool | int | str | None:
    if isinstance(value, bytes):
        return value.decode()
    return value if value is None or isinstance(value, bool | int) else str(value)
