"""The first light (启动画面): the window's place and colours, seen at once, while what the window needs is imported."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.telling.realm_banner import banner_of, entitled

USUAL_SIZE = QSize(1366, 768)
"""Pixels, where nobody has arranged the window."""


def appear(window: QWidget, preferences: Preferences, room: QSize) -> None:
    """Show a window where it was left; where it was not, over the whole of a screen that has no room for it.

    Args:
        window: The window, in its usual size.
        preferences: Where it was left, if anywhere.
        room: What the screen has beside the bars of the system.
    """
    narrow = room.width() <= USUAL_SIZE.width() or room.height() <= USUAL_SIZE.height()
    if narrow and preferences.layout("window").isEmpty():
        window.showMaximized()
    else:
        window.show()


class FirstLight(QWidget):
    """Stands where the window will stand.

    Signals:
        seen: It has been painted for the first time.
    """

    seen = Signal()

    def __init__(self, preferences: Preferences, realm: Realm | None = None) -> None:
        super().__init__()
        self._painted = False
        self.setWindowTitle(entitled(_("公文办公桌"), realm))
        self.resize(USUAL_SIZE)
        self.restoreGeometry(preferences.layout("window"))
        words = QLabel(_("公文办公桌　正在打开…"), self)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        banner = banner_of(realm, self)
        if banner is not None:
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(banner)
        column.addWidget(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Tell once that it is seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.seen.emit()
