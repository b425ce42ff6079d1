"""The books of a class (班级的册子): roll, timetable, hours, results, and where points were lost; no rankings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import Any, TypeAlias

from oa_desktop.domain.actions.teaching import CheckedPoints
from oa_desktop.domain.ids import NOTHING, Digest
from oa_desktop.domain.training.class_data import ClassData, Lesson, Trainee
from oa_desktop.domain.training.classes import ClassState, Collected
from oa_desktop.domain.training.exercise import Mode
from oa_desktop.office.books.ledgers import Column, Ledger
from oa_desktop.office.teaching.hours import HOURS, Named, hours_of
from oa_desktop.office.teaching.satisfaction import SATISFACTION, lines_of, note_of

ClassLedger: TypeAlias = Ledger[Any]
_SAME = "与上次内容相同"


class ClassBook(StrEnum):
    """Which of them."""

    ROLL = "学员名册"
    LESSONS = "课表和签到"
    RESULTS = "成绩"
    LOSSES = "失分分析"
    STEPS = "各步用时"
    HOURS = "学时和结业"
    SATISFACTION = "满意度"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A line of the results.

    Attributes:
        names: Who sat there.
        title: Of the exercise.
        result: What was collected.
        before: Variants in which one of these people was examined earlier; of a re-sit (补考) there is one.
    """

    digest: Digest
    names: str
    title: str
    result: Collected
    before: frozenset[int] = frozenset()

    @property
    def state(self) -> str:
        """How far it is."""
        if self.result.unmarked:
            return "待评"
        return "已公布" if self.result.released else "待公布"

    @property
    def content(self) -> str:
        """Which variant was worked on, and whether it is a re-sit."""
        return f"第{self.result.act.variant + 1}种" + ("，补考" if self.before else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LossLine:
    """What came of one check in the whole class.

    Attributes:
        example: Digest of the result that lost most by it; nothing where none did.
        judged: Whether a person judges it; what nobody judged so far is not counted.
        check: Its id.
        exercise: Its title.
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
    judged: bool = False
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


_ROLL: tuple[Column[Trainee], ...] = (
    Column(label="学号", text=lambda one: one.number, width=5, near=True),
    Column(label="姓名", text=lambda one: one.name or "（已删除）", width=8, near=True),
    Column(label="单位", text=lambda one: one.unit, width=18, near=True),
    Column(label="座位", text=lambda one: one.seat, width=6),
    Column(label="加时", text=lambda one: f"{one.extra}分钟" if one.extra else "", width=6),
)


def _lesson_columns(named: Named) -> tuple[Column[Lesson], ...]:
    return (
        Column(label="时间", text=lambda one: one.time, width=10, near=True),
        Column(label="课次", text=lambda one: one.title, width=12, near=True),
        Column(label="老师", text=lambda one: one.teacher, width=6),
        Column(label="场景", text=lambda one: named(one.exercise), width=14),
        Column(label="学时", text=lambda one: str(one.hours), width=4),
        Column(label="签到", text=lambda one: f"{len(one.present)}人", width=5, near=True),
    )


_RESULTS: tuple[Column[ResultLine], ...] = (
    Column(label="学员", text=lambda one: one.names, width=10, near=True),
    Column(label="场景", text=lambda one: one.title, width=13, near=True),
    Column(label="方式", text=lambda one: one.result.act.mode, width=4),
    Column(label="内容", text=lambda one: one.content, width=6),
    Column(label="机评", text=lambda one: str(one.result.by_machine), width=4),
    Column(label="人评", text=lambda one: str(one.result.by_people), width=4),
    Column(label="得分", text=lambda one: str(one.result.total), width=4, near=True),
    Column(label="结果", text=lambda one: _verdict(one.result), width=5),
    Column(label="状态", text=lambda one: one.state, width=5, near=True),
    Column(label="备注", text=lambda one: "；".join(_notes(one)), width=14),
)
_LOSSES: tuple[Column[LossLine], ...] = (
    Column(label="场景", text=lambda one: one.exercise, width=13),
    Column(label="检查", text=lambda one: one.asks, width=28, near=True),
    Column(label="通过", text=lambda one: f"{one.passed}/{one.asked}", width=6, near=True),
    Column(label="通过率", text=lambda one: f"{one.passed * 100 // one.asked}%", width=6, near=True),
    Column(label="共失分", text=lambda one: str(one.lost), width=6),
)
_STEPS: tuple[Column[StepLine], ...] = (
    Column(label="场景", text=lambda one: one.exercise, width=13),
    Column(label="步骤", text=lambda one: one.title, width=20, near=True),
    Column(label="办到", text=lambda one: f"{len(one.took)}/{one.asked}", width=6, near=True),
    Column(label="中位用时", text=lambda one: _minutes(one.usual) if one.took else "", width=7, near=True),
    Column(label="最长", text=lambda one: _minutes(one.took[-1]) if one.took else "", width=7),
    Column(label="卡住", text=lambda one: f"{one.stuck}份" if one.stuck else "", width=6, near=True),
)


def _verdict(result: Collected) -> str:
    return "合格" if result.has_passed else "待评" if result.unmarked else "不合格"


def _notes(line: ResultLine) -> tuple[str, ...]:
    result = line.result
    changed = sum(not result.check(one).judged for one in result.marks)
    appeals = sum(bool(one.appeal) for one in result.marks.values())
    return (
        *result.act.notes,
        *((_SAME,) if result.act.variant in line.before else ()),
        *((f"改分{changed}项",) if changed else ()),
        *((f"申诉{appeals}项",) if appeals else ()),
    )


def _roll(data: ClassData, _state: ClassState, _named: Named) -> ClassLedger:
    since = f"，{data.begin}开班" if data.begin else ""
    until = f"，结业{data.end}，姓名保存{data.keep_days}天" if data.end else ""
    note = f"{data.track}{len(data.trainees)}人{since}{until}"
    return Ledger(title=ClassBook.ROLL, columns=_ROLL, rows=data.trainees, note=note)


def _lessons(data: ClassData, _state: ClassState, named: Named) -> ClassLedger:
    note = f"共{len(data.lessons)}次课，{data.all_hours}学时"
    return Ledger(title=ClassBook.LESSONS, columns=_lesson_columns(named), rows=data.lessons, note=note)


def _results(data: ClassData, state: ClassState, named: Named) -> ClassLedger:
    rows = tuple(_result_lines(data, state, named))
    bands = [(0, 59), (60, 69), (70, 79), (80, 89), (90, 100)]
    totals = [one.total for one in state.results.values()]
    spread = "，".join(f"{low}至{high}分{sum(low <= one <= high for one in totals)}份" for low, high in bands)
    return Ledger(title=ClassBook.RESULTS, columns=_RESULTS, rows=rows, note=f"共{len(rows)}份：{spread}")


def _result_lines(data: ClassData, state: ClassState, named: Named) -> Iterator[ResultLine]:
    """Yield the results as they were collected, each with what its people were examined in before."""
    written: dict[tuple[str, str], set[int]] = {}
    for digest, one in state.results.items():
        act = one.act
        examined = [written.setdefault((act.exercise, each), set()) for each in act.numbers if act.mode == Mode.EXAM]
        names = "、".join(map(data.named, act.numbers))
        before = frozenset[int]().union(*examined)
        yield ResultLine(digest=digest, names=names, title=named(act.exercise), result=one, before=before)
        for variants in examined:
            variants.add(act.variant)


def _losses(_data: ClassData, state: ClassState, named: Named) -> ClassLedger:
    found: dict[tuple[str, str], list[tuple[Digest, Collected, CheckedPoints]]] = {}
    for digest, one in state.results.items():
        for check in one.settled:
            found.setdefault((one.act.exercise, check.asks), []).append((digest, one, check))
    lines = [_loss(named(exercise), asks, checked) for (exercise, asks), checked in found.items()]
    rows = sorted(lines, key=lambda one: (one.passed / one.asked, -one.lost))
    return Ledger(title=ClassBook.LOSSES, columns=_LOSSES, rows=rows, note="通过最少的排在最前面，不写姓名")


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
        judged=checked[0][-1].judged,
        check=checked[0][-1].check,
    )


def _minutes(seconds: int) -> str:
    return f"{-(-seconds // 60)}分钟"


def _steps(_data: ClassData, state: ClassState, named: Named) -> ClassLedger:
    found: dict[tuple[str, str, str], list[int | None]] = {}
    for one in state.results.values():
        for step in one.act.steps:
            found.setdefault((one.act.exercise, step.step, step.title), []).append(step.seconds)
    rows = [
        StepLine(
            exercise=named(exercise),
            title=title,
            asked=len(took),
            took=tuple(sorted(one for one in took if one is not None)),
        )
        for (exercise, _step, title), took in found.items()
    ]
    note = "按场景里的时间算，从办完上一步起；没有办到的、用时超过中位两倍的算卡住，不写姓名"
    return Ledger(title=ClassBook.STEPS, columns=_STEPS, rows=rows, note=note)


def _hours(data: ClassData, state: ClassState, named: Named) -> ClassLedger:
    rows = tuple(hours_of(one, data, state, named) for one in data.trainees)
    wanted = "、".join(map(named, data.required)) or "考过的各课"
    note = f"结业条件：满{data.hours_wanted}学时，{wanted}合格；已达到{sum(one.attained.graduates for one in rows)}人"
    return Ledger(title=ClassBook.HOURS, columns=HOURS, rows=rows, note=note)


def _satisfaction(data: ClassData, _state: ClassState, _named: Named) -> ClassLedger:
    return Ledger(title=ClassBook.SATISFACTION, columns=SATISFACTION, rows=lines_of(data), note=note_of(data))


LEDGERS: Mapping[ClassBook, Callable[[ClassData, ClassState, Named], ClassLedger]] = {
    ClassBook.ROLL: _roll,
    ClassBook.LESSONS: _lessons,
    ClassBook.RESULTS: _results,
    ClassBook.LOSSES: _losses,
    ClassBook.STEPS: _steps,
    ClassBook.HOURS: _hours,
    ClassBook.SATISFACTION: _satisfaction,
}
