"""校样: the page of the 正本 to a hair, and around it what is needed to speak of a line and to sign for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_LEFT_MM, AREA_TOP_MM, LINE_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.layout.page import LaidOut
from oa_desktop.domain.copies.proofs import ProofMark
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, Table

MARK = ProofMark(round=2, rendering=Digest("3f2a9c1b7d6e5a40" + "0" * 48))
PAPER = Manuscript(
    title="关于做好防汛工作的通知",
    kind="通知",
    issuing_organs=("清源县人民政府办公室",),
    document_number="清政办发〔2026〕21号",
    recipients="各乡镇人民政府",
    body=tuple(Paragraph(spans=(Span(text="现将有关事项通知如下，请认真执行。" * 8),)) for _ in range(6)),
    signatories=("清源县人民政府办公室",),
    date="2026年4月16日",
)


def proof(paper: Manuscript = PAPER) -> LaidOut:
    return lay_out(paper, shipped_fonts(), LayoutOptions(proof=MARK))


def around(laid: LaidOut) -> str:
    return "".join(run.text for run in laid.pages[0].of(Element.PROOF))


def test_the_page_itself_is_that_of_the_numbered_paper():
    plain = lay_out(PAPER, shipped_fonts())
    for page, other in zip(proof().pages, plain.pages, strict=True):
        assert tuple(run for run in page.runs if run.element is not Element.PROOF) == other.runs
        assert tuple(rule for rule in page.rules if rule.element is not Element.PROOF) == other.rules
    assert not plain.text_of(Element.PROOF)


def test_every_page_says_that_it_is_a_proof_of_which_round_and_of_which_page():
    for page in proof().pages:
        said = "".join(run.text for run in page.of(Element.PROOF))
        assert "校样（二校）" in said
        assert "校对人" in said
        assert "3f2a9c1b 7d6e5a40" in said


def numbered_lines(laid: LaidOut, page: int) -> dict[int, float]:
    runs = [run for run in laid.pages[page].of(Element.PROOF) if run.text.isdecimal()]
    return {int(run.text): run.y_mm for run in runs if run.right_mm < AREA_LEFT_MM}


@pytest.mark.parametrize("page_format", PageFormat)
def test_each_line_with_type_on_it_has_its_number_and_no_other(page_format):
    laid = proof(replace(PAPER, page_format=page_format.value))
    for place, page in enumerate(laid.pages):
        inside = [run.y_mm for run in page.of(Element.BODY)]
        lines = {int((y_mm - AREA_TOP_MM) // LINE_MM) + 1 for y_mm in inside}
        numbers = numbered_lines(laid, place)
        assert lines <= set(numbers)
        assert all(
            AREA_TOP_MM + (line - 1) * LINE_MM < y_mm < AREA_TOP_MM + line * LINE_MM for line, y_mm in numbers.items()
        )


def test_a_table_along_the_sheet_has_no_numbered_lines():
    wide = Table(rows=tuple(tuple(f"第{column}栏内容" for column in range(14)) for _ in range(20)))
    laid = proof(replace(PAPER, body=(*PAPER.body, wide)))
    turned = [place for place, page in enumerate(laid.pages) if any(run.angle_deg for run in page.runs)]
    assert turned
    assert [numbered_lines(laid, place) for place in turned] == [{} for _ in turned]


def test_a_blank_line_has_no_number():
    numbers = numbered_lines(proof(), 0)
    assert 9 not in numbers
    assert {8, 11} <= set(numbers)


def test_nothing_of_a_proof_stands_on_the_type_area_or_beside_the_sheet():
    for page in proof().pages:
        for run in page.of(Element.PROOF):
            assert run.x_mm > 5
            assert run.right_mm < 205
            assert run.y_mm < AREA_TOP_MM or run.y_mm > 262 or run.right_mm < AREA_LEFT_MM
