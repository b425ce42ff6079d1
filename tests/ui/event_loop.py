"""A watch on the event loop: how long the window could not have answered anybody.

    with Watch() as watch:
        ...  # let the event loop run
    assert watch.longest < MOST

The times are of the wall clock less what the system made this program wait for a processor (Linux tells it), but never
less than what the window's own thread worked; ``undisturbed`` tries a few times and takes the best: a window that really
blocks passes neither. What other tests have left in memory is not looked through for rubbish meanwhile, as the program
does not look through what it has imported.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QTimer

MOST = 0.1
"""Seconds that the window may leave anybody without an answer."""
TRIES = 3


class Watch:
    """Looks every few milliseconds whether the event loop still runs.

    Attributes:
        longest: The longest time in seconds that it did not.
        looks: How often it was looked.
    """

    def __init__(self, every_ms: int = 4) -> None:
        self.longest = 0.0
        self.looks = 0
        self._last = self._worked = 0.0
        self._waited: Waits = {}
        self._timer = QTimer()
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)

    def __enter__(self) -> Self:
        self._last, self._worked, self._waited = time.perf_counter(), time.thread_time(), waits()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._look()
        self._timer.stop()

    def _look(self) -> None:
        now, worked, waited = time.perf_counter(), time.thread_time(), waits()
        gap = now - self._last - starved(self._waited, waited)
        self.longest = max(self.longest, gap, worked - self._worked)
        self._last, self._worked, self._waited = now, worked, waited
        self.looks += 1


Waits = Mapping[str, float]
"""Seconds that each thread of this program has waited for a processor, by its number; empty where nobody knows."""


def waits() -> Waits:
    """Return how long the threads of this program have waited for a processor."""
    return {task.parent.name: _waited(task) for task in Path("/proc/self/task").glob("*/schedstat")}


def starved(before: Waits, after: Waits) -> float:
    """Return how long in seconds this thread, and one other that it may have waited for, had no processor."""
    without = {task: seconds - before.get(task, 0.0) for task, seconds in after.items()}
    own = without.pop(str(threading.get_native_id()), 0.0)
    return own + max(0.0, *without.values(), 0.0)


def _waited(task: Path) -> float:
    try:
        return int(task.read_text().split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def undisturbed(run: Callable[[], Watch], tries: int = TRIES) -> float:
    """Return the longest gap of the best of a few runs, as soon as one is good enough."""
    gc.collect()
    gc.freeze()
    best = float("inf")
    for _ in range(tries):
        best = min(best, run().longest)
        if best < MOST:
            break
    gc.unfreeze()
    return best
