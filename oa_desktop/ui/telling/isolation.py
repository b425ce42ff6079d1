"""The self-check in the status line (隔离自检): what keeps exercises from real papers, tried when the window opens."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from oa_desktop.i18n import _
from oa_desktop.ui.premises import Isolation, Premises
from oa_desktop.ui.tasks import Tasks
from oa_desktop.ui.telling.status_line import StatusLine

_AGAIN_MS = 60_000


class IsolationShown(QObject):
    """Tries every layer now and every minute, and states how many hold, with each by its name for whoever asks."""

    def __init__(self, premises: Premises, tasks: Tasks, status: StatusLine) -> None:
        super().__init__(status)
        self._premises = premises
        self._tasks = tasks
        self._status = status
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()
        self.look()

    def look(self) -> None:
        """Try every layer behind the window."""
        self._tasks.run(lambda _progress: self._premises.isolation(), self, self._state, self._unknown)

    def _state(self, found: Isolation) -> None:
        words = _("与正式数据隔离 · 自检 {held}/{all}").format(held=found.held, all=len(found.layers))
        self._status.state("place", words, "；".join(("√ " if holds else "× ") + name for name, holds in found.layers))

    def _unknown(self, _error: Exception) -> None:
        self._status.state("place", _("隔离自检没有做成"), _("请退出实训，告诉技术人员。"))
