"""The flows that come with the program: each takes a document from its beginning to its end, and past those it is not for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.catalogue.flows import load_flows
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import together
from oa_desktop.domain.documents.particulars import Particulars, particulars_of
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.flow import FlowSort, fitting_first
from oa_desktop.domain.flows.tasks import Task, of_the_step, open_ones
from oa_desktop.domain.ids import DossierId
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office.filing import PAGE
from tests.builders import RealPlace
from tests.fakes.driving import begun, driven, whose
from tests.fakes.office import FakeOffice, notice
from tests.fakes.together import person

SORTS = (FlowSort.OUTGOING, FlowSort.INCOMING)
FLOWS = {name: flow for name, flow in load_flows(resource_path("flows")).items() if flow.sort in SORTS}
OUTGOING = [name for name, flow in FLOWS.items() if flow.sort is FlowSort.OUTGOING]
CHOSEN = {
    "countersign": ("head", "reviewer"),
    "consultation": ("head", "reviewer"),
    "cosign": ("signer",),
    "legality": ("reviewer",),
    "competition": ("reviewer",),
    "instruct": ("signer",),
    "handle": ("head", "reviewer"),
}
ONE_ORGAN, TWO = ("清源县人民政府办公室",), ("清源县人民政府办公室", "清源县财政局")


def office_of(name: str) -> FakeOffice:
    return FakeOffice(flows={name: FLOWS[name]})


def ended(name: str, chosen: dict[str, tuple[str, ...]], **elements: object) -> tuple[Phase, list[str]]:
    office = office_of(name)
    document = begun(office, FLOWS[name], **elements)
    way = driven(office, document, chosen)
    state = office.state(document)
    assert of_the_step(state.tasks) == ()
    if state.flow.sort is FlowSort.OUTGOING:
        files = office.as_("archivist").papers.filed_item(document).files
        assert files[0].name == PAGE, "sealed or not"
    return state.phase, way


@pytest.mark.parametrize("name", FLOWS)
def test_a_document_goes_by_every_shipped_flow_to_its_end_with_people_chosen(name: str) -> None:
    phase, way = ended(name, CHOSEN)
    assert phase is Phase.CONCLUDED
    assert way == [step.id for step in FLOWS[name].steps if step.id != "secrecy"]


@pytest.mark.parametrize("name", FLOWS)
def test_and_where_nobody_is_chosen_nothing_stands_still(name: str) -> None:
    phase, way = ended(name, {})
    skipped = {step.id for step in FLOWS[name].steps if step.chosen and not step.stages} | {"secrecy"}
    assert (phase, way) == (Phase.CONCLUDED, [step.id for step in FLOWS[name].steps if step.id not in skipped])


# --- which flow suits ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "organs", "flow"),
    [
        ("通知", ONE_ORGAN, "outgoing-general"),
        ("请示", ONE_ORGAN, "outgoing-upward"),
        ("报告", ONE_ORGAN, "outgoing-upward"),
        ("函", ONE_ORGAN, "outgoing-letter"),
        ("纪要", ONE_ORGAN, "outgoing-minutes"),
        ("命令", ONE_ORGAN, "outgoing-order"),
        ("通知", TWO, "outgoing-joint"),
        ("请示", TWO, "outgoing-joint"),
    ],
)
def test_the_flow_that_suits_a_paper_is_offered_first(kind: str, organs: tuple[str, ...], flow: str) -> None:
    office = FakeOffice(flows=FLOWS)
    offered = office.as_("drafter").routes.for_text(notice(kind=kind, issuing_organs=organs))
    assert next(iter(offered)) == flow
    assert sorted(offered) == sorted(OUTGOING)


def test_a_request_that_came_is_begun_by_the_flow_that_ends_with_its_answer() -> None:
    incoming = {name: flow for name, flow in FLOWS.items() if flow.sort is FlowSort.INCOMING}
    assert next(iter(fitting_first(incoming, Particulars(kind="请示")))) == "incoming-request"
    assert next(iter(fitting_first(incoming, Particulars(kind="通知")))) == "incoming-general"


def test_what_came_is_dealt_with_before_it_is_filed_and_counts_as_concluded_from_then_on(tmp_path: Path) -> None:
    office = FakeOffice(flows=FLOWS, stores=RealPlace(tmp_path / "official"))
    filed, waiting, _in_hand = (begun(office, FLOWS["incoming-to-read"], kind="通知") for _ in range(3))
    driven(office, filed, {})
    driven(office, waiting, {}, until="file")
    april = q.Stretch(since="2026-04-01", until="2026-04-30")
    (whole,) = office.as_("registrar").ask(q.DocumentTally(within=april, per=(q.Per.KIND,)))
    assert (whole.registered, whole.concluded, office.state(waiting).phase) == (3, 2, Phase.IN_HAND)
    files = [one.name for one in office.as_("archivist").papers.filed_item(filed).files]
    assert files == ["01-收文处理单.pdf", "04-办理记录.jsonl", "05-办理记录.txt", "06-核验程序.py"]
    with pytest.raises(Refused, match=r"file\.not-filed"):
        office.as_("registrar").papers.filed_item(waiting)


# --- who signs -------------------------------------------------------------------------------------------------------


def brought(
    office: FakeOffice, name: str, step: str, chosen: dict[str, tuple[str, ...]], **elements: object
) -> DossierId:
    """Bring a document to a step."""
    document = begun(office, FLOWS[name], **elements)
    office.as_("drafter").perform(
        act.SubmitForReview(
            dossier=document,
            chosen=tuple(
                act.ChosenParties(step=one, people=tuple(map(person, people)), lead=person(people[0]))
                for one, people in chosen.items()
            ),
        )
    )
    while office.state(document).step != step:
        task = first(office, document)
        kind = {"review": act.Review, "countersign": together.Countersign}[task.act]
        whose(office, task).perform(kind(dossier=document, task=task.id))
    return document


def first(office: FakeOffice, document: DossierId) -> Task:
    return open_ones(office.state(document).tasks)[0]


@pytest.mark.parametrize(
    ("name", "kind", "signer"),
    [
        ("outgoing-upward", "请示", "person signer"),
        ("outgoing-order", "命令", "person signer"),
        ("outgoing-with-countersign", "报告", "person signer"),
        ("outgoing-with-countersign", "通知", ""),
        ("outgoing-letter", "函", ""),
    ],
)
def test_upward_and_important_papers_are_issued_by_the_principal(name: str, kind: str, signer: str) -> None:
    office = office_of(name)
    document = brought(office, name, "issue", {}, kind=kind)
    assert first(office, document).holder.person == signer


def test_of_a_joint_paper_the_leader_of_the_lead_organ_signs_first() -> None:
    office = office_of("outgoing-joint")
    state = office.state(begun(office, FLOWS["outgoing-joint"], issuing_organs=TWO))
    people = tuple(map(person, ("signer", "a", "b")))
    stages = act.ChosenParties(step="cosign", people=people, lead=person("signer"))
    step = FLOWS["outgoing-joint"].step("cosign")
    signing = [[one.person for one in stage.parties] for stage in replace(state, chosen=(stages,)).stages(step)]
    assert signing == [[person("signer")], [person("a"), person("b")]]


def test_what_a_department_objects_to_goes_back_when_all_have_answered() -> None:
    office = office_of("outgoing-with-countersign")
    document = brought(office, "outgoing-with-countersign", "countersign", {"countersign": ("head", "reviewer")})
    for account, stance in (("head", together.Stance.OBJECT), ("reviewer", together.Stance.AGREE)):
        assert office.state(document).step == "countersign"
        office.as_(account).perform(together.Countersign(dossier=document, stance=stance, opinion="请再核。"))
    assert office.state(document).step == "draft"


def test_only_a_classified_paper_passes_the_confidential_office() -> None:
    flow = FLOWS["outgoing-upward"]
    before = flow.step("office-review").id
    secret = flow.after(before, particulars_of(notice(classification="秘密★10年")))
    usual = flow.after(before, particulars_of(notice()))
    assert (secret and secret.id, usual and usual.id) == ("secrecy", "issue")
