"""Opinions (意见) as an area of a form (意见栏) shows them: what was said, by whom, on which day, and in whose name.

党政机关公文处理工作条例 (2012) Art. 22: a leader's approval consists of opinion, name and complete date. In which order
several opinions stand is the office's practice and data of the form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.dates import written_day
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.units.organisation import UNRANKED


class AreaOrder(StrEnum):
    """In which order the opinions of one area stand."""

    TIME = "时间"
    """As they were written."""
    RANK = "领导排序"
    """By the rank of who said them, then as they were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """意见.

    Attributes:
        said_by: Name of who said it.
        written: ISO day or time at which it was written; of one on paper the day that stands there.
        words: What was typed; may be empty beside ink.
        ink: What was written by hand.
        title: 职务.
        on_behalf_of: Name of who is stood for (代), empty where people speak for themselves.
        recorded_by: Who recorded it from paper (代录); then it is nobody's electronic signature.
        rank: 领导排序: lower stands first.
        circled: 圈阅: a circle is drawn around the name.
        badge: What stands behind the name of a role player (模拟角色); empty for a person.
    """

    said_by: str
    written: str
    words: str = ""
    ink: Ink | None = None
    title: str = ""
    on_behalf_of: str = ""
    recorded_by: str = ""
    rank: int = UNRANKED
    circled: bool = False
    badge: str = ""

    @property
    def name(self) -> str:
        """Who said it, and for whom: 甲, or 甲代乙; a role player is told from a person."""
        return name_of(self.said_by, self.on_behalf_of) + self.badge

    @property
    def source(self) -> str:
        """From where it was taken, empty where its author wrote it here."""
        return source_of(self.recorded_by)

    def signature(self, between: str = "") -> str:
        """Return name and complete date, and below them from where it was taken.

        Args:
            between: What stands between the post (职务) and the name; where it is empty, the post is not named.
        """
        title = self.title + between if self.title and between else ""
        signed = f"{title}{self.name}  {written_day(self.written)}"
        return f"{signed}\n{self.source}" if self.source else signed


def name_of(said_by: str, on_behalf_of: str) -> str:
    """Return who said something, and for whom: 甲, or 甲代乙."""
    return f"{said_by}代{on_behalf_of}" if on_behalf_of else said_by


def source_of(recorded_by: str) -> str:
    """Return from where something was taken that somebody recorded from paper; empty where nobody did."""
    return f"（纸质原件，由{recorded_by}代录）" if recorded_by else ""


def in_area_order(opinions: Iterable[Opinion], order: AreaOrder) -> tuple[Opinion, ...]:
    """Return the opinions of an area in its order; those that are equal keep theirs."""
    return tuple(sorted(opinions, key=lambda one: (one.rank if order is AreaOrder.RANK else 0, one.written)))
