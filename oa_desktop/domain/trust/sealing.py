"""What acts on seals come to (启用、移交、停用、恢复、销毁), and when they are allowed; and when a seal may be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import sealing as act
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, PersonId, PostId
from oa_desktop.domain.trust.seals import EnrolledSeal, SealEvent, SealState
from oa_desktop.domain.units.organisation import Organisation, post_among
from oa_desktop.domain.units.roles import Role

_AFTER: Mapping[type[Action], SealState] = {
    act.SuspendSeal: SealState.SUSPENDED,
    act.ResumeSeal: SealState.IN_USE,
    act.DestroySeal: SealState.DESTROYED,
}
"""How a seal stands after an act."""
_FROM: Mapping[type[act.SealAction], tuple[SealState, ...]] = {
    act.EntrustSeal: (SealState.IN_USE, SealState.SUSPENDED),
    act.SuspendSeal: (SealState.IN_USE,),
    act.ResumeSeal: (SealState.SUSPENDED,),
    act.DestroySeal: (SealState.IN_USE, SealState.SUSPENDED),
}
"""How a seal must stand before one."""


# --- effects ---------------------------------------------------------------------------------------------------------


def enrolled(organisation: Organisation, action: act.EnrolSeal, entry: Entry) -> Organisation:
    """Return the unit with one more seal; one that is there already stays as it is."""
    if organisation.seal(action.seal) is not None:
        return organisation
    seal = EnrolledSeal(
        data=action.seal,
        certificate=action.certificate,
        key=action.key,
        number=action.number,
        name=action.name,
        organ=action.organ,
        maker=action.maker,
        valid_from=action.valid_from,
        valid_until=action.valid_until,
        diameter_mm=action.diameter_mm,
        keeper=action.keeper,
        events=(_event(action, entry, action.keeper),),
    )
    return replace(organisation, seals=(*organisation.seals, seal))


def changed(organisation: Organisation, action: act.SealAction, entry: Entry) -> Organisation:
    """Return the unit with a seal entrusted, suspended, taken up again or destroyed; what is destroyed stays so."""
    keeper = action.keeper if isinstance(action, act.EntrustSeal) else PostId("")
    return replace(
        organisation,
        seals=tuple(
            _changed(one, action, _event(action, entry, keeper)) if one.data == action.seal else one
            for one in organisation.seals
        ),
    )


def _changed(seal: EnrolledSeal, action: act.SealAction, event: SealEvent) -> EnrolledSeal:
    if seal.state is SealState.DESTROYED:
        return seal
    state = _AFTER.get(type(action), seal.state)
    return replace(seal, state=state, keeper=event.keeper or seal.keeper, events=(*seal.events, event))


def _event(action: act.SealAction, entry: Entry, keeper: PostId) -> SealEvent:
    return SealEvent(
        time=entry.claimed_time,
        what=DECLARATIONS[type(action)].term,
        person=entry.actor.person,
        reason=action.reason,
        keeper=keeper,
    )


# --- rules -----------------------------------------------------------------------------------------------------------


def refuse_enrolment(organisation: Organisation, _: PersonId, action: act.EnrolSeal) -> None:
    """Refuse to take a seal into use that is there already, covers no name of ours, or that nobody here could use.

    Raises:
        Refused: ``seal.enrolled``, ``seal.organ-unsaid``, ``seal.other-organ``, ``seal.named-otherwise``,
            ``seal.keeper``.
    """
    if organisation.seal(action.seal) is not None:
        raise Refused("seal.enrolled", seal=action.name)
    _refuse_organ(organisation, action)
    _refuse_keeper(organisation, action.keeper)


def _refuse_organ(organisation: Organisation, action: act.EnrolSeal) -> None:
    organs = _organs(organisation)
    known = {"seal": action.name, "organs": "、".join(sorted(organs))}
    if not action.organ:
        raise Refused("seal.organ-unsaid", **known)
    if action.organ not in organs:
        raise Refused("seal.other-organ", organ=action.organ, **known)
    named = _longest(action.name, organs | {one.name for one in organisation.correspondents})
    if named not in ("", action.organ):
        raise Refused("seal.named-otherwise", seal=action.name, named=named, organ=action.organ)


def organ_named(organisation: Organisation, name: str) -> str:
    """Return the organ of ours whose name a seal bears, the longest of several; empty where it bears none."""
    return _longest(name, _organs(organisation))


def _organs(organisation: Organisation) -> frozenset[str]:
    return frozenset({organisation.name, *(one.name for one in organisation.organs)})


def _longest(name: str, organs: Set[str]) -> str:
    return max((one for one in organs if one in name), key=len, default="")


def refuse_change(organisation: Organisation, _: PersonId, action: act.SealAction) -> None:
    """Refuse what cannot be done with a seal as it stands.

    Raises:
        Refused: ``seal.unknown``, ``seal.state``, ``seal.no-reason``, ``seal.keeper``.
    """
    seal, term = known_seal(organisation, action.seal), DECLARATIONS[type(action)].term
    if seal.state not in _FROM[type(action)]:
        raise Refused("seal.state", seal=seal.name, state=seal.state.value, act=term)
    if isinstance(action, act.EntrustSeal):
        _refuse_keeper(organisation, action.keeper)
    elif not action.reason.strip():
        raise Refused("seal.no-reason", seal=seal.name, act=term)


def acts_on(seal: EnrolledSeal) -> tuple[type[act.SealAction], ...]:
    """Return what may be done with a seal as it stands."""
    return tuple(one for one, states in _FROM.items() if seal.state in states)


def _refuse_keeper(organisation: Organisation, keeper: PostId) -> None:
    post = post_among(organisation.posts, keeper)
    if post is None or Role.SEAL_KEEPER not in post.roles:
        raise Refused("seal.keeper", role=Role.SEAL_KEEPER.value)


def known_seal(organisation: Organisation, seal: Digest) -> EnrolledSeal:
    """Return a seal of the unit.

    Raises:
        Refused: ``seal.unknown``.
    """
    found = organisation.seal(seal)
    if found is None:
        raise Refused("seal.unknown")
    return found


def refuse_use(seal: EnrolledSeal, post: PostId, today: str, name: str) -> None:
    """Refuse the use of a seal that is not in use, not in force, or in somebody else's keeping.

    Args:
        seal: The seal.
        post: Of whoever wants to use it.
        today: ISO.
        name: Of whoever wants to use it.

    Raises:
        Refused: ``seal.not-in-use``, ``seal.not-valid``, ``seal.not-keeper``.
    """
    if seal.state is not SealState.IN_USE:
        raise Refused("seal.not-in-use", seal=seal.name, state=seal.state.value)
    if not seal.valid_from <= today <= seal.valid_until:
        raise Refused("seal.not-valid", seal=seal.name, first=seal.valid_from, last=seal.valid_until)
    if seal.keeper != post:
        raise Refused("seal.not-keeper", seal=seal.name, name=name)


SEAL_RULES: Mapping[type[Action], Callable[[Organisation, PersonId, Any], None]] = {
    act.EnrolSeal: refuse_enrolment,
    act.EntrustSeal: refuse_change,
    act.SuspendSeal: refuse_change,
    act.ResumeSeal: refuse_change,
    act.DestroySeal: refuse_change,
}
