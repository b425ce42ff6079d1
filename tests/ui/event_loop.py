"""A watch on the event loop: how long the window could not have answered anybody.

    with Watch() as watch:
        ...  # let the event loop run
    assert watch.longest < MOST

The times are of the wall clock less what the system made this program wait for a processor (Linux tells it), and
``undisturbed`` tries a few times and takes the best: a window that really blocks passes neither. What other tests have
left in memory is not looked through for rubbish meanwhile, as the program does not look through what it has imported.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
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
        self._last = 0.0
        self._starved = 0.0
        self._timer = QTimer()
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)

    def __enter__(self) -> Self:
        gc.collect()
        gc.freeze()
        self._last, self._starved = time.perf_counter(), starved()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._look()
        self._timer.stop()
        gc.unfreeze()

    def _look(self) -> None:
        now, without_processor = time.perf_counter(), starved()
        gap = now - self._last - max(0.0, without_processor - self._starved)
        self.longest = max(self.longest, gap)
        self._last, self._starved = now, without_processor
        self.looks += 1


def starved() -> float:
    """Return how long in seconds the threads of this program have waited for a processor; 0 where nobody knows."""
    return sum(_waited(task) for task in Path("/proc/self/task").glob("*/schedstat")) / 1e9


def _waited(task: Path) -> int:
    try:
        return int(task.read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def undisturbed(run: Callable[[], Watch], tries: int = TRIES) -> float:
    """Return the longest gap of the best of a few runs, as soon as one is good enough."""
    best = float("inf")
    for _ in range(tries):
        best = min(best, run().longest)
        if best < MOST:
            break
    return best
