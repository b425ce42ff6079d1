"""What somebody has attained in a class (学时、结业), by the conditions that the class declares."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.training.class_data import ClassData, Trainee
from oa_desktop.domain.training.classes import ClassState, Collected
from oa_desktop.domain.training.exercise import Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """What somebody has done in a class, as far as it is released.

    Attributes:
        hours: 学时 that they were there.
        wanted: 学时 that the class asks for.
        required: Ids of the exercises that are to be passed; empty for whatever they were examined in.
        passed: Ids of those that were.
        failed: Ids of those that were not; another variant may be written (补考).
    """

    trainee: Trainee
    hours: int
    wanted: int
    required: tuple[str, ...]
    passed: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def sits_again(self) -> bool:
        """Whether something that counts was not passed (补考)."""
        return any(one in (self.required or self.failed) for one in self.failed)

    @property
    def graduates(self) -> bool:
        """结业: the hours that are asked for, and what is to be passed, at least one exercise."""
        all_passed = bool(self.passed) and not self.sits_again and set(self.required) <= set(self.passed)
        return all_passed and self.hours >= self.wanted


def attained(trainee: Trainee, data: ClassData, state: ClassState) -> Attainment:
    """Return what somebody has attained by now."""
    own = released_of(trainee, state)
    passed = tuple(dict.fromkeys(one.act.exercise for one in own if one.has_passed))
    return Attainment(
        trainee=trainee,
        hours=data.hours_of(trainee.number),
        wanted=data.hours_wanted,
        required=data.required,
        passed=passed,
        failed=tuple(dict.fromkeys(one.act.exercise for one in own if one.act.exercise not in passed)),
    )


def released_of(trainee: Trainee, state: ClassState) -> tuple[Collected, ...]:
    """Return what came of somebody's exams (考) as far as it is released, in the order in which they were collected.

    Whoever practises may be led, take hints for nothing, or begin where the reference run has done the rest.
    """
    exams = (one for one in state.results.values() if one.act.mode == Mode.EXAM)
    return tuple(one for one in exams if one.released and trainee.number in one.act.numbers)
