"""The first page of the first run (选择单位): a unit of one's own, or the demonstration's."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    realm: Realm
    name: str
    advice: str


_CHOICES = (
    _Choice(
        realm=Realm.DEMONSTRATION,
        name="演示单位",
        advice="先试一试：虚构的清源县，九个人，十四份办到一半的公文。\n与正式单位互不相通，什么都可以点。",
    ),
    _Choice(
        realm=Realm.OFFICIAL,
        name="正式单位",
        advice="建立本单位：系统管理员、安全保密管理员都要在场，各设口令。\n其他人员以后再登记。",
    ),
)


class ChoosingUnit(QWidget):
    """Two large choices, one of them down.

    Attributes:
        heading: What the page asks.

    Signals:
        changed: Another realm is chosen.
    """

    changed = Signal()
    heading = "第一次使用：选择单位"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons = {one.realm: self._button(one) for one in _CHOICES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for button in self._buttons.values():
            column.addWidget(button)
        column.addStretch(1)
        self.choose(Realm.DEMONSTRATION)
        self._group.buttonClicked.connect(lambda _: self.changed.emit())

    @property
    def realm(self) -> Realm:
        """The realm that is chosen."""
        return next(realm for realm, button in self._buttons.items() if button.isChecked())

    def choose(self, realm: Realm) -> None:
        """Choose a realm."""
        self._buttons[realm].setChecked(True)

    def _button(self, choice: _Choice) -> QRadioButton:
        button = QRadioButton(f"{_(choice.name)}\n{_(choice.advice)}", self)
        button.setObjectName(f"unit-{choice.realm.value}")
        button.setProperty("tone", "choice")
        self._group.addButton(button)
        return button
