"""Files dropped anywhere on the editor (拖放): they become attachments, never addresses in the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_COMING = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


class FileDrop(QObject):
    """Watches a widget and everything in it for files.

    Signals:
        dropped: Files were dropped (``tuple`` of ``Path``).
    """

    dropped = Signal(object)

    def __init__(self, over: QWidget, left: Callable[[QObject, tuple[Path, ...]], bool]) -> None:
        """Watch.

        Args:
            over: The widget.
            left: Tells of a part of it and of files whether that part takes them itself.
        """
        super().__init__(over)
        self._left = left
        over.setAcceptDrops(True)
        for part in (over, *over.findChildren(QWidget)):
            if part.acceptDrops():  # Qt hands what is dropped on any other part to the one that it lies in
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Take files; leave everything else that is dragged to the widget below."""
        paths = _files(event.mimeData()) if isinstance(event, QDropEvent) else ()
        if not isinstance(event, QDropEvent) or not paths or self._left(watched, paths):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() not in _COMING:
            self.dropped.emit(paths)
        return True


def _files(brought: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile())
