"""Work behind the window (后台任务): the only Qt-side module that knows threads.

One worker does everything that writes, in the order in which it was asked for; whole files and copies of the store go
beside it, so that what is typed is kept meanwhile; a small pool does the rest. What comes of it returns to the window's
own thread by a queued signal, and only while the one who asked is still there.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from enum import Enum
from functools import partial
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

Result = TypeVar("Result")

_TURN_S = 0.001
"""Seconds that work behind the window may go on while the window wants to do something; Python's own are 0.005, and
the window asks for its turn dozens of times while it paints."""
_log = logging.getLogger(__name__)


class Lane(Enum):
    """Which worker does a piece of work."""

    READ = "read"
    """Any of the pool: it changes nothing."""
    WRITE = "write"
    """The one that writes; such work never overtakes other such work, and none of it takes long."""
    LONG = "long"
    """A few beside the others: whole files on their way in or out, and backups."""


WORKERS = {Lane.READ: 3, Lane.WRITE: 1, Lane.LONG: 2}


class Cancelled(Exception):
    """The work was called off by who asked for it."""


class Progress:
    """What a piece of work tells of itself while it is done; asked by the work, in its own thread.

    Attributes:
        cancelled: Whether whoever asked has called it off.
        paused: Whether it waits at its next step until it is let go on.
    """

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()
        self._going = threading.Event()
        self._going.set()

    @property
    def cancelled(self) -> bool:
        """Whether whoever asked has called it off."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Call the work off; it ends at its next step, also where it waits."""
        self._stop.set()
        self._going.set()

    @property
    def paused(self) -> bool:
        """Whether it waits at its next step until it is let go on."""
        return not self._going.is_set()

    def pause(self) -> None:
        """Let the work wait at its next step."""
        self._going.clear()

    def go_on(self) -> None:
        """Let work that waits go on."""
        self._going.set()

    def step(self, done: int, total: int) -> None:
        """Tell how far the work has come, and wait as long as it is paused.

        Raises:
            Cancelled: Nobody wants it any more.
        """
        if not self.cancelled:
            self._tell(done, total)
            self._going.wait()
        if self.cancelled:
            raise Cancelled


Work = Callable[[Progress], Result]


class _Post(QObject):
    """Carries what workers say to the window's thread.

    It has no parent and is kept by whoever may still speak, so that it is there when a window is freed meanwhile: what
    is said then goes nowhere.

    Signals:
        stepped: A task has come so far: the task, steps done and steps in all.
        arrived: A piece of work is over.
    """

    stepped = Signal(object, int, int)
    arrived = Signal(object)

    def step(self, task: Task[Any], done: int, total: int) -> None:
        """Tell how far a task has come."""
        self.stepped.emit(task, done, total)

    def bring(self, delivery: _Delivery) -> None:
        """Bring a piece of work that is over."""
        self.arrived.emit(delivery)


class Task(QObject, Generic[Result]):
    """A piece of work under way.

    Attributes:
        title: What it is, in the user's words; empty for what is too short to be shown.
        lane: Which worker does it.
        under_way: Whether it is not over yet.
        progress: Through it the work is called off.

    Signals:
        progressed: Steps done and steps in all.
        ended: The work is over, however it ended.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, title: str, lane: Lane, parent: QObject, post: _Post | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.lane = lane
        self.under_way = True
        self.progress = Progress(partial((post or _Post()).step, self))

    def cancel(self) -> None:
        """Call the work off."""
        self.progress.cancel()


class Tasks(QObject):
    """All work behind one window.

    Signals:
        begun: A task with a title has begun; whoever shows tasks listens.
        broke: Work ended in a way that nobody foresaw: a fault of the program.
    """

    begun = Signal(object)
    broke = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_S)
        self._workers: dict[Lane, Executor] = {
            lane: ThreadPoolExecutor(count, thread_name_prefix=lane.value) for lane, count in WORKERS.items()
        }
        self._latest: dict[tuple[int, str], Task[Any]] = {}
        self._under_way = 0
        self._closed = False
        self._post = _Post()
        self._post.stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._post.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and everything has been delivered."""
        return self._under_way == 0

    @property
    def carried(self) -> tuple[Task[Any], ...]:
        """What somebody has asked for by its title, takes long and is not over yet, unless it was called off."""
        long = (one for one in self.findChildren(Task) if one.lane is Lane.LONG and one.title)
        return tuple(one for one in long if one.under_way and not one.progress.cancelled)

    def run(
        self,
        work: Work[Result],
        owner: QObject,
        done: Callable[[Result], object],
        failed: Callable[[Exception], object] | None = None,
        *,
        lane: Lane = Lane.READ,
        title: str = "",
        instead_of: str = "",
    ) -> Task[Result]:
        """Do something behind the window and return at once.

        Args:
            work: What is done, in another thread; it touches no widget.
            owner: Who asked; when it is gone nothing is delivered.
            done: Gets the result, in the window's thread.
            failed: Gets what the work raised; without it the window tells the user.
            lane: Which worker.
            title: The user's word for it, where it may take long.
            instead_of: Name of the same question asked before by this owner: only the newest is answered.
        """
        task: Task[Result] = Task(title, lane, self, self._post)
        if self._closed:
            return task
        if instead_of:
            self._supersede((id(owner), instead_of), task)
        self._under_way += 1
        if title:
            self.begun.emit(task)
        self._workers[lane].submit(_do, work, self._post, _Delivery(task, owner, done, failed))
        return task

    def close(self) -> None:
        """Let what writes come to its end, call off the rest, end the workers; nothing is delivered any more."""
        self._closed = True
        for task in self.findChildren(Task):
            if task.lane is not Lane.WRITE:
                task.cancel()
        for lane, worker in self._workers.items():
            worker.shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)

    def _supersede(self, key: tuple[int, str], task: Task[Any]) -> None:
        before = self._latest.get(key)
        if before is not None and shiboken6.isValid(before):
            before.cancel()
        self._latest[key] = task

    @Slot(object, int, int)
    def _tell(self, task: Task[Any], done: int, total: int) -> None:
        if task.under_way:
            task.progressed.emit(done, total)

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        self._under_way -= 1
        task = delivery.task
        self._latest = {key: one for key, one in self._latest.items() if one is not task}
        try:
            if not self._closed and not task.progress.cancelled and shiboken6.isValid(delivery.owner):
                self._hand_over(delivery)
        finally:
            task.under_way = False
            task.ended.emit()
            task.deleteLater()

    def _hand_over(self, delivery: _Delivery) -> None:
        if delivery.error is None:
            delivery.done(delivery.result)
        elif delivery.failed is not None:
            delivery.failed(delivery.error)
        elif not isinstance(delivery.error, Cancelled):
            self.broke.emit(delivery.error)


def _do(work: Work[Any], post: _Post, delivery: _Delivery) -> None:
    """Do a piece of work, on a worker; nothing of the window is touched, which may be freed meanwhile."""
    progress = delivery.task.progress
    try:
        if progress.cancelled:
            raise Cancelled
        delivery.result = work(progress)
    except Exception as error:
        delivery.error = error
    post.bring(delivery)


class _Delivery:
    """A piece of work on its way back to who asked."""

    def __init__(
        self,
        task: Task[Any],
        owner: QObject,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None,
    ) -> None:
        self.task = task
        self.owner = owner
        self.done = done
        self.failed = failed
        self.result: Any = None
        self.error: Exception | None = None
