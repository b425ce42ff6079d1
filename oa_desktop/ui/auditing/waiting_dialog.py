"""What waits for a second person (待确认): confirmed, declined with a reason, or taken back by who asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from oa_desktop.domain.actions.seconding import Word
from oa_desktop.i18n import _
from oa_desktop.office.changes import Changed
from oa_desktop.office.session import Session
from oa_desktop.office.waiting import Waiting, WaitingRow, answer
from oa_desktop.ui.auditing.owner_password import OwnerPassword
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.workplace import Workplace

_ROW = int(Qt.ItemDataRole.UserRole)
_CHARACTERS = 34
_ALL = 100
"""The share of the height that the list has, where there is one."""
_ABOUT = "有的事一个人办不了：一个人申请，另一个人确认以后才起作用。先核实，再确认；不同意的，写明原因退掉。"
_NONE = "现在没有等人确认的事项。"


class WaitingDialog(Dialog):
    """What somebody may confirm, and what they asked for.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("waiting", _("待确认"), parent, topic="窗口.md#待确认", characters=_CHARACTERS)
        self._workplace = workplace
        self.lines = QListWidget(self)
        self.lines.setObjectName("waiting-lines")
        self.lines.setAccessibleName(_("等第二个人确认的事项"))
        self.lines.setWordWrap(True)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(_("不同意或者撤销的原因"))
        self.reason.setPlaceholderText(_("不同意的必须写"))
        self._none = advice(_(_NONE), self)
        self._confirm = self.button("confirm", _("确认(&C)"), self._agree)
        self._decline = self.button("decline", _("不同意(&D)"), self._refuse)
        self._withdraw = self.button("withdraw", _("撤销申请(&W)"), self._take_back)
        self.lines.currentItemChanged.connect(lambda _now, _before: self._allow())
        self.reason.textChanged.connect(lambda _text: self._allow())
        self._lay_out()
        self._fetch()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for part in (advice(_(_ABOUT), self), self._none):
            column.addWidget(part)
        column.addWidget(self.lines, _ALL)
        self._form = QFormLayout()
        self._form.addRow(_("原因(&R)"), self.reason)
        column.addLayout(self._form)
        column.addStretch(1)
        column.addLayout(self.row_below(self._confirm, self._decline, self._withdraw))

    # --- what is there -------------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self._workplace.ask(Waiting(), self, self._show)

    def _show(self, rows: tuple[WaitingRow, ...]) -> None:
        self.lines.clear()
        for row in rows:
            item = QListWidgetItem(_in_words(row), self.lines)
            item.setData(_ROW, row)
        self._none.setVisible(not rows)
        self._form.setRowVisible(self.reason, bool(rows))
        for part in (self.lines, self._confirm, self._decline, self._withdraw):
            part.setVisible(bool(rows))
        self.lines.setCurrentRow(0)
        self._allow()

    def _allow(self) -> None:
        row, reason = self._chosen(), bool(self.reason.text().strip())
        self._confirm.setEnabled(row is not None and row.mine and not row.expired)
        self._decline.setEnabled(row is not None and row.mine and reason)
        self._withdraw.setEnabled(row is not None and row.own)

    def _chosen(self) -> WaitingRow | None:
        item = self.lines.currentItem()
        row: Any = item.data(_ROW) if item is not None else None
        return row if isinstance(row, WaitingRow) else None

    # --- what is done --------------------------------------------------------------------------------------------

    def _agree(self) -> None:
        row = self._chosen()
        if row is None:
            return
        if row.present:
            self._let_owner_choose(row)
            return
        self._do(lambda session: session.perform(answer(row, Word.CONFIRMED)), _("已确认，{term}从现在起生效。"), row)

    def _let_owner_choose(self, row: WaitingRow) -> None:
        """Let whoever is to have the new key set the password to it, with nobody else looking."""
        dialog = OwnerPassword(row.present, self._workplace.session.sign_in_rules, self)
        dialog.agreed.connect(
            lambda password, choice: self._do(
                lambda session: session.administration.confirm_key(row.entry, password, choice),
                _("已确认，{term}从现在起生效。"),
                row,
            )
        )
        dialog.open()

    def _refuse(self) -> None:
        row, reason = self._chosen(), self.reason.text().strip()
        if row is not None and reason:
            wish = answer(row, Word.DECLINED, reason)
            self._do(lambda session: session.perform(wish), _("已退掉，{term}没有生效。"), row)

    def _take_back(self) -> None:
        row = self._chosen()
        if row is not None:
            wish = answer(row, Word.WITHDRAWN, self.reason.text().strip())
            self._do(lambda session: session.perform(wish), _("已撤销，{term}没有生效。"), row)

    def _do(self, work: Callable[[Session], Changed], words: str, row: WaitingRow) -> None:
        def done(_changed: Changed) -> None:
            self.reason.clear()
            self._fetch()
            self.told.emit(words.format(term=row.term))

        self._workplace.write(lambda session, _progress: work(session), self, done)


def _in_words(row: WaitingRow) -> str:
    return _("{term}：{detail}\n{asker} {time} 申请。{sentence}").format(
        term=row.term,
        detail=row.detail,
        asker=row.asker,
        time=row.time[:16].replace("T", " "),
        sentence=row.sentence,
    )
