"""A year of 10,000 items of the archive: numbering and folding them, and what a dry run and arranging take of one.

The documents of the last lines are real ones, handled through the door in an encrypted store; the time of the confined
processes that count pages and look at seals is not in the processor time here, but in that of the clock.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from time import perf_counter, process_time
from typing import TypeVar

from benchmarks.figures import Line
from benchmarks.packing import item_numbered
from oa_desktop.bootstrap.archive_play import play_year
from oa_desktop.bootstrap.archive_year import YEAR
from oa_desktop.domain.archives.folding import after, given, owned
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.office.archiving.dry_run import Allotment

ITEMS = 10_000
_NAME = ArchiveName(fonds="Z109", year=2026)
_MEGABYTE = 1024 * 1024
DOCUMENTS = 60
"""Real documents: enough to tell what one takes, few enough to be played in half a minute."""
Result = TypeVar("Result")
Spent = tuple[float, float]
"""Seconds of the clock, and of the processor."""


def measure() -> Iterator[Line]:
    """Give the lines about a year of the archive; seconds are those of the processor."""
    acts = [item_numbered(number).act for number in range(1, ITEMS + 1)]
    allotment = Allotment(registers={})
    begin = process_time()
    for act in acts:
        allotment.next(_NAME, act.of)
    yield Line(name=f"{ITEMS:,} numbers given out in one class", figure=process_time() - begin, unit="s")
    tracemalloc.start()
    register = owned(ArchiveRegister(name=_NAME))
    before, begin = tracemalloc.get_traced_memory()[0], process_time()
    for act in acts:
        register = after(register, act)
    register = given(register)
    yield Line(name=f"{ITEMS:,} items folded, allocations traced", figure=process_time() - begin, unit="s")
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield Line(name="  memory of the register", figure=(held - before) / _MEGABYTE, unit="MB")
    yield Line(name="  the most while it was folded", figure=(peak - before) / _MEGABYTE, unit="MB")
    yield from _played()


def _played() -> Iterator[Line]:
    """Give the lines about documents in a real store."""
    with play_year(DOCUMENTS) as played:
        archive = played.session.archive
        run, spent = _timed(lambda: archive.dry_run(YEAR))
        yield from _each("a dry run, a document", spent, len(run.lines))
        _, spent = _timed(lambda: archive.dry_run(YEAR))
        yield from _each("  once more, measures remembered", spent, len(run.lines))
        arranged, spent = _timed(lambda: archive.arrange(run))
        yield from _each("arranging, an item", spent, len(arranged.documents))


def _timed(work: Callable[[], Result]) -> tuple[Result, Spent]:
    """Return what work comes to, and the seconds of the clock and of the processor."""
    clock, processor = perf_counter(), process_time()
    result = work()
    return result, (perf_counter() - clock, process_time() - processor)


def _each(name: str, spent: Spent, count: int) -> Iterator[Line]:
    clock, processor = spent
    yield Line(name=name, figure=processor * 1000 / count, unit="ms")
    yield Line(name=f"{name}, by the clock", figure=clock * 1000 / count, unit="ms")
