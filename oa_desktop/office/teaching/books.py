"""The books of a class (班级的册子): roll, timetable, hours, results, and where points were lost; no rankings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any, TypeAlias

from oa_desktop.domain.actions.teaching import CheckedPoints
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.domain.training.class_data import ClassData, Lesson, Trainee
from oa_desktop.domain.training.classes import ClassState, Collected
from oa_desktop.office.books.ledgers import Column, Ledger

ClassLedger: TypeAlias = Ledger[Any]


class ClassBook(StrEnum):
    """Which of them."""

    ROLL = "学员名册"
    LESSONS = "课表和签到"
    RESULTS = "成绩"
    LOSSES = "失分分析"
    STEPS = "各步用时"
    HOURS = "学时和结业"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A line of the results.

    Attributes:
        names: Who sat there.
        result: What was collected.
    """

    digest: Digest
    names: str
    result: Collected

    @property
    def state(self) -> str:
        """How far it is."""
        if self.result.unmarked:
            return "待评"
        return "已公布" if self.result.released else "待公布"


@dataclass(frozen=True, slots=True, kw_only=True)
class LossLine:
    """What came of one check in the whole class.

    Attributes:
        example: Digest of the result that lost most by it; nothing where none did.
        check: Its id.
        asked: How many results have it.
        passed: How many earned all of its points.
        lost: Points that the class lost by it.
    """

    exercise: str
    asks: str
    asked: int
    passed: int
    lost: int
    example: Digest = NOTHING
    check: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """How long one step took in the whole class (卡在哪一步).

    Attributes:
        asked: How many results have it.
        took: Seconds of the exercise's time of all that did it, from the shortest.
    """

    exercise: str
    title: str
    asked: int
    took: tuple[int, ...]

    @property
    def usual(self) -> int:
        """The median of what it took, in seconds; 0 where nobody did it."""
        return int(median(self.took)) if self.took else 0

    @property
    def stuck(self) -> int:
        """How many never did it, or took more than twice as long as usual."""
        return self.asked - len(self.took) + sum(one > 2 * self.usual for one in self.took)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLine:
    """What somebody has done in the class.

    Attributes:
        passed: Exercises that were passed and are released.
        failed: Those that were not passed; another variant may be written (补考).
    """

    trainee: Trainee
    hours: int
    all_hours: int
    passed: tuple[str, ...]
    failed: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """结业, 补考 or neither yet."""
        if self.failed:
            return "补考"
        return "结业" if self.passed and self.hours == self.all_hours else ""


_ROLL: tuple[Column[Trainee], ...] = (
    Column(label="学号", text=lambda one: one.number, width=5, near=True),
    Column(label="姓名", text=lambda one: one.name or "（已删除）", width=8, near=True),
    Column(label="单位", text=lambda one: one.unit, width=18, near=True),
    Column(label="座位", text=lambda one: one.seat, width=6),
    Column(label="加时", text=lambda one: f"{one.extra}分钟" if one.extra else "", width=6),
)
_LESSONS: tuple[Column[Lesson], ...] = (
    Column(label="时间", text=lambda one: one.time, width=10, near=True),
    Column(label="课次", text=lambda one: one.title, width=16, near=True),
    Column(label="老师", text=lambda one: one.teacher, width=7),
    Column(label="场景", text=lambda one: one.exercise, width=8),
    Column(label="学时", text=lambda one: str(one.hours), width=4),
    Column(label="签到", text=lambda one: f"{len(one.present)}人", width=5, near=True),
)
_RESULTS: tuple[Column[ResultLine], ...] = (
    Column(label="学员", text=lambda one: one.names, width=10, near=True),
    Column(label="场景", text=lambda one: one.result.act.exercise, width=9, near=True),
    Column(label="方式", text=lambda one: one.result.act.mode, width=4),
    Column(label="机评", text=lambda one: str(one.result.by_machine), width=4),
    Column(label="人评", text=lambda one: str(one.result.by_people), width=4),
    Column(label="得分", text=lambda one: str(one.result.total), width=4, near=True),
    Column(label="结果", text=lambda one: "合格" if one.result.has_passed else "不合格", width=5),
    Column(label="状态", text=lambda one: one.state, width=5, near=True),
    Column(label="备注", text=lambda one: "；".join(_notes(one.result)), width=18),
)
_LOSSES: tuple[Column[LossLine], ...] = (
    Column(label="场景", text=lambda one: one.exercise, width=9),
    Column(label="检查", text=lambda one: one.asks, width=28, near=True),
    Column(label="通过", text=lambda one: f"{one.passed}/{one.asked}", width=6, near=True),
    Column(label="通过率", text=lambda one: f"{one.passed * 100 // one.asked}%", width=6, near=True),
    Column(label="共失分", text=lambda one: str(one.lost), width=6),
)
_STEPS: tuple[Column[StepLine], ...] = (
    Column(label="场景", text=lambda one: one.exercise, width=9),
    Column(label="步骤", text=lambda one: one.title, width=24, near=True),
    Column(label="办到", text=lambda one: f"{len(one.took)}/{one.asked}", width=6, near=True),
    Column(label="中位用时", text=lambda one: _minutes(one.usual) if one.took else "", width=7, near=True),
    Column(label="最长", text=lambda one: _minutes(one.took[-1]) if one.took else "", width=7),
    Column(label="卡住", text=lambda one: f"{one.stuck}份" if one.stuck else "", width=6, near=True),
)
_HOURS: tuple[Column[HoursLine], ...] = (
    Column(label="学号", text=lambda one: one.trainee.number, width=5),
    Column(label="姓名", text=lambda one: one.trainee.name or "（已删除）", width=8, near=True),
    Column(label="单位", text=lambda one: one.trainee.unit, width=16),
    Column(label="学时", text=lambda one: f"{one.hours}/{one.all_hours}", width=6, near=True),
    Column(label="合格", text=lambda one: "、".join(one.passed), width=12),
    Column(label="不合格", text=lambda one: "、".join(one.failed), width=12),
    Column(label="结论", text=lambda one: one.verdict, width=6, near=True),
)


def _notes(result: Collected) -> tuple[str, ...]:
    changed = sum(not result.check(one).judged for one in result.marks)
    appeals = sum(bool(one.appeal) for one in result.marks.values())
    return (
        *result.act.notes,
        *((f"改分{changed}项",) if changed else ()),
        *((f"申诉{appeals}项",) if appeals else ()),
    )


def _roll(data: ClassData, _state: ClassState) -> ClassLedger:
    since = f"，{data.begin}开班" if data.begin else ""
    until = f"，结业{data.end}，姓名保存{data.keep_days}天" if data.end else ""
    note = f"{data.track}{len(data.trainees)}人{since}{until}"
    return Ledger(title=ClassBook.ROLL, columns=_ROLL, rows=data.trainees, note=note)


def _lessons(data: ClassData, _state: ClassState) -> ClassLedger:
    note = f"共{len(data.lessons)}次课，{sum(one.hours for one in data.lessons)}学时"
    return Ledger(title=ClassBook.LESSONS, columns=_LESSONS, rows=data.lessons, note=note)


def _results(data: ClassData, state: ClassState) -> ClassLedger:
    rows = [
        ResultLine(digest=digest, names="、".join(map(data.named, one.act.numbers)), result=one)
        for digest, one in state.results.items()
    ]
    bands = [(0, 59), (60, 69), (70, 79), (80, 89), (90, 100)]
    totals = [one.total for one in state.results.values()]
    spread = "，".join(f"{low}至{high}分{sum(low <= one <= high for one in totals)}份" for low, high in bands)
    return Ledger(title=ClassBook.RESULTS, columns=_RESULTS, rows=rows, note=f"共{len(rows)}份：{spread}")


def _losses(_data: ClassData, state: ClassState) -> ClassLedger:
    found: dict[tuple[str, str], list[tuple[Digest, Collected, CheckedPoints]]] = {}
    for digest, one in state.results.items():
        for check in one.act.checks:
            found.setdefault((one.act.exercise, check.asks), []).append((digest, one, check))
    lines = [_loss(exercise, asks, checked) for (exercise, asks), checked in found.items()]
    rows = sorted(lines, key=lambda one: (one.passed / one.asked, -one.lost))
    return Ledger(title=ClassBook.LOSSES, columns=_LOSSES, rows=rows, note="失分最多的排在最前面，不写姓名")


def _loss(exercise: str, asks: str, checked: Sequence[tuple[Digest, Collected, CheckedPoints]]) -> LossLine:
    lost = [(check.most - one.points(check), digest) for digest, one, check in checked]
    most, worst = max(lost, key=lambda one: one[0])
    return LossLine(
        exercise=exercise,
        asks=asks,
        asked=len(lost),
        passed=sum(not points for points, _digest in lost),
        lost=sum(points for points, _digest in lost),
        example=worst if most else NOTHING,
        check=checked[0][-1].check,
    )


def _minutes(seconds: int) -> str:
    return f"{-(-seconds // 60)}分钟"


def _steps(_data: ClassData, state: ClassState) -> ClassLedger:
    found: dict[tuple[str, str, str], list[int | None]] = {}
    for one in state.results.values():
        for step in one.act.steps:
            found.setdefault((one.act.exercise, step.step, step.title), []).append(step.seconds)
    rows = [
        StepLine(
            exercise=exercise, title=title, asked=len(took), took=tuple(sorted(one for one in took if one is not None))
        )
        for (exercise, _step, title), took in found.items()
    ]
    note = "按场景里的时间算，从办完上一步起；没有办到的、用时超过中位两倍的算卡住，不写姓名"
    return Ledger(title=ClassBook.STEPS, columns=_STEPS, rows=rows, note=note)


def _hours(data: ClassData, state: ClassState) -> ClassLedger:
    all_hours = sum(one.hours for one in data.lessons)
    rows = [_hours_of(one, data, state, all_hours) for one in data.trainees]
    note = f"应修{all_hours}学时，结业{sum(one.verdict == '结业' for one in rows)}人"
    return Ledger(title=ClassBook.HOURS, columns=_HOURS, rows=rows, note=note)


def _hours_of(trainee: Trainee, data: ClassData, state: ClassState, all_hours: int) -> HoursLine:
    own = [one for one in state.results.values() if one.released and trainee.number in one.act.numbers]
    passed = tuple(dict.fromkeys(one.act.exercise for one in own if one.has_passed))
    failed = tuple(dict.fromkeys(one.act.exercise for one in own if one.act.exercise not in passed))
    return HoursLine(
        trainee=trainee, hours=data.hours_of(trainee.number), all_hours=all_hours, passed=passed, failed=failed
    )


LEDGERS: Mapping[ClassBook, Callable[[ClassData, ClassState], ClassLedger]] = {
    ClassBook.ROLL: _roll,
    ClassBook.LESSONS: _lessons,
    ClassBook.RESULTS: _results,
    ClassBook.LOSSES: _losses,
    ClassBook.STEPS: _steps,
    ClassBook.HOURS: _hours,
}
