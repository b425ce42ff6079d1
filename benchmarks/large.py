"""To-do lists among a million documents, and the trail of as many entries: ``make bench-large``, or
``python -m benchmarks.large``.

For each size a store is built (:mod:`benchmarks.bulk`), asked, and thrown away unless ``--keep`` says where it stays.
The growth from the smallest to the largest store is printed, and noted in ``benchmarks/results/large.jsonl``; the exit
code is 1 when the goal is missed. The goal is the p95 of the first page of 待办, of whoever waits longest.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import bulk, searching, trail
from benchmarks.big_store import FOLDER, tables_digest
from benchmarks.figures import COUNT, MILLISECONDS, OWN, RATIO, SECONDS, WALL, Line, percentile, table
from benchmarks.ledger import commit, note
from benchmarks.unit import Unit, open_unit
from oa_desktop.domain.actions.delegating import Delegate
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.session import Session
from oa_desktop.storage.header import SCHEMA

SIZES = (10_000, 100_000, 1_000_000)
LEDGER = "large.jsonl"
_GOAL_MS, _ROWS, _ROUNDS = 20, 50, 40
_FIRST = "待办 (ToDo), first page"
_QUERIES: Mapping[str, q.Query[Any]] = {
    _FIRST: q.ToDo(limit=_ROWS),
    "待阅 (ToRead), first page": q.ToRead(limit=_ROWS),
    "待办, the first screen of the window": o.Outline(of=q.ToDo, limit=60),
    "待办, all of it by its time limit": o.Outline(of=q.ToDo, sorting=o.Sorting.DUE),
    "待办, what is late": o.Outline(of=q.ToDo, filter=o.Filter(due=o.DueBy.LATE), sorting=o.Sorting.DUE),
    "counts of three lists": o.Counts(),
    "在办 (InHand), first page": q.InHand(limit=_ROWS),
    "已办 (Done), first page": q.Done(limit=_ROWS),
    "全部 (Everything), first page": q.Everything(limit=_ROWS),
    "发文登记 (OutgoingRegister), first page": q.OutgoingRegister(limit=_ROWS),
    "收文登记 (IncomingRegister), first page": q.IncomingRegister(limit=_ROWS),
}
_STATISTICS = "统计 (Statistics), all of it in one year"
_STATISTICS_MOST, _STATISTICS_GOAL_MS = 100_000, 1000
"""Documents in one year up to which figures are asked for, and how long it may take with so many."""
_ASKING = (
    *(Role.DRAFTER, Role.DEPARTMENT_HEAD, Role.OFFICE_REVIEWER, Role.SIGNER, Role.RECHECKER, Role.REGISTRAR),
    *(Role.DISPATCHER, Role.ARCHIVIST),
)


def main(arguments: Sequence[str]) -> int:
    """Build, ask, print and note; return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="documents of the stores")
    parser.add_argument("--entries", type=int, default=trail.LARGE, help="entries of the trail (%(default)s)")
    parser.add_argument("--keep", type=Path, help="folder in which the stores stay, and are taken from the next time")
    wish = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="oa-bench-large-") as passing:
        found = {size: _measured((wish.keep or Path(passing)) / str(size), size) for size in sorted(wish.sizes)}
        audited = list(trail.measure_large(Path(passing) / "trail", wish.entries))
    searched = list(searching.measure(max(wish.sizes)))
    lines = [*(line for own in found.values() for line in own), *_growth(found), *audited, *searched]
    print(table(lines))
    _note(lines)
    return int(any(line.met is False for line in lines))


def _measured(home: Path, documents: int) -> list[Line]:
    seconds, entries = _built(home, documents)
    lines = [
        Line(name=f"{documents:,} documents: entries", figure=entries, unit=COUNT),
        Line(name=f"{documents:,} documents: building them", figure=seconds, unit=SECONDS),
    ]
    with closing(open_unit(home, crowd=1)) as unit:
        counted = [_statistics(unit, documents)] if documents <= _STATISTICS_MOST else []
        return [*lines, *_lists(unit, documents), *counted]


def _lists(unit: Unit, documents: int) -> Iterator[Line]:
    for name, query in _QUERIES.items():
        yield _line(unit, documents, name, query, goal=_GOAL_MS if name == _FIRST else None)


def statistics(documents: int) -> Iterator[Line]:
    """Give the line about statistics over so many documents, in a store that is kept for the next time."""
    home = FOLDER / f"{documents}-copies-of-schema-{SCHEMA}-{tables_digest()}"
    _built(home, documents)
    with closing(open_unit(home, crowd=1)) as unit:
        yield _statistics(unit, documents)


def _statistics(unit: Unit, documents: int) -> Line:
    year = date.today().year
    query = q.Statistics(within=q.Stretch(since=f"{year}-01-01", until=f"{year}-12-31"), per=q.Per.STEP)
    return _line(unit, documents, _STATISTICS, query, goal=_STATISTICS_GOAL_MS, rounds=6)


def _built(home: Path, documents: int) -> tuple[float, int]:
    """Build a store where none lies; return how long it took and how many entries it has."""
    finished = home / "finished"
    if not finished.exists():
        begin = perf_counter()
        written = bulk.build(home, documents)
        with closing(open_unit(home)) as unit:
            _let_stand_in(unit)
        finished.write_text(f"{perf_counter() - begin:.0f} {written}")
    seconds, found = finished.read_text().split()
    return float(seconds), int(found)


def _let_stand_in(unit: Unit) -> None:
    """Let somebody stand for another (委托): their tasks are asked for too."""
    until = (date.today() + timedelta(days=30)).isoformat()
    delegate = unit.session(Role.RECHECKER).standing.person
    unit.perform(Role.OFFICE_REVIEWER, Delegate(delegate=delegate, until=until))


def _line(
    unit: Unit, documents: int, name: str, query: q.Query[Any], *, goal: float | None, rounds: int = _ROUNDS
) -> Line:
    """Return the p95 of whoever waits longest."""
    sessions = {role.value: unit.session(role) for role in _ASKING} | {"asked by name": unit.session_of_crowd()}
    times = {who: list(_times(session, query, rounds)) for who, session in sessions.items()}
    slowest = max(times, key=lambda who: percentile([own for own, _ in times[who][1:]], 0.95))
    own, wall = ([one[place] for one in times[slowest]] for place in (0, 1))
    median, on_the_wall = percentile(own[1:], 0.5), percentile(wall[1:], 0.95)
    return Line(
        name=f"{documents:,} documents: p95 of {name}",
        figure=percentile(own[1:], 0.95),
        unit=MILLISECONDS,
        goal=goal,
        note=f"{slowest}; p50 {median:.1f}, wall p95 {on_the_wall:.1f}, the first {wall[0]:.1f}",
    )


def _times(session: Session, query: q.Query[Any], rounds: int) -> Iterator[tuple[float, float]]:
    """Give the milliseconds of one question over and over: of this process alone, and on the wall."""
    for _ in range(rounds):
        own, wall = OWN(), WALL()
        session.ask(query)
        yield (OWN() - own) * 1000, (WALL() - wall) * 1000


def _growth(found: Mapping[int, Sequence[Line]]) -> Iterator[Line]:
    """Give how many times as long each question takes in the largest store as in the smallest."""
    smallest, largest = min(found), max(found)
    if smallest == largest:
        return
    for few, many in zip(found[smallest], found[largest], strict=False):
        name = few.name.partition(": ")[2]
        yield Line(name=f"{largest:,} / {smallest:,}: {name}", figure=many.figure / few.figure, unit=RATIO)


def _note(lines: Sequence[Line]) -> None:
    """Note the figures: with the seed, the commit, and the machine in neutral words."""
    figures = {line.name: round(line.figure, 3) for line in lines}
    processors = f"{os.cpu_count()} processors"
    note(
        LEDGER,
        {
            "seed": bulk.SEED,
            "commit": commit("oa_desktop", "benchmarks", ":!benchmarks/results"),
            "machine": processors,
            "load": round(os.getloadavg()[0], 1),
            "met": not any(line.met is False for line in lines),
            "figures": figures,
        },
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
