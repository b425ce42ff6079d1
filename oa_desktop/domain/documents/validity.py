"""Whether a normative document (规范性文件) is in force: its period (有效期) and its status, as they were stated last.

That it has run out is asked with the present day; no entry says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """状态. 废止 counts from its day, 撤销 from the beginning."""

    IN_FORCE = "有效"
    AMENDED = "修改"
    REPEALED = "废止"
    LAPSED = "失效"
    REVOKED = "撤销"


ENDED = frozenset({Status.REPEALED, Status.LAPSED, Status.REVOKED})
"""A document of which nothing holds any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """效力.

    Attributes:
        status: As it was stated last.
        until: 有效期: the last day on which it holds, ISO; empty for no end.
        basis: The document by which it was changed or repealed.
    """

    status: Status = Status.IN_FORCE
    until: str = ""
    basis: str = ""

    def on(self, day: str) -> Status:
        """Return the status on an ISO day: a period that is over has lapsed."""
        lapsed = self.until and day > self.until and self.status not in ENDED
        return Status.LAPSED if lapsed else self.status
