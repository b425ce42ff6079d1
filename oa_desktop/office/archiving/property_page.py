"""A report on the four properties as people read it (四性检测报告): in lines, as a form, and as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from oa_desktop.domain import canonical
from oa_desktop.domain.archives.properties import Answer, Property, PropertyReport, Result
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.dates import written_day
from oa_desktop.domain.forms import Form, Row, form_row
from oa_desktop.i18n import _

TITLE = "四性检测报告"
MARKS: Mapping[Result, str] = {Result.PASSED: "√", Result.FAILED: "×", Result.PERSON: "？", Result.NOT_APPLICABLE: "—"}
_ROW_MM = 7.0
_COMES_TO: Mapping[Result, str] = {
    Result.PASSED: "通过",
    Result.FAILED: "不通过",
    Result.PERSON: "还没有做完：待人工的各项看过以后才有结论",
}


def conclusion(report: PropertyReport) -> str:
    """Return what a report comes to, in one sentence."""
    counts = "，".join(f"{one.value}{len(report.of(one))}项" for one in Result if report.of(one))
    veto = _("（有否决项）") if report.vetoed else ""
    return _("{said}{veto}。{counts}；已有结论的各项按权重得{score}分。").format(
        said=_(_COMES_TO[report.result]), veto=veto, counts=counts, score=report.score
    )


def summary(reports: Sequence[PropertyReport]) -> str:
    """Return what several reports come to, in one sentence; nothing that waits for a person counts as passed."""
    counted = Counter(one.result for one in reports)
    said = _("四性检测 {count} 件：通过 {passed} 件，不通过 {failed} 件，待人工 {open} 件。")
    results = {"passed": Result.PASSED, "failed": Result.FAILED, "open": Result.PERSON}
    return said.format(count=len(reports), **{name: counted[one] for name, one in results.items()})


def label(answer: Answer, report: PropertyReport) -> str:
    """Return what an item is called: its code, where there is one, and its name."""
    return f"{answer.criterion.labels.get(report.stage, '')} {answer.criterion.name}".strip()


def mark(result: Result) -> str:
    """Return how something came out: a mark and a word, never a colour alone."""
    return f"{MARKS[result]} {result.value}"


def property_form(report: PropertyReport, organ: str) -> Form:
    """Return a report as it is printed (表单).

    Args:
        report: What was found.
        organ: Whose form it is.
    """
    rows = (
        form_row((_("档号"), report.code, 6), (_("环节"), report.stage.value, 6), height_mm=_ROW_MM),
        form_row((_("题名"), report.title, 12), height_mm=_ROW_MM),
        form_row((_("结论"), conclusion(report), 12), height_mm=_ROW_MM),
        *_rows(report),
    )
    footer = _("{day}检测；检测项参照 DA/T 70-2018，没有与标准原文核对").format(day=written_day(report.time[:10]))
    return Form(title=TITLE, organ=organ, rows=rows, footer=footer, close=True)


def _rows(report: PropertyReport) -> Iterator[Row]:
    for one, answers in groupby(_in_order(report), key=lambda answer: answer.criterion.property):
        yield form_row((one.value, "", 12), height_mm=_ROW_MM, heads=True)
        for answer in answers:
            said = answer.evidence + answer.remedy
            cells = (("", label(answer, report), 3), ("", mark(answer.result), 2), ("", said, 7))
            yield form_row(*cells, height_mm=_ROW_MM)


def _in_order(report: PropertyReport) -> list[Answer]:
    places = {one: place for place, one in enumerate(Property)}
    return sorted(report.answers, key=lambda answer: places[answer.criterion.property])


def data_of(report: PropertyReport) -> bytes:
    """Return a report as JSON in its one form: what is handed out is what the register names the digest of."""
    return canonical.encode(record(report))


def record(report: PropertyReport) -> dict[str, Json]:
    """Return a report as plain data, for other programs."""
    return {
        "code": report.code,
        "title": report.title,
        "stage": report.stage.value,
        "time": report.time,
        "result": report.result.value,
        "score": report.score,
        "vetoed": report.vetoed,
        "items": [_answer_record(one, report) for one in report.answers],
    }


def _answer_record(answer: Answer, report: PropertyReport) -> dict[str, Json]:
    asked = answer.criterion
    return {
        "name": asked.name,
        "label": asked.labels.get(report.stage, ""),
        "property": asked.property.value,
        "method": asked.method.value,
        "result": answer.result.value,
        "evidence": answer.evidence,
        "found": list(answer.checked.found),
        "remedy": answer.remedy,
        "person": answer.person,
        "weight": asked.weight,
        "veto": asked.veto,
        "tag": asked.tag,
    }
