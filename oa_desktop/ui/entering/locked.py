"""The locked page (锁定): it lies before everything until the same person's 口令 opens it again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.entering.card import Card, Centred
from oa_desktop.ui.entering.credentials import Credentials

_CHARACTERS = 26


class Locked(QWidget):
    """Asks for the password of who sits here, or lets somebody else sign in.

    Attributes:
        lines: Account and password.

    Signals:
        other: Somebody else wants to sign in.
    """

    other = Signal()

    def __init__(self, who: str, account: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("locked")
        self._card = card = Card(_("已锁定"), _CHARACTERS, self)
        card.say_below(_("{who}，输入口令就回到原来的地方，写到一半的字都在。").format(who=who))
        self.lines = Credentials(_("解锁"), self)
        self.lines.take(account, "")
        self.lines.account.setReadOnly(True)
        self.lines.account.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        card.column.addWidget(self.lines)
        card.column.addWidget(self._other())
        below = QLabel(_("换人登录会结束这个人的登录；没有交出的稿子已经存成草稿。"), self)
        below.setProperty("tone", "faint")
        below.setWordWrap(True)
        card.column.addWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Centred(card, self))

    def ask_another(self, why: str, change: QWidget) -> None:
        """Ask for another password in the place of the one that has ended, and say why."""
        self._card.heading.setText(_("请先换一个口令"))
        self._card.say_below(why)
        self._card.column.replaceWidget(self.lines, change)
        self.lines.hide()
        change.setFocus()

    def _other(self) -> QPushButton:
        other = QPushButton(_("换人登录"), self)
        other.setObjectName("other")
        other.setProperty("tone", "link")
        other.setCursor(Qt.CursorShape.PointingHandCursor)
        other.clicked.connect(self.other)
        return other

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the keyboard into the line of the password."""
        super().showEvent(event)
        self.lines.focus()
