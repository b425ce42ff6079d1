"""保管期限 and 保管期限表: how long a document is kept, and which row of the unit's schedule says so.

Every organ draws up its own schedule; the one that is shipped is a proposal and is never called a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest


class Retention(StrEnum):
    """保管期限: for ever, or so many years."""

    PERMANENT = "永久"
    THIRTY = "30年"
    TEN = "10年"

    @property
    def code(self) -> str:
        """How it stands in a 档号: ``Y``, or ``D`` and the years."""
        return f"D{self.years}" if self.years else "Y"

    @property
    def years(self) -> int:
        """The years; 0 for ever."""
        return 0 if self is Retention.PERMANENT else int(self.value.removesuffix("年"))

    def is_shorter_than(self, other: Retention) -> bool:
        """Whether it ends before another."""
        return bool(self.years) and (not other.years or self.years < other.years)


def read_retention(text: str) -> Retention | None:
    """Return the 保管期限 that a text names, None where it names none."""
    return next((one for one in Retention if one.value == text), None)


RETENTION_OF_CODE = {one.code: one for one in Retention}
"""保管期限 by its code in a 档号."""


class Side(StrEnum):
    """Where a document is from."""

    OUTGOING = "发文"
    INCOMING = "收文"
    INTERNAL = "内部"


class Share(StrEnum):
    """Whose a document is that several organs issued (联合行文)."""

    ALONE = "本机关"
    LEAD = "主办"
    ASSISTANT = "协办"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a schedule looks at.

    Attributes:
        kind: 文种.
        organ: 责任者.
    """

    side: Side
    kind: str = ""
    title: str = ""
    organ: str = ""
    share: Share = Share.ALONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRow:
    """A row of a 保管期限表: a material (名目), how long it is kept, and how it is told.

    Attributes:
        id: Its number in the schedule.
        material: 名目, in words.
        retention: How long it is kept; None where whoever files a document decides, by what its name does not tell.
        sides: Of which side; all where none is named.
        kinds: Of which 文种; all where none is named.
        words: One of which stands in the title; any title where none is named.
        shares: 本机关, 主办 or 协办; all where none is named.
        drafts: Whether the past drafts (历稿) are archived with the document.
        tag: How certain the source is (``V2``, ``V2x``, ``G``, ``P``); for whoever edits the file, never a rule.
    """

    id: str
    material: str
    retention: Retention | None
    sides: tuple[Side, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    tag: str = field(default="", metadata={codec.LATER: True})
    drafts: bool = field(default=False, metadata={codec.LATER: True})

    def fits(self, material: Material) -> bool:
        """Whether a document is of this material."""
        named = ((self.sides, material.side), (self.kinds, material.kind), (self.shares, material.share))
        fitting = all(not wanted or found in wanted for wanted, found in named)
        return fitting and (not self.words or any(word in material.title for word in self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """保管期限表: the rows in the order in which they are asked.

    Attributes:
        name: What it is called.
        approval: 批准文号; empty while nobody has approved it.
        since: From which year on it holds.
    """

    name: str = ""
    approval: str = ""
    since: int = 0
    rows: tuple[ScheduleRow, ...] = ()

    def row(self, named: str) -> ScheduleRow | None:
        """Return a row by its number, None where there is none."""
        return next((one for one in self.rows if one.id == named), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedSchedule:
    """保管期限表 that the unit adopted: from which year on, and the digest of what it says."""

    name: str
    approval: str
    since: int
    contents: Digest


def refuse_schedule(name: str, contents: Sequence[Digest]) -> None:
    """Refuse a schedule without a name, or that is not there as one content.

    Raises:
        Refused: ``archiving.schedule``.
    """
    if not name.strip() or len(contents) != 1:
        raise Refused("archiving.schedule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a schedule proposes of a document, and why.

    Attributes:
        retention: How long; None where the row leaves it to whoever files the document.
        row: Number of the row.
        reason: The material, and what of the document it was told by.
        drafts: Whether the row has the past drafts archived too.
    """

    retention: Retention | None
    row: str
    reason: str
    drafts: bool = False


def propose(material: Material, schedule: Schedule) -> Proposal | None:
    """Return what the first fitting row proposes, None where no row fits."""
    row = next((one for one in schedule.rows if one.fits(material)), None)
    if row is None:
        return None
    told = "，".join(_told_by(row, material))
    return Proposal(retention=row.retention, row=row.id, reason=f"{row.material}（{told}）", drafts=row.drafts)


def _told_by(row: ScheduleRow, material: Material) -> Iterator[str]:
    yield material.side.value
    if row.kinds:
        yield material.kind
    yield from (f"标题有“{word}”" for word in row.words if word in material.title)
    if row.shares and material.share is not Share.ALONE:
        yield material.share.value
