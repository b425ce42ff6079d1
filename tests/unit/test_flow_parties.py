"""Whom a flow names: accounts, departments, posts and the principal, and who has the document then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.catalogue.flows import check_flows, load_flows
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.flows.flow import Flow, Named, Party, Reach, Stage, Together
from oa_desktop.domain.flows.parties import resolved
from oa_desktop.domain.flows.tasks import open_ones
from oa_desktop.domain.ids import DepartmentId, DossierId, PostId
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.together import person

UPWARD = (Condition(subject=Subject.DIRECTION, among=("上行文",)),)
PRINCIPAL = Party(role=Role.SIGNER, reach=Reach.PRINCIPAL)


def at(step: str, *parties: Party, together: Together = Together.ALL, flow: Flow = FLOW) -> Flow:
    """A route in which somebody else acts in one step."""
    stages = (Stage(parties=parties, together=together),)
    steps = (replace(one, stages=stages) if one.id == step else one for one in flow.steps)
    return replace(flow, steps=tuple(steps))


def named(role: Role | None = None, **words: str) -> Party:
    return Party(role=role, named=Named(**words))


def drafted(office: FakeOffice, flow: Flow, **elements: object) -> DossierId:
    kept = office.as_("drafter").writing.keep_text(notice(**elements))
    wish = act.Draft(flow=flow, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    return office.as_("drafter").perform(wish).dossiers[0]


def holders(office: FakeOffice, document: DossierId) -> list[tuple[str, str]]:
    return [(one.holder.person, one.holder.department) for one in open_ones(office.state(document).tasks)]


def refusal(party: Party, step: str = "department") -> str:
    office = FakeOffice()
    with pytest.raises(Refused) as refused:
        resolved(at(step, party), office.as_("drafter").organisation())
    return refused.value.code


def second_signer(office: FakeOffice) -> None:
    """Let the reviewer sign, too."""
    roles = (Role.OFFICE_REVIEWER, Role.SIGNER)
    office.as_("security").perform(org.Grant(post=PostId("post reviewer"), roles=roles, clearance=Secrecy.WORK))


# --- who is meant --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "holder"),
    [
        (named(person="head"), ("person head", "")),
        (named(post="核稿"), ("person reviewer", "")),
        (named(post="核稿", department="秘书科"), ("person reviewer", "")),
    ],
)
def test_a_person_or_post_that_a_flow_names_has_the_document(party: Party, holder: tuple[str, str]) -> None:
    flow = at("department", party)
    office = FakeOffice(flows={flow.id: flow})
    document = drafted(office, flow)
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    assert holders(office, document) == [holder]


def test_a_department_that_a_flow_names_has_the_document_by_its_role_and_others_beside_it() -> None:
    flow = at("department", named(Role.DEPARTMENT_HEAD, department="秘书科"), named(person="reviewer"))
    office = FakeOffice(flows={flow.id: flow})
    document = drafted(office, flow)
    office.as_("drafter").perform(act.SubmitForReview(dossier=document))
    home = office.as_("drafter").organisation().departments[0].id
    assert holders(office, document) == [("", home), ("person reviewer", "")]


def test_the_journal_keeps_who_was_meant_when_the_document_was_drafted() -> None:
    flow = at("department", named(post="核稿"))
    office = FakeOffice(flows={flow.id: flow})
    kept = office.state(drafted(office, flow)).flow
    assert kept
    assert kept.step("department").stages[0].parties == (Party(person=person("reviewer")),)


@pytest.mark.parametrize(
    ("party", "code"),
    [
        (named(person="nobody"), "party.person"),
        (named(Role.DEPARTMENT_HEAD, department="财政科"), "party.department"),
        (named(post="县长"), "party.post"),
        (named(post="拟稿"), "party.may-not"),
        (named(person="drafter"), "party.may-not"),
        (named(Role.DEPARTMENT_HEAD, department="综合科"), "party.may-not"),
    ],
)
def test_a_name_that_is_none_or_may_not_act_is_refused_when_a_document_begins(party: Party, code: str) -> None:
    assert refusal(party) == code


def test_a_title_that_two_hold_is_refused_and_both_are_said() -> None:
    office = FakeOffice()
    system, security = office.as_("system"), office.as_("security")
    home = system.organisation().departments[0].id
    changed = org.AmendPerson(
        person=person("head"), name="部门审核员", post=PostId("post head"), department=home, title="核稿"
    )
    system.perform(changed)
    security.perform(org.Grant(post=PostId("post head"), roles=(Role.DEPARTMENT_HEAD,), clearance=Secrecy.WORK))
    with pytest.raises(Refused) as refused:
        resolved(at("department", named(post="核稿")), system.organisation())
    assert (refused.value.code, refused.value.params["people"]) == ("party.several", "核稿员、部门审核员")


# --- the principal ---------------------------------------------------------------------------------------------------


def test_an_upward_document_is_issued_by_the_principal_and_others_by_whoever_may() -> None:
    flow = at("issue", replace(PRINCIPAL, when=UPWARD), Party(role=Role.SIGNER), together=Together.FIRST)
    office = FakeOffice(flows={flow.id: flow})
    for kind, holder in (("请示", "person signer"), ("通知", "")):
        document = drafted(office, flow, kind=kind)
        office.as_("drafter").perform(act.SubmitForReview(dossier=document))
        office.as_("head").perform(act.Review(dossier=document))
        office.as_("reviewer").perform(act.Review(dossier=document))
        assert holders(office, document) == [(holder, "")]


def test_two_who_stand_beside_each_other_are_no_principal() -> None:
    office = FakeOffice()
    second_signer(office)
    with pytest.raises(Refused) as refused:
        resolved(at("issue", PRINCIPAL), office.as_("drafter").organisation())
    assert refused.value.code == "party.principal"


def test_the_principal_is_who_stands_first_of_those_who_sign() -> None:
    office = FakeOffice()
    second_signer(office)
    organisation = office.as_("drafter").organisation()
    people = tuple(replace(one, rank=1) if one.id == person("reviewer") else one for one in organisation.people)
    flow = resolved(at("issue", PRINCIPAL), replace(organisation, people=people))
    assert flow.step("issue").stages[0].parties[0].person == person("reviewer")


# --- what a file says -----------------------------------------------------------------------------------------------


HEAD = """id: named
version: 1
name: 写明办理人
steps:
  - {id: draft, name: 拟稿, act: submit, role: 拟稿, reach: drafter}
  - id: review
    name: 审核
    act: review
    role: 部门审核
    stages:
      - parties:
"""
TAIL = """  - id: issue
    name: 签发
    act: issue
    role: 签发
    stages: [{together: first, parties: [{role: 签发, reach: principal, when: [{ask: 行文方向, is: [上行文]}]}, {role: 签发}]}]
  - {id: recheck, name: 复核, act: recheck, role: 复核}
  - {id: number, name: 登记编号, act: assign-number, role: 登记编号}
  - {id: file, name: 归档, act: file, role: 归档}
"""


def written(folder: Path, *parties: str, tail: str = TAIL) -> Path:
    lines = "".join(f"          - {{{one}}}\n" for one in parties)
    (folder / "named.yaml").write_text(HEAD + lines + tail, encoding="utf-8")
    return folder


def test_a_file_names_parties_by_account_department_and_post(tmp_path: Path) -> None:
    parties = ("person: head", "department: 秘书科", "post: 办公室主任, department: 秘书科", "role: 核稿")
    flow = load_flows(written(tmp_path, *parties))["named"]
    assert flow.step("review").stages[0].parties == (
        named(person="head"),
        named(Role.DEPARTMENT_HEAD, department="秘书科"),
        named(post="办公室主任", department="秘书科"),
        Party(role=Role.OFFICE_REVIEWER),
    )
    assert flow.step("issue").stages[0].together is Together.FIRST


@pytest.mark.parametrize(
    ("party", "tail", "place", "said"),
    [
        ("reach: unit", TAIL, "12:13", "没有写是谁"),
        ("person: head, post: 主任", TAIL, "12:13", "两种找法"),
        ("department: 秘书科, reach: unit", TAIL, "12:13", "两种找法"),
        ("person: head, role: 归档", TAIL, "12:34", "角色“归档”不能审核"),
        ("role: 核稿, when: [{ask: 密级, is: [天机]}]", TAIL, "12:46", "不会是“天机”"),
        ("role: 核稿, when: [{ask: 文种, is: [公告]}, {ask: 行文方向, is: [平行文]}]", TAIL, "12:24", "互相矛盾"),
        ("role: 核稿, when: [{ask: 密级, is: [绝密]}, {ask: 密级, is: [秘密]}]", TAIL, "12:24", "互相矛盾"),
        ("role: 核稿", TAIL.replace(", {role: 签发}]", "]"), "17:14", "条件不全"),
        ("role: 核稿", TAIL.replace("together: first, ", ""), "17:13", "签发只能由一个人办"),
    ],
)
def test_a_slip_in_a_party_is_said_in_one_sentence(
    tmp_path: Path, party: str, tail: str, place: str, said: str
) -> None:
    (found,) = check_flows(written(tmp_path, party, tail=tail))
    assert in_words(found.place) == f"named.yaml:{place}"
    assert said in say(found.rule, found.params).what


def test_a_unit_is_told_what_its_flows_ask_of_people_that_it_has_not() -> None:
    flow = at("department", named(person="nobody"))
    session = FakeOffice(flows={flow.id: flow}).as_("system")
    assert [(one.code, one.params["step"]) for one in session.routes.unfit()] == [("party.person", "部门审核")]


def test_the_shipped_flows_fit_a_unit_in_which_every_role_is_held() -> None:
    flows = load_flows(resource_path("flows"))
    assert FakeOffice(flows=flows).as_("system").routes.unfit() == ()
