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


def on_every_core(work: Callable[[Thing], Made], things: Iterable[Thing]) -> Iterator[Made]:
    """Give what some work makes of each thing, in their order; memory does not grow with their number.

    Args:
        work: Called on several threads; what it raises ends the giving, at the place of its thing.
        things: Taken a little ahead of what was given.
    """
    cores = max(2, os.cpu_count() or 1)
    waiting: deque[Future[list[Made]]] = deque()
    with ThreadPoolExecutor(cores, thread_name_prefix="core") as pool:
        for lot in _lots(things):
            waiting.append(pool.submit(_done, work, lot))
            if len(waiting) > 2 * cores:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _done(work: Callable[[Thing], Made], lot: list[Thing]) -> list[Made]:
    return [work(one) for one in lot]


def _lots(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    rest = iter(things)
    while lot := list(islice(rest, _LOT)):
        yield lot
