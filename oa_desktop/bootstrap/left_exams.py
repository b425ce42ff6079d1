"""Exams that were begun at a seat and never handed in (没有交卷的考核), as their own journals tell.

Whoever sits there may delete what lies beside a store; that an exam was begun stands in it. A seat is cleared between
classes, so that whatever lies there is of the present one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from oa_desktop.bootstrap.training import stage_in
from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exercising import BeginExercise, HandInExercise
from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.training.exercise import Exercise, Mode
from oa_desktop.domain.training.record import Record
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.exam_clock import BROKEN_OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftExam:
    """An exam that was begun and not handed in.

    Attributes:
        home: Where its store lies.
        begun: How it was begun.
        last: When something was done there last, in the exercise's time.
    """

    home: Path
    begun: BeginExercise
    last: datetime

    @property
    def enrolment(self) -> Enrolment:
        """Who began it, and how."""
        return Enrolment(
            exercise=self.begun.exercise,
            mode=Mode(self.begun.mode),
            variant=self.begun.variant,
            trainees=self.begun.trainees,
            seat=self.begun.seat,
            extra=self.begun.extra,
        )


def left_exams(runs: Path, exercise: Exercise) -> Iterator[LeftExam]:
    """Yield the exams of an exercise that were begun at a seat and not handed in; what nobody can open is none."""
    for home in sorted(runs.glob(f"{exercise.id}-*")):
        record = _record(home, exercise)
        if record is not None and _is_left(record, exercise):
            last = datetime.fromisoformat(record.course[-1].claimed_time)
            yield LeftExam(home=home, begun=record.begun, last=last)


def _record(home: Path, exercise: Exercise) -> Record | None:
    with suppress(OfficeError), stage_in(home, exercise, 0) as stage:
        return stage.journals()
    return None


def _is_left(record: Record, exercise: Exercise) -> bool:
    if _BEGIN not in record.by_kind or _HAND_IN in record.by_kind:
        return False
    return (record.begun.exercise, record.begun.mode) == (exercise.id, Mode.EXAM.value)


@contextmanager
def broken_off(left: LeftExam, exercise: Exercise) -> Iterator[Course]:
    """Give the course of an exam that was left, handed in by the program as one that was broken off.

    Raises:
        Unavailable: ``disk.full``.
    """
    with stage_in(left.home, exercise, left.begun.variant) as stage:
        stage.clock.time = left.last
        course = Course.seated(stage, left.enrolment, left.begun.digest, lambda: None)
        course.interrupted(BROKEN_OFF)
        course.hand_in(by_time=True)
        yield course


_BEGIN, _HAND_IN = (DECLARATIONS[one].kind for one in (BeginExercise, HandInExercise))
