"""The stage (实训现场): an exercise's unit, its papers and people, and the time that passes between what they do.

Whoever plays the trainee, a person at the window or a run that is written down, the others play by themselves: each
task that falls to a role player lies for some minutes and is then taken up, through the same door as everybody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.exercising import (
    AnswerQuestion,
    BeginExercise,
    HandInExercise,
    RecordHappening,
    TakeHint,
    WorkOn,
)
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.flows.tasks import Task, open_ones
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, DossierId, PersonId
from oa_desktop.domain.manuscript import Manuscript, plain_text
from oa_desktop.domain.stories import Said, Story, StoryAct
from oa_desktop.domain.training.exercise import Exercise, Happening, Material, Mode, Part, Played
from oa_desktop.domain.training.personas import AGREE, Deed, Persona
from oa_desktop.domain.training.record import Record
from oa_desktop.i18n.problems import say
from oa_desktop.office.ports.pages import Reading
from oa_desktop.office.session import Session
from oa_desktop.training.archive_acts import ARCHIVE_ACTS
from oa_desktop.training.clock import PlayClock
from oa_desktop.training.players import View, deed_for, minutes_until, reaction_to
from oa_desktop.training.register_acts import REGISTER_ACTS
from oa_desktop.training.sealing import lock_seal
from oa_desktop.training.telling import Cast, Telling


def _never() -> bool:
    return False


STEP = timedelta(minutes=2)
"""How much of the exercise's time each thing takes that a run writes down."""
_FAULTS = "{faults}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A task that a role player will take up.

    Attributes:
        at: When.
        part: Who.
        deed: What is done then; None where nothing is.
    """

    at: datetime
    part: Part
    material: str
    task: Task


@dataclass(slots=True, kw_only=True)
class Stage:
    """实训现场.

    Attributes:
        cast: The unit's people.
        personas: Who can play, by id.
        clock: The exercise's time.
        variant: What waits and parameters are drawn from.
        lenient: Whether a role player whose act is refused lets the task lie; in a run that is written down that is
            a fault of the exercise.
    """

    exercise: Exercise
    cast: Cast
    personas: dict[str, Persona]
    clock: PlayClock
    variant: int = 0
    lenient: bool = False
    _tellings: dict[str, Telling] = field(default_factory=dict)
    _hints: Counter[str] = field(default_factory=Counter)
    _happened: dict[str, datetime] = field(default_factory=dict)
    _away: set[str] = field(default_factory=set)
    _taken_over: frozenset[str] = frozenset()
    _begun: datetime | None = None
    _left: set[tuple[str, str]] = field(default_factory=set)

    def anew(self) -> Stage:
        """Return a stage for another run in the same store, on which nothing was begun."""
        return Stage(
            exercise=self.exercise, cast=self.cast, personas=self.personas, clock=self.clock, variant=self.variant
        )

    # --- the course ----------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Do what was done before the trainee comes."""
        self.clock.time = self.exercise.begin - STEP * (len(self.exercise.opened) + 1)
        for one in self.exercise.opened:
            self.clock.time += STEP
            self.do(one)

    def take_up(self) -> None:
        """Find the documents that were begun, and the roles that a person took over, on whichever stage that was."""
        record = self._trainee.exercise.journals()
        self._taken_over = record.taken_over
        for material, dossier in record.documents.items():
            self._telling(material).dossier = dossier

    def open(self, digest: Digest, mode: Mode, trainees: tuple[str, ...] = (), seat: str = "", extra: int = 0) -> None:
        """Begin the exercise, on a stage on which was done what is done before the trainee comes.

        Args:
            digest: Of the exercise's data.
            mode: How it is worked through.
            trainees: Who sits at the seat.
            seat: 座位.
            extra: Minutes that an exam may take longer.
        """
        self.take_up()
        self.clock.time = self.exercise.begin
        self._begun = self.clock.time
        begun = BeginExercise(
            exercise=self.exercise.id,
            edition=self.exercise.version,
            digest=digest,
            mode=mode.value,
            variant=self.variant,
            trainees=trainees,
            seat=seat,
            extra=extra,
        )
        self._trainee.perform(begun)

    def resume(self, time: datetime) -> None:
        """Go on with an exercise that was broken off, at the time that it was there; what happened is not repeated."""
        self._begun, self.clock.time = self.exercise.begin, time
        for entry in self._trainee.exercise.journals().course:
            action = read_action(entry)
            if isinstance(action, RecordHappening):
                self._let_have_happened(action.happening, datetime.fromisoformat(entry.claimed_time))
        self.take_up()

    def play(self, acts: tuple[Played, ...], until: Callable[[], bool] = _never) -> None:
        """Play a run that is written down, with the role players and all that happens in between.

        Args:
            acts: The run.
            until: Tells before each of its acts whether to stop there.

        Raises:
            Refused: What one of its acts is refused for.
        """
        for one in acts:
            self.wait_for(one)
            if until():
                return
            self.do(one)

    def wait_for(self, one: Played) -> None:
        """Let the time pass that lies before a thing that a run writes down."""
        self.pass_time(STEP + timedelta(minutes=one.wait))

    def hand_in(self) -> None:
        """Let the trainee hand in."""
        self.pass_time(STEP)
        self._trainee.perform(HandInExercise())

    def pass_time(self, span: timedelta) -> int:
        """Let time pass: whatever falls due in it happens, and role players do what is due, in the order of time.

        Returns:
            How much fell due.
        """
        end, fell_due = self.clock.time + span, 0
        while (following := min(self._following(end), key=_moment, default=None)) is not None:
            self.clock.time = max(self.clock.time, _moment(following))
            if isinstance(following, Due):
                self._try(following)
            else:
                self._let_happen(following[1])
            fell_due += 1
        self.clock.time = end
        return fell_due

    def upcoming(self) -> tuple[datetime, Due | Happening] | None:
        """Return what comes next, and when; None where nothing does."""
        coming = min(self._following(_EVER), key=_moment, default=None)
        return None if coming is None else (_moment(coming), coming if isinstance(coming, Due) else coming[1])

    def next_due(self) -> Due | None:
        """Return the task that a role player takes up next; None where there is none."""
        return min(self._due(), key=_moment, default=None)

    def journals(self) -> Record:
        """Return what was done so far, without the texts."""
        return self._trainee.exercise.journals()

    def record(self) -> Record:
        """Return what is left of the run."""
        return self._trainee.exercise.record()

    def result(self) -> bytes:
        """Return the run as a file that is scored on any machine."""
        return self._trainee.exercise.result()

    @property
    def _trainee(self) -> Session:
        first = next(one for one in self.exercise.parts if one.is_trainees)
        return self.cast.session(first.account)

    # --- what is written down ------------------------------------------------------------------------------------

    def do(self, one: Played) -> None:
        """Do a thing that a run writes down.

        Raises:
            Refused: What it is refused for; ``training.act-unplayable``: it lacks something, or says what is not there.
        """
        try:
            self._do(one)
        except _UNPLAYABLE as error:
            raise Refused("training.act-unplayable", act=one.act, document=one.document) from error

    def _do(self, one: Played) -> None:
        session = self.cast.session(self.exercise.part(one.by).account) if one.by else self._trainee
        if one.question:
            session.perform(AnswerQuestion(question=one.question, answers=one.answers))
        if one.hint:
            self._hints[one.hint] += 1
            session.perform(TakeHint(step=one.hint, number=self._hints[one.hint]))
        if one.act:
            self._act(one)

    def _act(self, one: Played) -> None:
        session, said = self.cast.session(self.exercise.part(one.by).account), {**one.said, "reason": one.words}
        if one.act in ARCHIVE_ACTS:
            ARCHIVE_ACTS[one.act](session, self._telling(one.document).dossier, said)
        elif one.act in REGISTER_ACTS:
            code = self.exercise.material(one.document).code
            session.perform(REGISTER_ACTS[one.act](code, self.clock.time.year, said))
        else:
            self._act_on_document(one)

    def _act_on_document(self, one: Played) -> None:
        telling, text = self._telling(one.document), self._text(self.exercise.material(one.document), one)
        telling.texts = lambda _version: text
        begins = one.act in _BEGINNINGS
        beside: tuple[Action, ...] = (WorkOn(material=one.document),) if begins else ()
        account = self.exercise.part(one.by).account
        telling.perform(self._story_act(account, one.act, one.words, one.said), *beside)

    def _story_act(self, account: str, kind: str, words: str, said: Mapping[str, Said]) -> StoryAct:
        given = dict(said)
        to = str(given.pop("to", ""))
        return StoryAct(at=self.clock.time, account=account, kind=kind, words=words, to=to, said=given)

    def _telling(self, material: str) -> Telling:
        if material not in self._tellings:
            told = self.exercise.material(material)
            answering = self._telling(told.answers) if told.answers else None
            story = _story(told, self.exercise.begin.date())
            self._tellings[material] = Telling(
                cast=self.cast, story=story, texts=_nothing, clock=self.clock, answering=answering
            )
        return self._tellings[material]

    def read(self, material: Material, typed: str = "") -> Reading:
        """Read a paper, as it was given or as somebody typed it."""
        return self.cast.office.reader.read((typed or material.text).encode(), f"{material.title}.md")

    def _text(self, material: Material, one: Played) -> Manuscript:
        typed = material.mended if one.mended and material.mended else material.text
        for right, wrong in one.replaced.items():
            typed = typed.replace(right, wrong)
        return self.read(material, typed).manuscript

    # --- what happens --------------------------------------------------------------------------------------------

    def _following(self, end: datetime) -> Iterator[Due | tuple[datetime, Happening]]:
        """Yield what falls due until then."""
        yield from ((at, one) for at, one in self._happenings() if at <= end)
        yield from (one for one in self._due() if one.at <= end)

    def _happenings(self) -> Iterator[tuple[datetime, Happening]]:
        begun = self._begun
        for one in self.exercise.happenings:
            if begun is None or one.id in self._happened:
                continue
            since = begun if one.behind is None else self._first(one)
            if since is not None:
                yield since + timedelta(minutes=one.after), one

    def _first(self, happening: Happening) -> datetime | None:
        """Return when the act was first done behind which something happens, None where nobody has."""
        pattern = happening.behind
        told = self._tellings.get(pattern.document) if pattern else None
        if pattern is None or told is None or not told.dossier:
            return None
        people = {self.cast.session(self.exercise.part(one).account).standing.person for one in pattern.by}
        acts = (one for one in self._trainee.exercise.acts(told.dossier) if one.kind in pattern.acts)
        meant = (one for one in acts if not people or one.actor.person in people)
        return next((datetime.fromisoformat(one.claimed_time) for one in meant), None)

    def _let_happen(self, one: Happening) -> None:
        self._trainee.exercise.happen(one.id)
        self._let_have_happened(one.id, self.clock.time)
        if one.locks:
            lock_seal(self.cast, one.locks)

    def _let_have_happened(self, happening: str, at: datetime) -> None:
        self._happened[happening] = at
        self._away.update(one.away for one in self.exercise.happenings if one.id == happening and one.away)

    # --- role players --------------------------------------------------------------------------------------------

    def _due(self) -> Iterator[Due]:
        """Yield the tasks that role players will take up, each with its minute."""
        begun = ((material, one.dossier) for material, one in self._tellings.items() if one.dossier)
        lying = {material: self._trainee.exercise.state(dossier) for material, dossier in begun}
        for part in self.exercise.parts:
            if part.is_trainees or part.id in self._away or part.id in self._taken_over:
                continue
            for material, state in lying.items():
                yield from self._due_for(part, material, state)

    def _due_for(self, part: Part, material: str, state: Dossier) -> Iterator[Due]:
        """Yield the tasks that fall to a role player; nobody signs in for what they would let lie."""
        for task in open_ones(state.tasks):
            reaction = reaction_to(self.personas[part.persona], task)
            if reaction is None or (part.id, task.id) in self._left:
                continue
            standing = self.cast.session(part.account).standing
            if not task.holder.is_met_by(standing):
                continue
            seed = f"{self.variant} {part.id} {material} {task.act} {self._acted(state.id, standing.person)}"
            opened = datetime.fromisoformat(task.opened or state.updated)
            at = opened + timedelta(minutes=minutes_until(reaction, seed))
            yield Due(at=at, part=part, material=material, task=task)

    def _try(self, due: Due) -> None:
        try:
            self._take_up(due)
        except Refused:
            if not self.lenient:
                raise
            self._left.add((due.part.id, due.task.id))

    def _take_up(self, due: Due) -> None:
        telling, session = self._tellings[due.material], self.cast.session(due.part.account)
        reaction = reaction_to(self.personas[due.part.persona], due.task)
        view = View(
            before=self._acted(telling.dossier, session.standing.person),
            words=lambda: plain_text(session.text(telling.dossier)),
            inspect=lambda: session.papers.findings(telling.dossier),
        )
        deed = deed_for(reaction, view) if reaction else None
        if deed is None or not deed.act:
            self._left.add((due.part.id, due.task.id))
            return
        kind = due.task.act if deed.act == AGREE else deed.act
        telling.perform(self._story_act(due.part.account, kind, _worded(deed, view), deed.said))

    def _acted(self, dossier: DossierId, person: PersonId) -> int:
        """Return how often somebody acted on a document."""
        return sum(one.actor.person == person for one in self._trainee.exercise.acts(dossier))


_UNPLAYABLE = (LookupError, StopIteration, TypeError, ValueError)
"""What comes of an act that a file writes down with names that are not there, or without what it has to say."""
_EVER = datetime.max.replace(tzinfo=UTC)
_BEGINNINGS = frozenset({"draft", "receive"})


def _moment(following: Due | tuple[datetime, Happening]) -> datetime:
    return following.at if isinstance(following, Due) else following[0]


def _worded(deed: Deed, view: View) -> str:
    if _FAULTS not in deed.words:
        return deed.words
    told = "".join(say(one.rule, one.params).what for one in view.findings if one.severity is Severity.FAULT)
    return deed.words.replace(_FAULTS, told)


def _nothing(_version: object) -> Manuscript:
    return Manuscript()


def _story(material: Material, day: date) -> Story:
    return Story(
        source=f"{material.title}.md",
        flow=material.flow,
        code=material.code,
        day=date.fromisoformat(material.date) if material.date else day,
        copies=material.copies,
        retention=material.retention,
        recipients=material.recipients,
        corrections=(),
        acts=(),
        incoming=material.incoming,
        damaged=material.damaged,
    )
