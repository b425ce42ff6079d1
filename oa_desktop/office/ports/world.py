"""Time and identities: what the office takes from the world (时钟、标识)."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Time as evidence; it never decides an order."""

    source: str
    """Where the time comes from, such as ``local-clock``."""

    def now(self) -> datetime:
        """Return the present time with its offset."""

    def wait(self, seconds: int) -> None:
        """Let some time pass before whoever asked may go on."""


class Ids(Protocol):
    """Random identities."""

    def new(self) -> str:
        """Return an id that nobody has used, 32 lower-case hexadecimal characters."""
