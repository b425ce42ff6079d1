"""A workplace (工位): one signed-in person before the window, and how its screens reach the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from oa_desktop.domain.actions import Action
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office.changes import Changed
from oa_desktop.office.queries import Query
from oa_desktop.office.session import Session
from oa_desktop.ui.hindrance import Hindrance
from oa_desktop.ui.tasks import Lane, Progress, Task, Tasks

Result = TypeVar("Result")
Row = TypeVar("Row")
Failed = Callable[[Exception], object]
Beside = Callable[[Action], tuple[Action, ...]]
"""Returns what is recorded beside an act, in the same act."""


class Workplace(QObject):
    """What every screen is given: the session, asked behind the window, and news of what changed.

    Attributes:
        session: The signed-in person's session; screens ask it only through this object.
        tasks: The work behind the window.
        hindrance: Whether anything can be written, as of the last attempt.
        beside: Returns what is recorded beside an act: in an exercise, with which of its papers a document is begun.

    Signals:
        changed: What an act changed (``Changed``), whoever did it on this store; in the window's thread.
        problem: A refusal or an outage that no screen has an own place for; the window shows it.
    """

    changed = Signal(object)
    problem = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.tasks = tasks
        self.standing: Standing = session.standing
        self.hindrance = Hindrance(self._probe, tasks, self)
        self.beside: Beside = _nothing_beside
        self._end = session.subscribe(self._tell)

    def ask(
        self,
        query: Query[Row],
        owner: QObject,
        done: Callable[[tuple[Row, ...]], object],
        failed: Failed | None = None,
        *,
        instead_of: str = "",
    ) -> Task[tuple[Row, ...]]:
        """Ask the office something behind the window."""
        return self.read(lambda session: session.ask(query), owner, done, failed, instead_of=instead_of)

    def read(
        self,
        work: Callable[[Session], Result],
        owner: QObject,
        done: Callable[[Result], object],
        failed: Failed | None = None,
        *,
        title: str = "",
        instead_of: str = "",
    ) -> Task[Result]:
        """Do something with the session that changes nothing."""
        return self.tasks.run(
            lambda _: work(self.session), owner, done, failed or self.problem.emit, title=title, instead_of=instead_of
        )

    def write(
        self,
        work: Callable[[Session, Progress], Result],
        owner: QObject,
        done: Callable[[Result], object],
        failed: Failed | None = None,
        *,
        title: str = "",
    ) -> Task[Result]:
        """Do something with the session that writes, and does not take long: kept texts, drafts, what is recorded."""
        return self._attempt(Lane.WRITE, work, owner, (done, failed or self.problem.emit), title)

    def carry(
        self,
        work: Callable[[Session, Progress], Result],
        owner: QObject,
        done: Callable[[Result], object],
        failed: Failed | None = None,
        *,
        title: str,
    ) -> Task[Result]:
        """Do something with whole files, which may take minutes; what is typed meanwhile is kept beside it."""
        return self._attempt(Lane.LONG, work, owner, (done, failed or self.problem.emit), title)

    def _attempt(
        self,
        lane: Lane,
        work: Callable[[Session, Progress], Result],
        owner: QObject,
        outcomes: tuple[Callable[[Result], object], Failed],
        title: str,
    ) -> Task[Result]:
        """Do something that writes, and learn from how it ends whether anything can be written."""
        done, failed = outcomes

        def came_off(result: Result) -> None:
            self.hindrance.pass_away()
            done(result)

        def came_to_nothing(error: Exception) -> None:
            self.hindrance.heed(error)
            failed(error)

        return self.tasks.run(
            lambda progress: work(self.session, progress), owner, came_off, came_to_nothing, lane=lane, title=title
        )

    def perform(
        self,
        action: Callable[[Session], Action],
        owner: QObject,
        done: Callable[[Changed], object],
        failed: Failed | None = None,
    ) -> Task[Changed]:
        """Perform an act; what it needs (a kept text, the page that was shown) is made in the same worker."""
        return self.write(lambda session, _: session.perform(action(session)), owner, done, failed)

    def leave(self) -> None:
        """End the subscription; the session is signed out by who made it."""
        self._end()

    def _probe(self) -> None:
        self.session.refuse_reader()

    def _tell(self, changed: Changed) -> None:
        self.changed.emit(changed)


def _nothing_beside(_action: Action) -> tuple[Action, ...]:
    return ()
