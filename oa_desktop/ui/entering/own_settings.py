"""What everybody sets for themselves (本人设置): the password, and after how many idle minutes the window locks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from oa_desktop.i18n import _
from oa_desktop.ui.commands import Commands
from oa_desktop.ui.entering.change_password import ChangePassword
from oa_desktop.ui.entering.guard import Guard
from oa_desktop.ui.entering.idle import minutes_within
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.look.small_dialogs import agree_or_cancel
from oa_desktop.ui.preferences import Preferences
from oa_desktop.ui.tasks import Tasks

_CHARACTERS = 24
_MINUTES = (1, 2, 3, 5, 10, 15, 20, 30)


class OwnSettings(QObject):
    """Binds the commands by which people set what is their own.

    Signals:
        told: What was done (texts).
        broke: What nobody foresaw.
    """

    told = Signal(object)
    broke = Signal(object)

    def __init__(
        self, guard: Guard, commands: Commands, tasks: Tasks, preferences: Preferences, window: QWidget
    ) -> None:
        super().__init__(window)
        self._guard = guard
        self._tasks = tasks
        self._window = window
        commands.bind("session.password", self._change_password)
        commands.bind("session.idle", lambda: guard.show(IdleDialog(preferences, guard, window)))

    def _change_password(self) -> None:
        watched = self._guard.watched
        if watched is None:
            return
        change = ChangePassword(lambda: watched.office, watched.account, watched.session.sign_in_rules, self._tasks)
        change.broke.connect(self.broke)
        change.changed.connect(lambda: self.told.emit((_("口令已经更改，下次登录用新的。"),)))
        self._guard.show(PasswordDialog(change, self._window))


class PasswordDialog(Dialog):
    """Changes one's own password; it closes when that is done."""

    def __init__(self, change: ChangePassword, parent: QWidget) -> None:
        super().__init__("change-password", _("更改口令"), parent, characters=_CHARACTERS)
        change.setParent(self)
        cancel = QDialogButtonBox(self)
        cancel.addButton(_("不改了"), QDialogButtonBox.ButtonRole.RejectRole)
        cancel.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(change)
        column.addWidget(cancel)
        change.changed.connect(self.accept)


class IdleDialog(Dialog):
    """Chooses after how many idle minutes the window locks."""

    def __init__(self, preferences: Preferences, guard: Guard, parent: QWidget) -> None:
        super().__init__("idle", _("空闲时锁定"), parent)
        self._preferences = preferences
        self._guard = guard
        self._minutes = QComboBox(self)
        self._minutes.setObjectName("idle-minutes")
        self._minutes.setAccessibleName(_("多久没有人动就锁定"))
        for minutes in _minutes(guard.most_minutes):
            self._minutes.addItem(_("{count}分钟").format(count=minutes), minutes)
        chosen = self._minutes.findData(minutes_within(preferences.idle_minutes, guard.most_minutes))
        self._minutes.setCurrentIndex(chosen if chosen >= 0 else self._minutes.count() - 1)
        label = QLabel(_("多久没有人动键盘和鼠标，就自动锁定(&M)："), self)
        label.setBuddy(self._minutes)
        column = QVBoxLayout(self)
        below = QLabel(
            _("本单位规定最长{count}分钟；离开时按 Ctrl+L 立即锁定。").format(count=guard.most_minutes), self
        )
        below.setProperty("tone", "faint")
        for part in (label, self._minutes, below, agree_or_cancel(self)):
            column.addWidget(part)

    def accept(self) -> None:
        """Keep what is chosen."""
        self._preferences.idle_minutes = int(self._minutes.currentData())
        self._guard.count_anew()
        super().accept()


def _minutes(most: int) -> tuple[int, ...]:
    """Return the choices up to what the unit allows, that one among them."""
    return (*(one for one in _MINUTES if one < most), most)
