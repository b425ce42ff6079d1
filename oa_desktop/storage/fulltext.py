"""Full text (全文检索): which tokens of a document, and of what was said of it, the index holds."""

from __future__ import annotations

from sqlalchemy import Connection

from oa_desktop.storage import sqlite
from oa_desktop.storage.words import normal, pairs, singles


def index(connection: Connection, row: int, searchable: str, *, known: bool) -> None:
    """Put a dossier's words into the index, in place of those that are there when it is known."""
    if known:
        sqlite.forget_words(connection, row)
    text = normal(searchable)
    sqlite.add_words(connection, row, pairs(text), singles(text))


def index_saying(connection: Connection, row: int, ordinal: int, said: str) -> None:
    """Put what was said of a dossier into the index, in a row of its own."""
    text = normal(said)
    sqlite.add_words(connection, sqlite.saying_row(row, ordinal), pairs(text), singles(text))


def forget_saying(connection: Connection, row: int, ordinal: int) -> None:
    """Take what was said of a dossier out of the index."""
    sqlite.forget_words(connection, sqlite.saying_row(row, ordinal))
