"""The index of words: contentless FTS5 over pairs of characters, in the same file and the same transaction.

A row above 0 is the text of a dossier, one below 0 something that was said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Text,
    bindparam,
    case,
    column,
    delete,
    insert,
    literal_column,
    table,
)

from oa_desktop.storage.words import Phrase

_MAKE_WORDS = """CREATE VIRTUAL TABLE words USING fts5(
    pairs, singles, heads, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
)"""

words = table("words", column("rowid", Integer), *(column(name, Text) for name in ("pairs", "singles", "heads")))
row: ColumnElement[int] = words.c.rowid
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


def make(connection: Connection) -> None:
    """Make the index of words."""
    connection.exec_driver_sql(_MAKE_WORDS)


def drop(connection: Connection) -> None:
    """Remove the index of words."""
    connection.exec_driver_sql("DROP TABLE words")


def clear(connection: Connection) -> None:
    """Empty the index of words."""
    connection.exec_driver_sql("INSERT INTO words(words) VALUES ('delete-all')")


def add(connection: Connection, row: int, pairs: str, singles: str, heads: str = "") -> None:
    """Put the tokens of a dossier that the index does not have into it; ``heads`` are those of its title and codes."""
    connection.execute(_ADD_WORDS, {"row": row, "p": pairs, "s": singles, "h": heads})


def forget(connection: Connection, row: int) -> None:
    """Take the tokens of a dossier out of the index."""
    connection.execute(_FORGET_WORDS, {"row": row})


def is_scattered(connection: Connection) -> bool:
    """Whether what came to the index of words since its parts were joined is more than an eighth of it."""
    found = connection.exec_driver_sql("SELECT count(*) FROM words_idx GROUP BY segid")
    parts: list[int] = [size for (size,) in found]
    return (sum(parts) - max(parts, default=0)) * _SCATTERED > sum(parts)


def join(connection: Connection, *, first: bool) -> bool:
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
