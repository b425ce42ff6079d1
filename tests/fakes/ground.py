"""A training ground in memory: one exercise of a draft, a question and a happening, over a fake office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from oa_desktop.domain.actions.exercising import BeginExercise
from oa_desktop.domain.exchange.partners import UnitCard, read_card
from oa_desktop.domain.ids import DepartmentId, Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.training.conditions import Answered, Happened, Pattern
from oa_desktop.domain.training.exercise import (
    Check,
    Choice,
    Exercise,
    Guidance,
    Happening,
    Hint,
    Material,
    Mode,
    Part,
    Played,
    Question,
    QuestionKind,
    Readiness,
    Run,
)
from oa_desktop.domain.training.joining import JoinedClass, joined_by, refuse_other_card
from oa_desktop.domain.training.transcript import HandedIn, Transcript, read_transcript
from oa_desktop.domain.units.described import DescribedPerson, DescribedUnit
from oa_desktop.office.ports.pages import Beside, Reading, nothing_beside
from oa_desktop.training.course import Course, Enrolment
from oa_desktop.training.exam_clock import RESUMED, Clocks, ExamClock, Interrupted
from oa_desktop.training.report import Report, report_on
from oa_desktop.training.stage import Stage
from oa_desktop.training.telling import Cast
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.world import FakeReader

BEGIN = datetime.fromisoformat("2026-06-08T08:30:00+08:00")
DRAFTED = Pattern(acts=("draft",), document="notice")
SUBMITTED = Pattern(acts=("submit",), document="notice")
EXERCISE = Exercise(
    id="session-9",
    version="1",
    lesson="9",
    title="拟稿送审",
    goal="学会拟一份通知。",
    brief="把材料一拟成通知，送审。",
    level="基础",
    minutes=40,
    begin=BEGIN,
    world="county.yaml",
    readiness=Readiness.RELEASED,
    parts=(
        Part(id="drafter", name="拟稿人", account="drafter"),
        Part(id="reviewer", name="核稿人", account="reviewer"),
    ),
    materials=(Material(id="notice", title="材料一", text="关于防汛工作的通知", flow=FLOW.id),),
    questions=(
        Question(
            id="kind",
            kind=QuestionKind.ONE,
            text="用什么文种？",
            choices=(Choice(id="notice", text="通知"), Choice(id="report", text="报告")),
            answers=("notice",),
        ),
    ),
    guidance=(
        Guidance(id="draft", title="拟稿", text="据材料一拟稿。", target="folders", done=DRAFTED),
        Guidance(
            id="submit",
            title="送审",
            text="送科长审核。",
            target="acts",
            done=SUBMITTED,
            hints=(Hint(text="按“送审”。", cost=3),),
        ),
        Guidance(id="again", title="再送审", text="退回来改好了再送。", done=SUBMITTED),
    ),
    happenings=(Happening(id="call", name="来电", after=10, sender="县防指", message="材料请快一点。"),),
    checks=(
        Check(
            id="kind", asks="文种对", points=40, condition=Answered(question="kind"), why="错了要退。", mend="用通知。"
        ),
        Check(
            id="drafted", asks="拟了稿", points=60, condition=Happened(pattern=DRAFTED), why="没有稿。", mend="拟稿。"
        ),
    ),
    reference=Run(
        acts=(
            Played(by="drafter", act="draft", document="notice"),
            Played(by="drafter", act="submit", document="notice", words="请审核。"),
            Played(question="kind", answers=("notice",)),
        ),
        score=100,
    ),
    bad=Run(acts=(), score=0),
)


class NoticeReader(FakeReader):
    """Reads every paper as one notice."""

    def read(self, data: bytes, name: str, beside: Beside = nothing_beside) -> Reading:
        return Reading(manuscript=notice(data.decode()))


def training_office() -> FakeOffice:
    """An office of the TRAINING realm that reads papers."""
    return FakeOffice(realm=Realm.TRAINING, reader=NoticeReader())


@dataclass
class FakeGround:
    """Lays its one exercise out before an office in memory.

    Attributes:
        refusals: What the next beginnings are refused with.
        hindrance: Why nothing is kept of how long an exam has taken; None where it is.
        results: What was kept of courses.
        now: Both clocks of the machine.
        times: How long exams had taken when that was kept.
        broken_off: The exam that was broken off.
        card: Of the class that was joined.
        reports: What was written on them.
        handed_in: The exams that were handed in here.
        resets: How often the seat was cleared.
        left: How many were begun before and never handed in.
        discs: Where the discs of the exercise lie; None where it has none.
    """

    office: FakeOffice
    exercise: Exercise = EXERCISE
    refusals: list[Exception] = field(default_factory=list)
    hindrance: Exception | None = None
    results: list[bytes] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    course: Course | None = None
    second: int = 0
    now: Clocks = field(default_factory=lambda: Clocks(passed=timedelta(), told=BEGIN))
    times: list[ExamClock] = field(default_factory=list)
    broken_off: tuple[Enrolment, ExamClock] | None = None
    card: UnitCard | None = None
    handed_in: tuple[HandedIn, ...] = ()
    resets: int = 0
    left: int = 0
    discs: Path | None = None

    def exercises(self) -> tuple[Exercise, ...]:
        return (self.exercise,)

    def begin(self, enrolment: Enrolment) -> Course:
        if self.refusals:
            raise self.refusals.pop()
        own = [one.account for one in self.exercise.parts if one.is_trainees]
        self.course = course_before(self.office, self.exercise, enrolment, own)
        self.course.left, self.course.discs = self.left, self.discs
        return self.course

    def let_pass(self, span: timedelta, *, set_by: timedelta = timedelta()) -> None:
        """Let time pass on the machine, whose clock somebody may set."""
        self.now = Clocks(passed=self.now.passed + span, told=self.now.told + span + set_by)

    def clocks(self) -> Clocks:
        return self.now

    def keep_time(self, course: Course, clock: ExamClock) -> None:
        if self.hindrance is not None:
            raise self.hindrance
        self.times.append(clock)

    def interrupted(self) -> Interrupted | None:
        if self.broken_off is None:
            return None
        enrolment, clock = self.broken_off
        return Interrupted(
            exercise=self.exercise.id,
            title=self.exercise.title,
            trainees=enrolment.trainees,
            spent=clock.spent,
            allowed=timedelta(minutes=self.exercise.minutes + enrolment.extra),
            played=BEGIN,
            told=self.now.told,
        )

    def resume(self) -> tuple[Course, ExamClock]:
        assert self.broken_off is not None
        enrolment, clock = self.broken_off
        course = self.begin(enrolment)
        course.interrupted(RESUMED)
        return course, clock

    def join(self, card: bytes) -> JoinedClass:
        read = read_card(card, self.office.crypto.verify)
        refuse_other_card(self.card, read)
        self.card = read
        return joined_by(read, self.office.crypto.digest)

    def joined(self) -> JoinedClass | None:
        return joined_by(self.card, self.office.crypto.digest) if self.card else None

    def leave_class(self) -> None:
        self.card = None

    def exercise_named(self, exercise: str, variant: int = 0) -> Exercise:
        return self.exercise

    def keep_result(self, course: Course) -> Path:
        if self.refusals:
            raise self.refusals.pop()
        sealed = self.card is not None and course.mode is Mode.EXAM
        self.handed_in += (course.handed_in,)
        self.results.append(course.session.exercise.sealed_result(self.card) if sealed else course.stage.result())
        return Path("成绩.oaresult")

    def take_in(self, transcript: bytes) -> Transcript:
        return read_transcript(transcript, self.card, self.handed_in, self.office.crypto.verify)

    def keep_report(self, course: Course) -> Path:
        self.reports.append(report_on(course.exercise, course.stage.record()))
        return Path("实验报告.pdf")

    def exercise_of(self, begun: BeginExercise) -> Exercise:
        return self.exercise

    def clear(self) -> None:
        self.course = None

    def reset_seat(self) -> int:
        if self.refusals:
            raise self.refusals.pop()
        self.resets += 1
        return 1


def described(office: FakeOffice, accounts: Sequence[str]) -> DescribedUnit:
    """The unit of an exercise, as far as its trainees' passwords are published."""
    people = tuple(
        DescribedPerson(
            name=one,
            account=one,
            title="科员",
            department=DepartmentId(""),
            rank=1,
            roles=(),
            password=office.slots.accounts[one + office.suffix][0],
        )
        for one in accounts
    )
    founders = ("system", "security")
    return DescribedUnit(
        name="清源县", grade=SystemGrade.UNCLASSIFIED, organs=(), departments=(), founders=founders, people=people
    )


def course_before(office: FakeOffice, exercise: Exercise, enrolment: Enrolment, accounts: Sequence[str]) -> Course:
    """Return a course that has begun, whose trainee plays several people of an office."""
    people = {one: office.as_(one) for one in accounts}
    cast = Cast(office=office.office, unit=described(office, accounts), simulated=True, people=people)
    stage = Stage(exercise=exercise, cast=cast, personas={}, clock=office.clock, lenient=True)
    digest = Digest("ab" * 32)
    return Course.laid_out(stage, enrolment, digest, lambda: None)
