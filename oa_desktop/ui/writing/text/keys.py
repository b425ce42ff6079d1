"""Keys of the text (快捷键): they belong to it while it or its bars have the keyboard, before those of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Keys(QObject):
    """Watches widgets for keys, and does what they stand for."""

    def __init__(self, slots: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._slots = {QKeySequence(keys).toString(): slot for keys, slot in slots.items()}

    def watch(self, *widgets: QObject) -> None:
        """Watch these too."""
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Claim the keys before the window takes them for its own, then do what they stand for."""
        if not isinstance(event, QKeyEvent) or event.type() == QEvent.Type.KeyRelease:
            return False
        slot = self._slots.get(_named(event))
        if slot is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        else:
            slot()
        return True


def _named(event: QKeyEvent) -> str:
    """Return the keys in words; whether a digit stands on the number pad makes no difference."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()
