"""Account and password (账号和口令): where somebody says who they are, and what is answered to a refusal.

Whose signing key lies on a token is asked for its PIN, too, once the password was right.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.ports.keys import ASKS_FOR_PIN
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.look.tones import give_tone

_CAPITALS = "大写锁定（Caps Lock）好像开着。"


class Credentials(QWidget):
    """Asks for account and password; after a refusal it says why, and lets nobody try before the time is over.

    Attributes:
        account: The line of the account.
        password: The line of the password.
        pin: The line of the PIN; hidden until somebody needs it.

    Signals:
        offered: Account, password and PIN, when somebody means them.
    """

    offered = Signal(str, str, str)

    def __init__(self, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = button
        self._left = 0
        self._busy = False
        self.account = QLineEdit(self)
        self.account.setObjectName("account")
        self.account.setAccessibleName(_("账号"))
        self.password = PasswordLine("password", _("口令"), self)
        self.pin = PasswordLine("pin", _("令牌口令（PIN）"), self)
        self._capitals = self._line("capitals", "warning")
        self._says = self._line("says", "danger")
        self._enter = QPushButton(button, self)
        self._enter.setObjectName("enter")
        self._enter.setProperty("tone", "main")
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._lay_out()
        self._bind()

    def _line(self, name: str, tone: str) -> QLabel:
        line = QLabel(self)
        line.setObjectName(name)
        line.setProperty("tone", tone)
        line.setWordWrap(True)
        line.hide()
        return line

    def _lay_out(self) -> None:
        self._form = form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("账号(&A)"), self.account)
        form.addRow(_("口令(&P)"), self.password)
        form.addRow(_("令牌口令(&T)"), self.pin)
        form.setRowVisible(self.pin, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        for part in (self._capitals, self._says, self._enter):
            column.addWidget(part)

    def _bind(self) -> None:
        self.account.returnPressed.connect(self._go_on)
        self.password.returnPressed.connect(self._offer)
        self.pin.returnPressed.connect(self._offer)
        self.account.textEdited.connect(lambda _typed: self._ask_pin(False))
        self.password.capitals.connect(self._tell_capitals)
        self._enter.clicked.connect(self._offer)
        self._second.timeout.connect(self._tick)

    def take(self, account: str, password: str) -> None:
        """Take account and password that are not typed."""
        self.account.setText(account)
        self.password.setText(password)
        self._ask_pin(False)

    def forget(self) -> None:
        """Forget the password, the PIN, and what was said."""
        self.password.clear()
        self._ask_pin(False)
        self._tell("")
        self._tell_capitals(False)

    def focus(self) -> None:
        """Put the keyboard where something is missing."""
        (self.password if self.account.text().strip() else self.account).setFocus()

    def set_busy(self, busy: bool) -> None:
        """Take no more while an answer is awaited."""
        self._busy = busy
        self.password.setReadOnly(busy)
        self.pin.setReadOnly(busy)
        self._show_button()

    def refuse(self, error: OfficeError) -> None:
        """Say why somebody was not let in, and how long to wait."""
        said = say(error.code, error.params)
        self._tell(f"{said.what}{said.why}\n{said.do}")
        self._left = int(str(error.params.get("wait_seconds", 0)))
        if self._left:
            self._second.start()
        self._show_button()
        self._ask_again(error.code)

    def _ask_again(self, code: str) -> None:
        """Put the keyboard where something was wrong or is missing: into the PIN where the password was right."""
        of_token = code in ASKS_FOR_PIN or code.startswith("token.")
        give_tone(self._says, "warning" if code in ASKS_FOR_PIN else "danger")
        if of_token:
            self._ask_pin(True)
        line = self.pin if of_token else self.password
        line.setFocus()
        line.selectAll()

    def _ask_pin(self, wanted: bool) -> None:
        if not wanted:
            self.pin.clear()
        self._form.setRowVisible(self.pin, wanted)

    def _tell(self, words: str) -> None:
        self._says.setText(words)
        self._says.setVisible(bool(words))

    def _tell_capitals(self, locked: bool) -> None:
        self._capitals.setText(_(_CAPITALS))
        self._capitals.setVisible(locked)

    def _go_on(self) -> None:
        if self.password.text():
            self._offer()
        else:
            self.password.setFocus()

    def _offer(self) -> None:
        account = self.account.text().strip()
        if self._busy or self._left:
            return
        if self.pin.isVisibleTo(self) and not self.pin.text():
            self.pin.setFocus()
        elif account and self.password.text():
            self.offered.emit(account, self.password.text(), self.pin.text())
        else:
            self.focus()

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._second.stop()
        self._show_button()

    def _show_button(self) -> None:
        self._enter.setEnabled(not self._busy and not self._left)
        waiting = _("请等 {seconds} 秒").format(seconds=self._left) if self._left else self._words
        self._enter.setText(_("正在核对口令…") if self._busy else waiting)
