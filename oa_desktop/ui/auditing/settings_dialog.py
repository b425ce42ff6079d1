"""The settings of the unit (单位设置) in the window: what each is now, between which bounds, and who adjusts it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from oa_desktop.domain.actions.organising import AdjustAudit, AdjustSetting
from oa_desktop.domain.units import unit_settings as s
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import name_of
from oa_desktop.office.changes import Changed
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import advice
from oa_desktop.ui.workplace import Workplace

_NAME = int(Qt.ItemDataRole.UserRole)
_CHARACTERS = 62
_ABOUT = "只能在范围以内调整，下限放不宽；马上起作用，都有记录。一个库里有几个单位的，口令和锁定照最严的。"
_BY_ONE, _BY_TWO = "这一项由系统管理员调整。", "这一项由安全保密管理员申请，安全审计员确认以后生效。"
_SWITCH = ("否", "是")
_WORDS: Mapping[str, tuple[str, ...]] = {
    s.ISOLATION: ("不管", "登录时提醒", "不能登录"),
    s.TOKEN_REQUIRED: ("谁也不要求", "三员", "所有人"),
}
"""What the values of a setting mean, where they are no quantity and no switch."""
_EXPLAINED = re.compile(r"（0.*）$")


class SettingsDialog(Dialog):
    """Every setting; whoever may adjusts one.

    Signals:
        told: What was adjusted, in a sentence (``str``).
    """

    told = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("settings", _("单位设置"), parent, topic="窗口.md#单位设置")
        self._workplace = workplace
        self._unit = Organisation()
        self.lines = QTreeWidget(self)
        self.number = QSpinBox(self)
        self.choice = QComboBox(self)
        self.reason = QLineEdit(self)
        self.adjust = self.button("adjust", _("调整(&J)"), self._adjust)
        self.by_whom = advice(_(_BY_ONE), self)
        self._value = QStackedWidget(self)
        self._lay_out()
        self.fill(parent, _CHARACTERS)
        self.lines.currentItemChanged.connect(lambda _now, _before: self._offer())
        workplace.read(lambda session: session.organisation(), self, self._show)

    def _lay_out(self) -> None:
        self.lines.setObjectName("setting-lines")
        self.lines.setAccessibleName(_("单位的设置"))
        self.lines.setRootIsDecorated(False)
        self.lines.setAlternatingRowColors(True)
        self.lines.setAllColumnsShowFocus(True)
        self.lines.setHeaderLabels([_("设置"), _("现在"), _("范围")])
        self.lines.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for part, name, words in (
            (self.number, "number", _("调整为")),
            (self.choice, "choice", _("调整为")),
            (self.reason, "reason", _("为什么调整")),
        ):
            part.setObjectName(name)
            part.setAccessibleName(words)
        for editor in (self.number, self.choice):
            self._value.addWidget(editor)
        self._value.setSizePolicy(self.number.sizePolicy())
        form = QFormLayout()
        form.addRow(_("调整为(&V)"), self._value)
        form.addRow(_("原因(&R)"), self.reason)
        column = QVBoxLayout(self)
        column.addWidget(advice(_(_ABOUT), self))
        column.addWidget(self.lines, 1)
        column.addLayout(form)
        column.addWidget(self.by_whom)
        column.addLayout(self.row_below(self.adjust))

    # --- what is there -------------------------------------------------------------------------------------------

    def _show(self, unit: Organisation) -> None:
        chosen, self._unit = self._chosen(), unit
        self.lines.clear()
        for name in sorted(s.SETTINGS, key=s.AUDITED.__contains__):
            item = QTreeWidgetItem(self.lines, self._words(name))
            item.setData(0, _NAME, name)
            if name == chosen or not chosen:
                self.lines.setCurrentItem(item)
                chosen = name
        self._offer()

    def _words(self, name: str) -> list[str]:
        bounds, words = s.SETTINGS[name].at(self._unit.grade), _words_of(name)
        between = words[bounds.least : bounds.most + 1] or dict.fromkeys((str(bounds.least), str(bounds.most)))
        told = ("、" if words else "–").join(_(one) for one in between)
        return [_EXPLAINED.sub("", name_of("setting", name)), shown(name, self._unit.setting(name)), told]

    def _chosen(self) -> str:
        item = self.lines.currentItem()
        name: Any = item.data(0, _NAME) if item is not None else ""
        return str(name or "")

    def _offer(self) -> None:
        """Let the value of the chosen setting be adjusted by whoever may."""
        name = self._chosen()
        if not name:
            return
        bounds, words = s.SETTINGS[name].at(self._unit.grade), _words_of(name)
        value = self._unit.setting(name)
        self.number.setRange(bounds.least, bounds.most)
        self.number.setValue(value)
        self.choice.clear()
        for number in range(bounds.least, bounds.most + 1) if words else ():
            self.choice.addItem(_(words[number]), number)
        self.choice.setCurrentIndex(self.choice.findData(value))
        self._value.setCurrentWidget(self.choice if words else self.number)
        role = Role.SECURITY_ADMINISTRATOR if name in s.AUDITED else Role.SYSTEM_ADMINISTRATOR
        mine = role in self._workplace.standing.roles and bounds.least < bounds.most
        for part in (self._value, self.reason, self.adjust):
            part.setEnabled(mine)
        self.by_whom.setText(_(_BY_TWO if name in s.AUDITED else _BY_ONE))

    # --- what is done --------------------------------------------------------------------------------------------

    def _adjust(self) -> None:
        name = self._chosen()
        value = self.choice.currentData() if _words_of(name) else self.number.value()
        act = AdjustAudit if name in s.AUDITED else AdjustSetting
        wish = act(name=name, value=int(value), reason=self.reason.text().strip())

        def done(_changed: Changed) -> None:
            self.reason.clear()
            said = _("已申请，安全审计员在“待确认”里确认以后生效。") if name in s.AUDITED else _("已调整，马上起作用。")
            self.told.emit(said)
            self._workplace.read(lambda session: session.organisation(), self, self._show)

        self._workplace.perform(lambda _session: wish, self, done)


def shown(name: str, value: int) -> str:
    """Return a value as people read it."""
    words = _words_of(name)
    return _(words[value]) if words else str(value)


def _words_of(name: str) -> tuple[str, ...]:
    is_switch = (s.SETTINGS[name].least, s.SETTINGS[name].most) == (0, 1)
    return _WORDS.get(name, _SWITCH if is_switch else ())
