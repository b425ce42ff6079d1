"""What the dialogs of the archive that take their time have in common: a bar, a stop, and words for how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from oa_desktop.domain.errors import Refused
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.session import Session
from oa_desktop.ui.look.dialogs import Dialog
from oa_desktop.ui.tasks import Progress, Task
from oa_desktop.ui.workplace import Workplace

Result = TypeVar("Result")


class WorkDialog(Dialog):
    """A dialog that does one long thing at a time, and calls it off when it is closed.

    Attributes:
        sum: What came of it, or why nothing did.
        bar: How far it is.
        stop: Calls it off.
    """

    def __init__(
        self, name: str, title: str, workplace: Workplace, parent: QWidget, *, topic: str, called_off: str
    ) -> None:
        """Begin a dialog in which nothing is under way.

        Args:
            name: By which tests, help and tour find it.
            title: What stands above it.
            workplace: By which the office is asked.
            parent: What it lies over.
            topic: The part of the help that F1 opens.
            called_off: What is said once something was called off.
        """
        super().__init__(name, title, parent, topic=topic)
        self._workplace = workplace
        self._called_off = called_off
        self._task: Task[Any] | None = None
        self.sum, self.bar = QLabel(self), QProgressBar(self)
        self.sum.setWordWrap(True)
        self.stop = self.button("stop", _("停止"), self._call_off)
        self.finished.connect(lambda _result: self._call_off())

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._task is not None

    def begin(
        self, work: Callable[[Session, Progress], Result], done: Callable[[Result], object], *, title: str
    ) -> None:
        """Do something that takes its time, unless something is under way already."""
        if self.is_busy:
            return

        def came_off(result: Result) -> None:
            self._rest()
            done(result)

        self.attend(self._workplace.carry(work, self, came_off, self._fail, title=title))

    def attend(self, task: Task[Any]) -> None:
        """Show how far something is that is under way."""
        self._task = task
        self.bar.setRange(0, 0)
        task.progressed.connect(self._tell)
        task.ended.connect(self._end)
        self.allow()

    def allow(self) -> None:
        """Offer what may be done now."""
        for widget in (self.bar, self.stop):
            widget.setVisible(self.is_busy)

    def _tell(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _rest(self) -> None:
        self._task = None
        self.allow()

    def _end(self) -> None:
        """Say that it was called off: of what nobody wants any more nothing is delivered."""
        if self._task is not None and self._task.progress.cancelled:
            self._rest()
            self.sum.setText(self._called_off)

    def _call_off(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _fail(self, problem: Exception) -> None:
        """Say in its place why there is nothing; what is broken the window says."""
        self._rest()
        if isinstance(problem, Refused):
            self.sum.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)
