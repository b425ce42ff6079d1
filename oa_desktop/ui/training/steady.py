"""What is done again and again while an exercise lasts (每秒、每几秒要做的), such as letting its time pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from oa_desktop.ui.workplace import Workplace

Result = TypeVar("Result")


class Steady(QObject):
    """Does one thing again and again; what keeps it from being done is said once, until it has come off again.

    Attributes:
        busy: Whether it is being done now.

    Signals:
        hindered: It could not be done, and that is said.
    """

    hindered = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self.busy = False
        self._workplace = workplace
        self._hindered = False

    def do(self, what: Callable[[], Result], done: Callable[[Result], object], *, aloud: bool = False) -> None:
        """Do it behind the window.

        Args:
            what: Does it.
            done: Is told what came of it.
            aloud: Whether somebody asked for it, who is told what is in the way although it was said before.
        """
        self.busy = True
        self._hindered = self._hindered and not aloud
        self._workplace.write(lambda _session, _progress: what(), self, partial(self._come_off, done), self._stumble)

    def _come_off(self, done: Callable[[Result], object], result: Result) -> None:
        self.busy = self._hindered = False
        done(result)

    def _stumble(self, error: Exception) -> None:
        told, self._hindered, self.busy = self._hindered, True, False
        if not told:
            self.hindered.emit()
            self._workplace.problem.emit(error)
