"""How the password is by which somebody has come in (口令状况): how long it still holds."""

from __future__ import annotations

from dataclasses import dataclass

SOON = 14
"""Days before its end from which on somebody is told that the password ends."""
TO_CHANGE = frozenset({"password.must-change", "password.over"})
"""Why nobody is let in who has to choose another password first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordState:
    """How a password is.

    Attributes:
        days_left: Days until another one must be chosen.
    """

    days_left: int = SOON

    @property
    def is_over(self) -> bool:
        """Whether another one must be chosen before anything else."""
        return self.days_left <= 0

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to say that it ends."""
        return self.days_left < SOON
