"""The steps that a trainee is led through (引导步骤): which were done, and playing what comes before one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exercising import AnswerQuestion
from oa_desktop.domain.entry import Entry
from oa_desktop.domain.training.conditions import Pattern
from oa_desktop.domain.training.exercise import Exercise, Guidance, Played
from oa_desktop.domain.training.record import Record
from oa_desktop.training.answering import Asked
from oa_desktop.training.stage import Stage


def done_in(exercise: Exercise, record: Record) -> Iterator[str]:
    """Yield the steps that were done: each by something that came after what ended the one before."""
    yield from (step for step, _place in _done(exercise, record))


def _done(exercise: Exercise, record: Record) -> Iterator[tuple[str, int]]:
    """Yield the steps that were done, and where in the course the last of it and of those before was."""
    asked, behind = Asked(exercise=exercise, record=record), -1
    for step in exercise.guidance:
        places = [record.place[one.id] for one in _ends(step, asked)]
        end = next((one for one in places if one > behind or step.answers), None)
        if end is not None:
            behind = max(behind, end)
            yield step.id, behind


def seconds_of(exercise: Exercise, record: Record) -> Mapping[str, int]:
    """Return how long each step took that was done, in seconds of the exercise's time since the one before it.

    Raises:
        Refused: ``training.result-empty``.
    """
    took: dict[str, int] = {}
    since = record.begin.claimed_seconds
    for step, place in _done(exercise, record):
        end = max(record.course[place].claimed_seconds, since)
        took[step], since = end - since, end
    return took


def _ends(step: Guidance, asked: Asked) -> tuple[Entry, ...]:
    answered = Pattern(acts=(_ANSWER,), said={"question": (step.answers,)})
    return (asked.matching(answered) if step.answers else ()) + (asked.matching(step.done) if step.done else ())


def play_up_to(stage: Stage, step: str) -> None:
    """Play the reference run until everything before a step is done, and never into that step or a later one.

    Raises:
        Refused: What one of its acts is refused for.
        ValueError: There is no such step.
    """
    exercise = stage.exercise
    names = [one.id for one in exercise.guidance]
    place = names.index(step)
    before, acts = set(names[:place]), exercise.reference.acts[: _begin_of(exercise, place)]
    stage.play(acts, until=lambda: before.issubset(done_in(exercise, stage.journals())))


def _begin_of(exercise: Exercise, place: int) -> int:
    """Return which act of the reference run ends a step, or the next one that an act of its own ends."""
    acts, begin = exercise.reference.acts, 0
    for number, step in enumerate(exercise.guidance):
        end = next((at for at in range(begin, len(acts)) if _is_ended_by(step, acts[at])), None)
        if end is not None and number >= place:
            return end
        begin = begin if end is None else end + 1
    return len(acts)


def _is_ended_by(step: Guidance, one: Played) -> bool:
    done = step.done
    return (bool(step.answers) and step.answers == one.question) or (
        done is not None and one.act in done.acts and done.document in ("", one.document)
    )


_ANSWER = DECLARATIONS[AnswerQuestion].kind
