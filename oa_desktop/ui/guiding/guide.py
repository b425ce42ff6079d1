"""The guide (向导): answers F1, opens the help and the palette, and shows newcomers round."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from oa_desktop.ui.commands import Commands
from oa_desktop.ui.guiding.help_dock import CONTENTS, KEYS, HelpDock
from oa_desktop.ui.guiding.topics import topic_of


class Guide(QObject):
    """Binds the commands of the help menu.

    Attributes:
        help: The help beside the work.
    """

    def __init__(self, window: QMainWindow, commands: Commands) -> None:
        super().__init__(window)
        self._came_from: QWidget | None = None
        self.help = HelpDock(commands, window)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.help)
        self.help.hide()
        self.help.left.connect(self._back_to_work)
        commands.bind("help.here", self.explain)
        commands.bind("help.contents", lambda: self._open(CONTENTS))
        commands.bind("help.keys", lambda: self._open(KEYS))

    def explain(self) -> None:
        """Explain what has the keyboard; whoever asks again in the help sees the keys."""
        focus = QApplication.focusWidget()
        if focus is not None and self.help.isAncestorOf(focus):
            self.help.open(KEYS)
        else:
            self._open(topic_of(focus))

    def _open(self, address: str) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and not self.help.isAncestorOf(focus):
            self._came_from = focus
            focus.destroyed.connect(self._forget)
        self.help.open(address)

    def _back_to_work(self) -> None:
        if self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        self._came_from = None
