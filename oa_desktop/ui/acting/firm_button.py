"""A firm button (不吃回车的按钮): pressed by mouse, finger or the space bar, on no system by Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FirmButton(QPushButton):
    """A button for what somebody answers for; some desktops press any button that has the keyboard by Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave Enter to whatever holds the button."""
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)
