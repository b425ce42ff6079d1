"""横排表: a wide table stands on turned pages of its own, its head at the left edge of every page."""

from __future__ import annotations

import io
import zipfile
from itertools import accumulate
from math import hypot

import pytest
from lxml import etree

from oa_desktop.docs import figures
from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, Page, lay_out
from oa_desktop.docs.printing import printed_blocks
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.reading.ofd_pages import read_ofd_pages
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.reading.reader import read_source
from oa_desktop.domain.manuscript import Annex, Block, Manuscript, Paragraph, Span, Table
from tests.printed import WRITERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = ("序号", "项目", "建设内容")
ROWS = tuple((str(number), f"柳河水库{number}标段", "除险加固" * 9) for number in range(1, 41))
ALONG = Table(rows=(HEAD, *ROWS), landscape=True)


def plain(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def laid(*body: Block, **more: object) -> LaidOut:
    given = Manuscript(
        issuing_organs=("清源县人民政府办公室",),
        title="关于下达计划的通知",
        body=body,
        signatories=("清源县人民政府办公室",),
        date="2026年4月16日",
        printed_by="清源县人民政府办公室",
        printed_on="2026年4月17日",
        **more,  # type: ignore[arg-type]
    )
    return lay_out(given, shipped_fonts())


def turned(pages: LaidOut) -> list[Page]:
    return [page for page in pages.pages if any(run.angle_deg for run in page.of(Element.TABLE))]


def test_it_stands_on_pages_of_its_own_and_the_text_goes_on_upright_behind_it() -> None:
    pages = laid(plain("国" * 60 + "。"), ALONG, plain("民" * 60 + "。"))
    along = [page.number for page in turned(pages)]
    assert along == [2, 3, 4, 5, 6]
    assert {page.number for page in pages.pages if page.of(Element.BODY)} == {1, 7}
    assert {run.angle_deg for page in turned(pages) for run in page.of(Element.TABLE)} == {90.0}
    assert pages.pages[-1].of(Element.IMPRINT)


def test_its_head_lies_at_the_left_edge_of_odd_and_of_even_pages_and_is_repeated() -> None:
    pages = turned(laid(plain("国。"), ALONG))
    assert len(pages) == 5
    for page in pages:
        head = next(run for run in page.of(Element.TABLE) if run.text == "序号")
        assert head.x_mm == min(run.x_mm for run in page.of(Element.TABLE))


def test_it_keeps_within_the_area_of_the_page() -> None:
    for page in turned(laid(plain("国。"), ALONG)):
        for rule in page.rules_of(Element.TABLE):
            assert min(rule.x1_mm, rule.x2_mm) >= figures.AREA_LEFT_MM - 0.01
            assert max(rule.x1_mm, rule.x2_mm) <= figures.AREA_RIGHT_MM + 0.01
            assert min(rule.y1_mm, rule.y2_mm) >= figures.AREA_TOP_MM - 0.01
            assert max(rule.y1_mm, rule.y2_mm) <= figures.AREA_BOTTOM_MM + 0.01


def test_its_page_number_stands_where_it_does_on_other_pages() -> None:
    both = laid(plain("国" * 28 * 60), ALONG)
    places = {
        (page.number % 2, round(run.x_mm), round(run.y_mm))
        for page in both.pages
        for run in page.of(Element.PAGE_NUMBER)
    }
    assert len(places) == 2


def test_every_cell_is_on_the_pages_once_and_the_header_on_each() -> None:
    pages = laid(plain("国。"), ALONG)
    words = pages.text_of(Element.TABLE)
    assert words.count("建设内容") == len(turned(pages))
    assert all(words.count(f"柳河水库{number}标段") == 1 for number in range(1, 41))


@pytest.mark.parametrize(("names", "along"), [(("表1　计划表", "单位：万元"), 2), (("请认真组织实施。", "表1"), 1)])
def test_its_name_and_unit_stand_over_it_on_the_turned_page(names: tuple[str, str], along: int) -> None:
    page = turned(laid(plain("国" * 60 + "。"), *map(plain, names), ALONG))[0]
    assert "".join(run.text for run in page.of(Element.BODY)) == "".join(names[-along:])


def test_an_annex_that_is_such_a_table_has_its_head_and_title_on_the_turned_page() -> None:
    pages = laid(plain("国。"), annexes=(Annex(title="重点项目表", body=(ALONG,)),))
    page = turned(pages)[0]
    title = page.of(Element.ANNEX_TITLE)[0]
    assert {run.angle_deg for run in (*page.of(Element.ANNEX_HEAD), title)} == {90.0}
    middle = title.y_mm - title.width_mm / 2
    assert middle == pytest.approx((figures.AREA_TOP_MM + figures.AREA_BOTTOM_MM) / 2, abs=0.1)


def test_a_bookmark_of_such_an_annex_goes_to_the_upper_end_of_its_head() -> None:
    pages = laid(plain("国。"), annexes=(Annex(title="重点项目表", body=(ALONG,)),))
    (entry,) = [one for one in pages.outline if one.text.startswith("附件")]
    head = pages.of(Element.ANNEX_HEAD)[0][1]
    assert entry.top_mm == pytest.approx(figures.AREA_BOTTOM_MM - head.width_mm)


def test_a_signature_behind_it_takes_no_text_from_before_it() -> None:
    pages = laid(plain("国" * 60 + "。"), ALONG)
    assert pages.pages[0].of(Element.BODY)
    assert not any(page.of(Element.BODY) for page in pages.pages[1:])


def test_a_paper_of_nothing_else_has_no_empty_page_before_it() -> None:
    assert lay_out(Manuscript(body=(ALONG,)), shipped_fonts()).pages[0].of(Element.TABLE)


@pytest.mark.parametrize(
    ("columns", "cell", "along"), [(6, "万元", False), (14, "重点项目", True), (7, "1234567890123456", True)]
)
def test_columns_that_could_not_be_read_upright_are_set_along_unasked(columns: int, cell: str, *, along: bool) -> None:
    block = printed_blocks((Table(rows=((cell,) * columns,) * 3),))[0]
    assert isinstance(block, Table)
    assert block.landscape is along


@pytest.mark.parametrize("kind", WRITERS)
def test_it_is_read_back_from_the_pages_with_its_head_and_its_title(kind: str) -> None:
    pages = laid(plain("国" * 60 + "。"), annexes=(Annex(title="重点项目表", body=(ALONG,)),))
    assert read_file(WRITERS[kind](pages)).manuscript.annexes == (Annex(title="重点项目表", body=(ALONG,)),)


@pytest.mark.parametrize("mark", ["（横排表）", "(横排)", "【横排表】"])
@pytest.mark.parametrize("table", ["| 序号 | 单位 |\n|---|---|\n| 1 | 县教育局 |", "甲\t乙\t丙\n丁\t戊\t己"])
def test_a_line_above_a_typed_table_says_that_it_is_one(mark: str, table: str) -> None:
    read = read_source(f"关于报送情况的通知\n\n请于月底前报送。\n\n{mark}\n\n{table}\n".encode()).manuscript
    assert [isinstance(block, Table) and block.landscape for block in read.body] == [False, True]


def test_the_same_words_above_a_paragraph_stay_in_the_text() -> None:
    read = read_source("关于报送情况的通知\n\n（横排表）\n请于月底前报送。\n".encode()).manuscript
    assert [block.text for block in read.body] == ["（横排表）", "请于月底前报送。"]


def test_a_docx_has_turned_sections_for_it_and_is_read_back() -> None:
    annexes = (Annex(title="重点项目表", body=(ALONG,)), Annex(title="任务表", body=(ALONG,)))
    paper = Manuscript(title="关于下达计划的通知", body=(plain("请落实。"), ALONG, plain("此复。")), annexes=annexes)
    data = write_docx(paper)
    assert turned_sections(data) == [False, True, False, True]
    read = read_file(data).manuscript
    assert (read.body, read.annexes) == (paper.body, paper.annexes)


def test_a_docx_without_one_has_one_upright_section() -> None:
    assert turned_sections(write_docx(Manuscript(body=(plain("此复。"), Table(rows=ALONG.rows))))) == [False]


def turned_sections(data: bytes) -> list[bool]:
    """Return of every section of a DOCX whether its sheets are turned, and see that only the first counts from 1."""
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    sections = list(body.iter(f"{W}sectPr"))
    assert [one.find(f"{W}pgNumType") is not None for one in sections] == [True, *[False] * (len(sections) - 1)]
    return [int(sheet.get(f"{W}w")) > int(sheet.get(f"{W}h")) for one in sections for sheet in one.iter(f"{W}pgSz")]


SHEETS = {"pdf": lambda data: sheets_of_pdf(data).sheets, "ofd": lambda data: read_ofd_pages(data).sheets.sheets}


@pytest.mark.parametrize("kind", WRITERS)
def test_its_characters_stand_in_the_file_where_the_page_has_them(kind: str) -> None:
    pages = laid(plain("国。"), ALONG)
    for page, sheet in zip(pages.pages, SHEETS[kind](WRITERS[kind](pages)), strict=True):
        drawn = [one for one in sheet.characters if abs(one.angle_deg - 90) < 1 and one.text.strip()]
        turned_runs = [run for run in page.runs if run.angle_deg]
        assert len(drawn) == sum(len(run.text) for run in turned_runs)
        for run in turned_runs:
            for char, before in zip(run.text, accumulate(run.advances_mm, initial=0.0), strict=False):
                places = [(one.x_mm - run.x_mm, one.y_mm - run.y_mm + before) for one in drawn if one.text == char]
                assert min(hypot(*place) for place in places) < 0.1


def test_a_column_is_as_wide_as_its_longest_number_where_the_others_can_spare_it() -> None:
    head = ("序号", "姓名", "性别", "出生年月", "民族", "籍贯", "学历", "学位", "专业", "职务", "职称", "单位", "备注")
    row = (
        "1",
        "张三",
        "男",
        "1980.01",
        "汉族",
        "湖北孝昌",
        "本科",
        "学士",
        "法学",
        "主任",
        "中级",
        "县人力资源和社会保障局",
        "无",
    )
    page = lay_out(Manuscript(body=(Table(rows=(head, row)),)), shipped_fonts()).pages[0]
    assert "1980.01" in [run.text for run in page.of(Element.TABLE)]
