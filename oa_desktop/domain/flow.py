"""The route of a document (流程) as data: steps (环节), who acts in them, and who must act now (待办).

The statutory order 起草 → 审核 → 签发 → 复核 → 登记 → 印制 → 核发: 党政机关公文处理工作条例 (2012) Art. 18-25.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.ids import DepartmentId, PersonId
from oa_desktop.domain.organisation import Role, Standing


class Reach(StrEnum):
    """Among whom the holder of a step is found."""

    DRAFTER = "drafter"
    """The person who drafted."""
    DEPARTMENT = "department"
    """Whoever holds the role in the drafter's department."""
    UNIT = "unit"
    """Whoever holds the role in the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """环节: one stage of a route.

    Attributes:
        id: Stable id inside the flow, such as ``office-review``.
        name: What the office calls it.
        act: Kind of the action that completes it.
        role: Role that acts here.
        reach: Among whom.
        returns_to: Ids of the earlier steps that a return (退回) may go to, the usual one first.
        revises: Whether the text may be changed here.
        opinion_area: The area of the form (意见栏) that shows what was said here.
    """

    id: str
    name: str
    act: str
    role: Role
    reach: Reach = Reach.UNIT
    returns_to: tuple[str, ...] = ()
    revises: bool = False
    opinion_area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """流程: the steps in order. The flow under which a document was drafted is kept in its journal.

    Attributes:
        proofs: Rounds of proof-reading (校次) that must be signed for before 用印.
    """

    id: str
    version: int
    name: str
    steps: tuple[Step, ...]
    proofs: int = field(default=0, metadata={codec.LATER: True})

    def step(self, step: str) -> Step:
        """Return a step by its id.

        Raises:
            KeyError: The flow has no such step.
        """
        return next(one for one in self.steps if one.id == step) if self.has(step) else _missing(self.id, step)

    def has(self, step: str) -> bool:
        """Whether the flow has a step of this id."""
        return any(one.id == step for one in self.steps)

    def after(self, step: str) -> Step | None:
        """Return the step that follows, None after the last."""
        position = self.steps.index(self.step(step)) + 1
        return self.steps[position] if position < len(self.steps) else None


def _missing(flow: str, step: str) -> Step:
    raise KeyError(f"flow {flow} has no step {step}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """待办: what must be done now, and by whom.

    Attributes:
        step: Id of the step.
        role: Role that may do it.
        department: Only inside this department; empty for the whole unit.
        person: Only this person; empty for whoever holds the role.
    """

    step: str
    role: Role
    department: DepartmentId = DepartmentId("")
    person: PersonId = PersonId("")

    def falls_to(self, standing: Standing) -> bool:
        """Whether somebody may take this task."""
        return (
            self.role in standing.roles
            and self.department in ("", standing.department)
            and self.person in ("", standing.person)
        )


def task_at(step: Step, drafter: PersonId, department: DepartmentId) -> Task:
    """Return the task that arises when a document comes to a step."""
    return Task(
        step=step.id,
        role=step.role,
        department=department if step.reach is Reach.DEPARTMENT else DepartmentId(""),
        person=drafter if step.reach is Reach.DRAFTER else PersonId(""),
    )
