"""How an act explains every task that came or went, and every copy that was cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from oa_desktop.domain.copies.clearing import CopyState
from oa_desktop.domain.dossier import ENDED, Dossier, Phase
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.flows.tasks import Task, Tasks, beside_the_step, of_the_step, out_with_readers
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import TaskId, giver_of
from tests.rigs.circulation.holds import Fault

_READING = ("mark-read", "pass-on")
SENT_WITHOUT_NUMBERS = 3
"""Copies without 份号 that a recipient has of what goes out."""
_SUPERVISING = ("report-progress", "extend-supervision", "return-report", "close-supervision")


def unexplained(before: Dossier, after: Dossier, entry: Entry) -> Iterator[Fault]:
    """Yield what an act changed among the tasks that such an act does not change."""
    kind = entry.kind
    old, new = _by_id(before.tasks), _by_id(after.tasks)
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    yield from _readers(before, after, kind)
    explain = _EXPLAINED.get(kind, _completing)
    yield from (f"{kind}: {fault}" for fault in explain(before, after, entry, gone, come))


def _by_id(tasks: Tasks) -> dict[TaskId, Task]:
    return {one.id: one for one in tasks}


def _readers(before: Dossier, after: Dossier, kind: str) -> Iterator[Fault]:
    """Readers keep it whatever becomes of the step, but for the acts that are about them or end everything."""
    if kind in (
        *_READING,
        *_SUPERVISING,
        "unseal",
        "recall-circulation",
        "reassign",
        "suspend",
        "resume",
        "void",
        "reject",
    ):
        return
    kept = _by_id(beside_the_step(after.tasks))
    waits_on = out_with_readers if after.phase in ENDED else beside_the_step
    if not _by_id(waits_on(before.tasks)).keys() <= kept.keys():
        yield f"{kind}: lost: a reader has it no more"


def _nothing(before: Dossier, after: Dossier, _entry: Entry, _gone: set[TaskId], _come: set[TaskId]) -> Iterator[Fault]:
    if before.tasks != after.tasks or before.step != after.step or before.phase is not after.phase:
        yield "it moved something"


def _same_tasks(_b: Dossier, _a: Dossier, _entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    if gone or come:
        yield "tasks came or went"


def _read(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    old = _by_id(before.tasks)
    theirs = (entry.actor.person, giver_of(entry.actor.delegation))
    if come or any(not old[one].beside or old[one].holder.person not in theirs for one in gone):
        yield "a task of somebody else went"
    if {one.id for one in of_the_step(before.tasks)} - {one.id for one in after.tasks}:
        yield "lost: a task of the step went"


def _named(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    named = set(read_action(entry).tasks)
    if not named & {one.id for one in before.tasks} <= gone:
        yield "kept: a task that was taken out is still there"
    if before.step == after.step and (gone - named or come):
        yield "lost: another task went than those that were taken out"


def _handed(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    old, new = _by_id(before.tasks), _by_id(after.tasks)
    changed = [one for one in old.keys() & new.keys() if old[one].holder != new[one].holder]
    receiver = read_action(entry).person
    if gone or come or len(changed) > 1 or any(new[one].holder.person != receiver for one in changed):
        yield "twice: somebody else than the one person has it"
    if any(old[one].waits_for != new[one].waits_for for one in old.keys() & new.keys()):
        yield "its place among the others changed"


def _added(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    people = read_action(entry).people
    new = [one for one in after.tasks if one.id in come]
    if gone or sorted(one.holder.person for one in new) != sorted(people):
        yield "others than those who were added have it"
    if any(one.beside for one in new):
        yield "nobody waits for who was added"


def _circulated(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    readers = set(read_action(entry).readers)
    to_read = {one.holder.person for one in after.tasks if one.is_reading}
    if not readers <= to_read:
        yield "lost: a reader does not have it"
    if before.step == after.step and any(one.act != "circulate" for one in before.tasks if one.id in gone):
        yield "lost: a task went"


def _of_the_matter(
    before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]
) -> Iterator[Fault]:
    """An act of supervision touches the tasks of its matter alone."""
    item = getattr(read_action(entry), "item", entry.id)
    old, new = _by_id(before.tasks), _by_id(after.tasks)
    changed = {one for one in old.keys() & new.keys() if old[one] != new[one]}
    if any({**new, **old}[one].item != item for one in gone | come | changed):
        yield "lost: a task of something else came, went or changed"
    if (before.step, before.phase) != (after.step, after.phase):
        yield "it moved the document"


def _opened(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    """启封 ends nothing but itself, unless its addressee keeps what was inside."""
    if after.is_sealed_up:
        yield "it is not open"
    if read_action(entry).kept:
        yield from _ended(before, after, entry, gone, come)
    elif come or any(_by_id(before.tasks)[one].act != "unseal" for one in gone):
        yield "lost: another task than to open it went"


def _cleared(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    """清退登记、销毁登记 move nothing, and what was destroyed stays so."""
    yield from _nothing(before, after, entry, gone, come)
    if not _destroyed(before) <= _destroyed(after):
        yield "copies: what was destroyed is there again"
    if _too_many(after):
        yield "copies: more came back than went out"


def _too_many(state: Dossier) -> bool:
    """Whether more copies without numbers came back on one machine than went out; two cannot know of each other."""
    counted = Counter[str]()
    for one in (line.copies for line in state.cleared.lines):
        counted[one.holder] += 0 if one.first else one.copies
    return max(counted.values(), default=0) > SENT_WITHOUT_NUMBERS


def _destroyed(state: Dossier) -> set[tuple[str, int]]:
    lines = [one.copies for one in state.cleared.lines if one.state is CopyState.DESTROYED]
    return {(one.holder, number) for one in lines for number in range(one.first, one.last + 1)}


def _rested(before: Dossier, after: Dossier, _entry: Entry, _gone: set[TaskId], _come: set[TaskId]) -> Iterator[Fault]:
    if before.phase is Phase.IN_HAND and after.suspended != before.tasks:
        yield "lost: other tasks rest than there were"


def _resumed(before: Dossier, after: Dossier, _entry: Entry, _gone: set[TaskId], _come: set[TaskId]) -> Iterator[Fault]:
    if before.phase is Phase.SUSPENDED and _shape(after.tasks) != _shape(before.suspended):
        yield "lost: other tasks are to be done than when it was suspended"


def _shape(tasks: Tasks) -> list[tuple[object, ...]]:
    return [(one.id, one.holder, one.waits_for, one.instead_of, one.beside) for one in tasks]


def _ended(_b: Dossier, after: Dossier, _entry: Entry, _gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    if after.tasks or come:
        yield "ended: something is still to be done"


def _recalled(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    taken = next(one for one in before.done if one.entry == read_action(entry).entry)
    again = {taken.task.id, *(one.id for one in taken.cancelled)}
    new = _by_id(after.tasks)
    if not again <= new.keys():
        yield "lost: what was taken back is not to be done again"
    elif any(new[one.id] != replace(one, waits_for=new[one.id].waits_for) for one in (taken.task, *taken.cancelled)):
        yield "what is to be done again is not as it was"
    if after.step != taken.step:
        yield "it is in another step than it was taken back to"
    if not taken.left and gone:
        yield "lost: a task of somebody else went"
    left = {one.id for one in of_the_step(before.tasks)}
    if taken.left and left & new.keys() - again:
        yield "twice: who had it has it still"


def _returned(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], _come: set[TaskId]) -> Iterator[Fault]:
    here = {one.id for one in of_the_step(before.tasks)}
    if not here <= gone:
        yield "kept: somebody still has what was returned"
    yield from _recorded(after, entry, here)
    if read_action(entry).straight_back and _shape_of(after.way_back) != _shape(of_the_step(before.tasks)):
        yield "lost: others will have it when it comes back"


def _shape_of(way: object) -> object:
    return _shape(way.tasks) if way else None


def _recorded(after: Dossier, entry: Entry, gone: set[TaskId]) -> Iterator[Fault]:
    """What went because of an act is written down with it."""
    done = next((one for one in after.done if one.entry == entry.id), None)
    if done is None:
        yield "unrecorded: nothing says what was done"
    elif {done.task.id, *(one.id for one in done.cancelled)} != gone:
        yield "unrecorded: who need not do it any more"


def _completing(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    old = _by_id(before.tasks)
    named = read_action(entry).task
    if named not in gone:
        yield "kept: what was done is still to be done"
        return
    own = old[named]
    rivals = {one.id for one in before.tasks if own.instead_of and one.instead_of == own.instead_of}
    if before.step == after.step and not come:
        if gone & {one.id for one in of_the_step(before.tasks)} != {named} | rivals:
            yield "lost: or kept: others than the rivals went"
        if come:
            yield "twice: a task came in the same step"
    elif after.phase is Phase.IN_HAND:
        others = {one.id for one in of_the_step(before.tasks)} - {named} - rivals
        if others and getattr(read_action(entry), "stance", "") != "不同意":
            yield "lost: it went on before all were done"
    if after.phase is Phase.IN_HAND:
        yield from _recorded(after, entry, {one.id for one in of_the_step(before.tasks) if one.id in gone})


def _reassigned(before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]) -> Iterator[Fault]:
    """改派: exactly the tasks that are named are the receiver's, in their places."""
    action = read_action(entry)
    old, new = _by_id(before.tasks), _by_id(after.tasks)
    changed = {one for one in old.keys() & new.keys() if old[one].holder != new[one].holder}
    theirs = {(one.act, one.item) for one in after.tasks if one.beside and one.holder.person == action.person}
    if come or any(not old[one].beside or (old[one].act, old[one].item) not in theirs for one in gone):
        yield "lost: a task is nobody's"
    if not changed <= set(action.tasks) or any(new[one].holder.person != action.person for one in changed):
        yield "twice: somebody else than the one person has it"
    if not set(action.tasks) & old.keys() <= changed | gone:
        yield "lost: who was to get it does not have it"
    if not gone and _places(before.tasks) != _places(after.tasks):
        yield "its place among the others changed"


def _places(tasks: Tasks) -> list[tuple[object, ...]]:
    return [(one.id, one.waits_for, one.instead_of, one.beside, one.act) for one in tasks]


def _recorded_from_paper(
    before: Dossier, after: Dossier, entry: Entry, gone: set[TaskId], come: set[TaskId]
) -> Iterator[Fault]:
    """代录、补录: the leader's task is done as if by them, and they have it to read."""
    leader = read_action(entry).leader
    told = {one.id for one in after.tasks if one.id in come and one.is_reading and one.holder.person == leader}
    if len(told) != 1 and after.phase is Phase.IN_HAND:
        yield "lost: the leader does not learn what was recorded"
    yield from _completing(before, after, entry, gone, come - told)


_EXPLAINED = {
    **dict.fromkeys(("record-return", "record-destruction", "answer-second"), _cleared),
    "unseal": _opened,
    **dict.fromkeys(("leave-opinion", "sign-proof", "revise", "link-reply", "take-down", "set-validity"), _nothing),
    **dict.fromkeys(_READING, _read),
    "urge": _same_tasks,
    "withdraw-signers": _named,
    "recall-circulation": _named,
    "hand-over": _handed,
    "reassign": _reassigned,
    **dict.fromkeys(("record-instruction", "record-issue"), _recorded_from_paper),
    "add-signers": _added,
    "circulate": _circulated,
    **dict.fromkeys((*_SUPERVISING, "supervise", "ask-extension"), _of_the_matter),
    "suspend": _rested,
    "resume": _resumed,
    **dict.fromkeys(("void", "take-in"), _ended),
    "reject": _ended,
    "recall": _recalled,
    "return": _returned,
}
