"""Before a file is opened (打开以前): where it goes, or what becomes of one that cannot be read; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QMessageBox, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.ui.look.dialogs import MessageBox


class _Choice(NamedTuple):
    """A button, and what is done when it is pressed."""

    key: str
    words: str
    role: QMessageBox.ButtonRole
    do: Callable[[], object]


def ask_replacing(name: str, replace: Callable[[], object], beside: Callable[[], object], parent: QWidget) -> None:
    """Ask whether a file is to replace the text in the editor or to become a new draft beside it."""
    asked = MessageBox("ask-replacing", _("打开稿子"), parent)
    asked.setText(_("正在写的稿子里已经有内容。“{name}”放在哪里？").format(name=name))
    asked.setInformativeText(_("替换的，现在的内容另存为一份草稿，可以从“公文—稿子—草稿”里找回。"))
    _ask(
        asked,
        _Choice("replace", _("替换正在写的内容"), QMessageBox.ButtonRole.AcceptRole, replace),
        _Choice("beside", _("另起一份新稿"), QMessageBox.ButtonRole.AcceptRole, beside),
    )


def ask_keeping(refused: Refused, keep: Callable[[], object], parent: QWidget) -> None:
    """Ask whether a file that cannot be read is to be attached, as it is, to a new draft that is named after it."""
    said = say(refused.code, refused.params)
    asked = MessageBox("ask-keeping", _("打开稿子"), parent)
    asked.setText(said.what)
    asked.setInformativeText(said.why + _("可以用文件名作标题起一份新稿，把它作为附件原样保存；文字要另外录入。"))
    _ask(asked, _Choice("keep", _("起一份新稿，附上它"), QMessageBox.ButtonRole.AcceptRole, keep))


def _ask(asked: QMessageBox, *choices: _Choice) -> None:
    """Ask a question; one more choice is to leave everything as it is."""
    none = _Choice("cancel", _("不打开"), QMessageBox.ButtonRole.RejectRole, lambda: None)
    for one in (*choices, none):
        button = asked.addButton(one.words, one.role)
        button.setObjectName(one.key)
        button.clicked.connect(lambda _checked=False, do=one.do: do())
    asked.open()
