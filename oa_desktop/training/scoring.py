"""Scoring (评分): pure, versioned and repeatable; the same exercise and record give the same score on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exercising import BeginExercise, TakeHint
from oa_desktop.domain.history import read_action
from oa_desktop.domain.training.conditions import Judged
from oa_desktop.domain.training.exercise import Check, Exercise, Mode
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.training.answering import Answer, answer

Marks = Mapping[str, int]
"""What an instructor gave for a check, by its id: points of what a person judges, or in place of the program's."""


def score(exercise: Exercise, record: Record, marks: Marks | None = None) -> Score:
    """Return what a run comes to.

    Args:
        exercise: In the variant that was worked on.
        record: What is left of the run.
        marks: What an instructor gave already.
    """
    given = marks or {}
    answers: dict[str, Answer] = {}
    results = []
    for check in exercise.checks:
        result = _result(check, _asked(check, exercise, record, answers), given.get(check.id))
        results.append(result)
    hints = _hints(exercise, record)
    caps = [one.check.cap for one in results if one.check.cap is not None and one.passed is False]
    by_people = sum(one.points for one in results if isinstance(one.check.condition, Judged))
    earned = max(0, sum(one.points for one in results) - by_people - hints) + by_people
    return Score(
        exercise=exercise.id,
        version=exercise.version,
        results=tuple(results),
        hints=hints,
        cap=min(caps, default=None),
        total=min([earned, *caps]),
        open_points=sum(one.check.points for one in results if one.is_open),
    )


def _asked(check: Check, exercise: Exercise, record: Record, answers: dict[str, Answer]) -> Answer | None:
    """Return what came of a check, None where it cannot be asked because of another one that failed."""
    needed = answers.get(check.needs)
    if check.needs and (needed is None or needed.share < 1):
        return None
    answers[check.id] = answer(check.condition, exercise, record)
    return answers[check.id]


def _result(check: Check, found: Answer | None, given: int | None) -> CheckResult:
    by_program = _by_program(check, found)
    return by_program if given is None else replace(by_program, points=given, passed=given == check.points)


def _by_program(check: Check, found: Answer | None) -> CheckResult:
    if found is None or isinstance(check.condition, Judged):
        return CheckResult(check=check, points=0, passed=None)
    points = int(check.points * found.share)
    return CheckResult(check=check, points=points, passed=found.share == 1, lost=found.lost, moments=found.moments)


def _hints(exercise: Exercise, record: Record) -> int:
    """Return what the hints cost that were taken; each counts once, and none where one is led (看、练)."""
    begun = (read_action(one) for one in record.by_kind.get(_BEGIN, ()))
    free = any(isinstance(one, BeginExercise) and one.mode in _LED for one in begun)
    hints = (read_action(one) for one in record.by_kind.get(_HINT, ()))
    taken = {(one.step, one.number) for one in hints if isinstance(one, TakeHint)}
    costs = {(step.id, number): hint.cost for step in exercise.guidance for number, hint in enumerate(step.hints, 1)}
    return 0 if free else sum(costs.get(one, 0) for one in taken)


_BEGIN, _HINT = DECLARATIONS[BeginExercise].kind, DECLARATIONS[TakeHint].kind
_LED = frozenset({Mode.WATCH.value, Mode.GUIDED.value})
