"""What the office adds to acts on a classification (定密): its source, who decides, who may know it, the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions import classifying as act
from oa_desktop.domain.copies.copy_numbers import FIRST
from oa_desktop.domain.documents.particulars import particulars_of
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.dossier import ENDED, Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import Step
from oa_desktop.domain.flows.routing import Origin, holder_of
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId
from oa_desktop.domain.secrecy.classification import Secrecy, claimed_secrecy, read_classification, refuse_above
from oa_desktop.domain.secrecy.classifying import Audience
from oa_desktop.domain.secrecy.classifying_power import refuse_unempowered
from oa_desktop.domain.units.standing import standing_in
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk

Limiting = TypeVar("Limiting", act.ProposeClassification, act.Classify, act.AdjustAudience)
Deciding = TypeVar("Deciding", act.Classify, act.Reclassify, act.Declassify, act.AdjustAudience)


def is_responsible(desk: Desk) -> bool:
    """Whether the person decides what is secret (定密责任人); a delegation (委托) lends that to nobody."""
    return desk.own_standing.person in desk.organisation().classifying.responsible


def _refuse_irresponsible(desk: Desk, action: Deciding) -> Deciding:
    """Return an act of somebody who decides what is secret.

    Raises:
        Refused: ``classify.not-responsible``.
    """
    if not is_responsible(desk):
        organisation = desk.organisation()
        names = "、".join(organisation.person(one).name for one in organisation.classifying.responsible) or "没有"
        raise Refused("classify.not-responsible", act=DECLARATIONS[type(action)].term, names=names)
    return action


# --- 提出、决定 ------------------------------------------------------------------------------------------------------


def propose(desk: Desk, action: act.ProposeClassification) -> act.ProposeClassification:
    """Return 提出定密 with its source, whoever decides, and an audience that can handle the document.

    Raises:
        Refused: ``classification.*``, ``classify.*``, ``audience.*``, ``dossier.unknown``.
    """
    state = desk.dossier(action.dossier)
    deciders = desk.organisation().classifying.responsible
    if not deciders:
        raise Refused("classify.nobody-responsible")
    sourced = replace(action, source_document=_source_of(desk, action), mark=action.mark.strip(), deciders=deciders)
    _refuse_unfit(desk, sourced, said_why=action.reason)
    limited = _limited(desk, state, sourced, (desk.standing.person, state.drafter, *deciders))
    _refuse_unheld(desk, state, _audience_in(limited), sourced.mark)
    return limited


def classify(desk: Desk, action: act.Classify) -> act.Classify:
    """Return 定密: what its decider left open is as it was proposed, and the text carries the mark.

    Raises:
        Refused: As :func:`propose`; ``classify.not-responsible``, ``classify.nothing-proposed``.
    """
    state = desk.dossier(action.dossier)
    wish = state.proposed
    if wish is None:
        raise Refused("classify.nothing-proposed", title=state.particulars.title)
    decided = _refuse_irresponsible(desk, action)
    if decided.answer is not Answer.AGREE:
        return replace(decided, source=state.source, mark="", people=(), departments=(), source_document=DossierId(""))
    limited = action.people or action.departments
    decided = replace(
        decided,
        mark=action.mark.strip() or wish.mark,
        basis=action.basis.strip() or wish.basis,
        source_number=action.source_number.strip() or wish.source_number,
        people=action.people if limited else wish.audience.people,
        departments=action.departments if limited else wish.audience.departments,
    )
    decided = replace(decided, source_document=_source_of(desk, decided) or wish.source_document)
    _refuse_unfit(desk, decided, said_why=action.opinion)
    decided = _limited(desk, state, decided, (desk.standing.person, state.drafter, wish.person))
    _refuse_unheld(desk, state, _audience_in(decided), decided.mark)
    return _marked(desk, state, decided)


def _marked(desk: Desk, state: Dossier, action: act.Classify) -> act.Classify:
    """Return 定密 with the text that carries its mark; a state secret has a 份号 (GB/T 9704-2012 7.2.1)."""
    text = desk.manuscript(state.source)
    secret = read_classification(action.mark).level >= Secrecy.SECRET
    number = text.copy_number or (FIRST if secret else "")
    text = replace(text, classification=action.mark, copy_number=number)
    return replace(action, source=desk.keep(text), particulars=particulars_of(text))


Sourced = act.ProposeClassification | act.Classify


def _refuse_unfit(desk: Desk, action: Sourced, *, said_why: str) -> None:
    """Refuse a mark above the grade or the power of the unit, above the decider, or below what it derives from."""
    refuse_above(desk.grade, action.mark)
    derived = bool(action.source_number.strip() or action.source_document)
    refuse_unempowered(desk.organisation().classifying, action.mark, derived=derived)
    level = _cleared_for(desk, action.mark)
    source = desk.dossier(action.source_document).particulars if action.source_document else None
    if source and source.secrecy > level and not said_why.strip():
        raise Refused("classify.below-source", mark=action.mark, source=source.classification)


def _cleared_for(desk: Desk, mark: str) -> Secrecy:
    """Return the level of a mark that the person is cleared for; whoever is not would know the document no more."""
    level = read_classification(mark).level
    if level > desk.standing.clearance:
        raise Refused("classification.above-clearance", level=level.label)
    return level


def _source_of(desk: Desk, action: Sourced) -> DossierId:
    """Return the document of the store that a classification derives from, as far as the person may know it."""
    if action.source_document:
        return desk.known(action.source_document).id
    number = action.source_number.strip()
    found = desk.store.ask(q.Search(text=number), desk.sight) if number else ()
    same = [one.document for one in found if number in (one.document.number, one.document.came_number)]
    return same[0].dossier if len(same) == 1 else DossierId("")


# --- 知悉范围 --------------------------------------------------------------------------------------------------------


def _limited(desk: Desk, state: Dossier, action: Limiting, always: tuple[PersonId, ...]) -> Limiting:
    """Return an act whose people and departments are there and cleared, and to whom some always belong."""
    organisation = desk.organisation()
    rooms: set[str] = {one.id for one in organisation.departments}
    departments = (*action.departments, *(DepartmentId(one) for one in action.people if one in rooms))
    people = tuple(dict.fromkeys(one for one in (*action.people, *always) if one and one not in rooms))
    for one in departments:
        if organisation.department(one) is None:
            raise Refused("department.unknown", department=one)
    mark = action.mark if isinstance(action, Sourced) else state.particulars.classification
    level = claimed_secrecy(mark)
    for person in map(organisation.person, people):
        if person.clearance < level:
            raise Refused("people.clearance", name=person.name, level=level.label)
    return replace(action, people=people, departments=tuple(dict.fromkeys(departments)))


def _audience_in(action: Limiting) -> Audience:
    return Audience(people=action.people, departments=action.departments)


def _refuse_unheld(desk: Desk, state: Dossier, audience: Audience, mark: str) -> None:
    """Refuse an audience in which nobody could handle a step that is to come.

    Raises:
        Refused: ``audience.step-unheld``.
    """
    level = claimed_secrecy(mark)
    names = [step.name for step in _to_come(state) if not _is_held(desk, state, step, audience, level)]
    if names:
        raise Refused("audience.step-unheld", steps="、".join(names))


def _to_come(state: Dossier) -> Iterator[Step]:
    steps = state.flow.steps if state.flow else ()
    here = next((place for place, step in enumerate(steps) if step.id == state.step), 0)
    yield from steps[here:]


def _is_held(desk: Desk, state: Dossier, step: Step, audience: Audience, level: Secrecy) -> bool:
    organisation = desk.organisation()
    origin = Origin(drafter=state.drafter, department=state.department)
    holders = [holder_of(party, origin) for stage in state.stages(step) for party in stage.parties]
    knowing = [
        standing
        for post in organisation.posts
        if audience.includes(post.person, post.department)
        and (standing := standing_in(organisation, post)).clearance >= level
    ]
    return all(any(holder.is_met_by(one) for one in knowing) for holder in holders)


def adjust(desk: Desk, action: act.AdjustAudience) -> act.AdjustAudience:
    """Return 调整知悉范围: whoever drafted the document and whoever decides always belong to it.

    Nobody named means that it is not limited any more; what has a mark always is.

    Raises:
        Refused: ``classify.not-responsible``, ``people.clearance``, ``department.unknown``, ``audience.step-unheld``.
    """
    _refuse_irresponsible(desk, action)
    if not (action.people or action.departments):
        return action
    state = desk.dossier(action.dossier)
    limited = _limited(desk, state, action, (desk.standing.person, state.drafter))
    if state.phase not in ENDED:
        _refuse_unheld(desk, state, _audience_in(limited), state.particulars.classification)
    return limited


def _change(desk: Desk, action: act.Reclassify) -> act.Reclassify:
    """Return 变更密级 within grade, power and clearance; what is left empty stays as it is.

    Raises:
        Refused: ``classify.not-responsible``, ``classification.*``, ``classify.above-power``, ``classify.no-power``;
            ``audience.step-unheld``: whoever has it in hand is not cleared for the new level.
    """
    _refuse_irresponsible(desk, action)
    state = desk.dossier(action.dossier)
    mark = action.mark.strip() or state.particulars.classification
    refuse_above(desk.grade, mark)
    before = state.markings[-1] if state.markings else None
    derived = bool(before and before.source_number)
    refuse_unempowered(desk.organisation().classifying, mark, derived=derived)
    _cleared_for(desk, mark)
    if state.phase not in ENDED and state.audience:
        _refuse_unheld(desk, state, state.audience, mark)
    return replace(action, mark=mark, basis=action.basis.strip() or (before.basis if before else ""))


ADDITIONS: Mapping[type[Action], Callable[[Desk, Any], Action]] = {
    act.ProposeClassification: propose,
    act.Classify: classify,
    act.Reclassify: _change,
    act.Declassify: _refuse_irresponsible,
    act.AdjustAudience: adjust,
}
