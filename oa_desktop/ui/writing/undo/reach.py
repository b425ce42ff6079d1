"""Undoing where the writer is (撤销的按键和菜单): every field of the editor goes through the one journal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from oa_desktop.ui.writing.text.keys import Keys
from oa_desktop.ui.writing.undo.journal import Journal, Place

_UNDO, _REDO = ("Ctrl+Z", "Alt+Backspace"), ("Ctrl+Y", "Ctrl+Shift+Z")


class Reach(Keys):
    """Puts the journal in the place of the undoing that Qt's fields have of their own, by key and by menu."""

    def __init__(self, journal: Journal, parent: QObject) -> None:
        ways = ((_UNDO, journal.undo), (_REDO, journal.redo))
        super().__init__({keys: do for several, do in ways for keys in several}, parent)
        self._journal = journal

    def follow(self, place: Place) -> None:
        """Reach a place."""
        widget = place.widget
        line = widget.lineEdit() if isinstance(widget, QComboBox) else None
        viewport = widget.viewport() if isinstance(widget, QAbstractScrollArea) else None
        self.watch(*(one for one in (widget, line, viewport) if one is not None))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Claim the keys, and the two lines of the context menu."""
        if isinstance(event, QContextMenuEvent) and (field := _field(watched)) is not None:
            self._offer(field, event)
            return True
        return super().eventFilter(watched, event)

    def _offer(self, field: QLineEdit | QPlainTextEdit | QTextEdit, event: QContextMenuEvent) -> None:
        menu = field.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        journal = self._journal
        for name, do, can in (
            ("edit-undo", journal.undo, journal.can_undo),
            ("edit-redo", journal.redo, journal.can_redo),
        ):
            for action in menu.findChildren(QAction, name):
                action.triggered.disconnect()
                action.triggered.connect(lambda _checked=False, do=do: do())
                action.setEnabled(can)
        menu.popup(event.globalPos())


def _field(watched: QObject) -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """Return the field that a menu is wanted for; of a text its viewport tells."""
    if isinstance(watched, QLineEdit):
        return watched
    field = watched.parent() if isinstance(watched, QWidget) else None
    return field if isinstance(field, QPlainTextEdit | QTextEdit) else None
