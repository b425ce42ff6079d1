"""kill -9 in an exam: what was done is there, and the exam goes on with the time that was left, which nobody alters unseen."""

from __future__ import annotations

import signal
from datetime import timedelta
from itertools import count
from pathlib import Path

from oa_desktop.bootstrap.ground import TrainingGround
from oa_desktop.bootstrap.sittings import handed_in
from oa_desktop.bootstrap.training import read_run
from oa_desktop.domain.actions.exercising import RecordHappening
from oa_desktop.domain.history import read_action
from oa_desktop.domain.training.record import Record
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.exam_clock import ALTERED, BEGUN_AGAIN, BROKEN_OFF, RESUMED
from tests.rigs.broken_off_exam import broken_off


def test_an_exam_goes_on_behind_a_power_cut_and_says_that_it_was_broken_off(tmp_path: Path) -> None:
    assert broken_off(tmp_path) == -signal.SIGKILL
    numbers = count(2)
    ground = TrainingGround(tmp_path, lambda: str(next(numbers)))
    told = ground.interrupted()
    assert told is not None
    assert (told.trainees, told.spent) == (("张三",), timedelta(minutes=4))
    course, clock = ground.resume()
    assert course.session.notices == ()
    assert course.allowed - clock.spent == timedelta(minutes=course.exercise.minutes + 1)
    assert course.position().answers == {"where": ("behind",)}
    assert happened(course) == [RESUMED]
    ground.clear()
    (file,) = tmp_path.glob("runs/*/sitting.json")
    file.write_text(file.read_text(encoding="utf-8").replace('"spent":240', '"spent":0'), encoding="utf-8")
    course, clock = ground.resume()
    assert clock.spent == timedelta()
    assert happened(course) == [RESUMED, RESUMED, ALTERED], "whoever marks it is told"
    course.hand_in()
    ground.keep_result(course)
    assert ground.interrupted() is None
    assert handed_in(tmp_path / "results") == (course.handed_in,), "its transcript will be known as one of this seat"
    assert_not_begun_twice_unseen(ground, tmp_path, course.enrolment)
    ground.clear()


def assert_not_begun_twice_unseen(ground: TrainingGround, root: Path, enrolment: Enrolment) -> None:
    """Begin an exam, take away what is kept of it beside its store, and begin anew."""
    left = ground.begin(enrolment)
    assert (left.left, happened(left)) == (0, []), "the one before was handed in"
    left.answer("where", ("before",))
    ground.clear()
    for file in root.glob("runs/*/sitting.json"):
        file.unlink()
    again = ground.begin(enrolment)
    assert (again.left, happened(again)) == (1, [BEGUN_AGAIN])
    (kept,) = root.glob("results/*没有交卷.oaresult")
    record, begun = read_run(kept.read_bytes())
    assert begun.trainees == enrolment.trainees
    assert told_in(record) == [BROKEN_OFF], "whoever marks it is told, and finds what was answered"
    assert len(record.by_kind["answer-question"]) == len(record.by_kind["hand-in-exercise"]) == 1


def happened(course: Course) -> list[str]:
    return told_in(course.session.exercise.journals())


def told_in(record: Record) -> list[str]:
    acts = (read_action(one) for one in record.by_kind.get("record-happening", ()))
    return [one.happening for one in acts if isinstance(one, RecordHappening)]
