"""The guide (向导): answers F1, opens the help and the palette, and shows newcomers round."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from oa_desktop.ui.commands import Commands
from oa_desktop.ui.guiding.help_dialog import HelpDialog
from oa_desktop.ui.guiding.help_dock import HelpDock
from oa_desktop.ui.guiding.help_pane import CONTENTS, KEYS, HelpPane
from oa_desktop.ui.guiding.palette import Palette
from oa_desktop.ui.guiding.steps import TOURS
from oa_desktop.ui.guiding.topics import topic_of
from oa_desktop.ui.guiding.tour import Tour
from oa_desktop.ui.preferences import Preferences

_F1 = "help-here"


class Guide(QObject):
    """Binds the commands of the help menu.

    Attributes:
        help: The help beside the work.
    """

    def __init__(self, window: QMainWindow, commands: Commands, preferences: Preferences) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._preferences = preferences
        self._came_from: QWidget | None = None
        self.help = HelpDock(commands, window)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.help)
        self.help.hide()
        self.help.left.connect(self._back_to_work)
        commands.bind("help.here", self.explain)
        commands.bind("help.contents", lambda: self._open(CONTENTS))
        commands.bind("help.keys", lambda: self._open(KEYS))

        commands.bind("help.tour", self.show_round)
        commands.bind("tools.palette", self.offer_commands)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._reach)

    # --- newcomers -----------------------------------------------------------------------------------------------

    def welcome(self) -> None:
        """Show the first one who comes to a desk on this machine round."""
        if not self._preferences.tour_taken:
            QTimer.singleShot(0, self, self.show_round)

    def show_round(self) -> None:
        """Show the desk, step by step; nothing happens where there is none, or where a tour is under way."""
        desks = (self._window.findChild(QWidget, name) for name in TOURS)
        desk = next((one for one in desks if one is not None and one.isVisible()), None)
        if desk is None or desk.findChild(Tour) is not None:
            return
        self._preferences.tour_taken = True
        before = QApplication.focusWidget()
        tour = Tour(desk, TOURS[desk.objectName()])
        if before is not None and desk.isAncestorOf(before):
            tour.over.connect(before.setFocus)

    # --- what can be done, and how -------------------------------------------------------------------------------

    def offer_commands(self) -> None:
        """Open the palette."""
        Palette(self._commands, self._window).open()

    def explain(self) -> None:
        """Explain what has the keyboard; whoever asks again in the help sees the keys."""
        focus = QApplication.focusWidget()
        reading = next((one for one in _around(focus) if isinstance(one, HelpPane)), None)
        if reading is not None:
            reading.open(KEYS)
        elif (dialog := QApplication.activeModalWidget()) is not None:
            self._over(dialog).explain(topic_of(focus))
        else:
            self._open(topic_of(focus))

    def _over(self, dialog: QWidget) -> HelpDialog:
        """Return the help that lies over a dialog."""
        open_now = (one for one in dialog.findChildren(HelpDialog) if one.isVisible())
        return next(open_now, None) or HelpDialog(self._commands, dialog)

    def _reach(self, _before: QWidget | None, focus: QWidget | None) -> None:
        """Let F1 be heard in a dialog, too, where the window's own keys are not."""
        dialog = focus.window() if focus is not None else None
        if not isinstance(dialog, QDialog) or dialog.findChild(QShortcut, _F1) or self._window not in _around(dialog):
            return
        key = QShortcut(dialog)
        key.setKeys(self._commands.action("help.here").shortcuts())
        key.setObjectName(_F1)
        key.activated.connect(self.explain)

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


def _around(widget: QWidget | None) -> Iterator[QWidget]:
    """Yield a widget and everything that holds it, windows too."""
    while widget is not None:
        yield widget
        widget = widget.parentWidget()
