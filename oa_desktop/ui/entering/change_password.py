"""Changing one's own password (更改口令): at the desk, or before it where somebody else chose the present one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.office import Office
from oa_desktop.ui.entering.new_password import NewPassword
from oa_desktop.ui.entering.password_line import PasswordLine
from oa_desktop.ui.tasks import Lane, Tasks


class ChangePassword(QWidget):
    """Asks for the present password, where it is not known, and for the new one twice.

    Signals:
        changed: The password is this one now.
        broke: What nobody foresaw.
    """

    changed = Signal(str)
    broke = Signal(object)

    def __init__(
        self,
        office: Callable[[], Office],
        account: str,
        rules: SignInRules,
        tasks: Tasks,
        parent: QWidget | None = None,
        *,
        old: str = "",
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._account = account
        self._tasks = tasks
        self._old = PasswordLine("old-password", _("原口令"), self)
        self._old.setText(old)
        self._old.setVisible(not old)
        self._new = NewPassword(parent=self)
        self._new.keep_to(rules)
        self._new.belong_to(account)
        self._says = QLabel(self)
        self._says.setObjectName("says")
        self._says.setProperty("tone", "danger")
        self._says.setWordWrap(True)
        self._change = QPushButton(_("更改口令"), self)
        self._change.setObjectName("change")
        self._change.setProperty("tone", "main")
        self._lay_out(ask_old=not old)
        self._new.changed.connect(self._fit)
        self._old.textChanged.connect(self._fit)
        self._new.again.returnPressed.connect(self._change.click)
        self._change.clicked.connect(self._try)
        self._fit()

    def _lay_out(self, *, ask_old: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if ask_old:
            self._new.form.insertRow(0, _("原口令"), self._old)
            QWidget.setTabOrder(self._old, self._new.first)
        for part in (self._new, self._says, self._change):
            column.addWidget(part)
        (self._old if ask_old else self._new.first).setFocus()

    def _fit(self) -> None:
        self._change.setEnabled(bool(self._old.text() and self._new.password))

    def _try(self) -> None:
        old, new = self._old.text(), self._new.password
        self._says.clear()
        self.setEnabled(False)
        self._tasks.run(
            lambda _: self._office().change_password(self._account, old, new),
            self,
            lambda _: self._finish(new),
            self._refuse,
            lane=Lane.WRITE,
        )

    def _finish(self, new: str) -> None:
        self.setEnabled(True)
        self._old.clear()
        self._new.forget()
        self.changed.emit(new)

    def _refuse(self, error: Exception) -> None:
        self.setEnabled(True)
        self._fit()
        if isinstance(error, OfficeError):
            self._says.setText(str(say(error.code, error.params)))
            self._old.setFocus()
        else:
            self.broke.emit(error)
