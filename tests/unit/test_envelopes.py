"""A list of envelopes against what was signed for: found by its titles, read in both forms, and refused in one sentence."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.errors import Refused
from oa_desktop.office import queries as q
from oa_desktop.office.incoming.envelopes import MOST_ENVELOPES, Envelope, as_enclosed, read_envelopes
from oa_desktop.office.ports.tables import Column, Table
from tests.fakes.incoming import CAME, received, receiving

LIST = "交换清单\n封 套 号,寄件机关,文号,备注\n０031,甲镇人民政府,甲政〔2026〕7号,\n32,乙局\n,空行,,\n"
ENVELOPES = (
    Envelope(envelope="0031", sender="甲镇人民政府", number="甲政〔2026〕7号"),
    Envelope(envelope="32", sender="乙局"),
)


@pytest.mark.parametrize("characters", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_table_is_read_whatever_stands_above_it(characters: str) -> None:
    assert read_envelopes(Workbooks(), LIST.encode(characters), "清单.csv") == ENVELOPES


def test_a_workbook_is_read_by_the_same_titles() -> None:
    titles = ("来文字号", "信封号", "发文机关")
    rows = [("甲政〔2026〕7号", "0031", "甲镇人民政府"), ("", "32", "乙局")]
    data = Workbooks().write([Table(title="清单", columns=[Column(title=one) for one in titles], rows=rows)])
    assert read_envelopes(Workbooks(), data, "清单.xlsx") == ENVELOPES


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("机关,文号\n甲,乙\n".encode(), "incoming.no-envelopes"),
        (b"", "incoming.no-envelopes"),
        (b"\xff\xff\x00", "table.damaged"),
        (("封套号\n" + "甲" * 200_000).encode(), "table.damaged"),
        (("封套号\n" + "1\n" * MOST_ENVELOPES).encode(), "table.too-many-rows"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_envelopes(Workbooks(), data, "清单.csv")
    assert refused.value.code == code


def test_what_is_missing_and_what_nobody_listed_is_said() -> None:
    office = receiving()
    received(office)
    received(office, came=replace(CAME, envelope=""), title="关于别的事的请示")
    received(office, came=replace(CAME, envelope="", received="2026-01-05"), title="关于早先的事的请示")
    registrar = office.as_("registrar")
    check = registrar.envelopes.check(ENVELOPES)
    assert (check.received, [one.envelope for one in check.missing]) == (1, ["32"])
    assert [row.title for row in check.unlisted] == ["关于别的事的请示"]
    assert list(check.words()) == [
        "清单上签收了 1 件，还有 1 件没有签收。",
        "没有签收：封套 32　乙局",
        "清单上没有：没有写封套号　关于别的事的请示",
    ]
    assert len(registrar.ask(q.IncomingRegister())) == 3


def test_of_several_in_one_envelope_and_of_last_year_s_envelope_each_is_its_own() -> None:
    office = receiving()
    received(office)
    two = (replace(ENVELOPES[0], number="甲政(2026) 7号"), replace(ENVELOPES[0], number="甲政〔2026〕8号"))
    check = office.as_("registrar").envelopes.check((*two, two[1]))
    assert (check.received, check.missing, check.unlisted) == (1, (two[1],), ())
    assert len(office.as_("registrar").envelopes.check(two[1:]).unlisted) == 1


@pytest.mark.parametrize(
    "written",
    ["31", "０0３1", "00 31", " 0031 ", "31.0", "031.", "'0031", "\u30000031\u200b"],
    ids=repr,
)
def test_a_number_of_an_envelope_is_known_however_a_table_or_a_hand_spoils_it(written: str) -> None:
    assert as_enclosed(written) == as_enclosed("0031")


@pytest.mark.parametrize("other", ["310", "3 2", "0031-1", "A31", "0.31", "", "0"])
def test_another_envelope_is_never_taken_for_it(other: str) -> None:
    assert as_enclosed(other) != as_enclosed("0031")


def test_what_came_is_found_on_a_list_that_lost_its_zeros() -> None:
    office = receiving()
    received(office, came=replace(CAME, envelope="００31 "))
    found = read_envelopes(Workbooks(), "封套编号,来文单位\n31.0,甲镇人民政府\n".encode(), "清单.csv")
    check = office.as_("registrar").envelopes.check(found)
    assert (check.received, check.missing, check.unlisted) == (1, (), ())


def test_numbers_that_a_workbook_keeps_as_numbers_are_read_as_people_read_them() -> None:
    book = openpyxl.Workbook()
    for row in (("封套号", "来文机关"), (412.0, "甲镇"), (31, "乙局")):
        book.active.append(row)
    book.create_sheet("说明").append(("封套号",))
    book.save(data := BytesIO())
    assert [one.envelope for one in read_envelopes(Workbooks(), data.getvalue(), "清单.xlsx")] == ["412", "31"]


def test_a_line_that_stands_there_twice_is_said_and_counted_once() -> None:
    office = receiving()
    received(office)
    lines = (Envelope(envelope="0031"), Envelope(envelope="31"), Envelope(envelope="0032"))
    check = office.as_("registrar").envelopes.check(lines)
    assert (check.received, check.missing, check.repeated) == (1, (lines[2],), ("0031",))
    assert any("封套 0031 写了不止一行" in words for words in check.words())


def test_an_old_envelope_of_somebody_else_with_the_same_number_is_not_what_the_list_means() -> None:
    office = receiving()
    received(office, came=replace(CAME, received="2026-01-05"))
    check = office.as_("registrar").envelopes.check((Envelope(envelope="0031", sender="乙局"),))
    assert [one.sender for one in check.missing] == ["乙局"]
    assert office.as_("registrar").envelopes.check((Envelope(envelope="0031", sender="甲镇"),)).received == 1
