"""Rooms (窗口的大小): sizes of text with the smallest screen that the window is laid out for, and what is wrong in one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.window import Window
from tests.ui.album import photograph
from tests.ui.clerk import Clerk
from tests.ui.walking import cut, foreign, freed, nameless, unreached


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A size of text, and a screen in pixels."""

    text: TextSize
    screen: QSize


_ROOMS = (
    Room(text=TextSize.STANDARD, screen=QSize(800, 600)),
    Room(text=TextSize.STANDARD, screen=QSize(1366, 768)),
    Room(text=TextSize.LARGE, screen=QSize(800, 600)),
    Room(text=TextSize.LARGEST, screen=QSize(1024, 768)),
)


WIDE = _ROOMS[1]
"""What most people sit before: for what looks the same in every room."""


def _named(room: Room) -> str:
    return f"{room.text.name.lower()}-{room.screen.width()}"


ROOMS = pytest.mark.parametrize("room", _ROOMS, ids=_named)
TIGHT = pytest.mark.parametrize("room", [one for one in _ROOMS if one is not WIDE], ids=_named)
"""The rooms for a dialog: it is as large as its words, and fits a wide screen wherever it fits a narrow one."""
LARGEST = pytest.mark.parametrize("room", _ROOMS[-1:], ids=_named)
"""The least room that there is: what differs little from another screen is looked at here alone."""


def faults(widget: QWidget, room: Room) -> list[str]:
    """Return what is wrong with what is shown; it is photographed where that is wished for."""
    window = _window_of(widget)
    photograph(widget, window.commands, Clerk(window).settle, Scheme.LIGHT)
    found = sorted({*nameless(widget), *cut(widget, room.screen), *unreached(widget), *foreign(widget)})
    photograph(widget, window.commands, Clerk(window).settle, Scheme.DARK)
    return found


def _window_of(widget: QWidget) -> Window:
    top = widget.window()
    return top if isinstance(top, Window) else _window_of(top.parentWidget())


def assert_freed_after(dialog: QDialog) -> None:
    """Close a dialog: nothing of it stays in memory."""
    dialog.reject()
    freed(dialog)
    assert not shiboken6.isValid(dialog), "a closed dialog stays in memory"


def password_of(account: str) -> str:
    """Return what somebody of the demonstration signs in with."""
    return demonstration_unit().person(account).password
