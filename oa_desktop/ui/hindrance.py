"""A hindrance (只能查看): why nothing can be written now; while it stands it is looked at again, quietly."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from oa_desktop.domain.errors import OfficeError
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import ProblemText, say
from oa_desktop.ui.tasks import Lane, Tasks

AGAIN_MS = 3000
"""Milliseconds between two looks while nothing can be written."""
STANDING = frozenset(
    {"store.read-only", "store.unlockable", "store.missing", "store.newer", "store.damaged", "store.wrong-key"}
)
"""What hinders every writing until it is mended; a full disk may still take a shorter text."""


class Hindrance(QObject):
    """Knows from every attempt to write whether the store takes anything.

    Signals:
        changed: It came, or it has passed.
    """

    changed = Signal()

    def __init__(self, probe: Callable[[], object], tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._probe = probe
        self._tasks = tasks
        self._cause: OfficeError | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.look)

    @property
    def stands(self) -> bool:
        """Whether nothing can be written."""
        return self._cause is not None

    @property
    def problem(self) -> ProblemText | None:
        """What it is, why, and what to do; None where everything can be written."""
        return say(self._cause.code, self._cause.params) if self._cause else None

    @property
    def words(self) -> str:
        """The same in a few words; empty where everything can be written."""
        problem = self.problem
        return _("只能查看：{why}").format(why=problem.why) if problem else ""

    def look(self) -> None:
        """Look whether anything can be written."""
        self._tasks.run(lambda _: self._probe(), self, lambda _: self.pass_away(), self.heed, lane=Lane.WRITE)

    def heed(self, error: Exception) -> None:
        """Learn from an attempt that failed."""
        if isinstance(error, OfficeError) and error.code in STANDING:
            self._be(error)
        if self.stands:
            self._again.start()

    def pass_away(self) -> None:
        """Learn from an attempt that came off."""
        self._again.stop()
        self._be(None)

    def _be(self, cause: OfficeError | None) -> None:
        before, self._cause = self._cause, cause
        if (before and before.code) != (cause and cause.code):
            self.changed.emit()
