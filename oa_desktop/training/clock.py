"""The clock of what is played (经过的时间): it says the time that it is set to."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class PlayClock(Protocol):
    """A clock that whoever plays something sets."""

    time: datetime
    """The present time, with its offset."""
