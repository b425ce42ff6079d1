"""What may be done from the books of a class (培训班), as data for a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from oa_desktop.domain.actions.teaching import KeepClass, MarkResult, ReleaseResults
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.training.class_data import ClassData, Lesson, Trainee
from oa_desktop.office.books.ledger_acts import LedgerAct, Said
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.office.session import Session
from oa_desktop.office.teaching.books import ClassBook, ResultLine
from oa_desktop.office.teaching.satisfaction_acts import ACTS as OF_SATISFACTION

_WHOLE = frozenset({"keep_days", "least_hours"})
"""What is said of a class in whole numbers."""
_SETTLED = (("", "已定"),)
_EVERY_HOUR = (("0", "课表的全部"),)
_GRADUATING = "结业要合格的课，“全部”就是考过的各课。结业日期定了，才从那一天起算姓名留几天。"
_RELEASED = "公布以后的改分，写明谁申诉什么，原因就是答复。"


def _text(name: str, label: str, usual: str = "") -> FieldRow:
    return FieldRow(name=name, label=label, sort=FieldSort.TEXT, usual=usual)


def _number(name: str, label: str, usual: int) -> FieldRow:
    return FieldRow(name=name, label=label, sort=FieldSort.NUMBER, usual=str(usual))


def _agreed(words: str) -> FieldRow:
    return FieldRow(name="agreed", label=words, sort=FieldSort.FLAG, usual="1")


# --- roll ------------------------------------------------------------------------------------------------------------


def _about(session: Session, _line: object) -> tuple[FieldRow, ...]:
    data = session.teaching.data
    return (
        _text("track", "班次", data.track),
        FieldRow(name="begin", label="开班日期", sort=FieldSort.DAY, usual=data.begin, options=_SETTLED),
        FieldRow(name="end", label="结业日期", sort=FieldSort.DAY, usual=data.end, options=_SETTLED),
        _number("keep_days", "结业后姓名留几天", data.keep_days),
        replace(_number("least_hours", "结业要满几学时", data.least_hours), options=_EVERY_HOUR),
        *_to_pass(session, data),
    )


def _to_pass(session: Session, data: ClassData) -> tuple[FieldRow, ...]:
    """Return what asks which exercises are to be passed; nothing while the class has none."""
    teaching = session.teaching
    examined = {one.act.exercise for one in teaching.state.results.values()}
    known = {*examined, *data.required, *(one.exercise for one in data.lessons)} - {""}
    titles = teaching.titles if known else {}
    options = tuple((one, titles.get(one, one)) for one in sorted(known))
    usual = "\n".join(data.required)
    field = FieldRow(name="required", label="结业要合格的课", sort=FieldSort.SOME, usual=usual, options=options)
    return (field,) if options else ()


def _keep_about(session: Session, _line: object, said: Said) -> KeepClass:
    if said["begin"] and said["end"] and said["end"] < said["begin"]:
        raise Refused("class.ends-first", begin=said["begin"], end=said["end"])
    whole: Said = {name: int(value) if name in _WHOLE else value for name, value in said.items()}
    return session.teaching.kept(replace(session.teaching.data, **whole))


def _trainee(_session: Session, line: Trainee | None) -> tuple[FieldRow, ...]:
    one = line or Trainee(number="", name="")
    return (
        _text("number", "学号", one.number),
        _text("name", "姓名", one.name),
        _text("unit", "单位", one.unit),
        _text("seat", "座位", one.seat),
        _number("extra", "考试加时（分钟）", one.extra),
    )


def _enrol(session: Session, _line: object, said: Said) -> KeepClass:
    return _with_trainee(session, said)


def _amend(session: Session, line: Trainee, said: Said) -> KeepClass:
    return _with_trainee(session, said, line.number)


def _with_trainee(session: Session, said: Said, number: str = "") -> KeepClass:
    data = session.teaching.data
    one = Trainee(**{**said, "extra": int(said["extra"])})
    if not one.number or not one.name:
        raise Refused("class.nameless")
    if one.number != number and one.number in {other.number for other in data.trainees}:
        raise Refused("class.number-twice", number=one.number)
    known = [one if other.number == number else other for other in data.trainees]
    return session.teaching.kept(replace(data, trainees=tuple(known if number else (*known, one))))


def _leaving(_session: Session, line: Trainee) -> tuple[FieldRow, ...]:
    return (_agreed(f"{line.number} {line.name}不在这个班"),)


def _has_no_result(session: Session, line: Trainee) -> bool:
    results = session.teaching.state.results.values()
    return all(line.number not in one.act.numbers for one in results)


def _strike_off(session: Session, line: Trainee, said: Said) -> KeepClass:
    """Take a trainee off the roll and out of who was there."""
    data, gone = session.teaching.data, {line.number} if said["agreed"] else set()
    trainees = tuple(one for one in data.trainees if one.number not in gone)
    lessons = (replace(one, present=tuple(who for who in one.present if who not in gone)) for one in data.lessons)
    return session.teaching.kept(replace(data, trainees=trainees, lessons=tuple(lessons)))


# --- timetable and attendance ----------------------------------------------------------------------------------------


def _lesson(session: Session, line: Lesson | None) -> tuple[FieldRow, ...]:
    one = line or Lesson(time=f"{session.today} 09:00", title="")
    return (
        _text("time", "时间", one.time),
        _text("title", "课次", one.title),
        _text("teacher", "老师", one.teacher),
        FieldRow(
            name="exercise", label="场景", sort=FieldSort.CHOICE, usual=one.exercise, options=_exercises(session, one)
        ),
        _number("hours", "学时", one.hours),
    )


def _exercises(session: Session, line: Lesson) -> tuple[tuple[str, str], ...]:
    titles = session.teaching.titles
    mine = {line.exercise: titles.get(line.exercise, line.exercise)}
    return tuple({**mine, "": "不用场景", **titles}.items())


def _arrange(session: Session, _line: object, said: Said) -> KeepClass:
    lessons = (*session.teaching.data.lessons, Lesson(**{**said, "hours": int(said["hours"])}))
    return _with_lessons(session, lessons)


def _rearrange(session: Session, line: Lesson, said: Said) -> KeepClass:
    changed = replace(line, **{**said, "hours": int(said["hours"])})
    return _with_lessons(session, tuple(changed if one == line else one for one in session.teaching.data.lessons))


def _with_lessons(session: Session, lessons: tuple[Lesson, ...]) -> KeepClass:
    ordered = tuple(sorted(lessons, key=lambda one: one.time))
    return session.teaching.kept(replace(session.teaching.data, lessons=ordered))


def _cancelling(_session: Session, line: Lesson) -> tuple[FieldRow, ...]:
    return (_agreed(f"{line.time}的课不上，签到一起去掉"),)


def _cancel(session: Session, line: Lesson, said: Said) -> KeepClass:
    lessons = session.teaching.data.lessons
    return _with_lessons(session, tuple(one for one in lessons if one != line or not said["agreed"]))


def _attendance(session: Session, line: Lesson) -> tuple[FieldRow, ...]:
    trainees = session.teaching.data.trainees
    present = "\n".join(line.present or (one.number for one in trainees))
    names = tuple((one.number, f"{one.number} {one.name}".strip()) for one in trainees)
    return (FieldRow(name="present", label="到课的人", sort=FieldSort.ROLL_CALL, usual=present, options=names),)


def _attend(session: Session, line: Lesson, said: Said) -> KeepClass:
    present = tuple(said["present"])
    lessons = tuple(replace(one, present=present) if one == line else one for one in session.teaching.data.lessons)
    return _with_lessons(session, lessons)


# --- results ---------------------------------------------------------------------------------------------------------


def _marking(_session: Session, line: ResultLine) -> tuple[FieldRow, ...]:
    result = line.result
    ordered = sorted(result.act.checks, key=lambda one: (not one.judged, one.check in result.marks))
    told = tuple(
        (one.check, f"{'人评' if one.judged else '机评'} {result.points(one)}/{one.most}　{one.asks}")
        for one in ordered
    )
    return (
        FieldRow(name="check", label="哪一项", sort=FieldSort.CHOICE, usual=told[0][0] if told else "", options=told),
        _number("points", "给几分", result.points(ordered[0]) if ordered else 0),
        _text("reason", "原因"),
        *((_text("appeal", "申诉"),) if result.released else ()),
    )


def _mark(_session: Session, line: ResultLine, said: Said) -> MarkResult:
    return MarkResult(result=line.digest, **{**said, "points": int(said["points"])})


def _remark(session: Session, line: ResultLine) -> tuple[FieldRow, ...]:
    return (_text("words", "老师的话", session.teaching.data.said_of(line.digest)),)


def _say(session: Session, line: ResultLine, said: Said) -> KeepClass:
    return session.teaching.kept(session.teaching.data.saying(line.digest, said["words"].strip()))


def _releasing(session: Session, _line: object) -> tuple[FieldRow, ...]:
    waiting = len(_ready(session))
    return (_agreed(f"公布评完的{waiting}份"),)


def _release(session: Session, _line: object, said: Said) -> ReleaseResults:
    return ReleaseResults(results=_ready(session) if said["agreed"] else ())


def _ready(session: Session) -> tuple[Digest, ...]:
    results = session.teaching.state.results
    return tuple(digest for digest, one in results.items() if not one.unmarked and not one.released)


ACTS: Mapping[ClassBook, tuple[LedgerAct, ...]] = {
    ClassBook.ROLL: (
        LedgerAct(
            name="about-class",
            term="班级设置",
            fields=_about,
            wish=_keep_about,
            done="已保存。",
            needs_line=False,
            advice=_GRADUATING,
        ),
        LedgerAct(
            name="enrol-trainee", term="登记学员", fields=_trainee, wish=_enrol, done="已登记。", needs_line=False
        ),
        LedgerAct(name="amend-trainee", term="更正", fields=_trainee, wish=_amend, done="已更正。"),
        LedgerAct(
            name="strike-off-trainee",
            term="移出名册",
            fields=_leaving,
            wish=_strike_off,
            done="已移出名册。",
            fits=_has_no_result,
        ),
    ),
    ClassBook.LESSONS: (
        LedgerAct(
            name="arrange-lesson", term="排课", fields=_lesson, wish=_arrange, done="已排进课表。", needs_line=False
        ),
        LedgerAct(name="rearrange-lesson", term="改课", fields=_lesson, wish=_rearrange, done="已改。"),
        LedgerAct(name="cancel-lesson", term="取消这次课", fields=_cancelling, wish=_cancel, done="已取消。"),
        LedgerAct(name="attend", term="签到", fields=_attendance, wish=_attend, done="已签到。"),
    ),
    ClassBook.RESULTS: (
        LedgerAct(
            name="mark-result", term="评分、改分", fields=_marking, wish=_mark, done="已记分。", advice=_RELEASED
        ),
        LedgerAct(
            name="remark-result",
            term="老师的话",
            fields=_remark,
            wish=_say,
            done="已写下。",
            advice="写在成绩单和实验报告里，学员看得到；删除姓名的时候一起销毁。",
        ),
        LedgerAct(
            name="release-results",
            term="公布成绩",
            fields=_releasing,
            wish=_release,
            done="已公布。",
            needs_line=False,
            advice="还有没评的不公布。公布以后只有申诉才能改分。",
        ),
    ),
    ClassBook.LOSSES: (),
    ClassBook.STEPS: (),
    ClassBook.HOURS: (),
    ClassBook.SATISFACTION: OF_SATISFACTION,
}
