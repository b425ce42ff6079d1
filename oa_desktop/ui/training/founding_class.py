"""Founding a class (设立培训班): its name, its teacher and a password, and the recovery code that comes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.roles import FOUNDING_ROLES, Role
from oa_desktop.domain.units.sign_in_rules import usual_rules
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.founding import Founded, FounderRequest, FoundingRequest
from oa_desktop.ui.entering.card import Card, Centred
from oa_desktop.ui.entering.new_password import NewPassword
from oa_desktop.ui.entering.recovery_code import RecoveryCode
from oa_desktop.ui.premises import Premises
from oa_desktop.ui.tasks import Lane, Tasks

TEACHER, OFFICE = "teacher", "office"
"""Accounts of the two who found a class."""
_CHARACTERS = 34


class FoundingClass(QWidget):
    """Asks once on a teacher's machine.

    Signals:
        founded: The class is there, and its recovery code copied out.
        left: Nobody wants one.
        broke: What nobody foresaw.
    """

    founded = Signal()
    left = Signal()
    broke = Signal(object)

    def __init__(self, premises: Premises, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("founding-class")
        self._premises = premises
        self._tasks = tasks
        self._recovery: RecoveryCode | None = None
        self._card = Card(_("设立培训班"), _CHARACTERS, self)
        self._name = QLineEdit(self)
        self._teacher = QLineEdit(self)
        self._password = NewPassword(parent=self)
        self._trouble = QLabel(self)
        self._found = QPushButton(_("设立"), self)
        self._leave = QPushButton(_("回到选课"), self)
        self._lay_out()
        self._bind()
        self._fit()

    def _lay_out(self) -> None:
        self._name.setObjectName("class-name")
        self._teacher.setObjectName("teacher-name")
        self._found.setObjectName("found-class")
        self._name.setPlaceholderText(_("例如：清源县2026年第1期公文班"))
        self._trouble.setObjectName("trouble")
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("tone", "danger")
        self._trouble.hide()
        self._found.setProperty("tone", "main")
        self._leave.setProperty("tone", "link")
        self._leave.setObjectName("elsewhere")
        self._card.say_below(_("账号是 teacher，教务是 office，口令一样；登录后看“帮助—培训班”。"))
        form = QFormLayout()
        form.addRow(_("班名"), self._name)
        form.addRow(_("老师"), self._teacher)
        column = self._card.column
        column.addLayout(form)
        column.addWidget(self._password)
        column.addWidget(self._trouble)
        column.addWidget(self._found, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.fit()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Centred(self._card, self))

    def _bind(self) -> None:
        self._password.keep_to(usual_rules(SystemGrade.UNCLASSIFIED))
        self._password.belong_to(TEACHER)
        self._password.changed.connect(self._fit)
        for line in (self._name, self._teacher):
            line.textChanged.connect(self._fit)
        self._found.clicked.connect(self._go_on)
        self._leave.clicked.connect(self.left)

    def _fit(self) -> None:
        typed = self._name.text().strip() and self._teacher.text().strip() and self._password.password
        self._found.setEnabled(self._recovery.is_copied_out if self._recovery else bool(typed))

    def _go_on(self) -> None:
        if self._recovery is not None:
            self.founded.emit()
            return
        request = self._request()
        self._found.setEnabled(False)
        self._tasks.run(
            lambda _: self._premises.found_class(request), self, self._show_code, self._refuse, lane=Lane.WRITE
        )

    def _request(self) -> FoundingRequest:
        names = (self._teacher.text().strip(), _("教务"))
        first, second = (
            self._founder(name, account, role)
            for name, account, role in zip(names, (TEACHER, OFFICE), FOUNDING_ROLES, strict=True)
        )
        return FoundingRequest(
            name=self._name.text().strip(),
            department=_("培训班"),
            grade=SystemGrade.UNCLASSIFIED,
            first=first,
            second=second,
        )

    def _founder(self, name: str, account: str, role: Role) -> FounderRequest:
        return FounderRequest(
            name=name, account=account, title=_("老师"), roles=(role,), password=self._password.password
        )

    def _show_code(self, founded: Founded) -> None:
        """Show the recovery code; nobody goes on before it is copied out."""
        self._recovery = RecoveryCode(self._name.text().strip(), founded, self)
        self._recovery.changed.connect(self._fit)
        self._card.column.insertWidget(0, self._recovery)
        self._password.forget()
        for part in (self._password, self._leave, self._trouble):
            part.hide()
        for line in (self._name, self._teacher):
            line.setReadOnly(True)
        self._found.setText(_("去登录"))
        self._fit()

    def _refuse(self, error: Exception) -> None:
        self._fit()
        if isinstance(error, OfficeError):
            self._trouble.setText(str(say(error.code, error.params)))
            self._trouble.show()
        else:
            self.broke.emit(error)
