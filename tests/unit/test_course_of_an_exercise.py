"""How far a course is, is read from the journals: steps in their order, answers, hints, and what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.domain.training.exercise import Mode, Part, Played, Question, QuestionKind
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.steps import seconds_of
from tests.fakes.ground import EXERCISE, FakeGround, training_office
from tests.fakes.office import FLOW, FakeOffice


@pytest.fixture
def office() -> FakeOffice:
    return training_office()


@pytest.fixture
def course(office: FakeOffice) -> Course:
    return FakeGround(office).begin(Enrolment(exercise="session-9", mode=Mode.GUIDED, trainees=("张三",)))


def draft(course: Course) -> None:
    session = course.session
    reading = course.want(course.exercise.material("notice"))
    kept = session.writing.keep_text(reading.manuscript)
    action = act.Draft(flow=FLOW, department=DepartmentId(""), source=kept.source, particulars=kept.particulars)
    session.perform(action, *course.beside(action))


def test_a_document_that_is_drafted_from_a_paper_is_recorded_with_that_paper(course: Course) -> None:
    draft(course)
    assert course.position().begun == {"notice"}
    assert course.position().done == {"draft"}


def test_nothing_stands_beside_acts_that_begin_no_document_or_when_every_paper_was_begun(course: Course) -> None:
    draft(course)
    again = act.Draft(flow=FLOW, department=DepartmentId(""), source="", particulars=None)
    assert course.beside(again) == ()
    assert course.beside(act.SubmitForReview(dossier="x")) == ()


def test_a_step_ends_by_what_came_after_the_step_before_it(course: Course, office: FakeOffice) -> None:
    draft(course)
    dossier = course.session.exercise.documents()["notice"]
    course.pass_time(timedelta(minutes=1))
    office.step(dossier)
    assert course.position().done == {"draft", "submit"}, "the first sending on is not the second one, too"
    assert seconds_of(course.exercise, course.session.exercise.journals()) == {"draft": 0, "submit": 60}


def test_answers_and_hints_are_remembered_and_the_last_answer_counts(course: Course) -> None:
    course.answer("kind", ("report",))
    course.pass_time(timedelta(minutes=1))
    course.answer("kind", ("notice",))
    course.take_hint(course.exercise.guidance[1], 1)
    found = course.position()
    assert found.answers == {"kind": ("notice",)}
    assert found.hints == {"submit": 1}


def test_what_happens_is_told_once_its_time_has_come_and_skipping_leads_there(course: Course) -> None:
    assert course.pass_time(timedelta(minutes=9)) == 0
    after = Question(id="late", kind=QuestionKind.ONE, text="怎样答复来电？", told="call")
    assert course.position().told == ()
    assert not course.position().asked(after)
    assert course.skip() == 1
    assert course.position().asked(after)
    assert [one.happening.id for one in course.position().told] == ["call"]
    assert course.skip() == 0


def test_a_replay_begins_with_the_course_and_shows_each_act_with_its_text_and_what_was_lost_by_it(
    course: Course,
) -> None:
    course.pass_time(timedelta(minutes=1))
    draft(course)
    course.pass_time(timedelta(minutes=10))
    course.answer("kind", ("report",))
    course.pass_time(timedelta(minutes=1))
    assert [one.lost for one in course.replay().scenes] == [()] * 4, "nothing is told before all is handed in"
    course.hand_in()
    judged = course.judged()
    told = judged.replay.scenes
    assert [one.act for one in told] == ["开始实训", "拟稿", "突发情况", "答题", "交卷"]
    assert [one.who for one in told] == ["拟稿人", "拟稿人", "程序", "拟稿人", "拟稿人"]
    assert (told[1].title, told[3].words) == ("材料一", "用什么文种？——报告")
    assert told[2].words == "来电：材料请快一点。"
    assert course.session.exercise.page(told[1].page, told[1].text).startswith(b"%PDF")
    assert course.session.exercise.page(told[0].page, told[0].text) is None
    assert [[lost.check.id for lost in one.lost] for one in told] == [[], [], [], ["kind"], []]
    drafted = next(one for one in judged.score.results if one.check.id == "drafted").moments[0]
    assert judged.replay.place(drafted) == 1
    assert course.replay() == judged.replay


def test_what_nobody_did_by_then_is_lost_when_all_is_handed_in_and_nobody_does_it_later(course: Course) -> None:
    course.hand_in()
    for later in (partial(course.answer, "kind", ("notice",)), partial(draft, course)):
        with pytest.raises(Refused) as error:
            later()
        assert error.value.code == "training.handed-in"
    assert [one.check.id for one in course.judged().replay.scenes[-1].lost] == ["kind", "drafted"]


def test_a_course_stands_beside_the_reference_run_line_by_line(course: Course) -> None:
    course.answer("kind", ("report",))
    course.pass_time(timedelta(minutes=1))
    draft(course)
    pairs = [(one.reference, one.own, one.is_met) for one in course.replay().pairs]
    drafted, answered = "拟稿人　拟稿　材料一", "拟稿人　答题　第1题"
    assert pairs == [("", 1, False), (drafted, 2, True), ("拟稿人　送审　材料一", None, False), (answered, None, False)]


def test_what_comes_before_a_step_is_done_by_the_reference_run_and_then_taken_over(office: FakeOffice) -> None:
    course = FakeGround(office).begin(Enrolment(exercise="session-9", mode=Mode.ALONE, from_step="submit"))
    assert course.position().done == {"draft"}
    assert [one.act for one in course.replay().scenes] == ["开始实训", "拟稿", "接管角色"]
    assert course.replay().taken_over


def test_the_reference_run_stops_as_soon_as_everything_before_a_step_is_done(office: FakeOffice) -> None:
    course = FakeGround(office).begin(Enrolment(exercise="session-9", mode=Mode.GUIDED, from_step="again"))
    assert course.position().done == {"draft", "submit"}
    assert course.position().answers == {}


def test_an_exam_replays_without_telling_what_was_lost(office: FakeOffice) -> None:
    course = FakeGround(office).begin(Enrolment(exercise="session-9", mode=Mode.EXAM))
    course.hand_in()
    assert [one.lost for one in course.replay().scenes] == [(), ()]


def test_what_the_official_store_was_like_before_and_after_is_recorded(course: Course) -> None:
    seen = iter(("4096 ab", "4096 ab"))
    course.fingerprint = lambda: next(seen)
    course.witness()
    course.pass_time(timedelta(minutes=1))
    course.hand_in()
    assert course.session.exercise.journals().official_store == ("4096 ab", "4096 ab")
    assert course.position().told == (), "nobody is told of it as of something that happens"


def test_a_role_is_taken_over_and_handed_back_and_both_are_recorded(office: FakeOffice) -> None:
    played = Part(id="head", name="科长", account="reviewer", persona="strict")
    ground = FakeGround(office, replace(EXERCISE, parts=(EXERCISE.parts[0], played)))
    course = ground.begin(Enrolment(exercise="session-9", mode=Mode.ALONE))
    course.stage.cast.people["reviewer"] = office.as_("reviewer")
    session = course.sit_as(played)
    assert session == office.as_("reviewer")
    assert course.sit_as(played) == session, "going back to a seat that is one's own takes nothing over"
    course.pass_time(timedelta(minutes=1))
    assert course.position().taken_over == {"head"}
    assert course.hand_back(played) == course.session
    assert course.position().taken_over == frozenset()
    assert "reviewer" not in course.stage.cast.people, "what is done there next is a role player's"
    kinds = [one.kind for one in course.session.exercise.journals().course]
    assert [kinds.count(one) for one in ("take-over-part", "hand-back-part")] == [1, 1]


@pytest.mark.parametrize(
    "written",
    [
        Played(by="drafter", act="found", document="notice"),
        Played(by="nobody", act="draft", document="notice"),
    ],
    ids=["no act on a document", "nobody's"],
)
def test_an_act_that_is_written_down_wrongly_is_refused_and_breaks_nothing(course: Course, written: Played) -> None:
    draft(course)
    with pytest.raises(Refused, match=r"training\.act-unplayable"):
        course.stage.do(written)
