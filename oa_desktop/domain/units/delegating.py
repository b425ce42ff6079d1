"""Delegation (委托): whose tasks somebody may do for them now, and which delegations the unit allows.

The period is judged when an act is done, with the time it is then. Verification asks the organisation journal alone:
whether the delegation stood where the entry's writer had seen it; see decisions/0022.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.actions.delegating import Delegate, DelegateFor, EndDelegation
from oa_desktop.domain.dates import read_iso
from oa_desktop.domain.documents.kinds import DocumentKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DelegationId, PersonId, delegation_of
from oa_desktop.domain.units.delegation import Delegation
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import ADMINISTRATORS, DELEGATING, PERMISSIONS, Role
from oa_desktop.domain.units.standing import Standing, standing_in


def on_behalf(organisation: Organisation, own: Standing, now: str) -> tuple[Standing, ...]:
    """Return whom somebody stands for: their posts with the roles that are lent, and no document above either.

    What was delegated to them goes no further: nobody stands for a person whom the giver stands for.
    """
    return tuple(
        standing
        for one in organisation.delegations
        if one.delegate == own.person and one.in_force(now)
        for standing in _lent(organisation, one, own)
    )


def _lent(organisation: Organisation, delegation: Delegation, own: Standing) -> Iterator[Standing]:
    for post in organisation.posts_of(delegation.giver):
        given = standing_in(organisation, post)
        roles = delegation.lends(post.roles)
        if roles:
            clearance = min(given.clearance, own.clearance)
            yield replace(given, roles=roles, clearance=clearance, delegation=delegation)


def delegation_in(action: Delegate) -> Delegation:
    """Return the delegation that an act gives."""
    return Delegation(
        id=action.delegation,
        delegate=action.delegate,
        since=action.since,
        until=action.until,
        roles=action.roles,
        kinds=action.kinds,
        acts=action.acts,
    )


def giver_in(action: Delegate, actor: PersonId) -> PersonId:
    """Return whose tasks an act delegates: the actor's own, or those of somebody who is away."""
    return action.giver if isinstance(action, DelegateFor) else actor


def handling_roles(organisation: Organisation, person: PersonId) -> frozenset[Role]:
    """Return somebody's roles that handle documents, over all their posts."""
    held = {role for post in organisation.posts_of(person) for role in post.roles}
    return frozenset(held - ADMINISTRATORS - PERMISSIONS)


def refuse_delegation(organisation: Organisation, actor: PersonId, action: Delegate) -> None:
    """Refuse a delegation that the unit does not allow.

    Raises:
        Refused: ``delegation.oneself``, ``delegation.to-oneself``, ``delegation.no-role``, ``delegation.period``,
            ``delegation.scope``, ``delegation.loop``, ``person.unknown``, ``date.no-day``.
    """
    giver, delegate = (organisation.person(one) for one in (giver_in(action, actor), action.delegate))
    if giver == delegate:
        raise Refused("delegation.oneself")
    if isinstance(action, DelegateFor) and delegate.id == actor:
        raise Refused("delegation.to-oneself", name=giver.name)
    for one in (giver, delegate):
        if not handling_roles(organisation, one.id):
            raise Refused("delegation.no-role", name=one.name)
    _refuse_period(action)
    _refuse_scope(organisation, giver.id, action)
    if _comes_round(organisation, delegation_in(action), giver.id):
        raise Refused("delegation.loop", giver=giver.name, delegate=delegate.name)


def _refuse_period(action: Delegate) -> None:
    for end in (action.since, action.until):
        if not _END.fullmatch(end) or read_iso(end[:10]) is None:
            raise Refused("date.no-day", text=end)
    if action.until < action.since[: len(action.until)]:
        raise Refused("delegation.period", since=action.since, until=action.until)


_END = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9])?")
"""A date, or a minute of the unit's own clock: so written, two ends are compared as text."""


def _refuse_scope(organisation: Organisation, giver: PersonId, action: Delegate) -> None:
    strange = [
        *(one.value for one in action.roles if one not in handling_roles(organisation, giver)),
        *(one for one in action.kinds if one not in {kind.value for kind in DocumentKind}),
        *(one for one in action.acts if one not in BY_KIND),
    ]
    if strange:
        raise Refused("delegation.scope", name=organisation.person(giver).name, words="、".join(strange))


def _comes_round(organisation: Organisation, new: Delegation, giver: PersonId) -> bool:
    """Whether the tasks of some would go round in a circle while the new delegation is in force."""
    meeting = [one for one in organisation.delegations if _meet(one, new)]
    reached, before = {new.delegate}, set[PersonId]()
    while reached != before:
        before = set(reached)
        reached |= {one.delegate for one in meeting if one.giver in before}
    return giver in reached


def _meet(one: Delegation, other: Delegation) -> bool:
    """Whether the periods of two delegations have a day or minute in common."""
    return _not_after(one.since, other.until) and _not_after(other.since, one.until)


def _not_after(first: str, second: str) -> bool:
    shorter = min(len(first), len(second))
    return first[:shorter] <= second[:shorter]


def refuse_ending(organisation: Organisation, actor: PersonId, action: EndDelegation) -> None:
    """Refuse to end a delegation that is none, or neither the actor's nor an administrator's business.

    Raises:
        Refused: ``delegation.unknown``, ``delegation.not-yours``.
    """
    known = organisation.delegation(action.delegation)
    if known is None:
        raise Refused("delegation.unknown")
    if not may_end(organisation, actor, known):
        raise Refused("delegation.not-yours", name=organisation.person(known.giver).name)


def may_end(organisation: Organisation, actor: PersonId, delegation: Delegation) -> bool:
    """Whether somebody may end a delegation: who gave it, who has it, and who delegates for others."""
    own = actor in (delegation.giver, delegation.delegate)
    return own or any(organisation.has_role(actor, role) for role in DELEGATING)


def given(organisation: Organisation, actor: PersonId, action: Delegate) -> Organisation:
    """Return the organisation with a delegation; one of an id that is not its giver's, or is known, changes nothing."""
    new = delegation_in(action)
    if new.giver != giver_in(action, actor) or organisation.delegation(new.id):
        return organisation
    return replace(organisation, delegations=(*organisation.delegations, new))


def ended(organisation: Organisation, actor: PersonId, delegation: DelegationId) -> Organisation:
    """Return the organisation without a delegation, if whoever ends it may."""
    known = organisation.delegation(delegation)
    if known is None or not may_end(organisation, actor, known):
        return organisation
    return replace(organisation, delegations=tuple(one for one in organisation.delegations if one is not known))


def with_id(action: Delegate, actor: PersonId, fresh: str, now: str) -> Delegate:
    """Return an act of delegating with the id of what it gives, from today on where nothing else is said.

    Raises:
        Refused: ``delegation.period``: it would be over already.
    """
    wanted = delegation_of(giver_in(action, actor), fresh)
    begun = replace(action, delegation=wanted, since=action.since or now[:10])
    if read_iso(begun.until[:10]) and begun.until < now[: len(begun.until)]:
        raise Refused("delegation.period", since=begun.since, until=begun.until)
    return begun
