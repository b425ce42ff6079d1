"""Joint issue (联合行文): marks, signatures and seals of two to twenty organs. GB/T 9704-2012 7.2.4, 7.2.6, 7.3.5."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from tests.golden.formats import NOTICE, TEXT

LINE, CELL = 225 / 22, 156 / 28
SHORT = ("教育局", "公安局", "民政局", "财政局", "水利局", "司法局", "审计局", "统计局", "林业局", "商务局")
LONG = ("市场监督管理局", "农业农村局", "人力资源和社会保障局", "文化和旅游局", "退役军人事务局")
ORGANS = tuple(f"清源县{name}" for name in (*SHORT, *LONG, "信访局", "应急管理局", "医疗保障局", "气象局", "税务局"))
COUNTS = range(2, 21)


def joint(count: int, *, sealed: bool = True) -> LaidOut:
    organs = ORGANS[:count]
    paper = replace(NOTICE, issuing_organs=organs, signatories=organs, body=(TEXT,) * 4)
    return lay_out(paper, shipped_fonts(), LayoutOptions(seal="、".join(organs) if sealed else "", sealed=sealed))


@pytest.mark.parametrize("count", COUNTS)
def test_every_organ_has_its_own_seal_in_the_order_of_the_organs(count: int) -> None:
    seals = [seal for page in joint(count).pages for seal in page.seals]
    assert [seal.name for seal in seals] == list(ORGANS[:count])


@pytest.mark.parametrize("count", COUNTS)
def test_seals_neither_touch_nor_leave_the_type_area(count: int) -> None:
    for page in joint(count).pages:
        for one, other in combinations(page.seals, 2):
            apart = math.dist((one.centre_x_mm, one.centre_y_mm), (other.centre_x_mm, other.centre_y_mm))
            assert apart > one.diameter_mm
        for seal in page.seals:
            assert seal.centre_x_mm - seal.diameter_mm / 2 >= 28
            assert seal.centre_x_mm + seal.diameter_mm / 2 <= 184
            assert seal.top_mm >= 37 - 1
            assert seal.centre_y_mm + seal.diameter_mm / 2 <= 262 + 1


@pytest.mark.parametrize("count", COUNTS)
def test_the_last_seal_covers_its_name_and_the_date(count: int) -> None:
    page, date = joint(count).of(Element.DATE)[0]
    seal = page.seals[-1]
    assert abs(seal.centre_x_mm - (date.x_mm + date.right_mm) / 2) < 0.01
    assert 0 < date.y_mm - seal.centre_y_mm < seal.diameter_mm / 2


@pytest.mark.parametrize("count", COUNTS)
def test_the_first_page_shows_text_and_no_name_is_lost(count: int) -> None:
    laid = joint(count)
    assert laid.pages[0].of(Element.BODY)
    assert laid.text_of(Element.SIGNATURE) == "".join(ORGANS[:count])
    assert [page.number for page in laid.pages if page.of(Element.SIGNATURE) and not page.seals] == []


@pytest.mark.parametrize("count", COUNTS)
def test_a_mark_shows_all_organs_where_there_is_room_and_else_the_lead_organ(count: int) -> None:
    runs = joint(count).pages[0].of(Element.MARK)
    shown = "".join(run.text for run in runs)
    assert shown == ("".join(ORGANS[:count]) if count <= 8 else ORGANS[0]) + "文件"
    assert min(run.size_pt for run in runs) >= 21.5


@pytest.mark.parametrize("count", [2, 5, 20])
def test_without_seals_the_organs_stand_under_each_other_the_lead_organ_first(count: int) -> None:
    laid = joint(count, sealed=False)
    runs = [run for _, run in laid.of(Element.SIGNATURE)]
    assert [run.text for run in runs] == list(ORGANS[:count])
    (page, date), last = laid.of(Element.DATE)[0], runs[-1]
    assert date.y_mm - last.y_mm == pytest.approx(LINE)
    assert not page.seals


@pytest.mark.parametrize("count", range(1, 8))
def test_several_signers_stand_two_a_line_with_the_number_beside_the_last(count: int) -> None:
    signers = ("张建国", "李卫", "欧阳明华", "陈武", "赵立衡", "钱玥", "孙晓")[:count]
    page = lay_out(replace(NOTICE, signers=signers), shipped_fonts()).pages[0]
    names = [run for run in page.of(Element.SIGNERS) if run.role is FontRole.KAITI]
    assert "".join(run.text for run in names) == "".join(signers)
    (number,) = page.of(Element.DOCUMENT_NUMBER)
    assert number.x_mm == pytest.approx(28 + CELL)
    assert number.y_mm == pytest.approx(names[-1].y_mm)
    heights = sorted({round(run.y_mm, 3) for run in names})
    assert [round(b - a, 2) for a, b in pairwise(heights)] == [round(LINE, 2)] * (len(heights) - 1)
    assert len(heights) == math.ceil(count / 2)
    assert max(run.right_mm for run in names) == pytest.approx(184 - CELL)
    (rule,) = page.rules_of(Element.RED_RULE)
    assert rule.y1_mm > names[-1].y_mm
