"""What everybody has attained in a class, line by line (学时和结业)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from oa_desktop.domain.training.class_data import ClassData, Trainee
from oa_desktop.domain.training.classes import ClassState
from oa_desktop.domain.training.graduation import Attainment, attained, released_of
from oa_desktop.office.books.ledgers import Column

Named: TypeAlias = Callable[[str], str]
"""Returns what an exercise is called, its id where nobody knows it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """What somebody has attained in the class.

    Attributes:
        passed: Titles of what was passed.
        failed: Titles of what was not, with the variants that were written.
    """

    attained: Attainment
    passed: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """结业, 补考 or neither yet."""
        return "补考" if self.attained.sits_again else "结业" if self.attained.graduates else ""


HOURS: tuple[Column[HoursLine], ...] = (
    Column(label="学号", text=lambda one: one.attained.trainee.number, width=5),
    Column(label="姓名", text=lambda one: one.attained.trainee.name or "（已删除）", width=8, near=True),
    Column(label="单位", text=lambda one: one.attained.trainee.unit, width=14),
    Column(label="学时", text=lambda one: f"{one.attained.hours}/{one.attained.wanted}", width=6, near=True),
    Column(label="合格", text=lambda one: "、".join(one.passed), width=14),
    Column(label="不合格", text=lambda one: "、".join(one.failed), width=14),
    Column(label="结论", text=lambda one: one.verdict, width=6, near=True),
)


def hours_of(trainee: Trainee, data: ClassData, state: ClassState, named: Named) -> HoursLine:
    """Return what somebody has attained by now."""
    found = attained(trainee, data, state)
    return HoursLine(
        attained=found,
        passed=tuple(map(named, found.passed)),
        failed=tuple(f"{named(one)}（写过{_variants(trainee, one, state)}）" for one in found.failed),
    )


def _variants(trainee: Trainee, exercise: str, state: ClassState) -> str:
    written = {one.act.variant for one in released_of(trainee, state) if one.act.exercise == exercise}
    return "、".join(f"第{one + 1}种" for one in sorted(written))
