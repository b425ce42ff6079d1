"""题注 of a 决议: in brackets under the title, when and by which meeting it was adopted."""

from __future__ import annotations

import pytest

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_LEFT_MM, AREA_RIGHT_MM, LINE_MM
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.inspect.drawn import sheets_of_pages
from oa_desktop.docs.inspect.recognising import printed_paper
from oa_desktop.docs.layout import LaidOut, lay_out
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.domain.documents.document import complete
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span
from oa_desktop.domain.texts.adoption import begins_with_adoption
from tests.printed import WRITERS

SHORT = "（2026年1月16日县人民代表大会通过）"
LONG = "（2026年1月16日清源县第十八届人民代表大会第六次会议通过）"


def plain(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def resolution(adoption: str) -> Manuscript:
    return Manuscript(
        issuing_organs=("清源县人民代表大会",),
        title="清源县人民代表大会关于政府工作报告的决议",
        body=(plain(adoption), plain("会议决定批准这个报告。")),
    )


def laid(adoption: str) -> LaidOut:
    return lay_out(resolution(adoption), shipped_fonts())


@pytest.mark.parametrize("adoption", [SHORT, LONG])
def test_it_stands_in_the_middle_under_the_title_in_kaiti(adoption: str) -> None:
    pages = laid(adoption)
    runs = pages.pages[0].of(Element.ADOPTION)
    assert "".join(run.text for run in runs) == adoption
    assert {run.role for run in runs} == {FontRole.KAITI}
    lines = {round(run.y_mm, 2) for run in runs}
    for y_mm in lines:
        line = [run for run in runs if round(run.y_mm, 2) == y_mm]
        assert (line[0].x_mm + line[-1].right_mm) / 2 == pytest.approx((AREA_LEFT_MM + AREA_RIGHT_MM) / 2, abs=0.1)
    title, body = pages.pages[0].of(Element.TITLE), pages.pages[0].of(Element.BODY)
    assert min(lines) - title[-1].y_mm < 1.2 * LINE_MM
    assert body[0].y_mm - max(lines) == pytest.approx(2 * LINE_MM, abs=0.01)


@pytest.mark.parametrize("text", ["（此件公开发布）", "2026年1月16日县人民代表大会通过了决议。", "（试行）"])
def test_what_says_nothing_of_an_adoption_is_a_paragraph(text: str) -> None:
    assert not begins_with_adoption((plain(text),))
    assert not laid(text).of(Element.ADOPTION)


def test_it_is_one_only_under_the_title() -> None:
    assert not begins_with_adoption((plain("会议决定："), plain(SHORT)))


def test_rules_that_a_paper_issues_have_one_under_their_title() -> None:
    annex = Annex(title="清源县防汛抗旱办法", body=(plain(LONG), plain("第一条　为了防汛抗旱，制定本办法。")))
    pages = lay_out(
        Manuscript(title="关于印发办法的通知", body=(plain("现印发。"),), annexes=(annex,)), shipped_fonts()
    )
    assert pages.text_of(Element.ADOPTION) == LONG


@pytest.mark.parametrize("adoption", [SHORT, LONG])
def test_it_is_read_back_as_one_paragraph(adoption: str) -> None:
    paper = resolution(adoption)
    for data in (write_docx(paper), *(write(laid(adoption)) for write in WRITERS.values())):
        assert read_file(data).manuscript.body == paper.body


@pytest.mark.parametrize("adoption", [SHORT, LONG])
def test_a_page_rule_knows_it_for_no_paragraph_of_the_text(adoption: str) -> None:
    foreign = printed_paper(sheets_of_pdf(WRITERS["pdf"](laid(adoption))))
    ours = printed_paper(sheets_of_pages(laid(adoption)))
    for paper in (foreign, ours):
        assert "".join(line.text for line in paper.of(Element.ADOPTION)) == adoption


def test_a_resolution_that_has_one_is_issued_without_a_signature() -> None:
    assert complete(resolution(LONG)).document is not None
    assert complete(resolution("会议指出，工作成绩显著。")).document is None
