"""Reading journals and states for people: what they may do, what was done, who is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain import dossier
from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, Scope, clearing, internal, supervising
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import BEGINNINGS, Unseal
from oa_desktop.domain.actions.on_paper import PaperAction
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.clearing import CopyState
from oa_desktop.domain.copies import copies_in_words
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.handling import current_step
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, DossierId, PersonId, dossier_journal, giver_of
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.operations import Before, operation_of
from oa_desktop.domain.organisation import UNRANKED, Organisation
from oa_desktop.domain.policy import PERMITS, Relation, relations
from oa_desktop.domain.proofs import round_name
from oa_desktop.domain.sayings import words_with
from oa_desktop.domain.stranding import may_take_back, stranded
from oa_desktop.domain.supervision import Answer, open_items
from oa_desktop.domain.tasks import Tasks, held_by, of_readers, of_the_step, open_ones, out_with_readers
from oa_desktop.office import queries as q
from oa_desktop.office.arriving import may_open
from oa_desktop.office.capacity import capacities
from oa_desktop.office.desk import Desk
from oa_desktop.office.directing import called, directed_to
from oa_desktop.office.supervising import items_for


def possible_acts(desk: Desk, query: q.PossibleActs) -> tuple[q.ActRow, ...]:
    """Return what the person may do now with a document, the onward act first."""
    state = desk.known(query.dossier)
    rows = {row.kind: row for one in reversed(capacities(desk, state)) for row in _in_one_name(one, state)}
    order = [one.kind for one in DECLARATIONS.values() if one.kind in rows]
    return tuple(sorted((rows[one] for one in order), key=lambda row: not row.onward))


def _in_one_name(desk: Desk, state: Dossier) -> Iterator[q.ActRow]:
    """Yield what the person may do in their own name, or what only whoever stands for another may do."""
    completing = {task.act for task in held_by(state.tasks, desk.standing) if not task.circulates}
    lent = desk.acting_for
    for action, one in DECLARATIONS.items():
        if one.scope is Scope.DOSSIER and (lent is None or _of_a_task(action)) and _possible(desk, action, state):
            onward = one.onward or one.kind in completing
            yield q.ActRow(kind=one.kind, term=one.term, onward=onward, on_behalf_of=lent.name if lent else "")


def _of_a_task(action: type[Action]) -> bool:
    """Whether an act is one of whoever has the document in hand; all others everybody does in their own name."""
    permit = PERMITS.get(action)
    return permit is not None and (permit.relation is Relation.HOLDER or operation_of(action).before in _BESIDE)


_BESIDE = frozenset({Before.HUB, Before.SUPERVISED, Before.SUPERVISING})
"""What lies before whoever has a task that stands beside the step."""


def _possible(desk: Desk, action: type[Action], state: Dossier) -> bool:
    permit = PERMITS.get(action)
    if permit is None or action in BEGINNINGS:
        return False
    permitted = permit.roles & desk.standing.roles and permit.relation in relations(desk.standing, state)
    return bool(permitted) and _fits(desk, action, state)


def _fits(desk: Desk, action: type[Action], state: Dossier) -> bool:
    """Whether the flow would have this kind of act now, leaving aside what the act itself would say."""
    operation, declaration = operation_of(action), DECLARATIONS[action]
    if state.phase not in operation.phases:
        return False
    if state.phase is not Phase.IN_HAND:
        return _LIES[operation.before](desk, state, declaration.kind)
    step = current_step(state)
    if operation.steps is not None and step.act not in operation.steps:
        return False
    if operation.says and not getattr(step, operation.says.value):
        return False
    if operation.after_all and (out_with_readers(state.tasks) or open_items(state.supervisions)):
        return False
    return _LIES[operation.before](desk, state, declaration.kind)


def _always(_: Desk, __: Dossier, ___: str) -> bool:
    return True


def _own_part(desk: Desk, state: Dossier, kind: str) -> bool:
    return any(task.act == kind for task in held_by(state.tasks, desk.standing))


def _recallable(desk: Desk, state: Dossier, _: str) -> bool:
    return any(one.person == desk.standing.person and dossier.recallable(state, one) for one in state.done)


def _given(desk: Desk, tasks: Tasks) -> bool:
    organisation = desk.organisation()
    return any(may_take_back(one, desk.standing, organisation) for one in tasks)


def _waits_for_others(desk: Desk, state: Dossier, _: str) -> bool:
    return any(not one.holder.is_met_by(desk.standing) for one in open_ones(state.tasks))


_LIES: Mapping[Before, Callable[[Desk, Dossier, str], bool]] = {
    Before.NOTHING: _always,
    Before.STEP: _always,
    Before.OWN_PART: _own_part,
    Before.HUB: _own_part,
    Before.DONE: _recallable,
    Before.ADDED: lambda desk, state, _: _given(desk, of_the_step(state.tasks)),
    Before.READERS: lambda desk, state, _: _given(desk, of_readers(state.tasks)),
    Before.STRANDED: lambda desk, state, _: bool(stranded(state, desk.organisation())),
    Before.OTHERS: _waits_for_others,
    Before.SENT_OUT: lambda _, state, __: state.dispatched is not None,
    Before.COPIES_BACK: lambda _, state, __: any(one.state is CopyState.BACK for one in state.cleared.lines),
    Before.SUPERVISED: lambda desk, state, kind: bool(items_for(desk, state, BY_KIND[kind])),
    Before.SUPERVISING: lambda desk, state, kind: bool(items_for(desk, state, BY_KIND[kind])),
    Before.SEALED: lambda desk, state, _: may_open(desk, state),
}
"""What lies before somebody; that they hold a task of the step (在手) is asked by policy."""


def timeline(desk: Desk, query: q.Timeline) -> tuple[q.TimelineRow, ...]:
    """Return every act on a document, in the journal's order."""
    desk.known(query.dossier)
    entries = [one.entry for one in desk.store.entries(dossier_journal(query.dossier))]
    organisation = desk.organisation()
    overruled = dossier.without_effect(query.dossier, entries)
    rows = []
    state = Dossier(id=query.dossier)
    for placed in in_order(entries).placed:
        row = _row(organisation, placed.entry, state, effective=placed.entry.id not in overruled)
        state = dossier.advance(state, placed.entry)
        rows.append(row)
    return tuple(rows)


def _step_name(state: Dossier, action: Action) -> str:
    """Return the step in which something is done; what begins the handling is named by itself."""
    if state.flow and state.flow.has(state.step):
        return state.flow.step(state.step).name
    return declaration_of_act(action).term if isinstance(action, BEGINNINGS) else "拟稿"


def _row(organisation: Organisation, entry: Entry, state: Dossier, *, effective: bool) -> q.TimelineRow:
    action = read_action(entry)
    person = next((one for one in organisation.people if one.id == entry.actor.person), None)
    post = next((one for one in organisation.posts if one.id == entry.actor.post), None)
    row = q.TimelineRow(
        entry=entry.id,
        time=entry.claimed_time,
        person=person.name if person else "本机程序",
        title=post.title if post else "",
        act=called(state, action),
        step=_step_name(state, action),
        words=said_with(action),
        directed=directed_to(organisation, state, action),
        onward=declaration_of_act(action).onward,
        effective=effective,
        ink=getattr(action, "ink", NOTHING),
        takes_back=action.entry if isinstance(action, act.Recall) else NO_ENTRY,
        rank=person.rank if person else UNRANKED,
        circled=getattr(action, "circled", False),
        on_behalf_of=_name(organisation, giver_of(entry.actor.delegation)),
    )
    return _as_on_paper(row, organisation, action) if isinstance(action, PaperAction) else row


def _as_on_paper(row: q.TimelineRow, organisation: Organisation, action: PaperAction) -> q.TimelineRow:
    """Return an act as it stands on paper: by the leader, on the day that is written there, recorded by a clerk."""
    leader = next((one for one in organisation.people if one.id == action.leader), None)
    title = next((one.title for one in organisation.posts if one.person == action.leader), "")
    return replace(
        row,
        person=leader.name if leader else "",
        title=title,
        onward=True,
        rank=leader.rank if leader else UNRANKED,
        recorded_by=row.person,
        written=action.written,
    )


def _name(organisation: Organisation, person: PersonId) -> str:
    return next((one.name for one in organisation.people if one.id == person), "")


def said_with(action: Action) -> str:
    """Return opinion or reason; a sign-off begins with its round (校次), a countersignature with what it says to it."""
    said = words_with(action)
    stood = _STOOD_FOR.get(type(action))
    if stood is not None:
        return f"{stands}。{said}" if (stands := stood(action)) else said
    if isinstance(action, act.SignProof):
        return f"{round_name(action.round)}。{said}"
    stance = getattr(action, "stance", None)
    return said if stance is None or (said and stance is Stance.AGREE) else f"{stance}。{said}"


_STOOD_FOR: Mapping[type[Action], Callable[[Any], str]] = {
    clearing.RecordReturn: lambda action: f"{copies_in_words(action.copies)}，{action.found}",
    clearing.RecordDestruction: lambda action: (
        f"{copies_in_words(action.copies)}，{action.method}，监销人{'、'.join(action.supervisors)}"
    ),
    Unseal: lambda action: "本人留存" if action.kept else "",
    internal.RecordSealing: lambda action: f"{action.seal}，{action.copies}份",
    internal.Publish: lambda action: (
        f"{action.where}，{written_day(action.since)}起" + (action.until and f"至{written_day(action.until)}")
    ),
    supervising.Supervise: lambda action: f"{action.matter}，{written_day(action.due[:10])}前办结",
    supervising.ReportProgress: lambda action: action.progress.value,
    supervising.AskExtension: lambda action: f"延到{written_day(action.due[:10])}",
    supervising.ExtendSupervision: lambda action: (
        f"同意延到{written_day(action.due[:10])}" if action.answer is Answer.AGREE else "不同意延期"
    ),
}
"""What an act says beside its words."""


def people(desk: Desk, _: q.People) -> tuple[q.PersonRow, ...]:
    """Return who is in the unit, by rank."""
    organisation = desk.organisation()
    ranked = sorted(organisation.people, key=lambda person: (person.rank, person.id))
    return tuple(
        q.PersonRow(
            person=person.id,
            name=person.name,
            account=person.account,
            post=post.id,
            department=getattr(organisation.department(post.department), "name", ""),
            title=post.title,
            roles=tuple(role.value for role in post.roles),
            clearance=person.clearance,
            rank=person.rank,
        )
        for person in ranked
        for post in organisation.posts_of(person.id)
    )


def named_digests(desk: Desk, wanted: DossierId) -> frozenset[Digest]:
    """Return every text, page and file that a document's journal names."""
    return frozenset(_named(one.entry for one in desk.store.entries(dossier_journal(wanted))))


def _named(entries: Iterator[Entry]) -> Iterator[Digest]:
    for entry in entries:
        yield from (entry.source, entry.rendering, *entry.attachments)
