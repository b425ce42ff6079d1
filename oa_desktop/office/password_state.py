"""How the password is by which somebody has come in (口令状况): whose choice it was, and how long it still holds."""

from __future__ import annotations

from dataclasses import dataclass

SOON = 14
"""Days before its end from which on somebody is told that the password ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordState:
    """How a password is.

    Attributes:
        chosen_by_another: Whether somebody else chose it.
        days_left: Days until another one must be chosen.
    """

    chosen_by_another: bool = False
    days_left: int = SOON

    @property
    def must_change(self) -> bool:
        """Whether another one must be chosen before anything else."""
        return self.chosen_by_another or self.days_left <= 0

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to say that it ends."""
        return not self.must_change and self.days_left < SOON
