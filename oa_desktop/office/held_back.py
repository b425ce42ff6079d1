"""An answer that is held back after a wrong password (口令), the longer the more often it was wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.world import Clock

Answer = TypeVar("Answer")


def held_back(clock: Clock, work: Callable[[datetime], Answer]) -> Answer:
    """Return what some work comes to now; a refusal of a password is not told before its time.

    Raises:
        Refused: Whatever the work is refused for.
    """
    try:
        return work(clock.now())
    except Refused as refused:
        if refused.code.endswith(".wrong-password"):
            clock.wait(int(str(refused.params.get("wait_seconds", 0))))
        raise
