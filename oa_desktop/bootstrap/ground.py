"""The training ground (实训场地): where a person's exercises are laid out, a folder below the root for each."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from oa_desktop import __version__
from oa_desktop.bootstrap.training import digest_of, settle, shipped_exercises, stage_in
from oa_desktop.catalogue.exercises import load_exercise
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.office.leaving import make_folder, write_file
from oa_desktop.training.course import Course, Enrolment

_RUNS, _WORLDS, _RESULTS, RESULT = "runs", "worlds", "results", ".oaresult"
_TELLING = 12
"""Characters of a digest that tell one exercise's data from another's."""


class TrainingGround:
    """实训场地; one course at a time."""

    def __init__(self, root: Path, stamp: Callable[[], str]) -> None:
        """Take note of the place.

        Args:
            root: Where everything lies that belongs to exercises.
            stamp: Returns what tells a run from all others, such as the time.
        """
        self._root = root
        self._stamp = stamp
        self.course: Course | None = None
        self.second = 1000

    def exercises(self) -> tuple[Exercise, ...]:
        """Return what can be worked through, sessions before cards.

        Raises:
            Refused: ``resource.faulty``.
        """
        return tuple(load_exercise(one) for one in shipped_exercises().values())

    def begin(self, enrolment: Enrolment) -> Course:
        """Lay an exercise out, sign the trainee in, and begin.

        Raises:
            Refused: ``resource.faulty``.
            Unavailable: ``disk.full``.
        """
        self.clear()
        folder = shipped_exercises()[enrolment.exercise]
        exercise = load_exercise(folder, enrolment.variant)
        home = self._root / _RUNS / f"{exercise.id}-{self._stamp()}"
        digest = digest_of(folder)
        settle(home, exercise, enrolment.variant, self._root / _WORLDS / f"{__version__}-{digest[:_TELLING]}")
        held = ExitStack()
        stage = held.enter_context(stage_in(home, exercise, enrolment.variant))
        stage.lenient = True
        session = stage.cast.seat(next(one.account for one in exercise.parts if one.is_trainees))
        self.course = Course(stage=stage, session=session, enrolment=enrolment, digest=digest, close=held.close)
        self.course.begin()
        return self.course

    def keep_result(self, course: Course) -> Path:
        """Write what is left of a course into a file that is scored on any machine; return the file.

        Raises:
            Unavailable: ``disk.full`` and the like.
        """
        place = self._root / _RESULTS
        make_folder(place)
        file = place / f"{course.exercise.id}-{self._stamp()}{RESULT}"
        write_file(file, course.stage.result())
        return file

    def clear(self) -> None:
        """Clear the stage of the course before."""
        course, self.course = self.course, None
        if course is not None:
            course.close()
