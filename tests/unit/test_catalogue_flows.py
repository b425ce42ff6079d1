"""The flows of an office: the shipped one is right, and every slip in an edited one is said in one sentence."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from oa_desktop.catalogue.flow_rules import ORDERS
from oa_desktop.catalogue.flows import check_flows, load_flows
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.flows.flow import Flow, Party, Reach, Together
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path

SHIPPED = resource_path("flows")
GENERAL = SHIPPED / "outgoing-general.yaml"

Edit = Callable[[str, str], Path]


@pytest.fixture
def flow() -> Flow:
    return load_flows(SHIPPED)["outgoing-general"]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Return a folder with the shipped flow in which one passage was changed."""

    def edited(before: str, after: str) -> Path:
        text = GENERAL.read_text(encoding="utf-8")
        assert before in text
        (tmp_path / GENERAL.name).write_text(text.replace(before, after, 1), encoding="utf-8")
        return tmp_path

    return edited


# --- the shipped flow ----------------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_the_shipped_flows() -> None:
    assert check_flows(SHIPPED) == ()


def test_an_outgoing_document_goes_through_nine_steps_in_the_order_of_the_regulation(flow: Flow) -> None:
    assert [(step.name, step.role.value) for step in flow.steps] == [
        ("拟稿", "拟稿"),
        ("部门审核", "部门审核"),
        ("办公室审核", "核稿"),
        ("签发", "签发"),
        ("复核", "复核"),
        ("登记编号", "登记编号"),
        ("印制用印", "印制用印"),
        ("核发", "核发"),
        ("归档", "归档"),
    ]


def test_the_drafter_drafts_and_the_own_department_reviews(flow: Flow) -> None:
    assert [step.reach for step in flow.steps[:3]] == [Reach.DRAFTER, Reach.DEPARTMENT, Reach.UNIT]


def test_the_text_may_be_changed_when_it_is_drafted_reviewed_and_rechecked(flow: Flow) -> None:
    assert [step.id for step in flow.steps if step.revises] == ["draft", "office-review", "recheck"]


def test_a_change_found_on_rechecking_goes_back_to_the_signer_first(flow: Flow) -> None:
    assert flow.step("recheck").returns_to[0] == "issue"


def test_after_numbering_only_a_bad_print_goes_back_and_only_to_the_printer(flow: Flow) -> None:
    later = flow.steps[flow.steps.index(flow.step("register")) + 1 :]
    assert {step.id: step.returns_to for step in later} == {"seal": (), "dispatch": ("seal",), "archive": ()}


def test_every_opinion_has_its_area_on_the_form(flow: Flow) -> None:
    areas = [step.opinion_area for step in flow.steps]
    assert all(areas)
    assert len(set(areas)) == len(areas)


def test_the_order_of_acts_names_every_act_that_completes_a_step() -> None:
    named = {act for order in ORDERS.values() for act in order.acts}
    assert named == {one.kind for one in DECLARATIONS.values() if one.onward} | {"circulate"}


# --- an edited flow ------------------------------------------------------------------------------------------------


SLIPS = [
    ("act: review\n", "act: revise\n", "45:10", "“revise”不能办结"),
    ("act: review\n", "act: bless\n", "45:10", "“bless”不能办结"),
    ("role: 核稿", "role: 拟稿", "56:11", "角色“拟稿”不能审核"),
    ("role: 核稿", "role: 安全审计员", "56:11", "角色“安全审计员”不能审核"),
    ("role: 核稿", "role: 院长", "56:11", "角色“院长”不能审核"),
    ("- id: office-review", "- id: draft", "53:9", "“draft”用了两次"),
    ("act: submit", "act: review", "36:10", "第一个环节"),
    ("reach: drafter", "reach: unit", "38:12", "拟稿人本人"),
    ("act: file", "act: dispatch", "116:10", "最后一个环节"),
    ("returns_to: [draft]", "returns_to: [issue]", "48:18", "“issue”不是前面的环节"),
    ("returns_to: [draft]", "returns_to: [department-review]", "48:18", "不是前面的环节"),
    ("returns_to: [draft]", "returns_to: [darft]", "48:18", "“darft”不是前面的环节"),
    ("returns_to: [seal]", "returns_to: [seal, register]", "109:24", "登记编号之后"),
    ("act: issue", "act: apply-seal", "32:1", "没有签发"),
    ("act: recheck", "act: issue", "76:10", "签发只能有一个"),
    ("act: recheck\n    role: 复核", "act: review\n    role: 核稿", "76:10", "审核不能排在签发后面"),
    ("revises: 是", "revises: true", "39:14", "不能写“true”"),
    ("reach: department", "reach: 全单位", "47:12", "不能写“全单位”"),
    ("version: 1", "version: 0.5", "29:10", "“version”写成“0.5”"),
    ("id: outgoing-general", "id: 发文", "28:5", "“id”写成“发文”"),
    ("    role: 核稿\n", "", "53:5", "缺少“role”"),
    ("    role: 核稿\n", "    角色: 核稿\n", "56:5", "不认识“角色”"),
    ("returns_to: [draft]", "returns_to: draft", "48:17", "应当是一个列表"),
    ("name: 部门审核", "name: [部门, 审核]", "44:11", "应当是一段文字"),
    ("name: 部门审核", 'name: " "', "44:11", "空白"),
    ("reach: unit\n", "stages: [{parties: [{role: 拟稿}]}]\n", "57:32", "角色“拟稿”不能审核"),
    ("act: issue\n", "act: issue\n    stages: [{parties: [{role: 签发}]}]\n", "67:13", "签发只能由一个人办"),
    ("act: issue\n", "act: issue\n    when: [{ask: 文种, is: [请示]}]\n", "67:11", "每份公文都要签发"),
    ("limit: 2 工作日", "limit: 2 天", "49:12", "“limit”写成“2 天”"),
    ("reach: unit\n", "when: [{ask: 天气, is: [晴]}]\n", "57:18", "天气"),
    ("steps:\n", "steps: []\nrest:\n", "32:8", "“steps”写成这样"),
    ("name: 部门审核", "name: 拟稿", "44:11", "都叫“拟稿”"),
    ("name: 部门审核", 'name: "部门\\n审核"', "44:11", "“name”写成"),
    ("name: 部门审核", 'name: "\\u202e部门审核"', "44:11", "看不见的控制字符"),
    ("reach: unit\n", "reach: drafter\n", "57:12", "不一定有“核稿”"),
    ("reach: unit\n", "stages: [{parties: [{role: 核稿}, {role: 核稿}]}]\n", "57:37", "写了两次"),
]


def test_a_step_may_be_for_several_in_turn_or_together_and_for_some_documents_only(edit: Edit) -> None:
    said = """when: [{ask: 行文方向, is: [上行文]}]
    stages:
      - together: any
        parties: [{role: 部门审核, reach: department}, {role: 核稿}]
      - parties: [{role: 核稿}]
"""
    step = load_flows(edit("reach: unit\n", said))["outgoing-general"].step("office-review")
    assert step.when == (Condition(subject=Subject.DIRECTION, among=("上行文",)),)
    assert [stage.together for stage in step.stages] == [Together.ANY, Together.ALL]
    assert step.stages[0].parties[0] == Party(role=Role.DEPARTMENT_HEAD, reach=Reach.DEPARTMENT)


@pytest.mark.parametrize(("before", "after", "place", "said"), SLIPS)
def test_a_slip_in_a_flow_is_said_in_chinese_with_line_and_column(
    edit: Edit, before: str, after: str, place: str, said: str
) -> None:
    found = [one for one in check_flows(edit(before, after)) if said in say(one.rule, one.params).what]
    assert [in_words(one.place) for one in found] == [f"outgoing-general.yaml:{place}"]
    assert found[0].severity is Severity.FAULT
    assert say(found[0].rule, found[0].params).do.endswith("。")


@pytest.mark.parametrize(("before", "after", "place", "said"), SLIPS)
def test_a_flow_with_a_slip_is_not_worked_by(edit: Edit, before: str, after: str, place: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        load_flows(edit(before, after))
    assert caught.value.code == "resource.faulty"
    assert caught.value.params["count"] == len(caught.value.params["findings"])  # type: ignore[arg-type]


def test_several_slips_are_all_said_from_top_to_bottom(edit: Edit) -> None:
    folder = edit("version: 1", "version: x")
    path = folder / GENERAL.name
    path.write_text(path.read_text(encoding="utf-8").replace("revises: 是", "revises: 也许"), encoding="utf-8")
    lines = [one.place.lines[0] for one in check_flows(folder)]
    assert lines == [29, 39, 59, 80]


def test_a_flow_without_rechecking_works_but_is_warned_about_with_its_clause(edit: Edit) -> None:
    text = GENERAL.read_text(encoding="utf-8")
    start, end = text.index("  # 复核"), text.index("  # 登记编号")
    folder = edit(text[start:end], "")
    path = folder / GENERAL.name
    path.write_text(path.read_text(encoding="utf-8").replace("[recheck, issue]", "[issue]"), encoding="utf-8")
    (found,) = check_flows(folder)
    assert (found.severity, found.clause) == (Severity.WARNING, "党政机关公文处理工作条例第二十五条")
    assert load_flows(folder)["outgoing-general"].has("recheck") is False


def test_two_files_may_not_claim_one_flow(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        shutil.copy(GENERAL, tmp_path / name)
    (found,) = check_flows(tmp_path)
    assert (in_words(found.place), found.rule) == ("b.yaml:28:5", "flow-file.taken-id")


def test_a_copy_under_another_id_is_another_flow(edit: Edit) -> None:
    folder = edit("id: outgoing-general\nversion: 1", "id: outgoing-urgent\nversion: 3")
    shutil.copy(GENERAL, folder / "second.yaml")
    flows = load_flows(folder)
    assert {flow.id: flow.version for flow in flows.values()} == {"outgoing-urgent": 3, "outgoing-general": 1}


def test_a_file_that_is_no_yaml_does_not_hide_what_is_wrong_with_the_others(edit: Edit) -> None:
    folder = edit("version: 1", "version: x")
    (folder / "broken.yaml").write_text("id: [", encoding="utf-8")
    assert [one.place.name for one in check_flows(folder)] == ["broken.yaml", "outgoing-general.yaml"]


def test_a_folder_that_is_missing_is_unavailable_and_not_empty(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as caught:
        load_flows(tmp_path / "flows")
    assert caught.value.code == "resource.unreadable"


def test_no_role_of_an_administrator_can_stand_in_a_flow(flow: Flow) -> None:
    assert {step.role for step in flow.steps}.isdisjoint(
        {Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR}
    )
