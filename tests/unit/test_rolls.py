"""Rolls go out as workbooks and come in again: seen row by row, and then everything as one act, or nothing."""

import json

import pytest

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.kinds import Direction
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import organisation_journal
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.units.correspondents import Correspondent, Relationship
from oa_desktop.domain.units.roles import Role
from oa_desktop.office.queries import ActForms, AuditTrail
from oa_desktop.office.rolls import Outcome, RollKind
from oa_desktop.office.rolls.cells import read_day
from oa_desktop.office.rolls.correspondents import parcels
from tests.fakes.office import FakeOffice

ORGANS, PEOPLE = RollKind.CORRESPONDENTS, RollKind.PEOPLE
TOWNS = "各乡镇人民政府"
HEAD = ("机关名称", "与本单位的关系", "分组", "排序")


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture(scope="module")
def quiet() -> FakeOffice:
    """An office of which nothing is changed."""
    return FakeOffice()


def workbook(*rows: tuple[str, ...]) -> bytes:
    return json.dumps(rows).encode()


def seen(office: FakeOffice, kind: RollKind, *rows: tuple[str, ...], account: str = "system"):
    return office.as_(account).rolls.preview(kind, workbook(*rows), "名册.xlsx")


def outcomes(preview) -> list[str]:
    return [row.refusal.code if row.refusal else row.outcome.value for row in preview.rows]


def book(office: FakeOffice) -> dict[str, Correspondent]:
    return {one.name: one for one in office.as_("system").organisation().correspondents}


def register(office: FakeOffice, *organs: Correspondent) -> None:
    office.as_("registrar").perform(org.RegisterCorrespondents(correspondents=organs))


def town(name: str, rank: int, **more: str) -> Correspondent:
    return Correspondent(name=name, relationship=Relationship.SUBORDINATE, groups=(TOWNS,), rank=rank, **more)


# --- the address book ----------------------------------------------------------------------------------------------


def test_a_group_has_its_organs_in_their_order_and_is_offered_for_their_direction(office):
    register(office, town("乙镇人民政府", 20), town("甲镇人民政府", 10), Correspondent(name="邻县人民政府"))

    known = office.as_("drafter").addressees

    assert known.members[TOWNS] == ("甲镇人民政府", "乙镇人民政府")
    assert known.main[Direction.DOWNWARD][0] == TOWNS
    assert TOWNS not in known.main[Direction.UPWARD]
    assert known.organs == ("甲镇人民政府", "乙镇人民政府", "邻县人民政府")


def test_whoever_sends_a_paper_out_is_offered_the_groups_and_organs_of_the_book(office):
    document = office.bring_to("dispatch")
    register(office, town("甲镇人民政府", 10))

    forms = office.as_("dispatcher").ask(ActForms(dossier=document))

    (field,) = (one for form in forms for one in form.fields if one.name == "recipients")
    assert [words for _value, words in field.options] == [TOWNS, "甲镇人民政府"]


def test_a_dissolved_organ_leaves_its_groups_and_its_successor_stands_there(office):
    today = office.clock.time.date().isoformat()
    register(
        office,
        town("乙乡人民政府", 20, until=today, successor="乙镇人民政府"),
        town("乙镇人民政府", 20, since="2026-04-17"),
    )
    drafter = office.as_("drafter")

    before = drafter.addressees.members[TOWNS]
    office.clock.move(days=1)

    assert (before, drafter.addressees.members[TOWNS]) == (("乙乡人民政府",), ("乙镇人民政府",))


def test_an_organ_that_is_registered_again_is_changed_and_keeps_its_place(office):
    register(office, town("甲镇人民政府", 10), town("乙镇人民政府", 20))
    register(office, Correspondent(name="甲镇人民政府", relationship=Relationship.PEER))

    assert [*book(office)] == ["甲镇人民政府", "乙镇人民政府"]
    assert book(office)["甲镇人民政府"].relationship is Relationship.PEER


def test_a_drafter_registers_no_organ(office):
    with pytest.raises(Refused, match=r"policy\.role"):
        office.as_("drafter").perform(org.RegisterCorrespondents(correspondents=(town("甲镇人民政府", 1),)))


@pytest.mark.parametrize(
    ("organ", "code"),
    [
        (Correspondent(name=" "), "correspondent.nameless"),
        (Correspondent(name="甲镇、乙镇"), "correspondent.several-names"),
        (Correspondent(name="甲镇", groups=("镇，乡",)), "correspondent.group-names"),
        (Correspondent(name="甲镇", groups=("甲镇",)), "correspondent.named-as-a-group"),
        (Correspondent(name="甲镇", since="2026-02-30"), "date.no-day"),
        (Correspondent(name="甲镇", since="2026-03-01", until="2026-02-01"), "correspondent.dates"),
        (Correspondent(name="甲镇", successor="甲镇"), "correspondent.own-successor"),
        (Correspondent(name="甲\u200b镇"), "organisation.name-unseen"),
    ],
)
def test_an_organ_that_does_not_fit_is_refused(quiet, organ, code):
    with pytest.raises(Refused) as refused:
        register(quiet, organ)

    assert refused.value.code == code


# --- 往来机关 in and out -------------------------------------------------------------------------------------------


def test_what_went_out_comes_in_again_and_changes_nothing(office):
    register(office, town("甲镇人民政府", 10, parent="清源县", since="2020-01-01"), Correspondent(name="邻县人民政府"))
    data = office.as_("system").rolls.workbook(ORGANS)

    preview = office.as_("system").rolls.preview(ORGANS, data, "通讯录.xlsx")

    assert outcomes(preview) == ["不变", "不变"]
    assert office.as_("system").rolls.take_in(preview).changed is None


def test_a_preview_says_what_each_row_would_do_and_changes_nothing(office):
    register(office, town("甲镇人民政府", 10), town("乙镇人民政府", 20))

    preview = seen(
        office,
        ORGANS,
        ("清源县通讯录",),
        HEAD,
        ("甲镇人民政府", "下级", TOWNS, "10"),
        ("乙镇人民政府", "下级", TOWNS, "５"),
        ("丙镇人民政府", "下级", TOWNS, ""),
        ("丁镇人民政府", "属下", TOWNS, ""),
        ("戊镇人民政府", "下级", TOWNS, "最后"),
        ("", "下级", TOWNS, ""),
        ("己镇人民政府", "下级", TOWNS, ""),
        ("己镇人民政府", "下级", TOWNS, ""),
    )

    assert outcomes(preview) == [
        "不变",
        "更改",
        "新增",
        "correspondent.relationship",
        "table.rank",
        "correspondent.nameless",
        "table.twice",
        "table.twice",
    ]
    assert preview.rows[1].changed == ("排序",)
    assert [row.number for row in preview.rows][:2] == [3, 4]
    assert [*book(office)] == ["甲镇人民政府", "乙镇人民政府"]


def test_the_good_rows_are_taken_in_as_one_act(office):
    preview = seen(office, ORGANS, HEAD, ("甲镇人民政府", "下级", TOWNS, "1"), ("乙镇、丙镇", "下级", TOWNS, "2"))

    taken = office.as_("system").rolls.take_in(preview)

    assert [*book(office)] == ["甲镇人民政府"]
    assert taken.changed.organisation


def test_only_the_bad_rows_are_written_out_with_their_reasons(quiet):
    preview = seen(quiet, ORGANS, HEAD, ("甲镇人民政府", "下级", "", ""), ("乙镇、丙镇", "下级", "", ""))

    head, *rows = json.loads(quiet.as_("system").rolls.refused(preview))

    assert head[-2:] == ["行号", "原因"]
    assert [(row[0], row[-2]) for row in rows] == [("乙镇、丙镇", "3")]
    assert "像是几个机关" in rows[0][-1]


def test_a_column_that_is_left_out_leaves_what_the_unit_has(office):
    register(office, town("甲镇人民政府", 10))

    preview = seen(office, ORGANS, ("机关名称", "联系电话", "分组"), ("甲镇人民政府", "12345", f"{TOWNS}、沿江乡镇"))
    office.as_("system").rolls.take_in(preview)

    assert preview.passed_over == ("联系电话",)
    assert book(office)["甲镇人民政府"] == town("甲镇人民政府", 10).__class__(
        name="甲镇人民政府", relationship=Relationship.SUBORDINATE, groups=(TOWNS, "沿江乡镇"), rank=10
    )


def test_five_thousand_organs_are_one_act_in_entries_that_hold_them(office):
    rows = [(f"第{place}乡人民政府", "下级", TOWNS, str(place)) for place in range(5_000)]
    preview = seen(office, ORGANS, HEAD, *rows)

    changed = office.as_("system").rolls.take_in(preview).changed

    assert len(book(office)) == 5_000
    assert len(changed.entries) > 50
    kept = {
        one.entry.act
        for one in [*office.stores.made.entries(organisation_journal(changed.unit))][-len(changed.entries) :]
    }
    assert kept == {changed.act}


def test_an_entry_is_given_as_many_organs_as_it_holds():
    organs = [town("长" * 100, place) for place in range(100)]

    acts = [*parcels(organs)]

    assert [one for act in acts for one in act.correspondents] == organs
    assert len(acts) > 1


def test_a_workbook_without_the_columns_is_refused(quiet):
    with pytest.raises(Refused, match=r"table\.no-header"):
        seen(quiet, ORGANS, ("单位", "电话"), ("甲镇", "1"))


def test_a_blank_workbook_has_the_columns_alone(quiet):
    assert len(json.loads(quiet.as_("drafter").rolls.blank(PEOPLE))) == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("2026.3.1", "2026-03-01"),
        ("2026年3月1日", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("", ""),
    ],
)
def test_a_date_is_read_as_people_write_it(written, day):
    assert read_day(written) == day


@pytest.mark.parametrize("written", ["2026-02-30", "46082", "三月一日"])
def test_what_is_no_date_is_refused(written):
    with pytest.raises(Refused, match=r"table\.date"):
        read_day(written)


# --- people in and out ---------------------------------------------------------------------------------------------

MEMBERS = ("姓名", "账号", "内设机构", "职务", "排序")


def test_new_people_get_accounts_a_department_and_first_passwords_once(office):
    preview = seen(office, PEOPLE, MEMBERS, ("王小明", "wangxiaoming", "督查科", "科长", "30"))

    taken = office.as_("system").rolls.take_in(preview)

    unit = office.as_("system").organisation()
    person = unit.person_by_account("wangxiaoming")
    (post,) = unit.posts_of(person.id)
    assert (person.name, person.rank, post.title, post.roles) == ("王小明", 30, "科长", ())
    assert unit.department(post.department).name == "督查科"
    (first,) = taken.passwords
    assert office.office.sign_in("wangxiaoming", first.password).standing.name == "王小明"


def test_somebody_known_is_amended_and_keeps_rights_and_account(office):
    preview = seen(office, PEOPLE, MEMBERS, ("新名", "drafter", "综合科", "副科长", "20"))

    office.as_("system").rolls.take_in(preview)

    unit = office.as_("system").organisation()
    person = unit.person_by_account("drafter")
    (post,) = unit.posts_of(person.id)
    assert outcomes(preview) == ["更改"]
    assert (person.name, person.rank, post.title) == ("新名", 20, "副科长")
    assert (post.roles, person.clearance) == ((Role.DRAFTER,), Secrecy.WORK)
    assert unit.department(post.department).name == "综合科"


def test_people_who_went_out_come_in_again_unchanged(quiet):
    system = quiet.as_("system").rolls

    preview = system.preview(PEOPLE, system.workbook(PEOPLE), "人员.xlsx")

    assert {row.outcome for row in preview.rows} == {Outcome.UNCHANGED}


def test_somebody_without_an_account_is_found_by_a_name_that_only_one_has(office):
    rows = (("拟稿员", "科员"), ("签发员", "县长"), ("生人", "科员"))

    preview = seen(office, PEOPLE, ("姓名", "职务"), *rows)

    assert outcomes(preview) == ["roll.namesakes", "更改", "roll.no-account"]


def test_somebody_without_a_place_is_refused(quiet):
    preview = seen(quiet, PEOPLE, MEMBERS, ("王小明", "wangxiaoming", "", "科长", ""), ("", "li", "秘书科", "科员", ""))

    assert outcomes(preview) == ["roll.no-place", "person.nameless"]


def test_only_the_system_administrator_takes_in_people(quiet):
    with pytest.raises(Refused, match=r"policy\.role"):
        seen(quiet, PEOPLE, MEMBERS, account="registrar")


def test_where_one_of_many_is_refused_at_last_nothing_is_recorded(office):
    preview = seen(office, PEOPLE, MEMBERS, ("甲", "jia", "秘书科", "科员", ""), ("乙", "yi", "秘书科", "科员", ""))
    late = seen(office, PEOPLE, MEMBERS, ("乙", "yi", "秘书科", "科员", ""))
    office.as_("system").rolls.take_in(late)
    people = office.as_("system").organisation().people

    with pytest.raises(Refused, match=r"account\.exists"):
        office.as_("system").rolls.take_in(preview)

    assert office.as_("system").organisation().people == people


def test_what_no_longer_fits_when_it_is_taken_in_is_refused_with_all_the_rest(office):
    rows = (("甲镇人民政府", "下级", "", "1"), ("丙镇人民政府", "下级", "沿江乡镇", "2"))
    preview = seen(office, ORGANS, HEAD, *rows)
    register(office, Correspondent(name="沿江乡镇"))

    with pytest.raises(Refused, match=r"correspondent\.named-as-a-group"):
        office.as_("system").rolls.take_in(preview)

    assert [*book(office)] == ["沿江乡镇"]


def test_nothing_is_recorded_where_the_disk_is_full(office):
    preview = seen(office, ORGANS, HEAD, ("甲镇人民政府", "下级", TOWNS, "1"))
    office.stores.made.fail_next_commit = True

    with pytest.raises(Unavailable):
        office.as_("system").rolls.take_in(preview)

    assert book(office) == {}


def test_that_a_roll_left_is_recorded(office):
    office.as_("system").rolls.workbook(PEOPLE)

    assert any(row.act == "输出" and "人员" in row.detail for row in office.as_("auditor").ask(AuditTrail()))
