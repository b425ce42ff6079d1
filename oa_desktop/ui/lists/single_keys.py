"""Single keys (单键): letters that do things in a list, the initials of their words, for those who want them so."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from oa_desktop.ui.commands import Commands
from oa_desktop.ui.lists.lines_view import LinesView
from oa_desktop.ui.preferences import Preferences

SINGLE_KEYS: Mapping[str, str] = {
    "X": "document.next",
    "S": "document.before",
    "K": "document.read",
    "B": "act-onward",
    "T": "act.return",
    "C": "act.recall",
    "Y": "act.mark-read",
    "L": "act.leave-opinion",
    "Z": "act.hand-over",
    "G": "document.revise",
    "N": "document.new",
    "/": "find.words",
}
"""Commands by key, the initial of 下一件, 上一件, 看版面, 办理, 退回, 撤回, 阅, 留意见, 转办, 改, 拟稿."""


class SingleKeys(QObject):
    """Hears the letters of one list while the person wants them to be commands; else they are words to search for."""

    def __init__(self, lines: LinesView, commands: Commands, preferences: Preferences) -> None:
        super().__init__(lines)
        self._commands = commands
        self._preferences = preferences
        lines.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Do what a letter stands for."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._preferences.single_keys:
            command = SINGLE_KEYS.get(event.text().upper())
            if command is not None:
                self._commands.action(command).trigger()
                return True
        return super().eventFilter(watched, event)
