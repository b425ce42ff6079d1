"""Where the owner of a new key sets the password to it, in the presence of who confirms it (本人设定口令)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oa_desktop.domain.sign_in_rules import SignInRules
from oa_desktop.i18n import _
from oa_desktop.ui.entering.new_password import NewPassword
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice

_CHARACTERS = 26


class OwnerPassword(Dialog):
    """A new password, typed twice by whose it is.

    Signals:
        agreed: It was set (``str``).
    """

    agreed = Signal(str)

    def __init__(self, name: str, rules: SignInRules, parent: QWidget) -> None:
        super().__init__("owner-password", _("本人设定口令"), parent, topic="窗口.md#待确认", characters=_CHARACTERS)
        about = _("请{name}本人在这里设定新口令，别人不要看。设定以后换一把新的签名密钥，旧口令和旧密钥不能再用。")
        self._password = NewPassword(parent=self)
        self._password.keep_to(rules)
        self._agree = self.button("agree", _("设定并确认(&S)"), self._finish)
        self._agree.setProperty("tone", "main")
        column = QVBoxLayout(self)
        column.addWidget(advice(about.format(name=name), self))
        column.addWidget(self._password)
        column.addStretch(1)
        column.addLayout(self.row_below(self._agree))
        self._password.changed.connect(self._fit)
        self._fit()
        self._password.first.setFocus()

    def _fit(self) -> None:
        self._agree.setEnabled(bool(self._password.password))

    def _finish(self) -> None:
        password = self._password.password
        self._password.forget()
        self.accept()
        self.agreed.emit(password)
