"""Idle time (空闲): whether anybody has touched keyboard or mouse for so many minutes."""

from __future__ import annotations

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


class Idle(QObject):
    """Watches the program's windows; it sees what the system sends them and no event between widgets.

    Signals:
        over: Nobody has touched anything for the time that was named.
    """

    over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.over)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    @property
    def left_ms(self) -> int:
        """Milliseconds that are left; -1 where nothing is watched."""
        return self._timer.remainingTime()

    def begin(self, minutes: int) -> None:
        """Begin to count; 0 minutes never end."""
        self._timer.stop()
        if minutes:
            self._timer.start(minutes * _MINUTE_MS)
        self._watch(QGuiApplication.focusWindow())

    def end(self) -> None:
        """Count no longer."""
        self._timer.stop()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Count anew from every touch."""
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return super().eventFilter(watched, event)
