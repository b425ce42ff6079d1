"""统计: the figures of an office over a stretch of time; every share names its denominator, and none names a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.numbers.numbering import start_of
from oa_desktop.office import queries as q
from oa_desktop.office.desk import Desk
from oa_desktop.office.numbers.ledger import number_registers

ALL, TOTAL, NONE = "全部", "合计", "（未写）"


def statistics(desk: Desk, query: q.Statistics) -> tuple[q.FigureRow, ...]:
    """Return all tables of figures of a stretch of time.

    Raises:
        Refused: ``statistics.stretch``: the last day is before the first; ``statistics.years``: no office worked then.
    """
    if not ("1900" <= query.within.since < "2100" and query.within.until < "2100"):
        raise Refused("statistics.years", since=query.within.since, until=query.within.until)
    if query.within.until < query.within.since:
        raise Refused("statistics.stretch", since=query.within.since, until=query.within.until)
    facts = _facts(desk, query)
    return tuple(made(facts) for made in _FIGURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What all tables of figures are made of; each is asked once."""

    query: q.Statistics
    documents: Sequence[q.DocumentTallyRow]
    due: Sequence[q.DueTallyRow]
    work: q.WorkRow
    numbers: Sequence[q.NumberRegisterRow]


def _facts(desk: Desk, query: q.Statistics) -> _Facts:
    within, now = query.within, desk.clock.now()
    begin, end = _moments(within, now)
    per = tuple(dict.fromkeys((query.per, q.Per.KIND, q.Per.MONTH)))
    years = range(int(within.since[:4]), int(within.until[:4]) + 1)
    (work,) = desk.store.ask(q.WorkTally(within=within, per=query.per), desk.sight)
    due = q.DueTally(begin=begin, end=end, now=int(now.timestamp()), per=query.per)
    return _Facts(
        query=query,
        documents=desk.store.ask(q.DocumentTally(within=within, per=per), desk.sight),
        due=desk.store.ask(due, desk.sight),
        work=work,
        numbers=[row for year in years for row in number_registers(desk, q.NumberRegisters(year=year))],
    )


def usual_stretch(today: date) -> q.Stretch:
    """Return the stretch of time that is counted where none is named: this year up to today."""
    return q.Stretch(since=f"{today.year}-01-01", until=today.isoformat())


def share(part: int, whole: int) -> str:
    """Return a share in percent; a stroke where there is nothing to have a share of."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _hours(minutes: float) -> str:
    return f"{minutes / 60:.1f}"


# --- documents ---------------------------------------------------------------------------------------------------


def _concluded(facts: _Facts) -> q.FigureRow:
    said = (
        "办结率＝办结件数÷期内登记件数。期内登记，指这段时间里拟稿或者签收；退文、作废的留在分母里，不算办结；"
        "来文办结了、只等归档的算办结。"
    )
    return _documents(facts, facts.query.per, "办结率", said)


def _by_kind(facts: _Facts) -> q.FigureRow:
    said = "按文种数期内登记的件数；收文按来文的文种。办结率的分母是同一行的登记件数。"
    return _counted(_documents(facts, q.Per.KIND, "各文种件数", said))


def _by_month(facts: _Facts) -> q.FigureRow:
    said = "按拟稿或者签收的月份数件数。办结率的分母是同一行的登记件数；近月的还在办，办结率自然低。"
    return _counted(_documents(facts, q.Per.MONTH, "各月件数", said))


def _documents(facts: _Facts, per: q.Per, title: str, said: str) -> q.FigureRow:
    found = [row for row in facts.documents if row.per is per]
    whole = q.DocumentTallyRow(
        per=per,
        head=TOTAL,
        registered=sum(row.registered for row in found),
        concluded=sum(row.concluded for row in found),
        ended=sum(row.ended for row in found),
    )
    rows = [*found, whole] if len(found) > 1 else found
    by_all = per is q.Per.STEP
    return q.FigureRow(
        title=title,
        said=said,
        columns=("范围" if by_all else per.value, "登记", "办结", "退文、作废", "在办", "办结率"),
        lines=tuple(_document_line(row, ALL if by_all else NONE) for row in rows),
        bars=tuple(_percent(row.concluded, row.registered) for row in found),
        unit="%",
        drawn=5,
    )


def _counted(figure: q.FigureRow) -> q.FigureRow:
    """Return a table of documents whose numbers are drawn, not its shares."""
    bars = tuple(float(line[1]) for line in figure.lines[: len(figure.bars)])
    return q.FigureRow(
        title=figure.title, said=figure.said, columns=figure.columns, lines=figure.lines, bars=bars, unit="件", drawn=1
    )


def _document_line(row: q.DocumentTallyRow, nameless: str) -> tuple[str, ...]:
    left = row.registered - row.concluded - row.ended
    counts = (row.registered, row.concluded, row.ended, left)
    return (row.head or nameless, *map(str, counts), share(row.concluded, row.registered))


# --- tasks -------------------------------------------------------------------------------------------------------


def _on_time(facts: _Facts) -> q.FigureRow:
    found, query = facts.due, facts.query
    whole = q.DueTallyRow(head=TOTAL, **{name: sum(getattr(row, name) for row in found) for name in _DUE})
    rows = (*found, whole) if len(found) > 1 else found
    return q.FigureRow(
        title="按时办结率、逾期率",
        said=(
            "分母都是期内到期的办理任务数：有时限、到期时间在这段时间里的，不论办没办；还没有到期也没有办的不计。"
            "按时办结率＝按时办结÷到期，逾期率＝（逾期办结＋逾期未办）÷到期。逾期未办的，环节是公文现在所在的环节。"
        ),
        columns=(query.per.value, "到期", "按时办结", "逾期办结", "逾期未办", "按时办结率", "逾期率"),
        lines=tuple(_due_line(row) for row in rows),
        bars=tuple(_percent(row.on_time, row.due) for row in found),
        unit="%",
        drawn=5,
    )


_DUE = ("on_time", "late", "overdue")


def _due_line(row: q.DueTallyRow) -> tuple[str, ...]:
    counts = (row.due, row.on_time, row.late, row.overdue)
    shares = (share(row.on_time, row.due), share(row.late + row.overdue, row.due))
    return (row.head or NONE, *map(str, counts), *shares)


def _moments(within: q.Stretch, now: datetime) -> tuple[int, int]:
    """Return the first moment of a stretch of time and the one after its last, in seconds since 1970."""
    first, last = date.fromisoformat(within.since), date.fromisoformat(within.until)
    days = (datetime.combine(day, time(), now.tzinfo) for day in (first, last + timedelta(days=1)))
    begin, end = (int(moment.timestamp()) for moment in days)
    return begin, end


def _times(facts: _Facts) -> q.FigureRow:
    found = facts.work.times
    return q.FigureRow(
        title="办理用时",
        said=(
            "从任务打开到办完，只数期内办完的任务，不数撤回的和没有轮到办的。工作小时按单位的工作日历，"
            "只算上班时间；钟点小时连夜里和假日一起算。平均用时的分母是同一行的办完任务数。"
        ),
        columns=(
            facts.query.per.value,
            "办完任务",
            "平均（工作小时）",
            "中位（工作小时）",
            "平均（钟点小时）",
            "中位（钟点小时）",
        ),
        lines=tuple(
            (row.head or NONE, str(row.tasks), *map(_hours, (row.mean, row.median, row.wall_mean, row.wall_median)))
            for row in found
        ),
        bars=tuple(row.mean / 60 for row in found),
        unit="工作小时",
        drawn=2,
    )


def _returns(facts: _Facts) -> q.FigureRow:
    found = facts.work.returns
    return q.FigureRow(
        title="退回的环节和原因",
        said="原因照退回时写的数，一字不同就是两条。占比的分母是这一环节期内办完的任务数，退回的也在内。",
        columns=("环节", "原因", "次数", "环节办完任务", "占比"),
        lines=tuple(
            (row.step, row.reason or NONE, str(row.times), str(row.tasks), share(row.times, row.tasks)) for row in found
        ),
        bars=tuple(float(row.times) for row in found),
        unit="次",
        drawn=2,
    )


# --- numbers and paper -------------------------------------------------------------------------------------------


def _numbers(facts: _Facts) -> q.FigureRow:
    written = [row for row in facts.numbers if row.used or row.void or row.reserved or row.skipped or row.unsaid]
    return q.FigureRow(
        title="文号使用",
        said="按登记簿的整年数，不按起止日期。未说明，是空着又没有登记断号的号。",
        columns=("登记簿", "已用", "作废", "预留", "断号", "未说明"),
        lines=tuple(_number_line(row) for row in written),
        bars=tuple(float(row.used) for row in written),
        unit="个",
        drawn=1,
    )


def _number_line(row: q.NumberRegisterRow) -> tuple[str, ...]:
    return (start_of(row.register), *map(str, (row.used, row.void, row.reserved, row.skipped, len(row.unsaid))))


def _paper(facts: _Facts) -> q.FigureRow:
    row, pages = facts.work.readings, facts.query.pages
    return q.FigureRow(
        title="少印的纸",
        said=(
            "少印页数＝在屏幕上传阅读完的人次×每件页数，当作不在屏幕上读就要各印一份。"
            "每件页数由填报人估计，系统不知道实际印不印。"
        ),
        columns=("范围", "传阅件数", "阅毕人次", "每件页数", "少印页数"),
        lines=((ALL, *map(str, (row.documents, row.readings, pages, row.readings * pages))),),
    )


_FIGURES: Sequence[Callable[[_Facts], q.FigureRow]] = (
    _concluded,
    _on_time,
    _times,
    _returns,
    _by_kind,
    _by_month,
    _numbers,
    _paper,
)
