"""What each act does to a document (办理动作的效果): one function an act, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain import history
from oa_desktop.domain.actions import (
    DECLARATIONS,
    Action,
    Merge,
    classifying,
    clearing,
    internal,
    on_paper,
    seconding,
    supervising,
    together,
    validity,
)
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.documents.validity import Validity
from oa_desktop.domain.dossier import classifying as marks
from oa_desktop.domain.dossier import clearing as copies
from oa_desktop.domain.dossier import internal as matters
from oa_desktop.domain.dossier import on_paper as paper
from oa_desktop.domain.dossier import sharing
from oa_desktop.domain.dossier import supervising as items
from oa_desktop.domain.dossier.agreed import Fixed
from oa_desktop.domain.dossier.moving import acted, arrived, onward, recalled, returned
from oa_desktop.domain.dossier.state import Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import NOTHING, Digest, PersonId, RegisterName, TaskId
from oa_desktop.domain.journal import Placed
from oa_desktop.domain.numbers.numbering import INCOMING, number_in
from oa_desktop.domain.texts.sayings import words_with
from oa_desktop.domain.trust.seals import AppliedSeal
from oa_desktop.domain.units.seconding import counts, is_for_two, pending

_UNSEAL = DECLARATIONS[arrival.Unseal].kind


def effect(dossier: Dossier, action: Action, placed: Placed) -> Dossier:
    """Return what a document comes to with one more act."""
    usual = _unmoved if merges(action) else _unknown
    does = _asked if is_for_two(placed.entry) else _EFFECTS.get(type(action), usual)
    after = does(dossier, action, placed.entry)
    after = items.dropped(after, placed.entry, words_with(action))
    if after.source != dossier.source:
        after = replace(after, revision=dossier.revision + 1)
    return after if dossier.phase is not Phase.UNKNOWN else _unknown(after, action, placed.entry)


def merges(action: Action) -> bool:
    """Whether an act stands beside others that did not see it."""
    return history.declaration_of_act(action).merge is Merge.MERGEABLE


def _unmoved(dossier: Dossier, _: Any, __: Entry) -> Dossier:
    return dossier


def _asked(dossier: Dossier, _: Any, entry: Entry) -> Dossier:
    """Let what two persons do (双人) wait for the second of them."""
    return replace(dossier, asked=(*dossier.asked, entry))


def _answered(dossier: Dossier, action: seconding.AnswerSecond, entry: Entry) -> Dossier:
    """双人确认: let what was asked for wait no more, and take effect here where another person confirms it."""
    found = pending(dossier.asked, action.asked)
    if found is None or not counts(found.asked, action, entry.actor):
        return dossier
    left = replace(dossier, asked=tuple(one for one in dossier.asked if one is not found.asked))
    if action.word is not seconding.Word.CONFIRMED:
        return left
    return _BY_TWO[type(found.action)](left, found.action, found.asked, entry.actor.person)


def _unknown(dossier: Dossier, _: Any, entry: Entry) -> Dossier:
    return replace(dossier, unit=entry.unit, phase=Phase.UNKNOWN, tasks=())


def _draft(dossier: Dossier, action: act.Draft, entry: Entry) -> Dossier:
    return replace(_begun(dossier, action, entry), answers=action.answers, matter=action.matter)


def _begun(dossier: Dossier, action: act.Draft | arrival.Receive, entry: Entry) -> Dossier:
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
    begun = acted(begun, entry)
    return arrived(begun, action.flow.steps[0].id, entry) if action.flow.steps else _unknown(begun, action, entry)


def _revise(dossier: Dossier, action: act.Revise, entry: Entry) -> Dossier:
    revised = replace(
        dossier,
        particulars=action.particulars,
        source=action.source,
        attachments=action.attachments,
        pictures=action.pictures,
        incoming=_completed(dossier.incoming, action.incoming),
    )
    return acted(revised, entry)


def _completed(came: Incoming | None, said: Incoming | None) -> Incoming | None:
    return replace(said, register=came.register) if came and said else came


def _issue(dossier: Dossier, action: act.Issue, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, action.rendering, entry)
    fixed = replace(fixed, template=action.template, attachments=dossier.attachments)
    return onward(replace(dossier, issued=fixed), action, entry)


def _number(dossier: Dossier, action: act.AssignNumber, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, action.rendering, entry, action.particulars.document_number)
    fixed = replace(fixed, date=action.date, ofd=action.ofd)
    return onward(
        replace(dossier, seals=(), numbered=fixed, source=action.source, particulars=action.particulars), action, entry
    )


def _seal(dossier: Dossier, action: act.ApplySeal, entry: Entry) -> Dossier:
    """用印; where other organs have yet to seal it, it stays where it is."""
    if action.electronic:
        dossier = replace(dossier, seals=(*dossier.seals, _applied(action, entry)))
    if action.more:
        return acted(dossier, entry)
    fixed = _fixed(action.source, action.rendering, entry, "、".join(one.name for one in dossier.seals) or action.seal)
    return onward(replace(dossier, sealed=replace(fixed, copies=action.copies, ofd=action.ofd)), action, entry)


def _applied(action: act.ApplySeal, entry: Entry) -> AppliedSeal:
    return AppliedSeal(
        seal=action.electronic,
        name=action.seal,
        organ=action.organ,
        person=entry.actor.person,
        time=entry.claimed_time,
        approval=action.approval,
        rendering=action.rendering,
        ofd=action.ofd,
        copies=action.copies,
        more=action.more,
    )


def _dispatch(dossier: Dossier, action: act.Dispatch, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, NOTHING, entry, "、".join(action.recipients))
    return onward(replace(dossier, dispatched=fixed, unread=dossier.parties), action, entry)


def _file(dossier: Dossier, action: act.File, entry: Entry) -> Dossier:
    fixed = _fixed(action.source, action.sheet, entry, action.retention)
    return onward(replace(dossier, filed=fixed), action, entry)


def _choosing(dossier: Dossier, action: act.SubmitForReview | arrival.ChoosingAction, entry: Entry) -> Dossier:
    """Hand it on to who was chosen; what was not chosen anew stays as chosen before."""
    named = {one.step for one in action.chosen}
    chosen = (*(one for one in dossier.chosen if one.step not in named), *action.chosen)
    return onward(replace(dossier, chosen=chosen), action, entry)


def _receive(dossier: Dossier, action: arrival.Receive, entry: Entry) -> Dossier:
    begun = replace(_begun(dossier, action, entry), incoming=action.incoming, origin=action.origin)
    return replace(begun, tasks=(*begun.tasks, *_to_open(action.incoming, begun.step, entry)))


def _to_open(incoming: Incoming, step: str, entry: Entry) -> Iterator[Task]:
    """Yield the task of whoever an envelope names (亲启): it stands beside the step."""
    if incoming.personal and incoming.addressee:
        yield Task(
            id=TaskId(f"{entry.id}.unseal"),
            step=step,
            act=_UNSEAL,
            holder=Holder(person=incoming.addressee),
            opened=entry.claimed_time,
            beside=True,
        )


def _unseal(dossier: Dossier, action: arrival.Unseal, entry: Entry) -> Dossier:
    """启封: it is open; what its addressee keeps is over with that."""
    opened = _fixed(action.source, NOTHING, entry)
    left = tuple(one for one in dossier.tasks if one.act != _UNSEAL)
    if not action.kept:
        return replace(dossier, opened=opened, tasks=left)
    return replace(acted(dossier, entry), opened=opened, phase=Phase.CONCLUDED, tasks=(), way_back=None)


def _register(dossier: Dossier, action: arrival.RegisterIncoming, entry: Entry) -> Dossier:
    if dossier.incoming is None:
        return _unknown(dossier, action, entry)
    name = RegisterName(code=INCOMING, year=action.year, series=action.series)
    incoming = replace(dossier.incoming, register=str(number_in(name, action.serial)))
    return onward(replace(dossier, incoming=incoming), action, entry)


def _reject(dossier: Dossier, _: arrival.Reject, entry: Entry) -> Dossier:
    return replace(acted(dossier, entry), phase=Phase.REJECTED, tasks=(), way_back=None)


def _link(dossier: Dossier, action: arrival.LinkReply, _: Entry) -> Dossier:
    return replace(dossier, replies=tuple(dict.fromkeys((*dossier.replies, action.reply))))


def _state_validity(dossier: Dossier, action: validity.SetValidity, _: Entry) -> Dossier:
    return replace(dossier, validity=Validity(status=action.status, until=action.until, basis=action.basis))


def _settle(dossier: Dossier, _: act.SettleConflict, entry: Entry) -> Dossier:
    return acted(dossier, entry)


def _fixed(source: Digest, rendering: Digest, entry: Entry, value: str = "") -> Fixed:
    return Fixed(source=source, rendering=rendering, person=entry.actor.person, time=entry.claimed_time, value=value)


_EFFECTS: Mapping[type[Action], Callable[[Dossier, Any, Entry], Dossier]] = {
    act.Draft: _draft,
    act.Revise: _revise,
    act.SubmitForReview: _choosing,
    act.Review: onward,
    act.Issue: _issue,
    act.Recheck: onward,
    act.AssignNumber: _number,
    act.ApplySeal: _seal,
    act.Dispatch: _dispatch,
    act.File: _file,
    act.Return: returned,
    act.Recall: recalled,
    act.MarkRead: sharing.read,
    act.SettleConflict: _settle,
    arrival.Receive: _receive,
    arrival.RegisterIncoming: _register,
    arrival.Unseal: _unseal,
    arrival.FirstCheck: onward,
    arrival.Reject: _reject,
    arrival.Propose: _choosing,
    arrival.Instruct: _choosing,
    arrival.Assign: _choosing,
    arrival.Handle: onward,
    arrival.LinkReply: _link,
    arrival.Conclude: onward,
    on_paper.RecordInstruction: paper.instruction_recorded,
    on_paper.RecordIssue: paper.issue_recorded,
    together.Countersign: sharing.countersigned,
    together.Cosign: sharing.cosigned,
    together.AddSigners: sharing.signers_added,
    together.WithdrawSigners: sharing.taken_out,
    together.HandOver: sharing.handed_over,
    together.Reassign: sharing.reassigned,
    together.Circulate: sharing.circulated,
    together.PassOn: sharing.passed_on,
    together.RecallCirculation: sharing.taken_out,
    together.Urge: sharing.urged,
    together.Suspend: sharing.suspended,
    together.Resume: sharing.resumed,
    together.Void: sharing.voided,
    validity.SetValidity: _state_validity,
    classifying.ProposeClassification: marks.proposed,
    classifying.Classify: marks.classified,
    classifying.Reclassify: marks.reclassified,
    classifying.Declassify: marks.declassified,
    classifying.LiftAtExpiry: marks.expired,
    classifying.AdjustAudience: marks.audience_adjusted,
    clearing.RecordReturn: copies.returned,
    clearing.RecordDestruction: copies.destroyed,
    seconding.AnswerSecond: _answered,
    supervising.Supervise: items.supervised,
    supervising.ReportProgress: items.reported,
    supervising.AskExtension: items.extension_asked,
    supervising.ExtendSupervision: items.extended,
    supervising.ReturnReport: items.returned,
    supervising.CloseSupervision: items.closed,
    internal.Approve: matters.approved,
    internal.RecordSealing: onward,
    internal.Publish: matters.published,
    internal.TakeDown: matters.taken_down,
    internal.ExpirePublication: matters.expired,
    internal.TakeIn: matters.taken_in,
}

_BY_TWO: Mapping[type[Action], Callable[[Dossier, Any, Entry, PersonId], Dossier]] = {
    clearing.RecordDestruction: copies.destroyed,
}
"""What two persons do, once the second of them has confirmed it."""
