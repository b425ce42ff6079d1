"""A clerk before the whole window: mouse, keyboard, and eyes that find things by the names that people and programs see.

A click goes to the window and from there to whatever lies at that place, so that what is covered is not clicked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from oa_desktop.ui.window import Window
from tests.ui.hands import commit

Sort = TypeVar("Sort", bound=QWidget)
PATIENCE_MS = 60_000
"""Long enough for a machine that is busy with other things; whoever succeeds never waits for so long."""


class Clerk:
    """Whoever sits before the window."""

    def __init__(self, window: Window) -> None:
        self.window = window

    # --- seeing ------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until nothing is under way behind the window and what came of it is drawn."""
        QTest.qWait(1)
        assert wait_for(lambda: self.window.tasks.idle), "the window does not come to rest"
        QTest.qWait(1)

    def see(self, name: str, sort: type[Sort] = QWidget) -> Sort:
        """Return the visible thing of a name, as soon as it is there."""
        assert wait_for(lambda: next(self._visible(name, sort), None) is not None), (
            f"nobody sees {name}; a dialog says: {self.said()}"
        )
        return next(self._visible(name, sort))

    def sees(self, name: str) -> bool:
        """Whether a thing of a name is visible now."""
        return next(self._visible(name, QWidget), None) is not None

    def dialog(self) -> QDialog | None:
        """Return the dialog before the window, if there is one."""
        return next((one for one in self.window.findChildren(QDialog) if one.isVisible()), None)

    def said(self) -> str:
        """What the dialog before the window says."""
        dialog = self.dialog()
        return "" if dialog is None else f"{dialog.windowTitle()} {dialog.accessibleDescription()}"

    def _visible(self, name: str, sort: type[Sort]) -> Iterator[Sort]:
        return (one for one in self.window.findChildren(sort, name) if one.isVisible())

    # --- doing -------------------------------------------------------------------------------------------------

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on whatever lies where a widget stands."""
        place = at or widget.rect().center()
        top = widget.window()
        if not isinstance(top, QMenu):
            top.activateWindow()  # on a screen in memory nobody does so when a menu has closed
        lies_there = top.childAt(widget.mapTo(top, place))
        assert top is widget or lies_there is widget or widget.isAncestorOf(lies_there), (
            f"{widget.objectName()} is covered by {lies_there}"
        )
        QTest.mouseClick(
            top.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, widget.mapTo(top, place)
        )
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def type(self, widget: QWidget, text: str) -> None:
        """Click into a widget and type in the place of what stands there; Chinese comes from an input method."""
        line = widget.lineEdit() if isinstance(widget, QComboBox) else None
        target = line or widget
        self.click(target)
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for number, part in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(target, Qt.Key.Key_Return)
            type_out(target, part)

    def fill(self, widget: QWidget, value: str) -> None:
        """Type a value, or go to it with the arrow keys where there is a list of values."""
        if isinstance(widget, QComboBox) and not widget.isEditable():
            place = widget.findText(value)
            assert place >= 0, f"{value} cannot be chosen"
            QTest.keyClick(widget, Qt.Key.Key_Home)
            for _ in range(place):
                QTest.keyClick(widget, Qt.Key.Key_Down)
        else:
            self.type(widget, value)

    def choose(self, command: str) -> None:
        """Choose a command in its menu, or in the menu within it, with the mouse."""
        bar, action = self.window.menuBar(), self.window.commands.action(command)
        head, *heads = next(way for one in bar.actions() if (way := _way(one, action)))
        self.click(bar, bar.actionGeometry(head).center())
        for line in (*heads, action):
            menu = _menu(head)
            self.click(menu, menu.actionGeometry(line).center())
            head = line

    # --- at the desk -------------------------------------------------------------------------------------------

    def sign_in(self, account: str, password: str) -> None:
        """Sign in through the page."""
        self.type(self.see("account"), account)
        self.type(self.see("password", QLineEdit), password)
        self.key(Qt.Key.Key_Return)
        assert wait_for(lambda: self.sees("folders") or self.sees("leader")), self.said()
        self.settle()
        self.turn_to_the_desk()
        if self.window.findChild(QWidget, "tour") is not None:
            self.key(Qt.Key.Key_Escape)  # newcomers are shown round once
            self.settle()

    def turn_to_the_desk(self) -> None:
        """Leave the leader's desk, where somebody begins there."""
        self.window.commands.action("lead.leave").trigger()
        self.settle()

    def open_folder(self, label: str) -> None:
        """Click on a folder, after a turn of the wheel where it lies below the edge."""
        folders = self.see("folders", QListWidget)
        self.settle()
        item = next(one for one in map(folders.item, range(folders.count())) if _said(one).startswith(label))
        folders.scrollToItem(item)
        self.click(folders.viewport(), folders.visualItemRect(item).center())

    def open_document(self, title: str) -> None:
        """Click on the line of a document in the list, after a turn of the wheel where it lies below the edge."""
        lines = self.see("lines", QAbstractItemView)
        assert wait_for(lambda: _cell(lines, title) is not None), f"{title} is not in the list"
        cell = _cell(lines, title)
        assert cell is not None
        lines.scrollTo(cell)
        self.click(lines.viewport(), lines.visualRect(cell).center())

    def write(self, words: str) -> None:
        """Write an opinion."""
        self.type(self.see("words", QPlainTextEdit), words)

    def act(self, kind: str, words: str = "", **fields: str) -> None:
        """Do an act with its button and, where that asks, in its dialog; then nothing is in the way any more."""
        if words:
            self.write(words)
        button = self.see(f"act-{kind}")
        assert wait_for(button.isEnabled), f"{kind} cannot be done"
        self.click(button)
        self.agree(**fields)
        assert self.dialog() is None, self.said()

    def agree(self, **fields: str) -> None:
        """Fill in what an act asks for, where it asks, and go on."""
        dialog = self.dialog()
        if dialog is None or not dialog.objectName().startswith("ask-"):
            return
        for name, value in fields.items():
            self.fill(dialog.findChild(QWidget, name), value)
        self.click(dialog.findChild(QWidget, "agree"))

    def leave(self) -> None:
        """Let the next person sign in."""
        self.choose("session.switch")
        self.see("password")


def wait_for(condition: Callable[[], bool]) -> bool:
    """Let the window work until a condition holds; return whether it came to that."""
    patience = QDeadlineTimer(PATIENCE_MS)
    while not condition() and not patience.hasExpired():
        QTest.qWait(2)
    return condition()


def type_out(widget: QWidget, text: str) -> None:
    """Type ASCII by keys and everything else as an input method commits it."""
    for ascii_only, letters in groupby(text, key=str.isascii):
        put_in = QTest.keyClicks if ascii_only else commit
        put_in(widget, "".join(letters))


def _menu(action: QAction) -> QMenu:
    menu = action.menu()
    assert isinstance(menu, QMenu)
    return menu


def _way(head: QAction, wanted: QAction) -> tuple[QAction, ...]:
    """Return the lines that lead from a menu to a command, without itself; empty where none do."""
    lines = _menu(head).actions()
    if wanted in lines:
        return (head,)
    within = (_way(one, wanted) for one in lines if one.menu())
    return next(((head, *way) for way in within if way), ())


def _cell(lines: QAbstractItemView, title: str) -> QModelIndex | None:
    """Return the cell of the list that bears a title."""
    model = lines.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            if title in str(index.data() or ""):
                return index
    return None


def _said(item: QListWidgetItem) -> str:
    """Return a line as it is read aloud: where there is little room its words are not drawn."""
    return str(item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text())
