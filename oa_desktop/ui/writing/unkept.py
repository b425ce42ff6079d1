"""Leaving words that could not be kept (没有存上的字): whoever goes is told first, and may stay."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from oa_desktop.i18n import _


def ask_before_losing(over: QWidget, go: Callable[[], object]) -> None:
    """Ask whether somebody really goes though words are not kept; to stay is what the keyboard does first."""
    asked = QMessageBox(over)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setObjectName("ask-unkept")
    asked.setWindowTitle(_("有字没有存上"))
    asked.setText(_("刚才写的字还没有存上，现在离开就没有了。"))
    asked.setInformativeText(_("请先留下，把字复制到别处，或者等磁盘能写了再走；存上以后就不再问。"))
    leave = asked.addButton(_("不要这些字，离开"), QMessageBox.ButtonRole.DestructiveRole)
    leave.setObjectName("agree")
    stay = asked.addButton(_("留下"), QMessageBox.ButtonRole.RejectRole)
    leave.clicked.connect(lambda _checked=False: go())
    asked.setDefaultButton(stay)
    asked.open()
