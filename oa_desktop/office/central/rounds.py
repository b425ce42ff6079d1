"""What rounds with the central service came to (同步结果), for all sessions on a store; never two rounds at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.ids import UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the rounds of a unit have come to since the store was opened.

    Attributes:
        agreed: When both sides held the same last, ISO 8601; empty for not yet.
        trouble: Why the last round broke off; None where it did not.
    """

    agreed: str = ""
    trouble: OfficeError | None = None


class Rounds:
    """Lets one round be gone at a time, and remembers what came of it; the store knows nothing of it."""

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._outcomes: dict[UnitId, Outcome] = {}

    def of(self, unit: UnitId) -> Outcome:
        """Return what the rounds of a unit have come to."""
        return self._outcomes.get(unit, Outcome())

    def go(self, unit: UnitId, once: Callable[[], object], time: Callable[[], str]) -> None:
        """Go one round of a unit; whoever else wants one waits.

        Args:
            unit: Whose.
            once: Goes it.
            time: Tells when it is over.

        Raises:
            OfficeError: Whatever the round raises; it is remembered.
        """
        with self._one:
            try:
                once()
            except OfficeError as error:
                self._outcomes[unit] = replace(self.of(unit), trouble=error)
                raise
            self._outcomes[unit] = Outcome(agreed=time())
