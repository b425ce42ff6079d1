"""A new password (新口令): typed twice, with its strength said in words while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from oa_desktop.domain.units.passwords import CLASSES, Weakness, lacking_classes, weakness
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.i18n import _
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.look.tones import give_tone

_LONG = 12
CHINESE_DIGITS = "零一二三四"


def weakness_in_words(password: str, rules: SignInRules, account: str = "") -> str:
    """Say what a password lacks to be taken; empty where it lacks nothing."""
    found = weakness(password, rules, account)
    return _WORDS[found](password, rules) if found else ""


def _too_short(password: str, rules: SignInRules) -> str:
    return _("还差{count}位，至少{length}位。").format(count=rules.length - len(password), length=rules.length)


def _too_plain(password: str, rules: SignInRules) -> str:
    missing, kinds = lacking_classes(password), len(CLASSES)
    return _("太简单，请再加上{kinds}中的{count}种。").format(
        kinds="、".join(map(_, missing)), count=rules.classes - (kinds - len(missing))
    )


_WORDS: Mapping[Weakness, Callable[[str, SignInRules], str]] = {
    Weakness.SHORT: _too_short,
    Weakness.PLAIN: _too_plain,
    Weakness.NAMED: lambda _password, _rules: _("口令里不能有账号名。"),
    Weakness.COMMON: lambda _password, _rules: _("这是最容易被猜到的一类口令，请换一个。"),
}


def strength(password: str, rules: SignInRules, account: str = "") -> str:
    """Say in words how strong a password is."""
    lacking = weakness_in_words(password, rules, account)
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
        self._rules = SignInRules()
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
        return typed if typed == self.again.text() and not weakness(typed, self._rules, self._account) else ""

    def keep_to(self, rules: SignInRules) -> None:
        """Ask for what the unit asks for."""
        self._rules = rules
        self._look()

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
        if not typed:
            self._tell(self._asked(), "faint")
        elif weakness(typed, self._rules, self._account):
            self._tell(strength(typed, self._rules, self._account), "warning")
        elif again and not typed.startswith(again):
            self._tell(_("两遍不一样。"), "danger")
        else:
            same = _("两遍一致。") if typed == again else ""
            self._tell(strength(typed, self._rules, self._account) + same, "good")
        self.changed.emit()

    def _asked(self) -> str:
        words = _("至少{length}位，大写字母、小写字母、数字、其他符号当中至少有{classes}种。")
        return words.format(length=self._rules.length, classes=CHINESE_DIGITS[self._rules.classes])

    def _tell(self, words: str, tone: str) -> None:
        self._says.setText(words)
        give_tone(self._says, tone)

    def _tell_capitals(self, locked: bool) -> None:
        if locked:
            self._tell(_("大写锁定（Caps Lock）好像开着。"), "warning")
