"""A line for a password (口令): it never shows what is typed, and says when the capitals are locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class PasswordLine(QLineEdit):
    """A line of dots.

    Signals:
        capitals: Whether the keyboard writes capitals of its own accord (大写锁定), as the last letter showed.
    """

    capitals = Signal(bool)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Notice capitals without Shift, and small letters with it."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.capitals.emit(False)
        elif letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() is not shifted)
        super().keyPressEvent(event)
