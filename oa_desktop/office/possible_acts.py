"""What a person may do now with a document: what rights, flow and what lies before them leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain import dossier
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, Scope, classifying, internal
from oa_desktop.domain.actions.incoming import BEGINNINGS
from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.documents.supervision import open_items
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.flows.operations import Before, operation_of
from oa_desktop.domain.flows.stranding import may_take_back, stranded
from oa_desktop.domain.flows.tasks import Tasks, held_by, of_readers, of_the_step, open_ones, out_with_readers
from oa_desktop.domain.handling import current_step
from oa_desktop.domain.policy import PERMITS, Relation, relations
from oa_desktop.domain.units.standing import Standing
from oa_desktop.office import queries as q
from oa_desktop.office.capacity import capacities
from oa_desktop.office.desk import Desk
from oa_desktop.office.incoming.arriving import may_open
from oa_desktop.office.seconding_form import words_for
from oa_desktop.office.secrecy.classifying import is_responsible
from oa_desktop.office.supervising.supervising import items_for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """Who asks about which document: their rights are looked up once for all acts that they might do."""

    desk: Desk
    standing: Standing
    state: Dossier


def possible_acts(desk: Desk, query: q.PossibleActs) -> tuple[q.ActRow, ...]:
    """Return what the person may do now with a document, the onward act first."""
    state = desk.known(query.dossier)
    rows = {row.kind: row for one in reversed(capacities(desk, state)) for row in _in_one_name(one, state)}
    order = [one.kind for one in DECLARATIONS.values() if one.kind in rows]
    return tuple(sorted((rows[one] for one in order), key=lambda row: not row.onward))


def _in_one_name(desk: Desk, state: Dossier) -> Iterator[q.ActRow]:
    """Yield what the person may do in their own name, or what only whoever stands for another may do."""
    standing, lent = desk.standing, desk.acting_for
    case = _Case(desk=desk, standing=standing, state=state)
    completing = {task.act for task in held_by(state.tasks, standing) if not task.circulates}
    related = relations(standing, state)
    for action, one in DECLARATIONS.items():
        if one.scope is not Scope.DOSSIER or not (lent is None or _of_a_task(action)):
            continue
        if _permitted(action, standing, related) and _fits(case, action):
            onward = one.onward or one.kind in completing
            yield q.ActRow(kind=one.kind, term=one.term, onward=onward, on_behalf_of=lent.name if lent else "")


def _of_a_task(action: type[Action]) -> bool:
    """Whether an act is one of whoever has the document in hand; all others everybody does in their own name."""
    permit = PERMITS.get(action)
    return permit is not None and (permit.relation is Relation.HOLDER or operation_of(action).before in _BESIDE)


_BESIDE = frozenset({Before.HUB, Before.SUPERVISED, Before.SUPERVISING})
"""What lies before whoever has a task that stands beside the step."""


def _permitted(action: type[Action], standing: Standing, related: frozenset[Relation]) -> bool:
    permit = PERMITS.get(action)
    if permit is None or action in BEGINNINGS:
        return False
    return permit.relation in related and bool(permit.roles & standing.roles)


def _fits(case: _Case, action: type[Action]) -> bool:
    """Whether the flow would have this kind of act now, leaving aside what the act itself would say."""
    state, operation, declaration = case.state, operation_of(action), DECLARATIONS[action]
    if state.phase not in operation.phases or not _is_for_such(action, state):
        return False
    if state.phase is not Phase.IN_HAND:
        return _LIES[operation.before](case, declaration.kind)
    step = current_step(state)
    if operation.steps is not None and step.act not in operation.steps:
        return False
    if operation.says and not getattr(step, operation.says.value):
        return False
    if operation.after_all and (out_with_readers(state.tasks) or open_items(state.supervisions)):
        return False
    return _LIES[operation.before](case, declaration.kind)


def _is_for_such(action: type[Action], state: Dossier) -> bool:
    """Whether an act is for documents of this sort and for what this one is now."""
    sort = operation_of(action).sort
    if sort is not None and (state.flow is None or state.flow.sort is not sort):
        return False
    return action not in _ONLY_OF or _ONLY_OF[action](state)


_ONLY_OF: Mapping[type[Action], Callable[[Dossier], bool]] = {
    internal.TakeIn: lambda state: state.matter is not None and state.matter.becomes is not None,
    internal.TakeDown: lambda state: state.publication is not None and not state.publication.ended,
    classifying.Reclassify: lambda state: bool(state.markings and state.particulars.classification),
    classifying.Declassify: lambda state: bool(state.markings and state.particulars.classification),
}
"""What a document must be or have for an act to be thought of at all: a note of a call, something public, a mark."""


def _always(_: _Case, __: str) -> bool:
    return True


def _own_part(case: _Case, kind: str) -> bool:
    return any(task.act == kind for task in held_by(case.state.tasks, case.standing))


def _recallable(case: _Case, _: str) -> bool:
    own = (one for one in case.state.done if one.person == case.standing.person)
    return any(dossier.recallable(case.state, one) for one in own)


def _given(case: _Case, tasks: Tasks) -> bool:
    organisation = case.desk.organisation()
    return any(may_take_back(one, case.standing, organisation) for one in tasks)


def _waits_for_others(case: _Case, _: str) -> bool:
    return any(not one.holder.is_met_by(case.standing) for one in open_ones(case.state.tasks))


def _supervised(case: _Case, kind: str) -> bool:
    return bool(items_for(case.desk, case.state, BY_KIND[kind]))


_LIES: Mapping[Before, Callable[[_Case, str], bool]] = {
    Before.NOTHING: _always,
    Before.STEP: _always,
    Before.OWN_PART: _own_part,
    Before.HUB: _own_part,
    Before.DONE: _recallable,
    Before.ADDED: lambda case, _: _given(case, of_the_step(case.state.tasks)),
    Before.READERS: lambda case, _: _given(case, of_readers(case.state.tasks)),
    Before.STRANDED: lambda case, _: bool(stranded(case.state, case.desk.organisation())),
    Before.OTHERS: _waits_for_others,
    Before.SENT_OUT: lambda case, _: case.state.dispatched is not None,
    Before.ASKED: lambda case, _: bool(words_for(case.desk, case.state)),
    Before.COPIES_BACK: lambda case, _: any(one.state is CopyState.BACK for one in case.state.cleared.lines),
    Before.SUPERVISED: _supervised,
    Before.SUPERVISING: _supervised,
    Before.TO_CLASSIFY: lambda case, _: bool(case.desk.organisation().classifying.responsible),
    Before.RESPONSIBLE: lambda case, _: is_responsible(case.desk),
    Before.PROPOSED: lambda case, _: case.state.proposed is not None and is_responsible(case.desk),
    Before.SEALED: lambda case, _: may_open(case.desk, case.state),
}
"""What lies before somebody; that they hold a task of the step (在手) is asked by policy."""
