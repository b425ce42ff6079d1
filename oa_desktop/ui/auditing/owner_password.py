"""Where the owner of a new key sets the password to it, in the presence of who confirms it (本人设定口令)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.i18n import _
from oa_desktop.office.ports.keys import KeyChoice, KeyHome
from oa_desktop.ui.entering.new_password import NewPassword
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice

_CHARACTERS = 26


class OwnerPassword(Dialog):
    """A new password, typed twice by whose it is, and where the new key is to lie.

    Signals:
        agreed: It was set (``str``), and the key is to lie there (``KeyChoice``).
    """

    agreed = Signal(str, object)

    def __init__(self, name: str, rules: SignInRules, parent: QWidget) -> None:
        super().__init__("owner-password", _("本人设定口令"), parent, topic="窗口.md#待确认", characters=_CHARACTERS)
        about = _("请{name}本人在这里设定新口令，别人不要看。设定以后换一把新的签名密钥，旧口令和旧密钥不能再用。")
        self._password = NewPassword(parent=self)
        self._password.keep_to(rules)
        self.home = QComboBox(self)
        self.home.setObjectName("key-home")
        for one in KeyHome:
            self.home.addItem(_(one.label), one)
        self.pin = PasswordLine("pin", _("令牌口令（PIN）"), self)
        self._password.form.addRow(_("签名密钥放在(&K)"), self.home)
        self._password.form.addRow(_("令牌口令(&T)"), self.pin)
        self._agree = self.button("agree", _("设定并确认(&S)"), self._finish)
        self._agree.setProperty("tone", "main")
        column = QVBoxLayout(self)
        column.addWidget(advice(about.format(name=name), self))
        column.addWidget(self._password)
        column.addStretch(1)
        column.addLayout(self.row_below(self._agree))
        self._password.changed.connect(self._fit)
        self.home.currentIndexChanged.connect(self._fit)
        self.pin.textChanged.connect(self._fit)
        self._fit()
        self._password.first.setFocus()

    @property
    def _chosen(self) -> KeyHome:
        return KeyHome(self.home.currentData())

    def _fit(self) -> None:
        on_token = self._chosen is KeyHome.TOKEN
        self._password.form.setRowVisible(self.pin, on_token)
        self._agree.setEnabled(bool(self._password.password) and bool(self.pin.text() or not on_token))

    def _finish(self) -> None:
        password = self._password.password
        choice = KeyChoice(home=self._chosen, pin=self.pin.text() if self._chosen is KeyHome.TOKEN else "")
        self._password.forget()
        self.pin.clear()
        self.accept()
        self.agreed.emit(password, choice)
