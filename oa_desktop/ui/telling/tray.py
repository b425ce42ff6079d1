"""The tray (托盘): where the desktop has one, what is due is said there, too; numbers alone, for anybody may look."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.only_window import come_forward

_SHOWN_MS = 8000


class Tray(QObject):
    """An icon beside the clock of the desktop; whoever presses it comes to the window."""

    def __init__(self, window: QWidget, symbol: QSystemTrayIcon | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._symbol = symbol or QSystemTrayIcon(icon("window"), self)
        self._symbol.setToolTip(_("公文办公桌"))
        self._symbol.messageClicked.connect(lambda: come_forward(window))
        self._symbol.activated.connect(lambda _reason: come_forward(window))
        self._symbol.show()

    @classmethod
    def where_there_is_one(cls, window: QWidget) -> Tray | None:
        """Return the tray of this desktop, None where it has none."""
        return cls(window) if QSystemTrayIcon.isSystemTrayAvailable() else None

    def say(self, words: str) -> None:
        """Say something, unless the window is before the person anyway."""
        self._symbol.setToolTip(f"{_('公文办公桌')}\n{words}")
        if not self._window.isActiveWindow():
            self._symbol.showMessage(_("公文办公桌"), words, icon("window"), _SHOWN_MS)
