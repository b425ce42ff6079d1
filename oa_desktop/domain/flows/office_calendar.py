"""The office calendar (工作日历): which days are worked on and from when to when; all arithmetic of working time.

A moment is a ``datetime`` with its offset; days and office hours are those of the clock on its wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from oa_desktop.domain.flows.limits import Clock, Limit

_DAY = timedelta(days=1)
_LONGEST_REST = 366
"""Days in a row without work after which every day counts as one: a calendar that is wrong ends nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Stretch:
    """A stretch of office hours (办公时间) on any working day."""

    begin: time
    end: time

    @property
    def minutes(self) -> int:
        """How long it is, in minutes."""
        return _minutes(datetime.combine(date.min, self.begin), datetime.combine(date.min, self.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCalendar:
    """工作日历.

    Attributes:
        week: Working days of an ordinary week, 1 for Monday.
        hours: Office hours of a working day, in their order.
        rest: 放假: days of an ordinary working week on which nobody works.
        work: 调休上班: days of a weekend that are worked on.
        years: The years whose holidays are known.
    """

    week: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: tuple[Stretch, ...] = (
        Stretch(begin=time(8, 30), end=time(12)),
        Stretch(begin=time(14, 30), end=time(18)),
    )
    rest: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    years: tuple[int, ...] = ()

    @property
    def day_minutes(self) -> int:
        """Minutes of a working day."""
        return sum(one.minutes for one in self.hours)

    def is_working(self, day: date) -> bool:
        """Whether a day is worked on."""
        return day in self.work or (day.isoweekday() in self.week and day not in self.rest)

    def working_days(self, first: date) -> Iterator[date]:
        """Give the working days from a day on, that day included if it is one."""
        day, rested = first, 0
        while True:
            rested = 0 if self.is_working(day) or rested >= _LONGEST_REST else rested + 1
            if not rested:
                yield day
            day += _DAY

    def after(self, moment: datetime, limit: Limit) -> datetime:
        """Return when a limit is over that begins at a moment.

        Working days: the office hours of the last of them end; the day of the moment itself does not count.
        Working hours: so much of the office hours has passed.
        """
        if limit.clock is Clock.HOURS:
            return self._after_minutes(moment, limit.amount * 60)
        days = self.working_days(moment.date() + _DAY)
        return self.close_of([next(days) for _ in range(limit.amount)][-1], moment)

    def close_of(self, day: date, like: datetime) -> datetime:
        """Return when the office hours of a day end, with the offset of a moment."""
        return datetime.combine(day, self.hours[-1].end, like.tzinfo)

    def _after_minutes(self, moment: datetime, minutes: int) -> datetime:
        left = timedelta(minutes=minutes)
        for begin, end in self._stretches(moment):
            if end - begin >= left:
                return begin + left
            left -= end - begin
        raise AssertionError

    def _stretches(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give the office hours from a moment on."""
        for day in self.working_days(moment.date()):
            for one in self.hours:
                begin = max(moment, datetime.combine(day, one.begin, moment.tzinfo))
                end = datetime.combine(day, one.end, moment.tzinfo)
                if begin < end:
                    yield begin, end

    def minutes_between(self, begin: datetime, end: datetime) -> int:
        """Return how many minutes of office hours lie between two moments; 0 where the second is not the later."""
        passed = timedelta()
        last = end.astimezone(begin.tzinfo)
        for since, until in self._stretches(begin):
            if since >= last:
                break
            passed += min(until, last) - since
        return passed // timedelta(minutes=1)


def _minutes(begin: datetime, end: datetime) -> int:
    return (end - begin) // timedelta(minutes=1)
