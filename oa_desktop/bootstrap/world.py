"""The real clock and real ids; the only place where either is read."""

from __future__ import annotations

import secrets
import sys
import time
from datetime import datetime, timedelta

from oa_desktop.training.exam_clock import Clocks


class SystemClock:
    """The machine's own clock, with its offset."""

    source = "local-clock"

    def now(self) -> datetime:
        """Return the present time, to the second."""
        return datetime.now().astimezone().replace(microsecond=0)

    def wait(self, seconds: int) -> None:
        """Let the caller sleep; never called in a window's own thread."""
        time.sleep(seconds)


def clocks() -> Clocks:
    """Return both clocks of the machine; while it sleeps both go on."""
    return Clocks(passed=timedelta(seconds=_running()), told=SystemClock().now())


def _running() -> float:
    """Return seconds since some beginning; Linux alone counts sleep apart, and an exam does not wait for a sleeper."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if sys.platform == "linux" else time.monotonic()


class WindowClock(SystemClock):
    """The machine's own clock for a window, which lets its user wait by itself and counts the seconds down."""

    def wait(self, seconds: int) -> None:
        """Answer at once; the window takes no further try before the seconds are over."""


class RandomIds:
    """128 random bits each."""

    def new(self) -> str:
        """Return 32 lower-case hexadecimal characters."""
        return secrets.token_hex(16)


class ScriptClock:
    """The clock of a story that is played: it says the time that the story says, and says so.

    Attributes:
        time: The present time of the story.
    """

    source = "script"

    def __init__(self, time: datetime) -> None:
        self.time = time

    def now(self) -> datetime:
        """Return the story's time."""
        return self.time

    def wait(self, seconds: int) -> None:
        """Let the story's time pass."""
        self.time += timedelta(seconds=seconds)
