"""Work on every core at once (各核并行): what hashes, deciphers or waits for the disk leaves Python to the others."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

_LOT = 32
"""Things handed to a core at once: few enough to be stopped soon, enough to be worth handing over."""
_READY = 16
"""Lots that lie ready for each core, so that none waits while the things of the next are looked up."""
_AHEAD = 256
"""Lots that are handed over while the first of them takes long, such as the one with the largest file."""


def on_every_core(work: Callable[[Thing], Made], things: Iterable[Thing]) -> Iterator[Made]:
    """Give what some work makes of each thing, in their order; memory does not grow with their number.

    Args:
        work: Called on several threads; what it raises ends the giving, at the place of its thing.
        things: Taken a little ahead of what was given.
    """
    cores = max(2, os.cpu_count() or 1)
    waiting: deque[Future[list[Made]]] = deque()
    with ThreadPoolExecutor(cores, thread_name_prefix="core") as pool:
        try:
            for lot in _lots(things):
                waiting.append(pool.submit(_done, work, lot))
                while len(waiting) > _READY * cores and (waiting[0].done() or len(waiting) > _AHEAD):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _done(work: Callable[[Thing], Made], lot: list[Thing]) -> list[Made]:
    return [work(one) for one in lot]


def _lots(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while lot := list(islice(rest, _LOT)):
        yield lot
