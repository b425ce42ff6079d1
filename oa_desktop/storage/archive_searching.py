"""Finding items of the archive (档案检索): by 题名, 文号, 档号, 责任者, person, text and what was said.

The index is that of all documents. Whether a document may be known stands in every statement, so that what is ranked,
cut off and counted is what the person may know. A rank says where the words stand, never how often others have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, literal, select

from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite, words
from oa_desktop.storage.archived import STANDS, item_row, items_shown
from oa_desktop.storage.fulltext import searchable
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.searching import ENDS, Way, knows_few, matching, told, walk
from oa_desktop.storage.sight import within
from oa_desktop.storage.sqlite.word_index import dossier_row, spoken_of
from oa_desktop.storage.tables import archive_items, dossiers, parties, people, texts

_FEW = 1_000
"""An archive of fewer items is collected before the search: common words of other papers need not be walked through."""
_SLOTS = tuple(f"name_{place}" for place in range(16))
_NAMED = Prepared(
    select(people.c.name, people.c.id).where(
        people.c.unit == bindparam("of_unit", ""), people.c.name.in_([bindparam(one, "") for one in _SLOTS])
    )
)
"""People by their names; a question of more words asks for the first."""
_DOCUMENTS = select(dossiers.c.row).join_from(archive_items, dossiers, dossiers.c.id == archive_items.c.document)
_MANY = Prepared(
    select(literal(1)).where(archive_items.c.unit == bindparam("of_unit", "")).limit(sqlite.so_many(1)).offset(_FEW)
)
Found = dict[int, Sequence[Any]]
"""Rows by the keys of their documents."""


def search(connection: Connection, query: q.ArchiveSearch, sight: Sight) -> tuple[q.ArchiveFoundRow, ...]:
    """Return the items that hold all the words."""
    asked = words.question(query.text)
    if not asked or not sight.person or query.limit < 1:
        return ()
    ways = _Ways(connection, sight, asked)
    found = ways.best(query.limit) if query.order is q.FoundOrder.BEST else ways.newest(query.limit)
    return tuple(_found_row(row, asked) for row in islice(found.values(), query.limit))


class _Ways:
    """The ways on which items are found; each gives the newest first."""

    def __init__(self, connection: Connection, sight: Sight, asked: tuple[str, ...]) -> None:
        self._connection = connection
        self._sight = sight
        self._asked = asked
        few = _MANY.one(connection, {"of_unit": sight.unit}) is None
        self._known = {"narrow": knows_few(connection, sight), "few": few}

    def best(self, most: int) -> Found:
        """Return whose title or code holds the words, then those of a person, then the others."""
        found: Found = {}
        for way in (self._of_heads, self._of_people, self._of_texts, self._of_sayings):
            if len(found) < most:
                found |= {key: row for key, row in way(most + len(found)).items() if key not in found}
        return found

    def newest(self, most: int) -> Found:
        """Return them as their documents were drafted, the last first."""
        found = {**self._of_people(most), **self._of_sayings(most), **self._of_texts(most)}
        return {key: found[key] for key in sorted(found, reverse=True)}

    def _of_heads(self, most: int) -> Found:
        return self._matched(most, said=False, column=words.HEADS) if any(len(one) > 1 for one in self._asked) else {}

    def _of_texts(self, most: int) -> Found:
        return self._matched(most, said=False)

    def _of_sayings(self, most: int) -> Found:
        return self._matched(most, said=True)

    def _matched(self, most: int, *, said: bool, column: str = "pairs") -> Found:
        way = Way(asked=self._asked, first=ENDS[said], most=most, column=column)
        found = walk(self._connection, _statement(self._sight, said=said, **self._known), way, self._holds)
        return {key: found[key] for key in sorted(found, reverse=True)}

    def _holds(self, row: Sequence[Any]) -> bool:
        return words.holds(_looked_through(row), self._asked)

    def _of_people(self, most: int) -> Found:
        """Return the items of documents that people of such names had in hand, with all the other words."""
        named = dict(zip(_SLOTS, self._asked, strict=False))
        blank = dict.fromkeys(_SLOTS, "")
        ids: dict[str, list[str]] = {}
        for name, person in _NAMED.run(self._connection, {**blank, **named, "of_unit": self._sight.unit}):
            ids.setdefault(name, []).append(person)
        if not ids:
            return {}
        shown = _shown(*told(said=False)).where(archive_items.c.unit == self._sight.unit, *_each(ids))
        others = tuple(one for one in self._asked if one not in ids)
        return self._in_hand(shown, others, most) if others else self._all_in_hand(shown, most)

    def _in_hand(self, shown: Select[Any], others: tuple[str, ...], most: int) -> Found:
        way = Way(asked=others, first=ENDS[False], most=most)
        statement = matching(shown, self._sight, narrow=True, said=False)
        return walk(self._connection, statement, way, lambda row: words.holds(_looked_through(row), others))

    def _all_in_hand(self, shown: Select[Any], most: int) -> Found:
        of_text = shown.with_only_columns(*shown.selected_columns[:-1], dossiers.c.row)
        wanted = of_text.join(texts, texts.c.dossier == dossiers.c.row).where(within(self._sight))
        rows = self._connection.execute(wanted.order_by(dossiers.c.row.desc()).limit(most))
        return {row[-1]: row for row in rows}


def _each(ids: Mapping[str, list[str]]) -> Iterator[ColumnElement[bool]]:
    """Yield that somebody of each name took part."""
    for people_of_name in ids.values():
        took = exists().where(parties.c.dossier == dossiers.c.row, parties.c.person.in_(people_of_name))
        yield took.correlate(dossiers)


def _shown(*more: ColumnElement[Any]) -> Select[Any]:
    """Return the query for standing items, the names of their documents, and some more."""
    found = items_shown(dossiers.c.title, dossiers.c.number, *more)
    return found.where(STANDS)


@lru_cache(maxsize=256)
def _statement(sight: Sight, *, narrow: bool, few: bool, said: bool) -> Prepared:
    shown = _shown(*told(said=said)).where(archive_items.c.unit == sight.unit)
    if few:
        concerned = spoken_of if said else dossier_row
        shown = shown.where(concerned.in_(_DOCUMENTS.where(archive_items.c.unit == sight.unit, STANDS)))
    return matching(shown, sight, narrow=narrow, said=said)


def _looked_through(row: Sequence[Any]) -> str:
    """Return the normal text that a row of the index is of."""
    *_, title, number, body, _speaker, kind, _place = row
    return words.normal(body if kind else searchable(title, number, body))


def _found_row(row: Sequence[Any], asked: tuple[str, ...]) -> q.ArchiveFoundRow:
    *_, body, speaker, kind, _place = row
    item, place = item_row(row), words.place(body, asked[0])
    return q.ArchiveFoundRow(
        item=item,
        marked=words.hits(item.title, asked),
        before=place.before,
        match=place.match,
        after=place.after,
        speaker=speaker or "",
        act=kind,
    )
