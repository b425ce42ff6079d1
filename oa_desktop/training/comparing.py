"""Comparing a course with the reference run (步骤对照): what both did, what is wanting, what was done beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from oa_desktop.domain.actions import BY_KIND, DECLARATIONS, Scope
from oa_desktop.domain.actions.auditing import RecordOutput
from oa_desktop.domain.actions.exercising import EXERCISING, AnswerQuestion
from oa_desktop.domain.training.exercise import Exercise, Played
from oa_desktop.training.replaying import Scene

Key = tuple[str, str, str]
"""Role, kind of the act, and what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A line of the comparison.

    Attributes:
        reference: The step of the reference run in words; empty for what was done beside it.
        own: Place of the scene in the course; None where nobody did it.
    """

    reference: str
    own: int | None

    @property
    def is_met(self) -> bool:
        """Whether both did it."""
        return bool(self.reference) and self.own is not None


def compared(exercise: Exercise, scenes: Sequence[Scene]) -> tuple[Pair, ...]:
    """Return the reference run beside a course, line by line in their order.

    Args:
        exercise: With its reference run.
        scenes: Of the course; what role players do by themselves stands in neither.
    """
    meant = [one for one in exercise.reference.acts if one.act or one.question]
    acting = {_part_of(exercise, one) for one in meant} | {one.id for one in exercise.parts if one.is_trainees}
    own = [(place, one) for place, one in enumerate(scenes) if _counts(one, acting)]
    keys = [_key(exercise, one) for one in meant], [_own_key(one) for _place, one in own]
    return tuple(_pairs(exercise, meant, [place for place, _one in own], keys))


def _counts(scene: Scene, acting: set[str]) -> bool:
    return scene.kind == _OUTPUT or (scene.part in acting and scene.kind not in _BESIDE)


def _pairs(
    exercise: Exercise, meant: Sequence[Played], own: Sequence[int], keys: tuple[list[Key], list[Key]]
) -> Iterator[Pair]:
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for same, first, last, begin, end in matcher.get_opcodes():
        words = [step_in_words(exercise, one) for one in meant[first:last]]
        if same == "equal":
            yield from (Pair(reference=one, own=place) for one, place in zip(words, own[begin:end], strict=True))
        else:
            yield from (Pair(reference=one, own=None) for one in words)
            yield from (Pair(reference="", own=place) for place in own[begin:end])


def step_in_words(exercise: Exercise, one: Played) -> str:
    """Return a step of a run as somebody reads it: who, what, and about which paper."""
    part = next(each.name for each in exercise.parts if each.id == _part_of(exercise, one))
    kind = one.act or _ANSWER
    number = next((place for place, each in enumerate(exercise.questions, 1) if each.id == one.question), 0)
    about = exercise.material(one.document).title if one.document else f"第{number}题" if number else ""
    return "　".join(filter(None, (part, DECLARATIONS[BY_KIND[kind]].term, about)))


def _part_of(exercise: Exercise, one: Played) -> str:
    return one.by or next(each.id for each in exercise.parts if each.is_trainees)


def _key(exercise: Exercise, one: Played) -> Key:
    kind = one.act or _ANSWER
    part = "" if kind == _OUTPUT else _part_of(exercise, one)
    return part, kind, one.question or _document(kind, one.document)


def _own_key(scene: Scene) -> Key:
    part = "" if scene.kind == _OUTPUT else scene.part
    return part, scene.kind, scene.about if scene.kind == _ANSWER else _document(scene.kind, scene.about)


def _document(kind: str, about: str) -> str:
    """Return which paper an act is about; acts on the archive are about several at once."""
    return about if DECLARATIONS[BY_KIND[kind]].scope is Scope.DOSSIER else ""


_ANSWER, _OUTPUT = DECLARATIONS[AnswerQuestion].kind, DECLARATIONS[RecordOutput].kind
"""An output is recorded by the program, whoever lets it out."""
_BESIDE = frozenset(DECLARATIONS[one].kind for one in EXERCISING) - {_ANSWER}
"""What is no step of a run."""
