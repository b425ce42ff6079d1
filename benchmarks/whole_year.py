"""A year of 10,000 handled documents is archived: ``make year``, or ``python -m benchmarks.whole_year``.

A process of its own lets some be handled through the door (:mod:`benchmarks.many_together`), and makes the others like
them, with journals that verify (:mod:`benchmarks.signed_copies`). Then the archivist makes a dry run, lets it wait,
calls it off and makes it again; arranges, calls that off half way, goes on with it and lets it wait; checks all files
and packs some, each as the window does it. How long each took, by the clock and by the processor, and the most memory
meanwhile is printed and appended to ``benchmarks/results/whole-year.jsonl``; the exit code is 1 when a document was
left out, archived twice, or got a number with a gap before it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from threading import Timer
from time import perf_counter, process_time
from typing import TypeVar

from benchmarks.files import peak
from benchmarks.ledger import commit, note
from benchmarks.many_together import play
from benchmarks.signed_copies import Copier
from benchmarks.unit import open_unit
from oa_desktop.bootstrap.archive_year import ARCHIVIST, YEAR, ZONE, Year
from oa_desktop.bootstrap.building import build_office
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.bootstrap.resources import build_scheme
from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.documents.incoming import TO_READ
from oa_desktop.domain.ids import RegisterName, register_journal
from oa_desktop.domain.numbers.numbering import INCOMING
from oa_desktop.domain.realms import Realm
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.dry_run import DryRun, LineSort
from oa_desktop.office.ports.store import Step
from oa_desktop.office.session import Session
from oa_desktop.training.telling import Cast
from oa_desktop.ui.tasks import Cancelled, Progress

LEDGER = "whole-year.jsonl"
DOCUMENTS = 10_000
_THEN = datetime(YEAR + 1, 1, 8, 9, tzinfo=ZONE)
_HANDLED = 100
"""Documents that go through the door, every tenth of them a page of the unit's own; the others are copies."""
_PACKED = 1000
"""Items that are packed at most: most of the time goes into converting what came, alike for each."""
_MOST = 1_000_000
_WAIT = 2.0
"""Seconds that work waits where it is paused."""
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a piece of work took.

    Attributes:
        seconds: By the clock.
        processor: Seconds of this process's processor time.
        memory: The most memory meanwhile, MB.
    """

    seconds: float
    processor: float
    memory: float


@dataclass(slots=True)
class Figures:
    """What everything took, by name, in order."""

    spent: dict[str, Spent] = field(default_factory=dict)

    def of(self, name: str, work: Callable[[], Result]) -> Result:
        """Do a piece of work and remember what it took."""
        _forget_peak()
        clock, processor = perf_counter(), process_time()
        try:
            return work()
        finally:
            took = perf_counter() - clock, process_time() - processor, peak()
            self.spent[name] = Spent(**dict(zip(Spent.__slots__, (round(one, 2) for one in took), strict=True)))
            print(f"{name:<45}{took[0]:>9.1f} s{took[1]:>9.1f} s{took[2]:>7.0f} MB", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Build, archive, print and note; return 1 where something is at odds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_year", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="documents of the year (%(default)s)")
    parser.add_argument("--below", type=Path, help="where the store lies; on a disk or in memory makes a difference")
    wish = parser.parse_args(arguments)
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="oa-bench-year-", dir=wish.below) as folder:
        figures.of("handling the documents", lambda: _build_aside(Path(folder), wish.documents))
        with _archivist(Path(folder)) as session:
            faults, counts = archive(session, figures, Path(folder) / "out")
    line = {
        "documents": wish.documents,
        "commit": commit("oa_desktop", "benchmarks", ":!benchmarks/results"),
        "machine": f"{os.cpu_count()} processors",
        "load": round(os.getloadavg()[0], 1),
        "spent": {name: asdict(one) for name, one in figures.spent.items()},
        "counts": counts,
        "faults": faults,
    }
    note(LEDGER, line)
    print(counts, *faults, sep="\n")
    return int(bool(faults))


def _forget_peak() -> None:
    """Let the most memory of this process count from now on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


# --- the documents -----------------------------------------------------------------------------------------------


def _build_aside(home: Path, documents: int) -> None:
    """Let a process of its own handle the documents: what it needed is no part of what archiving needs."""
    building = get_context("spawn").Process(target=build, args=(home, documents))
    building.start()
    building.join()
    if building.exitcode:
        raise RuntimeError(f"building ended with {building.exitcode}")


def build(home: Path, documents: int) -> None:
    """Let a unit handle and file some documents in a new store below a root, and copy what came until it has enough."""
    clock = ScriptClock(datetime(YEAR - 1, 12, 1, 9, tzinfo=ZONE))
    with closing(open_unit(home, clock=clock)) as unit:
        cast = Cast(office=unit.office, unit=unit.people)
        cast.session(ARCHIVIST).archive.adopt_scheme(build_scheme("organ"))
        handled = min(documents, _HANDLED)
        play(Year(cast, clock), handled, _tell)
        name = RegisterName(code=INCOMING, year=YEAR, series=TO_READ)
        register = register_journal(cast.organisation().unit, name)
        Copier(unit, register).write(range(handled, documents), _tell)
        cast.leave()
        print(file=sys.stderr)


def _tell(done: int, total: int) -> None:
    print(f"\r{done:,} of {total:,} documents", end="", file=sys.stderr, flush=True)


@contextmanager
def _archivist(home: Path) -> Iterator[Session]:
    """Sign the archivist in, once the year is over."""
    with closing(build_office(home, Realm.DEMONSTRATION, clock=ScriptClock(_THEN))) as office:
        cast = Cast(office=office, unit=demonstration_unit())
        yield cast.session(ARCHIVIST)
        cast.leave()


# --- the archive -------------------------------------------------------------------------------------------------


def archive(session: Session, figures: Figures, out: Path) -> tuple[list[str], dict[str, int]]:
    """Archive the year as the window does it; return what is at odds, and how many there are of everything."""
    room = session.archive
    figures.of("dry run, paused, called off half way", lambda: _called_off(lambda step: room.dry_run(YEAR, step)))
    run = figures.of("dry run again", lambda: room.dry_run(YEAR))
    figures.of("arranging, called off half way", lambda: _called_off(lambda step: room.arrange(run, step=step)))
    half = len(_items(session))
    rest = figures.of("dry run of what is left", lambda: room.dry_run(YEAR))
    figures.of("arranging the rest, paused", lambda: room.arrange(rest, step=_paused()))
    items = figures.of("listing the items", lambda: _items(session))
    figures.of("fixity of every file", lambda: room.keeping.check(YEAR))
    codes = tuple(one.code for one in items[:_PACKED])
    package = figures.of("what is to leave", lambda: room.packages.package(YEAR, codes))
    figures.of(f"packing {len(codes)} of them", lambda: room.packages.pack(package, PackageKind.TRANSFER, out))
    sorts = {one.name.lower(): len(run.of(one)) for one in LineSort}
    return list(_at_odds(run, items)), {**sorts, "items when called off": half, "items": len(items)}


def _paused() -> Step:
    """Return the step of a window in which the work is paused at a third, and goes on after a while."""
    return _Hand(pause_at=1 / 3).progress.step


def _called_off(work: Callable[[Step], object]) -> None:
    """Do a piece of work that is paused at a third and called off half way."""
    with suppress(Cancelled):
        work(_Hand(pause_at=1 / 3, stop_at=1 / 2).progress.step)
        raise RuntimeError("it was not called off")


class _Hand:
    """Somebody at the window who pauses work once it is so far, lets it go on, and calls it off.

    Attributes:
        progress: What the window gives to the work.
    """

    def __init__(self, *, pause_at: float, stop_at: float = 2) -> None:
        self._pause_at = pause_at
        self._stop_at = stop_at
        self.progress = Progress(self._see)

    def _see(self, done: int, total: int) -> None:
        if done > total * self._stop_at:
            self.progress.cancel()
        elif done > total * self._pause_at:
            self._pause_at = 2
            self.progress.pause()
            Timer(_WAIT, self.progress.go_on).start()


def _items(session: Session) -> tuple[q.ArchiveItemRow, ...]:
    scheme = session.archive.scheme(YEAR)
    return session.ask(q.ArchiveItems(register=scheme.archive(YEAR), limit=_MOST)) if scheme else ()


def _at_odds(run: DryRun, items: Sequence[q.ArchiveItemRow]) -> Iterator[str]:
    """Yield what is wrong with the items that came of a dry run."""
    fit, held = {one.document for one in run.of(LineSort.TO_ARRANGE)}, Counter(one.document for one in items)
    yield from (f"{one} is no item" for one in fit - held.keys())
    yield from (f"{one} is {times} items" for one, times in held.items() if times > 1)
    yield from (f"{one.document} has a fault" for one in run.of(LineSort.FAULTY))
    classes: dict[tuple[str, str], set[int]] = {}
    for one in items:
        classes.setdefault((one.retention, one.division), set()).add(one.number)
    yield from (f"{of} has gaps" for of, numbers in classes.items() if len(numbers) < max(numbers))
    if len({one.batch for one in items}) > 1:
        yield "what was called off was not gone on with"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
