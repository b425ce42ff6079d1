"""Whether runs come to what an exercise declares (试跑): full marks, the bad score, each lapse its own checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oa_desktop.domain.training.conditions import Answered, Judged
from oa_desktop.domain.training.exercise import Exercise
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.i18n import _
from oa_desktop.training.runs import BAD, REFERENCE

NAMES: Mapping[str, str] = {REFERENCE: "参考答案", BAD: "反面示范"}


def runs_otherwise(exercise: Exercise, scored: Mapping[str, Score]) -> Iterator[str]:
    """Yield a sentence for the reference and for the bad run, if it scores other than declared.

    What a person judges counts for the reference run: it is the answer.
    """
    said = {REFERENCE: exercise.reference.score, BAD: exercise.bad.score}
    told = _("{run}应该得 {said} 分，试跑得了 {found} 分。")
    found = {REFERENCE: scored[REFERENCE].total + scored[REFERENCE].open_points, BAD: scored[BAD].total}
    for name, points in said.items():
        if found[name] != points:
            yield told.format(run=_(NAMES[name]), said=points, found=found[name])


def lapses_otherwise(exercise: Exercise, scored: Mapping[str, Score]) -> Iterator[str]:
    """Yield a sentence for each lapse that fails other checks than it is said to fail."""
    told = _("失误 {id} 应该使 {said} 不通过，试跑时不通过的是：{found}。")
    for one in exercise.lapses:
        failed = scored[one.id].failed
        if failed != one.fails:
            yield told.format(id=one.id, said="、".join(one.fails), found="、".join(failed) or _("没有"))


def never_alone(exercise: Exercise) -> Iterator[str]:
    """Yield a sentence for each check of the program's that no lapse fails alone: one slip may cost its points twice.

    Questions that one run answers wrongly each fail alone: nothing but its own answer decides any of them.
    """
    asked = {one.id for one in exercise.checks if isinstance(one.condition, Answered)}
    alone = {id_ for one in exercise.lapses if len(one.fails) == 1 or asked.issuperset(one.fails) for id_ in one.fails}
    told = _("检查 {id} 没有哪种失误只使它一项不通过。")
    for check in exercise.checks:
        if not isinstance(check.condition, Judged) and check.id not in alone:
            yield told.format(id=check.id)


def points_in_words(one: CheckResult) -> str:
    """Return what a check earned of what it is worth; nothing is said to be earned before a person judged."""
    return f"{_('待评') if one.is_open else one.points}/{one.check.points}"


def state_in_words(exercise: Exercise) -> str:
    """Return how far an exercise is, and that it was changed since it was tried."""
    return exercise.readiness.value + (_("，试跑以后改过") if exercise.altered else "")
