"""Collecting results (收卷): a file is opened, verified, scored by its exercise, and written down by numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from oa_desktop.domain.actions.exercising import BeginExercise, RecordHappening
from oa_desktop.domain.actions.teaching import CheckedPoints, CollectResult, TimedStep
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import NOTHING
from oa_desktop.domain.training.class_data import ClassData
from oa_desktop.domain.training.conditions import Judged
from oa_desktop.domain.training.exercise import Exercise, Mode
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.results import Score
from oa_desktop.office.changes import Changed
from oa_desktop.office.session import Session
from oa_desktop.training.exam_clock import ALTERED, BEGUN_AGAIN, BROKEN_OFF, RESUMED, SET_BACK
from oa_desktop.training.scoring import score
from oa_desktop.training.steps import seconds_of

ExerciseOf = Callable[[BeginExercise], Exercise]
"""Returns the exercise that was begun, in its variant; refuses one that is unknown or was changed since."""
_TOLD = {
    RESUMED: "中断后接着考",
    SET_BACK: "时间被往回调过",
    ALTERED: "记用时的文件被改动过",
    BROKEN_OFF: "没有交卷，由程序按中断收下",
    BEGUN_AGAIN: "前一次没有交卷，又重新开考",
}


def collect(session: Session, file: bytes, exercise_of: ExerciseOf) -> Changed:
    """Take the result file of a seat in.

    Raises:
        Refused: ``class.collected-before``, ``class.same-run``, ``class.not-on-roll``, ``class.same-names``,
            ``training.result-altered``, ``training.result-elsewhere``, ``package.altered``,
            ``training.exercise-changed`` and the like.
        Unavailable: ``disk.full``.
    """
    room = session.teaching
    result = session.exercise.opened(file)
    act = partial(_scored, data=room.data, exercise_of=exercise_of, sealed=result != file)
    return room.collect(result, lambda: act(room.read(result)))


def _scored(record: Record, data: ClassData, exercise_of: ExerciseOf, *, sealed: bool) -> CollectResult:
    last = record.begun
    exercise = exercise_of(last)
    found = score(exercise, record)
    numbers = tuple(_number_of(name, data, last.seat) for name in last.trainees)
    if not numbers:
        raise Refused("class.not-on-roll", names="没有写姓名")
    return CollectResult(
        result=NOTHING,
        exercise=last.exercise,
        edition=last.edition,
        mode=last.mode,
        variant=last.variant,
        numbers=numbers,
        checks=tuple(_points(found)),
        hints=found.hints,
        notes=(*_notes(record, last, data, numbers), *_standing(exercise, record, sealed=sealed)),
        steps=tuple(_steps(exercise, record)),
        run=record.begin.id,
    )


def _steps(exercise: Exercise, record: Record) -> Iterator[TimedStep]:
    took = seconds_of(exercise, record)
    for one in exercise.guidance:
        yield TimedStep(step=one.id, title=one.title, seconds=took.get(one.id))


def _number_of(typed: str, data: ClassData, seat: str) -> str:
    found = data.numbers_of(typed, seat)
    if len(found) > 1:
        raise Refused("class.same-names", name=typed, numbers="、".join(found))
    if not found:
        raise Refused("class.not-on-roll", names=typed)
    return found[0]


def _points(found: Score) -> Iterator[CheckedPoints]:
    for one in found.results:
        check = one.check
        yield CheckedPoints(
            check=check.id,
            asks=check.asks,
            points=one.points,
            most=check.points,
            judged=isinstance(check.condition, Judged),
            cap=check.cap or 0 if one.passed is not None or isinstance(check.condition, Judged) else 0,
        )


def _notes(record: Record, begun: BeginExercise, data: ClassData, numbers: tuple[str, ...]) -> Iterator[str]:
    """Yield what the teacher should know and judge; nothing is punished by it."""
    acts = map(read_action, record.by_kind.get("record-happening", ()))
    happened = [one.happening for one in acts if isinstance(one, RecordHappening)]
    yield from (told for what, told in _TOLD.items() if what in happened)
    agreed = max((one.extra for one in data.trainees if one.number in numbers), default=0)
    if begun.extra != agreed:
        yield f"加时{begun.extra}分钟，名册是{agreed}分钟"


def _standing(exercise: Exercise, record: Record, *, sealed: bool) -> Iterator[str]:
    """Yield why a result may not stand for what somebody did alone: the reference run began it, or it was open."""
    if record.taken_over.intersection(one.id for one in exercise.parts if one.is_trainees):
        yield "前面几步由程序照参考做法办"
    if record.begun.mode == Mode.EXAM and not sealed:
        yield "成绩文件没有封给本班"
