"""Tools and help (工具和帮助的命令): registers, figures, rolls, delegations, and where everything is explained."""

from __future__ import annotations

from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.situation import Situation, always, at_desk, audits, leads, signed_in, syncs, teaches, unlocked

_LEADER = frozenset({Place.LEADER})
_HELP = "窗口.md"


def _at_a_desk(situation: Situation) -> bool:
    return at_desk(situation) or leads(situation)


TOOL_COMMANDS = (
    Command(
        id="numbers.open",
        text="文号登记(&R)…",
        menu=Menu.TOOLS,
        under="登记簿",
        shortcut="Ctrl+Shift+B",
        when=signed_in,
        icon="register",
        topic=f"{_HELP}#文号登记",
    ),
    Command(
        id="clearing.open",
        text="文件清退(&C)…",
        menu=Menu.TOOLS,
        under="登记簿",
        when=at_desk,
        icon="register-in",
        topic=f"{_HELP}#文件清退",
    ),
    Command(
        id="custody.open",
        text="借阅和涉密文件(&O)…",
        menu=Menu.TOOLS,
        under="登记簿",
        when=signed_in,
        icon="archive",
        topic=f"{_HELP}#借阅和涉密文件",
    ),
    Command(
        id="archive.open",
        text="归档(&S)…",
        menu=Menu.TOOLS,
        under="登记簿",
        when=signed_in,
        icon="archive",
        topic="归档.md",
    ),
    Command(
        id="marks.open",
        text="定密登记(&V)…",
        menu=Menu.TOOLS,
        under="登记簿",
        when=signed_in,
        icon="eye",
        topic=f"{_HELP}#定密登记",
    ),
    Command(
        id="seals.open",
        text="印章登记(&Z)…",
        menu=Menu.TOOLS,
        under="登记簿",
        when=signed_in,
        icon="seal",
        topic=f"{_HELP}#印章登记",
    ),
    Command(
        id="exchange.open",
        text="交换包(&X)…",
        menu=Menu.TOOLS,
        when=at_desk,
        icon="inbox",
        topic=f"{_HELP}#交换包",
    ),
    Command(
        id="statistics.open",
        text="统计(&T)…",
        menu=Menu.TOOLS,
        when=signed_in,
        topic=f"{_HELP}#统计",
    ),
    Command(
        id="trust.open",
        text="证书与信任(&H)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=signed_in,
        topic="信任.md",
    ),
    Command(
        id="rolls.open",
        text="通讯录(&Y)…",
        menu=Menu.TOOLS,
        shortcut="Ctrl+Shift+A",
        when=signed_in,
        topic=f"{_HELP}#通讯录",
    ),
    Command(
        id="delegations.open",
        text="委托(&D)…",
        menu=Menu.TOOLS,
        when=signed_in,
        places=_LEADER,
        topic=f"{_HELP}#委托",
    ),
    Command(
        id="waiting.open",
        text="待确认(&E)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=signed_in,
        places=_LEADER,
        topic=f"{_HELP}#待确认",
    ),
    Command(
        id="outbox.open",
        text="待发箱(&C)…",
        menu=Menu.VIEW,
        when=syncs,
        fleeting=True,
        topic=f"{_HELP}#待发箱",
    ),
    Command(
        id="settings.open",
        text="单位设置(&G)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=signed_in,
        topic=f"{_HELP}#单位设置",
    ),
    Command(
        id="audit.open",
        text="审计(&U)…",
        menu=Menu.TOOLS,
        under="安全和备份",
        when=audits,
        topic=f"{_HELP}#审计",
    ),
    Command(
        id="tools.palette",
        text="找命令(&K)…",
        menu=Menu.TOOLS,
        shortcut="Ctrl+K",
        when=unlocked,
        icon="search",
        topic=f"{_HELP}#找帮助",
    ),
)

HELP_COMMANDS = (
    Command(
        id="help.here",
        text="这里怎么用(&H)",
        menu=Menu.HELP,
        shortcut="F1",
        also=("Shift+F1",),
        when=always,
        places=_LEADER,
        topic=f"{_HELP}#找帮助",
    ),
    Command(id="help.keys", text="快捷键(&K)", menu=Menu.HELP, shortcut="?", when=always, topic=f"{_HELP}#找帮助"),
    Command(
        id="help.tour",
        text="入门五步(&T)",
        menu=Menu.HELP,
        when=_at_a_desk,
        places=_LEADER,
        topic=f"{_HELP}#找帮助",
    ),
    Command(
        id="class.open",
        text="培训班(&P)…",
        menu=Menu.HELP,
        when=teaches,
        icon="register",
        topic=f"{_HELP}#培训班",
    ),
    Command(id="help.contents", text="帮助目录(&C)", menu=Menu.HELP, when=always, topic=f"{_HELP}#找帮助"),
)
