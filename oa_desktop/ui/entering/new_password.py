"""A new password (新口令): typed twice, with its strength said in words while it is typed."""

from __future__ import annotations

import string
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.look.tones import give_tone

LENGTH, CLASSES = 8, 3
"""What every password must have; the key slots hold to the same (GB/T 22239-2019 身份鉴别)."""
_LONG = 12
_CLASSES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("小写字母", string.ascii_lowercase.__contains__),
    ("大写字母", string.ascii_uppercase.__contains__),
    ("数字", string.digits.__contains__),
    ("其他符号", lambda character: character not in string.ascii_letters + string.digits),
)


def weakness(password: str, account: str = "") -> str:
    """Say what a password lacks to be taken; empty where it lacks nothing."""
    missing = [name for name, belongs in _CLASSES if not any(map(belongs, password))]
    if len(password) < LENGTH:
        return _("还差{count}位，至少{length}位。").format(count=LENGTH - len(password), length=LENGTH)
    if len(_CLASSES) - len(missing) < CLASSES:
        return _("太简单，请再加上{kinds}中的一种。").format(kinds="、".join(missing))
    if len(account.encode()) >= CLASSES and account.casefold() in password.casefold():
        return _("口令里不能有账号名。")
    return ""


def strength(password: str, account: str = "") -> str:
    """Say in words how strong a password is."""
    lacking = weakness(password, account)
    return lacking or (_("很好。") if len(password) >= _LONG else _("可以；再长一些更好。"))


class NewPassword(QWidget):
    """Two lines and a word about them.

    Attributes:
        form: The lines with their labels.
        first: The new password.
        again: The same once more.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()

    def __init__(self, whose: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account = ""
        self.first = PasswordLine("new-password", whose + _("新口令"), self)
        self.again = PasswordLine("new-password-again", whose + _("再输一遍新口令"), self)
        self._says = QLabel(self)
        self._says.setWordWrap(True)
        self._says.setObjectName("strength")
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(_("新口令"), self.first)
        self.form.addRow(_("再输一遍"), self.again)
        self.form.addRow("", self._says)
        for line in (self.first, self.again):
            line.textChanged.connect(self._look)
            line.capitals.connect(self._tell_capitals)
        self._look()

    @property
    def password(self) -> str:
        """The password; empty until it is strong enough and the same twice."""
        typed = self.first.text()
        return typed if typed == self.again.text() and not weakness(typed, self._account) else ""

    def belong_to(self, account: str) -> None:
        """Say whose account the password opens: its name may not stand in it."""
        self._account = account.strip()
        self._look()

    def forget(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()

    def _look(self) -> None:
        typed, again = self.first.text(), self.again.text()
        rules = _("至少{length}位，大写字母、小写字母、数字、其他符号当中至少有三种。").format(length=LENGTH)
        if not typed:
            self._tell(rules, "faint")
        elif weakness(typed, self._account):
            self._tell(strength(typed, self._account), "warning")
        elif again and not typed.startswith(again):
            self._tell(_("两遍不一样。"), "danger")
        else:
            same = _("两遍一致。") if typed == again else ""
            self._tell(strength(typed, self._account) + same, "good")
        self.changed.emit()

    def _tell(self, words: str, tone: str) -> None:
        self._says.setText(words)
        give_tone(self._says, tone)

    def _tell_capitals(self, locked: bool) -> None:
        if locked:
            self._tell(_("大写锁定（Caps Lock）好像开着。"), "warning")
