"""What statistics (统计) ask of the store: counts over a stretch of time, by what documents have in common.

No row names a person, and no question can be put by person: there is no ranking of people.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.office.queries.query import Query


class Per(StrEnum):
    """What figures are counted by."""

    STEP = "环节"
    DEPARTMENT = "拟稿部门"
    KIND = "文种"
    MONTH = "月份"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time.

    Attributes:
        since: Its first day, ISO.
        until: Its last day, ISO.
    """

    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTallyRow:
    """Documents that were registered in a stretch of time.

    Attributes:
        per: What they were counted by.
        head: What they have in common.
        registered: How many were drafted or signed for.
        concluded: How many of them are 办结 now.
        ended: How many were rejected (退文) or voided (作废).
    """

    per: Per
    head: str
    registered: int
    concluded: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentTally(Query[DocumentTallyRow]):
    """Documents by each of some things they have in common; by step it is all of them, for a document is in many."""

    within: Stretch
    per: tuple[Per, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTallyRow:
    """Tasks with a time limit that fell due in a stretch of time.

    Attributes:
        on_time: Done before that.
        late: Done after it.
        overdue: Not done, though it is past.
    """

    head: str
    on_time: int
    late: int
    overdue: int

    @property
    def due(self) -> int:
        """How many fell due."""
        return self.on_time + self.late + self.overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTally(Query[DueTallyRow]):
    """Tasks with a time limit by whether they were done in time.

    Attributes:
        begin: The first moment of the stretch of time, in seconds since 1970.
        end: The moment after its last.
        now: The present moment; what is not done and not due yet is not counted.
    """

    begin: int
    end: int
    now: int
    per: Per


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesRow:
    """How long tasks took that were done in a stretch of time.

    Attributes:
        tasks: How many were done.
        mean, median: In minutes of office hours.
        wall_mean, wall_median: In minutes of the clock on the wall.
    """

    head: str
    tasks: int
    mean: float
    median: float
    wall_mean: float
    wall_median: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """Documents that were sent back from a step for one reason.

    Attributes:
        times: How often.
        tasks: How many tasks were done in the step, sent back or not.
    """

    step: str
    reason: str
    times: int
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """Papers that were read on the screen (传阅).

    Attributes:
        documents: How many.
        readings: How many readings of them.
    """

    documents: int
    readings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """What was done in a stretch of time.

    Attributes:
        times: How long it took, by what was asked.
        returns: 退回 by step and reason, the most frequent of a step first.
        readings: 传阅 on the screen.
    """

    times: tuple[TimesRow, ...]
    returns: tuple[ReturnRow, ...]
    readings: ReadingRow


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTally(Query[WorkRow]):
    """What was done, read once; the answer is one row."""

    within: Stretch
    per: Per


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A table of figures, with what it is reckoned from.

    Attributes:
        title: What it is about.
        said: How its figures are reckoned; the denominator of every share is named.
        columns: What stands above its columns; the first says what the figures of a line have in common.
        lines: A text for each column.
        bars: The figure of each line that is drawn; empty where nothing is.
        unit: What the drawn figures are counted in.
        drawn: Which column they are.
    """

    title: str
    said: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    bars: tuple[float, ...] = ()
    unit: str = ""
    drawn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics(Query[FigureRow]):
    """统计: all figures of a stretch of time, of the documents that the person may know.

    Attributes:
        per: What shares and times are counted by.
        pages: Pages that one reading on the screen saves.
    """

    within: Stretch
    per: Per = Per.STEP
    pages: int = 1
