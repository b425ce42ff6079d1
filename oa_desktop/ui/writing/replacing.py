"""Before a file takes the place of what is being written (替换前): which of the two is wanted; none is lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from oa_desktop.i18n import _


def ask_replacing(name: str, replace: Callable[[], object], beside: Callable[[], object], parent: QWidget) -> None:
    """Ask whether a file is to replace the text in the editor or to become a new draft beside it."""
    asked = QMessageBox(parent)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setObjectName("ask-replacing")
    asked.setWindowTitle(_("打开稿子"))
    asked.setText(_("正在写的稿子里已经有内容。“{name}”放在哪里？").format(name=name))
    asked.setInformativeText(_("替换的，现在的内容另存为一份草稿，可以从“公文”菜单的“草稿”里找回。"))
    choices = (
        ("replace", _("替换正在写的内容"), QMessageBox.ButtonRole.AcceptRole, replace),
        ("beside", _("另起一份新稿"), QMessageBox.ButtonRole.AcceptRole, beside),
        ("cancel", _("不打开"), QMessageBox.ButtonRole.RejectRole, lambda: None),
    )
    for key, words, role, do in choices:
        button = asked.addButton(words, role)
        button.setObjectName(key)
        button.clicked.connect(lambda _checked=False, do=do: do())
    asked.open()
