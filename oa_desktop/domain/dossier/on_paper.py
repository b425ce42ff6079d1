"""What it does to a document that something was recorded from paper (代录批示、纸质签发补录)."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS, on_paper
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.together import Stance
from oa_desktop.domain.dossier.agreed import Fixed
from oa_desktop.domain.dossier.moving import completed, own_task
from oa_desktop.domain.dossier.sharing import signed_for
from oa_desktop.domain.dossier.state import Dossier
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import TaskId

_ISSUE = DECLARATIONS[act.Issue].kind
_READ = DECLARATIONS[act.MarkRead].kind


def instruction_recorded(dossier: Dossier, action: on_paper.RecordInstruction, entry: Entry) -> Dossier:
    """代录批示: the leader's task is done; what they chose is chosen, and they have it to read."""
    named = {one.step for one in action.chosen}
    chosen = (*(one for one in dossier.chosen if one.step not in named), *action.chosen)
    return _recorded(replace(dossier, chosen=chosen), action, entry)


def issue_recorded(dossier: Dossier, action: on_paper.RecordIssue, entry: Entry) -> Dossier:
    """纸质签发补录: as 签发 by the leader on the day that stands there, recorded by whoever wrote the entry."""
    own = own_task(dossier, action.task)
    if own is None or own.act != _ISSUE:
        agreed = action.stance is not Stance.OBJECT
        return _recorded(signed_for(dossier, action) if agreed else dossier, action, entry)
    fixed = Fixed(
        source=action.source,
        attachments=dossier.attachments,
        rendering=action.rendering,
        person=action.leader,
        time=action.written,
        template=action.template,
        recorded_by=entry.actor.person,
    )
    return _recorded(replace(dossier, issued=fixed), action, entry)


def _recorded(dossier: Dossier, action: on_paper.PaperAction, entry: Entry) -> Dossier:
    own = own_task(dossier, action.task)
    if own is None:
        return dossier
    given = replace(dossier, tasks=(*dossier.tasks, _to_confirm(own, action, entry)))
    return completed(given, own, entry, objected=action.stance is Stance.OBJECT)


def _to_confirm(own: Task, action: on_paper.PaperAction, entry: Entry) -> Task:
    """Return the leader's task to read what was recorded (待阅); nobody takes it back from them."""
    return Task(
        id=TaskId(f"{entry.id}.paper"),
        step=own.step,
        act=_READ,
        holder=Holder(person=action.leader),
        opened=entry.claimed_time,
        beside=True,
    )
