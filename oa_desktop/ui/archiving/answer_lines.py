"""How the answers of 四性检测 stand in a list, what is said of one, and what a person is asked who looked."""

from __future__ import annotations

from oa_desktop.domain.archives.properties import Answer, PropertyReport, Result
from oa_desktop.i18n import _
from oa_desktop.office.archiving.property_page import label
from oa_desktop.office.queries import FieldRow, FieldSort
from oa_desktop.ui.rolls.roll_lines import RollLine

MARKS = {Result.PASSED: "check", Result.FAILED: "fault", Result.PERSON: "question", Result.NOT_APPLICABLE: ""}
HEADS = ("结论", "性质", "检测项", "看到什么", "怎么办")
_SURE = {"V2": "转述资料", "G": "没有核对", "P": "通行做法"}
"""How sure it is that the standard asks for an item."""


def line_of(answer: Answer, report: PropertyReport) -> RollLine:
    """Return an answer as a line."""
    cells = (
        answer.result.value,
        answer.criterion.property.value,
        label(answer, report),
        answer.evidence,
        answer.remedy,
    )
    return RollLine(cells=cells, record=answer, mark=MARKS[answer.result])


def told(answer: Answer) -> str:
    """Return what is asked, who looks, what it weighs, and how sure it is that it is asked."""
    asked = answer.criterion
    veto = _("，否决项") if asked.veto else ""
    return _("{asks}方法：{method}；权重{weight}{veto}；出处：{tag}。{said}").format(
        asks=asked.asks,
        method=asked.method.value,
        weight=asked.weight,
        veto=veto,
        tag=_(_SURE.get(asked.tag, asked.tag)),
        said=answer.evidence + answer.remedy,
    )


def is_for_person(answer: Answer) -> bool:
    """Whether a person may say what they saw: what the program could not decide."""
    return answer.result is Result.PERSON or bool(answer.person)


def asked_of(answer: Answer) -> tuple[FieldRow, ...]:
    """Return what a person is asked who looked."""
    results = tuple((one.value, one.value) for one in Result)
    usual = answer.result.value if answer.person else Result.PASSED.value
    return (
        FieldRow(name="result", label="结论", sort=FieldSort.CHOICE, usual=usual, options=results),
        FieldRow(name="note", label="怎么核对的", sort=FieldSort.TEXT, usual=answer.note),
    )
