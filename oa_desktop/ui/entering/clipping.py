"""The clipboard (剪贴板): what was copied out of this program goes after a while, and when nobody is here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

USUAL_SECONDS = 300


def put_here() -> bool:
    """Tell whether what has just come onto the clipboard is this program's: it owns it, or is what people work in."""
    active = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
    return active or QGuiApplication.clipboard().ownsClipboard()


class Clipping(QObject):
    """Watches the clipboard; what other programs have put there is left alone."""

    def __init__(self, parent: QObject | None = None, *, ours: Callable[[], bool] = put_here) -> None:
        super().__init__(parent)
        self._ours = ours
        self._held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.keep_for(USUAL_SECONDS)
        QGuiApplication.clipboard().dataChanged.connect(self._notice)

    @property
    def left_ms(self) -> int:
        """Milliseconds until it is taken away; -1 where nothing of ours is there."""
        return self._timer.remainingTime()

    def keep_for(self, seconds: int) -> None:
        """Leave what is copied from now on for so many seconds."""
        self._timer.setInterval(seconds * 1000)

    def clear(self) -> None:
        """Take away what is ours."""
        if not self._held:
            return
        self._timer.stop()
        clipboard = QGuiApplication.clipboard()
        clipboard.clear()
        if clipboard.supportsSelection():
            clipboard.clear(QClipboard.Mode.Selection)
        self._held = False

    def _notice(self) -> None:
        self._held = self._ours()
        if self._held:
            self._timer.start()
        else:
            self._timer.stop()
