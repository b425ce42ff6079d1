"""The help over a dialog (对话框上的帮助): what the dialog asks for can be read up without closing it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.guiding.help_pane import HelpPane
from oa_desktop.ui.look.dialogs import Dialog

_CHARACTERS, _LINES = 30, 20
_GAP = 12


class HelpDialog(Dialog):
    """Shows the help beside a dialog that lets nothing else be done; it goes with that.

    Attributes:
        pane: The pages.
    """

    def __init__(self, commands: Commands, over: QWidget) -> None:
        super().__init__("help-over", _("帮助"), over)
        self._over = over
        self._came_from = over.focusWidget()
        self.pane = HelpPane(commands, self)
        self.pane.left.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.pane.bar)
        column.addWidget(self.pane, 1)
        self.finished.connect(self._back)
        self._find_room()

    def explain(self, address: str) -> None:
        """Show a place and put the keyboard there; see :meth:`HelpPane.open`."""
        self.show()
        self.activateWindow()
        self.pane.open(address)

    def open(self) -> None:
        """Show it again; the dialog below it can be used meanwhile."""
        self.show()

    def _find_room(self) -> None:
        """Stand to the right of the dialog or, where the screen ends there, as far to the right as there is room."""
        metrics, screen = self.fontMetrics(), self._over.screen().availableGeometry()
        wide = min(metrics.horizontalAdvance("公") * _CHARACTERS, screen.width() - 2 * _GAP)
        high = min(metrics.lineSpacing() * _LINES, screen.height() - 4 * _GAP)
        beside = QPoint(self._over.frameGeometry().right() + _GAP, self._over.frameGeometry().top())
        place = QRect(beside, self.size().scaled(wide, high, Qt.AspectRatioMode.IgnoreAspectRatio))
        place.moveRight(min(place.right(), screen.right() - _GAP))
        place.moveBottom(min(place.bottom(), screen.bottom() - _GAP))
        self.setGeometry(place)

    def _back(self) -> None:
        self._over.activateWindow()
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
