"""A watch on the event loop: how long the window could not have answered anybody.

    with Watch() as watch:
        ...  # let the event loop run
    assert watch.longest < MOST

The times are of the wall clock less what the system made this program wait for a processor (Linux tells it), but never
less than what the window's own thread worked; ``undisturbed`` tries a few times and takes the best: a window that really
blocks passes neither. What other tests have left in memory is not looked through for rubbish any more, as the program
does not look through what it has imported; thawed again, all collected tests would be looked through to the end.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QTimer

MOST = 0.1
"""Seconds that the window may leave anybody without an answer."""
TRIES = 5
_TASKS = Path("/proc/self/task")
_LINE = 100
"""Bytes that hold what Linux tells of a thread."""


class Watch:
    """Looks every few milliseconds whether the event loop still runs; how long the looking takes is left out.

    Attributes:
        longest: The longest time in seconds that it did not.
        looks: How often it was looked.
    """

    def __init__(self, every_ms: int = 4) -> None:
        self.longest = 0.0
        self.looks = 0
        self._queue = Queue()
        self._timer = QTimer()
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)

    def __enter__(self) -> Self:
        self._begin(self._queue.waits())
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._look()
        self._timer.stop()
        self._queue.close()

    def _begin(self, waited: Waits) -> None:
        self._waited, self._last, self._worked = waited, time.perf_counter(), time.thread_time()

    def _look(self) -> None:
        gap, worked, waited = time.perf_counter() - self._last, time.thread_time() - self._worked, self._queue.waits()
        self.longest = max(self.longest, worked, gap - starved(self._waited, waited))
        self.looks += 1
        self._begin(waited)


Waits = Mapping[str, float]
"""Seconds that each thread of this program has waited for a processor, by its number; empty where nobody knows."""


def starved(before: Waits, after: Waits) -> float:
    """Return how long in seconds this thread, and one other that it may have waited for, had no processor."""
    without = {task: seconds - before.get(task, 0.0) for task, seconds in after.items()}
    own = without.pop(str(threading.get_native_id()), 0.0)
    return own + max(0.0, *without.values(), 0.0)


class Queue:
    """Those who wait for a processor. Files stay open: every opening might wait for another thread of Python's."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}

    def waits(self) -> Waits:
        """Return how long the threads of this program have waited for a processor."""
        with suppress(OSError):
            for task in _TASKS.iterdir():
                if task.name not in self._files:
                    self._files[task.name] = os.open(task / "schedstat", os.O_RDONLY)
        return {name: _waited(file) for name, file in self._files.items()}

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()


def _waited(file: int) -> float:
    try:
        return int(os.pread(file, _LINE, 0).split()[1]) / 1e9
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
    return best
