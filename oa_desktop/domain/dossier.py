"""The dossier (办理件): one document's handling in one unit, the fold of its journal.

:func:`fold` starts from nothing and reads all entries; :func:`advance` adds one entry that has seen everything before
it. Both come to the same state, so that a snapshot keyed by the journal's heads may stand for the entries behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from oa_desktop.domain import codec, history
from oa_desktop.domain.actions import DECLARATIONS, Action, Merge
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.branches import Outcome, settle
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flow import Flow
from oa_desktop.domain.ids import NO_ENTRY, NOTHING, DepartmentId, Digest, DossierId, EntryId, PersonId, TaskId, UnitId
from oa_desktop.domain.journal import Placed, in_order
from oa_desktop.domain.organisation import Role
from oa_desktop.domain.particulars import Attachment, Particulars
from oa_desktop.domain.proofs import Proof
from oa_desktop.domain.routing import Origin, task_of, tasks_at
from oa_desktop.domain.tasks import Holder, Task, rivals, without

_DISPATCH = DECLARATIONS[act.Dispatch].kind
_SETTLE = DECLARATIONS[act.SettleConflict].kind
_SIGN_PROOF = DECLARATIONS[act.SignProof].kind


class Phase(StrEnum):
    """How far a document's handling has come."""

    EMPTY = "空"
    IN_HAND = "在办"
    CONCLUDED = "办结"
    CONFLICT = "冲突"
    UNKNOWN = "待升级"
    """An act of a later release lies in the journal: nothing exclusive may be added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAct:
    """The act that brought the document to where it is; what a recall takes back."""

    entry: EntryId
    kind: str
    person: PersonId
    came_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What an act fixed: the text, the page, who, and when (claimed).

    Attributes:
        value: Number, seal, retention or the like that the act added.
        template: The adoption of the 版式模板 that the page follows; empty where the unit had adopted none.
        date: 成文日期, ISO, of what was numbered.
        copies: 印数 of what was sealed.
    """

    source: Digest
    rendering: Digest
    person: PersonId
    time: str
    value: str = ""
    template: EntryId = field(default=NO_ENTRY, metadata={codec.LATER: True})
    date: str = field(default="", metadata={codec.LATER: True})
    copies: int = field(default=0, metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """办理件.

    Attributes:
        source: Digest of the present text.
        tasks: What must be done now.
        last: The last act that moved the document.
        issued: 签发: the text and page that were signed.
        numbered: 登记: number, and the 正本.
        sealed: 用印.
        dispatched: 核发.
        filed: 归档.
        updated: Claimed time of the newest entry in the journal's order.
        parties: People who have acted or read, sorted; they may know the document.
        unread: Those of them who have done nothing with it since it was sent out (核发), sorted: their 待阅.
        contenders: Entries that stand against each other; settled by one more act.
        proofs: 校对: who signed for which page, in the journal's order.
    """

    id: DossierId
    unit: UnitId = UnitId("")
    flow: Flow | None = None
    phase: Phase = Phase.EMPTY
    step: str = ""
    drafter: PersonId = PersonId("")
    department: DepartmentId = DepartmentId("")
    drafted: str = ""
    particulars: Particulars = Particulars()
    source: Digest = NOTHING
    attachments: tuple[Attachment, ...] = ()
    pictures: tuple[Attachment, ...] = field(default=(), metadata={codec.LATER: True})
    tasks: tuple[Task, ...] = ()
    last: LastAct | None = None
    issued: Fixed | None = None
    numbered: Fixed | None = None
    sealed: Fixed | None = None
    dispatched: Fixed | None = None
    filed: Fixed | None = None
    updated: str = ""
    parties: tuple[PersonId, ...] = ()
    unread: tuple[PersonId, ...] = ()
    contenders: tuple[EntryId, ...] = ()
    proofs: tuple[Proof, ...] = field(default=(), metadata={codec.LATER: True})

    @property
    def stands_issued(self) -> bool:
        """Whether the present text is the one that was signed: one that went back and was changed is a draft again."""
        return self.issued is not None and (self.numbered is not None or self.issued.source == self.source)

    @property
    def signed(self) -> Fixed | None:
        """What was signed, as long as it is the present text."""
        return self.issued if self.stands_issued else None

    @property
    def number(self) -> str:
        """发文字号, empty before 登记."""
        return self.numbered.value if self.numbered else ""


def fold(dossier: DossierId, entries: Iterable[Entry]) -> Dossier:
    """Return the dossier that a set of entries comes to, the same for any order of arrival."""
    placed = in_order(entries).placed
    outcome = _outcome(dossier, placed)
    people = {one.entry.actor.person for one in placed} - {PersonId("")}
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
        people.add(entry.actor.person)
        unread.discard(entry.actor.person)
    return tuple(sorted(unread - {PersonId("")}))


def without_effect(dossier: DossierId, entries: Iterable[Entry]) -> frozenset[EntryId]:
    """Return the entries that stand in the journal and count for nothing: overruled, or made across branches."""
    return frozenset(_outcome(dossier, in_order(entries).placed).without_effect)


def _outcome(dossier: DossierId, placed: Iterable[Placed]) -> Outcome[Dossier]:
    acts = [(history.read_action(one.entry), one) for one in placed]
    return settle(Dossier(id=dossier), acts, _effect, _merges)


def advance(dossier: Dossier, entry: Entry) -> Dossier:
    """Return the dossier after an entry whose basis is all that the dossier was folded from.

    While entries stand against each other only what merges can be added so: a settlement needs all entries.
    """
    placed = Placed(entry=entry, reach=MappingProxyType({}))
    return _with_party(_effect(dossier, history.read_action(entry), placed), entry)


def _merges(action: Action) -> bool:
    return history.declaration_of_act(action).merge is Merge.MERGEABLE


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
    person = entry.actor.person
    known = not person or person in dossier.parties
    parties = dossier.parties if known else tuple(sorted((*dossier.parties, person)))
    unread = tuple(one for one in dossier.unread if one != person)
    proofs = (*dossier.proofs, *_proofs(entry))
    return replace(dossier, parties=parties, unread=unread, updated=entry.claimed_time, proofs=proofs)


def _proofs(entry: Entry) -> Iterator[Proof]:
    """Yield the sign-off that an entry is, if it is one; sign-offs merge."""
    if entry.kind == _SIGN_PROOF and isinstance(action := history.read_action(entry), act.SignProof):
        yield Proof(round=action.round, rendering=action.rendering, person=entry.actor.person, time=entry.claimed_time)


# --- what each act does -------------------------------------------------------------------------------------------


def _effect(dossier: Dossier, action: Action, placed: Placed) -> Dossier:
    usual = _unmoved if _merges(action) else _unknown
    after = _EFFECTS.get(type(action), usual)(dossier, action, placed.entry)
    return after if dossier.phase is not Phase.UNKNOWN else _unknown(after, action, placed.entry)


def _unmoved(dossier: Dossier, _: Any, __: Entry) -> Dossier:
    return dossier


def _unknown(dossier: Dossier, _: Any, entry: Entry) -> Dossier:
    return replace(dossier, unit=entry.unit, phase=Phase.UNKNOWN, tasks=())


def _draft(dossier: Dossier, action: act.Draft, entry: Entry) -> Dossier:
    begun = replace(
        dossier,
        unit=entry.unit,
        flow=action.flow,
        phase=Phase.IN_HAND,
        drafter=entry.actor.person,
        department=action.department,
        drafted=entry.claimed_time,
        particulars=action.particulars,
        source=action.source,
        attachments=action.attachments,
        pictures=action.pictures,
    )
    return _moved(begun, action.flow.steps[0].id, entry) if action.flow.steps else _unknown(begun, action, entry)


def _revise(dossier: Dossier, action: act.Revise, entry: Entry) -> Dossier:
    revised = replace(
        dossier,
        particulars=action.particulars,
        source=action.source,
        attachments=action.attachments,
        pictures=action.pictures,
    )
    return replace(revised, last=_last(revised, entry))


def _onward(dossier: Dossier, action: act.DossierAction, entry: Entry) -> Dossier:
    """Complete a task; the document moves on with the last one of its step."""
    done = task_of(dossier.tasks, action.task)
    if done is None:
        return dossier
    left = without(dossier.tasks, (done.id, *rivals(dossier.tasks, done)), entry.claimed_time)
    if left:
        return replace(dossier, tasks=left, last=_last(dossier, entry))
    return _next(dossier, entry)


def _next(dossier: Dossier, entry: Entry) -> Dossier:
    flow = dossier.flow
    following = flow.after(dossier.step, dossier.particulars) if flow and flow.has(dossier.step) else None
    if following is None:
        return replace(dossier, phase=Phase.CONCLUDED, tasks=(), last=_last(dossier, entry))
    return _moved(dossier, following.id, entry)


def _issue(dossier: Dossier, action: act.Issue, entry: Entry) -> Dossier:
    fixed = replace(_fixed(action.source, action.rendering, entry), template=action.template)
    return _onward(replace(dossier, issued=fixed), action, entry)


def _number(dossier: Dossier, action: act.AssignNumber, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, action.rendering, entry, action.particulars.document_number)
    fixed = replace(fixed, date=action.date)
    return _onward(
        replace(dossier, numbered=fixed, source=action.source, particulars=action.particulars), action, entry
    )


def _seal(dossier: Dossier, action: act.ApplySeal, entry: Entry) -> Dossier:
    fixed = replace(_fixed(action.source, action.rendering, entry, action.seal), copies=action.copies)
    return _onward(replace(dossier, sealed=fixed), action, entry)


def _dispatch(dossier: Dossier, action: act.Dispatch, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, NOTHING, entry, "、".join(action.recipients))
    return _onward(replace(dossier, dispatched=fixed, unread=dossier.parties), action, entry)


def _file(dossier: Dossier, action: act.File, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, NOTHING, entry, action.retention)
    return _onward(replace(dossier, filed=fixed), action, entry)


def _return(dossier: Dossier, action: act.Return, entry: Entry) -> Dossier:
    return _moved(dossier, action.to, entry)


def _recall(dossier: Dossier, _: act.Recall, entry: Entry) -> Dossier:
    return _moved(dossier, dossier.last.came_from, entry) if dossier.last else dossier


def _settle(dossier: Dossier, _: act.SettleConflict, entry: Entry) -> Dossier:
    return replace(dossier, last=_last(dossier, entry))


_EFFECTS: Mapping[type[Action], Callable[[Dossier, Any, Entry], Dossier]] = {
    act.Draft: _draft,
    act.Revise: _revise,
    act.SubmitForReview: _onward,
    act.Review: _onward,
    act.Issue: _issue,
    act.Recheck: _onward,
    act.AssignNumber: _number,
    act.ApplySeal: _seal,
    act.Dispatch: _dispatch,
    act.File: _file,
    act.Return: _return,
    act.Recall: _recall,
    act.SettleConflict: _settle,
}


def _moved(dossier: Dossier, step: str, entry: Entry) -> Dossier:
    flow = dossier.flow
    if flow is None or not flow.has(step):
        return replace(dossier, last=_last(dossier, entry))
    arrived = flow.step(step)
    origin = Origin(drafter=dossier.drafter, department=dossier.department)
    tasks = tasks_at(arrived, arrived.parties, origin, entry)
    return replace(dossier, step=step, tasks=tasks, last=_last(dossier, entry))


def _last(before: Dossier, entry: Entry) -> LastAct:
    return LastAct(entry=entry.id, kind=entry.kind, person=entry.actor.person, came_from=before.step)


def _fixed(source: Digest, rendering: Digest, entry: Entry, value: str = "") -> Fixed:
    return Fixed(source=source, rendering=rendering, person=entry.actor.person, time=entry.claimed_time, value=value)
