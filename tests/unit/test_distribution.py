"""分送: to whom how many copies go, from the lists on the paper or as the clerk typed it."""

from __future__ import annotations

import pytest

from oa_desktop.domain.copies.copy_numbers import written_run
from oa_desktop.domain.copies.distribution import Consignment, addressed, numbered, typed

TOWNS = {"各乡镇人民政府": ("东山镇人民政府", "柳河镇人民政府")}


def said(consignments) -> list[tuple[str, int, str]]:
    return [(one.recipient, one.copies, one.copy_numbers) for one in consignments]


def test_an_organ_gets_one_copy_and_of_a_group_the_number_is_not_known():
    texts = ["各乡镇人民政府、街道办事处，县政府各部门、各直属机构", "县委办公室，县人大常委会办公室。"]
    assert said(addressed(texts, {})) == [
        ("各乡镇人民政府", 0, ""),
        ("街道办事处", 0, ""),
        ("县政府各部门", 0, ""),
        ("各直属机构", 0, ""),
        ("县委办公室", 1, ""),
        ("县人大常委会办公室", 1, ""),
    ]


def test_some_of_many_are_a_group_too():
    assert said(addressed(["县政府有关部门，县直属机构，县财政局"], {})) == [
        ("县政府有关部门", 0, ""), ("县直属机构", 0, ""), ("县财政局", 1, ""),
    ]  # fmt: skip


def test_a_group_whose_members_the_office_has_written_down_is_sent_to_each():
    assert said(addressed(["各乡镇人民政府"], TOWNS)) == [("东山镇人民政府", 1, ""), ("柳河镇人民政府", 1, "")]


def test_an_organ_that_is_named_twice_gets_one_copy():
    assert len(addressed(["县财政局", "县财政局，县审计局"], {})) == 2


@pytest.mark.parametrize(
    ("line", "consignment"),
    [
        ("县财政局 2份", ("县财政局", 2, "")),
        ("县财政局　2", ("县财政局", 2, "")),
        ("县财政局，2份，000003-000004", ("县财政局", 2, "000003—000004")),
        ("县财政局 1份 000005", ("县财政局", 1, "000005")),
        ("县财政局 2份 000003至000004", ("县财政局", 2, "000003—000004")),
        ("县财政局", ("县财政局", 1, "")),
        ("县财政局 000003—000006", ("县财政局", 4, "000003—000006")),
        ("各乡镇人民政府 20份", ("各乡镇人民政府", 20, "")),
        ("第2中学", ("第2中学", 1, "")),
    ],
)
def test_what_the_clerk_typed_stands(line, consignment):
    assert said(typed([line], TOWNS)) == [consignment]


def test_a_line_without_a_number_is_sent_as_the_paper_says():
    assert [one.recipient for one in typed(["各乡镇人民政府", "县财政局 3份"], TOWNS)] == [
        "东山镇人民政府", "柳河镇人民政府", "县财政局",
    ]  # fmt: skip


def test_copy_numbers_are_given_out_in_order():
    sent = [
        Consignment(recipient="甲", copies=1),
        Consignment(recipient="乙", copies=3),
        Consignment(recipient="丙", copies=1),
    ]
    assert [one.copy_numbers for one in numbered(sent, "000007")] == ["000007", "000008—000010", "000011"]


def test_behind_a_group_of_unknown_size_no_copy_number_is_known():
    sent = [Consignment(recipient="甲", copies=1), Consignment(recipient="各镇"), Consignment(recipient="乙", copies=1)]
    assert [one.copy_numbers for one in numbered(sent, "000001")] == ["000001", "", ""]


@pytest.mark.parametrize("first", ["", "秘", "１２"])
def test_a_paper_without_copy_numbers_gives_none_out(first):
    assert numbered([Consignment(recipient="甲", copies=1)], first)[0].copy_numbers == ""


def test_a_copy_number_that_was_typed_is_kept():
    assert (
        numbered([Consignment(recipient="甲", copies=1, copy_numbers="000009")], "000001")[0].copy_numbers == "000009"
    )


@pytest.mark.parametrize(("copies", "numbers"), [(0, ""), (1, "000001"), (30, "000001—000030")])
def test_a_run_of_copy_numbers_is_written_from_the_first_to_the_last(copies, numbers):
    assert written_run(1, copies) == numbers
