"""What every dialog (对话框) is: named for tests and help, explained by F1, and gone once it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QMenu, QMessageBox, QPushButton, QWidget

from oa_desktop.i18n import _

BANNER = "realm-banner"
"""Object name of what no dialog hides."""
Entry: TypeAlias = tuple[str, str, Callable[[], object]]
"""A line of a menu: by which tests find it, its words, and what is done."""


class Dialog(QDialog):
    """A dialog of the window."""

    def __init__(self, name: str, title: str, parent: QWidget | None, *, topic: str = "", characters: int = 0) -> None:
        """Begin a dialog.

        Args:
            name: By which tests, help and tour find it.
            title: What stands above it.
            parent: What it lies over.
            topic: The page of the help, and its part, that F1 opens; empty where there is none of its own.
            characters: How many characters 公 it is wide at least.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(title)
        if topic:
            self.setProperty("topic", topic)
        self.setMinimumWidth(self._wide(characters))

    def fill(self, over: QWidget, characters: int) -> None:
        """Be as large as the window behind nearly is below its banner, and no wider than so many characters."""
        window = over.window()
        room, banner = window.size(), _banner_of(window)
        above = banner.mapTo(banner.window(), QPoint(0, banner.height())).y() if banner is not None else 0
        height = min(room.height() * 9 // 10, room.height() - above - self._wide(1) // 2)
        self.resize(min(room.width() * 9 // 10, self._wide(characters)), height)

    def button(self, name: str, words: str, done: Callable[[], object] | None = None) -> QPushButton:
        """Return a button that Enter does not press by itself."""
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        if done is not None:
            button.clicked.connect(lambda _checked: done())
        return button

    def with_menu(self, name: str, words: str, entries: Sequence[Entry]) -> QPushButton:
        """Return a button that opens a menu of what else can be done."""
        button, menu = self.button(name, words), QMenu(self)
        for entry, said, done in entries:
            menu.addAction(said, done).setObjectName(entry)
        button.setMenu(menu)
        return button

    def row_below(self, *buttons: QPushButton) -> QHBoxLayout:
        """Return the last row of a dialog: what can be done on the left, what closes it on the right."""
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        close = QDialogButtonBox(self)
        close.addButton(_("关闭"), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        close.rejected.connect(self.reject)
        row.addWidget(close)
        return row

    def _wide(self, characters: int) -> int:
        return self.fontMetrics().horizontalAdvance("公") * characters

    # --- Qt's own

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Lie below what the window says of its realm."""
        super().showEvent(event)
        lie_below_banner(self)


class MessageBox(QMessageBox):
    """A question or a message of the window; it is gone once it is closed."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        """Begin a message.

        Args:
            name: By which tests find it.
            title: What stands above it.
            parent: What it lies over.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName(name)
        self.setWindowTitle(title)

    # --- Qt's own

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Lie below what the window says of its realm."""
        super().showEvent(event)
        lie_below_banner(self)


def lie_below_banner(dialog: QDialog) -> None:
    """Leave the banner of the window behind a dialog in sight; nothing where that has none."""
    parent = dialog.parentWidget()
    banner = _banner_of(parent.window()) if parent is not None else None
    if banner is not None:
        _keep_below(dialog, banner)


def _banner_of(window: QWidget) -> QWidget | None:
    """Return the banner of a window, or of that over which it lies."""
    banner, behind = window.findChild(QWidget, BANNER), window.parentWidget()
    if isinstance(banner, QWidget):
        return banner
    return _banner_of(behind.window()) if behind is not None else None


def _keep_below(dialog: QDialog, banner: QWidget) -> None:
    """Put a dialog below a banner, as far as there is room there on the screen."""
    top, frame = banner.mapToGlobal(QPoint(0, banner.height())).y(), dialog.frameGeometry()
    room = dialog.screen().availableGeometry().bottom() + 1 - (frame.height() - dialog.height())
    if frame.top() < top:
        least = dialog.minimumSizeHint().expandedTo(dialog.minimumSize()).height()
        dialog.resize(dialog.width(), max(least, min(dialog.height(), room - top)))
        dialog.move(frame.left(), max(0, min(top, room - dialog.height())))
