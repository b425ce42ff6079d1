"""Faults planted in how acts change tasks, which the walk must find: those that comparable systems are known for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import Action, clearing, internal, on_paper, supervising, together, validity
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.dossier import Dossier, effects
from oa_desktop.domain.dossier.state import Done
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Task, beside_the_step, of_the_step
from oa_desktop.domain.ids import TaskId

Effect = Callable[[Dossier, Any, Entry], Dossier]
Change = Callable[[Dossier, Dossier, Any, Entry], Dossier]
"""What a program with the fault makes of what a sound one comes to: before, after, the act and its entry."""


@contextmanager
def planted(name: str) -> Iterator[None]:
    """Let the program have a fault for a while."""
    sound: dict[type[Action], Effect] = dict(effects._EFFECTS)
    table: dict[type[Action], Effect] = effects._EFFECTS
    kinds, change = BUGS[name]
    try:
        for kind in kinds or tuple(sound):
            table[kind] = _changed(sound[kind], change)
        yield
    finally:
        table.update(sound)


def _changed(sound: Effect, change: Change) -> Effect:
    return lambda dossier, action, entry: change(dossier, sound(dossier, action, entry), action, entry)


def _newest(after: Dossier, entry: Entry) -> Done | None:
    return next((one for one in after.done if one.entry == entry.id), None)


def _with_newest(after: Dossier, entry: Entry, **changes: Any) -> Dossier:
    done = tuple(replace(one, **changes) if one.entry == entry.id else one for one in after.done)
    return replace(after, done=done)


def _sibling_lost(before: Dossier, after: Dossier, action: act.Return, entry: Entry) -> Dossier:
    """多人会签时退回，别的人的待办没有了：送回来时只剩一个人。"""
    way = after.way_back
    return replace(after, way_back=replace(way, tasks=way.tasks[:1])) if way and len(way.tasks) > 1 else after


def _sibling_kept(before: Dossier, after: Dossier, action: act.Return, entry: Entry) -> Dossier:
    others = tuple(one for one in of_the_step(before.tasks) if one.id != action.task)
    return replace(after, tasks=(*after.tasks, *others))


def _cancelled_unrecorded(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return _with_newest(after, entry, cancelled=())


def _recall_doubles(before: Dossier, after: Dossier, action: act.Recall, entry: Entry) -> Dossier:
    """撤回以后，同一件待办有了两份。"""
    taken = next((one for one in before.done if one.entry == action.entry), None)
    copy = replace(taken.task, id=TaskId(f"{taken.task.id}+")) if taken else None
    return replace(after, tasks=(*after.tasks, copy)) if copy and after is not before else after


def _recall_keeps_receivers(before: Dossier, after: Dossier, action: act.Recall, entry: Entry) -> Dossier:
    """撤回的公文还留在别人的待办里。"""
    mine = {one.id for one in after.tasks}
    return replace(after, tasks=(*after.tasks, *(one for one in of_the_step(before.tasks) if one.id not in mine)))


def _recall_forgets_rivals(before: Dossier, after: Dossier, action: act.Recall, entry: Entry) -> Dossier:
    taken = next((one for one in before.done if one.entry == action.entry), None)
    gone = {one.id for one in taken.cancelled} if taken else set()
    return replace(after, tasks=tuple(one for one in after.tasks if one.id not in gone))


def _rivals_left(before: Dossier, after: Dossier, action: act.DossierAction, entry: Entry) -> Dossier:
    """或签：一个人办了，别的人还要办。"""
    own = next((one for one in before.tasks if one.id == action.task), None)
    if own is None or not own.instead_of or after.step != before.step:
        return after
    left = tuple(one for one in before.tasks if one.instead_of == own.instead_of and one.id != own.id)
    return replace(after, tasks=(*after.tasks, *(one for one in left if one not in after.tasks)))


def _handed_to_both(before: Dossier, after: Dossier, action: together.HandOver, entry: Entry) -> Dossier:
    """转办以后，两个人都有。"""
    own = next((one for one in before.tasks if one.id == action.task), None)
    return replace(after, tasks=(*after.tasks, replace(own, id=TaskId(f"{own.id}+")))) if own else after


def _blocked_for_ever(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    """减签以后，后面的人还等着他。"""
    old = {one.id: one.waits_for for one in before.tasks}
    return replace(after, tasks=tuple(replace(one, waits_for=old.get(one.id, one.waits_for)) for one in after.tasks))


def _added_nobody_waits_for(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    old = {one.id for one in before.tasks}
    return replace(after, tasks=tuple(one if one.id in old else replace(one, beside=True) for one in after.tasks))


def _added_blocks_itself(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    """加签的人等着加签给他的人，加签给他的人也等着他。"""
    old, own = {one.id for one in before.tasks}, action.task
    return replace(after, tasks=tuple(one if one.id in old else replace(one, waits_for=(own,)) for one in after.tasks))


def _first_lost(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=after.tasks[1:])


def _rest_lost(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, suspended=after.suspended[1:])


def _read_twice(before: Dossier, after: Dossier, action: together.Circulate, entry: Entry) -> Dossier:
    known = {one.id for one in before.tasks}
    new = [one for one in after.tasks if one.id not in known and one.is_reading]
    return replace(after, tasks=(*after.tasks, *(replace(one, id=TaskId(f"{one.id}+")) for one in new[:1])))


def _one_reads_for_all(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=of_the_step(after.tasks))


def _readers_left(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=beside_the_step((*before.tasks, *before.suspended)))


def _readers_go_with_the_step(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=of_the_step(after.tasks)) if before.step != after.step else after


def _behind_at_once(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    """依次会签：第一个退回，第二个照样收到。"""
    waiting = tuple(_opened(one) for one in of_the_step(before.tasks) if one.waits_for)
    return replace(after, tasks=(*after.tasks, *waiting)) if before.step != after.step else after


def _opened(task: Task) -> Task:
    return replace(task, waits_for=())


def _goes_on_too_early(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    """并行会签：一个人办了就往下走。"""
    flow = before.flow
    if flow is None or after.step != before.step or after.phase != "在办":
        return after
    ids = [one.id for one in flow.steps]
    following = ids[min(ids.index(before.step) + 1, len(ids) - 1)]
    return effects.arrived(after, following, entry)


def _nobody_has_it(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=beside_the_step(after.tasks)) if before.step != after.step else after


def _named_kept_too(before: Dossier, after: Dossier, action: together.Reassign, entry: Entry) -> Dossier:
    """改派以后，原来的人和新的人都有。"""
    copies = (replace(one, id=TaskId(f"{one.id}+")) for one in before.tasks if one.id in action.tasks)
    return replace(after, tasks=(*after.tasks, *copies))


def _named_lost(before: Dossier, after: Dossier, action: together.Reassign, entry: Entry) -> Dossier:
    return replace(after, tasks=tuple(one for one in after.tasks if one.id not in action.tasks))


def _leader_still_asked(before: Dossier, after: Dossier, action: on_paper.PaperAction, entry: Entry) -> Dossier:
    """代录以后，领导的待办还在。"""
    own = tuple(one for one in before.tasks if one.id == action.task)
    return replace(after, tasks=(*after.tasks, *own)) if after.phase == "在办" else after


def _leader_not_told(before: Dossier, after: Dossier, action: on_paper.PaperAction, entry: Entry) -> Dossier:
    return replace(after, tasks=tuple(one for one in after.tasks if one.id != f"{entry.id}.paper"))


def _moved_on(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=after.tasks[1:])


def _still_in_hand(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    return replace(after, tasks=before.tasks)


def _elsewhere_ignored(before: Dossier, after: Dossier, action: Any, entry: Entry) -> Dossier:
    """两台计算机上各答各的，只有一台上的算数。"""
    return before if entry.device == "other" else after


_PAPER = (on_paper.RecordInstruction, on_paper.RecordIssue)
_COUNTERSIGNED = (together.Countersign, together.Cosign, act.Review)


def _closed_still_to_do(before: Dossier, after: Dossier, action: supervising.CloseSupervision, entry: Entry) -> Dossier:
    """销了号的督办事项还在别人的待办里。"""
    return replace(after, tasks=before.tasks)


def _sent_back_to_nobody(before: Dossier, after: Dossier, action: supervising.ReturnReport, entry: Entry) -> Dossier:
    """督办退回以后，没有人再办。"""
    had = {one.id for one in before.tasks}
    return replace(after, tasks=tuple(one for one in after.tasks if one.id in had))


def _one_reports_for_all(before: Dossier, after: Dossier, action: supervising.ReportProgress, entry: Entry) -> Dossier:
    return replace(after, tasks=tuple(one for one in after.tasks if one.item != action.item))


def _counted_back_again(before: Dossier, after: Dossier, action: clearing.RecordReturn, entry: Entry) -> Dossier:
    """登记退回的份，原来的登记还在：一份有两种状态。"""
    cleared = replace(after.cleared, lines=(*before.cleared.lines, *after.cleared.lines))
    return replace(after, cleared=cleared) if before.cleared.lines else after


def _destroyed_forgotten(before: Dossier, after: Dossier, action: clearing.RecordReturn, entry: Entry) -> Dossier:
    left = tuple(one for one in after.cleared.lines if one.state is not CopyState.DESTROYED)
    return replace(after, cleared=replace(after.cleared, lines=left))


BUGS: Mapping[str, tuple[tuple[type[Action], ...], Change]] = {
    "return-loses-a-sibling": ((act.Return,), _sibling_lost),
    "return-leaves-it-with-the-others": ((act.Return,), _sibling_kept),
    "return-opens-those-behind": ((act.Return,), _behind_at_once),
    "return-brings-it-to-nobody": ((act.Return,), _nobody_has_it),
    "cancelled-not-recorded": ((act.Return, *_COUNTERSIGNED), _cancelled_unrecorded),
    "recall-doubles-a-task": ((act.Recall,), _recall_doubles),
    "recall-leaves-it-in-other-lists": ((act.Recall,), _recall_keeps_receivers),
    "recall-forgets-the-rivals": ((act.Recall,), _recall_forgets_rivals),
    "either-or-leaves-rivals": (_COUNTERSIGNED, _rivals_left),
    "countersigning-goes-on-too-early": (_COUNTERSIGNED, _goes_on_too_early),
    "hand-over-keeps-both": ((together.HandOver,), _handed_to_both),
    "withdrawn-signer-still-awaited": ((together.WithdrawSigners,), _blocked_for_ever),
    "added-signer-not-awaited": ((together.AddSigners,), _added_nobody_waits_for),
    "added-signer-blocks-the-flow": ((together.AddSigners,), _added_blocks_itself),
    "suspending-loses-a-task": ((together.Suspend,), _rest_lost),
    "resuming-loses-a-task": ((together.Resume,), _first_lost),
    "circulated-twice": ((together.Circulate,), _read_twice),
    "one-reads-for-all": ((act.MarkRead,), _one_reads_for_all),
    "readers-lost-with-the-step": (_COUNTERSIGNED, _readers_go_with_the_step),
    "reassigned-and-kept": ((together.Reassign,), _named_kept_too),
    "reassigned-to-nobody": ((together.Reassign,), _named_lost),
    "paper-leaves-it-with-the-leader": (_PAPER, _leader_still_asked),
    "paper-tells-no-leader": (_PAPER, _leader_not_told),
    "validity-loses-a-task": ((validity.SetValidity,), _moved_on),
    "taken-in-and-still-in-hand": ((internal.TakeIn,), _still_in_hand),
    "other-desk-does-not-count": ((act.MarkRead, together.Countersign, together.Cosign), _elsewhere_ignored),
    "void-leaves-readers": ((together.Void,), _readers_left),
    "closed-and-still-to-do": ((supervising.CloseSupervision,), _closed_still_to_do),
    "report-sent-back-to-nobody": ((supervising.ReturnReport,), _sent_back_to_nobody),
    "copy-in-two-ways": ((clearing.RecordReturn,), _counted_back_again),
    "destroyed-forgotten": ((clearing.RecordReturn,), _destroyed_forgotten),
    "open-and-still-to-open": ((arrival.Unseal,), _still_in_hand),
    "one-reports-for-all": ((supervising.ReportProgress,), _one_reports_for_all),
}
"""The acts that have the fault, and the fault."""
