"""Completing (补全): words offered below a line while somebody types; they are never in the way of a click."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

BETWEEN_NAMES = re.compile(r"[、,，;；\s]+")


class Completer(QCompleter):
    """Offers whole lines; a click elsewhere closes the offer and does what it was meant for."""

    def __init__(self, words: Iterable[str], line: QLineEdit) -> None:
        super().__init__(list(words), line)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Hand a click beside the offer on, which Qt would swallow: what is typed next went into the wrong line."""
        popup = self.popup()
        if popup is not None and watched is popup and isinstance(event, QMouseEvent) and _is_beside(popup, event):
            popup.hide()
            _press_again(event)
            return True
        return super().eventFilter(watched, event)


class NameCompleter(Completer):
    """Completes the last of several names; those before it stay."""

    def __init__(self, words: Iterable[str], line: QLineEdit) -> None:
        super().__init__(words, line)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:  # noqa: N802 - Qt's own name
        """Return what is looked for."""
        return [BETWEEN_NAMES.split(path)[-1]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 - Qt's own name
        """Return the whole line with a name completed."""
        typed, line = self.widget(), ""
        if isinstance(typed, QLineEdit):
            line = typed.text()
        return line[: len(line) - len(BETWEEN_NAMES.split(line)[-1])] + super().pathFromIndex(index)


def _is_beside(popup: QWidget, event: QMouseEvent) -> bool:
    return event.type() is QEvent.Type.MouseButtonPress and not popup.rect().contains(event.position().toPoint())


def _press_again(event: QMouseEvent) -> None:
    """Let a press reach what lies there in the window, as the window system would have brought it."""
    place = event.globalPosition()
    below = QApplication.widgetAt(place.toPoint())
    window = below.window().windowHandle() if below else None
    if window is None:
        return
    again = QMouseEvent(
        event.type(), window.mapFromGlobal(place), place, event.button(), event.buttons(), event.modifiers()
    )
    QCoreApplication.postEvent(window, again)
