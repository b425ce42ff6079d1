"""A watch on the event loop: how long the window could not have answered anybody.

    with Watch() as watch:
        ...  # let the event loop run
    assert watch.longest < MOST

The times are of the wall clock, so another program may disturb them: ``undisturbed`` tries a few times and takes the
best, which a window that really blocks never passes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
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
        self._timer = QTimer()
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)

    def __enter__(self) -> Self:
        self._last = time.perf_counter()
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._look()
        self._timer.stop()

    def _look(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now
        self.looks += 1


def undisturbed(run: Callable[[], Watch], tries: int = TRIES) -> float:
    """Return the longest gap of the best of a few runs, as soon as one is good enough."""
    best = float("inf")
    for _ in range(tries):
        best = min(best, run().longest)
        if best < MOST:
            break
    return best
