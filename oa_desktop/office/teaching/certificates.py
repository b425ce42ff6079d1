"""What somebody takes home from a class (学时证明、结业证明): for those alone who fulfil what the class declares.

They are real papers of whoever holds the class, though they come out of the TRAINING realm: people, hours and marks are
true, and only the papers that were practised on are fictional. So they say both, bear the realm's mark as all that
leaves it, and leave room for a seal of ink; none is drawn. Their files say that they certify, so that an official store
takes them, and nothing else of the realm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.forms import ROW_WIDTH, Form, Row, form_row
from oa_desktop.domain.training.class_data import ClassData
from oa_desktop.domain.training.classes import ClassState
from oa_desktop.domain.training.graduation import Attainment, attained
from oa_desktop.office.teaching.hours import Named

_SAID_MM, _SEALED_MM = 26.0, 34.0
_TRUE = (
    "学员、学时、签到和成绩是真实的；练习用的单位、人员和公文是虚构的，在实训系统里办理。"
    "页面上的“实训”字样只说明本证明由实训系统打印。本证明由办班单位盖章后有效。"
)


class Certificate(StrEnum):
    """Which of them."""

    HOURS = "学时证明"
    GRADUATION = "结业证明"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """A certificate of somebody."""

    number: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """Who makes certificates out, and when.

    Attributes:
        organ: 班名.
        day: ISO.
        named: Returns what an exercise is called.
    """

    organ: str
    day: str
    named: Named


def certified(which: Certificate, data: ClassData, state: ClassState, by: Issuing) -> tuple[Certified, ...]:
    """Return the certificates of all who fulfil their condition, in the order of the roll."""
    all_of_them = (attained(one, data, state) for one in data.trainees if one.name)
    due = (one for one in all_of_them if DUE[which](one))
    return tuple(Certified(number=one.trainee.number, form=_form(which, one, data, by)) for one in due)


DUE: Mapping[Certificate, Callable[[Attainment], bool]] = {
    Certificate.HOURS: lambda one: one.hours > 0,
    Certificate.GRADUATION: lambda one: one.graduates,
}
"""Who is given which."""


def _form(which: Certificate, one: Attainment, data: ClassData, by: Issuing) -> Form:
    body = _lessons(one, data) if which is Certificate.HOURS else _passed(one, by)
    says = _SAYS[which].format(name=one.trainee.name, organ=by.organ, hours=one.hours)
    rows = (
        form_row(("姓名", one.trainee.name, 6), ("单位", one.trainee.unit, 6)),
        form_row(("学号", one.trainee.number, 6), ("班次", data.track, 6)),
        form_row(("培训时间", _span(data), 6), ("学时", f"{one.hours}（应修{one.wanted}）", 6)),
        *body,
        form_row(("证明", says, ROW_WIDTH)),
        form_row(("说明", _TRUE, ROW_WIDTH), height_mm=_SAID_MM),
        form_row(("经办人", "", 4), ("办班单位（盖章）", "", 5), ("日期", "", 3), height_mm=_SEALED_MM),
    )
    return Form(title=which, organ=by.organ, rows=rows, footer=f"{by.day}打印", certifies=True)


_SAYS: Mapping[Certificate, str] = {
    Certificate.HOURS: "{name}参加{organ}学习，据课表和签到，计{hours}学时。",
    Certificate.GRADUATION: "{name}参加{organ}学习，修满学时，考核合格，达到本班的结业条件，准予结业。",
}


def _span(data: ClassData) -> str:
    return "至".join(filter(None, (data.begin, data.end)))


def _lessons(one: Attainment, data: ClassData) -> Iterator[Row]:
    columns = form_row(("时间", "", 4), ("课次", "", 6), ("学时", "", 2), heads=True)
    yield columns
    for lesson in data.lessons:
        if one.trainee.number in lesson.present:
            cells = (lesson.time, 4), (lesson.title, 6), (str(lesson.hours), 2)
            yield form_row(*(("", value, width) for value, width in cells), height_mm=8.0, columns=columns)


def _passed(one: Attainment, by: Issuing) -> Iterator[Row]:
    yield form_row(("考核合格", "\n".join(map(by.named, one.passed)), ROW_WIDTH))
