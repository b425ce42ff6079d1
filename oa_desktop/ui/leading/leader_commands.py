"""What a leader's desk can be told (领导办公的命令), and the ways to it and back."""

from __future__ import annotations

from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.situation import Situation, at_desk, leads

_TOPIC = "窗口.md#领导办公"
_THERE_AND_BACK = "Ctrl+Alt+L"


def _recallable(situation: Situation) -> bool:
    return leads(situation) and situation.recallable


LEADER_COMMANDS = (
    Command(
        id="lead.open",
        text="领导办公(&L)",
        menu=Menu.VIEW,
        shortcut=_THERE_AND_BACK,
        when=at_desk,
        topic=_TOPIC,
        fleeting=True,
    ),
    Command(
        id="lead.leave",
        text="回到办公桌(&D)",
        menu=Menu.VIEW,
        shortcut=_THERE_AND_BACK,
        when=leads,
        places=frozenset({Place.LEADER}),
        topic=_TOPIC,
        fleeting=True,
    ),
    Command(id="lead.next", text="下一件(&T)", menu=Menu.VIEW, shortcut="F8", when=leads, topic=_TOPIC, fleeting=True),
    Command(
        id="lead.before",
        text="上一件(&S)",
        menu=Menu.VIEW,
        shortcut="Shift+F8",
        when=leads,
        topic=_TOPIC,
        fleeting=True,
    ),
    Command(
        id="lead.recall",
        text="撤销刚才的办理(&Z)",
        menu=Menu.VIEW,
        shortcut="Ctrl+Z",
        when=_recallable,
        writes=True,
        topic=_TOPIC,
        fleeting=True,
    ),
)
