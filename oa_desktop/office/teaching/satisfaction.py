"""What trainees think of a class (满意度): a sheet without names, how many ticked what, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oa_desktop.domain.forms import ROW_WIDTH, Form, Row, form_row
from oa_desktop.domain.training.class_data import ClassData
from oa_desktop.office.books.ledgers import Column

GRADES = ("很满意", "满意", "一般", "不满意")
QUESTIONS = (
    "内容对工作有用",
    "讲得清楚",
    "练习的量合适",
    "场景像真的办文",
    "程序好用",
    "时间安排合适",
    "总的来说",
)
_PLEASED = 2
"""How many of the grades count as pleased."""
_TITLE, _TICK_MM, _SAID_MM = "培训满意度表", 11.0, 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionLine:
    """What was ticked at one question; a number for each grade."""

    question: str
    counts: tuple[int, ...]

    @property
    def sheets(self) -> int:
        """How many ticked anything."""
        return sum(self.counts)

    @property
    def rate(self) -> str:
        """满意率: of whom ticked one of the upper grades; empty where nobody ticked anything."""
        return f"{sum(self.counts[:_PLEASED]) * 100 // self.sheets}%" if self.sheets else ""


def _count(place: int) -> Column[SatisfactionLine]:
    return Column(label=GRADES[place], text=lambda one: str(one.counts[place]), width=5)


SATISFACTION: tuple[Column[SatisfactionLine], ...] = (
    Column(label="题目", text=lambda one: one.question, width=16, near=True),
    *map(_count, range(len(GRADES))),
    Column(label="份数", text=lambda one: str(one.sheets), width=5, near=True),
    Column(label="满意率", text=lambda one: one.rate, width=6, near=True),
)


def lines_of(data: ClassData) -> tuple[SatisfactionLine, ...]:
    """Return what was counted of every question."""
    known = {one.question: one.counts for one in data.ticked}
    nothing = (0,) * len(GRADES)
    return tuple(SatisfactionLine(question=one, counts=known.get(one, nothing)) for one in QUESTIONS)


def note_of(data: ClassData) -> str:
    """Return what it comes to, and what was suggested."""
    whole = lines_of(data)[-1]
    told = f"收回{whole.sheets}份，总的满意率{whole.rate}" if whole.sheets else "还没有登记份数"
    return "；".join((told, *data.suggestions))


def blank(organ: str) -> Form:
    """Return the sheet on which trainees tick, without a place for a name."""
    return Form(title=_TITLE, organ=organ, rows=tuple(_blank()), footer="不写姓名。在合适的一格里打√。")


def _blank() -> Iterator[Row]:
    columns = form_row(("题目", "", 4), *((one, "", 2) for one in GRADES), heads=True)
    yield columns
    for one in QUESTIONS:
        yield form_row(("", one, 4), *(("", "", 2) for _ in GRADES), height_mm=_TICK_MM, columns=columns)
    for one in ("最有用的是", "最想改的是", "还想学什么"):
        yield form_row((one, "", ROW_WIDTH), height_mm=_SAID_MM)
