"""Idle time (空闲): whether anybody has touched keyboard or mouse for so many minutes, asleep or awake."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
_MINUTE_MS = 60_000
_LOOK_MS = 10_000
"""The clocks are looked at so often: a timer stands still while the machine sleeps, and they do not."""

Clocks = Callable[[], tuple[float, ...]]
"""Tells the time by several clocks, in seconds."""


def machine_clocks() -> tuple[float, ...]:
    """Return the time of day, which counts sleep and may be set, and the time that runs on whatever is set."""
    return time.time(), time.monotonic()


def minutes_within(chosen: int, most: int) -> int:
    """Return after how many minutes a window locks whose user has chosen so many (0 for never).

    Args:
        chosen: What the user has chosen.
        most: What the unit allows; 0 where it says nothing.
    """
    return min(chosen or most, most or chosen)


class Idle(QObject):
    """Watches the program's windows; it sees what the system sends them and no event between widgets.

    Signals:
        over: Nobody has touched anything for the time that was named.
    """

    over = Signal()

    def __init__(self, parent: QObject | None = None, *, clocks: Clocks = machine_clocks) -> None:
        super().__init__(parent)
        self._clocks = clocks
        self._limit_ms = 0
        self._touched = clocks()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    @property
    def left_ms(self) -> int:
        """Milliseconds that are left; -1 where nothing is watched."""
        return self._left() if self._timer.isActive() else -1

    def begin(self, minutes: int) -> None:
        """Begin to count; 0 minutes never end."""
        self._timer.stop()
        self._limit_ms = minutes * _MINUTE_MS
        self._touched = self._clocks()
        if minutes:
            self.look()
        self._watch(QGuiApplication.focusWindow())

    def end(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Look whether the time is over."""
        left = self._left()
        if left > 0:
            self._timer.start(min(left, _LOOK_MS))
        else:
            self._timer.stop()
            self.over.emit()

    def _left(self) -> int:
        """Return what is left by the clock that has run furthest; one that was set back has not run at all."""
        passed = max(now - then for now, then in zip(self._clocks(), self._touched, strict=True))
        return max(self._limit_ms - int(passed * 1000), 0)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Count anew from every touch, unless it comes too late: whoever wakes the machine has yet to say who it is."""
        if event.type() in _TOUCHES and self._timer.isActive():
            if self._left() > 0:
                self._touched = self._clocks()
            self.look()
        return super().eventFilter(watched, event)
