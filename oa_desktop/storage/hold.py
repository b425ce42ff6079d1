"""The writer's hold (写入权) on a store: looked at before every change, and taken again as soon as it can be had."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from oa_desktop.domain.errors import Unavailable

_Place = tuple[int, int] | None
"""Which file lies under a name: its device and its number; None where there is none."""


class Hold:
    """One program's hold: the lock on the very file that lies there, and the very database that was opened.

    A folder that was taken away and brought back, a lock file that was deleted, a second program that has ended: each
    is found out at the next attempt to write, and nothing has to be started again.

    Attributes:
        database: The database file.
        hindrance: Why nothing can be written, as of the last look; None for the writer.
        regained: Makes everything ready again for a writer; called each time the hold is taken after the first.
    """

    def __init__(self, database: Path, lock: Path) -> None:
        self.database = database
        self.hindrance: Unavailable | None = None
        self.regained: Callable[[], None] = _nothing
        self._path = lock
        self._lock = FileLock(lock, mode=0o600, thread_local=False, fallback_to_soft=False)
        self._places: tuple[_Place, ...] = ()
        self._let_go = False
        self._mutex = threading.RLock()

    @property
    def writable(self) -> bool:
        """Whether this program was the store's writer when it looked last."""
        return self.hindrance is None

    def take(self) -> None:
        """Take the lock, at once or not at all."""
        self._let_go = False
        self.hindrance = self._taken()
        self._places = self._now()

    def release(self) -> None:
        """Let go; nothing is written after that before :meth:`take`: a late call does not take it from who follows."""
        self._let_go = True
        self._lock.release()
        self.hindrance = self.hindrance or Unavailable("store.read-only")

    def refuse_reader(self) -> None:
        """Say why nothing can be written, if it still is so.

        Raises:
            Refused: ``store.newer``: another program has brought the store up meanwhile.
            Unavailable: ``store.read-only``, ``store.unlockable``, ``store.missing``, ``store.damaged``.
        """
        with self._mutex:
            if not self._let_go and (not self.writable or self._now() != self._places):
                self._take_again()
        if self.hindrance is not None:
            raise Unavailable(self.hindrance.code, **self.hindrance.params)

    def _take_again(self) -> None:
        self._lock.release()
        self.take()
        if not self.writable:
            return
        try:
            self.regained()
        except BaseException as error:
            self.hindrance = error if isinstance(error, Unavailable) else Unavailable("store.read-only")
            self._lock.release()
            raise

    def _taken(self) -> Unavailable | None:
        """Take the lock and return what hinders it; where nothing lies no folder is made for it."""
        if not self.database.exists():
            return Unavailable("store.missing", path=str(self.database.parent))
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return Unavailable("store.read-only")
        except OSError as error:
            return Unavailable("store.unlockable", reason=error.strerror or str(error))
        return None

    def _now(self) -> tuple[_Place, ...]:
        return tuple(_place(path) for path in (self.database, self._path))


def _place(path: Path) -> _Place:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _nothing() -> None:
    """A first writer finds everything ready."""
