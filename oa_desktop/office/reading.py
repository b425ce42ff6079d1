"""Reading journals and states for people: what was done, who is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain import dossier
from oa_desktop.domain.actions import Action, classifying, clearing, internal, seconding, supervising
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.incoming import BEGINNINGS, Unseal
from oa_desktop.domain.actions.on_paper import PaperAction
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.copies.copies import copies_in_words
from oa_desktop.domain.copies.proofs import round_name
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.history import declaration_of_act, read_action
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, Digest, DossierId, PersonId, dossier_journal, giver_of
from oa_desktop.domain.journal import in_order
from oa_desktop.domain.texts.sayings import words_with
from oa_desktop.domain.units.organisation import UNRANKED, Organisation
from oa_desktop.office import queries as q
from oa_desktop.office.circulating.directing import called, directed_to, sent_back
from oa_desktop.office.desk import Desk


def timeline(desk: Desk, query: q.Timeline) -> tuple[q.TimelineRow, ...]:
    """Return every act on a document, in the journal's order."""
    desk.known(query.dossier)
    entries = [one.entry for one in desk.store.entries(dossier_journal(query.dossier))]
    organisation = desk.organisation()
    overruled = dossier.without_effect(query.dossier, entries)
    rows = []
    state = Dossier(id=query.dossier)
    for placed in in_order(entries).placed:
        after = dossier.advance(state, placed.entry)
        row = _row(organisation, placed.entry, state, effective=placed.entry.id not in overruled)
        directed = row.directed or sent_back(state, after, read_action(placed.entry))
        rows.append(replace(row, directed=directed))
        state = after
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
        clock=entry.time_source,
        badge=entry.actor.kind.badge,
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
    classifying.ProposeClassification: lambda action: f"{action.mark}，依据：{action.basis}",
    classifying.Classify: lambda action: action.mark or "不予定密",
    classifying.Reclassify: lambda action: action.mark,
    clearing.RecordReturn: lambda action: f"{copies_in_words(action.copies)}，{action.found}",
    clearing.RecordDestruction: lambda action: (
        f"{copies_in_words(action.copies)}，{action.method}，监销人{'、'.join(action.supervisors)}"
    ),
    seconding.AnswerSecond: lambda action: action.word.value,
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
