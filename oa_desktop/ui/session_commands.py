"""What people do about themselves and the store (登录和库的命令): lock, switch, change a password, back up, leave."""

from __future__ import annotations

from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.situation import administers, always, signed_in

_HERE = "窗口.md#登录、锁定和切换用户"
_LEADER = frozenset({Place.LEADER})

SESSION_COMMANDS = (
    Command(
        id="session.lock",
        text="锁定(&L)",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+L",
        when=signed_in,
        places=_LEADER,
        topic=_HERE,
    ),
    Command(
        id="session.switch",
        text="切换用户(&U)",
        menu=Menu.DOCUMENT,
        when=signed_in,
        places=_LEADER,
        topic=_HERE,
    ),
    Command(
        id="store.back-up",
        text="备份(&B)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=administers,
        writes=True,
        topic="窗口.md#备份",
    ),
    Command(
        id="store.renew-key",
        text="更换存储密钥(&Q)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=administers,
        writes=True,
        topic="窗口.md#更换存储密钥",
    ),
    Command(
        id="store.drill",
        text="恢复演练(&L)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=administers,
        writes=True,
        topic="窗口.md#备份",
    ),
    Command(
        id="session.password",
        text="更改口令(&W)…",
        menu=Menu.TOOLS,
        under="口令和锁定",
        when=signed_in,
        topic=_HERE,
    ),
    Command(
        id="session.idle",
        text="空闲时锁定(&I)…",
        menu=Menu.TOOLS,
        under="口令和锁定",
        when=signed_in,
        topic=_HERE,
    ),
    Command(
        id="window.quit",
        text="退出(&X)",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+Q",
        when=always,
        places=_LEADER,
        topic=_HERE,
    ),
)
