"""Time limits (办理时限): so many working days or working hours, as a flow or the office states them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Clock(StrEnum):
    """What a time limit is counted in, both of the office calendar (工作日历)."""

    DAYS = "days"
    """工作日: the day on which it begins does not count; it ends with the office hours of the last."""
    HOURS = "hours"
    """工作时: office hours from the moment on at which it begins."""

    @property
    def label(self) -> str:
        """The office's word."""
        return _LABELS[self]


_LABELS = {Clock.DAYS: "工作日", Clock.HOURS: "工作时"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """办理时限: so many working days or working hours from when a task is open."""

    amount: int
    clock: Clock = Clock.DAYS

    def __str__(self) -> str:
        return f"{self.amount} {self.clock.label}"

    @property
    def words(self) -> str:
        """The limit as it is said."""
        return f"{self.amount}个{self.clock.label}"


def limit_of(text: str) -> Limit:
    """Return the limit that a file states, such as ``3 工作日`` or ``8 工作时``; its form was checked before."""
    clock = next(one for one in Clock if text.endswith(one.label))
    return Limit(amount=int(text.removesuffix(clock.label)), clock=clock)
