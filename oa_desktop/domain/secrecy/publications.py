"""What was made public (信息公开): where, from when, until when, and whether it was taken down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WITHOUT_END = "9999-12-31"
"""Until when something is public that has no last day."""


class Ending(StrEnum):
    """How a publication ended."""

    TAKEN_DOWN = "撤下"
    EXPIRED = "到期"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """发布.

    Attributes:
        where: 发布渠道.
        since: First day, ISO.
        until: Last day, ISO; empty for no end.
        ended: How it ended, None while it is public.
        ended_on: The first day on which it is public no more, ISO.
    """

    where: str
    since: str
    until: str = ""
    ended: Ending | None = None
    ended_on: str = ""

    @property
    def open_until(self) -> str:
        """The last day of what is public, ISO; empty for what was taken down."""
        return "" if self.ended else self.until or WITHOUT_END
