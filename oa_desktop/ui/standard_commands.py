"""What the window can be told (命令表), in the order of its menus; help pages and palette read the same table."""

from __future__ import annotations

from oa_desktop.ui.commands import Command, Condition, Menu, Situation, always, document_chosen, signed_in


def _drafts(situation: Situation) -> bool:
    return situation.signed_in and situation.drafts and not situation.editing


def _may_draft(situation: Situation) -> bool:
    return situation.signed_in and situation.drafts


def _at_desk(situation: Situation) -> bool:
    return situation.signed_in and not situation.editing


def _may(kind: str) -> Condition:
    return lambda situation: document_chosen(situation) and kind in situation.acts


COMMANDS = (
    Command(id="document.new", text="拟稿(&N)…", menu=Menu.DOCUMENT, shortcut="Ctrl+N", when=_drafts, icon="new"),
    Command(id="document.open", text="打开稿子(&O)…", menu=Menu.DOCUMENT, shortcut="Ctrl+O", when=_may_draft),
    Command(id="document.drafts", text="草稿(&D)…", menu=Menu.DOCUMENT, shortcut="Ctrl+Shift+O", when=_at_desk),
    Command(id="document.revise", text="修改(&E)…", menu=Menu.DOCUMENT, shortcut="Ctrl+E", when=_may("revise")),
    Command(id="session.lock", text="锁定(&L)", menu=Menu.DOCUMENT, shortcut="Ctrl+L", when=signed_in),
    Command(id="session.switch", text="切换用户(&U)", menu=Menu.DOCUMENT, when=signed_in),
    Command(id="window.quit", text="退出(&X)", menu=Menu.DOCUMENT, shortcut="Ctrl+Q", when=always),
    Command(id="find.words", text="检索(&F)", menu=Menu.EDIT, shortcut="Ctrl+F", when=signed_in),
    Command(id="look.larger", text="放大文字(&I)", menu=Menu.VIEW, shortcut="Ctrl+Shift+=", when=always),
    Command(id="look.smaller", text="缩小文字(&O)", menu=Menu.VIEW, shortcut="Ctrl+Shift+-", when=always),
    Command(id="look.colours", text="浅色或深色(&C)", menu=Menu.VIEW, when=always),
    Command(id="help.here", text="这里怎么用(&H)", menu=Menu.HELP, shortcut="F1", when=always),
)
