"""Somebody who writes at an editor, by keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.workplace import Workplace
from oa_desktop.ui.writing.editor import Editor
from oa_desktop.ui.writing.room import WritingRoom
from tests.fakes.office import FakeOffice


class Writer:
    """One person in the writing room.

    Attributes:
        problems: What was told to this person.
        handed_in: Documents that texts have become.
    """

    def __init__(self, qtbot: QtBot, office: FakeOffice, account: str = "drafter") -> None:
        self.qtbot, self.office, self.session = qtbot, office, office.as_(account)
        self.tasks = Tasks()
        self.workplace = Workplace(self.session, self.tasks)
        self.room = WritingRoom(self.workplace)
        self.problems, self.handed_in = [], []
        self.workplace.problem.connect(self.problems.append)
        self.editor.handed_in.connect(self.handed_in.append)
        qtbot.addWidget(self.room)
        qtbot.addWidget(self.room.notice)
        self.room.resize(1366, 700)
        self.room.show()

    @property
    def editor(self) -> Editor:
        return self.room.editor

    def begin(self) -> None:
        self.room.write_new()
        self.settle()

    def revise(self, document) -> None:
        self.room.revise(document)
        self.settle()

    def element(self, name: str) -> QWidget:
        return self.editor.findChild(QWidget, f"element-{name}")

    def type(self, element: str, words: str) -> None:
        self.qtbot.keyClicks(self.element(element), words)

    def compose(self, element: str, words: str) -> None:
        """Type Chinese, as an input method gives it."""
        control = self.element(element)
        line = control.lineEdit() if isinstance(control, QComboBox) else control
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(line, event)

    def typed(self, element: str) -> str:
        control = self.element(element)
        return control.text() if isinstance(control, QLineEdit) else control.toPlainText()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.idle)

    def press(self, name: str) -> None:
        (button,) = (one for one in self.room.findChildren(QPushButton, name) if not one.isHidden())
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def dialog(self) -> QDialog:
        (found,) = (one for one in self.room.findChildren(QDialog) if one.isVisible())
        return found

    def answer(self, button: str = "agree", words: str = "") -> None:
        dialog = self.dialog()
        if words:
            self.qtbot.keyClicks(dialog.findChild(QPlainTextEdit, "words"), words)
        self.qtbot.mouseClick(dialog.findChild(QPushButton, button), Qt.MouseButton.LeftButton)
        self.settle()

    def kept(self) -> list[str]:
        """Titles of the drafts that are kept."""
        return [one.text.title for one in self.session.drafts.all().values()]

    def go_home(self) -> None:
        self.editor.leave()
        self.tasks.close()
