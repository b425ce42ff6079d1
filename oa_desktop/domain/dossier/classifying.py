"""What acts do to the classification of a document and to who may know it (定密、变更、解除、知悉范围)."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions import classifying as act
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.dossier.moving import acted
from oa_desktop.domain.dossier.state import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Holder, Task, Tasks
from oa_desktop.domain.ids import TaskId
from oa_desktop.domain.secrecy.classification import claimed_secrecy
from oa_desktop.domain.secrecy.classifying import Audience, Event, Marking, Proposal

_CLASSIFY = DECLARATIONS[act.Classify].kind


def proposed(dossier: Dossier, action: act.ProposeClassification, entry: Entry) -> Dossier:
    """提出定密: it comes before whoever decides, and nobody signs before they have."""
    proposal = Proposal(
        entry=entry.id,
        person=entry.actor.person,
        mark=action.mark,
        basis=action.basis,
        audience=Audience(people=action.people, departments=action.departments),
        source_number=action.source_number,
        source_document=action.source_document,
        reason=action.reason,
    )
    return replace(dossier, proposed=proposal, tasks=(*_without_asking(dossier), *_asking(dossier, action, entry)))


def _asking(dossier: Dossier, action: act.ProposeClassification, entry: Entry) -> Tasks:
    """Return the tasks of whoever may decide: they stand beside the step, and one of them is enough."""
    return tuple(
        Task(
            id=TaskId(f"{entry.id}.{number}"),
            step=dossier.step,
            act=_CLASSIFY,
            holder=Holder(person=person),
            opened=entry.claimed_time,
            beside=True,
        )
        for number, person in enumerate(action.deciders)
    )


def _without_asking(dossier: Dossier) -> Tasks:
    return tuple(one for one in dossier.tasks if one.act != _CLASSIFY)


def classified(dossier: Dossier, action: act.Classify, entry: Entry) -> Dossier:
    """定密: the text carries the mark from now on, and only its audience knows it; or it is not classified."""
    decided = replace(dossier, proposed=None, tasks=_without_asking(dossier))
    if action.answer is not Answer.AGREE:
        return decided
    marked = replace(
        decided,
        source=action.source,
        particulars=action.particulars,
        audience=Audience(people=action.people, departments=action.departments),
    )
    line = replace(_line(Event.FIXED, action, entry), source_number=action.source_number, reason=action.opinion)
    return acted(_with(marked, line), entry)


def reclassified(dossier: Dossier, action: act.Reclassify, entry: Entry) -> Dossier:
    """变更密级: the fixed page stays as it is; the old mark stands voided beside the new one."""
    event = Event.KEPT if action.mark == dossier.particulars.classification else Event.CHANGED
    return _marked(_with(dossier, replace(_line(event, action, entry), reason=action.reason)), action.mark)


def declassified(dossier: Dossier, action: act.Declassify, entry: Entry) -> Dossier:
    """解除密级: who may know it is no longer limited."""
    return _lifted(dossier, replace(_line(Event.LIFTED, action, entry), reason=action.reason))


def expired(dossier: Dossier, action: act.LiftAtExpiry, entry: Entry) -> Dossier:
    """到期解密: once, however many programs notice it, and only the mark that is over."""
    if dossier.particulars.classification != action.mark or not dossier.markings:
        return dossier
    line = Marking(entry=entry.id, event=Event.EXPIRED, mark="", day=action.day, person=entry.actor.person)
    return _lifted(dossier, line)


def audience_adjusted(dossier: Dossier, action: act.AdjustAudience, _: Entry) -> Dossier:
    """调整知悉范围: from now on it is this one; nobody named, and it is not limited any more."""
    named = Audience(people=action.people, departments=action.departments)
    return replace(dossier, audience=named if named != Audience() else None)


def _lifted(dossier: Dossier, line: Marking) -> Dossier:
    return replace(_marked(_with(dossier, line), ""), audience=None)


def _marked(dossier: Dossier, mark: str) -> Dossier:
    said = replace(dossier.particulars, classification=mark, secrecy=claimed_secrecy(mark))
    return replace(dossier, particulars=said)


def _with(dossier: Dossier, line: Marking) -> Dossier:
    return replace(dossier, markings=(*dossier.markings, line))


def _line(event: Event, action: act.Classify | act.Reclassify | act.Declassify, entry: Entry) -> Marking:
    return Marking(
        entry=entry.id,
        event=event,
        mark="" if isinstance(action, act.Declassify) else action.mark,
        day=entry.claimed_time[:10],
        person=entry.actor.person,
        basis=action.basis,
    )
