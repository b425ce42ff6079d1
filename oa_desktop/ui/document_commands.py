"""What can be done with a document (公文的命令): write it, take it in, go to the next, and every act on it."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain.actions import DECLARATIONS, handling
from oa_desktop.domain.policy import PERMITS
from oa_desktop.ui.acting.act_bar import REVISE
from oa_desktop.ui.acting.act_groups import group_of, place_of
from oa_desktop.ui.acting.act_topics import act_topic
from oa_desktop.ui.commands import Command, Menu, Place
from oa_desktop.ui.situation import Condition, Situation, at_desk, reads

_LIST = frozenset({Place.LIST})
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


def _may_draft(situation: Situation) -> bool:
    return situation.signed_in and situation.drafts


def _moves_on(situation: Situation) -> bool:
    return reads(situation) and not _ONWARD.isdisjoint(situation.acts)


def _recallable(situation: Situation) -> bool:
    return at_desk(situation) and situation.recallable


def _may(kind: str) -> Condition:
    return lambda situation: reads(situation) and kind in situation.acts


_KEYS = {"take-in": "Ctrl+Shift+I"}
"""Keys of acts that have one of their own, by their kinds."""


def _acts() -> Iterator[Command]:
    """The acts on a document; menus show those that this person may do now."""
    asked_for = (
        one for action, one in DECLARATIONS.items() if issubclass(action, handling.DossierAction) and action in PERMITS
    )
    for declared in sorted(asked_for, key=lambda one: place_of(one.kind, _ONWARD)):
        if declared.kind not in _ON_PAPER:
            yield Command(
                id=f"act.{declared.kind}",
                text=declared.term,
                menu=Menu.DOCUMENT,
                shortcut=_KEYS.get(declared.kind, ""),
                when=_may(declared.kind),
                writes=True,
                places=_LIST,
                under="办理",
                topic=act_topic(declared.term),
                fleeting=True,
                alike=f"act.{group_of(declared.kind, _ONWARD)}",
            )


DOCUMENT_COMMANDS = (
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
)

ACT_COMMANDS = (
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
    Command(
        id="edit.recall",
        text="撤销刚才的办理(&Z)",
        menu=Menu.EDIT,
        shortcut="Ctrl+Z",
        when=_recallable,
        writes=True,
        topic=f"{_HELP}#办理",
    ),
)
