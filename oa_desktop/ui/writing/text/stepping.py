"""Long work on the text (分段处理): done in slices, between which the window answers.

A text on the screen may be touched only by the thread of the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

TURN_S = 0.015
"""Seconds that are worked before the window is let answer."""
AT_ONCE = 4
"""Steps that are done before anything else, however slow the machine: what is short never waits."""


class Stepping(QObject):
    """One piece of work.

    Signals:
        done: It is over.
    """

    done = Signal()

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Work through the first turn now and the others later; what is short is over when this returns."""
        self._timer.start(0)
        for _ in islice(self._steps, AT_ONCE - 1):
            pass
        self._turn()

    def stop(self) -> None:
        """Leave the rest undone; it is not over then."""
        self._timer.stop()
        self.deleteLater()

    def _turn(self) -> None:
        until = perf_counter() + TURN_S
        for _ in self._steps:
            if perf_counter() > until:
                return
        self.stop()
        self.done.emit()
