"""附件 that are not bound with the body: their own first line, their own count of pages. GB/T 9704-2012 7.3.7."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.page import Run
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table
from tests.printed import WRITERS
from tests.rigs.page_papers import PLAIN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


NAMES = ("任务分工", "工作要求")
PAPER = replace(
    PLAIN,
    document_number="清政办发〔2026〕9号",
    attachment_notes=NAMES,
    annexes=tuple(Annex(title=name, body=(plain("县水务局负责工程建设。"),)) for name in NAMES),
)


def laid(paper: Manuscript = PAPER, *, apart: bool = True) -> LaidOut:
    return lay_out(paper, shipped_fonts(), LayoutOptions(annexes_apart=apart))


def shown(pages: LaidOut) -> list[str]:
    return ["".join(run.text for run in page.of(Element.PAGE_NUMBER)).strip("— ") for page in pages.pages]


def test_each_begins_with_the_number_of_the_paper_flush_left_on_the_front_of_a_sheet() -> None:
    heads = laid().of(Element.ANNEX_HEAD)
    assert "".join(run.text for _, run in heads) == "清政办发〔2026〕9号附件1清政办发〔2026〕9号附件2"
    assert {run.role for _, run in heads} == {FontRole.HEITI}
    assert all(page.number % 2 for page, _ in heads)


def test_pages_are_counted_from_one_again_and_the_imprint_stays_with_the_body() -> None:
    pages = laid()
    (imprint,) = {page.number for page, _ in pages.of(Element.IMPRINT)}
    assert shown(pages)[imprint:] == ["1", "", "1"]
    assert [page.number for page in pages.pages] == list(range(1, len(pages.pages) + 1))


def test_bound_annexes_stay_as_they_are() -> None:
    bound = laid(apart=False)
    assert shown(bound) == [str(number) for number in range(1, len(bound.pages) + 1)]
    assert bound.text_of(Element.ANNEX_HEAD) == "附件1附件2"


def test_a_paper_without_a_number_or_without_annexes_is_parted_too() -> None:
    assert laid(replace(PAPER, document_number="")).text_of(Element.ANNEX_HEAD) == "附件1附件2"
    assert laid(PLAIN) == laid(PLAIN, apart=False)


@pytest.mark.parametrize("kind", WRITERS)
def test_pages_apart_break_no_clause_and_are_read_back(kind: str) -> None:
    data = WRITERS[kind](laid())
    assert inspect_file(data, f"a.{kind}") == ()
    assert read_file(data).manuscript.annexes == PAPER.annexes


def test_an_annex_behind_the_imprint_that_is_no_part_of_its_own_is_still_found() -> None:
    pages = laid()
    changed = tuple(replace(page, runs=tuple(map(without_number, page.runs))) for page in pages.pages)
    found = inspect_file(WRITERS["pdf"](replace(pages, pages=changed)), "a.pdf")
    assert "annex.before-imprint" in {one.rule for one in found}


def without_number(run: Run) -> Run:
    if run.element is not Element.ANNEX_HEAD:
        return run
    start = run.text.index("附件") if "附件" in run.text else len(run.text)
    return replace(run, text=run.text[start:], advances_mm=run.advances_mm[start:])


def test_a_docx_has_a_section_for_each_that_counts_from_one_on_the_front_of_a_sheet() -> None:
    table = Table(rows=(("序号", "单位"), ("1", "县教育局")), landscape=True)
    along = Annex(title="单位表", body=(table,))
    paper = replace(PAPER, attachment_notes=("任务分工", "单位表"), annexes=(PAPER.annexes[0], along))
    data = write_docx(paper, DocxOptions(annexes_apart=True))
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    sections = list(body.iter(f"{W}sectPr"))
    assert [one.find(f"{W}pgNumType") is not None for one in sections] == [True, True, True]
    assert [one.find(f"{W}type") is not None for one in sections] == [False, True, True]
    assert [one.find(f"{W}pgSz").get(f"{W}orient") for one in sections] == [None, None, "landscape"]
    assert "".join(body.itertext()).count("清政办发〔2026〕9号附件") == 2
    assert read_file(data).manuscript.annexes == paper.annexes
