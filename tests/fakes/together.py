"""A route on which several people act: a countersignature whose people the drafter chooses, and a joint signature."""

from __future__ import annotations

from dataclasses import replace

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.flows.flow import Flow, Objection, Party, Stage, Step
from oa_desktop.domain.ids import DepartmentId, DossierId, PersonId
from oa_desktop.domain.units.roles import Role
from tests.fakes.office import FLOW, FakeOffice, notice

COUNTERSIGN = Step(
    id="countersign",
    name="会签",
    act="countersign",
    role=Role.DEPARTMENT_HEAD,
    returns_to=("draft",),
    chosen=True,
    objection=Objection.HOLDS,
)
COSIGN = Step(
    id="cosign",
    name="联署会签",
    act="cosign",
    role=Role.SIGNER,
    returns_to=("draft", "office"),
    objection=Objection.RETURNS,
    stages=(Stage(parties=(Party(role=Role.SIGNER),)),),
)
TOGETHER = Flow(
    id="together",
    version=1,
    name="联合行文",
    steps=(FLOW.steps[0], COUNTERSIGN, *FLOW.steps[1:3], COSIGN, *FLOW.steps[3:]),
)


def person(account: str) -> PersonId:
    return PersonId(f"person {account}")


def several() -> FakeOffice:
    """An office that works by both routes."""
    return FakeOffice(flows={FLOW.id: FLOW, TOGETHER.id: TOGETHER})


def before(office: FakeOffice, *accounts: str) -> DossierId:
    """Bring a document before people who countersign it."""
    session = office.as_("drafter")
    kept = session.writing.keep_text(notice())
    drafted = act.Draft(flow=TOGETHER, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    document = session.perform(drafted).dossiers[0]
    chosen = act.ChosenParties(step="countersign", people=tuple(map(person, accounts)))
    session.perform(act.SubmitForReview(dossier=document, chosen=(chosen,) if accounts else ()))
    return document


def with_steps(**changes: object) -> Flow:
    """The route with its countersignature changed."""
    steps = [replace(step, **changes) if step.id == "countersign" else step for step in TOGETHER.steps]
    return replace(TOGETHER, steps=tuple(steps))
