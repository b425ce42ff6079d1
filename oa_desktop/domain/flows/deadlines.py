"""Deadlines (时限): when a task is due by the office calendar, and how it stands now.

Time makes no entries: what is late is a question that is asked with the present time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Flow
from oa_desktop.domain.flows.limits import Limit
from oa_desktop.domain.flows.office_calendar import OfficeCalendar
from oa_desktop.domain.flows.tasks import Task


class Timeliness(StrEnum):
    """How a task stands to its time limit."""

    EARLY = "未到期"
    HALF = "时限过半"
    SOON = "将到期"
    LATE = "已超期"


USUALLY_SUPERVISED = Limit(amount=15)
"""How long a matter that is supervised (督办) takes where the office says nothing: a habit of offices."""
_SHORT = {Timeliness.EARLY: "剩", Timeliness.HALF: "过半 剩", Timeliness.SOON: "将到期 ", Timeliness.LATE: "超期"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How a task stands now.

    Attributes:
        due: When its time limit is over.
        minutes: Minutes of office hours that are left, or, where it is late, that have passed since.
        day_minutes: Minutes of a working day.
    """

    state: Timeliness
    due: datetime
    minutes: int
    day_minutes: int

    @property
    def is_late(self) -> bool:
        """Whether the time limit is over."""
        return self.state is Timeliness.LATE

    @property
    def amount(self) -> str:
        """The minutes in words: whole working days, else hours, else minutes of office hours."""
        return span_in_words(self.minutes, self.day_minutes)

    @property
    def words(self) -> str:
        """How it stands, and how long is left or for how long it is late."""
        amount = f"，{'超' if self.is_late else '剩'}{self.amount}" if self.minutes else ""
        return self.state.value + amount

    @property
    def short(self) -> str:
        """The same where there is room for a few words."""
        amount = self.amount.replace("个工作日", "天") if self.minutes else ""
        return f"{_SHORT[self.state]}{amount}"

    @property
    def until(self) -> str:
        """When it is due, in words that are short."""
        return f"{self.due:%m-%d %H:%M}"


def span_in_words(minutes: int, day_minutes: int) -> str:
    """Return a stretch of office hours in words: 工作日 as far as it has some, else 小时, else 分钟."""
    if minutes >= day_minutes:
        return f"{minutes // day_minutes}个工作日"
    return f"{minutes // 60}小时" if minutes >= 60 else f"{minutes}分钟"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """时限 of an office.

    Attributes:
        calendar: 工作日历.
        urgent: For each degree of urgency how long a step may take at most that has a time limit.
        supervised: How long a matter that is supervised (督办) usually takes.
        half: Percent of the time of a task after which it is 时限过半.
        soon: Percent after which it is 将到期.
    """

    calendar: OfficeCalendar = field(default_factory=OfficeCalendar)
    urgent: tuple[tuple[str, Limit], ...] = ()
    supervised: Limit = USUALLY_SUPERVISED
    half: int = 50
    soon: int = 80

    def due(self, task: Task, flow: Flow | None, urgency: str) -> datetime | None:
        """Return when a task is due: by the day set for it, else by the time limit of its step and of the urgency.

        Args:
            task: An open task.
            flow: The route of its document.
            urgency: 紧急程度 of its document.
        """
        own = flow.step(task.step).limit if flow and flow.has(task.step) and not task.beside else None
        return self.due_by(task.opened, task.due, own, urgency)

    def due_by(self, opened: str, due: str, limit: Limit | None, urgency: str) -> datetime | None:
        """Return when something is due: by the day set for it, else by a time limit and by the urgency.

        Args:
            opened: Since when it waits, ISO 8601; empty where nobody knows.
            due: The day that was set, ISO; empty for none.
            limit: How long it may take; None for as long as it does.
            urgency: 紧急程度 of its document.
        """
        if due:
            return self._set(due, opened)
        if not opened:
            return None
        since = datetime.fromisoformat(opened)
        return min((self.calendar.after(since, one) for one in _limits(limit, urgency, self.urgent)), default=None)

    def _set(self, due: str, opened: str) -> datetime | None:
        """Return when a day that was set by hand is over: with its office hours; a moment is that moment."""
        found = _moment(due)
        like = datetime.fromisoformat(opened) if opened else found
        if found is None or like is None or found.year > like.year + FARTHEST:
            return None  # another device let it pass; a list must still come
        whole = self.calendar.close_of(found.date(), like) if len(due) == len("2026-01-01") else found
        return whole if whole.tzinfo else whole.replace(tzinfo=like.tzinfo)

    def timing(self, opened: str, due: str, now: datetime) -> Timing | None:
        """Return how a task stands now; None for one that has no time limit.

        Args:
            opened: When it was opened, ISO 8601; empty where nobody knows.
            due: When it is due, ISO 8601; empty for never.
            now: The present time.
        """
        if not due:
            return None
        end = datetime.fromisoformat(due)
        late = now >= end
        minutes = self.calendar.minutes_between(end, now) if late else self.calendar.minutes_between(now, end)
        state = Timeliness.LATE if late else self._early(opened, end, minutes)
        return Timing(state=state, due=end, minutes=minutes, day_minutes=self.calendar.day_minutes)

    def _early(self, opened: str, end: datetime, left: int) -> Timeliness:
        whole = self.calendar.minutes_between(datetime.fromisoformat(opened), end) if opened else 0
        passed = 100 * (whole - left)
        states = ((self.soon, Timeliness.SOON), (self.half, Timeliness.HALF))
        return next((state for percent, state in states if passed >= percent * whole), Timeliness.EARLY)


def _limits(own: Limit | None, urgency: str, urgent: Iterable[tuple[str, Limit]]) -> Iterator[Limit]:
    if own is not None:
        yield own
        yield from (limit for word, limit in urgent if word == urgency)


def refuse_deadline_before(due: str, since: str) -> None:
    """Refuse a deadline that was over before its document was there.

    Args:
        due: A date or moment, ISO 8601.
        since: When the document was drafted or came in, ISO 8601.

    Raises:
        Refused: ``deadline.form``, ``deadline.before-document``, ``deadline.too-far``.
    """
    found, begun = _moment(due), date.fromisoformat(since[:10])
    if found is None:
        raise Refused("deadline.form", due=due)
    if found.date() < begun:
        raise Refused("deadline.before-document", due=due[:10], since=since[:10])
    if found.year > begun.year + FARTHEST:
        raise Refused("deadline.too-far", due=due[:10], years=FARTHEST)


FARTHEST = 10
"""Years after which nothing is due: such a day was mistyped, and office hours are not counted up to it."""


def _moment(due: str) -> datetime | None:
    """Return the day or moment that a deadline names, None for none."""
    if read_iso(due[:10]) is None:
        return None
    try:
        return datetime.fromisoformat(due)
    except ValueError:
        return None
