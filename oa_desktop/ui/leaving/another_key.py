"""Another key for the store (更换存储密钥): the system administrator types the password anew, and everybody leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText
from oa_desktop.office.session import Session
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.seat import Seat

_CHARACTERS = 30
Last = Callable[[Session], ProblemText | None]
"""What is done with a session that nobody sits before any more; what is to be told of it."""


class AnotherKey(Dialog):
    """Says what a new key is good for, and asks for the password.

    Signals:
        agreed: Do it when everybody has left (``Last``).
    """

    agreed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("another-key", _("更换存储密钥"), parent, topic="窗口.md#更换存储密钥", characters=_CHARACTERS)
        self.password = PasswordLine("password", _("本人口令"), self)
        self.pin = PasswordLine("pin", _("令牌口令（PIN）"), self)
        self.leaving_out = QCheckBox(_("不等没有登录过的账户，仍然更换(&L)"), self)
        self.leaving_out.setObjectName("leaving-out")
        self._go = self.button("renew", _("退出登录并更换(&S)"), self._finish)
        self._go.setProperty("tone", "main")
        self._lay_out()
        self.password.textChanged.connect(self._fit)
        self._fit()
        self.password.setFocus()

    def _lay_out(self) -> None:
        about = _(
            "更换以后，从前的密钥文件配上从前的口令、从前的恢复码，都打不开以后的库。"
            "各人的口令不变，都要重新登录；恢复码要换一个。口令泄露过的人，请先改口令。"
        )
        form = QFormLayout()
        form.addRow(_("本人口令(&P)"), self.password)
        form.addRow(_("令牌口令，没有令牌的不填(&T)"), self.pin)
        column = QVBoxLayout(self)
        column.addWidget(advice(about, self))
        column.addLayout(form)
        column.addWidget(self.leaving_out)
        column.addStretch(1)
        column.addLayout(self.row_below(self._go))

    def _fit(self) -> None:
        self._go.setEnabled(bool(self.password.text()))

    def _finish(self) -> None:
        last = renewing(self.password.text(), self.pin.text(), leaving_out=self.leaving_out.isChecked())
        self.password.clear()
        self.pin.clear()
        self.accept()
        self.agreed.emit(last)


def renewing(password: str, pin: str, *, leaving_out: bool) -> Last:
    """Return what renews the key of a store and signs out, whether it was done or not."""

    def last(session: Session) -> ProblemText:
        try:
            session.administration.renew_store_key(password, pin, leaving_out=leaving_out)
        finally:
            session.sign_out()
        return ProblemText(
            what=_("存储密钥已更换。"),
            why=_("从前的密钥文件配上从前的口令、从前的恢复码，都打不开现在的库了。"),
            do=_("请各人用原来的口令重新登录；系统管理员请换一个恢复码打印锁存，再做一份备份。"),
        )

    return last


def ask_for_another_key(window: QWidget, seat: Seat, leave: Callable[[Last], object]) -> None:
    """Ask, and leave the seat for it once everything there is kept."""
    asking = AnotherKey(window)
    asking.agreed.connect(lambda last: seat.part(lambda: leave(last)))
    asking.open()


def signing_out(session: Session) -> None:
    """Sign out, and tell nothing."""
    session.sign_out()
