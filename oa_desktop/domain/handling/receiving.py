"""What must be so before what came alone for somebody is opened, what came is sent back, or dealt with (收文)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.dossier.moving import own_task
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import of_the_step
from oa_desktop.domain.handling.ending import refuse_unended, refuse_without_reason
from oa_desktop.domain.handling.steps import current_step


def _unseal(dossier: Dossier, action: arrival.Unseal) -> None:
    if action.kept:
        refuse_unended(dossier)


def _handle(dossier: Dossier, action: arrival.Handle) -> None:
    """Let the lead (主办) say last what was done: what the assistants did goes into it."""
    chosen = dossier.chosen_for(current_step(dossier))
    own = own_task(dossier, action.task)
    leads = own and chosen and chosen.lead and chosen.lead in (own.holder.person, own.holder.department)
    others = len(of_the_step(dossier.tasks)) - 1
    if leads and others:
        raise Refused("handle.assistants-first", title=dossier.particulars.title, count=others)


RECEIVING_RULES: Mapping[type[Action], Callable[[Dossier, Any], None]] = {
    arrival.Unseal: _unseal,
    arrival.Reject: refuse_without_reason,
    arrival.Handle: _handle,
}
