"""How much of a unit's entries somebody holds (检查点): equal where two hold the same, in whatever order it came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.ids import Digest

_SIZE = 1 << 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A count of entries, and the sum of their digests modulo 2**256.

    It tells two honest sides whether they hold the same. What each entry is worth its signature and its chain say.

    Attributes:
        count: How many entries.
        total: The sum, 64 hexadecimal digits.
    """

    count: int = 0
    total: str = "0" * 64

    def plus(self, digests: Iterable[Digest]) -> Checkpoint:
        """Return the checkpoint of whoever holds some more entries, each once."""
        more = [int(one, 16) for one in digests]
        return Checkpoint(count=self.count + len(more), total=f"{(int(self.total, 16) + sum(more)) % _SIZE:064x}")


NOTHING_HELD = Checkpoint()
