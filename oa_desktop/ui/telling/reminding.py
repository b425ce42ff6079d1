"""Reminders (到期提醒): how much is due, when somebody comes in, and once more when something has become due."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from oa_desktop.i18n import _
from oa_desktop.office import queries as q
from oa_desktop.ui.workplace import Workplace

_LATER_MS = 1500
"""The desk comes first; nobody waits to be reminded."""
_LONGEST_S = 600
"""Seconds after which the time that is left is looked at again, whether anything becomes due or not."""


class Reminding(QObject):
    """Looks what of somebody's to-dos is due, and tells it once; nothing is told to whoever does not want it.

    Signals:
        told: What is to be said (``str``).
        passed: Time has passed: what is left may be less by now.
    """

    told = Signal(str)
    passed = Signal()

    def __init__(self, workplace: Workplace, wanted: Callable[[], bool]) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._wanted = wanted
        self._late: int | None = None
        self._changed = True
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.look)
        self._clock.start(_LATER_MS)
        workplace.changed.connect(self._look_soon)

    def _look_soon(self, _changed: object) -> None:
        """Look again after an act, of which the lists know by themselves; a slot of its own ends with it."""
        self._changed = True
        self._clock.start(_LATER_MS)

    def look(self) -> None:
        """Look what is due now; what cannot be asked now is asked later."""
        self._workplace.ask(q.Reminders(), self, self._show, lambda _error: self._wait(0), instead_of="reminders")

    def _show(self, rows: tuple[q.ReminderRow, ...]) -> None:
        (row,) = rows
        words = _at_first(row) if self._late is None else _since(row, self._late)
        if words and self._wanted():
            self.told.emit(words)
        if not self._changed:
            self.passed.emit()
        self._late, self._changed = row.late, False
        self._wait(row.wait)

    def _wait(self, seconds: int) -> None:
        self._clock.start(1000 * min(seconds or _LONGEST_S, _LONGEST_S))


def _at_first(row: q.ReminderRow) -> str:
    said = [_("今天到期 {count} 件").format(count=row.today)] if row.today else []
    said += [_("已超期 {count} 件").format(count=row.late)] if row.late else []
    due = "，".join(said) + _("，请看“今日到期”。") if said else ""
    more = (_lost(row.stranded), _over(row.over), _unreturned(row.unreturned), _readings(row.readings))
    return due + "".join(more)


def _lost(count: int) -> str:
    return _("有 {count} 件没有人能办，请筛选“待办—无人能办”，再改派。").format(count=count) if count else ""


def _over(count: int) -> str:
    return _("有 {count} 件的保密期限快到了或者已经到了，请看“定密登记”。").format(count=count) if count else ""


def _unreturned(count: int) -> str:
    return _("有 {count} 份借阅超期没有还，请看“借阅和涉密文件”。").format(count=count) if count else ""


def _readings(count: int) -> str:
    return _("有 {count} 项档案利用等您办，或者快到期，请看“借阅和涉密文件”。").format(count=count) if count else ""


def _since(row: q.ReminderRow, before: int) -> str:
    if row.late <= before:
        return ""
    return _("刚有 {count} 件到期，请看“今日到期”。").format(count=row.late - before)
