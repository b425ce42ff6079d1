"""The help beside the work (帮助窗格): the pages of the help at the edge of the window, or over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.guiding.help_pane import HelpPane

_CHARACTERS = 22
"""How wide the page is at first, in Chinese characters."""
_WIDER = 1.4
"""How much wider it may be where it takes no room from the work."""
_MARGIN = 16


class HelpDock(QDockWidget):
    """Holds the help beside the work.

    Attributes:
        pane: The pages.

    Signals:
        left: The reader has gone back to work.
    """

    left = Signal()

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(_("帮助"), parent)
        self.pane = HelpPane(commands, self)
        self.pane.left.connect(self._leave)
        self.setObjectName("help")
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.setWidget(self.pane)
        self.setTitleBarWidget(self.pane.bar)  # the pane is moved by it

    def open(self, address: str) -> None:
        """Show a place and put the keyboard there; see :meth:`HelpPane.open`."""
        if self.isHidden():
            self._find_room()
        self.raise_()
        self.pane.open(address)

    def _find_room(self) -> None:
        """Stand beside the work, or lie over it where the window is too narrow for both."""
        window = self.parentWidget()
        centre = window.centralWidget() if isinstance(window, QMainWindow) else None
        if not isinstance(window, QMainWindow) or centre is None:
            return
        wanted = min(self.fontMetrics().horizontalAdvance("公") * _CHARACTERS, window.width() // 3)
        between = self.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
        beside = window.width() - between - centre.minimumSizeHint().expandedTo(centre.minimumSize()).width()
        self.setFloating(beside < self.minimumSizeHint().width())
        self.show()
        if self.isFloating():
            self.resize(round(wanted * _WIDER), window.height() * 2 // 3)
            self.move(window.mapToGlobal(QPoint(window.width() - self.width() - _MARGIN, _MARGIN * 3)))
        else:
            window.resizeDocks([self], [wanted], Qt.Orientation.Horizontal)
        self.pane.scroll_later()

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    # --- Qt's own ------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Look for room again when the size of the text is another."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self, self._find_room)
