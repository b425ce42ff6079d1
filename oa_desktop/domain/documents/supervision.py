"""Supervision (督办): matters of a document that somebody has to see to until a day, and how far they are.

立项 → 交办 (the same act) → 催办 → 反馈 → 审核 → 销号: office practice, in no standard. A matter that is not closed has
tasks that stand beside the step of its document: whoever sees to it is to report, whoever supervises is to answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.flows.tasks import Holder, Task, Tasks
from oa_desktop.domain.ids import NO_ENTRY, EntryId, PersonId


class Stage(StrEnum):
    """How far a matter is."""

    IN_HAND = "在办"
    REPORTED = "待销号"
    """All have reported that their part is done; whoever supervises looks at it."""
    CLOSED = "已销号"
    DROPPED = "已撤销"
    """Not supervised any more, though nobody closed it as done (作废 of its document, or 销号 before all reported)."""


class Progress(StrEnum):
    """How far somebody's part of a matter is."""

    UNDERWAY = "在办"
    FINISHED = "办结"


class Answer(StrEnum):
    """What is said to a wish for a later day."""

    AGREE = "同意"
    DECLINE = "不同意"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """反馈."""

    entry: EntryId
    person: PersonId
    time: str
    words: str
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """申请延期: who would have until when, and why."""

    entry: EntryId
    person: PersonId
    due: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """督办事项.

    Attributes:
        id: The entry with which it began (立项).
        supervisor: Who began it, or to whom it was given since (改派).
        holders: Who sees to it, the lead (主办) first.
        due: Until when, ISO.
        begun: Claimed time.
        urged: How often it was urged (催办).
        reports: How often it was reported on.
        latest: The newest report.
        wish: A wish for a later day that was not answered yet.
        extended: How often its day was put off.
        returned: How often reports were sent back.
        closed: Claimed time of 销号.
        outcome: What was said with it.
    """

    id: EntryId
    matter: str
    supervisor: PersonId
    holders: tuple[Holder, ...]
    due: str
    begun: str
    stage: Stage = Stage.IN_HAND
    urged: int = 0
    reports: int = 0
    latest: Report | None = None
    wish: Wish | None = None
    extended: int = 0
    returned: int = 0
    closed: str = ""
    outcome: str = ""

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do with it."""
        return self.stage in (Stage.IN_HAND, Stage.REPORTED)


Supervisions = tuple[Supervision, ...]


def open_items(items: Iterable[Supervision]) -> Supervisions:
    """Return the matters that are not closed."""
    return tuple(one for one in items if one.is_open)


def item_of(items: Iterable[Supervision], wanted: EntryId) -> Supervision | None:
    """Return an open matter by its id."""
    return next((one for one in open_items(items) if one.id == wanted), None)


def tasks_of(tasks: Iterable[Task], item: EntryId, act: str = "") -> Tasks:
    """Return the tasks of a matter: all, or those that one kind of act completes."""
    return tuple(task for task in tasks if task.item == item != NO_ENTRY and act in ("", task.act))
