"""One window over a fake office, as a person before it uses it: by mouse and keyboard."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.domain.realms import Realm
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.window import Window
from tests.fakes.premises import FakePremises

Kind = TypeVar("Kind", bound=QWidget)


class Before:
    """Somebody before a window."""

    def __init__(self, qtbot: QtBot, premises: FakePremises, realm: Realm | None) -> None:
        self.qtbot = qtbot
        self.window = Window(premises, realm, Preferences(premises.preferences_file))
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.settle()

    def settle(self) -> None:
        self.qtbot.wait(1)  # what was put off to the event loop is asked for now
        self.qtbot.waitUntil(lambda: self.window.tasks.idle)

    def seen(self, kind: type[Kind], name: str, within: QWidget | None = None) -> Kind:
        """The one visible widget of a kind and a name, as soon as it is there."""

        def found() -> list[Kind]:
            return [one for one in (within or self.window).findChildren(kind, name) if one.isVisible()]

        self.qtbot.waitUntil(lambda: len(found()) == 1)
        return found()[0]

    def press(self, name: str, within: QWidget | None = None) -> None:
        button = self.seen(QAbstractButton, name, within)
        where = button.rect().center() if isinstance(button, QPushButton) else QPoint(12, button.height() // 2)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=where)
        self.settle()

    def type(self, name: str, words: str, within: QWidget | None = None) -> None:
        line = self.seen(QLineEdit, name, within)
        line.clear()
        if words.isascii():
            self.qtbot.keyClicks(line, words)
        else:
            line.insert(words)  # Chinese comes from an input method, no key has it

    def enter(self, account: str, password: str) -> None:
        """Sign in."""
        self.type("account", account)
        self.type("password", password)
        self.press("enter")

    def readable(self, widget: QWidget | None = None) -> str:
        """Everything that the window holds in words, seen or not."""
        whole = widget or self.window
        said = [one.text() for one in whole.findChildren(QLabel) + whole.findChildren(QAbstractButton)]
        typed = [one.text() for one in whole.findChildren(QLineEdit)]
        written = [one.toPlainText() for one in whole.findChildren(QPlainTextEdit)]
        return "\n".join([self.window.windowTitle(), *said, *typed, *written])
