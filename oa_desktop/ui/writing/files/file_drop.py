"""Files dropped anywhere on the editor (拖放): they become attachments, never addresses in the text."""

from __future__ import annotations

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

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        over.setAcceptDrops(True)
        for part in (over, *over.findChildren(QWidget)):
            if part.acceptDrops():  # Qt hands what is dropped on any other part to the one that it lies in
                part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Take files; leave everything else that is dragged to the widget below."""
        if not isinstance(event, QDropEvent) or not (paths := _files(event.mimeData())):
            return super().eventFilter(watched, event)
        event.acceptProposedAction()
        if event.type() not in _COMING:
            self.dropped.emit(paths)
        return True


def _files(brought: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile())
