"""The full-text table: contentless FTS5 over pairs of characters, in the same file and the same transaction.

SQLite only, like :mod:`oa_desktop.storage.sqlite`; another database takes another such module.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    bindparam,
    column,
    delete,
    insert,
    literal_column,
    table,
)

from oa_desktop.storage.words import normal, pairs, singles

_CREATE = """CREATE VIRTUAL TABLE words USING fts5(
    pairs, singles, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
)"""

words = table("words", column("rowid", Integer), column("pairs", Text), column("singles", Text))
ROW: ColumnElement[int] = words.c.rowid + 0
"""The ``row`` of the dossier, which grows in the order of drafting; a sum, so that this index is always asked first."""

_ADD = insert(words).values(rowid=bindparam("row"), pairs=bindparam("p"), singles=bindparam("s"))
_REMOVE = delete(words).where(words.c.rowid == bindparam("row"))


def create(connection: Connection) -> None:
    """Make the table."""
    connection.exec_driver_sql(_CREATE)


def drop(connection: Connection) -> None:
    """Remove the table."""
    connection.exec_driver_sql("DROP TABLE words")


def index(connection: Connection, row: int, searchable: str, *, known: bool) -> None:
    """Put a dossier's words into the index, in place of those that are there when it is known."""
    if known:
        connection.execute(_REMOVE, {"row": row})
    text_now = normal(searchable)
    connection.execute(_ADD, {"row": row, "p": pairs(text_now), "s": singles(text_now)})


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.exec_driver_sql("INSERT INTO words(words) VALUES ('delete-all')")


def matching(name: str) -> ColumnElement[bool]:
    """Return the condition that a row of the index fulfils a match expression, a parameter of the given name."""
    return literal_column("words").bool_op("MATCH")(bindparam(name, "", type_=Text))


def terms(connection: Connection) -> Iterator[tuple[str, str, int, int]]:
    """Give every term of the index: column, term, in how many documents, how often."""
    connection.exec_driver_sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab(main, words, col)")
    for row in connection.exec_driver_sql("SELECT col, term, doc, cnt FROM temp.terms ORDER BY col, term"):
        yield row[0], row[1], row[2], row[3]
