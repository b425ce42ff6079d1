"""The results of a class, one by one (逐份看成绩): the report on each, and an example of an error without a name."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exercising import HandInExercise
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.registry import RULES
from oa_desktop.domain.training.conditions import Answered
from oa_desktop.domain.training.exercise import Check
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.results import CheckResult
from oa_desktop.i18n.problems import say
from oa_desktop.office.leaving import plain_name
from oa_desktop.office.session import Session
from oa_desktop.training.collecting import ExerciseOf
from oa_desktop.training.replaying import Scene, scenes
from oa_desktop.training.report import report_on
from oa_desktop.training.scoring import score

_SOMEBODY = "某某"
_HANDED_IN = DECLARATIONS[HandInExercise].kind


def hand_out_report(session: Session, digest: Digest, exercise_of: ExerciseOf) -> bytes:
    """Return the report on a result, with what people gave and said, as PDF; that it leaves is recorded first.

    Raises:
        Refused: ``class.unknown-result``, ``training.exercise-changed`` and the like.
        Unavailable: ``blob.missing``: names were deleted; ``store.read-only``.
    """
    room = session.teaching
    record, marks, words = room.record(digest), room.state.result(digest).marks, room.data.said_of(digest)
    report = report_on(exercise_of(record.begun), record, marks=marks, words=words)
    return room.hand_out_report(report.form, report.texts)


def result_name(session: Session, digest: Digest) -> str:
    """Return what files about a result are called, each otherwise, without ending; none leads into another folder."""
    room = session.teaching
    numbered = [one for one in room.state.results if _who(session, one) == _who(session, digest)]
    again = f"（{numbered.index(digest) + 1}）" if len(numbered) > 1 else ""
    return plain_name(f"{_who(session, digest)}{again}")


def _who(session: Session, digest: Digest) -> str:
    act = session.teaching.state.results[digest].act
    return f"{'、'.join(map(session.teaching.data.named, act.numbers))}-{act.exercise}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An error as somebody of the class made it (例子), whoever it was.

    Attributes:
        check: What was asked.
        lost: What exactly was wrong.
        place: Which scene of the course it was, from 1.
        scene: What was done then.
        words: What was said with it, without names of trainees.
        text: The text as it stood then, or at the end where it is about no document; None where there was none.
    """

    check: Check
    lost: tuple[str, ...]
    place: int
    scene: Scene
    words: str
    text: Manuscript | None

    @property
    def was_never_done(self) -> bool:
        """Whether what was asked had not been done when all was handed in."""
        return self.scene.kind == _HANDED_IN


def example_of(session: Session, digest: Digest, check: str, exercise_of: ExerciseOf) -> Example:
    """Return how a result lost points by a check, as the program scored it.

    Raises:
        Refused: ``class.no-example``: the program took no points off; ``training.exercise-changed`` and the like.
        Unavailable: ``blob.missing``: names were deleted.
    """
    record = session.teaching.record(digest)
    exercise = exercise_of(record.begun)
    told = scenes(exercise, record, score(exercise, record))
    found = ((place, scene, one) for place, scene in enumerate(told, 1) for one in scene.lost if one.check.id == check)
    place, scene, result = next(found, (0, None, None))
    if scene is None or result is None:
        raise Refused("class.no-example")
    words = _nameless(record, scene.words)
    text = _text_at(record, scene)
    return Example(check=result.check, lost=_lost_in_words(result), place=place, scene=scene, words=words, text=text)


def _lost_in_words(result: CheckResult) -> tuple[str, ...]:
    """Return what exactly was wrong; what was answered the scene says."""
    if isinstance(result.check.condition, Answered):
        return ()
    return tuple(say(one, {}).what.rstrip("。") if one in RULES else one for one in result.lost)


def _text_at(record: Record, scene: Scene) -> Manuscript | None:
    """Return the text as it stood then; where the scene is about no document, that of the first as it stands."""
    standing = [record.folded(one).source for one in record.documents.values()]
    named = (scene.text, *standing)
    return next((record.texts[one] for one in named if one != NOTHING and one in record.texts), None)


def _nameless(record: Record, words: str) -> str:
    for name in record.begun.trainees:
        words = words.replace(name, _SOMEBODY)
    return words
