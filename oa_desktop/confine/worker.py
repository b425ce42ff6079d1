"""One worker process, seen from the program that uses it."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from typing import BinaryIO, cast

from oa_desktop.confine import start
from oa_desktop.confine.failure import KINDS, ConfinedFailure, Kind
from oa_desktop.confine.limits import Limits
from oa_desktop.confine.wire import Value, WireFault, encode, receive, write

_LONGEST_MESSAGE = 500


class Deadline:
    """Kills a process when its time is up, unless it was lifted before."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.passed = False
        self._process = process
        self._lifted = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def lift(self) -> None:
        """Let the process live."""
        with self._lock:
            self._lifted = True
        self._timer.cancel()

    def _expire(self) -> None:
        with self._lock:
            if not self._lifted:
                self.passed = True
                self._process.kill()


class Worker:
    """A running worker process; one call at a time.

    Attributes:
        served: how many calls it has been given.
        enforced: what holds it back, as it reports: means by subject.
    """

    def __init__(self, limits: Limits, command: Sequence[str] | None = None) -> None:
        """Start a worker and wait until it is confined.

        Raises:
            ConfinedFailure: it does not start.
        """
        self.served = 0
        self._limits = limits
        self._process = _spawner().submit(_spawn, tuple(command or start.command())).result()
        greeting = {"limits": asdict(limits), "parent": os.getpid()}
        try:
            self.enforced = cast(dict[str, list[str]], self._exchange(greeting, limits.start_seconds))
        except ConfinedFailure:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def call(self, name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> Value:
        """Have a function called and return its value.

        Args:
            name: `module:qualified.name`.
            args: values of JSON kinds, and bytes.
            kwargs: the same by name.

        Raises:
            ConfinedFailure: it returned no value.
            TypeError: an argument cannot cross.
        """
        self.served += 1
        seconds = self._limits.seconds
        request = {"name": name, "args": list(args), "kwargs": dict(kwargs), "seconds": seconds}
        return self._exchange(request, seconds)

    def close(self) -> None:
        """End the process and take its last sign."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close_quietly(stream)
        self._process.wait()

    def _exchange(self, request: Mapping[str, object], seconds: float) -> Value:
        frame = encode(request)
        with self._watched(seconds):
            write(cast(BinaryIO, self._process.stdin), frame)
            answer = receive(cast(BinaryIO, self._process.stdout), self._limits.answer_bytes)
        return _value_of(answer)

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        """Limit a conversation in time, and say what became of the worker when it breaks off."""
        deadline = Deadline(self._process, seconds)
        try:
            yield
        except (OSError, WireFault) as error:
            self._process.kill()
            code = self._process.wait()
            if deadline.passed or code == -getattr(signal, "SIGXCPU", 0):
                raise ConfinedFailure("timeout", f"no answer within {seconds:g} s") from error
            raise ConfinedFailure("crashed", _how_it_ended(code, error)) from error
        finally:
            deadline.lift()


@cache
def _spawner() -> ThreadPoolExecutor:
    """Return the one thread that starts workers.

    Linux kills a worker when the *thread* that started it ends, so it must be one that lives as long as the
    program.
    """
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="confine-spawner")


def _spawn(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - the command is this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=start.environment(),
        cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root of this drive, on Windows too
        start_new_session=os.name == "posix",
    )


def _value_of(answer: Value) -> Value:
    """Return the value of an answer, or raise what it reports; the worker may be hostile and is not believed."""
    if not isinstance(answer, dict):
        raise ConfinedFailure("crashed", "the worker spoke nonsense")
    if answer.get("kind") == "value":
        return answer.get("value")
    kind, message, error = (str(answer.get(name, ""))[:_LONGEST_MESSAGE] for name in ("kind", "message", "error"))
    if kind not in KINDS:
        raise ConfinedFailure("crashed", "the worker spoke nonsense")
    raise ConfinedFailure(cast(Kind, kind), message, error)


def _how_it_ended(code: int, error: Exception) -> str:
    if code >= 0:
        return f"the worker ended with exit code {code} ({type(error).__name__})"
    names = {one.value: one.name for one in signal.Signals}
    return f"the worker was ended by {names.get(-code, -code)} ({type(error).__name__}: {error})"


def _close_quietly(stream: object) -> None:
    """Close a pipe whose other end may be gone with unsent bytes in it."""
    try:
        cast(BinaryIO, stream).close()
    except OSError:
        return
