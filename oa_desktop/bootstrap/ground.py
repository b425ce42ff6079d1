"""The training ground (实训场地): where a person's exercises are laid out, a folder below the root for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from oa_desktop import __version__
from oa_desktop.bootstrap.adapters import build_crypto
from oa_desktop.bootstrap.left_exams import broken_off, left_exams
from oa_desktop.bootstrap.official_store import fingerprint_of
from oa_desktop.bootstrap.sittings import (
    FoundSitting,
    KeptSitting,
    forget_sitting,
    handed_in,
    keep_handed_in,
    keep_sitting,
    last_sitting,
)
from oa_desktop.bootstrap.training import digest_of, draw_report, exercise_of, settle, shipped_exercises, stage_in
from oa_desktop.bootstrap.training_discs import discs_in
from oa_desktop.bootstrap.training_guard import grounds_in_force
from oa_desktop.bootstrap.training_reset import CLASS_CARD, RESULTS, RUNS, reset_seat
from oa_desktop.bootstrap.workshop import all_exercises, own_exercises
from oa_desktop.bootstrap.world import clocks
from oa_desktop.catalogue.exercises import load_exercise, variant_of
from oa_desktop.domain.actions.exercising import BeginExercise
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.exchange.partners import UnitCard, read_card
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.training.exercise import Exercise, Mode
from oa_desktop.domain.training.joining import JoinedClass, joined_by, refuse_other_card
from oa_desktop.domain.training.transcript import Transcript, read_transcript
from oa_desktop.office.leaving import make_folder, write_file
from oa_desktop.office.teaching.foreign import tried_transcript
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.exam_clock import ALTERED, BEGUN_AGAIN, RESUMED, SET_BACK, Clocks, ExamClock, Interrupted
from oa_desktop.training.stage import Stage

_WORLDS = "worlds"
RESULT, REPORT, TRANSCRIPT = ".oaresult", ".pdf", ".oascore"
Seated = Callable[[Stage, Enrolment, Digest, Callable[[], object]], Course]
_LEFT = "-没有交卷"
"""How the result of an exam is called that the program handed in."""
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
        self._home = root
        self.second = 1000

    def exercises(self) -> tuple[Exercise, ...]:
        """Return what can be worked through: what an instructor made, sessions, cards; drafts that are wrong are not.

        Raises:
            Refused: ``resource.faulty``.
        """
        return (*_readable(own_exercises(self._root).values()), *_shipped())

    def exercise_named(self, exercise: str, variant: int = 0) -> Exercise:
        """Return an exercise in a variant.

        Raises:
            Refused: ``training.exercise-unknown``; ``resource.faulty``.
        """
        return load_exercise(self._folder(exercise), variant)

    def _folder(self, exercise: str) -> Path:
        """Return where an exercise lies.

        Raises:
            Refused: ``training.exercise-unknown``.
        """
        found = all_exercises(self._root).get(exercise)
        if found is None:
            raise Refused("training.exercise-unknown", exercise=exercise)
        return found

    def titles(self) -> Mapping[str, str]:
        """Return what exercises are called, by their ids."""
        return {one.id: one.named for one in self.exercises()}

    def begin(self, enrolment: Enrolment) -> Course:
        """Lay an exercise out, sign the trainee in, and begin.

        Raises:
            Refused: ``resource.faulty``.
            Unavailable: ``disk.full``.
        """
        self.clear()
        folder = self._folder(enrolment.exercise)
        if enrolment.sitting > 1:
            enrolment = replace(enrolment, variant=variant_of(folder, enrolment.sitting))
        exercise, digest = load_exercise(folder, enrolment.variant), digest_of(folder)
        home = self._root / RUNS / f"{exercise.id}-{self._stamp()}"
        settle(home, exercise, enrolment.variant, self._root / _WORLDS / f"{__version__}-{digest[:_TELLING]}")
        left = self._hand_in_left(exercise) if enrolment.mode is Mode.EXAM else 0
        course = self._opened(home, exercise, enrolment, digest, time=exercise.begin, seated=Course.laid_out)
        if left:
            course.left = left
            course.interrupted(BEGUN_AGAIN)
        self.keep_time(course, ExamClock(last=self.clocks()))
        return course

    def _hand_in_left(self, exercise: Exercise) -> int:
        """Hand in, as broken off, the exams of an exercise that were begun here and left; return how many."""
        left = tuple(left_exams(self._root / RUNS, exercise))
        for one in left:
            with broken_off(one, exercise) as course:
                self._keep_handed_in(course, one.home, f"{one.home.name}{_LEFT}")
        return len(left)

    def _opened(
        self,
        home: Path,
        exercise: Exercise,
        enrolment: Enrolment,
        digest: Digest,
        *,
        time: datetime,
        seated: Seated = Course.seated,
    ) -> Course:
        held = ExitStack()
        stage = held.enter_context(stage_in(home, exercise, enrolment.variant))
        stage.lenient = True
        stage.clock.time = time  # whoever signs in earlier is told that the clock runs behind
        self._home = home
        self.course = seated(stage, enrolment, digest, held.close)
        self.course.fingerprint = _official_fingerprint
        self.course.discs = discs_in(home) if exercise.discs else None
        self.course.witness()
        return self.course

    # --- an exam that is broken off ------------------------------------------------------------------------------

    def clocks(self) -> Clocks:
        """Return both clocks of the machine."""
        return clocks()

    def keep_time(self, course: Course, clock: ExamClock) -> None:
        """Keep how long an exam has taken, so that it goes on there after a power cut; of practice nothing is kept.

        Raises:
            Unavailable: ``disk.full`` and the like.
        """
        if course.mode is Mode.EXAM and clock.last is not None:
            sitting = KeptSitting(
                enrolment=course.enrolment,
                digest=course.digest,
                spent=int(clock.spent.total_seconds()),
                played=course.stage.clock.time.isoformat(),
                told=clock.last.told.isoformat(),
            )
            keep_sitting(self._home, sitting, course.session.exercise.seal)

    def interrupted(self) -> Interrupted | None:
        """Return the exam that was broken off last and never handed in; None where there is none.

        Raises:
            Refused: ``training.exercise-unknown``.
        """
        found = self._broken_off()
        return found and found[0].sitting.interrupted(load_exercise(found[1], found[0].sitting.enrolment.variant))

    def _broken_off(self) -> tuple[FoundSitting, Path] | None:
        """Return the exam that was broken off last, and where its exercise lies."""
        found = last_sitting(self._root / RUNS)
        return None if found is None else (found, self._folder(found.sitting.enrolment.exercise))

    def resume(self) -> tuple[Course, ExamClock]:
        """Go on with the exam that was broken off, where it was; that it was is recorded.

        Raises:
            Refused: ``training.nothing-interrupted``, ``training.exercise-unknown``, ``training.exercise-changed``.
            Unavailable: ``disk.full``.
        """
        self.clear()
        found = self._broken_off()
        if found is None:
            raise Refused("training.nothing-interrupted")
        (left, folder), kept = found, found[0].sitting
        if digest_of(folder) != kept.digest:
            raise Refused("training.exercise-changed", exercise=kept.enrolment.exercise)
        exercise = load_exercise(folder, kept.enrolment.variant)
        broken_off, now = kept.interrupted(exercise), self.clocks()
        course = self._opened(left.home, exercise, kept.enrolment, kept.digest, time=broken_off.played)
        course.stage.resume(broken_off.played)
        set_back, altered = now.told < broken_off.told, not left.is_sealed(course.session.exercise.has_sealed)
        for why in (RESUMED, *(SET_BACK,) * set_back, *(ALTERED,) * altered):
            course.interrupted(why)
        return course, ExamClock(spent=broken_off.spent, last=now)

    # --- the class -----------------------------------------------------------------------------------------------

    def join(self, card: bytes) -> JoinedClass:
        """Let results of exams be sealed from now on for the class (培训班) whose card this is.

        Raises:
            Refused: ``card.other``, ``card.newer``, ``card.damaged``, ``card.other-realm``, ``training.class-other``.
            Unavailable: ``disk.full``.
        """
        read = read_card(card, build_crypto().verify)
        if read.realm is not Realm.TRAINING:
            raise Refused("card.other-realm", card=read.realm.label, here=Realm.TRAINING.label)
        refuse_other_card(self._card(), read)
        make_folder(self._root)
        write_file(self._root / CLASS_CARD, card)
        return joined_by(read, build_crypto().digest)

    def joined(self) -> JoinedClass | None:
        """Return the class that exams are written in; None for none.

        Raises:
            Refused: ``card.damaged`` and the like.
        """
        card = self._card()
        return joined_by(card, build_crypto().digest) if card else None

    def _card(self) -> UnitCard | None:
        file = self._root / CLASS_CARD
        return read_card(file.read_bytes(), build_crypto().verify) if file.exists() else None

    def leave_class(self) -> None:
        """Forget the class; results of exams are sealed for nobody from now on."""
        (self._root / CLASS_CARD).unlink(missing_ok=True)

    def keep_result(self, course: Course) -> Path:
        """Write what is left of a course into a file that is scored on any machine; return the file.

        Of an exam in a class nobody opens it but whoever marks it.

        Raises:
            Unavailable: ``disk.full`` and the like.
        """
        return self._keep_handed_in(course, self._home, self._name_now(course))

    def _keep_handed_in(self, course: Course, home: Path, name: str) -> Path:
        card = self._card() if course.mode is Mode.EXAM else None
        sealed = course.session.exercise.sealed_result(card) if card else course.stage.result()
        file = self._keep(name, RESULT, sealed)
        forget_sitting(home)
        if course.mode is Mode.EXAM:
            keep_handed_in(file, course.handed_in)
        return file

    def take_in(self, transcript: bytes) -> Transcript:
        """Return the transcript of an exam that was written here, and keep it; refused as :func:`.read_transcript`."""
        kept, holds = handed_in(self._root / RESULTS), build_crypto().verify
        found = read_transcript(tried_transcript(transcript), self._card(), kept, holds)
        write_file(self._root / RESULTS / f"{found.exercise}-{found.run[:_TELLING]}{TRANSCRIPT}", transcript)
        return found

    def keep_report(self, course: Course) -> Path:
        """Write the report on a course (实验报告) beside its result; return the file.

        Raises:
            Unavailable: ``disk.full`` and the like.
        """
        return self._keep(self._name_now(course), REPORT, draw_report(course.exercise, course.stage.record()))

    def _name_now(self, course: Course) -> str:
        return f"{course.exercise.id}-{self._stamp()}"

    def _keep(self, name: str, ending: str, data: bytes) -> Path:
        place = self._root / RESULTS
        make_folder(place)
        file = place / f"{name}{ending}"
        write_file(file, data)
        return file

    def exercise_of(self, begun: BeginExercise) -> Exercise:
        """Return an exercise that was begun somewhere, in its variant.

        Raises:
            Refused: ``training.exercise-unknown``, ``training.exercise-changed``.
        """
        return exercise_of(begun, all_exercises(self._root).get(begun.exercise))

    def clear(self) -> None:
        """Clear the stage of the course before."""
        course, self.course = self.course, None
        if course is not None:
            course.close()

    def reset_seat(self) -> int:
        """Clear the seat for the next class; return how many runs are gone. Results and the class stay.

        Raises:
            Refused: ``training.exam-open``, ``training.seat-busy``.
            Unavailable: ``disk.failed``.
        """
        self.clear()
        return reset_seat(self._root)


def _official_fingerprint() -> str:
    """Return the fingerprint of the official store that this process is kept from; empty where it is kept from none."""
    grounds = grounds_in_force()
    official = grounds[-1].official if grounds else None
    return fingerprint_of(official) if official else ""


@cache
def _shipped() -> tuple[Exercise, ...]:
    """Return what is shipped, read once."""
    return tuple(load_exercise(one) for one in shipped_exercises().values())


def _readable(folders: Iterable[Path]) -> Iterator[Exercise]:
    for one in folders:
        with suppress(OfficeError):
            yield load_exercise(one)
