"""What scoring yields (得分): one result a check, with the moment that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.ids import EntryId
from oa_desktop.domain.training.conditions import Judged
from oa_desktop.domain.training.exercise import PASS_MARK, Check

SCORING_VERSION = 1
"""Version of the way to score; a report names it, and an older score is kept beside a newer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of a check.

    Attributes:
        points: What was earned.
        passed: Whether all of it was; None where a person has to judge, or where it could not be asked.
        lost: What exactly was wrong: rules, ideas or answers, in their order.
        moments: Entries that it rests on, the one to look at first before the others.
    """

    check: Check
    points: int
    passed: bool | None
    lost: tuple[str, ...] = ()
    moments: tuple[EntryId, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether a person has to judge it, and nobody did so far."""
        return isinstance(self.check.condition, Judged) and self.passed is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """得分.

    Attributes:
        exercise: Its id.
        version: Version of its data.
        results: In the order of the checks.
        hints: What hints cost.
        cap: The most that it may come to because of what is forbidden; None for no cap.
        total: 0 to 100; what a person has to judge is not in it.
        open_points: What a person still has to judge.
    """

    exercise: str
    version: str
    results: tuple[CheckResult, ...]
    hints: int
    cap: int | None
    total: int
    open_points: int
    scoring: int = SCORING_VERSION

    @property
    def has_passed(self) -> bool:
        """合格."""
        return self.total >= PASS_MARK

    @property
    def is_undecided(self) -> bool:
        """Whether it is not passed so far, and would be by what a person still has to judge."""
        best = self.total + self.open_points
        return not self.has_passed and min(best, best if self.cap is None else self.cap) >= PASS_MARK

    @property
    def failed(self) -> tuple[str, ...]:
        """Ids of the checks that failed, in their order."""
        return tuple(one.check.id for one in self.results if one.passed is False)

    @property
    def losses(self) -> tuple[CheckResult, ...]:
        """The checks that lost points, in their order; what a person still has to judge is none."""
        return tuple(one for one in self.results if one.passed is False or (one.passed is None and one.check.needs))
