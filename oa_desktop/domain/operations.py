"""When an act on a document is allowed at all (办理动作的适用范围): one table, asked at the door, printed in the help.

What the act itself says (a reason, a step to return to, a person) is judged afterwards, in :mod:`handling`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oa_desktop.domain.actions import DECLARATIONS, Action, together
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dossier import Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """When an act is allowed.

    Attributes:
        phases: How far the document's handling may have come.
        steps: In steps that are completed by these acts; None for every step.
    """

    phases: frozenset[Phase] = frozenset({Phase.IN_HAND})
    steps: frozenset[str] | None = None


def _steps(*actions: type[Action]) -> frozenset[str]:
    return frozenset(DECLARATIONS[one].kind for one in actions)


_WHILE_OPEN = frozenset({Phase.IN_HAND, Phase.SUSPENDED})
_EVER = frozenset(Phase) - {Phase.EMPTY}
_BEFORE_ISSUE = _steps(act.Review, together.Countersign, together.Cosign, act.Issue)
_BEFORE_FILING = frozenset(one.kind for one in DECLARATIONS.values() if one.onward and one.kind not in _steps(act.File))

OPERATIONS: Mapping[type[Action], Operation] = {
    act.Draft: Operation(phases=frozenset({Phase.EMPTY})),
    arrival.Receive: Operation(phases=frozenset({Phase.EMPTY})),
    arrival.Reject: Operation(steps=_steps(arrival.RegisterIncoming, arrival.FirstCheck)),
    arrival.LinkReply: Operation(phases=_EVER),
    act.MarkRead: Operation(phases=_EVER),
    act.LeaveOpinion: Operation(phases=_EVER),
    act.SettleConflict: Operation(phases=frozenset({Phase.CONFLICT})),
    together.AddSigners: Operation(steps=_BEFORE_ISSUE),
    together.WithdrawSigners: Operation(steps=_BEFORE_ISSUE),
    together.Resume: Operation(phases=frozenset({Phase.SUSPENDED})),
    together.Void: Operation(phases=_WHILE_OPEN, steps=_BEFORE_FILING),
}
"""Acts that are not listed are allowed while the document is in hand, in every step."""

_USUAL = Operation()


def operation_of(action: type[Action]) -> Operation:
    """Return when an act is allowed."""
    return OPERATIONS.get(action, _USUAL)
