"""The operations (办理动作的适用范围): when an act on a document is allowed, and what becomes of every open task.

One table: the door asks it (:mod:`handling`), lists of what somebody may do ask it, and :mod:`matrix` spells it out,
cell by cell, for the help. What the act itself says (a reason, a step to return to, a person) is judged afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from oa_desktop.domain.actions import (
    DECLARATIONS,
    Action,
    classifying,
    clearing,
    copying,
    internal,
    on_paper,
    seconding,
    supervising,
    together,
    validity,
)
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.flows.flow import FlowSort


class Before(StrEnum):
    """What must lie before whoever acts."""

    NOTHING = "nothing"
    """Nothing in particular."""
    OWN_PART = "own-part"
    """An open task that this act completes."""
    STEP = "step"
    """Any open task of the step."""
    DONE = "done"
    """A task that they have done and may take back."""
    ADDED = "added"
    """Signers that they have added (加签) and who have not answered."""
    READERS = "readers"
    """Readers to whom they have given it and who have not read."""
    HUB = "hub"
    """A paper that came back to them from a reader (逐人传阅)."""
    STRANDED = "stranded"
    """A task that nobody can do any more."""
    SEALED = "sealed"
    """An envelope that nobody has opened (亲启)."""
    OTHERS = "others"
    """Tasks that others have in hand."""
    SENT_OUT = "sent-out"
    """Copies that went out (核发)."""
    COPIES_BACK = "copies-back"
    """Copies that came back (清退)."""
    ASKED = "asked"
    """What another person asked for and two have to do (双人), or what they asked for themselves."""
    SUPERVISED = "supervised"
    """A matter that they are to see to (督办)."""
    RESPONSIBLE = "responsible"
    """That they are to decide on what is secret (定密责任人)."""
    TO_CLASSIFY = "to-classify"
    """Any open task of the step, in a unit that has recorded who decides on what is secret."""
    PROPOSED = "proposed"
    """A proposal to classify that they are to decide on."""
    SUPERVISING = "supervising"
    """A matter that they supervise (督办)."""


class Says(StrEnum):
    """What of a step the flow must say for an act."""

    RETURNS_TO = "returns_to"
    REVISES = "revises"


class Fate(StrEnum):
    """What becomes of a task."""

    NONE = "none"
    """There is none."""
    KEPT = "kept"
    DONE = "done"
    CANCELLED = "cancelled"
    """Nobody has to do it any more."""
    OPENED = "opened"
    """Its turn has come."""
    HANDED = "handed-over"
    """It is another person's."""
    BACK = "put-back"
    """It is to be done again, as it was."""
    WAITING = "waiting"
    """It waits for another one."""
    RESTING = "resting"
    """Nobody can do it until the document is resumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fates:
    """What becomes of the open tasks.

    Attributes:
        own: The one of whoever acts; where they have none, the one of whoever has the document in hand.
        beside: Those that are open at the same time (并行会签, 加签).
        rivals: Those of which one is enough (或签).
        behind: Those that wait for it (依次).
        readers: Those of readers (传阅), which stand beside the step.
        supervised: Those of who sees to a supervised matter (督办), which stand beside it too.
    """

    own: Fate = Fate.KEPT
    beside: Fate = Fate.KEPT
    rivals: Fate = Fate.KEPT
    behind: Fate = Fate.KEPT
    readers: Fate = Fate.KEPT
    supervised: Fate = Fate.KEPT


def _all(fate: Fate) -> Fates:
    return Fates(own=fate, beside=fate, rivals=fate, behind=fate, readers=fate, supervised=fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """When an act is allowed, and what it does to the tasks.

    Attributes:
        phases: How far the document's handling may have come.
        steps: In steps that are completed by these acts; None for every step.
        before: What must lie before whoever acts.
        says: What the flow must say of the step; None for nothing.
        after_all: Whether nothing may stand beside the step any more: no reader, no matter that is supervised.
        sort: Only for documents of this sort; None for all.
        fates: What becomes of the open tasks.
    """

    phases: frozenset[Phase] = frozenset({Phase.IN_HAND})
    steps: frozenset[str] | None = None
    before: Before = Before.NOTHING
    says: Says | None = None
    after_all: bool = False
    sort: FlowSort | None = None
    fates: Fates = Fates()


def _steps(*actions: type[Action]) -> frozenset[str]:
    return frozenset(DECLARATIONS[one].kind for one in actions)


_EVER = frozenset(Phase) - {Phase.EMPTY}
_BEGINNING = frozenset({Phase.EMPTY})
_BEFORE_ISSUE = _steps(act.Review, together.Countersign, together.Cosign, act.Issue, internal.Approve)
_TO_BE_SIGNED = _steps(act.SubmitForReview, act.Review, together.Countersign, together.Cosign, act.Issue)
_COMPLETING = frozenset(one.kind for one in DECLARATIONS.values() if one.onward) | _steps(together.Circulate)
_BEFORE_FILING = _COMPLETING - _steps(act.File)
_WRITTEN = _steps(act.SubmitForReview, act.Review, act.Issue, act.Recheck, arrival.RegisterIncoming, arrival.FirstCheck)

_PUBLIC = _steps(internal.Publish, arrival.Conclude, act.File)
"""Steps in which something may be public: no flow returns across 发布."""

_PART = Operation(
    before=Before.OWN_PART, fates=Fates(own=Fate.DONE, rivals=Fate.CANCELLED, behind=Fate.OPENED, readers=Fate.KEPT)
)
"""Acts that complete a task of the step; the document goes on with the last one."""
_CLEARED = Operation(
    phases=frozenset({Phase.IN_HAND, Phase.SUSPENDED, Phase.CONCLUDED}),
    steps=_steps(act.File),
    before=Before.SENT_OUT,
    sort=FlowSort.OUTGOING,
)
"""Acts on the copies of a paper that was sent out (核发); its handling goes on as it does."""
_TO_BE_MARKED = Operation(before=Before.PROPOSED, steps=_TO_BE_SIGNED, sort=FlowSort.OUTGOING)
_MARKED = replace(_CLEARED, before=Before.RESPONSIBLE)
"""Acts on the mark of a page that is fixed and was sent out."""
_LAST = replace(_PART, after_all=True)
_TAKEN_FROM_ALL = replace(_all(Fate.CANCELLED), own=Fate.DONE)
_SENT_BACK = replace(_TAKEN_FROM_ALL, readers=Fate.KEPT, supervised=Fate.KEPT)

OPERATIONS: Mapping[type[Action], Operation] = {
    act.Draft: Operation(phases=_BEGINNING, fates=_all(Fate.NONE)),
    arrival.Receive: Operation(phases=_BEGINNING, fates=_all(Fate.NONE)),
    act.Revise: Operation(before=Before.STEP, says=Says.REVISES, steps=_WRITTEN),
    act.Return: Operation(before=Before.STEP, says=Says.RETURNS_TO, fates=_SENT_BACK),
    act.Recall: Operation(
        before=Before.DONE, fates=Fates(own=Fate.BACK, rivals=Fate.BACK, behind=Fate.WAITING, readers=Fate.KEPT)
    ),
    act.SignProof: Operation(steps=_steps(act.ApplySeal)),
    act.MarkRead: Operation(phases=_EVER, fates=Fates(readers=Fate.DONE)),
    act.LeaveOpinion: Operation(phases=_EVER),
    act.SettleConflict: Operation(phases=frozenset({Phase.CONFLICT}), fates=_all(Fate.DONE)),
    act.File: _LAST,
    arrival.Conclude: _LAST,
    arrival.Unseal: Operation(
        before=Before.SEALED, steps=_steps(arrival.RegisterIncoming, arrival.FirstCheck), sort=FlowSort.INCOMING
    ),
    arrival.Reject: Operation(
        before=Before.STEP,
        steps=_steps(arrival.RegisterIncoming, arrival.FirstCheck),
        after_all=True,
        fates=_TAKEN_FROM_ALL,
    ),
    arrival.LinkReply: Operation(phases=_EVER, sort=FlowSort.INCOMING),
    on_paper.RecordInstruction: replace(
        _PART, before=Before.OTHERS, steps=_steps(act.Review, arrival.Instruct, together.Countersign)
    ),
    on_paper.RecordIssue: replace(_PART, before=Before.OTHERS, steps=_steps(act.Issue, together.Cosign)),
    together.AddSigners: Operation(before=Before.STEP, steps=_BEFORE_ISSUE),
    together.WithdrawSigners: Operation(before=Before.ADDED, steps=_BEFORE_ISSUE, fates=Fates(beside=Fate.CANCELLED)),
    together.HandOver: Operation(before=Before.STEP, fates=Fates(own=Fate.HANDED)),
    together.Reassign: Operation(before=Before.STRANDED, fates=Fates(own=Fate.HANDED)),
    together.Circulate: Operation(before=Before.STEP),
    together.PassOn: Operation(before=Before.HUB, fates=Fates(readers=Fate.OPENED)),
    together.RecallCirculation: Operation(before=Before.READERS, fates=Fates(readers=Fate.CANCELLED)),
    together.Urge: Operation(before=Before.OTHERS),
    together.Suspend: Operation(fates=_all(Fate.RESTING)),
    together.Resume: Operation(phases=frozenset({Phase.SUSPENDED}), fates=_all(Fate.BACK)),
    supervising.ReportProgress: Operation(before=Before.SUPERVISED, fates=Fates(supervised=Fate.DONE)),
    supervising.AskExtension: Operation(before=Before.SUPERVISED),
    supervising.ExtendSupervision: Operation(before=Before.SUPERVISING),
    supervising.ReturnReport: Operation(before=Before.SUPERVISING),
    supervising.CloseSupervision: Operation(before=Before.SUPERVISING, fates=Fates(supervised=Fate.CANCELLED)),
    validity.SetValidity: Operation(
        phases=frozenset({Phase.IN_HAND, Phase.CONCLUDED}),
        steps=_steps(act.ApplySeal, act.Dispatch, act.File),
        sort=FlowSort.OUTGOING,
    ),
    classifying.ProposeClassification: replace(_TO_BE_MARKED, before=Before.TO_CLASSIFY),
    classifying.Classify: _TO_BE_MARKED,
    classifying.Reclassify: _MARKED,
    classifying.Declassify: _MARKED,
    classifying.LiftAtExpiry: Operation(phases=_EVER, steps=_steps(act.File), sort=FlowSort.OUTGOING),
    copying.KeepCopies: Operation(phases=frozenset({Phase.CONCLUDED}), steps=_steps(act.File)),
    classifying.AdjustAudience: Operation(
        phases=frozenset({Phase.IN_HAND, Phase.SUSPENDED, Phase.CONCLUDED}), before=Before.RESPONSIBLE
    ),
    clearing.RecordReturn: _CLEARED,
    clearing.RecordDestruction: replace(_CLEARED, before=Before.COPIES_BACK),
    seconding.AnswerSecond: replace(_CLEARED, before=Before.ASKED),
    together.Void: Operation(
        phases=frozenset({Phase.IN_HAND, Phase.SUSPENDED}), steps=_BEFORE_FILING, fates=_all(Fate.CANCELLED)
    ),
    internal.TakeDown: Operation(
        phases=frozenset({Phase.IN_HAND, Phase.SUSPENDED, Phase.CONCLUDED}), steps=_PUBLIC, sort=FlowSort.INTERNAL
    ),
    internal.ExpirePublication: Operation(phases=_EVER, steps=_PUBLIC, sort=FlowSort.INTERNAL),
    internal.TakeIn: Operation(
        before=Before.STEP,
        steps=_steps(arrival.Conclude),
        after_all=True,
        sort=FlowSort.INTERNAL,
        fates=_TAKEN_FROM_ALL,
    ),
}
"""Acts that are not listed are allowed while the document is in hand: those that send it on complete their own task."""

_USUAL = Operation()


def operation_of(action: type[Action]) -> Operation:
    """Return when an act is allowed."""
    declared = DECLARATIONS.get(action)
    return OPERATIONS.get(action, _PART if declared and declared.onward else _USUAL)
