"""What must hold of every document after every act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from oa_desktop.domain.documents.supervision import Stage, Supervision, tasks_of
from oa_desktop.domain.dossier import ENDED, Dossier, Phase
from oa_desktop.domain.flows.tasks import Tasks, of_the_step, open_ones

Fault = str


def faults_of(state: Dossier) -> Iterator[Fault]:
    """Yield what no document may ever come to."""
    yield from _graph(state.tasks, "tasks")
    yield from _graph(state.suspended, "suspended")
    if state.phase is Phase.IN_HAND and not open_ones(of_the_step(state.tasks)):
        yield "lost: the document is in hand and nobody has it"
    if state.phase in ENDED and (state.tasks or state.suspended):
        yield "ended: something is still to be done"
    if state.phase is Phase.SUSPENDED:
        yield from _suspended(state)
    if state.phase is Phase.IN_HAND and any(one.step != state.step for one in of_the_step(state.tasks)):
        yield "astray: a task of another step"
    yield from _reads_twice((*state.tasks, *state.suspended))
    yield from _envelope(state)
    yield from _copies(state)
    yield from _supervision(state)


def _graph(tasks: Tasks, where: str) -> Iterator[Fault]:
    ids = [one.id for one in tasks]
    if len(ids) != len(set(ids)):
        yield f"twice: the same task twice among {where}"
    if any(not set(one.waits_for) <= set(ids) for one in tasks):
        yield f"stranded: a task waits for one that is no more, among {where}"
    left = {one.id: set(one.waits_for) for one in tasks}
    while free := [one for one, waits in left.items() if not waits & left.keys()]:
        for one in free:
            del left[one]
    if left:
        yield f"circle: tasks wait for one another, among {where}"


def _suspended(state: Dossier) -> Iterator[Fault]:
    if [one.act for one in state.tasks] != ["resume"]:
        yield "suspended: something else than to resume it is to be done"
    if not open_ones(of_the_step(state.suspended)):
        yield "lost: nobody will have it when it is resumed"


def _reads_twice(tasks: Tasks) -> Iterator[Fault]:
    readers = Counter(one.holder.person for one in tasks if one.is_reading and one.given_by)
    if any(count > 1 for count in readers.values()):
        yield "twice: somebody is to read it twice"


def _envelope(state: Dossier) -> Iterator[Fault]:
    """An envelope for one person alone (亲启) is theirs to open until it is open, and then nobody's."""
    if state.phase in (Phase.CONFLICT, Phase.UNKNOWN):
        return
    came, opening = state.incoming, [one for one in (*state.tasks, *state.suspended) if one.act == "unseal"]
    waited = came and came.addressee and state.is_sealed_up and state.phase in (Phase.IN_HAND, Phase.SUSPENDED)
    if len(opening) != bool(waited):
        yield "envelope: it is not to be opened by exactly one"


def _copies(state: Dossier) -> Iterator[Fault]:
    """No copy (清退) stands in two ways."""
    lines = [one.copies for one in state.cleared.lines]
    numbers = [(one.holder, number) for one in lines if one.first for number in range(one.first, one.last + 1)]
    if len(numbers) != len(set(numbers)):
        yield "copies: one stands in two ways"


def _supervision(state: Dossier) -> Iterator[Fault]:
    """A matter that is not closed has exactly the tasks of its stage, one that is closed has none."""
    if state.phase in (Phase.CONFLICT, Phase.UNKNOWN):
        return
    waiting = (*state.tasks, *state.suspended)
    for item in state.supervisions:
        acts = Counter(one.act for one in tasks_of(waiting, item.id))
        if acts != _asked(item, acts["report-progress"]):
            yield f"supervision: {item.stage} and {dict(acts)}"
    known = {one.id for one in state.supervisions}
    if any(one.item not in known for one in waiting if one.item):
        yield "supervision: a task of no matter"


def _asked(item: Supervision, left: int) -> Counter[str]:
    if item.stage is Stage.IN_HAND:
        some = max(1, min(left, len(item.holders)))
        return Counter({"report-progress": some, **({"extend-supervision": 1} if item.wish else {})})
    return Counter({"close-supervision": 1} if item.stage is Stage.REPORTED else {})
