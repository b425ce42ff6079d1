"""Lists and tables of the window put nothing on the clipboard by themselves: what they name may bear a mark (密级)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QAbstractItemView, QApplication


class UncopiedLists(QObject):
    """Passes over the key by which every list of the toolkit copies the line that is chosen.

    It sees what the system sends the windows. A command of ours that copies comes before it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Stop the key where a list has the keyboard."""
        copies = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
        if copies and isinstance(QApplication.focusWidget(), QAbstractItemView):
            return True
        return super().eventFilter(watched, event)
