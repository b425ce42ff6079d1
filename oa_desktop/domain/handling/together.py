"""What must be so before several people act on one document: asked, added, left out, handed over, urged, stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action, together
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.dossier.moving import own_task
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.deadlines import refuse_deadline_before
from oa_desktop.domain.handling.ending import refuse_without_reason
from oa_desktop.domain.handling.internal import refuse_while_public
from oa_desktop.domain.history import declaration_of_act


def _countersign(_: Dossier, action: together.Countersign | together.Cosign) -> None:
    if action.stance is not together.Stance.AGREE and not (action.opinion.strip() or action.ink):
        raise Refused("countersign.no-words", stance=action.stance.value)


def _invite(dossier: Dossier, action: together.AddSigners | together.Circulate) -> None:
    people = action.people if isinstance(action, together.AddSigners) else action.readers
    term = declaration_of_act(action).term
    if not people:
        raise Refused("people.none", act=term)
    if len(set(people)) < len(people):
        raise Refused("people.twice", act=term)
    if len(people) > together.MOST_AT_ONCE:
        raise Refused("people.too-many", act=term, most=together.MOST_AT_ONCE, count=len(people))
    if action.due:
        refuse_deadline_before(action.due, dossier.drafted)


def _take_out(_: Dossier, action: together.WithdrawSigners | together.RecallCirculation) -> None:
    if not action.tasks:
        raise Refused("people.nobody-left", act=declaration_of_act(action).term)


def _hand_over(dossier: Dossier, action: together.HandOver) -> None:
    if own_task(dossier, action.task) is None:
        raise Refused("policy.holder", act=declaration_of_act(action).term, name="")
    if action.due:
        refuse_deadline_before(action.due, dossier.drafted)


def _reassign(dossier: Dossier, action: together.Reassign) -> None:
    if action.due:
        refuse_deadline_before(action.due, dossier.drafted)


def _pass_on(dossier: Dossier, action: together.PassOn) -> None:
    if not any(one.id == action.task for one in dossier.tasks):
        raise Refused("circulate.not-back", title=dossier.particulars.title)


def _urge(dossier: Dossier, action: together.Urge) -> None:
    if not action.tasks:
        raise Refused("urge.nobody", title=dossier.particulars.title)


def _void(dossier: Dossier, action: together.Void) -> None:
    refuse_without_reason(dossier, action)
    refuse_while_public(dossier)


TOGETHER_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    together.Countersign: _countersign,
    together.Cosign: _countersign,
    together.AddSigners: _invite,
    together.Circulate: _invite,
    together.WithdrawSigners: _take_out,
    together.RecallCirculation: _take_out,
    together.HandOver: _hand_over,
    together.Reassign: _reassign,
    together.PassOn: _pass_on,
    together.Urge: _urge,
    together.Suspend: refuse_without_reason,
    together.Void: _void,
}
