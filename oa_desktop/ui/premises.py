"""The premises (办公处所): what the window needs from the program's root before and beside a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from oa_desktop.domain.realms import Realm

if TYPE_CHECKING:
    from oa_desktop.domain.actions.exercising import BeginExercise
    from oa_desktop.domain.training.exercise import Exercise
    from oa_desktop.domain.training.joining import JoinedClass
    from oa_desktop.domain.training.transcript import Transcript
    from oa_desktop.office.founding import Founded, FoundingRequest
    from oa_desktop.office.office import Office
    from oa_desktop.training.authoring import Draft, Section, TriedRun
    from oa_desktop.training.course import Course, Enrolment
    from oa_desktop.training.exam_clock import Clocks, ExamClock, Interrupted


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """Somebody of the demonstration's unit, with the published password (口令).

    Attributes:
        duties: What the person does with documents, in words.
    """

    name: str
    account: str
    title: str
    duties: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facade:
    """What may be told of a realm before anybody has signed in (门面).

    Attributes:
        grade: 系统等级 of its store, in words.
        unit: Name of the demonstration's unit; elsewhere it is told to nobody before.
        people: Everybody of the demonstration; nobody elsewhere.
    """

    grade: str
    unit: str = ""
    people: tuple[Introduced, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFonts:
    """Which fonts pages are drawn with (GB/T 9704-2012 5.2.2).

    Attributes:
        standing_in: How many of the standard's fonts are stood in for by shipped ones.
        words: Which font fills each part of the page.
        advice: What to do; empty where nothing is missing.
    """

    standing_in: int
    words: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationLayer:
    """A layer (隔离层), whether it held just now, and what was tried."""

    name: str
    holds: bool
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Isolation:
    """What keeps exercises from real papers (隔离自检), layer by layer."""

    layers: tuple[IsolationLayer, ...]

    @property
    def held(self) -> int:
        """How many held."""
        return sum(one.holds for one in self.layers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """One thing that was looked at at a seat: how it is, what was found, and what to do; nothing where all is well."""

    subject: str
    state: str
    what: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatCheck:
    """What a seat can do (机房检查).

    Attributes:
        is_fit: Whether nothing is in the way of a class.
        sheet: The same on a sheet, PDF.
    """

    lines: tuple[SeatLine, ...]
    is_fit: bool
    sheet: bytes = field(repr=False)


class Ground(Protocol):
    """The training ground (实训场地): where exercises are laid out, one at a time; all is called behind the window."""

    second: int
    """Milliseconds after which a second of the window's time has passed; 0 where nothing passes by itself."""

    def exercises(self) -> tuple[Exercise, ...]:
        """Return what can be worked through, sessions before cards.

        Raises:
            Refused: ``resource.faulty``.
        """

    def begin(self, enrolment: Enrolment) -> Course:
        """Lay an exercise out, sign the trainee in, and begin.

        Raises:
            Refused: ``resource.faulty``.
            Unavailable: ``disk.full``.
        """

    def clocks(self) -> Clocks:
        """Return both clocks of the machine; quick."""

    def keep_time(self, course: Course, clock: ExamClock) -> None:
        """Keep how long an exam has taken, so that it goes on there after a power cut; of practice nothing is kept.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``.
        """

    def interrupted(self) -> Interrupted | None:
        """Return the exam that was broken off last and never handed in; None where there is none."""

    def resume(self) -> tuple[Course, ExamClock]:
        """Go on with the exam that was broken off, where it was; that it was is recorded.

        Raises:
            Refused: ``training.nothing-interrupted``, ``training.exercise-changed``.
            Unavailable: ``disk.full``.
        """

    def join(self, card: bytes) -> JoinedClass:
        """Let results of exams be sealed from now on for the class (培训班) whose card this is.

        Raises:
            Refused: ``card.other``, ``card.newer``, ``card.damaged``, ``card.other-realm``, ``training.class-other``.
            Unavailable: ``disk.full``.
        """

    def joined(self) -> JoinedClass | None:
        """Return the class that exams are written in; None for none.

        Raises:
            Refused: ``card.damaged`` and the like.
        """

    def leave_class(self) -> None:
        """Forget the class; results of exams are sealed for nobody from now on."""

    def keep_result(self, course: Course) -> Path:
        """Write what is left of a course into a file; return the file.

        Of an exam in a class nobody opens it but whoever marks it.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``.
        """

    def take_in(self, transcript: bytes) -> Transcript:
        """Return the transcript of an exam that was written here, and keep it (成绩单).

        Raises:
            Refused: ``transcript.other``, ``transcript.other-class``, ``transcript.other-seat``,
                ``transcript.altered`` and the like.
            Unavailable: ``confine.failed``, ``disk.full``.
        """

    def keep_report(self, course: Course) -> Path:
        """Write the report on a course (实验报告) beside its result; return the file.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``.
        """

    def exercise_of(self, begun: BeginExercise) -> Exercise:
        """Return an exercise that was begun somewhere, in its variant.

        Raises:
            Refused: ``training.exercise-unknown``, ``training.exercise-changed``.
        """

    def exercise_named(self, exercise: str, variant: int = 0) -> Exercise:
        """Return an exercise in a variant.

        Raises:
            Refused: ``training.exercise-unknown``, ``resource.faulty``.
        """

    def clear(self) -> None:
        """Clear the stage of the course before."""

    def reset_seat(self) -> int:
        """Clear the seat for the next class; return how many runs are gone. Results stay.

        Raises:
            Refused: ``training.exam-open``, ``training.seat-busy``.
            Unavailable: ``disk.failed``.
        """


class Workshop(Protocol):
    """The workshop (编场景): an instructor's own exercises; what takes long is called behind the window."""

    def is_own(self, exercise: str) -> bool:
        """Whether an exercise is an instructor's own; those that are shipped are not changed."""

    def copy(self, exercise: str) -> str:
        """Copy an exercise, as a draft under an id of its own; return the id.

        Raises:
            Unavailable: ``disk.full``.
        """

    def drop(self, exercise: str) -> None:
        """Throw an exercise of one's own away.

        Raises:
            Unavailable: ``disk.failed``.
        """

    def take_in(self, file: Path) -> str:
        """Take in a packed exercise as a draft; return its id.

        Raises:
            Refused: ``training.package-other`` and the like; ``resource.faulty``.
        """

    def open(self, exercise: str) -> Draft:
        """Return an exercise of one's own, right or not.

        Raises:
            Refused: ``resource.faulty``: it cannot be read at all.
        """

    def sections(self, draft: Draft) -> tuple[Section, ...]:
        """Return the form of a draft."""

    def keep(self, draft: Draft) -> tuple[str, ...]:
        """Keep a draft as it is; return what is wrong with it, in sentences.

        Raises:
            Refused: ``training.text-too-long``.
            Unavailable: ``disk.full``.
        """

    def try_out(self, exercise: str) -> tuple[TriedRun, ...]:
        """Play the reference and the bad run.

        Raises:
            Refused: ``resource.faulty``; what one of its acts is refused for.
        """

    def release(self, exercise: str) -> None:
        """Release it to the class.

        Raises:
            Refused: ``training.not-declared``, ``resource.faulty``.
        """

    def export(self, exercise: str, file: Path) -> None:
        """Write it into one file.

        Raises:
            Refused: ``resource.faulty``.
            Unavailable: ``disk.full``.
        """


class Premises(Protocol):
    """Every realm below one root. What takes long is called behind the window."""

    preferences_file: Path
    """Where the window keeps its own layout; nothing of a document stands in it."""

    @property
    def ground(self) -> Ground:
        """Where exercises are laid out."""

    @property
    def workshop(self) -> Workshop:
        """Where exercises are edited."""

    def founded(self, realm: Realm) -> bool:
        """Whether a unit has been founded in a realm; quick, nothing is imported for it."""

    def office(self, realm: Realm) -> Office:
        """Return the office of a realm, the same at every call; the first call imports what an office needs."""

    def facade(self, realm: Realm) -> Facade:
        """Return what may be told of a realm before anybody has signed in; it imports what an office needs.

        Raises:
            Refused: ``store.newer``.
            Unavailable: ``store.missing``, ``store.damaged``.
        """

    def found_demonstration(self, tell: Callable[[int, int], None]) -> None:
        """Found the demonstration's unit, with documents at every step.

        Args:
            tell: Is told steps done and steps in all.

        Raises:
            Refused: ``unit.exists``.
            Unavailable: ``disk.full``; nothing is left behind.
        """

    def found_official(self, request: FoundingRequest) -> Founded:
        """Found a unit in the official realm.

        Raises:
            Refused: ``unit.exists``, ``founders.same``, ``founders.roles``, ``password.too-weak``.
            Unavailable: ``disk.full``; nothing is left behind.
        """

    def found_class(self, request: FoundingRequest) -> Founded:
        """Found the unit of a class (培训班) in the TRAINING realm.

        Raises:
            Refused: ``unit.exists``, ``founders.same``, ``password.too-weak``.
            Unavailable: ``disk.full``; nothing is left behind.
        """

    def introduced(self) -> tuple[Introduced, ...]:
        """Return the people of the demonstration, by rank."""

    def page_fonts(self) -> PageFonts:
        """Look which fonts pages are drawn with; it reads the machine's fonts and is called behind the window.

        Raises:
            Unavailable: ``fonts.shipped-missing``.
        """

    def isolation(self) -> Isolation:
        """Try what keeps exercises from real papers; called behind the window, in the TRAINING realm alone."""

    def check_seat(self) -> SeatCheck:
        """Look at what this seat can do; called behind the window, in the TRAINING realm alone; it takes seconds."""

    def log(self, error: BaseException) -> Path | None:
        """Log what nobody foresaw, without a document's words; return the file, None where it cannot be written."""
