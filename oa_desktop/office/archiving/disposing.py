"""鉴定销毁: what the office adds to a list that is drawn up, approved by a leader, and supervised by two persons.

Only then what it names is destroyed (:mod:`.destroying`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import keeping as act
from oa_desktop.domain.archives.arranging import known_disposal
from oa_desktop.domain.archives.disposal import Disposal
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.archives.supervised import supervision_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import (
    DisposalId,
    PersonId,
)
from oa_desktop.domain.units.organisation import same_people
from oa_desktop.domain.units.seconding import Seconding
from oa_desktop.office.archiving.acts import item_known
from oa_desktop.office.archiving.disposable import (
    disposables,
    known_disposables,
    refuse_indisposable,
    refuse_staying,
)
from oa_desktop.office.archiving.held_destroying import destroyed_with, words_without
from oa_desktop.office.desk import Desk


def register_with(desk: Desk, disposal: DisposalId) -> ArchiveRegister:
    """Return the register in which a list stands; a unique beginning of its id does.

    Raises:
        Refused: ``disposal.unknown``.
    """
    registers = desk.states.archives(desk.unit)
    found = [one for one in registers if disposal and any(named.startswith(disposal) for named in one.disposals)]
    if len(found) != 1:
        raise Refused("disposal.unknown", list=disposal)
    return found[0]


def disposal_named(register: ArchiveRegister, name: str) -> Disposal:
    """Return the one list of a register whose id begins so.

    Raises:
        Refused: ``disposal.unknown``.
    """
    found = [one for named, one in register.disposals.items() if named.startswith(name)]
    if len(found) != 1:
        raise Refused("disposal.unknown", list=name)
    return found[0]


# --- what the office adds to the acts -------------------------------------------------------------------------------


def _list(desk: Desk, action: act.ListDisposal) -> act.ListDisposal:
    register = desk.states.archive(desk.unit, action.register).state
    items = tuple(one.id for one in known_disposables(desk, register, action.items))
    for person in action.appraisers:
        desk.organisation().person(person)
    refuse_indisposable(desk, register, items)
    return replace(action, items=items, disposal=action.disposal or DisposalId(desk.ids.new()))


def _approve(desk: Desk, action: act.ApproveDisposal) -> act.ApproveDisposal:
    register = desk.states.archive(desk.unit, action.register).state
    found = known_disposal(register, action.disposal)
    _refuse_own(desk, {found.person}, desk.own_standing.person)
    _refuse_unseen(desk, register, found)
    refuse_indisposable(desk, register, found.act.items)
    return action


def _supervise(desk: Desk, action: act.SuperviseDisposal) -> act.SuperviseDisposal:
    """Return 监销 as its second person reads it.

    Raises:
        Refused: ``disposal.*``, ``destruction.unsaid``.
    """
    register, person = register_with(desk, action.disposal), desk.own_standing.person
    found = disposal_named(register, action.disposal)
    for label, words in (("销毁地点", action.place), ("销毁方式", action.method)):
        if not words.strip():
            raise Refused("destruction.unsaid", label=label)
    said = replace(
        action,
        disposal=found.id,
        fonds=register.name.fonds,
        archival_year=register.name.year,
        day=action.day or desk.clock.now().date().isoformat(),
        by=person,
        named=named(desk, register, found),
    )
    _refuse_supervisor(desk, register, found, person)
    return said


def named(desk: Desk, register: ArchiveRegister, disposal: Disposal) -> str:
    """Return how many items a list has, and the first and last 档号."""
    codes = sorted(one.code for one in disposables(desk, register, disposal.act.items))
    return f"{len(codes)}件：{codes[0]}—{codes[-1]}" if codes else ""


def refuse_confirming_disposal(desk: Desk, asked: Seconding) -> None:
    """Refuse a second supervisor of what could not be supervised any more, or who had another part in it.

    Raises:
        Refused: ``disposal.*``, ``second.other-entry``.
    """
    action = asked.action
    if not isinstance(action, act.SuperviseDisposal):
        return
    register = register_with(desk, action.disposal)
    found = known_disposal(register, action.disposal)
    if (action.by, action.named) != (asked.asked.actor.person, named(desk, register, found)):
        raise Refused("second.other-entry", act=asked.term)
    _refuse_supervisor(desk, register, found, desk.own_standing.person)


def _refuse_supervisor(desk: Desk, register: ArchiveRegister, found: Disposal, person: PersonId) -> None:
    if not found.approved_by:
        raise Refused("disposal.not-approved")
    _refuse_own(desk, {found.person, found.approved_by}, person)
    _refuse_unseen(desk, register, found)
    refuse_indisposable(desk, register, found.act.items)


def _refuse_own(desk: Desk, others: set[PersonId], person: PersonId) -> None:
    if person in same_people(desk.organisation(), frozenset(others)):
        raise Refused("disposal.own-list")


def _refuse_unseen(desk: Desk, register: ArchiveRegister, found: Disposal) -> None:
    """Refuse whoever may not know every item of a list to say anything of it."""
    if not all(one.is_known for one in disposables(desk, register, found.act.items)):
        raise Refused("disposal.unseen")


def _dispose(desk: Desk, action: act.DisposeItem) -> act.DisposeItem:
    """Return 销毁 of an item of a list that two supervisors signed for, if nothing has come to need it since.

    Raises:
        Refused: ``disposal.*``, ``archiving.unknown-item``.
    """
    if action.package:
        return _dispose_held(desk, action)
    item = item_known(desk, action.item)
    register = desk.states.archive(desk.unit, item.act.register).state
    refuse_unsupervised(desk, register, action.disposal)
    listed = (register.items.get(one) for one in known_disposal(register, action.disposal).act.items)
    going = frozenset(one.act.document for one in listed if one is not None)
    refuse_staying(desk, register, known_disposables(desk, register, (item.id,)), going)
    return replace(action, fonds=item.act.fonds, archival_year=item.act.archival_year, document=item.act.document)


def _dispose_held(desk: Desk, action: act.DisposeItem) -> act.DisposeItem:
    """Return 销毁 of an item of 馆藏: which contents go with it, and which words are left to search for."""
    register = desk.states.archive(desk.unit, action.register).state
    refuse_unsupervised(desk, register, action.disposal)
    (found,) = known_disposables(desk, register, (action.item,))
    if found.is_kept:
        refuse_staying(desk, register, (found,), frozenset())
    if found.share is None or found.share.holding.act.package != action.package:
        raise Refused("holdings.unknown", package=action.package)
    holding, going = found.share.holding, known_disposal(register, action.disposal).act.items
    destroyed, words = destroyed_with(desk, register, action), words_without(desk, holding, going)
    if words is None:
        return replace(action, destroyed=destroyed, contents=())
    return replace(action, destroyed=(*destroyed, holding.words), contents=(desk.store.blobs.keep(words),))


def refuse_unsupervised(desk: Desk, register: ArchiveRegister, disposal: DisposalId) -> None:
    """Refuse to destroy by a list that nobody approved, or for which no two supervisors signed.

    Raises:
        Refused: ``disposal.unknown``, ``disposal.not-approved``, ``disposal.not-supervised``.
    """
    found, signed = known_disposal(register, disposal), supervision_of(desk.organisation().supervised, disposal)
    if not found.approved_by:
        raise Refused("disposal.not-approved")
    others = same_people(desk.organisation(), frozenset({found.person, found.approved_by}))
    if signed is None or others & frozenset(signed.supervisors):
        raise Refused("disposal.not-supervised")


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.ListDisposal: _list,
    act.ApproveDisposal: _approve,
    act.SuperviseDisposal: _supervise,
    act.DisposeItem: _dispose,
}
