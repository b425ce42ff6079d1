"""The delegations (委托) that concern somebody: given, taken back, listed with how far they have come."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.delegating import EndDelegation
from oa_desktop.i18n import _
from oa_desktop.office.circulating.delegations import DelegationRow, Delegations
from oa_desktop.ui.delegating.delegate_dialog import DelegateDialog
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.workplace import Workplace

_ROW = int(Qt.ItemDataRole.UserRole)
_CHARACTERS = 34
_ALL = 100
"""The share of the height that the list has, where there is one."""
_ABOUT = "外出以前，可以请别人在一段时间里代办。受托人用自己的密钥签名，处处写“甲代乙”；到期自然失效，也随时可以收回。"
_NONE = "现在没有委托。"


class DelegationsDialog(Dialog):
    """What one has given and what one has.

    Signals:
        told: What was done, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("delegations", _("委托"), parent, topic="窗口.md#委托", characters=_CHARACTERS)
        self._workplace = workplace
        self.lines = QListWidget(self)
        self.lines.setObjectName("delegation-lines")
        self.lines.setAccessibleName(_("委托"))
        self.lines.setWordWrap(True)
        self.lines.currentItemChanged.connect(lambda _now, _before: self._allow())
        self._none = advice(_(_NONE), self)
        self._give = self.button("delegate", _("委托别人(&D)…"), self._ask)
        self._end = self.button("end-delegation", _("收回(&E)"), self._take_back)
        self._lay_out()
        self._fetch()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for part in (advice(_(_ABOUT), self), self._none):
            column.addWidget(part)
        column.addWidget(self.lines, _ALL)
        column.addStretch(1)
        column.addLayout(self.row_below(self._give, self._end))

    # --- what is there -------------------------------------------------------------------------------------------

    def _fetch(self) -> None:
        self._workplace.ask(Delegations(), self, self._show)

    def _show(self, rows: tuple[DelegationRow, ...]) -> None:
        self.lines.clear()
        for row in rows:
            item = QListWidgetItem(_in_words(row), self.lines)
            item.setData(_ROW, row)
        self._none.setVisible(not rows)
        self.lines.setVisible(bool(rows))
        self._allow()

    def _allow(self) -> None:
        self._end.setEnabled(self._chosen() is not None)

    def _chosen(self) -> DelegationRow | None:
        item = self.lines.currentItem()
        row: Any = item.data(_ROW) if item is not None else None
        return row if isinstance(row, DelegationRow) else None

    # --- what is done --------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        dialog = DelegateDialog(self._workplace, self)
        dialog.agreed.connect(lambda action: self._perform(action, _("已委托。")))
        dialog.open()

    def _take_back(self) -> None:
        row = self._chosen()
        if row is not None:
            words = _("{giver}给{delegate}的委托已收回。").format(giver=row.giver, delegate=row.delegate)
            self._perform(EndDelegation(delegation=row.delegation), words)

    def _perform(self, action: Action, words: str) -> None:
        def done(_changed: object) -> None:
            self._fetch()
            self.told.emit(words)

        self._workplace.perform(lambda _session: action, self, done)


def _in_words(row: DelegationRow) -> str:
    return _("{giver} 委托 {delegate}：{since} 至 {until}，{scope}（{stand}）").format(
        giver=row.giver, delegate=row.delegate, since=row.since, until=row.until, scope=row.scope, stand=row.stand.value
    )
