"""Signing in (登录): who, and the 口令; the demonstration introduces its people with their published ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.session import Session
from oa_desktop.ui.premises import Introduced, Premises
from oa_desktop.ui.tasks import Lane, Tasks


class SignIn(QWidget):
    """The page before the desk.

    Signals:
        entered: A session (``Session``).
        broke: What nobody foresaw.
    """

    entered = Signal(object)
    broke = Signal(object)

    def __init__(self, premises: Premises, realm: Realm, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._premises = premises
        self._realm = realm
        self._tasks = tasks
        self._account = self._account_line()
        self._password = self._password_line()
        self._enter = QPushButton(_("登录"))
        self._enter.setProperty("tone", "main")
        self._enter.clicked.connect(self._try)
        self._says = QLabel()
        self._says.setWordWrap(True)
        self._says.setProperty("tone", "danger")
        self._lay_out()

    def _account_line(self) -> QComboBox:
        line = QComboBox(self)
        line.setObjectName("account")
        line.setEditable(True)
        line.setAccessibleName(_("账户"))
        if self._realm is Realm.DEMONSTRATION:
            for one in self._premises.introduced():
                line.addItem(f"{one.name}　{one.title}", one)
            line.activated.connect(self._introduce)
        return line

    def _password_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName("password")
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setAccessibleName(_("口令"))
        line.returnPressed.connect(self._try)
        return line

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(_("账户"), self._account)
        form.addRow(_("口令"), self._password)
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addLayout(form)
        column.addWidget(self._says)
        column.addWidget(self._enter)

    def _introduce(self) -> None:
        chosen = self._account.currentData()
        if isinstance(chosen, Introduced):
            self._password.setText(chosen.password)

    def _named(self) -> str:
        chosen = self._account.currentData()
        typed = self._account.currentText().strip()
        listed = isinstance(chosen, Introduced) and typed == self._account.itemText(self._account.currentIndex())
        return chosen.account if listed else typed

    def _try(self) -> None:
        account, password = self._named(), self._password.text()
        self._says.clear()
        self.setEnabled(False)
        self._tasks.run(
            lambda _: self._premises.office(self._realm).sign_in(account, password),
            self,
            self._welcome,
            self._refuse,
            lane=Lane.WRITE,
        )

    def _welcome(self, session: Session) -> None:
        self.setEnabled(True)
        self._password.clear()
        self.entered.emit(session)

    def _refuse(self, error: Exception) -> None:
        self.setEnabled(True)
        self._password.setFocus()
        self._password.selectAll()
        if isinstance(error, OfficeError):
            self._says.setText(str(say(error.code, error.params)))
        else:
            self.broke.emit(error)
