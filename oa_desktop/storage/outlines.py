"""Outlines (目录): every document of a list in its order, filtered, sorted and grouped by the database.

Each thing that is asked for (the list, the words, the sight) is a set of documents. Where one of the sets is small its
documents are looked up one by one; else the index that holds all that outlines ask for is read from end to end, and the
sets are laid over it. The sight stands in the condition either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    bindparam,
    func,
    select,
    true,
    union_all,
)

from oa_desktop.domain.ids import UnitId
from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.storage import lists, sqlite, words
from oa_desktop.storage.fulltext import LOOKED_THROUGH, searchable
from oa_desktop.storage.narrowing import GROUPINGS, NAMED, ORDERED_HEADS, SORTINGS, by_name, fulfilling
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sayings import Told, said_of
from oa_desktop.storage.searching import found_row, told_of
from oa_desktop.storage.sight import reach, related, tasked, within
from oa_desktop.storage.sqlite import word_index
from oa_desktop.storage.standings import matters_in
from oa_desktop.storage.supervisions import supervised_in
from oa_desktop.storage.tables import dossiers, parties, tasks, texts
from oa_desktop.storage.ways import NEWEST, newest

_D = dossiers.c
_NARROW = 4_000
"""From so many documents on, it costs less to read the whole index than to look each of them up."""

_SPARSE = frozenset({q.Supervised, q.Circulated, q.InternalMatters})
"""Lists in which few documents may stand among very many: looked for by position, a page would cost as much as all."""

Rows = Select[Any] | CompoundSelect[Any]
_BEFORE: BindParameter[int] = bindparam("due", 1)
"""The moment before which something must be due."""


def _of_person(sight: Sight, *more: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(parties.c.dossier).where(parties.c.person == sight.person, *more)


_OWN_TASKS: Mapping[type[q.DossierList], ColumnElement[bool]] = {
    q.ToDo: tasks.c.reading.is_(False),
    q.ToRead: tasks.c.reading.is_(True),
}
"""The lists of what somebody has to do or to read: those tasks count, and when they are due."""
_MEMBERS: Mapping[type[q.DossierList], Callable[[Sight], tuple[Select[tuple[int]], ...]]] = {
    q.ToDo: lambda sight: tasked(sight, _OWN_TASKS[q.ToDo]),
    q.ToRead: lambda sight: (_of_person(sight, parties.c.unread > 0), *tasked(sight, _OWN_TASKS[q.ToRead])),
    q.InHand: lambda sight: (_of_person(sight, parties.c.done == 0),),
    q.Done: lambda sight: (_of_person(sight, parties.c.done > 0),),
    q.Supervised: lambda sight: (supervised_in(sight.unit),),
    q.InternalMatters: lambda sight: (matters_in(sight.unit),),
}
"""The lists that are sets of their own; the others are everything that may be known, and a condition."""

_SHOWN: Mapping[type[q.DossierList], ColumnElement[bool]] = {
    q.OutgoingRegister: _D.numbered.is_(True),
    q.IncomingRegister: _D.incoming.is_(True),
    q.Circulated: _D.circulated_on != "",
}

_OF_WORDS: Rows = select(word_index.concerned).where(word_index.matching("words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who asks for which outline; the words themselves are given to the statement when it runs.

    Attributes:
        small: Which of the sets are small.
    """

    query: o.Outline
    sight: Sight
    small: tuple[bool, ...] = ()


def outline(connection: Connection, query: o.Outline, sight: Sight) -> tuple[o.OutlineGroup, ...]:
    """Return the groups of an outline with their documents."""
    asked = words.question(query.filter.words)
    if not sight.person or query.limit < 0 or (query.filter.words and not asked):
        return ()
    if query.limit and query.of not in _SPARSE and query == o.Outline(of=query.of, limit=query.limit):
        return _grouped([("", key) for key in newest(connection, query.of, sight, before=NEWEST, most=query.limit)])
    found = _found(connection, query, sight, asked)
    groups = _grouped(_holding(connection, found, asked, sight.unit) if words.is_cut(asked) else found)
    return by_name(connection, groups, query.grouping, sight.unit) if query.grouping in NAMED else groups


def _grouped(found: Iterable[tuple[str, int]]) -> tuple[o.OutlineGroup, ...]:
    groups = groupby(found, key=itemgetter(0))
    return tuple(o.OutlineGroup(head=head, keys=tuple([one[1] for one in rows])) for head, rows in groups)


def _found(connection: Connection, query: o.Outline, sight: Sight, asked: tuple[str, ...]) -> list[tuple[str, int]]:
    """Return group and key of every document; those that hold a very long question are still to be picked out."""
    values = {"words": word_index.match_expression(words.phrases(asked)), "most": query.limit or NEWEST}
    values["due"] = query.filter.due_before
    form = _Asked(query=_form_of(query), sight=sight)
    small = [count.one(connection, values)[0] < _NARROW for count in _counts(_laid(form))]
    small[0] |= query.of in _OWN_TASKS  # what somebody has to do is few beside all that the store holds
    rows: list[tuple[str, int]] = _statement(replace(form, small=tuple(small))).run(connection, values).fetchall()
    return rows


def _form_of(query: o.Outline) -> o.Outline:
    """Return a query without the words and the moment that are given to its statement when it runs."""
    asked = query.filter
    plain = replace(asked, words="?" if asked.words else "", due_before=1 if asked.due_before else 0, due=o.DueBy.ANY)
    return replace(query, limit=0, filter=plain)


def _laid(asked: _Asked) -> _Asked:
    """Return of a question what decides which sets of documents lie over each other: many questions share them."""
    due = asked.query.filter.due_before if _asks_own_due(asked) else 0
    of_sets = o.Filter(words=asked.query.filter.words, due_before=due)
    return _Asked(query=o.Outline(of=asked.query.of, filter=of_sets), sight=asked.sight)


@lru_cache(maxsize=256)
def _sets(asked: _Asked) -> tuple[Rows, ...]:
    """Return the sets of documents that lie over each other; who may know what is the last."""
    member = _MEMBERS.get(asked.query.of)
    found: list[Rows] = [union_all(*member(asked.sight))] if member else []
    if _asks_own_due(asked):
        found.append(union_all(*tasked(asked.sight, _OWN_TASKS[q.ToDo], tasks.c.due < _BEFORE)))
    found += [_OF_WORDS] if asked.query.filter.words else []
    return (*found, related(asked.sight))


@lru_cache(maxsize=256)
def _counts(asked: _Asked) -> tuple[Prepared, ...]:
    some = (one.limit(sqlite.so_many(_NARROW)).subquery() for one in _sets(asked))
    return tuple(Prepared(select(func.count()).select_from(one), lists=True) for one in some)


@lru_cache(maxsize=256)
def _statement(asked: _Asked) -> Prepared:
    head, latest = GROUPINGS[asked.query.grouping]
    sorting = asked.query.sorting
    key = _turned(_key(asked), sorting.highest_first != asked.query.reverse)
    order = (_turned(ORDERED_HEADS.get(asked.query.grouping, head), latest), key, _D.position.desc())
    found = select(head, _D.row).where(*_conditions(asked)).order_by(*order).limit(sqlite.at_most("most", 1))
    return Prepared(found, lists=True)


def _key(asked: _Asked) -> ColumnElement[Any]:
    sorting = asked.query.sorting
    return _due(asked) if sorting is o.Sorting.DUE else SORTINGS[sorting]


def _asks_own_due(asked: _Asked) -> bool:
    """Whether to-dos are narrowed by when they are due for the person: a set of their own tasks."""
    return bool(asked.query.filter.due_before) and asked.query.of is q.ToDo


def _due(asked: _Asked) -> ColumnElement[int]:
    """Return when a document is due: among what they have to do or to read, when it is due for the person."""
    return lists.own_times(asked.sight)["due"] if asked.query.of in _OWN_TASKS else _D.due


def _turned(column: ColumnElement[Any], downward: bool) -> ColumnElement[Any]:
    return column.desc() if downward else column.asc()


def _conditions(asked: _Asked) -> Iterator[ColumnElement[bool]]:
    *sets, known = _sets(_laid(asked))
    for one, small in zip(sets, asked.small, strict=False):
        yield (_D.row if small else _D.row + 0).in_(one)
    if asked.small[-1]:
        yield _D.row.in_(known)
    yield within(asked.sight) if any(asked.small) else reach(asked.sight)
    yield _SHOWN.get(asked.query.of, true())
    yield from fulfilling(asked.query.filter, asked.sight.unit)
    if asked.query.filter.due_before and not _asks_own_due(asked):
        yield _due(asked) < _BEFORE


def _holding(
    connection: Connection, found: list[tuple[str, int]], asked: tuple[str, ...], unit: UnitId
) -> list[tuple[str, int]]:
    """Return what of some documents holds a question that is too long for the index."""
    texts_of = select(_D.row, _D.title, _D.number, LOOKED_THROUGH).join(texts, texts.c.dossier == _D.row)
    keys = [key for _, key in found]
    rows = connection.execute(texts_of.where(_D.row.in_(keys)))
    kept = {row for row, *text in rows if words.holds(words.normal(searchable(*text)), asked)}
    kept |= said_of(connection, [one for one in keys if one not in kept], unit, asked).keys()
    return [one for one in found if one[1] in kept]


def lines(connection: Connection, query: o.Lines, sight: Sight) -> tuple[q.FoundRow, ...]:
    """Return the lines of some documents."""
    asked, known = words.question(query.words), lists.lines_of(connection, query.keys, sight)
    told = told_of(connection, known, sight.unit, asked) if asked else {}
    return tuple(found_row(known[key], told.get(key, Told()), asked) for key in query.keys if key in known)


def counts(connection: Connection, query: o.Counts, sight: Sight) -> tuple[o.CountRow, ...]:
    """Return how many documents lists have, counting no further than is asked for."""
    return tuple(
        o.CountRow(of=of, documents=lists.count(connection, of, sight, query.limit) if query.limit > 0 else 0)
        for of in query.of
    )
