"""Working time: days and hours of the office calendar, when a task is due by it, and how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.deadlines import Deadlines, Timeliness, refuse_deadline_before, span_in_words
from oa_desktop.domain.flows.flow import Flow, Step
from oa_desktop.domain.flows.limits import Clock, Limit, limit_of
from oa_desktop.domain.flows.office_calendar import OfficeCalendar, Stretch
from oa_desktop.domain.flows.tasks import Holder, Task
from oa_desktop.domain.ids import TaskId
from oa_desktop.domain.units.roles import Role

AUTUMN = OfficeCalendar(
    rest=frozenset(date(2026, 10, day) for day in range(1, 8)),
    work=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)
"""The week of the national day 2026, with the Saturday behind it that is worked on."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}:00+08:00")


@pytest.mark.parametrize(
    ("opened", "limit", "due"),
    [
        ("09-21T10:00", "3 工作日", "09-24T18:00"),
        ("09-21T20:00", "1 工作日", "09-22T18:00"),
        ("09-19T10:00", "1 工作日", "09-20T18:00"),
        ("09-30T17:00", "1 工作日", "10-08T18:00"),
        ("10-09T17:00", "1 工作日", "10-10T18:00"),
        ("09-21T08:30", "2 工作时", "09-21T10:30"),
        ("09-21T11:00", "2 工作时", "09-21T15:30"),
        ("09-21T07:00", "8 工作时", "09-22T09:30"),
        ("09-30T17:30", "1工作时", "10-08T09:00"),
    ],
)
def test_a_limit_is_over_when_so_much_of_the_office_time_has_passed(opened: str, limit: str, due: str) -> None:
    assert AUTUMN.after(at(opened), limit_of(limit)) == at(due)


@pytest.mark.parametrize("hours", range(1, 60, 7))
def test_the_minutes_to_the_end_of_a_limit_are_the_limit(hours: int) -> None:
    opened = at("09-29T09:10")
    due = AUTUMN.after(opened, Limit(amount=hours, clock=Clock.HOURS))
    assert AUTUMN.minutes_between(opened, due) == hours * 60
    assert AUTUMN.minutes_between(due, opened) == 0


def test_moments_of_another_offset_are_the_same_moments() -> None:
    noon = at("09-21T12:00")
    assert AUTUMN.minutes_between(at("09-21T08:30"), datetime.fromisoformat("2026-09-21T04:00:00+00:00")) == 210
    assert AUTUMN.minutes_between(at("09-21T08:30"), noon) == 210


def test_a_calendar_on_which_nobody_ever_works_still_ends() -> None:
    never = OfficeCalendar(week=(7,), rest=frozenset(day for day in _sundays()))
    assert never.after(at("01-05T09:00"), Limit(amount=2)) > at("12-01T00:00")


def _sundays() -> list[date]:
    first = date(2026, 1, 4).toordinal()
    return [date.fromordinal(first + 7 * week) for week in range(520)]


# --- tasks ------------------------------------------------------------------------------------------------------------


FLOW = Flow(
    id="timed",
    version=1,
    name="发文",
    steps=(
        Step(id="draft", name="拟稿", act="submit", role=Role.DRAFTER),
        Step(id="review", name="审核", act="review", role=Role.OFFICE_REVIEWER, limit=Limit(amount=2)),
    ),
)
OFFICE = Deadlines(calendar=AUTUMN, urgent=(("特急", limit_of("4 工作时")), ("平急", limit_of("9 工作日"))))


def task(step: str, opened: str = "2026-09-21T09:00:00+08:00") -> Task:
    return Task(id=TaskId("t"), step=step, act="review", holder=Holder(role=Role.OFFICE_REVIEWER), opened=opened)


@pytest.mark.parametrize(
    ("urgency", "due"), [("", "09-23T18:00"), ("特急", "09-21T15:30"), ("平急", "09-23T18:00"), ("加急", "09-23T18:00")]
)
def test_an_urgent_document_is_due_sooner_and_never_later(urgency: str, due: str) -> None:
    found = OFFICE.due(task("review"), FLOW, urgency)
    assert found is not None
    assert AUTUMN.minutes_between(min(found, at(due)), max(found, at(due))) == 0


def test_a_step_without_a_limit_has_none_however_urgent_the_document_is() -> None:
    assert OFFICE.due(task("draft"), FLOW, "特急") is None
    assert OFFICE.due(task("review", opened=""), FLOW, "特急") is None
    assert OFFICE.due(task("review"), None, "特急") is None


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        ("2026-09-25", "2026-09-25T18:00:00+08:00"),
        ("2026-09-25T12:00:00+08:00", "2026-09-25T12:00:00+08:00"),
        ("2026-09-25T12:00:00", "2026-09-25T12:00:00+08:00"),
    ],
)
def test_a_day_that_was_set_by_hand_goes_before_the_limit_of_the_step(due: str, wanted: str) -> None:
    assert OFFICE.due(replace(task("review"), due=due), FLOW, "特急") == datetime.fromisoformat(wanted)
    assert OFFICE.due(replace(task("draft"), due=due), FLOW, "") == datetime.fromisoformat(wanted)


def test_a_day_that_is_none_and_a_paper_that_is_only_circulated_have_no_time() -> None:
    assert OFFICE.due(replace(task("review"), due="下周"), FLOW, "") is None
    assert OFFICE.due(replace(task("review"), beside=True), FLOW, "特急") is None


@pytest.mark.parametrize(
    ("now", "state", "amount"),
    [
        ("09-21T09:00", Timeliness.EARLY, "2个工作日"),
        ("09-22T11:30", Timeliness.EARLY, "1个工作日"),
        ("09-22T16:45", Timeliness.HALF, "1个工作日"),
        ("09-23T15:00", Timeliness.SOON, "3小时"),
        ("09-23T17:59", Timeliness.SOON, "1分钟"),
        ("09-23T18:00", Timeliness.LATE, "0分钟"),
        ("09-23T23:00", Timeliness.LATE, "0分钟"),
        ("09-28T18:00", Timeliness.LATE, "3个工作日"),
    ],
)
def test_a_task_stands_by_the_office_time_that_has_passed(now: str, state: Timeliness, amount: str) -> None:
    timing = OFFICE.timing("2026-09-21T09:00:00+08:00", "2026-09-23T18:00:00+08:00", at(now))
    assert timing is not None
    assert (timing.state, timing.amount) == (state, amount)
    assert timing.is_late == (state is Timeliness.LATE)


def test_a_task_says_how_it_stands_in_full_and_in_a_few_words() -> None:
    opened, due = "2026-09-21T09:00:00+08:00", "2026-09-23T18:00:00+08:00"
    times = ("09-21T09:00", "09-22T16:45", "09-23T15:00", "09-23T18:00", "09-28T18:00")
    found = [one for now in times if (one := OFFICE.timing(opened, due, at(now)))]
    assert [one.words for one in found] == [
        *("未到期，剩2个工作日", "时限过半，剩1个工作日", "将到期，剩3小时"),
        *("已超期", "已超期，超3个工作日"),
    ]
    assert [one.short for one in found] == ["剩2天", "过半 剩1天", "将到期 3小时", "超期", "超期3天"]


def test_what_has_no_time_limit_is_neither_early_nor_late() -> None:
    assert OFFICE.timing("2026-09-21T09:00:00+08:00", "", at("09-21T09:00")) is None


def test_a_stretch_of_time_is_said_in_working_days_hours_and_minutes() -> None:
    day = OfficeCalendar(hours=(Stretch(begin=time(9), end=time(17)),)).day_minutes
    assert [span_in_words(minutes, day) for minutes in (0, 59, 60, 479, 480, 1000)] == [
        *("0分钟", "59分钟", "1小时", "7小时"),
        *("1个工作日", "2个工作日"),
    ]


@pytest.mark.parametrize(
    ("due", "code"),
    [
        ("2026-09-20", "deadline.before-document"),
        ("9999-12-31", "deadline.too-far"),
        *(
            (one, "deadline.form")
            for one in ("下周", "", "20261001", "2026-W40-4", "２０２６-10-01", "2026-10-01 明天")
        ),
    ],
)
def test_a_deadline_before_the_document_is_refused(due: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        refuse_deadline_before(due, "2026-09-21T09:00:00+08:00")
    assert caught.value.code == code


def test_a_deadline_that_another_device_let_pass_is_none_and_the_list_comes() -> None:
    assert [
        Deadlines().due_by("2026-09-21T09:00:00+08:00", due, None, "") for due in ("9999-12-31", "20261001", "下周")
    ] == [None] * 3


def test_a_deadline_on_the_day_of_the_document_is_taken() -> None:
    refuse_deadline_before("2026-09-21T18:00:00+08:00", "2026-09-21T19:00:00+08:00")
