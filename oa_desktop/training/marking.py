"""Marking side by side (对照评分): what somebody made of a paper beside the reference, and what is judged of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from oa_desktop.domain.actions.teaching import MarkResult
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.training.conditions import Judged, Level
from oa_desktop.domain.training.exercise import Check, Exercise
from oa_desktop.domain.training.record import Record
from oa_desktop.office.session import Session
from oa_desktop.training.collecting import ExerciseOf

TextOf = Callable[[str, str], Manuscript]
"""Returns what a text says, by its words and its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBeside:
    """A paper of the exercise (材料), as it was made and as it might be.

    Attributes:
        own: What somebody made of it; None where nobody began with it.
        reference: What the reference run makes of it.
    """

    title: str
    own: Manuscript | None
    reference: Manuscript


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
        given: What was given before; None for nothing.
    """

    check: Check
    levels: tuple[Graded, ...]
    given: MarkResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSheet:
    """What lies before whoever marks a result."""

    result: Digest
    papers: tuple[PaperBeside, ...]
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
    papers = tuple(_papers(exercise, record, room.text))
    return MarkSheet(result=digest, papers=papers, items=tuple(_items(exercise, marks)))


def _papers(exercise: Exercise, record: Record, text_of: TextOf) -> Iterator[PaperBeside]:
    for one in exercise.materials:
        if one.incoming is None:
            dossier = record.dossier(one.id)
            own = record.texts.get(dossier.source) if dossier else None
            yield PaperBeside(title=one.title, own=own, reference=text_of(one.mended or one.text, one.title))


def _items(exercise: Exercise, marks: Mapping[str, MarkResult]) -> Iterator[RubricItem]:
    for check in exercise.checks:
        if isinstance(check.condition, Judged):
            points = (
                (level, check.condition.points_of(at, check.points)) for at, level in enumerate(check.condition.levels)
            )
            levels = tuple(Graded(level=level, points=worth) for level, worth in points)
            yield RubricItem(check=check, levels=levels, given=marks.get(check.id))
