"""The files of the office calendar: those that are shipped are right, and a slip in one is said in one sentence."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from oa_desktop.catalogue.calendars import check_calendar, load_deadlines
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.flows.limits import Clock, Limit
from oa_desktop.i18n.places import in_words
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path

SHIPPED = resource_path("calendar")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "calendar"))


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.name)
def test_a_calendar_that_is_shipped_is_right_and_says_that_it_is_to_be_checked(path: Path) -> None:
    assert check_calendar(path) == ()
    assert "请照本单位的改" in path.read_text("utf-8") or "核对一遍" in path.read_text("utf-8")


def test_the_calendar_knows_weekends_holidays_and_the_days_that_are_worked_for_them() -> None:
    calendar = load_deadlines(SHIPPED).calendar
    worked = [date(2026, 11, 23), date(2026, 10, 10), date(2026, 9, 20)]
    rested = [date(2026, 11, 22), date(2026, 10, 1), date(2026, 2, 23), date(2025, 1, 28)]
    assert ([*map(calendar.is_working, worked)], [*map(calendar.is_working, rested)]) == ([True] * 3, [False] * 4)
    assert calendar.years == (2025, 2026)


def test_the_office_says_how_long_urgent_papers_may_take_and_when_it_is_told() -> None:
    found = load_deadlines(SHIPPED)
    assert dict(found.urgent) == {"特急": Limit(amount=4, clock=Clock.HOURS), "加急": Limit(amount=1)}
    assert (found.half, found.soon) == (50, 80)


def test_what_the_office_leaves_out_is_as_usual(folder: Path) -> None:
    for path in folder.glob("2*.yaml"):
        path.unlink()
    (folder / "office.yaml").write_text('工作日: [周六, 周一]\n办公时间: ["09:00-17:00"]\n', "utf-8")
    found = load_deadlines(folder)
    assert (found.calendar.week, found.calendar.day_minutes, found.calendar.years) == ((1, 6), 480, ())
    assert (found.urgent, found.half, found.soon) == ((), 50, 80)


SLIPS = [
    ("office.yaml", '"14:30-18:00"', '"18:00-14:30"', "13:23", "结束不在开始以后"),
    ("office.yaml", '"14:30-18:00"', '"11:30-18:00"', "13:23", "叠在一起"),
    ("office.yaml", '"14:30-18:00"', '"25:30-18:00"', "13:23", "25:30-18:00"),
    ("office.yaml", "周五]", "星期五]", "11:23", "不能写“星期五”"),
    ("office.yaml", "4 工作时", "4 小时", "18:7", "写成“4 小时”"),
    ("office.yaml", "  特急:", "  火急:", "18:3", "不认识“火急”"),
    ("office.yaml", "时限过半: 50", "时限过半: 90", "23:3", "时限过半（90）不在将到期（80）前面"),
    ("2026.yaml", "2026-10-01至2026-10-07", "2026-10-07至2026-10-01", "13:5", "不是日子"),
    ("2026.yaml", "2026-10-01至2026-10-07", "2026-10-01至2026-10-32", "13:5", "不是日子"),
    ("2026.yaml", "2026-10-01至2026-10-07", "2025-12-31至2026-01-03", "13:5", "不都是2026年"),
    ("2026.yaml", "2026-10-10]", "2026-10-07]", "15:66", "又写了放假又写了上班"),
    ("2026.yaml", "年度: 2026", "年度: 2027", "4:5", "写的是2027年"),
]


@pytest.mark.parametrize(("file", "before", "after", "place", "said"), SLIPS)
def test_a_slip_in_a_calendar_is_said_in_chinese_with_line_and_column(
    folder: Path, file: str, before: str, after: str, place: str, said: str
) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    found = [one for one in check_calendar(path) if said in say(one.rule, one.params).what]
    assert [in_words(one.place) for one in found] == [f"{file}:{place}"]
    assert say(found[0].rule, found[0].params).do.endswith("。")
    with pytest.raises(Refused):
        load_deadlines(folder)


def test_a_year_of_a_million_days_is_refused_at_once(folder: Path) -> None:
    path = folder / "2026.yaml"
    path.write_text('年度: 2026\n放假: ["0001-01-01至9999-12-31"]\n', "utf-8")
    assert [one.rule for one in check_calendar(path)] == ["calendar-file.day"]


def test_a_calendar_that_is_missing_is_unavailable_and_not_empty(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        load_deadlines(tmp_path)
