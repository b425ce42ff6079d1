"""What a flow of each sort must hold (流程的次序): its acts in their order, those it has once, the last.

The order of the acts: 党政机关公文处理工作条例 (2012) Art. 18-27; that 复核 comes before 印发: Art. 25.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oa_desktop.domain.flows.flow import FlowSort


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a flow of one sort must hold.

    Attributes:
        ranks: The acts that complete its steps, in the order of the regulation; those of one rank may come in any
            order. An act may be left out or come in several steps.
        once: Acts that it has exactly once.
        last: The acts of which one completes the last step; none of them comes twice.
    """

    ranks: tuple[tuple[str, ...], ...]
    once: tuple[str, ...]
    last: tuple[str, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """Every act that may complete a step."""
        return tuple(act for rank in self.ranks for act in rank)

    def rank(self, act: str) -> int:
        """Return the place of an act in the order."""
        return next(place for place, rank in enumerate(self.ranks) if act in rank)


ORDERS: Mapping[str, Order] = {
    FlowSort.OUTGOING: Order(
        ranks=(
            ("submit",),
            ("countersign", "review"),
            ("cosign",),
            *(("issue",), ("recheck",), ("assign-number",), ("apply-seal",), ("dispatch",), ("file",)),
        ),
        once=("issue", "assign-number", "file"),
        last=("file",),
    ),
    FlowSort.INCOMING: Order(
        ranks=(
            ("register-incoming",),
            ("first-check",),
            ("propose",),
            ("countersign", "instruct", "assign", "circulate", "handle"),
            ("conclude",),
            ("file",),
        ),
        once=("register-incoming", "conclude"),
        last=("conclude", "file"),
    ),
    FlowSort.INTERNAL: Order(
        ranks=(
            ("submit",),
            ("countersign", "review"),
            *(("approve",), ("record-sealing",), ("publish",), ("conclude",), ("file",)),
        ),
        once=("conclude",),
        last=("conclude", "file"),
    ),
}
TOGETHER = ("review", "countersign", "cosign", "approve", "instruct", "handle")
"""Acts that several people may do side by side or in turn."""
ANSWERING = ("countersign", "cosign", "approve")
"""Acts in which one may object."""
