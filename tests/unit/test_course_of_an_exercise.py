"""How far a course is, is read from the journals: steps in their order, answers, hints, and what happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.training.course import Course, Enrolment
from tests.fakes.ground import FakeGround, training_office
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
    assert course.position().told == ()
    assert course.skip() == 1
    assert [one.happening.id for one in course.position().told] == ["call"]
    assert course.skip() == 0


def test_what_it_comes_to_names_the_document_of_each_moment(course: Course) -> None:
    draft(course)
    course.hand_in()
    judged = course.judged()
    assert judged.score.total == 60
    moment = next(one for one in judged.score.results if one.check.id == "drafted").moments[0]
    assert judged.places[moment] == course.session.exercise.documents()["notice"]
    assert course.position().handed_in
