"""The demonstration: a fictional county office, its people, one notice, and what happened to it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from oa_desktop.catalogue.addressees import load_addressees
from oa_desktop.catalogue.desks import load_desk, working_day
from oa_desktop.catalogue.flows import load_flows
from oa_desktop.catalogue.phrases import load_phrases
from oa_desktop.catalogue.scenarios import load_scenario
from oa_desktop.catalogue.stories import load_story
from oa_desktop.catalogue.units import load_unit
from oa_desktop.docs.reading.reader import read_source
from oa_desktop.domain.actions import BY_KIND
from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.documents.kinds import Direction
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript, Table
from oa_desktop.domain.stories import Story, StoryAct, Version
from oa_desktop.domain.units.described import DescribedUnit
from oa_desktop.domain.units.passwords import refuse_weak
from oa_desktop.domain.units.roles import ADMINISTRATORS, PERMISSIONS, Role
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path

UNIT = resource_path("demonstration/unit.yaml")
STORY = resource_path("demonstration/story.yaml")
SCENARIOS = resource_path("demonstration/scenarios")
DESK = resource_path("demonstration/desk.yaml")
NOW = datetime.fromisoformat("2026-03-25T08:00:00+08:00")
ADDRESSEES = resource_path("words/addressees.yaml")
PHRASES = resource_path("words/phrases.yaml")


@pytest.fixture(params=["incoming", "joint", "sealed"])
def scenario(request) -> str:
    return request.param


@pytest.fixture
def unit() -> DescribedUnit:
    return load_unit(UNIT)


@pytest.fixture
def story() -> Story:
    return load_story(STORY)


@pytest.fixture
def final() -> str:
    return resource_path("demonstration/notice.txt").read_text(encoding="utf-8")


@pytest.fixture
def notice(final: str) -> Manuscript:
    return read_source(final.encode(), "notice.txt").manuscript


def edited(path: Path, folder: Path, before: str, after: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert before in text
    copy = folder / path.name
    copy.write_text(text.replace(before, after, 1), encoding="utf-8")
    return copy


# --- the unit ------------------------------------------------------------------------------------------------------


def test_nine_people_hold_the_nine_steps_one_each(unit: DescribedUnit) -> None:
    handling = [[role for role in person.roles if role not in ADMINISTRATORS | PERMISSIONS] for person in unit.people]
    assert len(unit.people) == 9
    assert sorted(role for roles in handling for role in roles) == sorted(
        frozenset(Role) - ADMINISTRATORS - PERMISSIONS
    )
    assert all(len(roles) == 1 for roles in handling)


def test_the_three_administrators_are_three_people(unit: DescribedUnit) -> None:
    assert len({unit.holder(role).account for role in ADMINISTRATORS}) == 3


def test_the_founders_are_the_system_and_the_security_administrator(unit: DescribedUnit) -> None:
    assert [unit.holder(role).account for role in (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)] == list(
        unit.founders
    )


def test_the_drafter_and_the_first_reviewer_sit_in_one_department(unit: DescribedUnit) -> None:
    assert unit.holder(Role.DRAFTER).department == unit.holder(Role.DEPARTMENT_HEAD).department


def test_the_published_passwords_meet_the_policy_of_the_office(unit: DescribedUnit) -> None:
    for person in unit.people:
        refuse_weak(person.password, SignInRules(), person.account)
        assert person.password == f"Qingyuan#{person.rank:02}"


def test_names_hold_characters_that_small_fonts_lack(unit: DescribedUnit) -> None:
    names = "".join(person.name for person in unit.people)
    assert set("昇堃玥祎喆翀") <= set(names)


def test_people_stand_in_the_order_of_rank(unit: DescribedUnit) -> None:
    assert [person.rank for person in unit.people] == list(range(1, 10))
    assert unit.person("zhaoliheng").rank == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("account: limukun", "account: zhaoliheng", "“zhaoliheng”用了两次"),
        ("code: 清政发", "code: 清政办发", "“清政办发”用了两次"),
        ("department: archives", "department: cellar", "没有代号为“cellar”的内设机构"),
        ("roles: [拟稿]", "roles: [复核]", "没有人担任拟稿"),
        ("roles: [归档, 安全审计员]", "roles: [归档, 安全审计员, 系统管理员]", "三员的角色不能这样兼任"),
        ("grade: 非涉密", "grade: 绝密", "不能写“绝密”"),
        ("founders: [xuchong, heyutong]", "founders: [heyutong, xuchong]", "“heyutong”不是系统管理员"),
        ("founders: [xuchong, heyutong]", "founders: [xuchong, nobody]", "“nobody”不是安全保密管理员"),
        ("department: registry\n    rank: 09", "department: general\n    rank: 09", "不在同一个内设机构"),
        ("roles: [拟稿]", "roles: [拟稿人]", "不能写“拟稿人”"),
        ("rank: 07", "rank: 七", "“rank”写成“七”"),
    ],
)
def test_a_slip_in_the_unit_is_said(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        load_unit(edited(UNIT, tmp_path, before, after))
    whys = [say(one.rule, one.params).what for one in caught.value.params["findings"]]  # type: ignore[attr-defined]
    assert any(said in why for why in whys)


def test_on_a_classified_grade_one_person_may_not_be_two_administrators(tmp_path: Path) -> None:
    path = edited(UNIT, tmp_path, "grade: 非涉密", "grade: 秘密")
    for both in ("[登记编号, 手工编号, 安全保密管理员]", "[归档, 安全审计员]", "[核发, 系统管理员]"):
        with pytest.raises(Refused) as caught:
            load_unit(path)
        assert any(one.rule == "unit-file.roles" for one in caught.value.params["findings"])  # type: ignore[attr-defined]
        path = edited(path, tmp_path, both, f"[{both[1:-1].split(', ')[-1]}]")
    path = edited(path, tmp_path, "roles: [签发]", "roles: [签发, 登记编号, 归档, 核发]")
    load_unit(path)
    path = edited(path, tmp_path, "[系统管理员]", "[系统管理员, 安全保密管理员]")
    with pytest.raises(Refused) as caught:
        load_unit(path)
    assert "三员" in say(caught.value.code, caught.value.params).why


# --- the story -----------------------------------------------------------------------------------------------------


def test_the_story_goes_through_every_step_with_one_return_and_one_recall(story: Story) -> None:
    kinds = [one.kind for one in story.acts]
    flow = load_flows(resource_path("flows"))[story.flow]
    assert kinds[0] == "draft"
    assert {step.act for step in flow.steps} <= set(kinds)
    assert (kinds.count("return"), kinds.count("recall")) == (1, 1)


def test_everybody_in_the_story_may_do_what_they_do(story: Story, unit: DescribedUnit) -> None:
    flow = load_flows(resource_path("flows"))[story.flow]
    onward = {step.act: step.role for step in flow.steps if step.act != "review"}
    for one in story.acts:
        roles = unit.person(one.account).roles
        assert onward.get(one.kind, roles[0]) in roles


def test_the_return_says_what_is_to_be_mended_and_goes_to_a_step_of_the_flow(story: Story) -> None:
    returned = next(one for one in story.acts if one.kind == "return")
    flow = load_flows(resource_path("flows"))[story.flow]
    assert returned.to in flow.step("office-review").returns_to
    assert "经县人民政府同意" in returned.words


def test_the_first_text_has_the_slips_that_recall_and_return_mend(story: Story, final: str) -> None:
    first, recalled = story.text(final, Version.FIRST), story.text(final, Version.RECALLED)
    assert "2024年1月1日" in first
    assert "2024年1月1日" not in recalled
    assert "经县人民政府同意" not in recalled
    assert "6月20日前" in recalled
    assert story.text(final, Version.FINAL) == final


def test_every_correction_has_one_place_in_the_final_text(story: Story, final: str) -> None:
    assert [(final.count(slip.right), final.count(slip.wrong)) for slip in story.corrections] == [(1, 0)] * 3


def test_another_text_is_told_the_same_story_unchanged(story: Story) -> None:
    assert story.text("关于放假的通知", Version.FIRST) == "关于放假的通知"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("act: draft", "act: paint", "没有“paint”这个动作"),
        ("date: 2026-03-18", "date: 2026-02-30", "“2026-02-30”不是一个日期"),
        ("at: 2026-03-16T08:58:00", "at: 2026-03-15T08:58:00", "时间比上一个动作早"),
        ("retention: 30年", "retention: 20年", "不能写“20年”"),
        ("copies: 86", "copies: 许多", "“copies”写成“许多”"),
    ],
)
def test_a_slip_in_the_story_is_said(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        load_story(edited(STORY, tmp_path, before, after))
    assert said in say(caught.value.code, caught.value.params).why


# --- the scenarios -------------------------------------------------------------------------------------------------


def scenario_acts(name: str) -> list[StoryAct]:
    return [act for document in load_scenario(SCENARIOS / f"{name}.yaml").documents for act in document.story.acts]


def test_everybody_in_a_scenario_is_one_of_its_unit(scenario: str) -> None:
    told = load_scenario(SCENARIOS / f"{scenario}.yaml")
    known = {one.account for one in load_unit(UNIT.parent / told.unit).people}
    acting = {act.account for act in scenario_acts(scenario)}
    assert acting | {told.archivist} <= known


def test_the_scenarios_show_every_operation_of_circulation_and_signing() -> None:
    incoming = {act.kind for act in scenario_acts("incoming")}
    assert incoming >= {"receive", "register-incoming", "first-check", "propose", "instruct", "assign", "handle"}
    assert incoming >= {"return", "circulate", "pass-on", "recall-circulation", "urge", "hand-over", "conclude"}
    joint = {act.kind for act in scenario_acts("joint")}
    assert joint >= {"countersign", "add-signers", "withdraw-signers", "return", "recall", "delegate", "cosign"}
    assert "不同意" in {act.said.get("stance") for act in scenario_acts("joint")}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("act: receive", "act: paint", "没有“paint”这个动作"),
        ("at: 2026-04-08T08:58:00", "at: 2026-04-07T08:58:00", "时间比上一个动作早"),
        ("at: 2026-04-08T08:58:00", "at: 2026-04-31T08:58:00", "不是一个日期"),
        ("screen: flow", "screen: cinema", "不能写“cinema”"),
    ],
)
def test_a_slip_in_a_scenario_is_said(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        load_scenario(edited(SCENARIOS / "incoming.yaml", tmp_path, before, after))
    assert said in say(caught.value.code, caught.value.params).why


# --- the notice ----------------------------------------------------------------------------------------------------


def test_the_notice_is_a_complete_document_that_the_reader_has_no_doubt_about(final: str) -> None:
    reading = read_source(final.encode(), "notice.txt")
    assert reading.findings == ()
    assert complete(reading.manuscript).findings == ()


def test_the_notice_has_four_levels_in_mixed_widths(notice: Manuscript) -> None:
    starts = [block.text[:3] for block in notice.body]
    assert {getattr(block, "level", 0) for block in notice.body} == {0, 1, 2, 3, 4}
    assert {"(二)", "（一）"} <= set(starts)
    assert any(start.startswith("(3)") for start in starts)
    assert any(start.startswith("2．") for start in starts)


def test_the_annexes_bear_the_names_of_the_attachment_note(notice: Manuscript) -> None:
    assert tuple(annex.title for annex in notice.annexes) == notice.attachment_notes
    assert len(notice.annexes) == 3


def test_one_annex_is_a_table_of_eight_columns(notice: Manuscript) -> None:
    (table,) = [block for annex in notice.annexes for block in annex.body if isinstance(block, Table)]
    assert {len(row) for row in table.rows} == {8}
    assert len(table.rows) == 6


def test_number_date_and_copy_number_stay_open_until_registration(notice: Manuscript) -> None:
    assert (notice.document_number, notice.date, notice.copy_number) == ("", "", "")


# --- stock phrases -------------------------------------------------------------------------------------------------


def test_every_step_offers_stock_phrases() -> None:
    phrases = load_phrases(PHRASES)
    onward = {step.act for flow in load_flows(resource_path("flows")).values() for step in flow.steps}
    assert onward | {"return", "recall", "leave-opinion"} <= phrases.keys() <= BY_KIND.keys()
    assert all(phrases.values())


def test_a_phrase_for_an_act_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load_phrases(edited(PHRASES, tmp_path, "review:", "revue:"))
    assert "没有“revue”这个动作" in say(caught.value.code, caught.value.params).why


# --- usual addressees ----------------------------------------------------------------------------------------------


def test_every_direction_that_is_addressed_offers_usual_addressees() -> None:
    usual = load_addressees(ADDRESSEES)
    assert set(usual.main) == {Direction.UPWARD, Direction.LEVEL, Direction.DOWNWARD}
    assert all(usual.main.values()) and usual.copied


GROUP = """成员:
  各乡镇人民政府:
    - 甲镇人民政府
    - 乙镇人民政府
"""


def test_no_group_is_shipped_with_organs_that_an_office_does_not_have() -> None:
    assert load_addressees(ADDRESSEES).members == {}


def test_an_office_may_write_down_the_organs_of_a_group(tmp_path: Path) -> None:
    members = load_addressees(edited(ADDRESSEES, tmp_path, "抄送机关:", f"{GROUP}抄送机关:")).members
    assert members == {"各乡镇人民政府": ("甲镇人民政府", "乙镇人民政府")}


def test_the_example_in_the_file_is_right_when_its_marks_are_taken_away(tmp_path: Path) -> None:
    text = ADDRESSEES.read_text(encoding="utf-8")
    start = text.index("# 成员:")
    example = text[start:].replace("\n# ", "\n").removeprefix("# ")
    assert load_addressees(edited(ADDRESSEES, tmp_path, text[start:], example)).members.keys() == {"各乡镇人民政府"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("上行文:", "向上:", "向上"),
        ("抄送机关:", "抄送:", "抄送"),
        ("- 市财政局", "- 市人民政府", "不重复"),
        ("抄送机关:", GROUP.replace("乙", "甲") + "抄送机关:", "不重复"),
    ],
    ids=["unknown-direction", "unknown-name", "twice", "twice-in-a-group"],
)
def test_addressees_that_are_badly_written_are_told_with_their_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(Refused) as caught:
        load_addressees(edited(ADDRESSEES, tmp_path, old, new))
    told = str(say(caught.value.code, caught.value.params))
    assert "addressees.yaml 第" in told and said in told


# --- the desk ------------------------------------------------------------------------------------------------------


def test_every_document_on_the_desk_can_be_issued_as_it_is_typed() -> None:
    for one in load_desk(DESK, NOW):
        read = read_source(one.text.encode(), one.story.source)
        assert read.findings == (), one.text
        assert complete(read.manuscript).document is not None, one.text


def test_the_desk_has_papers_of_many_kinds() -> None:
    titles = [read_source(one.text.encode(), "desk.yaml").manuscript.title for one in load_desk(DESK, NOW)]
    assert len(set(titles)) == len(titles) == 14
    assert {title[-2:].removeprefix("的").removeprefix("复") for title in titles} == {
        "通知", "请示", "函", "纪要", "报告", "批复", "通报",
    }  # fmt: skip


def test_what_was_done_on_the_desk_was_done_on_the_working_days_before_today() -> None:
    times = [one.at for document in load_desk(DESK, NOW) for one in document.story.acts]
    assert all(NOW - timedelta(days=20) < one < NOW for one in times)
    assert all(one.weekday() < 5 for one in times)


def test_dates_in_the_texts_are_counted_from_today() -> None:
    texts = "".join(one.text for one in load_desk(DESK, NOW))
    assert "4月15日前将自查情况报送" in texts
    assert "{" not in texts


@pytest.mark.parametrize(
    ("day", "away", "found"),
    [
        (date(2026, 3, 25), -1, date(2026, 3, 24)),
        (date(2026, 3, 23), -1, date(2026, 3, 20)),
        (date(2026, 3, 22), -1, date(2026, 3, 20)),
        (date(2026, 3, 25), 3, date(2026, 3, 30)),
        (date(2026, 3, 28), 0, date(2026, 3, 27)),
    ],
)
def test_working_days_are_counted_over_the_weekend(day: date, away: int, found: date) -> None:
    assert working_day(day, away) == found


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('at: "15:20", by: zhouyue, act: draft', 'at: "15:20", by: zhouyue, act: dance', "没有“dance”这个动作"),
        ('day: 4, at: "09:40"', 'day: 4, at: "09:10"', "时间比上一个动作早"),
        ('day: 1, at: "15:20"', 'day: 0, at: "15:20"', "“day”写成“0”"),
    ],
)
def test_a_desk_that_an_office_has_garbled_is_refused_with_its_line(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        load_desk(edited(DESK, tmp_path, before, after), NOW)
    assert said in say(refused.value.code, refused.value.params).why
