"""The second page of the first run (两位管理员): the unit's name and grade, and the two people who found it.

On a classified grade the auditor is there too: the three administrators (三员) are three people from the first day.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QGroupBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.roles import FOUNDING_ROLES, Role
from oa_desktop.domain.units.sign_in_rules import SignInRules, usual_rules
from oa_desktop.i18n import _
from oa_desktop.office.founding import FounderRequest, FoundingRequest
from oa_desktop.ui.entering.new_password import NewPassword
from oa_desktop.ui.look.beside import Beside

_DUTIES = {
    Role.SYSTEM_ADMINISTRATOR: "管账号、机构和备份；不能给任何人授权。",
    Role.SECURITY_ADMINISTRATOR: "管授权；不能给自己授权，也不管账号。",
    Role.SECURITY_AUDITOR: "看审计记录；不管账号，也不授权。",
}
_GRADES = {
    SystemGrade.UNCLASSIFIED: "非涉密（国家秘密一律不进本系统）",
    SystemGrade.SECRET: "秘密级",
    SystemGrade.CONFIDENTIAL: "机密级",
}


class Founders(QWidget):
    """The unit and its founders, side by side.

    Attributes:
        heading: What the page asks.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()
    heading = "建立正式单位：管理员都要在场"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = _line("unit-name", _("单位名称"), self)
        self._name.setPlaceholderText(_("例如：清源县人民政府办公室"))
        self._department = _line("department", _("两人所在的内设机构"), self)
        self._department.setText(_("办公室"))
        self._grade = QComboBox(self)
        self._grade.setObjectName("grade")
        self._grade.setAccessibleName(_("系统等级"))
        for grade, words in _GRADES.items():
            self._grade.addItem(_(words), grade)
        self._grade.currentIndexChanged.connect(self._keep_to_grade)
        self._founders = tuple(Founder(role, self) for role in (*FOUNDING_ROLES, Role.SECURITY_AUDITOR))
        self._lacks = QLabel(self)
        self._lacks.setObjectName("lacks")
        self._lacks.setProperty("tone", "faint")
        self._lacks.setWordWrap(True)
        self._lay_out()
        for line in (self._name, self._department):
            line.textChanged.connect(self._look)
        for founder in self._founders:
            founder.changed.connect(self._look)
        self._grade.currentIndexChanged.connect(self._look)
        self._look()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("单位名称(&N)"), self._name)
        form.addRow(_("内设机构(&D)"), self._department)
        form.addRow(_("系统等级(&G)"), self._grade)
        below = QLabel(_("系统等级以后不能更改。绝密信息任何时候都不能进入本系统。"), self)
        below.setProperty("tone", "faint")
        below.setWordWrap(True)
        row = Beside(self)
        for founder in self._founders:
            row.add(founder, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(below)
        column.addWidget(row)
        column.addWidget(self._lacks)

    @property
    def _present(self) -> tuple[Founder, ...]:
        """Who has to be there: the auditor too where the grade is classified."""
        classified = SystemGrade(self._grade.currentData()) is not SystemGrade.UNCLASSIFIED
        return self._founders if classified else self._founders[: len(FOUNDING_ROLES)]

    @property
    def lacking(self) -> str:
        """What is still to be typed, in words; empty when all is there."""
        if not self._name.text().strip() or not self._department.text().strip():
            return _("还要填写单位名称和内设机构。")
        missing = next((one.lacking for one in self._present if one.lacking), "")
        said = [{one.name for one in self._present}, {one.account for one in self._present}]
        if not missing and min(map(len, said)) < len(self._present):
            return _("管理员必须各是一个人，姓名、账号都不能相同。")
        return missing

    def request(self) -> FoundingRequest:
        """Return what the two declare."""
        first, second, *auditors = (one.request() for one in self._present)
        return FoundingRequest(
            name=self._name.text().strip(),
            department=self._department.text().strip(),
            grade=SystemGrade(self._grade.currentData()),
            first=first,
            second=second,
            auditor=next(iter(auditors), None),
        )

    def forget(self) -> None:
        """Forget the passwords."""
        for one in self._founders:
            one.forget()

    def _keep_to_grade(self) -> None:
        rules = usual_rules(SystemGrade(self._grade.currentData()))
        for founder in self._founders:
            founder.keep_to(rules)

    def _look(self) -> None:
        for one in self._founders:
            one.setVisible(one in self._present)
        self._lacks.setText(self.lacking)
        self.changed.emit()


class Founder(QGroupBox):
    """One of those who are there.

    Signals:
        changed: Something was typed.
    """

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(_(role.value), parent)
        self.setObjectName(f"founder-{role.name.lower()}")
        self._role = role
        whose = f"{role.value}："
        self._name = _line("name", whose + _("姓名"), self)
        self._account = _line("account", whose + _("账号"), self)
        self._account.setPlaceholderText(_("登录时用，例如 zhangsan"))
        self._password = NewPassword(whose, self)
        duty = QLabel(_(_DUTIES[role]), self)
        duty.setProperty("tone", "faint")
        duty.setWordWrap(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(_("姓名"), self._name)
        form.addRow(_("账号"), self._account)
        column = QVBoxLayout(self)
        column.addWidget(duty)
        column.addLayout(form)
        column.addWidget(self._password)
        column.addStretch(1)
        self._name.textChanged.connect(self.changed)
        self._account.textChanged.connect(self._password.belong_to)
        self._password.changed.connect(self.changed)

    @property
    def name(self) -> str:
        """The person's name."""
        return self._name.text().strip()

    @property
    def account(self) -> str:
        """The person's account."""
        return self._account.text().strip()

    @property
    def lacking(self) -> str:
        """What is still to be typed, in words."""
        if not self.name or not self.account:
            return _("还要填写{role}的姓名和账号。").format(role=self._role.value)
        if not self._password.password:
            return _("还要设定{role}的口令，两遍一致。").format(role=self._role.value)
        return ""

    def request(self) -> FounderRequest:
        """Return what this person declares."""
        return FounderRequest(
            name=self.name,
            account=self.account,
            title=self._role.value,
            roles=(self._role,),
            password=self._password.password,
        )

    def keep_to(self, rules: SignInRules) -> None:
        """Ask of the password what the unit's grade asks for."""
        self._password.keep_to(rules)

    def forget(self) -> None:
        """Forget the password."""
        self._password.forget()


def _line(name: str, label: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(parent)
    line.setObjectName(name)
    line.setAccessibleName(label)
    return line
