"""Finding documents (检索): by words, by number however it is typed, by the beginning of an id."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_

from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import fulltext, words
from oa_desktop.storage.lists import NEWEST, row_of, rows_shown
from oa_desktop.storage.projecting import searchable
from oa_desktop.storage.sight import is_narrow, related, within
from oa_desktop.storage.tables import dossiers, texts

_SHORTEST_NAME = 4
_NARROW = 10_000
"""From so many related documents on, a search does not collect them first."""
_AS_NUMBERED = str.maketrans("[(【（［])】）］", "〔〔〔〔〔〕〕〕〕〕")


def search(connection: Connection, query: q.Search, sight: Sight) -> tuple[q.FoundRow, ...]:
    """Return the documents that hold all the words, the one drafted last first."""
    asked = words.question(query.text)
    cut = words.is_cut(asked)
    found: list[q.FoundRow] = []
    last = NEWEST if asked and sight.person else 0
    narrow = bool(last) and is_narrow(connection, sight, _NARROW)
    while last and len(found) < query.limit:
        candidates = connection.execute(_candidates(asked, sight, last, narrow=narrow).limit(query.limit)).all()
        found += [_found(row, asked) for row in candidates if not cut or _holds(row, asked)]
        last = candidates[-1].row if len(candidates) == query.limit else 0
    return tuple(found[: max(0, query.limit)])


def _candidates(asked: tuple[str, ...], sight: Sight, before: int, *, narrow: bool) -> Select[Any]:
    """Return the documents whose words match; of somebody who may know few, the others are passed over early."""
    reach = (fulltext.ROW.in_(related(sight)),) if narrow else ()
    return (
        rows_shown(dossiers.c.row, texts.c.body)
        .join(fulltext.words, dossiers.c.row == fulltext.ROW)
        .join(texts, texts.c.dossier == dossiers.c.row)
        .where(fulltext.matching(asked), fulltext.words.c.rowid < before, *reach, within(sight))
        .order_by(fulltext.words.c.rowid.desc())
    )


def _text(row: Row[Any]) -> str:
    return searchable(row.title, row.number, row.body)


def _holds(row: Row[Any], asked: tuple[str, ...]) -> bool:
    return words.holds(words.normal(_text(row)), asked)


def _found(row: Row[Any], asked: tuple[str, ...]) -> q.FoundRow:
    place = words.place(_text(row), asked[0])
    return q.FoundRow(document=row_of(row), before=place.before, match=place.match, after=place.after)


def named(connection: Connection, query: q.Named, sight: Sight) -> tuple[q.DossierRow, ...]:
    """Return the documents whose id begins with a name, or whose number (文号) it is, newest first."""
    name = query.name.strip()
    if len(name) < _SHORTEST_NAME or not sight.person:
        return ()
    wanted = rows_shown().where(_is_named(name), within(sight), dossiers.c.position < (query.before or NEWEST))
    newest = wanted.order_by(dossiers.c.position.desc()).limit(max(0, query.limit))
    return tuple(row_of(one) for one in connection.execute(newest))


def _is_named(name: str) -> ColumnElement[bool]:
    numbered = and_(dossiers.c.numbered.is_(True), dossiers.c.number == name.translate(_AS_NUMBERED))
    return or_(and_(dossiers.c.id >= name, dossiers.c.id < name + "\U0010ffff"), numbered)
