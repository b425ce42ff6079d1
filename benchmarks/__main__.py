"""Measure how quick the program is and print a table: ``python -m benchmarks``, or ``make bench``.

What the goals name as a ratio is measured against its reference turn by turn in the same run, so that the figure says
the same on a slow and on a busy machine. Lines without a goal are shown for information. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks import (
    acts,
    archive_year,
    backing_up,
    files,
    fixity,
    folding,
    large,
    lists,
    packing,
    pages,
    papers,
    properties,
    sealing,
    searching,
    starting,
    together,
    trail,
    training,
    typing,
    verifying,
    window,
)
from benchmarks.big_store import DOCUMENTS, open_library
from benchmarks.figures import Line, table
from benchmarks.results import save


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for on the command line."""

    documents: int
    only: frozenset[str]
    save: bool


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and keep the result when asked to; return 1 when a goal is missed."""
    wish = _wish(arguments)
    lines: list[Line] = []
    for name, measure in _groups(wish).items():
        if not wish.only or name in wish.only:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            lines += measure()
    print(table(lines))
    if wish.save:
        print(f"kept in {save(lines, wish.documents)}")
    return int(any(line.met is False for line in lines))


def _wish(arguments: Sequence[str]) -> Wish:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="size of the large store (%(default)s)")
    parser.add_argument("--only", action="append", default=[], choices=GROUPS, help="measure this group alone")
    parser.add_argument("--save", action="store_true", help="keep the ratios in benchmarks/results")
    given = parser.parse_args(arguments)
    return Wish(documents=given.documents, only=frozenset(given.only), save=given.save)


def _groups(wish: Wish) -> dict[str, Callable[[], Iterator[Line]]]:
    return {
        "acts": acts.measure,
        "together": together.measure,
        "fold": folding.measure,
        "verify": verifying.measure,
        "pages": pages.measure,
        "papers": papers.measure,
        "properties": properties.measure,
        "sealing": sealing.measure,
        "backup": backing_up.measure,
        "audit": trail.measure,
        "files": files.measure,
        "archive": packing.measure,
        "archive-year": archive_year.measure,
        "fixity": fixity.measure,
        "training": training.measure,
        "typing": typing.measure,
        "lists": partial(_large, wish.documents, lists.measure),
        "search": partial(searching.measure, wish.documents),
        "statistics": partial(large.statistics, wish.documents),
        "start": partial(_large, wish.documents, starting.measure),
        "window": partial(_large, wish.documents, window.measure),
    }


def _large(documents: int, measure: Callable[..., Iterator[Line]]) -> Iterator[Line]:
    return measure(open_library(documents))


GROUPS = (
    *(
        "acts",
        "together",
        "fold",
        "verify",
        "pages",
        "papers",
        "properties",
        "sealing",
        "backup",
        "audit",
        "files",
        "archive",
        "archive-year",
        "fixity",
        "training",
        "typing",
        "lists",
    ),
    *("search", "statistics", "start", "window"),
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
