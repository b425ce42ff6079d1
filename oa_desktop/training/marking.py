"""Marking side by side (对照评分): what somebody made and said beside the reference, and what is judged of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exercising import EXERCISING
from oa_desktop.domain.actions.teaching import MarkResult
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.training.conditions import Judged, Level
from oa_desktop.domain.training.exercise import Check, Exercise
from oa_desktop.domain.training.record import Record
from oa_desktop.office.session import Session
from oa_desktop.training.collecting import ExerciseOf
from oa_desktop.training.comparing import step_in_words
from oa_desktop.training.replaying import scenes

TextOf = Callable[[str, str], Manuscript]
"""Returns what a text says, by its words and its title."""
_NO_OPINION = frozenset(DECLARATIONS[one].kind for one in EXERCISING)
"""What is no act of the office, so that what goes with it is no opinion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBeside:
    """A paper of the exercise (材料), as it was made and as it might be.

    Attributes:
        material: Its id in the exercise.
        own: What somebody made of it; None where nobody began with it.
        reference: What the reference run makes of it.
    """

    material: str
    title: str
    own: Manuscript | None
    reference: Manuscript


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What was said with an act (意见、原因).

    Attributes:
        act: Who did what with which paper.
    """

    act: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenBeside:
    """What was said by whoever sat there, and in the reference run, each in its order."""

    own: tuple[Spoken, ...] = ()
    reference: tuple[Spoken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A level and what it earns."""

    level: Level
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricItem:
    """An item that a person judges (人评项).

    Attributes:
        levels: From the best down.
        about: Id of the paper that is judged; empty where it is what was said.
        given: What was given before; None for nothing.
    """

    check: Check
    levels: tuple[Graded, ...]
    about: str = ""
    given: MarkResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSheet:
    """What lies before whoever marks a result."""

    result: Digest
    papers: tuple[PaperBeside, ...]
    spoken: SpokenBeside
    items: tuple[RubricItem, ...]


def mark_sheet(session: Session, digest: Digest, exercise_of: ExerciseOf) -> MarkSheet:
    """Return what lies before whoever marks a result.

    Raises:
        Refused: ``class.unknown-result``, ``training.exercise-changed`` and the like.
        Unavailable: ``blob.missing``: names were deleted.
    """
    room = session.teaching
    record, marks = room.record(digest), room.state.result(digest).marks
    exercise = exercise_of(record.begun)
    return MarkSheet(
        result=digest,
        papers=tuple(_papers(exercise, record, room.text)),
        spoken=SpokenBeside(own=tuple(_own_words(exercise, record)), reference=tuple(_reference_words(exercise))),
        items=tuple(_items(exercise, marks)),
    )


def _papers(exercise: Exercise, record: Record, text_of: TextOf) -> Iterator[PaperBeside]:
    for one in exercise.materials:
        if one.incoming is None:
            dossier = record.dossier(one.id)
            own = record.texts.get(dossier.source) if dossier else None
            reference = text_of(one.mended or one.text, one.title)
            yield PaperBeside(material=one.id, title=one.title, own=own, reference=reference)


def _own_words(exercise: Exercise, record: Record) -> Iterator[Spoken]:
    """Yield what was said in the trainees' roles, and in any that a person took over."""
    theirs = {one.id for one in exercise.parts if one.is_trainees}
    for one in scenes(exercise, record):
        is_own = one.part in theirs or (one.part and not one.simulated)
        if is_own and one.words and one.kind not in _NO_OPINION:
            yield Spoken(act="　".join(filter(None, (one.who, one.act, one.title))), words=one.words)


def _reference_words(exercise: Exercise) -> Iterator[Spoken]:
    return (Spoken(act=step_in_words(exercise, one), words=one.words) for one in exercise.reference.acts if one.words)


def _items(exercise: Exercise, marks: Mapping[str, MarkResult]) -> Iterator[RubricItem]:
    for check in exercise.checks:
        asked = check.condition
        if isinstance(asked, Judged):
            points = ((level, asked.points_of(at, check.points)) for at, level in enumerate(asked.levels))
            levels = tuple(Graded(level=level, points=worth) for level, worth in points)
            yield RubricItem(check=check, levels=levels, about=asked.document, given=marks.get(check.id))
