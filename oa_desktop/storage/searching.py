"""Finding documents (检索): by words, by number however it is typed, by the beginning of an id."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_

from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite, words
from oa_desktop.storage.lists import NEWEST, row_of, rows_shown
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.projecting import searchable
from oa_desktop.storage.sight import is_narrow, related, within
from oa_desktop.storage.tables import dossiers, texts

_SHORTEST_NAME = 4
_NARROW = 4_000
"""From so many related documents on, a search does not collect them first; to count them costs as much again."""
_AS_NUMBERED = str.maketrans("[(【（［])】）］", "〔〔〔〔〔〕〕〕〕〕")


def search(connection: Connection, query: q.Search, sight: Sight) -> tuple[q.FoundRow, ...]:
    """Return the documents that hold all the words, the one drafted last first."""
    asked = words.question(query.text)
    if not asked or not sight.person or query.limit < 1:
        return ()
    cut = words.is_cut(asked)
    statement = _statement(sight, narrow=not sight.reads_issued and is_narrow(connection, sight, _NARROW))
    values = {"words": sqlite.match_expression(words.phrases(asked)), "before": NEWEST, "most": query.limit}
    found: list[q.FoundRow] = []
    while values["before"] and len(found) < query.limit:
        candidates = statement.run(connection, values).fetchall()
        found += [found_row(row, asked) for row in candidates if not cut or _holds(row, asked)]
        values["before"] = row_of(candidates[-1]).key if len(candidates) == query.limit else 0
    return tuple(found[: query.limit])


@lru_cache(maxsize=256)
def _statement(sight: Sight, *, narrow: bool) -> Prepared:
    """Return what finds documents whose words match; of somebody who may know few, it passes the others over early."""
    reach = (sqlite.dossier_row.in_(related(sight)),) if narrow else ()
    found = (
        rows_shown(sight, texts.c.body)
        .join(sqlite.words, dossiers.c.row == sqlite.dossier_row)
        .join(texts, texts.c.dossier == dossiers.c.row)
        .where(sqlite.matching("words"), sqlite.words_row < bindparam("before", NEWEST))
        .where(*reach, within(sight, many=True))
        .order_by(sqlite.words_row.desc())
        .limit(bindparam("most", 50))
    )
    return Prepared(found, lists=True)


_BODY = -1
"""Where the text stands behind the columns of a list's line."""


def _text(found: Sequence[Any]) -> str:
    shown = row_of(found)
    return searchable(shown.title, shown.number, found[_BODY])


def _holds(found: Sequence[Any], asked: tuple[str, ...]) -> bool:
    return words.holds(words.normal(_text(found)), asked)


def found_row(found: Sequence[Any], asked: tuple[str, ...]) -> q.FoundRow:
    """Return the line that a row of the database, its text last, begins with, and where the first word stands."""
    place = words.place(_text(found), asked[0]) if asked else words.Place()
    return q.FoundRow(document=row_of(found), before=place.before, match=place.match, after=place.after)


def named(connection: Connection, query: q.Named, sight: Sight) -> tuple[q.DossierRow, ...]:
    """Return the documents whose id begins with a name, or whose number (文号) it is, newest first."""
    name = query.name.strip()
    if len(name) < _SHORTEST_NAME or not sight.person:
        return ()
    wanted = rows_shown(sight).where(_is_named(name), within(sight), dossiers.c.position < (query.before or NEWEST))
    newest = wanted.order_by(dossiers.c.position.desc()).limit(max(0, query.limit))
    return tuple(row_of(one) for one in connection.execute(newest))


def _is_named(name: str) -> ColumnElement[bool]:
    numbered = and_(dossiers.c.numbered.is_(True), dossiers.c.number == name.translate(_AS_NUMBERED))
    return or_(and_(dossiers.c.id >= name, dossiers.c.id < name + "\U0010ffff"), numbered)
