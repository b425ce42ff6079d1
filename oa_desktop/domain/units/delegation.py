"""A delegation (委托): who does whose tasks, for how long, and which of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oa_desktop.domain.ids import DelegationId, PersonId, giver_of
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """委托: for a time somebody does the tasks of somebody who is away, with their own key.

    Attributes:
        id: Its own; it says who gave it.
        delegate: Who does the tasks (受托人).
        since: From when, an ISO date or moment.
        until: The last day or minute.
        roles: Only tasks of these roles; empty for all that the giver has.
        kinds: Only documents of these kinds (文种); empty for all.
        acts: Only tasks that these acts complete; empty for all.
    """

    id: DelegationId
    delegate: PersonId
    since: str
    until: str
    roles: tuple[Role, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    @property
    def giver(self) -> PersonId:
        """Whose tasks they are (委托人)."""
        return giver_of(self.id)

    def in_force(self, now: str) -> bool:
        """Whether its period has begun and is not over at a moment, ISO like its ends."""
        return self.since <= now[: len(self.since)] and now[: len(self.until)] <= self.until

    def lends(self, roles: Iterable[Role]) -> frozenset[Role]:
        """Return which of the giver's roles it lends: never those of the three administrators (三员)."""
        return frozenset(one for one in roles if one not in ADMINISTRATORS and (not self.roles or one in self.roles))
