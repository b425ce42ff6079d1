"""In whose name somebody acts (身份): their own, or that of somebody who delegated their tasks to them (代)."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions import Action, declaration_of
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.actions.incoming import BEGINNINGS
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.flows.tasks import held_by, of_the_step
from oa_desktop.domain.policy import PERMITS, Relation
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office.desk import Desk


def capacities(desk: Desk, state: Dossier) -> tuple[Desk, ...]:
    """Return the desk in every name in which somebody may act on a document, their own first."""
    lent = (one for one in desk.own_standing.on_behalf if _covers(one, state))
    return (desk, *(replace(desk, acting_for=one) for one in lent))


def _covers(lent: Standing, state: Dossier) -> bool:
    """Whether a delegation is about a document: its kind, and no secret above either of the two."""
    kinds = lent.delegation.kinds if lent.delegation else ()
    particulars = state.particulars
    return particulars.secrecy <= lent.clearance and (not kinds or particulars.kind in kinds)


def in_whose_name(desk: Desk, action: Action) -> Desk:
    """Return the desk in the name in which an act is done: the first that has the task, one's own where none has."""
    if not isinstance(action, DossierAction) or isinstance(action, BEGINNINGS) or not desk.own_standing.on_behalf:
        return desk
    state = desk.dossier(action.dossier)
    able = [one for one in capacities(desk, state) if _may(one, action)]
    completing = (one for one in able if _has_its_task(one, action, state))
    holding = (one for one in able if _changes_a_task(action) and held_by(of_the_step(state.tasks), one.standing))
    return next(completing, next(holding, desk))


def _may(desk: Desk, action: DossierAction) -> bool:
    permit = PERMITS.get(type(action))
    return permit is not None and bool(permit.roles & desk.standing.roles)


def _has_its_task(desk: Desk, action: DossierAction, state: Dossier) -> bool:
    mine = held_by(state.tasks, desk.standing)
    kind = declaration_of(action).kind
    return any(one.id == action.task if action.task else one.act == kind for one in mine)


def _changes_a_task(action: DossierAction) -> bool:
    permit = PERMITS.get(type(action))
    return permit is not None and permit.relation is Relation.HOLDER
