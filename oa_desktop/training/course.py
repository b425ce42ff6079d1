"""A course (练习): one person works through an exercise at the window, and the other roles play by themselves.

What the panel beside the desk shows is asked of the journals alone, so that it is the same after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from oa_desktop.domain.actions import DECLARATIONS, Action
from oa_desktop.domain.actions.exercising import (
    AnswerQuestion,
    HandBackPart,
    HandInExercise,
    RecordHappening,
    TakeHint,
    TakeOverPart,
    WorkOn,
)
from oa_desktop.domain.actions.handling import Draft
from oa_desktop.domain.actions.incoming import Receive
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, DossierId, EntryId
from oa_desktop.domain.training.exercise import (
    Exercise,
    Guidance,
    Happening,
    Material,
    Mode,
    Part,
    Played,
    Question,
)
from oa_desktop.domain.training.record import OFFICIAL_STORE, Record
from oa_desktop.domain.training.results import Score
from oa_desktop.domain.training.transcript import HandedIn
from oa_desktop.office.ports.pages import Reading
from oa_desktop.office.session import Session
from oa_desktop.training.comparing import Pair, compared
from oa_desktop.training.replaying import Scene, scenes
from oa_desktop.training.scoring import score
from oa_desktop.training.stage import Due, Stage
from oa_desktop.training.steps import done_in, play_up_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Who begins which exercise, and how (选定的练习).

    Attributes:
        exercise: Its id.
        variant: Which of its variants.
        sitting: For which time they are examined in it: another variant is laid out for each (补考).
        trainees: Names of who sits at the seat.
        seat: 座位.
        extra: Minutes that an exam may take longer (加时).
        from_step: Id of the step that they begin with; what comes before it was played by the reference run. Empty
            for the first.
    """

    exercise: str
    mode: Mode
    variant: int = 0
    trainees: tuple[str, ...] = ()
    seat: str = ""
    extra: int = 0
    from_step: str = ""
    sitting: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What a role player does next.

    Attributes:
        who: The role's name.
        act: Kind of the act that the task asks for.
        at: When, in the exercise's time.
    """

    who: str
    act: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that happened, as the trainee is told of it."""

    at: datetime
    happening: Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """How far the course is (进度).

    Attributes:
        time: The exercise's time.
        done: Ids of the steps that were done.
        hints: How many hints were taken of which step.
        answers: What was answered last, by the question's id.
        told: What happened so far.
        begun: Ids of the papers with which a document was begun.
        taken_over: Ids of the roles of role players that the trainee plays now.
        awaited: What a role player does next; None where nobody has anything to do.
        handed_in: Whether it is over.
    """

    time: datetime
    done: frozenset[str] = frozenset()
    hints: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    told: tuple[Told, ...] = ()
    begun: frozenset[str] = frozenset()
    taken_over: frozenset[str] = frozenset()
    awaited: Awaited | None = None
    handed_in: bool = False

    def arrived(self, exercise: Exercise) -> tuple[Material, ...]:
        """Return the papers that lie before the trainee: those that come with something only once it has happened."""
        later = {one.arrives for one in exercise.happenings if one.arrives}
        come = {one.happening.arrives for one in self.told}
        return tuple(one for one in exercise.materials if one.id not in later or one.id in come)

    def asked(self, question: Question) -> bool:
        """Whether a question lies before the trainee: what it is about has happened."""
        return not question.told or question.told in {one.happening.id for one in self.told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """回放: the scenes of a course, and the reference run beside them."""

    scenes: tuple[Scene, ...]
    pairs: tuple[Pair, ...]

    def place(self, moment: EntryId) -> int | None:
        """Return the scene that an entry was made in, None where it stands in none."""
        return next((place for place, one in enumerate(self.scenes) if moment in one.entries), None)

    @property
    def taken_over(self) -> bool:
        """Whether the trainee began with a later step, and the reference run did what comes before it."""
        return any(one.kind == _TAKEN_OVER and one.about == one.part for one in self.scenes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a course comes to (成绩), and the replay that shows each moment that it rests on."""

    score: Score
    replay: Replay


@dataclass(slots=True, kw_only=True)
class Course:
    """练习.

    Attributes:
        stage: Where it plays.
        session: Of the person who works through it.
        enrolment: Who, and how.
        digest: Of the exercise's data.
        close: Clears the stage.
        fingerprint: Returns that of the official store now (正式库指纹); empty where it cannot be taken.
        left: How many exams of it were begun here before and never handed in.
        discs: The folder in which its discs (光盘) lie; None where it has none.
    """

    stage: Stage
    session: Session
    enrolment: Enrolment
    digest: Digest
    close: Callable[[], object]
    fingerprint: Callable[[], str] = lambda: ""
    left: int = 0
    discs: Path | None = None
    _wanted: str = ""
    _played: int = 0

    @classmethod
    def seated(cls, stage: Stage, enrolment: Enrolment, digest: Digest, close: Callable[[], object]) -> Course:
        """Seat the trainee on a stage; whoever only watches has the place of a role player, and signs nothing."""
        account = _first_part(stage.exercise).account
        session = stage.cast.session(account) if enrolment.mode is Mode.WATCH else stage.cast.seat(account)
        return cls(stage=stage, session=session, enrolment=enrolment, digest=digest, close=close)

    @classmethod
    def laid_out(cls, stage: Stage, enrolment: Enrolment, digest: Digest, close: Callable[[], object]) -> Course:
        """Begin a course; where it begins with a later step, role players have done what comes before it.

        Raises:
            Refused: What an act of the reference run is refused for.
            Unavailable: ``disk.full``.
        """
        if not enrolment.from_step:
            course = cls.seated(stage, enrolment, digest, close)
            course.begin()
            return course
        stage.open(digest, enrolment.mode, enrolment.trainees, enrolment.seat)
        play_up_to(stage, enrolment.from_step)
        course = cls.seated(stage, enrolment, digest, close)
        course.session.perform(TakeOverPart(part=_first_part(stage.exercise).id))
        return course

    @property
    def exercise(self) -> Exercise:
        """What is worked through."""
        return self.stage.exercise

    @property
    def mode(self) -> Mode:
        """How it is worked through."""
        return self.enrolment.mode

    # --- what is done; all of it behind the window ---------------------------------------------------------------

    def begin(self) -> None:
        """Begin.

        Raises:
            Unavailable: ``disk.full``.
        """
        self.stage.open(self.digest, self.mode, self.enrolment.trainees, self.enrolment.seat, self.enrolment.extra)

    def witness(self) -> None:
        """Record the fingerprint of the official store as it is now; the first of a run and its last are compared."""
        found = self.fingerprint()
        if found:
            self.session.exercise.happen(f"{OFFICIAL_STORE}{found}")

    def interrupted(self, why: str) -> None:
        """Record why the clock of an exam may tell something else, as :mod:`.exam_clock` names it."""
        self.session.exercise.happen(why)

    @property
    def allowed(self) -> timedelta:
        """How long it may take whoever sits here."""
        return timedelta(minutes=self.exercise.minutes + self.enrolment.extra)

    def pass_time(self, span: timedelta) -> int:
        """Let the exercise's time pass; return how much fell due in it."""
        self.stage.take_up()
        return self.stage.pass_time(span)

    def skip(self) -> int:
        """Let time pass until the next thing that happens or that a role player does; nothing where there is none."""
        self.stage.take_up()
        coming = self.stage.upcoming()
        return self.stage.pass_time(max(coming[0] - self.stage.clock.time, timedelta())) if coming else 0

    def want(self, material: Material) -> Reading:
        """Take a paper in hand: what is drafted or signed for next is begun with it; return what stands in it."""
        self._wanted = material.id
        return self.stage.read(material)

    def beside(self, action: Action) -> tuple[Action, ...]:
        """Return what is recorded beside an act of the trainee: with which paper a document is begun."""
        if not isinstance(action, Draft | Receive):
            return ()
        open_ones = self._not_begun(comes=isinstance(action, Receive))
        meant = next((one for one in open_ones if one.id == self._wanted), next(iter(open_ones), None))
        return (WorkOn(material=meant.id),) if meant else ()

    def _not_begun(self, *, comes: bool) -> tuple[Material, ...]:
        begun = self.session.exercise.documents()
        return tuple(
            one for one in self.exercise.materials if one.id not in begun and (one.incoming is not None) is comes
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """The roles that are the trainee's."""
        return tuple(one for one in self.exercise.parts if one.is_trainees)

    def sit_as(self, part: Part) -> Session:
        """Return the session of one of the trainee's roles; one that a role player has is taken over (接管角色)."""
        cast = self.stage.cast
        if self.mode is Mode.WATCH:
            return cast.session(part.account)
        if not part.is_trainees and part.id not in self.session.exercise.journals().taken_over:
            self.session.perform(TakeOverPart(part=part.id))
        return cast.seat(part.account)

    @property
    def coming(self) -> Played | None:
        """The next act of the reference run, where one watches it (看); None behind the last."""
        acts = self.exercise.reference.acts
        return acts[self._played] if self._played < len(acts) else None

    def approach(self, one: Played) -> DossierId | None:
        """Let the time pass until an act of the reference run; return the document that it is about, if any."""
        self.stage.take_up()
        self.stage.wait_for(one)
        return self.session.exercise.documents().get(one.document)

    def play(self, one: Played) -> None:
        """Let the reference run do its next act.

        Raises:
            Refused: What it is refused for.
        """
        self.stage.do(one)
        self._played += 1

    def password(self, account: str) -> str:
        """Return the published password of somebody of the exercise's unit; whoever sits there unlocks with it."""
        return self.stage.cast.unit.person(account).password

    def hand_back(self, part: Part) -> Session:
        """Let a role player go on with a role that was taken over (交还角色); return the session of one's own."""
        self.session.perform(HandBackPart(part=part.id))
        self.stage.cast.rise(part.account)
        return self.session

    def take_hint(self, step: Guidance, number: int) -> None:
        """Take a hint of a step, counted from 1."""
        self.session.perform(TakeHint(step=step.id, number=number))

    def answer(self, question: str, answers: tuple[str, ...]) -> None:
        """Answer a question; the last answer counts."""
        self.session.perform(AnswerQuestion(question=question, answers=answers))

    def hand_in(self, *, by_time: bool = False) -> None:
        """Hand in; once it is, nothing happens any more."""
        self.witness()
        self.session.perform(HandInExercise(by_time=by_time))

    @property
    def handed_in(self) -> HandedIn:
        """What its seat keeps of it, to know its transcript again."""
        record = self.session.exercise.journals()
        return HandedIn(run=record.begin.id, exercise=self.exercise.id, edition=record.begun.edition)

    # --- what came of it -----------------------------------------------------------------------------------------

    def judged(self) -> Judged:
        """Return what it comes to."""
        record = self.session.exercise.record()
        found = score(self.exercise, record)
        return Judged(score=found, replay=self._replay(record, found))

    def replay(self) -> Replay:
        """Return the replay; what was lost is told only once all is handed in, and never in an exam."""
        record = self.session.exercise.record()
        is_told = bool(record.by_kind.get(_HANDED_IN)) and self.mode is not Mode.EXAM
        return self._replay(record, score(self.exercise, record) if is_told else None)

    def _replay(self, record: Record, found: Score | None) -> Replay:
        told = scenes(self.exercise, record, found)
        return Replay(scenes=told, pairs=compared(self.exercise, told))

    def position(self) -> Position:
        """Return how far it is."""
        record = self.session.exercise.journals()
        acts = {kind: tuple(read_action(one) for one in record.by_kind.get(kind, ())) for kind in _KINDS}
        hints = [one for one in acts[_HINT] if isinstance(one, TakeHint)]
        answers = {one.question: one.answers for one in acts[_ANSWER] if isinstance(one, AnswerQuestion)}
        return Position(
            time=self.stage.clock.time,
            done=frozenset(done_in(self.exercise, record)),
            hints={step: max(one.number for one in hints if one.step == step) for step in {one.step for one in hints}},
            answers=answers,
            told=tuple(self._told(record)),
            begun=frozenset(record.documents),
            taken_over=record.taken_over,
            awaited=self._awaited(),
            handed_in=bool(acts[_HANDED_IN]),
        )

    def _told(self, record: Record) -> Iterator[Told]:
        known = {one.id: one for one in self.exercise.happenings}
        for entry in record.by_kind.get(_HAPPENED, ()):
            action = read_action(entry)
            happening = known.get(action.happening) if isinstance(action, RecordHappening) else None
            if happening is not None:
                yield Told(at=datetime.fromisoformat(entry.claimed_time), happening=happening)

    def _awaited(self) -> Awaited | None:
        self.stage.take_up()
        due: Due | None = self.stage.next_due()
        if due is None:
            return None
        return Awaited(who=due.part.name, act=due.task.act, at=due.at)


def _first_part(exercise: Exercise) -> Part:
    return next(one for one in exercise.parts if one.is_trainees)


_TAKEN_OVER = DECLARATIONS[TakeOverPart].kind
_HINT, _ANSWER, _HANDED_IN, _HAPPENED = (
    DECLARATIONS[one].kind for one in (TakeHint, AnswerQuestion, HandInExercise, RecordHappening)
)
_KINDS = (_HINT, _ANSWER, _HANDED_IN)
