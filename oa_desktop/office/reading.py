"""Reading journals and states for people: what they may do, what was done, who is there."""

from __future__ import annotations

from collections.abc import Iterator

from oa_desktop.domain import dossier
from oa_desktop.domain.actions import DECLARATIONS, Action, Scope
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.handling import current_step, may_be_proofed
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import NOTHING, Digest, DossierId, dossier_journal
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.organisation import UNRANKED, Organisation, Person, standing_in
from oa_desktop.domain.policy import PERMITS, relations
from oa_desktop.domain.proofs import round_name
from oa_desktop.domain.tasks import held_by
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk


def possible_acts(desk: Desk, query: q.PossibleActs) -> tuple[q.ActRow, ...]:
    """Return what the person may do now with a document, the onward act first."""
    state = desk.known(query.dossier)
    rows = [
        q.ActRow(kind=declaration.kind, term=declaration.term, onward=declaration.onward)
        for action, declaration in DECLARATIONS.items()
        if declaration.scope is Scope.DOSSIER and _possible(desk, action, state)
    ]
    return tuple(sorted(rows, key=lambda row: not row.onward))


def _possible(desk: Desk, action: type[Action], state: Dossier) -> bool:
    permit = PERMITS.get(action)
    if permit is None or action is act.Draft:
        return False
    permitted = permit.roles & desk.standing.roles and permit.relation in relations(desk.standing, state)
    return bool(permitted) and _fits(action, state)


def _fits(action: type[Action], state: Dossier) -> bool:
    """Whether the flow would have this kind of act now, leaving aside what the act itself would say."""
    if action is act.SettleConflict or state.phase is Phase.CONFLICT:
        return (action is act.SettleConflict) == (state.phase is Phase.CONFLICT) or action in _ALWAYS
    if state.phase is not Phase.IN_HAND:
        return action in _ALWAYS
    step, declaration = current_step(state), DECLARATIONS[action]
    if declaration.onward:
        return step.act == declaration.kind
    return {
        act.Revise: step.revises,
        act.Return: bool(step.returns_to),
        act.Recall: _recallable(state),
        act.SignProof: may_be_proofed(state),
    }.get(action, True)


_ALWAYS = (act.MarkRead, act.LeaveOpinion)


def _recallable(state: Dossier) -> bool:
    return any(one.recallable and state.last and one.kind == state.last.kind for one in DECLARATIONS.values())


def timeline(desk: Desk, query: q.Timeline) -> tuple[q.TimelineRow, ...]:
    """Return every act on a document, in the journal's order."""
    desk.known(query.dossier)
    entries = [one.entry for one in desk.store.entries(dossier_journal(query.dossier))]
    organisation = desk.organisation()
    overruled = dossier.without_effect(query.dossier, entries)
    rows = []
    state = Dossier(id=query.dossier)
    for placed in in_order(entries).placed:
        row = _row(organisation, placed.entry, _step_name(state), effective=placed.entry.id not in overruled)
        state = dossier.advance(state, placed.entry)
        rows.append(row)
    return tuple(rows)


def _step_name(state: Dossier) -> str:
    return state.flow.step(state.step).name if state.flow and state.flow.has(state.step) else "拟稿"


def _row(organisation: Organisation, entry: Entry, step: str, *, effective: bool) -> q.TimelineRow:
    action = read_action(entry)
    person = next((one for one in organisation.people if one.id == entry.actor.person), None)
    post = next((one for one in organisation.posts if one.id == entry.actor.post), None)
    return q.TimelineRow(
        entry=entry.id,
        time=entry.claimed_time,
        person=person.name if person else "本机程序",
        title=post.title if post else "",
        act=declaration_of_act(action).term,
        step=step,
        words=_words(action),
        onward=declaration_of_act(action).onward,
        effective=effective,
        ink=getattr(action, "ink", NOTHING),
        rank=person.rank if person else UNRANKED,
    )


def _words(action: Action) -> str:
    """Return opinion or reason; a sign-off begins with its round (校次)."""
    said: str = getattr(action, "opinion", "") or getattr(action, "reason", "")
    return f"{round_name(action.round)}。{said}" if isinstance(action, act.SignProof) else said


def waited_for(organisation: Organisation, state: Dossier) -> tuple[Person, ...]:
    """Return the people to any of whom a task of a document falls now, by rank."""
    standings = [standing_in(organisation, post) for post in organisation.posts]
    waiting = {one.person for one in standings if held_by(state.tasks, one)}
    return tuple(sorted((one for one in organisation.people if one.id in waiting), key=lambda one: (one.rank, one.id)))


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
