"""What a window asks of a list: its outline (目录) as a whole, the lines on the screen, and how many there are.

An outline names the documents of a list in their order by small numbers, so that a hundred thousand of them scroll;
the store filters, sorts and groups. A page of a list for reading on its own is a :class:`~.queries.DossierList`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.flows.stranding import Waiting
from oa_desktop.office.queries import DossierList, Everything, FoundRow, InHand, Query, ToDo, ToRead


class Sorting(StrEnum):
    """What an outline is sorted by; documents that are alike in it stand the newest act first."""

    NEWEST = "办理时间"
    """The newest act."""
    DRAFTED = "拟稿时间"
    TITLE = "标题"
    """The title, in the order of pinyin."""
    NUMBER = "文号"
    """The number: its code, its year, its serial."""
    URGENCY = "紧急程度"
    KIND = "文种"
    STEP = "环节"
    SECRECY = "密级"
    ISSUED = "签发日期"
    NUMBERED = "登记日期"
    DUE = "时限"
    """When it is due; what is due first, or was, stands first."""

    @property
    def highest_first(self) -> bool:
        """Whether the newest or the most urgent stands first, and not the first in the order of writing."""
        return self in _HIGHEST_FIRST


_HIGHEST_FIRST = frozenset(Sorting) - {Sorting.TITLE, Sorting.NUMBER, Sorting.KIND, Sorting.STEP, Sorting.DUE}


class Grouping(StrEnum):
    """What an outline is grouped by; the newest stretch of time stands first."""

    NONE = "不分组"
    STEP = "环节"
    KIND = "文种"
    URGENCY = "紧急程度"
    DAY = "日期"
    """The day of the newest act."""
    MONTH = "月份"
    """Its month."""
    YEAR = "年度"
    """The year of drafting."""
    SECRECY = "密级"
    DEPARTMENT = "拟稿部门"
    DRAFTER = "拟稿人"
    PHASE = "状态"


class Dated(StrEnum):
    """Which day of a document a stretch of time is about."""

    DRAFTED = "拟稿日期"
    ISSUED = "签发日期"
    NUMBERED = "登记日期"
    UPDATED = "办理日期"
    """The day of the newest act."""


OPEN = "无密级"
"""What a filter and a group call documents that carry no mark of secrecy."""


class DueBy(StrEnum):
    """By when something is due, as seen from now; what is late already is due by any time."""

    ANY = ""
    LATE = "已超期"
    TODAY = "今日到期"
    WEEK = "本周到期"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """筛选: what documents must fulfil, all of it; an empty field lets everything pass.

    Attributes:
        words: Words that title, number or text hold, all of them.
        organ: 发文机关, as the document names it.
        step: Name of the step (环节).
        year: Four digits of the year of drafting.
        secrecy: 密级 without its period; :data:`OPEN` for none.
        department: Name of the department that drafted.
        drafter: Name of who drafted.
        number: How the number (文号) begins: its code, code and year, or all of it.
        standing: What holds of it today (效力、公开), such as 有效 or 公开.
        today: The day that is meant by that, ISO: the session says it, for it knows the time.
        dated: Which day is meant by the next two.
        since: The first day, ISO.
        until: The last day, ISO.
        due: By when it is due.
        due_before: The same as a moment, in seconds since 1970: the session says it, for it knows the time.
        supervised: At which stage a matter of it is that is supervised (督办), or ``UNSETTLED``.
        waits: ``NOBODY`` for what has a task that nobody of the unit can do.
        waiting: Such tasks: the session says them, for it knows who may do what.
    """

    words: str = ""
    kind: str = ""
    organ: str = ""
    urgency: str = ""
    phase: str = ""
    step: str = ""
    year: str = ""
    secrecy: str = ""
    department: str = ""
    drafter: str = ""
    number: str = ""
    standing: str = ""
    today: str = ""
    dated: Dated = Dated.DRAFTED
    since: str = ""
    until: str = ""
    due: DueBy = DueBy.ANY
    due_before: int = 0
    supervised: str = ""
    waits: str = ""
    waiting: tuple[Waiting, ...] = ()


NOBODY = "无人能办"
"""Of a document: it has a task that nobody can do; somebody gives it to another (改派)."""
SAID_BY_SESSION = frozenset({"today", "due_before", "waiting"})
"""Fields of a filter that follow from the others when it is asked for."""
FIELDS: Mapping[str, str] = {
    "kind": "文种",
    "urgency": "紧急程度",
    "secrecy": "密级",
    "phase": "状态",
    "step": "环节",
    "department": "拟稿部门",
    "drafter": "拟稿人",
    "organ": "发文机关",
    "year": "年度",
    "number": "文号",
    "supervised": "督办",
    "standing": "效力、公开",
    "waits": "待办",
}
"""The fields of a filter, but for words and days, by the office's words."""


def in_words(narrowed: Filter) -> str:
    """Return what a filter lets pass; empty where that is everything."""
    chosen = [f"{word}“{value}”" for field, word in FIELDS.items() if (value := getattr(narrowed, field))]
    days = _days_in_words(narrowed)
    found = [f"有“{narrowed.words}”"] if narrowed.words else []
    return "，".join((*chosen, *days, *found))


def _days_in_words(narrowed: Filter) -> Iterator[str]:
    if narrowed.since or narrowed.until:
        stretch = f"{narrowed.since}起" if not narrowed.until else f"{narrowed.since}至{narrowed.until}"
        yield f"{narrowed.dated.value}{stretch}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineGroup:
    """The documents of one group, or all where there are no groups.

    Attributes:
        head: What they have in common; empty where that is nothing.
        keys: The documents in their order; :class:`Lines` says what they are.
    """

    head: str
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline(Query[OutlineGroup]):
    """目录: which documents a list has, and in which order.

    Attributes:
        of: The list.
        reverse: Turns the order of the sorting round: oldest, last, least urgent first.
        limit: Documents at most, 0 for all.
    """

    of: type[DossierList] = Everything
    filter: Filter = Filter()
    sorting: Sorting = Sorting.NEWEST
    reverse: bool = False
    grouping: Grouping = Grouping.NONE
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Query[FoundRow]):
    """The lines of some documents of an outline, in the order of the keys; none for one that may not be known.

    Attributes:
        words: Where these stand in the document is shown.
    """

    keys: tuple[int, ...]
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """How many documents a list has.

    Attributes:
        documents: Exact below the limit of the query; the limit stands for it or more.
    """

    of: type[DossierList]
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Query[CountRow]):
    """How many documents lists have; no more are counted than is asked for."""

    of: tuple[type[DossierList], ...] = (ToDo, ToRead, InHand)
    limit: int = 1000
