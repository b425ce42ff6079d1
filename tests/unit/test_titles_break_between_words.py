"""The title breaker. GB/T 9704-2012 7.3.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oa_desktop.docs.titles import title_lines, width_in_characters

TITLES = (
    "清源县人民政府办公室关于做好2026年公文处理工作的通知",
    "清源县人民政府关于印发《清源县突发事件总体应急预案（2026年修订）》的通知",
    "清源县人民政府办公室关于进一步加强和规范全县农村生活垃圾治理工作的实施意见",
    "国务院办公厅关于深入推进跨部门综合监管的指导意见",
    "清源县财政局关于申请追加2026年度农村公路养护专项资金的请示",
    "关于开展公文排版与导出能力全覆盖测试的通知",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_long_title_loses_no_character(title: str) -> None:
    assert "".join(title_lines(title)) == title


@pytest.mark.parametrize("title", TITLES)
def test_no_line_of_a_title_is_wider_than_twenty_characters(title: str) -> None:
    assert all(width_in_characters(line) <= 20 for line in title_lines(title))


@pytest.mark.parametrize("title", TITLES)
def test_no_line_begins_with_de_or_a_closing_mark(title: str) -> None:
    assert not [line for line in title_lines(title) if line[0] in "的》）”、，"]


@pytest.mark.parametrize("title", TITLES)
def test_no_line_ends_inside_an_organs_name_or_a_number(title: str) -> None:
    joined = "\n".join(title_lines(title))
    for whole in ("清源县", "人民政府", "人民政府办公室", "国务院办公厅", "财政局", "2026年", "（2026年修订）", "通知"):
        if whole in title:
            assert whole in joined


@pytest.mark.parametrize("title", TITLES)
def test_no_title_of_three_lines_is_an_hourglass(title: str) -> None:
    widths = [width_in_characters(line) for line in title_lines(title)]
    inner = widths[1:-1]
    assert all(width >= min(widths[0], widths[-1]) for width in inner)


def test_a_short_title_stays_on_one_line() -> None:
    assert title_lines("关于召开全县安全生产工作会议的通知") == ("关于召开全县安全生产工作会议的通知",)


def test_a_line_feed_that_was_typed_is_kept() -> None:
    assert title_lines("关于加强\n基层治理的意见") == ("关于加强", "基层治理的意见")


def test_a_line_feed_within_a_quoted_name_that_came_from_a_wider_line_is_not_kept() -> None:
    typed = "清源县人民政府关于提请审议《清源县\n国土空间总体规划（2021—2035年）（草案）》的议案"
    assert title_lines(typed) == title_lines(typed.replace("\n", ""))
    kept = "清源县人民政府办公室\n关于印发《清源县2026年度重点工作\n任务分工方案》的通知"
    assert title_lines(kept) == tuple(kept.splitlines())


def test_no_title_gives_no_lines() -> None:
    assert title_lines(" \n ") == ()


@given(st.text(alphabet="关于印发清源县办法的通知《》（）2026年、和ABC ", max_size=90))
def test_whatever_is_typed_stands_in_the_lines(title: str) -> None:
    lines = title_lines(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(width_in_characters(line) <= 20 for line in lines)
