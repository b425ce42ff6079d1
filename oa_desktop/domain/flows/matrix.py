"""The operation matrix (操作矩阵): every act on a document × every kind of step × every state it may be in.

Each cell says whether the act is allowed, to whom, and what becomes of every open task. It is spelled out of the table
that the door asks (:mod:`operations`), of who may what (:mod:`policy`) and of what flows may hold (:mod:`orders`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Action, Declaration, Scope, together
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.flows.flow import FlowSort
from oa_desktop.domain.flows.operations import Before, Fate, Fates, Operation, Says, operation_of
from oa_desktop.domain.flows.orders import ANSWERING, ORDERS, TOGETHER
from oa_desktop.domain.policy import PERMITS


class Situation(StrEnum):
    """A state that a document may be in while it is in a step, as far as its open tasks go."""

    ALONE = "alone"
    """在办: one person has it."""
    PARALLEL = "parallel"
    """并行: another has it at the same time."""
    IN_TURN = "in-turn"
    """依次: another has it after them."""
    ANY = "any"
    """或签: another may do it instead."""
    ADDED = "added"
    """加签: another was added at their side."""
    OBJECTED = "objected"
    """异议: another has objected, and it goes back once they have answered (等都答完退回)."""
    READING = "reading"
    """传阅: readers have not read yet."""
    SUPERVISED = "supervised"
    """督办: one who sees to a matter of it has not reported that it is done yet, another has."""
    SUSPENDED = "suspended"
    CONCLUDED = "concluded"
    VOID = "void"
    REJECTED = "rejected"
    CONFLICT = "conflict"
    UNKNOWN = "newer"
    """待升级: an act of a later release lies in the journal."""


PHASES: Mapping[Situation, Phase] = {
    Situation.SUSPENDED: Phase.SUSPENDED,
    Situation.CONCLUDED: Phase.CONCLUDED,
    Situation.VOID: Phase.VOID,
    Situation.REJECTED: Phase.REJECTED,
    Situation.CONFLICT: Phase.CONFLICT,
    Situation.UNKNOWN: Phase.UNKNOWN,
}
"""How far handling has come; while it is in hand in all others."""

_WHY_NOT: Mapping[Phase, str] = {
    Phase.IN_HAND: "dossier.in-hand",
    Phase.SUSPENDED: "dossier.suspended",
    Phase.CONCLUDED: "dossier.concluded",
    Phase.VOID: "dossier.void",
    Phase.REJECTED: "dossier.rejected",
    Phase.CONFLICT: "dossier.conflict",
    Phase.UNKNOWN: "dossier.newer-program",
}
NEVER = "never"
"""Why of a cell that no document ever comes to."""

_PRESENT: Mapping[Situation, tuple[str, ...]] = {
    Situation.ALONE: ("own",),
    Situation.PARALLEL: ("own", "beside"),
    Situation.IN_TURN: ("own", "behind"),
    Situation.ANY: ("own", "rivals"),
    Situation.ADDED: ("own", "beside"),
    Situation.OBJECTED: ("own",),
    Situation.READING: ("own", "readers"),
    Situation.SUPERVISED: ("own", "supervised"),
    Situation.SUSPENDED: ("own", "readers"),
    Situation.CONFLICT: ("own",),
}
"""Whose tasks there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind:
    """A kind of step: the sort of its flow and the act that completes it."""

    sort: FlowSort
    act: str

    @property
    def returns_to(self) -> bool:
        """Whether a flow may let it be returned from: not from its first step, nor across 登记编号."""
        acts = ORDERS[self.sort].acts
        first = acts.index("assign-number") + 1 if self._is_numbered else 0
        return acts.index(self.act) > first

    @property
    def revises(self) -> bool:
        """Whether a flow may let the text be changed in it: the table of operations says where."""
        return True

    @property
    def _is_numbered(self) -> bool:
        order = ORDERS[self.sort]
        return self.sort is FlowSort.OUTGOING and order.rank(self.act) > order.rank("assign-number")


STEPS = tuple(StepKind(sort=sort, act=one) for sort in FlowSort for one in ORDERS[sort].acts)
OPERATED: Mapping[type[Action], Declaration] = {
    action: one for action, one in DECLARATIONS.items() if one.scope is Scope.DOSSIER
}
"""Every act on a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell.

    Attributes:
        operation: Kind of the act.
        step: The kind of step.
        state: The state.
        allowed: Whether whoever stands so to the document may do it.
        who: What must lie before them.
        fates: What becomes of the open tasks; none of them where it is not allowed.
        why: Code of why it is not allowed, empty where it is.
    """

    operation: str
    step: StepKind
    state: Situation
    allowed: bool
    who: Before
    fates: Fates
    why: str = ""


def matrix() -> tuple[Cell, ...]:
    """Return every cell."""
    return tuple(cell(action, step, state) for action in OPERATED for step in STEPS for state in Situation)


def cell(action: type[Action], step: StepKind, state: Situation) -> Cell:
    """Return one cell."""
    operation = operation_of(action)
    why = next(_hindrances(action, operation, step, state), "")
    fates = _none() if why else _fates(action, operation, step, state)
    kind = DECLARATIONS[action].kind
    return Cell(operation=kind, step=step, state=state, allowed=not why, who=operation.before, fates=fates, why=why)


def arises(step: StepKind, state: Situation) -> bool:
    """Whether a document can be in a state while it is in a kind of step."""
    return step.act in _ARISES.get(state, _EVERY)


_LAST = frozenset(act for order in ORDERS.values() for act in order.last)
_EVERY = frozenset(one.act for one in STEPS)


def _where(action: type[Action]) -> frozenset[str]:
    steps = operation_of(action).steps
    return _EVERY if steps is None else steps


_ARISES: Mapping[Situation, frozenset[str]] = {
    **dict.fromkeys((Situation.PARALLEL, Situation.IN_TURN, Situation.ANY), frozenset(TOGETHER)),
    Situation.ADDED: _where(together.AddSigners),
    Situation.OBJECTED: frozenset(ANSWERING),
    Situation.CONCLUDED: _LAST,
    Situation.VOID: _where(together.Void),
    Situation.REJECTED: _where(arrival.Reject),
}


def _hindrances(action: type[Action], operation: Operation, step: StepKind, state: Situation) -> Iterator[str]:
    """Yield why an act is not allowed, what the door says first coming first."""
    phase = PHASES.get(state, Phase.IN_HAND)
    if not arises(step, state):
        yield NEVER
    if operation.sort not in (None, step.sort):
        yield _OTHER_SORT[operation.sort]
    if phase not in operation.phases:
        yield "dossier.unknown" if Phase.EMPTY in operation.phases else _WHY_NOT[phase]
    if operation.says and not getattr(step, operation.says.value):
        yield _UNSAID[operation.says]
    if operation.steps is not None and step.act not in operation.steps:
        yield "flow.not-in-this-step"
    if phase is Phase.IN_HAND:
        yield from _lacking(action, operation, step, state)


_OTHER_SORT: Mapping[FlowSort | None, str] = {
    FlowSort.OUTGOING: "validity.before-number",
    FlowSort.INCOMING: "answer.not-incoming",
    FlowSort.INTERNAL: "matter.none",
    FlowSort.OUTGOING: "clearing.not-sent",
}
_UNSAID = {Says.RETURNS_TO: "return.nowhere", Says.REVISES: "flow.no-revision"}


def _lacking(action: type[Action], operation: Operation, step: StepKind, state: Situation) -> Iterator[str]:
    """Yield what does not lie before anybody, while the document is in hand."""
    kind = DECLARATIONS[action].kind
    parts = {step.act, *(("countersign",) if state is Situation.ADDED else ())}
    if operation.before is Before.OWN_PART and kind not in parts:
        yield "flow.wrong-step"
    if operation.before is Before.DONE and not any(DECLARATIONS[BY_KIND[one]].recallable for one in parts):
        yield "recall.not-recallable"
    if operation.before is Before.ADDED and state is not Situation.ADDED:
        yield "people.nobody-left"
    if operation.before is Before.READERS and state is not Situation.READING:
        yield "people.nobody-left"
    if operation.before is Before.HUB and state is not Situation.READING:
        yield "circulate.not-back"
    if operation.before in (Before.SUPERVISED, Before.SUPERVISING) and state is not Situation.SUPERVISED:
        yield "supervise.no-item"
    if operation.after_all and state in _BESIDE:
        yield _BESIDE[state]


_BESIDE: Mapping[Situation, str] = {
    Situation.READING: "circulate.still-out",
    Situation.SUPERVISED: "supervise.still-open",
}
"""States in which something stands beside the step, and why nothing ends then."""


def _fates(action: type[Action], operation: Operation, step: StepKind, state: Situation) -> Fates:
    """Return what becomes of the tasks that there are."""
    fates = operation.fates
    own = Fate.DONE if action is together.Circulate and step.act == "circulate" else fates.own
    said = {"own": own, **{name: getattr(fates, name) for name in _OTHERS}}
    present = _PRESENT.get(state, ())
    return Fates(**{name: fate if name in present else Fate.NONE for name, fate in said.items()})


_OTHERS = ("beside", "rivals", "behind", "readers", "supervised")


def _none() -> Fates:
    return Fates(own=Fate.NONE, **dict.fromkeys(_OTHERS, Fate.NONE))


WITH_ANOTHER = frozenset({BY_KIND[one.kind] for one in DECLARATIONS.values()} - set(PERMITS)) & frozenset(OPERATED)
"""Acts that nobody asks for: they are recorded with another act."""
