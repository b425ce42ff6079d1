"""A year of 10,000 items of the archive: numbering and folding them, and what a dry run and arranging take of one."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from time import process_time

from benchmarks.figures import Line
from benchmarks.packing import item_numbered
from oa_desktop.bootstrap.archive_play import FEWEST, play_year
from oa_desktop.bootstrap.archive_year import YEAR
from oa_desktop.domain.archives.register import ArchiveRegister, after
from oa_desktop.domain.ids import ArchiveName
from oa_desktop.office.archiving.dry_run import Allotment

ITEMS = 10_000
_NAME = ArchiveName(fonds="Z109", year=2026)
_MEGABYTE = 1024 * 1024


def measure() -> Iterator[Line]:
    """Give the lines about a year of the archive; seconds are those of the processor."""
    acts = [item_numbered(number).act for number in range(1, ITEMS + 1)]
    allotment = Allotment(registers={})
    begin = process_time()
    for act in acts:
        allotment.next(_NAME, act.of)
    yield Line(name=f"{ITEMS:,} numbers given out in one class", figure=process_time() - begin, unit="s")
    tracemalloc.start()
    register = ArchiveRegister(name=_NAME)
    before, begin = tracemalloc.get_traced_memory()[0], process_time()
    for act in acts:
        register = after(register, act)
    yield Line(name=f"{ITEMS:,} items folded, allocations traced", figure=process_time() - begin, unit="s")
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield Line(name="  memory of the register", figure=(held - before) / _MEGABYTE, unit="MB")
    yield Line(name="  the most while it was folded", figure=(peak - before) / _MEGABYTE, unit="MB")
    yield from _played()


def _played() -> Iterator[Line]:
    """Give the lines about documents in a real store."""
    with play_year(FEWEST) as played:
        begin = process_time()
        run = played.session.archive.dry_run(YEAR)
        yield Line(name="a dry run, a document", figure=(process_time() - begin) * 1000 / len(run.lines), unit="ms")
        begin = process_time()
        arranged = played.session.archive.arrange(run)
        spent = (process_time() - begin) * 1000
        yield Line(name="arranging, an item", figure=spent / len(arranged.documents), unit="ms")
