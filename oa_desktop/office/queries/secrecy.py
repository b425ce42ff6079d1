"""Questions on what is classified: what holds until when, what is to be looked at (定密登记、解密提醒、年度审核)."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import DossierId, EntryId
from oa_desktop.office.queries.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A document whose mark was decided, and how that stands on a day.

    Attributes:
        mark: In force; empty after it was lifted.
        old: The one before, which is void; empty where none was changed.
        event: What was decided last.
        decided: When, ISO.
        basis: 定密依据.
        source: 来源文件 of what is derived.
        over: The first day on which it does not hold any more, ISO; empty for a condition, or where nothing ends it.
        days: Until then; negative when it is over, None where no day is known.
        review: Whether a year has passed since it was looked at last.
    """

    dossier: DossierId
    title: str
    number: str
    mark: str
    old: str
    event: str
    decided: str
    basis: str
    source: str
    over: str
    days: int | None = None
    review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks(Query[MarkRow]):
    """定密登记: what was decided on, what is over first standing first.

    Attributes:
        lifted: Whether what was lifted is told too.
        limit: How many at most.
    """

    lifted: bool = False
    limit: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedMarkRow:
    """Something that was refused because it bore a mark above the grade (拦截涉密标志); none of its words are kept.

    Attributes:
        came: By which way.
    """

    entry: EntryId
    time: str
    person: str
    came: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedMarks(Query[RefusedMarkRow]):
    """拦截涉密标志的记录, newest first: for the 安全保密管理员 and the 安全审计员."""

    limit: int = 500
