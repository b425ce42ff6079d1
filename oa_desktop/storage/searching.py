"""Finding documents (检索): by words of text and opinions, by number however it is typed, by the beginning of an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, and_, bindparam, literal, or_, select

from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite, words
from oa_desktop.storage.fulltext import LOOKED_THROUGH, searchable
from oa_desktop.storage.lists import row_of, rows_shown
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sayings import Told, said_of
from oa_desktop.storage.sight import is_narrow, related, within
from oa_desktop.storage.sqlite import word_index
from oa_desktop.storage.tables import dossiers, people, sayings, texts
from oa_desktop.storage.ways import NEWEST

_SHORTEST_NAME = 4
_NARROW = 4_000
"""From so many related documents on, a search does not collect them first; to count them costs as much again."""
_AS_NUMBERED = str.maketrans("[(【（［])】）］", "〔〔〔〔〔〕〕〕〕〕")


ENDS = {False: NEWEST, True: -NEWEST * 2}
"""Where the index begins, read downwards through the documents: for their texts, and for what was said of them."""


def search(connection: Connection, query: q.Search, sight: Sight) -> tuple[q.FoundRow, ...]:
    """Return the documents whose text, or one opinion on them, holds all the words, the one drafted last first."""
    asked = words.question(query.text)
    if not asked or not sight.person or query.limit < 1:
        return ()
    narrow = knows_few(connection, sight)
    found: dict[int, q.FoundRow] = {}
    for said in (True, False):  # where both hold them the text is shown
        statement = _statement(sight, narrow=narrow, said=said)
        rows = walk(connection, statement, Way(asked=asked, first=ENDS[said], most=query.limit), _holding(asked))
        found |= {key: found_row(row_of(row), _told(row), asked) for key, row in rows.items()}
    return tuple(found[key] for key in sorted(found, reverse=True)[: query.limit])


def knows_few(connection: Connection, sight: Sight) -> bool:
    """Whether somebody is related to so few documents that a search begins with them."""
    return not sight.reads_issued and is_narrow(connection, sight, _NARROW)


class Way(NamedTuple):
    """From which row of the index on, how far and for what a search goes.

    Attributes:
        column: Whether the whole text is asked (``pairs``) or its ``heads`` alone.
    """

    asked: tuple[str, ...]
    first: int
    most: int
    column: str = "pairs"


def walk(
    connection: Connection, statement: Prepared, way: Way, holds: Callable[[Sequence[Any]], bool]
) -> dict[int, Sequence[Any]]:
    """Return the first rows on the way that hold the words, one a document, by its key."""
    cut, found = words.is_cut(way.asked), dict[int, Sequence[Any]]()
    expression = word_index.match_expression(words.phrases(way.asked, way.column))
    values = {"words": expression, "from": way.first, "most": way.most}
    while values["from"] and len(found) < way.most:
        candidates = statement.run(connection, values).fetchall()
        found = {_key(one[-1]): one for one in candidates if not cut or holds(one)} | found
        values["from"] = candidates[-1][-1] if len(candidates) == way.most else 0
    return found


def _key(place: int) -> int:
    """Return of which document a row of the index is."""
    return place if place > 0 else word_index.dossier_of_saying(place)


def _holding(asked: tuple[str, ...]) -> Callable[[Sequence[Any]], bool]:
    return lambda row: _holds(row_of(row), _told(row), asked)


def _told(found: Sequence[Any]) -> Told:
    """Return what a row of the database ends with, before its place in the index."""
    *_, body, speaker, kind, _place = found
    return Told(body=body, speaker=speaker or "", kind=kind)


_speakers = people.alias("speakers")


@lru_cache(maxsize=256)
def _statement(sight: Sight, *, narrow: bool, said: bool) -> Prepared:
    """Return what finds documents whose words match."""
    return matching(rows_shown(sight, *told(said=said)), sight, narrow=narrow, said=said)


def told(*, said: bool) -> tuple[ColumnElement[Any], ...]:
    """Return the columns that tell what holds the words, and the place of that in the index."""
    by_others = (sayings.c.body, _speakers.c.name, sayings.c.kind)
    own = (LOOKED_THROUGH, literal(""), literal(""))
    return (*(by_others if said else own), word_index.row)


def matching(shown: Select[Any], sight: Sight, *, narrow: bool, said: bool) -> Prepared:
    """Return what finds the rows of documents whose words match; of who may know few, it passes others over early."""
    concerned = word_index.spoken_of if said else word_index.dossier_row
    reach = (concerned.in_(related(sight)),) if narrow else ()
    found = shown.join(word_index.words, dossiers.c.row == concerned)
    found = _with_sayings(found) if said else found.join(texts, texts.c.dossier == dossiers.c.row)
    index = word_index.row
    first: BindParameter[int] = bindparam("from", NEWEST)
    part = (index < 0, index > first) if said else (index > 0, index < first)
    matched = found.where(word_index.matching("words"), *part, *reach, within(sight, many=True))
    downwards = matched.order_by(index.asc() if said else index.desc()).limit(sqlite.at_most("most", 50))
    return Prepared(downwards, lists=True)


def _with_sayings(found: Select[Any]) -> Select[Any]:
    """Join what was said, and the name of who said it."""
    same = (sayings.c.dossier == dossiers.c.row) & (sayings.c.ordinal == word_index.ordinal)
    by = (_speakers.c.unit == dossiers.c.unit) & (_speakers.c.id == sayings.c.person)
    return found.join(sayings, same).outerjoin(_speakers, by)


def _looked_through(document: q.DossierRow, told: Told) -> str:
    return told.body if told.kind else searchable(document.title, document.number, told.body)


def _holds(document: q.DossierRow, told: Told, asked: tuple[str, ...]) -> bool:
    return words.holds(words.normal(_looked_through(document, told)), asked)


def found_row(document: q.DossierRow, told: Told, asked: tuple[str, ...]) -> q.FoundRow:
    """Return the line of a document, and where its text or what was said of it holds the first word."""
    place = words.place(_looked_through(document, told), asked[0]) if asked else words.Place()
    around = {"before": place.before, "match": place.match, "after": place.after}
    titled = words.as_written(document.title, asked)
    return q.FoundRow(document=document, **around, speaker=told.speaker, act=told.kind, titled=titled)


def told_of(
    connection: Connection, known: Mapping[int, q.DossierRow], unit: UnitId, asked: tuple[str, ...]
) -> Mapping[int, Told]:
    """Return what holds the words in each of some documents: its text, or else what was said of it."""
    bodies = connection.execute(_TEXTS, {"keys": tuple(known)})
    told = {row: Told(body=body) for row, body in bodies}
    others = [row for row, text in told.items() if not _holds(known[row], text, asked)]
    return {**told, **said_of(connection, others, unit, asked)}


_TEXTS = select(texts.c.dossier, LOOKED_THROUGH).join(dossiers, dossiers.c.row == texts.c.dossier)
_TEXTS = _TEXTS.where(texts.c.dossier.in_(bindparam("keys", expanding=True)))


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
