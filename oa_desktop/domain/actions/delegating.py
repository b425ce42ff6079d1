"""Actions by which people let others do their tasks for a time (委托). How offices work; no clause speaks of it."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.ids import DelegationId, PersonId
from oa_desktop.domain.units.roles import Role

NEW = DelegationId("")


@declare("delegate", "委托", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate(Action):
    """委托: let somebody else do one's own tasks for a time; they act with their own key.

    Attributes:
        delegate: Who does them (受托人).
        until: The last day or minute, ISO.
        since: From when, an ISO date or moment; today where it is left empty.
        roles: Only tasks of these roles; empty for all.
        kinds: Only documents of these kinds (文种); empty for all.
        acts: Only tasks that these acts complete; empty for all.
        delegation: Filled in by the office.
    """

    delegate: PersonId
    until: str
    since: str = ""
    roles: tuple[Role, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    reason: str = ""
    delegation: DelegationId = NEW


@declare("delegate-for", "代设委托", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DelegateFor(Delegate):
    """代设委托: the administrator who grants rights does so for somebody who is away.

    Attributes:
        giver: Whose tasks they are (委托人).
    """

    giver: PersonId


@declare("end-delegation", "收回委托", scope=Scope.ORGANISATION, merge=Merge.MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EndDelegation(Action):
    """收回委托: it ends before its time; whoever it was given to may give it back."""

    delegation: DelegationId
    reason: str = ""
