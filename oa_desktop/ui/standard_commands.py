"""What the window can be told (命令表), in the order of its menus; help pages and palette read the same table."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.actions import DECLARATIONS, handling
from oa_desktop.domain.policy import PERMITS
from oa_desktop.ui.acting.act_bar import REVISE
from oa_desktop.ui.acting.act_groups import group_of, place_of
from oa_desktop.ui.acting.act_topics import act_topic
from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.inspecting.inspect_commands import INSPECT_COMMANDS
from oa_desktop.ui.leading.leader_commands import LEADER_COMMANDS
from oa_desktop.ui.lists.folders import FOLDERS
from oa_desktop.ui.look.appearance import place_command, scheme_command, size_command
from oa_desktop.ui.look.colours import Scheme
from oa_desktop.ui.look.sizes import TextSize
from oa_desktop.ui.page_commands import (
    PAGE_COMMANDS,
    PAPER_COMMANDS,
    PASSAGE_COMMANDS,
    TRACE_COMMANDS,
    WRITING_COMMANDS,
)
from oa_desktop.ui.preferences import PagePlace
from oa_desktop.ui.session_commands import SESSION_COMMANDS
from oa_desktop.ui.situation import Condition, Situation, always, at_desk, leads, reads, signed_in, unlocked

_LIST = frozenset({Place.LIST})
_PAGE = frozenset({Place.PAGE})
_LEADER = frozenset({Place.LEADER})
_HELP = "窗口.md"
_ON_PAPER = frozenset({"draft", REVISE})
"""Acts that are done in the editor."""
_ONWARD = frozenset(one.kind for one in DECLARATIONS.values() if one.onward)
"""Acts that complete a step."""


def _drafts(situation: Situation) -> bool:
    return at_desk(situation) and situation.drafts


def _receives(situation: Situation) -> bool:
    return at_desk(situation) and situation.receives


def _answers(situation: Situation) -> bool:
    return reads(situation) and situation.came and situation.drafts


def _at_a_desk(situation: Situation) -> bool:
    return at_desk(situation) or leads(situation)


def _may_draft(situation: Situation) -> bool:
    return situation.signed_in and situation.drafts


def _moves_on(situation: Situation) -> bool:
    return reads(situation) and not _ONWARD.isdisjoint(situation.acts)


def _recallable(situation: Situation) -> bool:
    return at_desk(situation) and situation.recallable


def _may(kind: str) -> Condition:
    return lambda situation: reads(situation) and kind in situation.acts


def act_command(kind: str) -> str:
    """Return the command that does an act."""
    return f"act.{kind}"


def folder_command(folder: str) -> str:
    """Return the command that goes to a folder."""
    return f"go.{folder}"


def _acts() -> Iterator[Command]:
    """The acts on a document; menus show those that this person may do now."""
    asked_for = (
        one for action, one in DECLARATIONS.items() if issubclass(action, handling.DossierAction) and action in PERMITS
    )
    for declared in sorted(asked_for, key=lambda one: place_of(one.kind, _ONWARD)):
        if declared.kind not in _ON_PAPER:
            yield Command(
                id=act_command(declared.kind),
                text=declared.term,
                menu=Menu.DOCUMENT,
                when=_may(declared.kind),
                writes=True,
                places=_LIST,
                under="办理",
                topic=act_topic(declared.term),
                fleeting=True,
                alike=f"act.{group_of(declared.kind, _ONWARD)}",
            )


def _folders() -> Iterator[Command]:
    for place, folder in enumerate(FOLDERS, start=1):
        yield Command(
            id=folder_command(folder.id),
            text=folder.label,
            menu=Menu.VIEW,
            shortcut=f"Ctrl+{place}",
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


COMMANDS = (
    *LEADER_COMMANDS,
    Command(
        id="document.new",
        text="拟稿(&N)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+N",
        when=_drafts,
        writes=True,
        icon="new",
        topic=f"{_HELP}#拟稿",
    ),
    Command(
        id="document.open",
        text="打开稿子(&O)…",
        menu=Menu.DOCUMENT,
        under="稿子",
        shortcut="Ctrl+O",
        when=_may_draft,
        writes=True,
        topic=f"{_HELP}#打开稿子",
    ),
    Command(
        id="document.matter",
        under="收文和事项",
        text="内部事项(&M)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+Shift+N",
        when=_drafts,
        writes=True,
        topic=f"{_HELP}#内部事项",
    ),
    Command(
        id="document.receive",
        under="收文和事项",
        text="签收来文(&Q)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+R",
        when=_receives,
        writes=True,
        icon="register-in",
        topic=f"{_HELP}#收文",
    ),
    Command(
        id="document.drafts",
        text="草稿(&D)…",
        menu=Menu.DOCUMENT,
        under="稿子",
        shortcut="Ctrl+Shift+O",
        when=at_desk,
        topic=f"{_HELP}#草稿",
    ),
    Command(
        id="document.read",
        text="看版面(&V)",
        menu=Menu.VIEW,
        under="看件",
        when=reads,
        places=_LIST,
        icon="document",
        topic=f"{_HELP}#看公文",
    ),
    Command(
        id="document.revise",
        text="修改(&E)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+E",
        when=_may(REVISE),
        writes=True,
        places=_LIST,
        topic=f"{_HELP}#拟稿",
    ),
    Command(
        id="document.answer",
        under="收文和事项",
        text="拟稿答复(&G)…",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+Shift+R",
        when=_answers,
        writes=True,
        places=_LIST,
        topic=f"{_HELP}#收文",
    ),
    Command(
        id="document.next",
        text="下一件(&E)",
        menu=Menu.VIEW,
        under="看件",
        shortcut="F8",
        when=at_desk,
        topic=f"{_HELP}#公文清单",
    ),
    Command(
        id="document.before",
        text="上一件(&J)",
        menu=Menu.VIEW,
        under="看件",
        shortcut="Shift+F8",
        when=at_desk,
        topic=f"{_HELP}#公文清单",
    ),
    *PAPER_COMMANDS,
    Command(
        id="act-onward",
        text="办理当前环节(&H)",
        menu=Menu.DOCUMENT,
        shortcut="Ctrl+Return",
        also=("Ctrl+Enter",),
        when=_moves_on,
        writes=True,
        places=_LIST,
        topic=f"{_HELP}#办理",
    ),
    *_acts(),
    *SESSION_COMMANDS,
    Command(
        id="edit.recall",
        text="撤销刚才的办理(&Z)",
        menu=Menu.EDIT,
        shortcut="Ctrl+Z",
        when=_recallable,
        writes=True,
        topic=f"{_HELP}#办理",
    ),
    *WRITING_COMMANDS,
    *PASSAGE_COMMANDS,
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
    *PAGE_COMMANDS,
    *TRACE_COMMANDS,
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
    *INSPECT_COMMANDS,
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
        id="statistics.open",
        text="统计(&T)…",
        menu=Menu.TOOLS,
        when=signed_in,
        topic=f"{_HELP}#统计",
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
        id="tools.palette",
        text="找命令(&K)…",
        menu=Menu.TOOLS,
        shortcut="Ctrl+K",
        when=unlocked,
        icon="search",
        topic=f"{_HELP}#找帮助",
    ),
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
    Command(id="help.contents", text="帮助目录(&C)", menu=Menu.HELP, when=always, topic=f"{_HELP}#找帮助"),
)
