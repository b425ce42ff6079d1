"""Calling functions in workers, from any thread; a broken worker is replaced unasked."""

import atexit
import threading
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from oa_desktop.confine.failure import ConfinedFailure
from oa_desktop.confine.limits import Limits
from oa_desktop.confine.wire import Value
from oa_desktop.confine.worker import Worker

_STAYS_SOUND = frozenset({"error"})
"""Kinds of failure after which the worker serves on; after any other it is replaced."""


class Confinement:
    """A worker with certain limits, started when first needed and renewed when it breaks or has served enough.

    Attributes:
        limits: of the worker and of each call.
        started: how many workers have been started so far.
    """

    def __init__(self, limits: Limits | None = None, command: Sequence[str] | None = None) -> None:
        self.limits = limits or Limits()
        self.started = 0
        self._command = command
        self._worker: Worker | None = None
        self._lock = threading.Lock()

    def run(self, function: Callable[..., object], *args: object, **kwargs: object) -> Value:
        """Call a module-level function in the worker; callers from several threads take turns.

        Raises:
            ConfinedFailure: it returned no value.
            TypeError: an argument is neither JSON-able nor bytes.
            ValueError: the function cannot be imported by name.
        """
        name = name_of(function)
        with self._lock:
            worker = self._ready()
            try:
                return worker.call(name, args, kwargs)
            except ConfinedFailure as failure:
                if failure.kind not in _STAYS_SOUND:
                    self._end()
                raise
            except TypeError:
                raise
            except BaseException:
                self._end()
                raise

    def enforced(self) -> dict[str, list[str]]:
        """Return what holds the worker on this machine back: means by subject."""
        with self._lock:
            return dict(self._ready().enforced)

    def close(self) -> None:
        """End the worker."""
        with self._lock:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ready(self) -> Worker:
        worn = self._worker is not None and (self._worker.served >= self.limits.calls or not self._worker.alive)
        if worn:
            self._end()
        if self._worker is None:
            self._worker = Worker(self.limits, self._command)
            self.started += 1
        return self._worker

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


_shared: dict[Limits, Confinement] = {}
_shared_lock = threading.Lock()


def run(function: Callable[..., object], *args: object, limits: Limits | None = None, **kwargs: object) -> Value:
    """Call a module-level function in the program's worker for these limits.

    Raises:
        ConfinedFailure: it returned no value.
        TypeError: an argument is neither JSON-able nor bytes.
        ValueError: the function cannot be imported by name.
    """
    return _shared_for(limits or Limits()).run(function, *args, **kwargs)


def enforced(limits: Limits | None = None) -> dict[str, list[str]]:
    """Return what holds a worker on this machine back, for `doctor`: means by subject.

    Raises:
        ConfinedFailure: no worker can be started.
    """
    return _shared_for(limits or Limits()).enforced()


def name_of(function: Callable[..., object]) -> str:
    """Return `module:qualified.name` of a function that another process can import.

    Raises:
        ValueError: it is a lambda, a local function, a bound method or part of the main script.
    """
    module, name = getattr(function, "__module__", ""), getattr(function, "__qualname__", "<")
    if "<" in name or module in {"", "__main__"} or hasattr(function, "__self__"):
        raise ValueError(f"{function!r} cannot be imported by name")
    return f"{module}:{name}"


def _shared_for(limits: Limits) -> Confinement:
    with _shared_lock:
        if limits not in _shared:
            _shared[limits] = Confinement(limits)
        return _shared[limits]


@atexit.register
def _close_all() -> None:
    for confinement in _shared.values():
        confinement.close()
