"""The window, with canaries typed wherever one can type, and every command of it given once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)

from oa_desktop.app import HomePremises
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.domain.realms import Realm
from oa_desktop.ui.application import make_application
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.window import Window
from tests.rigs.canaries.nest import Nest
from tests.ui.clerk import Clerk, wait_for

LEFT_ALONE = {"window.quit", "session.lock", "session.switch"}
"""They are given by themselves."""
OF_THE_AUDITOR = frozenset({"audit.open", "waiting.open"})
"""What the others are not shown."""
TYPED = (QLineEdit, QPlainTextEdit, QTextEdit)


def sit_down(root: Path, nest: Nest) -> set[str]:
    """Do everything that can be done in the window; return the commands that were given."""
    premises = HomePremises(root / "home" / "store")
    preferences = Preferences(premises.preferences_file)
    make_application((), preferences)
    window = Window(premises, Realm.OFFICIAL, preferences)
    window.resize(1366, 768)
    window.show()
    guest = Guest(Clerk(window), nest)
    for account in ("heyutong", "xuchong"):
        guest.come(account)
        guest.give_every_command()
        guest.clerk.choose("session.lock")
        guest.unlock(account)
        guest.leave()
    guest.come("ouyangzhe")
    guest.give_every_command(OF_THE_AUDITOR)
    guest.leave()
    guest.come("zhouyue")
    guest.write()
    return guest.given


class Guest:
    """Somebody who tries everything."""

    def __init__(self, clerk: Clerk, nest: Nest) -> None:
        self.clerk = clerk
        self.given: set[str] = set()
        self._nest = nest
        self._window = clerk.window

    def come(self, account: str) -> None:
        self.clerk.sign_in(account, demonstration_unit().person(account).password)

    def unlock(self, account: str) -> None:
        self.clerk.type(self.clerk.see("password", QLineEdit), demonstration_unit().person(account).password)
        self.clerk.click(self.clerk.see("enter"))
        assert wait_for(lambda: not self.clerk.sees("locked")), "the window stays locked"
        self.clerk.settle()
        self.given.add("session.lock")

    def leave(self) -> None:
        self._window.commands.action("session.switch").trigger()
        self.clerk.see("password")
        self.given.add("session.switch")

    def give_every_command(self, only: frozenset[str] = frozenset()) -> None:
        for command in self._window.commands.declared:
            action = self._window.commands.action(command.id)
            if only and command.id not in only:
                continue
            self._sit_before_a_document()
            if command.id in LEFT_ALONE or not action.isEnabled():
                continue
            action.trigger()
            self.clerk.settle()
            self.given.add(command.id)
            self._type_everywhere(self._window)
            self._close_what_opened()

    def _sit_before_a_document(self) -> None:
        """Be at the desk, with the newest document before one."""
        self.clerk.turn_to_the_desk()
        for button in self._window.findChildren(QPushButton):
            if button.isVisible() and button.text().startswith(("返回", "稍后")):
                button.click()
                self.clerk.settle()
                self._close_what_opened()
        everything = self._window.commands.action("go.everything")
        if everything.isEnabled() and not self._chosen():
            everything.trigger()
            self.clerk.settle()
            lines = self._lines()
            if lines is not None and lines.model().rowCount():
                lines.setCurrentIndex(lines.model().index(0, 0))
                self.clerk.settle()

    def _lines(self) -> QAbstractItemView | None:
        return next((one for one in self._window.findChildren(QAbstractItemView, "lines") if one.isVisible()), None)

    def _chosen(self) -> bool:
        lines = self._lines()
        return lines is not None and lines.currentIndex().isValid()

    def write(self) -> None:
        """Write a document, copy of it, and be cut off before it is handed in."""
        self._window.commands.action("document.new").trigger()
        self.clerk.settle()
        body = self._window.editor.findChild(QTextEdit, "body")
        body.setPlainText(self._nest.text("typed and not handed in", 150))
        body.selectAll()
        body.copy()
        status = self._window.findChild(QLabel, "status")
        assert wait_for(lambda: "已保存" in status.text()), "nothing is kept"

    def _type_everywhere(self, over: QObject) -> None:
        for line in over.findChildren(QWidget):
            if isinstance(line, TYPED) and line.isVisible() and line.isEnabled() and not line.isReadOnly():
                self._type(line)
        self.clerk.settle()

    def _type(self, line: QWidget) -> None:
        words = self._nest.new("typed in the window")
        if isinstance(line, QLineEdit):
            if line.echoMode() is QLineEdit.EchoMode.Normal and not isinstance(line.parent(), QComboBox):
                line.setText(words)
                line.editingFinished.emit()
        else:
            line.setPlainText(words)

    def _close_what_opened(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()
        self.clerk.settle()
