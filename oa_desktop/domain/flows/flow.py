"""The route of a document (流程) as data: steps (环节), who acts in them and on which condition.

The statutory order 起草 → 审核 → 签发 → 复核 → 登记 → 印制 → 核发: 党政机关公文处理工作条例 (2012) Art. 18-25.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from oa_desktop.domain import codec
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.flows.conditions import Condition, all_hold
from oa_desktop.domain.flows.limits import Limit
from oa_desktop.domain.ids import DepartmentId, PersonId
from oa_desktop.domain.units.roles import Role


class Reach(StrEnum):
    """Among whom the holder of a step is found."""

    DRAFTER = "drafter"
    """The person who drafted."""
    DEPARTMENT = "department"
    """Whoever holds the role in the drafter's department."""
    UNIT = "unit"
    """Whoever holds the role in the unit."""
    PRINCIPAL = "principal"
    """主要负责人: of those who hold the role in the unit, the one who stands first (领导排序)."""


class Together(StrEnum):
    """How the parties of one stage act together."""

    ALL = "all"
    """并行会签: every one of them."""
    ANY = "any"
    """或签: one of them is enough."""
    FIRST = "first"
    """One alone: the first who is there for the document (``when``)."""


class Objection(StrEnum):
    """What an objection (不同意) in a step does."""

    NOTED = "noted"
    """It is kept and shown; the document goes on when all have answered."""
    HOLDS = "holds"
    """The others still answer; then the document goes back instead of on."""
    RETURNS = "returns"
    """The document goes back at once; whoever has not answered yet need not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whom a flow names as the office does, until it is known who that is (:mod:`parties`).

    Attributes:
        person: An account.
        department: Name of an 内设机构.
        post: Title of a 职务, in the department where one is named.
    """

    person: str = ""
    department: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """办理人 as a flow names them.

    Attributes:
        role: Role that acts; None where whoever is named acts by any role.
        reach: Among whom; passed over where a department or person is named.
        department: Inside this department.
        person: This person.
        named: Whom the flow names; None where it names nobody, or it is known who that is.
        when: The party acts only on documents that meet all of these.
    """

    role: Role | None = None
    reach: Reach = Reach.UNIT
    department: DepartmentId = field(default=DepartmentId(""), metadata={codec.LATER: True})
    person: PersonId = field(default=PersonId(""), metadata={codec.LATER: True})
    named: Named | None = field(default=None, metadata={codec.LATER: True})
    when: tuple[Condition, ...] = field(default=(), metadata={codec.LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Parties who act at the same time; the stages of a step follow one another (依次)."""

    parties: tuple[Party, ...]
    together: Together = Together.ALL

    def on(self, particulars: Particulars) -> Stage:
        """Return the stage with those parties alone who act on a document."""
        there = tuple(one for one in self.parties if all_hold(one.when, particulars))
        return replace(self, parties=there[:1] if self.together is Together.FIRST else there)


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
        stages: Who acts, where it is not one by ``role`` and ``reach``.
        chosen: Whether the drafter says who acts here (拟稿人选定); ``stages`` are then the usual ones.
        when: The step is part of the route only for documents that meet all of these.
        limit: How long a task of it may take; None for as long as it does.
        objection: What an objection does.
    """

    id: str
    name: str
    act: str
    role: Role
    reach: Reach = Reach.UNIT
    returns_to: tuple[str, ...] = ()
    revises: bool = False
    opinion_area: str = ""
    stages: tuple[Stage, ...] = field(default=(), metadata={codec.LATER: True})
    chosen: bool = field(default=False, metadata={codec.LATER: True})
    when: tuple[Condition, ...] = field(default=(), metadata={codec.LATER: True})
    limit: Limit | None = field(default=None, metadata={codec.LATER: True})
    objection: Objection | None = field(default=None, metadata={codec.LATER: True})

    @property
    def parties(self) -> tuple[Stage, ...]:
        """The stages of the step; one party alone where it names no stages."""
        return self.stages or (Stage(parties=(Party(role=self.role, reach=self.reach),)),)


class FlowSort(StrEnum):
    """For what a flow is."""

    OUTGOING = "发文"
    INCOMING = "收文"
    INTERNAL = "内部"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """流程: the steps in order. The flow under which a document was drafted is kept in its journal.

    Attributes:
        proofs: Rounds of proof-reading (校次) that must be signed for before 用印.
        sort: For what it is.
        suits: Documents that meet all of these are begun under it unless somebody says otherwise; none where empty.
    """

    id: str
    version: int
    name: str
    steps: tuple[Step, ...]
    proofs: int = field(default=0, metadata={codec.LATER: True})
    sort: FlowSort = field(default=FlowSort.OUTGOING, metadata={codec.LATER: True})
    suits: tuple[Condition, ...] = field(default=(), metadata={codec.LATER: True})

    def step(self, step: str) -> Step:
        """Return a step by its id.

        Raises:
            KeyError: The flow has no such step.
        """
        return next(one for one in self.steps if one.id == step) if self.has(step) else _missing(self.id, step)

    def has(self, step: str) -> bool:
        """Whether the flow has a step of this id."""
        return any(one.id == step for one in self.steps)

    def after(self, step: str, particulars: Particulars) -> Step | None:
        """Return the next step that is part of a document's route, None after the last."""
        position = self.steps.index(self.step(step)) + 1
        return next((one for one in self.steps[position:] if all_hold(one.when, particulars)), None)


def fitting_first(flows: Mapping[str, Flow], particulars: Particulars) -> dict[str, Flow]:
    """Return flows by id, those that suit a document first, each part in its old order."""
    suiting = {name for name, flow in flows.items() if flow.suits and all_hold(flow.suits, particulars)}
    return {name: flows[name] for name in sorted(flows, key=lambda name: name not in suiting)}


def _missing(flow: str, step: str) -> Step:
    raise KeyError(f"flow {flow} has no step {step}")
