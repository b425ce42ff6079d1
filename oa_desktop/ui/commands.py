"""The window's commands (命令): declared once; menus, context menus, tool bar, help and palette are made from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.look.icons import icon
from oa_desktop.ui.situation import Condition, Situation, signed_in

_LETTER = re.compile(r"\(&.\)|&")


class Menu(StrEnum):
    """The menus of the window, in their order."""

    DOCUMENT = "公文(&D)"
    EDIT = "编辑(&E)"
    VIEW = "视图(&V)"
    TOOLS = "工具(&T)"
    HELP = "帮助(&H)"

    @property
    def plain(self) -> str:
        """The word without its letter."""
        return _LETTER.sub("", self.value)


class Place(StrEnum):
    """Where else than in its menu a command is offered."""

    LIST = "list"
    """The context menu of a document in a list."""
    PAGE = "page"
    """The context menu of a page."""
    LEADER = "leader"
    """What a leader's desk offers beside the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command.

    Attributes:
        id: Name in code, such as ``document.new``; its part before the point groups the lines of a menu.
        text: The user's word, with ``&`` before its letter.
        menu: The menu that it stands in.
        shortcut: Keys, such as ``Ctrl+N``; empty for none.
        also: Other keys that do the same, such as those of another part of the keyboard.
        when: Whether it can be done now.
        writes: Whether it is in vain where nothing can be written.
        places: Where else it is offered.
        icon: Name of its icon; empty for none.
        topic: Help page and heading that explain it, such as ``窗口.md#查找``.
        checkable: Whether it is switched on and off.
        one_of: The user's word for a choice of which this is one (颜色); such commands stand in a menu of their own.
        under: The word of a menu of their own for commands that belong together and are no choice (打印单据).
        fleeting: Whether menus show it only while it can be done.
        alike: What it has in common with the lines beside it, where its id does not say so.
    """

    id: str
    text: str
    menu: Menu
    shortcut: str = ""
    also: tuple[str, ...] = ()
    when: Condition = signed_in
    writes: bool = False
    places: frozenset[Place] = frozenset()
    icon: str = ""
    topic: str = ""
    checkable: bool = False
    one_of: str = ""
    under: str = ""
    fleeting: bool = False
    alike: str = ""

    @property
    def stands_with(self) -> str:
        """What lines of a menu that belong together have in common."""
        return self.alike or self.id.partition(".")[0]

    @property
    def own_menu(self) -> str:
        """The word of the menu within its menu in which it stands; empty for none."""
        return self.one_of or self.under


def plain(command: Command) -> str:
    """Return a command's word without its letter and without dots; one in a menu of its own says in which."""
    word, menu = (_LETTER.sub("", _(text)).removesuffix("…") for text in (command.text, command.own_menu))
    return f"{menu}：{word}" if menu else word


class Commands(QObject):
    """The commands of one window as Qt's actions.

    Attributes:
        declared: What each is, in the order of the menus.
    """

    def __init__(self, declared: Iterable[Command], window: QWidget) -> None:
        super().__init__(window)
        self.declared: tuple[Command, ...] = tuple(declared)
        self._actions: Mapping[str, QAction] = {one.id: _action(one, window) for one in self.declared}
        self._explains = False
        self._own: list[QMenu] = []
        self._join()
        self.draw_icons()
        window.addActions(list(self._actions.values()))
        self.fit(Situation())

    def _join(self) -> None:
        """Let one command of a choice switch the others off."""
        groups: dict[str, QActionGroup] = {}
        for one in self.declared:
            if one.one_of:
                group = groups.setdefault(one.one_of, QActionGroup(self))
                self._actions[one.id].setActionGroup(group)

    def bind(self, command: str, slot: Callable[[], object]) -> None:
        """Say what a command does.

        Raises:
            KeyError: No such command is declared.
        """
        self._actions[command].triggered.connect(lambda _checked=False: slot())

    def action(self, command: str) -> QAction:
        """Return a command as Qt's action.

        Raises:
            KeyError: No such command is declared.
        """
        return self._actions[command]

    def draw_icons(self) -> None:
        """Draw every icon in the colour that text has now."""
        for one in self.declared:
            if one.icon:
                self._actions[one.id].setIcon(icon(one.icon))

    def switch_on(self, command: str) -> None:
        """Show a command of a choice as the one that holds.

        Raises:
            KeyError: No such command is declared.
        """
        self._actions[command].setChecked(True)

    def fit(self, situation: Situation) -> None:
        """Enable what can be done now and nothing else."""
        for one in self.declared:
            can, hindrance = one.when(situation), situation.hindrance if one.writes else ""
            action = self._actions[one.id]
            action.setEnabled(can and not hindrance)
            action.setVisible(can or not one.fleeting)
            action.setToolTip(hindrance)
        for menu in self._own:
            menu.menuAction().setVisible(any(line.isVisible() for line in menu.actions() if not line.isSeparator()))
        self._explains = bool(situation.hindrance)

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Make all menus."""
        for menu in Menu:
            whole = bar.addMenu(_(menu.value))
            self._fill(whole, [one for one in self.declared if one.menu is menu])
            self._own += [own for line in whole.actions() if isinstance(own := line.menu(), QMenu)]

    def menu_at(self, place: Place, parent: QWidget) -> QMenu:
        """Return the context menu of a place, whose lines belong together anyway; its owner shows and deletes it."""
        menu = QMenu(parent)
        self._fill(menu, [replace(one, under="") for one in self.declared if place in one.places])
        return menu

    def at(self, place: Place) -> tuple[QAction, ...]:
        """Return what a place offers."""
        return tuple(self._actions[one.id] for one in self.declared if place in one.places)

    def _fill(self, menu: QMenu, commands: Iterable[Command]) -> None:
        menu.aboutToShow.connect(lambda: self._prepare(menu))
        own: dict[str, QMenu] = {"": menu}
        ends: dict[QMenu, str] = {}
        for one in commands:
            if one.own_menu not in own:
                _part(menu, one, ends)
                own[one.own_menu] = menu.addMenu(_(one.own_menu))
            _part(own[one.own_menu], one, ends)
            own[one.own_menu].addAction(self._actions[one.id])

    def _prepare(self, menu: QMenu) -> None:
        """Make a menu ready to be seen; where lines are closed for want of a store they say so."""
        menu.setToolTipsVisible(self._explains)
        _widen(menu)


def _part(menu: QMenu, one: Command, ends: dict[QMenu, str]) -> None:
    """Draw a line in a menu where what comes now does not belong to what stands last."""
    if ends.setdefault(menu, one.stands_with) != one.stands_with:
        menu.addSeparator()
    ends[menu] = one.stands_with


def _widen(menu: QMenu) -> None:
    """Give a menu the room that Qt does not count where text is large: its words would be cut."""
    menu.setMinimumWidth(0)
    menu.setMinimumWidth(menu.sizeHint().width() + 2 * menu.fontMetrics().height())


def _action(one: Command, window: QWidget) -> QAction:
    action = QAction(_(one.text), window)
    action.setObjectName(one.id)
    action.setCheckable(one.checkable or bool(one.one_of))
    if one.shortcut:
        action.setShortcuts([QKeySequence(keys) for keys in (one.shortcut, *one.also)])
    return action
