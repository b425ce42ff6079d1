"""The report on a course (实验报告): task, course of events, score, what was lost and why, and what to practise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.exercising import BeginExercise, TakeOverPart
from oa_desktop.domain.actions.teaching import MarkResult
from oa_desktop.domain.forms import ROW_WIDTH, Form, Row, form_row
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.training.conditions import Judged
from oa_desktop.domain.training.exercise import FULL_MARK, PASS_MARK, Exercise
from oa_desktop.domain.training.record import Record
from oa_desktop.domain.training.results import CheckResult, Score
from oa_desktop.training.replaying import Scene, scenes
from oa_desktop.training.scoring import score

Given = Mapping[str, MarkResult]
"""What an instructor gave for checks, by their ids, the newest of each."""
_TO_PRACTISE = 3
_PRINT = 32
"""Characters of a fingerprint (指纹) that are shown: its size, and the beginning of its digest."""
_PROGRAM, _TEACHER, _CHANGED = "程序评", "老师评", "老师改"
_WORDS_MM, _SIGNED_MM = 30.0, 16.0
_TAKEN_OVER = DECLARATIONS[TakeOverPart].kind
_ISOLATION = (
    "本报告依据的全部办理记录属于实训域，签名、顺序经核验无误。实训在另外的文件夹、用另外的密钥进行，"
    "单位、人员、文号都是虚构的；正式库只在开始和交卷时由一个不能写的子进程看文件的大小、时间和首尾，算出指纹。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """实验报告.

    Attributes:
        form: What stands on it.
        texts: The texts that came of the course, by name; their pages stand small behind it.
    """

    form: Form
    texts: Mapping[str, Manuscript]


def report_on(
    exercise: Exercise, record: Record, *, marks: Given | None = None, words: str = "", isolation: str = _ISOLATION
) -> Report:
    """Return the report on a course that was begun.

    Args:
        exercise: In the variant that was worked on.
        record: What is left of the run.
        marks: What an instructor gave already, by the check's id.
        words: What the instructor says to the trainee; empty for room to write it by hand.
        isolation: What is said of how far away real papers were.
    """
    given = marks or {}
    found = score(exercise, record, {check: one.points for check, one in given.items()})
    told = scenes(exercise, record, found)
    rows = (
        *_heading(exercise, record.begun, told),
        *_came_to(found, told),
        *_checks(found.results, given),
        *_losses(found, told),
        *_reasons(found.results, given),
        *_course(told),
        *_to_practise(found.losses),
        form_row(("老师的话", words, ROW_WIDTH), height_mm=_WORDS_MM),
        form_row(("学员签名", "", 4), ("老师签名", "", 4), ("日期", "", 4), height_mm=_SIGNED_MM),
        form_row(("隔离说明", isolation, ROW_WIDTH)),
        *_official_store(record),
    )
    return Report(
        form=Form(title="实验报告", rows=rows, footer=_version(found), close=True), texts=_texts(exercise, record)
    )


def _official_store(record: Record) -> Iterator[Row]:
    """Yield what the official store was like before and after; nothing where nobody looked both times."""
    if len(record.official_store) > 1:
        before, after = record.official_store[0], record.official_store[-1]
        told = "未变化" if before == after else "有变化，请报告安全保密管理员"
        yield form_row(("正式库指纹", f"{told}。开始时 {before[:_PRINT]}，交卷时 {after[:_PRINT]}。", ROW_WIDTH))


def _version(found: Score) -> str:
    return (
        f"场景 {found.exercise} 第{found.version}版，评分办法第{found.scoring}版。同一份记录在任何机器上评出同样的分。"
    )


def _heading(exercise: Exercise, begun: BeginExercise, told: Sequence[Scene]) -> Iterator[Row]:
    lesson = f"课次{exercise.lesson}" if exercise.lesson else "小题"
    first, last = (datetime.fromisoformat(told[place].at) for place in (0, -1))
    yield form_row((lesson, exercise.title, 8), ("方式", begun.mode, 2), ("内容", f"第{begun.variant + 1}种", 2))
    yield form_row(("学员", "、".join(begun.trainees), 8), ("座位", begun.seat, 4))
    yield form_row(("开始", f"{first:%Y-%m-%d %H:%M}", 6), ("结束", f"{last:%Y-%m-%d %H:%M}（场景里的时间）", 6))
    yield form_row(("任务", exercise.brief.strip(), ROW_WIDTH))


def _came_to(found: Score, told: Sequence[Scene]) -> Iterator[Row]:
    by_teacher = [one for one in found.results if isinstance(one.check.condition, Judged)]
    whole = sum(one.check.points for one in by_teacher)
    judged = f"{sum(one.points for one in by_teacher)}/{whole}" if whole else "没有要老师评的"
    by_program = sum(one.points for one in found.results) - sum(one.points for one in by_teacher)
    verdict = "待老师评" if found.is_undecided else "合格" if found.has_passed else "不合格"
    yield form_row(
        ("总分", f"{found.total}", 3),
        ("结论", verdict, 3),
        (_PROGRAM, f"{by_program}/{FULL_MARK - whole}", 3),
        (_TEACHER, judged, 3),
    )
    taken = [f"看提示扣{found.hints}分" if found.hints else ""]
    taken += [f"有禁止的行为，总分不超过{found.cap}分" if found.cap is not None else ""]
    taken += [
        "前面几步由程序照参考做法办" if any(one.kind == _TAKEN_OVER and one.about == one.part for one in told) else ""
    ]
    taken += [f"还有{found.open_points}分由老师评" if found.open_points else ""]
    yield form_row(("说明", "；".join(filter(None, (*taken, f"{PASS_MARK}分合格，快慢不计分"))), ROW_WIDTH))


def _checks(results: Sequence[CheckResult], given: Given) -> Iterator[Row]:
    columns = form_row(("检查点", "", 7), ("分值", "", 1), ("得分", "", 1), ("评分", "", 3), heads=True)
    yield columns
    for one in results:
        judged = isinstance(one.check.condition, Judged)
        by = _TEACHER if judged else _CHANGED if one.check.id in given else _PROGRAM
        points = "待评" if one.is_open else str(one.points)
        cells = (one.check.asks, 7), (str(one.check.points), 1), (points, 1), (by, 3)
        yield form_row(*(("", value, width) for value, width in cells), height_mm=7.0, columns=columns)


def _losses(found: Score, told: Sequence[Scene]) -> Iterator[Row]:
    where = {one.check.id: (place, scene) for place, scene in enumerate(told, 1) for one in scene.lost}
    yield form_row(("失分说明", "" if found.losses else "没有失分。", ROW_WIDTH), heads=bool(found.losses))
    for one in found.losses:
        yield form_row((f"失{one.check.points - one.points}分", _explained(one, where.get(one.check.id)), ROW_WIDTH))


def _reasons(results: Sequence[CheckResult], given: Given) -> Iterator[Row]:
    """Yield why the instructor gave what they gave, where they said so."""
    said = [(one, given[one.check.id]) for one in results if one.check.id in given]
    lines = [f"{one.check.asks}：{_given(one, mark)}" for one, mark in said if mark.reason or mark.appeal]
    if lines:
        yield form_row(("老师评分的说明", "\n".join(lines), ROW_WIDTH))


def _given(one: CheckResult, mark: MarkResult) -> str:
    appeal = mark.appeal and f"申诉“{mark.appeal}”"
    return "，".join(filter(None, (f"{one.points}/{one.check.points}分", appeal, mark.reason)))


def _explained(one: CheckResult, at: tuple[int, Scene] | None) -> str:
    check = one.check
    moment = f"在第{at[0]}步（{at[1].at[11:16]} {at[1].act}）" if at else ""
    said = ("为什么：" + check.why, "怎样改正：" + check.mend, check.clause and "依据：" + check.clause, moment)
    return "\n".join((check.asks, *filter(None, said)))


def _course(told: Sequence[Scene]) -> Iterator[Row]:
    columns = form_row(("步", "", 1), ("时间", "", 2), ("谁", "", 2), ("办理", "", 2), ("内容", "", 5), heads=True)
    yield columns
    for number, one in enumerate(told, 1):
        said = "　".join(filter(None, (one.title, " ".join(one.words.split()))))
        who = f"{one.who}（模拟）" if one.simulated else one.who
        cells = (f"{'×' if one.lost else ''}{number}", 1), (one.at[11:16], 2), (who, 2), (one.act, 2), (said, 5)
        yield form_row(*(("", value, width) for value, width in cells), height_mm=7.0, columns=columns)


def _to_practise(losses: Sequence[CheckResult]) -> Iterator[Row]:
    """Return what cost most, as what to do next time."""
    worst = sorted(losses, key=lambda one: one.points - one.check.points)[:_TO_PRACTISE]
    said = "\n".join(f"{number}．{one.check.asks}：{one.check.mend}" for number, one in enumerate(worst, 1))
    yield form_row(("最该练的", said or "各项都做到了，可以做下一课，或者换一种内容再做一遍。", ROW_WIDTH))


def _texts(exercise: Exercise, record: Record) -> Mapping[str, Manuscript]:
    """Return what the course made of the papers to be drafted, as it stands at the end."""
    drafted = [one for one in exercise.materials if one.incoming is None and one.id in record.documents]
    standing = {one.title: record.folded(record.documents[one.id]).source for one in drafted}
    return {title: record.texts[source] for title, source in standing.items() if source in record.texts}
