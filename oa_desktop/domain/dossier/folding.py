"""The fold of a document's journal (办理件): the same state for the same entries, whatever the order of arrival."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from oa_desktop.domain import history
from oa_desktop.domain.actions import DECLARATIONS, Action, on_paper
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.branches import Effect, Outcome, settle
from oa_desktop.domain.copies.proofs import Proof
from oa_desktop.domain.dossier.effects import effect, merges
from oa_desktop.domain.dossier.state import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import DossierId, EntryId, PersonId, TaskId, giver_of
from oa_desktop.domain.journal import Placed, in_order
from oa_desktop.domain.units.roles import Role

Passage: TypeAlias = tuple[Dossier, Dossier, Entry]
"""A document before an entry and after it."""

_DISPATCH = DECLARATIONS[act.Dispatch].kind
_SETTLE = DECLARATIONS[act.SettleConflict].kind
_RECORDED = frozenset(DECLARATIONS[one].kind for one in (on_paper.RecordInstruction, on_paper.RecordIssue))
_SIGN_PROOF = DECLARATIONS[act.SignProof].kind


def fold(dossier: DossierId, entries: Iterable[Entry]) -> Dossier:
    """Return the dossier that a set of entries comes to, the same for any order of arrival."""
    placed = in_order(entries).placed
    outcome = _outcome(dossier, placed)
    people = {person for one in placed for person in _people(one.entry)}
    return replace(
        outcome.state,
        parties=tuple(sorted(people)),
        unread=_unread(placed, outcome),
        updated=placed[-1].entry.claimed_time if placed else "",
        contenders=outcome.contenders,
        proofs=tuple(proof for one in placed for proof in _proofs(one.entry)),
        **_conflicting(outcome),
    )


def _unread(placed: Iterable[Placed], outcome: Outcome[Dossier]) -> tuple[PersonId, ...]:
    if outcome.state.dispatched is None:
        return ()
    people: set[PersonId] = set()
    unread: set[PersonId] = set()
    for entry in (one.entry for one in placed):
        if entry.kind == _DISPATCH and entry.id not in outcome.without_effect:
            unread = set(people)
        people |= _people(entry)
        unread.discard(entry.actor.person)
    return tuple(sorted(unread - {PersonId("")}))


def without_effect(dossier: DossierId, entries: Iterable[Entry]) -> frozenset[EntryId]:
    """Return the entries that stand in the journal and count for nothing: overruled, or made across branches."""
    return frozenset(_outcome(dossier, in_order(entries).placed).without_effect)


def passages(dossier: DossierId, entries: Iterable[Entry]) -> tuple[Passage, ...]:
    """Return what every entry that counts did to a document, in their order.

    Who had a part in it, and whose it is to read, is not followed. Where all stand in one line, they are folded once.
    """
    placed = in_order(entries).placed
    noted: list[Passage] = []

    def noting(before: Dossier, action: Action, one: Placed) -> Dossier:
        after = effect(before, action, one)
        noted.append((before, after, one.entry))
        return after

    outcome = _outcome(dossier, placed, noting)
    in_one_line = not outcome.contenders and not outcome.without_effect
    return tuple(noted) if in_one_line else tuple(_counting(dossier, placed, outcome))


def _counting(dossier: DossierId, placed: Iterable[Placed], outcome: Outcome[Dossier]) -> Iterator[Passage]:
    before = Dossier(id=dossier)
    for entry in (one.entry for one in placed if one.entry.id not in outcome.without_effect):
        after = advance(before, entry)
        yield before, after, entry
        before = after


def _outcome(dossier: DossierId, placed: Iterable[Placed], does: Effect[Dossier] = effect) -> Outcome[Dossier]:
    acts = [(history.read_action(one.entry), one) for one in placed]
    return settle(Dossier(id=dossier), acts, does, merges)


def advance(dossier: Dossier, entry: Entry) -> Dossier:
    """Return the dossier after an entry whose basis is all that the dossier was folded from.

    While entries stand against each other only what merges can be added so: a settlement needs all entries.
    """
    placed = Placed(entry=entry, reach=MappingProxyType({}))
    return _with_party(effect(dossier, history.read_action(entry), placed), entry)


def _conflicting(outcome: Outcome[Dossier]) -> dict[str, Any]:
    """A conflict lies on the desk of whoever may settle it, or nobody would see it who had not acted before."""
    if not outcome.contenders:
        return {}
    settling = Task(
        id=TaskId(outcome.contenders[0]),
        step=outcome.state.step,
        act=_SETTLE,
        holder=Holder(role=Role.OFFICE_REVIEWER),
    )
    return {"phase": Phase.CONFLICT, "tasks": (settling,)}


def _with_party(dossier: Dossier, entry: Entry) -> Dossier:
    people = _people(entry)
    known = people.issubset(dossier.parties)
    parties = dossier.parties if known else tuple(sorted(people.union(dossier.parties)))
    unread = tuple(one for one in dossier.unread if one != entry.actor.person)
    proofs = (*dossier.proofs, *_proofs(entry))
    return replace(dossier, parties=parties, unread=unread, updated=entry.claimed_time, proofs=proofs)


def _people(entry: Entry) -> frozenset[PersonId]:
    """Return who had a part in an entry, and may know the document: who acted, and in whose name (代), or on paper."""
    return frozenset({entry.actor.person, giver_of(entry.actor.delegation), _on_paper(entry)} - {""})


def _on_paper(entry: Entry) -> PersonId:
    """Return whose writing an entry records (代录批示、纸质签发补录), empty for no such entry."""
    recorded = history.read_action(entry) if entry.kind in _RECORDED else None
    return recorded.leader if isinstance(recorded, on_paper.PaperAction) else PersonId("")


def _proofs(entry: Entry) -> Iterator[Proof]:
    """Yield the sign-off that an entry is, if it is one; sign-offs merge."""
    if entry.kind == _SIGN_PROOF and isinstance(action := history.read_action(entry), act.SignProof):
        yield Proof(round=action.round, rendering=action.rendering, person=entry.actor.person, time=entry.claimed_time)
