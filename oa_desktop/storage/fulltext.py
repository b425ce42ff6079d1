"""Full text (全文检索): which tokens of a document, and of what was said of it, the index holds.

What the archive calls a document (档号, 题名, 文号, 责任者) belongs to its words; one question may ask for both.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from oa_desktop.domain.archives.register import ItemState
from oa_desktop.domain.ids import DossierId
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sqlite import word_index
from oa_desktop.storage.tables import archive_items, dossiers, texts
from oa_desktop.storage.words import heads, normal, tokens

_I = archive_items.c
_LINE = func.concat_ws("\n", _I.code, _I.title, _I.document_number, _I.responsible)
_LINES = select(func.group_concat(_LINE, "\n")).where(
    _I.document == dossiers.c.id, _I.state != ItemState.WITHDRAWN.value
)
CATALOGUED: ColumnElement[str] = func.coalesce(_LINES.correlate(dossiers).scalar_subquery(), "")
"""What the catalogue of the archive says of a document, empty where it is not there; asked beside ``dossiers``."""
LOOKED_THROUGH: ColumnElement[str] = func.coalesce(
    texts.c.body + "\n" + _LINES.correlate(dossiers).scalar_subquery(), texts.c.body
)
"""The text of a document, and behind it what the catalogue says."""
_ONE = Prepared(
    select(dossiers.c.title, dossiers.c.number, texts.c.body, CATALOGUED.label("catalogued"))
    .join_from(dossiers, texts, texts.c.dossier == dossiers.c.row)
    .where(dossiers.c.row == bindparam("of_row"))
)
_SOME = select(dossiers.c.row).where(dossiers.c.id.in_(bindparam("documents", expanding=True)))


def index(connection: Connection, row: int, *, known: bool) -> None:
    """Put a dossier's words into the index, in place of those that are there when it is known."""
    title, number, body, catalogued = _ONE.one(connection, {"of_row": row})
    if known:
        word_index.forget(connection, row)
    text = normal(searchable(title, number, "\n".join(filter(None, (body, catalogued)))))
    called = normal("\n".join((title, number, catalogued)))
    word_index.add(connection, row, *tokens(text), heads(called))


def index_again(connection: Connection, documents: Iterable[DossierId]) -> None:
    """Put the words of some documents into the index anew: the archive calls them otherwise than before."""
    for row in connection.execute(_SOME, {"documents": list(documents)}).scalars().all():
        index(connection, row, known=True)


def index_all(connection: Connection) -> None:
    """Put the words of every document into the index anew."""
    for row in connection.execute(select(dossiers.c.row)).scalars().all():
        index(connection, row, known=True)


def searchable(title: str, number: str, body: str) -> str:
    """Return what a search looks through: title and number, where the text does not begin with them, and the text."""
    lines = body.split("\n", 2)[:2]
    return "\n".join([*(one for one in (title, number) if one and one not in lines), body])


def index_saying(connection: Connection, row: int, ordinal: int, said: str) -> None:
    """Put what was said of a dossier into the index, in a row of its own."""
    word_index.add(connection, word_index.saying_row(row, ordinal), *tokens(normal(said)))


def forget_saying(connection: Connection, row: int, ordinal: int) -> None:
    """Take what was said of a dossier out of the index."""
    word_index.forget(connection, word_index.saying_row(row, ordinal))
