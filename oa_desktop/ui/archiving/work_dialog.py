"""What the dialogs of the archive that take their time have in common: a bar, a pause, a stop, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
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
        pause: Lets it wait at its next step, and go on.
        stop: Calls it off.
    """

    def __init__(
        self,
        name: str,
        title: str,
        workplace: Workplace,
        parent: QWidget,
        *,
        topic: str,
        called_off: str,
        pauses: bool = False,
    ) -> None:
        """Begin a dialog in which nothing is under way.

        Args:
            name: By which tests, help and tour find it.
            title: What stands above it.
            workplace: By which the office is asked.
            parent: What it lies over.
            topic: The part of the help that F1 opens.
            called_off: What is said once something was called off.
            pauses: Whether it may be paused, and has a place for the button.
        """
        super().__init__(name, title, parent, topic=topic)
        self._workplace = workplace
        self._called_off = called_off
        self._task: Task[Any] | None = None
        self.sum, self.bar = QLabel(self), QProgressBar(self)
        self.sum.setWordWrap(True)
        self._pauses = pauses
        self.pause = self.button("pause", _("暂停"), self._pause_or_go_on)
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
        if not self.is_busy:
            came = partial(self._come_off, done)
            self.attend(self._workplace.carry(work, self, came, self._fail, title=title))

    def look(self, work: Callable[[Session], Result], done: Callable[[Result], object]) -> None:
        """Read something that may take its time, unless something is under way already."""
        if not self.is_busy:
            self.attend(self._workplace.read(work, self, partial(self._come_off, done), self._fail))

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
        self.pause.setVisible(self.is_busy and self._pauses)
        self.pause.setText(_("暂停"))

    def _tell(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)

    def _come_off(self, done: Callable[[Result], object], result: Result) -> None:
        self._rest()
        done(result)

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

    def _pause_or_go_on(self) -> None:
        """Let what is under way wait at its next step, or go on; nothing is lost meanwhile."""
        if self._task is None:
            return
        progress = self._task.progress
        if progress.paused:
            progress.go_on()
        else:
            progress.pause()
        self.pause.setText(_("继续") if progress.paused else _("暂停"))

    def _fail(self, problem: Exception) -> None:
        """Say in its place why there is nothing; what is broken the window says."""
        self._rest()
        if isinstance(problem, Refused):
            self.sum.setText(str(say(problem.code, problem.params)))
        else:
            self._workplace.problem.emit(problem)
