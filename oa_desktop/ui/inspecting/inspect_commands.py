"""What can be done about findings (检查的命令): shown, gone through, mended."""

from __future__ import annotations

from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.situation import Situation, editing, reads, signed_in

_TOPIC = "窗口.md#检查"


def _has_a_paper(situation: Situation) -> bool:
    return editing(situation) or reads(situation)


INSPECT_COMMANDS = (
    Command(
        id="inspect.show",
        text="检查(&J)",
        menu=Menu.TOOLS,
        shortcut="F7",
        when=_has_a_paper,
        places=frozenset({Place.PAGE}),
        topic=_TOPIC,
    ),
    Command(
        id="inspect.next",
        under="改正发现",
        text="下一处发现(&N)",
        menu=Menu.TOOLS,
        shortcut="F8",
        when=editing,
        topic=_TOPIC,
    ),
    Command(
        id="inspect.previous",
        under="改正发现",
        text="上一处发现(&P)",
        menu=Menu.TOOLS,
        shortcut="Shift+F8",
        when=editing,
        topic=_TOPIC,
    ),
    Command(
        id="inspect.mend",
        under="改正发现",
        text="改正这一处(&M)",
        menu=Menu.TOOLS,
        shortcut="F9",
        when=editing,
        topic=_TOPIC,
    ),
    Command(
        id="inspect.mend-all",
        under="改正发现",
        text="全部改正(&A)",
        menu=Menu.TOOLS,
        shortcut="Shift+F9",
        when=editing,
        topic=_TOPIC,
    ),
    Command(
        id="inspect.file", text="检查文件(&F)…", menu=Menu.TOOLS, shortcut="Shift+F7", when=signed_in, topic=_TOPIC
    ),
)
