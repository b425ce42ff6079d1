"""Work that follows the typing (随后): after a pause, one at a time, and always of what stands there last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from oa_desktop.office.session import Session
from oa_desktop.ui.workplace import Workplace

Seen = TypeVar("Seen")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower(Generic[Seen, Result]):
    """What is done with a text behind the window.

    Attributes:
        pause_ms: Milliseconds without a key before it begins.
        work: What is done, in another thread.
        done: Gets the result.
        failed: Gets what the work raised.
    """

    pause_ms: int
    work: Callable[[Session, Seen], Result]
    done: Callable[[Result], object]
    failed: Callable[[Exception], object]


class Lagging(QObject, Generic[Seen, Result]):
    """Lets a follower see the text each time the writer pauses."""

    def __init__(
        self, workplace: Workplace, text: Callable[[], Seen], follower: Follower[Seen, Result], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._text = text
        self._follower = follower
        self._turn = 0
        self._under_way = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(follower.pause_ms)
        self._timer.timeout.connect(self.go)

    def note(self) -> None:
        """Note that the text has changed; every key puts the work off."""
        self._timer.start()

    def go(self) -> None:
        """Do it now, or as soon as the last time is over."""
        self._timer.stop()
        if self._under_way:
            self._again = True
            return
        self._under_way = True
        turn, text, work = self._turn, self._text(), self._follower.work
        self._workplace.read(
            lambda session: work(session, text),
            self,
            lambda result: self._end(turn, lambda: self._follower.done(result)),
            lambda error: self._end(turn, lambda: self._follower.failed(error)),
        )

    def stop(self) -> None:
        """Forget the text; what is still under way arrives nowhere."""
        self._timer.stop()
        self._turn += 1
        self._again = False

    def _end(self, turn: int, tell: Callable[[], object]) -> None:
        self._under_way = False
        if turn == self._turn:
            tell()
        if self._again:
            self._again = False
            self.go()
