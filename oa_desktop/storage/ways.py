"""How documents come to a person's lists: the newest of each way, cut to a page.

Whoever asks, a page costs about as much as its rows: each way in which a person may know documents (a task, having
acted, the department, the register) has an index in the order of position and yields the page's worth of candidates,
tasks those of every holder for whom the person stands; the page is cut from all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, bindparam, exists, func, select, true

from oa_desktop.domain.sight import Sight
from oa_desktop.office import queries as q
from oa_desktop.storage import sqlite
from oa_desktop.storage.audiences import KNOWER, KNOWERS_DEPARTMENT, reaches
from oa_desktop.storage.prepared import Prepared
from oa_desktop.storage.sight import covered, holders, is_party, within
from oa_desktop.storage.standings import matters_in
from oa_desktop.storage.supervisions import supervised_in
from oa_desktop.storage.tables import dossiers, parties, tasks

NEWEST = 2**62
_BUSY = 1000
"""From so many open documents on, a person's are looked for among all open ones instead of one by one."""

_D, _P, _T = dossiers.c, parties.c, tasks.c
_BEFORE: BindParameter[int] = bindparam("before", NEWEST)
_MOST: ColumnElement[int] = sqlite.at_most("most", 50)
_ALL: ColumnElement[bool] = true()
_TO_DO, _TO_READ = (False,), (True,)

Found = Iterable[tuple[int, int]]
"""Positions and rows of documents."""
Page = Mapping[str, int]
"""Before which position, and how many at most."""
Way = Callable[[Connection, "_Asked", Page], Found]
Statement = Select[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """How a list is made.

    Attributes:
        ways: How its documents come to a person.
        shown: Which of them it shows, as a condition on ``dossiers``.
        of_task: The same as a condition on ``tasks``.
        of_party: The same as a condition on ``parties``.
        reading: Whether tasks to do or tasks to read lead to it.
    """

    ways: Callable[[Sight], tuple[Way, ...]]
    shown: ColumnElement[bool] = _ALL
    of_task: ColumnElement[bool] = _ALL
    of_party: ColumnElement[bool] = _ALL
    reading: tuple[bool, ...] = (*_TO_DO, *_TO_READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Who asks for which list."""

    kind: type[q.DossierList]
    sight: Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class OfHolder:
    """For which list tasks of a holder are looked for; for somebody else only those of some acts and kinds."""

    kind: type[q.DossierList]
    acts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def newest(
    connection: Connection, kind: type[q.DossierList], sight: Sight, *, before: int, most: int
) -> tuple[int, ...]:
    """Return the rows of the newest documents of a list before a position, the newest first."""
    if not sight.person or most < 1:
        return ()
    asked, page = _Asked(kind=kind, sight=sight), {"before": before, "most": most}
    found = {one for way in _LISTS[kind].ways(sight) for one in way(connection, asked, page)}
    return tuple(row for _, row in sorted(found, reverse=True)[:most])


# --- tasks -------------------------------------------------------------------------------------------------------


def _by_task(connection: Connection, asked: _Asked, page: Page) -> Iterator[tuple[int, int]]:
    """Give the newest of every holder whose tasks fall to the person, or to somebody for whom they stand."""
    for one in (asked.sight, *asked.sight.on_behalf):
        statement = newest_of_holder(OfHolder(kind=asked.kind, acts=one.acts, kinds=one.kinds))
        clearance = min(int(one.clearance), int(asked.sight.clearance))
        shared = {**page, "unit": asked.sight.unit, "clearance": clearance, **_knower(asked.sight)}
        for role, department, person in holders(one):
            holder = {"role": role, "department": department, "person": person}
            for reading in _LISTS[asked.kind].reading:
                yield from statement.run(connection, {**shared, **holder, "reading": reading}).fetchall()


def _knower(sight: Sight) -> dict[str, str]:
    return {KNOWER: sight.person, KNOWERS_DEPARTMENT: sight.department}


@lru_cache(maxsize=256)
def newest_of_holder(asked: OfHolder) -> Prepared:
    """Return the statement that finds the newest documents of which a holder has a task."""
    named = [_T[name] == bindparam(name, "") for name in ("unit", "role", "department", "person")]
    held = [*named, _T.reading == bindparam("reading", False), _T.position < _BEFORE]
    fitting = [_T.secrecy <= bindparam("clearance", 0), _LISTS[asked.kind].of_task, *covered(asked.acts, asked.kinds)]
    known = reaches(_T.dossier, bindparam(KNOWER, ""), bindparam(KNOWERS_DEPARTMENT, ""))
    found = select(_T.position, _T.dossier).where(*held, *fitting, known).distinct()
    return Prepared(found.order_by(_T.position.desc()).limit(_MOST), lists=True)


# --- documents ---------------------------------------------------------------------------------------------------


class _Way:
    """A way to documents that a statement finds, given who asks and what its documents must fulfil."""

    def __init__(self, found: Callable[[_Asked, Statement], Statement]) -> None:
        self._found = found
        self.statement = lru_cache(maxsize=256)(self._statement)

    def _statement(self, asked: _Asked) -> Prepared:
        shown = within(asked.sight), _LISTS[asked.kind].shown
        known = select(_D.position, _D.row).where(*shown, _D.position < _BEFORE).limit(_MOST)
        return Prepared(self._found(asked, known), lists=True)

    def __call__(self, connection: Connection, asked: _Asked, page: Page) -> Found:
        found: Found = self.statement(asked).run(connection, page).fetchall()
        return found


_NEWEST_FIRST = _D.position.desc()
_READS_THE_LINE = _D.id != ""
"""Holds for every document, and stands in no index but that of ids: a planner that would take the index of whole
outlines, since it alone answers, takes that of the way instead, which is far shorter."""


def _acted(asked: _Asked) -> list[ColumnElement[bool]]:
    """Return the conditions on ``parties`` for the documents of a list on which the person has acted."""
    return [_P.person == asked.sight.person, _LISTS[asked.kind].of_party]


@_Way
def _by_few_open(asked: _Asked, known: Statement) -> Statement:
    acted = select(_P.dossier).where(*_acted(asked), _P.done == 0)
    return known.where(_D.concluded.is_(False), _D.row.in_(acted)).order_by(_NEWEST_FIRST)


@_Way
def _by_many_open(asked: _Asked, known: Statement) -> Statement:
    mine = _D.unit == asked.sight.unit, is_party(asked.sight), _READS_THE_LINE
    return known.where(_D.concluded.is_(False), *mine).order_by(_NEWEST_FIRST)


def _by_act_open(connection: Connection, asked: _Asked, page: Page) -> Found:
    busy = not _is_register(asked) and _COUNT_OPEN.one(connection, {"person": asked.sight.person})[0] >= _BUSY
    return (_by_many_open if busy else _by_few_open)(connection, asked, page)


def _is_register(asked: _Asked) -> bool:
    return _LISTS[asked.kind].shown is not _ALL


_OPEN_ONES = select(_P.dossier).where(_P.person == bindparam("person"), _P.done == 0)
_COUNT_OPEN = Prepared(select(func.count()).select_from(_OPEN_ONES.limit(sqlite.so_many(_BUSY)).subquery()))


@_Way
def _by_act_done(asked: _Asked, known: Statement) -> Statement:
    acted = known.join(parties, _P.dossier == _D.row)
    return acted.where(*_acted(asked), _P.done > 0, _P.done < _BEFORE).order_by(_P.done.desc())


@_Way
def _by_unread(asked: _Asked, known: Statement) -> Statement:
    sent = known.join(parties, _P.dossier == _D.row)
    return sent.where(*_acted(asked), _P.unread > 0, _P.unread < _BEFORE).order_by(_P.unread.desc())


@_Way
def _by_department(asked: _Asked, known: Statement) -> Statement:
    own = _D.unit == asked.sight.unit, _D.department == asked.sight.department
    return known.where(*own, _READS_THE_LINE).order_by(_NEWEST_FIRST)


@_Way
def _by_register(asked: _Asked, known: Statement) -> Statement:
    """All that is issued; of a list that is a register itself, the register, for the sight tells the rest."""
    issued = _ALL if _is_register(asked) else _D.issued.is_(True)
    return known.where(_D.unit == asked.sight.unit, issued, _READS_THE_LINE).order_by(_NEWEST_FIRST)


@_Way
def _by_supervision(asked: _Asked, known: Statement) -> Statement:
    return known.where(_D.row.in_(supervised_in(asked.sight.unit))).order_by(_NEWEST_FIRST)


@_Way
def _by_matter(asked: _Asked, known: Statement) -> Statement:
    return known.where(_D.row.in_(matters_in(asked.sight.unit))).order_by(_NEWEST_FIRST)


def _every_way(sight: Sight) -> tuple[Way, ...]:
    ways: list[Way] = [_by_act_open, _by_act_done, _by_task]
    ways += [_by_department] if sight.heads_department else []
    return (*ways, _by_register) if sight.reads_issued else tuple(ways)


_WAS_CIRCULATED = exists().where(_D.row == _T.dossier, _D.circulated_on != "").correlate(tasks)

_LISTS: Mapping[type[q.DossierList], _List] = {
    q.ToDo: _List(ways=lambda _: (_by_task,), reading=_TO_DO),
    q.ToRead: _List(ways=lambda _: (_by_unread, _by_task), reading=_TO_READ),
    q.InHand: _List(ways=lambda _: (_by_act_open,)),
    q.Done: _List(ways=lambda _: (_by_act_done,)),
    q.Everything: _List(ways=_every_way),
    q.Supervised: _List(ways=lambda _: (_by_supervision,)),
    q.InternalMatters: _List(ways=lambda _: (_by_matter,)),
    q.Circulated: _List(ways=_every_way, shown=_D.circulated_on != "", of_task=_WAS_CIRCULATED),
    **{
        kind: _List(ways=_every_way, shown=_D[book].is_(True), of_task=_T[book].is_(True), of_party=_P[book].is_(True))
        for kind, book in ((q.IncomingRegister, "incoming"), (q.OutgoingRegister, "numbered"))
    },
}
