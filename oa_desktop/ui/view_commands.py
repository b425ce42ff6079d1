"""What people look at, and how (查看的命令): folders, searching, reminders, sizes and colours."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.look.appearance import place_command, scheme_command, size_command
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.preferences import PagePlace
from oa_desktop.ui.situation import always, at_desk, reads

_PAGE = frozenset({Place.PAGE})
_LEADER = frozenset({Place.LEADER})
_HELP = "窗口.md"


def folder_command(folder: str) -> str:
    """Return the command that goes to a folder."""
    return f"go.{folder}"


_DIGITS = 9
"""Folders that have a key of their own."""


def _folders() -> Iterator[Command]:
    for place, folder in enumerate(FOLDERS, start=1):
        yield Command(
            id=folder_command(folder.id),
            text=folder.label,
            menu=Menu.VIEW,
            shortcut=f"Ctrl+{place}" if place <= _DIGITS else "",
            when=at_desk,
            icon=folder.icon,
            under="文件夹",
            topic=f"{_HELP}#公文清单",
        )


def _looks() -> Iterator[Command]:
    """The choices of the view menu; one of each holds."""
    topic = f"{_HELP}#文字、颜色和窗格"
    choices = (
        *(("文字大小", size_command(size), size.label) for size in TextSize),
        *(("颜色", scheme_command(scheme), scheme.value) for scheme in Scheme),
        *(("版面的位置", place_command(place), place.value) for place in PagePlace),
    )
    for choice, command, label in choices:
        yield Command(id=command, text=label, menu=Menu.VIEW, when=always, topic=topic, one_of=choice)


FIND_COMMANDS = (
    Command(
        id="find.words",
        text="查找(&F)",
        menu=Menu.EDIT,
        shortcut="Ctrl+F",
        when=at_desk,
        icon="search",
        topic=f"{_HELP}#公文清单",
    ),
    Command(
        id="find.on-page",
        text="在版面里查找(&P)",
        menu=Menu.EDIT,
        shortcut="Ctrl+Shift+F",
        when=reads,
        places=_PAGE,
        topic=f"{_HELP}#看公文",
    ),
)

VIEW_COMMANDS = (
    *_folders(),
    Command(
        id="remind.due",
        text="到期提醒(&R)",
        menu=Menu.VIEW,
        when=at_desk,
        topic=f"{_HELP}#公文清单",
        checkable=True,
    ),
    Command(
        id="list.single-keys",
        text="清单里用单键(&K)",
        menu=Menu.VIEW,
        when=at_desk,
        topic=f"{_HELP}#清单里的单键",
        checkable=True,
    ),
    Command(
        id="look.larger",
        text="放大文字(&I)",
        menu=Menu.VIEW,
        shortcut="Ctrl+Alt+=",
        when=always,
        places=_LEADER,
        topic=f"{_HELP}#文字、颜色和窗格",
    ),
    Command(
        id="look.smaller",
        text="缩小文字(&O)",
        menu=Menu.VIEW,
        shortcut="Ctrl+Alt+-",
        when=always,
        places=_LEADER,
        topic=f"{_HELP}#文字、颜色和窗格",
    ),
    *_looks(),
)
