"""An office that handles a document to its end, whatever its flow: each task is done by whoever has it and may do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from oa_desktop.domain.actions import BY_KIND, Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import incoming as arrival
from oa_desktop.domain.dossier import ENDED, Dossier
from oa_desktop.domain.flows.flow import Flow, FlowSort
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.domain.ids import DepartmentId, DossierId
from oa_desktop.domain.policy import PERMITS
from oa_desktop.office.session import Session
from tests.fakes.incoming import CAME, request
from tests.fakes.office import ROLES, FakeOffice, notice
from tests.fakes.together import person

MOST_ACTS = 60
"""No shipped flow needs as many."""


def begun(office: FakeOffice, flow: Flow, **elements: object) -> DossierId:
    """Draft a document under a flow, or sign for one that came."""
    if flow.sort is FlowSort.INCOMING:
        kept = office.as_("registrar").writing.keep_text(request(**elements))
        return (
            office.as_("registrar").perform(arrival.Receive(flow=flow, incoming=CAME, source=kept.source)).dossiers[0]
        )
    kept = office.as_("drafter").writing.keep_text(notice(**elements))
    wish = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    return office.as_("drafter").perform(wish).dossiers[0]


def driven(
    office: FakeOffice, document: DossierId, chosen: Mapping[str, tuple[str, ...]] | None = None, until: str = ""
) -> list[str]:
    """Do every task until the document's handling is over, the last one first; return the steps that it came to.

    Args:
        office: The office.
        document: The document.
        chosen: Accounts that are chosen for steps, by the step's id.
        until: Id of the step that it is brought to; empty for its end.
    """
    way: list[str] = []
    for _ in range(MOST_ACTS):
        state = office.state(document)
        if state.phase in ENDED or state.step == until:
            return way
        if state.step != (way[-1] if way else ""):
            way.append(state.step)
        task = open_ones(state.tasks)[-1]
        session = whose(office, task)
        session.perform(_wish(session, state, task, chosen or {}))
    raise AssertionError(f"the document stays in {way}")


def whose(office: FakeOffice, task: Task) -> Session:
    """The session of somebody who has a task and may do it."""
    needed = PERMITS[BY_KIND[task.act]].roles
    able = [one for one in ROLES if task.holder.is_met_by(office.as_(one).standing) and ROLES[one] in needed]
    assert able, f"{task.act} in {task.step} is stranded"
    return office.as_(able[0])


def _wish(session: Session, state: Dossier, task: Task, chosen: Mapping[str, tuple[str, ...]]) -> Action:
    more = _MORE.get(task.act)
    said = more(session, state, chosen) if more else {}
    return BY_KIND[task.act](dossier=state.id, task=task.id, **said)


def _choosing(_: Session, state: Dossier, chosen: Mapping[str, tuple[str, ...]]) -> dict[str, object]:
    named = [(step, tuple(map(person, people))) for step, people in chosen.items()]
    open_to = {one.id for one in state.flow.steps if one.chosen} if state.flow else set()
    parties = [act.ChosenParties(step=step, people=people, lead=people[0]) for step, people in named if step in open_to]
    return {"chosen": tuple(parties), "opinion": "请办理。"}


def _signing(session: Session, state: Dossier, _: object) -> dict[str, object]:
    return {"rendering": session.papers.page(state.id)[0], "opinion": "同意。"}


_MORE: Mapping[str, Callable[..., dict[str, object]]] = {
    "submit": _choosing,
    "propose": _choosing,
    "issue": _signing,
    "cosign": _signing,
    "register-incoming": lambda *_: {"series": "办件"},
    "assign-number": lambda *_: {"code": "清政办发"},
    "apply-seal": lambda *_: {"copies": 30},
    "dispatch": lambda *_: {"recipients": ("各乡镇人民政府",)},
    "file": lambda *_: {"retention": "30年"},
    "circulate": lambda *_: {"readers": (person("head"),)},
    "conclude": lambda *_: {"answered": "已答复来文机关。"},
}
