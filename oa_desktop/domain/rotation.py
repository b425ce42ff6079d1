"""Which backups are kept (备份轮换): the newest of each of the last days, weeks and months that have any; practice.

Counted are days that have a backup, not days that have passed: neither a long holiday nor a clock that went wrong makes
backups old, and whatever is kept is never fewer than asked for while there are as many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

_FORM = "%Y%m%d-%H%M%S"
_PREFIX = "备份-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How many are kept of each sort."""

    days: int = 7
    weeks: int = 4
    months: int = 12


def name_at(time: datetime) -> str:
    """Return what a backup is called that is made at a time."""
    return _PREFIX + time.strftime(_FORM)


def time_of(name: str) -> datetime | None:
    """Return when a backup was made by its name; None where it is called otherwise."""
    try:
        time = datetime.strptime(name.removeprefix(_PREFIX), _FORM)
    except ValueError:
        return None
    return time if name == name_at(time) else None


def kept(names: Iterable[str], keeping: Keeping) -> frozenset[str]:
    """Return which of some backups are kept; those that are called otherwise are none of ours, and kept too."""
    given = tuple(names)
    times = {name: time for name in given if (time := time_of(name)) is not None}
    newest_first = sorted(times, key=lambda name: times[name], reverse=True)
    wanted = {*newest_first[:1], *(name for name in given if name not in times)}
    for sort, count in ((_day, keeping.days), (_week, keeping.weeks), (_month, keeping.months)):
        wanted |= set(_newest_of_each(newest_first, times, sort, count))
    return frozenset(wanted)


def _newest_of_each(
    names: Iterable[str], times: dict[str, datetime], sort: Callable[[datetime], object], count: int
) -> list[str]:
    """Return the newest of each of so many days, weeks or months."""
    found: dict[object, str] = {}
    for name in names:
        found.setdefault(sort(times[name]), name)
    return list(found.values())[:count]


def _day(time: datetime) -> object:
    return time.date()


def _week(time: datetime) -> object:
    return time.isocalendar()[:2]


def _month(time: datetime) -> object:
    return time.year, time.month
