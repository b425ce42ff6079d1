"""What a journal's entries come to: one line of acts, or branches that stand against each other (冲突).

Two exclusive entries neither of which saw the other start two branches. Both are kept. A later entry that saw both and
names the newest entry of one of them (处置冲突) continues that branch and closes the others. What was done on a closed
branch by somebody who had not seen the settlement stands against the settlement: nobody's act is dropped unasked. The
state while branches stand against each other is the state before they parted.

Mergeable entries (a reading mark, an answer in a countersignature) start no branch: each takes effect once on every
branch, in the order of the journal, whatever its writer had seen of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.handling import SettleConflict
from oa_desktop.domain.ids import EntryId
from oa_desktop.domain.journal import Placed

State = TypeVar("State")
Effect = Callable[[State, Action, Placed], State]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[State]):
    """What the branches come to.

    Attributes:
        state: The state of the one branch, or the state before the branches parted.
        contenders: The newest entry of each branch that stands against another; empty when there is one line.
        without_effect: Entries that are kept but count for nothing: overruled, or made across branches.
    """

    state: State
    contenders: tuple[EntryId, ...]
    without_effect: tuple[EntryId, ...]


Act: TypeAlias = tuple[Action, Placed]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Node(Generic[State]):
    """An exclusive entry.

    Attributes:
        state: After it.
        merged: How many of the mergeable entries that state holds.
    """

    placed: Placed
    state: State
    merged: int
    parent: _Node[State] | None


def settle(
    start: State, acts: Iterable[Act], effect: Effect[State], merges: Callable[[Action], bool]
) -> Outcome[State]:
    """Fold acts, given in the order of the journal, into an outcome.

    Args:
        start: The state before all of them.
        acts: Exclusive and mergeable ones.
        effect: What an act does.
        merges: Which acts are mergeable.
    """
    tree = _Tree(start, effect)
    for action, placed in acts:
        if merges(action):
            tree.merge(action, placed)
        else:
            tree.add(action, placed)
    return tree.outcome()


class _Tree(Generic[State]):
    def __init__(self, start: State, effect: Effect[State]) -> None:
        self._start = start
        self._effect = effect
        self._nodes: list[_Node[State]] = []
        self._tips: list[_Node[State]] = []
        self._adrift: list[EntryId] = []
        self._merged: list[Act] = []

    def merge(self, action: Action, placed: Placed) -> None:
        self._merged.append((action, placed))

    def add(self, action: Action, placed: Placed) -> None:
        parents = self._newest_seen(placed)
        continued = parents if len(parents) == 1 else [node for node in parents if _upholds(action, node)]
        if parents and not continued:
            self._adrift.append(placed.entry.id)
            return
        parent = continued[0] if continued else None
        state = self._effect(self._state_now(parent), action, placed)
        node = _Node(placed=placed, state=state, merged=len(self._merged), parent=parent)
        self._nodes.append(node)
        self._tips = [*(tip for tip in self._tips if tip not in parents), node]

    def _state_now(self, node: _Node[State] | None) -> State:
        """Return the state after an entry and every mergeable one until now; None stands for before all."""
        state, merged = (node.state, node.merged) if node else (self._start, 0)
        for action, placed in self._merged[merged:]:
            state = self._effect(state, action, placed)
        return state

    def _newest_seen(self, placed: Placed) -> list[_Node[State]]:
        """Return the nodes in an entry's past that no other node of its past has seen, newest first."""
        if len(self._tips) == 1 and placed.saw(self._tips[0].placed.entry):
            return self._tips
        newest: list[_Node[State]] = []
        for node in reversed(self._nodes):
            if placed.saw(node.placed.entry) and not any(one.placed.saw(node.placed.entry) for one in newest):
                newest.append(node)
        return newest

    def outcome(self) -> Outcome[State]:
        tips = self._tips
        without = [*self._adrift, *self._overruled(tips)]
        if len(tips) <= 1:
            state = self._state_now(tips[0] if tips else None)
            return Outcome(state=state, contenders=(), without_effect=tuple(without))
        lines = [_line(tip) for tip in tips]
        shared = set(lines[0]).intersection(*lines[1:])
        parting = next((node for node in reversed(self._nodes) if node.placed.entry.id in shared), None)
        state = self._state_now(parting)
        contenders = tuple(sorted(tip.placed.entry.id for tip in tips))
        return Outcome(state=state, contenders=contenders, without_effect=tuple(without))

    def _overruled(self, tips: list[_Node[State]]) -> list[EntryId]:
        counted = {entry for tip in tips for entry in _line(tip)}
        return [node.placed.entry.id for node in self._nodes if node.placed.entry.id not in counted]


def _upholds(action: Action, node: _Node[State]) -> bool:
    return isinstance(action, SettleConflict) and action.upheld == node.placed.entry.id


def _line(tip: _Node[State]) -> list[EntryId]:
    line: list[EntryId] = []
    node: _Node[State] | None = tip
    while node is not None:
        line.append(node.placed.entry.id)
        node = node.parent
    return line
