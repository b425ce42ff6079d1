"""The 定稿 that is signed and the 正本 that is registered are the same page outside the open slots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINE_MM, MM_PER_PT
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.numbers.numbering import DocumentNumber
from oa_desktop.domain.texts.slots import fill
from tests.rigs.same_page import Difference, differs_outside_slots

NUMBER = DocumentNumber(code="清政办发", year=2026, serial=18)
TEXT = "各单位要高度重视公文处理工作切实加强组织领导明确责任分工狠抓工作落实"


def paragraphs(lines: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans=(Span(text="国" * 25 + "。"),)) for _ in range(lines))


SHORT = Manuscript(
    issuing_organs=("清源县人民政府办公室",),
    title="关于做好公文处理工作的通知",
    recipients="各乡镇人民政府",
    body=paragraphs(2),
    signatories=("清源县人民政府办公室",),
)
ANNEXED = replace(
    SHORT,
    body=paragraphs(30),
    attachment_notes=("任务清单", "统计表"),
    annexes=(
        Annex(title="任务清单", body=(Paragraph(spans=(Span(text=TEXT * 4),)),)),
        Annex(title="统计表", body=(Table(rows=(("序号", "单位"), ("1", "甲"))),)),
    ),
)
IMPRINTED = replace(
    ANNEXED, copied_to="县委办公室", printed_by="清源县人民政府办公室", printed_on="2026年4月17日", note="此件公开发布"
)
PAPERS = {
    "short": SHORT,
    "pages": replace(SHORT, body=paragraphs(70)),
    "annexes": ANNEXED,
    "imprint": IMPRINTED,
    "secret": replace(IMPRINTED, classification="秘密★1年", urgency="特急"),
    "upward": replace(SHORT, signers=("张卫国", "李明", "王芳")),
    "joint": replace(
        SHORT, issuing_organs=("清源县教育局", "清源县财政局"), signatories=("清源县教育局", "清源县财政局")
    ),
    "long name": replace(SHORT, signatories=("清源县" + "发展和改革" * 4 + "委员会",)),
    "nameless": replace(IMPRINTED, signatories=()),
    "bare": Manuscript(issuing_organs=("清源县人民政府",), title="关于任免的通知"),
}
DAYS = (date(2026, 3, 8), date(2026, 3, 18), date(2026, 12, 31))


def signed_page(paper: Manuscript, *, sealed: bool = True) -> LaidOut:
    return lay_out(paper, shipped_fonts(), LayoutOptions(open_slots=True, sealed=sealed))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_registering_moves_nothing_outside_the_slots(paper: Manuscript, sealed: bool, day: date) -> None:
    copy = "000007" if paper.classification else ""
    registered = fill(paper, NUMBER, day, copy)
    assert differs_outside_slots(signed_page(paper, sealed=sealed), signed_page(registered, sealed=sealed)) == ()


@pytest.mark.parametrize("lines", range(1, 46))
def test_registering_moves_nothing_however_long_the_text_is(lines: int) -> None:
    paper = replace(IMPRINTED, body=paragraphs(lines))
    registered = fill(paper, NUMBER, DAYS[2])
    assert differs_outside_slots(signed_page(paper), signed_page(registered)) == ()


def test_runs_and_rules_are_identical_when_the_date_is_of_the_usual_width() -> None:
    paper = PAPERS["secret"]
    first, second = signed_page(paper), signed_page(fill(paper, NUMBER, DAYS[1], "000007"))
    slots = {Element.DATE, Element.DOCUMENT_NUMBER, Element.COPY_NUMBER}
    for one, other in zip(first.pages, second.pages, strict=True):
        assert one.runs == tuple(run for run in other.runs if run.element not in slots)
        assert one.rules == other.rules


def test_open_slots_are_blank() -> None:
    laid = signed_page(PAPERS["secret"])
    assert [laid.text_of(slot) for slot in (Element.DATE, Element.DOCUMENT_NUMBER, Element.COPY_NUMBER)] == ["", "", ""]


def test_the_red_rule_stands_4_mm_under_the_line_of_a_number_that_is_not_yet_given() -> None:
    (rule,) = lay_out(SHORT, shipped_fonts()).pages[0].rules_of(Element.RED_RULE)
    number_bottom = 37 + 7 * LINE_MM + 16 * MM_PER_PT
    assert rule.y1_mm == pytest.approx(number_bottom + 4)


def test_the_name_stands_where_a_date_of_usual_width_would_centre_it() -> None:
    open_name, usual, wide = (
        laid.of(Element.SIGNATURE)[0][1].x_mm
        for laid in (signed_page(SHORT), *(signed_page(fill(SHORT, NUMBER, day)) for day in DAYS[1:]))
    )
    assert open_name == usual
    assert open_name != wide


def test_without_open_slots_a_paper_without_a_date_keeps_no_line_for_it() -> None:
    dateless = lay_out(replace(SHORT, note="此件公开发布"), shipped_fonts())
    ((_, name), (_, note)) = dateless.of(Element.SIGNATURE)[0], dateless.of(Element.NOTE)[0]
    assert note.y_mm - name.y_mm == pytest.approx(LINE_MM)


def test_a_copy_number_given_to_an_urgent_paper_moves_the_urgency_and_nothing_else() -> None:
    urgent = replace(IMPRINTED, urgency="特急")
    first, second = signed_page(urgent), signed_page(fill(urgent, NUMBER, DAYS[0], "000007"))
    assert differs_outside_slots(first, second) == ()
    assert second.of(Element.URGENCY)[0][1].y_mm - first.of(Element.URGENCY)[0][1].y_mm == pytest.approx(LINE_MM)


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"title": "关于做好公文归档工作的通知"}, Element.TITLE),
        ({"body": (*IMPRINTED.body[:-1], Paragraph(spans=(Span(text="国" * 24 + "家。"),)))}, Element.BODY),
        ({"signatories": ("清源县人民政府",)}, Element.SIGNATURE),
        ({"note": "此件依申请公开"}, Element.NOTE),
        ({"copied_to": "县人大常委会办公室"}, Element.IMPRINT),
    ],
)
def test_any_other_change_is_found_with_its_page(change: dict[str, Any], element: Element) -> None:
    registered = replace(fill(IMPRINTED, NUMBER, DAYS[1]), **change)
    found = differs_outside_slots(signed_page(IMPRINTED), signed_page(registered))
    assert {difference.element for difference in found} == {element}


def test_a_page_more_is_found() -> None:
    longer = replace(fill(SHORT, NUMBER, DAYS[1]), body=paragraphs(30))
    found = differs_outside_slots(signed_page(SHORT), signed_page(longer))
    assert Difference(page=2, element=None) in found


def test_a_line_that_moved_is_found() -> None:
    moved = replace(SHORT, title="关于做好公文处理工作的\n通知")
    assert differs_outside_slots(signed_page(SHORT), signed_page(moved))
