"""Lists and search in the large store, for everybody who may ask: the worst of them counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from benchmarks.big_store import Library
from benchmarks.figures import COUNT, MILLISECONDS, OWN, SECONDS, WALL, Line, percentile
from benchmarks.words import vocabulary
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.session import Session

_GOAL_MS = 20
_ROWS = 50
_SCREEN, _LINES_GOAL_MS, _WHOLE_GOAL_MS = 60, 10, 600
_WHOLE = {
    "newest first": o.Outline(),
    "by title": o.Outline(sorting=o.Sorting.TITLE),
    "by number": o.Outline(of=q.OutgoingRegister, sorting=o.Sorting.NUMBER),
    "grouped by day": o.Outline(grouping=o.Grouping.DAY),
    "one kind": o.Outline(filter=o.Filter(kind="请示")),
    "a common word": o.Outline(filter=o.Filter(words="工作")),
    "of 已办": o.Outline(of=q.Done),
    "grouped by department": o.Outline(grouping=o.Grouping.DEPARTMENT),
    "of some days": o.Outline(filter=o.Filter(since="2026-03-01", until="2026-03-31")),
    "of one code": o.Outline(of=q.OutgoingRegister, filter=o.Filter(number="清政办发〔2026〕")),
}
_AGAIN = 5
_PAGES = 40
_TURNS = 3
_PLACES = (*range(40), *range(40, 400, 12), *range(400, 20_000, 700))
"""Which words are searched for, by how common they are."""
_HANDLERS = (
    Role.DRAFTER,
    Role.DEPARTMENT_HEAD,
    Role.OFFICE_REVIEWER,
    Role.SIGNER,
    Role.RECHECKER,
    Role.REGISTRAR,
    Role.SEAL_KEEPER,
    Role.DISPATCHER,
    Role.ARCHIVIST,
)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """Milliseconds of one answer: of this process alone, and on the wall."""

    own_ms: float
    wall_ms: float


Ask = Callable[[Session], Iterable[_Taken]]


def measure(library: Library) -> Iterator[Line]:
    """Give the lines about lists."""
    sessions = {role: library.unit.session(role) for role in _HANDLERS}
    yield Line(name="documents in the large store", figure=library.documents, unit=COUNT)
    yield Line(name="  building it once", figure=library.built_seconds, unit=SECONDS)
    for query in (q.ToDo, q.Everything, q.OutgoingRegister, q.InHand, q.Done):
        yield _line(f"{query.__name__}, {_ROWS} rows", sessions, partial(_paging, query))
    yield _line("Search, two characters", sessions, _searching)
    yield from _outlines(sessions)
    library.unit.close()


def _outlines(sessions: dict[Role, Session]) -> Iterator[Line]:
    """Give the lines about what the window asks of its lists."""
    first, whole = o.Outline(limit=_SCREEN), o.Outline()
    yield _line(f"Outline, the first {_SCREEN}", sessions, partial(_again, first))
    for name, query in _WHOLE.items():
        yield _line(f"Outline of all, {name}", sessions, partial(_again, query), _WHOLE_GOAL_MS)
    yield _line(f"Lines, {_SCREEN} of an outline", sessions, partial(_scrolling, whole), _LINES_GOAL_MS)
    yield _line("Counts of three lists", sessions, partial(_again, o.Counts()))


def _line(name: str, sessions: dict[Role, Session], ask: Ask, goal_ms: float = _GOAL_MS) -> Line:
    """Return the p95 of whoever waits longest; who has nothing to ask for does not wait."""
    times = {role: taken for role, session in sessions.items() if (taken := list(ask(session)))}
    own = {role: [one.own_ms for one in taken] for role, taken in times.items()}
    slowest = max(own, key=lambda role: percentile(own[role], 0.95))
    wall = percentile([one.wall_ms for one in times[slowest]], 0.95)
    everybody = [one for taken in own.values() for one in taken]
    median, p95, most = (percentile(everybody, part) for part in (0.5, 0.95, 1))
    return Line(
        name=f"p95 of {name}",
        figure=percentile(own[slowest], 0.95),
        unit=MILLISECONDS,
        goal=goal_ms,
        note=f"{slowest.value}, wall {wall:.1f}; everybody p50 {median:.1f}, p95 {p95:.1f}, most {most:.1f}",
    )


def _paging(kind: type[q.DossierList], session: Session) -> Iterator[_Taken]:
    """Give the times of the first pages of a list, some turns over."""
    session.ask(kind(limit=_ROWS))
    for _ in range(_TURNS):
        yield from _pages(kind, session)


def _pages(kind: type[q.DossierList], session: Session) -> Iterator[_Taken]:
    before = 0
    for _ in range(_PAGES):
        rows, taken = _taken(session, kind(limit=_ROWS, before=before))
        yield taken
        if len(rows) < _ROWS:
            return
        before = rows[-1].position


def _searching(session: Session) -> Iterator[_Taken]:
    """Give the times of searches for words of every rarity."""
    wanted = [word for word in (vocabulary()[place] for place in _PLACES) if len(word) == 2]
    queries = [q.Search(text=word, limit=_ROWS) for word in wanted]
    session.ask(queries[0])
    return (_taken(session, query)[1] for query in queries)


def _again(query: q.Query[Any], session: Session) -> Iterator[_Taken]:
    """Give the times of one question, some turns over."""
    session.ask(query)
    return (_taken(session, query)[1] for _ in range(_AGAIN))


def _scrolling(query: o.Outline, session: Session) -> Iterator[_Taken]:
    """Give the times of screenfuls all over an outline."""
    keys = [key for group in session.ask(query) for key in group.keys]
    starts = range(0, len(keys), max(_SCREEN, len(keys) // _PAGES))
    return (_taken(session, o.Lines(keys=tuple(keys[at : at + _SCREEN])))[1] for at in starts)


def _taken(session: Session, query: q.Query[Row]) -> tuple[tuple[Row, ...], _Taken]:
    wall, own = WALL(), OWN()
    rows = session.ask(query)
    return rows, _Taken(own_ms=(OWN() - own) * 1000, wall_ms=(WALL() - wall) * 1000)
