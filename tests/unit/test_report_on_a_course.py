"""The report on a course says what was asked, what it came to, why points were lost, and what to practise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.forms.small_pages import lay_out_form_with_pages
from oa_desktop.docs.layout import LayoutOptions, Page, lay_out
from oa_desktop.domain.actions.teaching import MarkResult
from oa_desktop.domain.forms import Form, form_row
from oa_desktop.domain.ids import NOTHING
from oa_desktop.domain.training.conditions import Judged, Level
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.report import Report, report_on
from tests.fakes.ground import EXERCISE, FakeGround, training_office
from tests.fakes.office import notice


@pytest.fixture
def course() -> Course:
    office = training_office()
    course = FakeGround(office).begin(Enrolment(exercise="session-9", mode=Mode.ALONE, trainees=("张三",), seat="7"))
    course.pass_time(timedelta(minutes=1))
    course.answer("kind", ("report",))
    course.pass_time(timedelta(minutes=1))
    course.hand_in()
    return course


def report(course: Course, **more) -> Report:
    return report_on(course.exercise, course.stage.record(), **more)


def cells(made: Report) -> dict[str, str]:
    return {cell.label: cell.value for row in made.form.rows for cell in row.cells if cell.label}


def test_a_report_says_who_did_what_what_it_came_to_and_what_to_practise(course: Course) -> None:
    told = cells(report(course))
    assert (told["课次9"], told["学员"], told["座位"], told["方式"]) == ("拟稿送审", "张三", "7", "做")
    assert (told["任务"], told["总分"], told["结论"], told["程序评"]) == (
        "把材料一拟成通知，送审。",
        "0",
        "不合格",
        "0/100",
    )
    assert told["失40分"] == "文种对\n为什么：错了要退。\n怎样改正：用通知。\n在第2步（08:31 答题）"
    assert told["最该练的"].splitlines() == ["1．拟了稿：拟稿。", "2．文种对：用通知。"]
    assert told["老师的话"] == ""
    assert "实训域" in told["隔离说明"]


@pytest.mark.parametrize(("after", "told"), [("4096 ab", "未变化"), ("8192 cd", "有变化")])
def test_a_report_says_whether_the_official_store_is_what_it_was(after: str, told: str) -> None:
    course = FakeGround(training_office()).begin(Enrolment(exercise="session-9", mode=Mode.ALONE))
    seen = iter(("4096 ab", after))
    course.fingerprint = lambda: next(seen)
    course.witness()
    course.pass_time(timedelta(minutes=1))
    course.hand_in()
    said = cells(report(course))["正式库指纹"]
    assert said.startswith(told)
    assert said.endswith(f"开始时 4096 ab，交卷时 {after}。")


def test_points_of_people_stand_apart_from_those_of_the_program_and_wait_until_they_are_given(course: Course) -> None:
    kind, drafted = EXERCISE.checks
    by_hand = replace(drafted, condition=Judged(levels=tuple(Level(name=one) for one in "好中差")))
    course.stage.exercise = replace(EXERCISE, checks=(replace(kind, points=40), by_hand))
    told = cells(report(course))
    assert (told["程序评"], told["老师评"], told["结论"]) == ("0/40", "0/60", "待老师评")
    given = {
        "drafted": MarkResult(result=NOTHING, check="drafted", points=30),
        "kind": MarkResult(result=NOTHING, check="kind", points=25, reason="题目有歧义。", appeal="报告也行"),
    }
    told = cells(report(course, marks=given, words="多练拟稿。"))
    assert (told["总分"], told["老师评"], told["程序评"], told["老师的话"]) == ("55", "30/60", "25/40", "多练拟稿。")
    assert told["老师评分的说明"] == "文种对：25/40分，申诉“报告也行”，题目有歧义。"


def test_what_was_drafted_stands_behind_the_report_and_what_came_does_not(course: Course) -> None:
    assert report(course).texts == {}
    course.begin()
    stage = course.stage
    stage.play(EXERCISE.reference.acts[:1])
    assert [text.title for text in report(course).texts.values()] == ["关于防汛工作的通知"]


def test_pages_stand_small_behind_a_form_four_on_a_sheet_each_under_its_name() -> None:
    form = Form(title="实验报告", rows=(form_row(("学员", "张三", 12)),))
    texts = {f"材料{number}": notice("关于防汛的通知") for number in range(1, 6)}
    options = LayoutOptions(watermark="实训")
    laid_out = lay_out_form_with_pages(form, texts, shipped_fonts(), options)
    large = lay_out(texts["材料1"], shipped_fonts(), options).pages
    first, *sheets = laid_out.pages
    assert "实验报告" in words(first)
    assert [page.number for page in laid_out.pages] == [1, *range(2, 2 + len(sheets))]
    assert len(sheets) == -(-5 * len(large) // 4)
    assert "材料1　第1页" in words(sheets[0])
    assert all(0 < run.x_mm < page.width_mm and 0 < run.y_mm < page.height_mm for page in sheets for run in page.runs)
    assert {run.element for page in sheets for run in page.runs} == {Element.FORM}, "headings of one paper only"


def words(page: Page) -> str:
    return "".join(run.text for run in page.runs)
