"""The clock of an exam (考核计时): counted by what passes on the machine, never by the time that somebody can set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

RESUMED, SET_BACK, ALTERED = "exam.resumed", "exam.set-back", "exam.altered"
"""What is recorded where the clock of an exam did not run through, and where somebody altered what was kept of it."""
BROKEN_OFF, BEGUN_AGAIN = "exam.broken-off", "exam.begun-again"
"""What is recorded of an exam that was left and handed in by the program, and of the one that was begun after it."""
_DOUBT = timedelta(minutes=1)
"""How far the machine's time may fall behind what passed before somebody is said to have set it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Both clocks of the machine at one moment.

    Attributes:
        passed: What passes whatever anybody sets, since some beginning.
        told: The time that the machine tells.
    """

    passed: timedelta
    told: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamClock:
    """考核计时.

    Attributes:
        spent: How long the exam has taken.
        last: The reading until which that was counted; None before the first.
    """

    spent: timedelta = timedelta()
    last: Clocks | None = None

    def at(self, now: Clocks) -> ExamClock:
        """Return the clock as it is now."""
        passed = now.passed - self.last.passed if self.last else timedelta()
        return replace(self, spent=self.spent + max(passed, timedelta()), last=now)

    def was_set_back(self, now: Clocks) -> bool:
        """Whether the time that the machine tells was set back since the last reading."""
        if self.last is None:
            return False
        passed, told = now.passed - self.last.passed, now.told - self.last.told
        return told < passed - _DOUBT


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """An exam that was broken off, as its machine kept it.

    Attributes:
        exercise: Id of what it is of.
        title: Of its exercise.
        trainees: Who sat there.
        spent: How long it had taken.
        allowed: How long it may take.
        played: The exercise's time then.
        told: The time that the machine told then.
    """

    exercise: str
    title: str
    trainees: tuple[str, ...]
    spent: timedelta
    allowed: timedelta
    played: datetime
    told: datetime

    @property
    def left(self) -> timedelta:
        """How long it may still take."""
        return max(self.allowed - self.spent, timedelta())
