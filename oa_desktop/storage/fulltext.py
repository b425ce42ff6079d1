"""Full text (全文检索): which tokens of a document the index holds."""

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
