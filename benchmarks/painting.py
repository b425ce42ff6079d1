"""Noting when the first window of a process is painted; imported by windows that are to be measured, so it is light."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import CLOCK_BOOTTIME, clock_gettime

from PySide6.QtCore import QEvent, QObject, QTimer


class Painted(QObject):
    """Notes when a window is first painted, does something then, and tells at the end."""

    def __init__(self, window: QObject, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then
        self._after = 0.0
        window.installEventFilter(self)

    def tell(self) -> None:
        """Print after how many seconds it was painted, and the memory of the process at its highest in MB."""
        print("painted", self._after)
        print("memory", _most_memory())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """See the first paint."""
        if event.type() == QEvent.Type.Paint and not self._after:
            self._after = _age()
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)


def _most_memory() -> float:
    """Return the memory of this process at its highest in MB; what its parent had is not counted to it."""
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


def _age() -> float:
    """Return how long in seconds this process has lived."""
    fields = Path("/proc/self/stat").read_text().rsplit(")", 1)[1].split()
    return clock_gettime(CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
