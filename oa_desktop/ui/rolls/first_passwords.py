"""初始口令 of those who were enrolled: shown once, to be handed out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.office.leaving import write_file
from oa_desktop.office.rolls import Taken
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.rolls.roll_lines import RollLine, RollLines
from oa_desktop.ui.rolls.workbook_files import ask_where
from oa_desktop.ui.workplace import Workplace


class FirstPasswords(Dialog):
    """The passwords of new people; closed, they are gone."""

    def __init__(self, workplace: Workplace, taken: Taken, parent: QWidget) -> None:
        super().__init__("first-passwords", _("初始口令"), parent, topic="窗口.md#通讯录")
        self._workplace = workplace
        self._taken = taken
        words = _("这些初始口令只显示这一次，关上就没有了。请抄给本人，或者存为表格，发完删去；第一次登录时更换。")
        lines = RollLines("password-lines", _("初始口令"), self)
        titles = (_("姓名"), _("账号"), _("初始口令"))
        lines.show_lines(titles, [RollLine(cells=(one.name, one.account, one.password)) for one in taken.passwords])
        box = QDialogButtonBox(self)
        keep = box.addButton(_("存为表格…"), QDialogButtonBox.ButtonRole.ActionRole)
        keep.setObjectName("keep-passwords")
        keep.clicked.connect(lambda _checked: ask_where(_("初始口令"), self, self._keep))
        box.addButton(_("已经抄好，关上"), QDialogButtonBox.ButtonRole.RejectRole).setObjectName("close")
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(advice(words, self))
        column.addWidget(lines, 1)
        column.addWidget(box)
        self.resize(parent.size() * 2 / 3)

    def _keep(self, path: Path) -> None:
        self._workplace.carry(
            lambda session, _progress: write_file(path, session.rolls.first_passwords(self._taken)),
            self,
            lambda _none: None,
            title=_("存初始口令"),
        )
