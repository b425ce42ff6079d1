"""The DOCX for people who edit in WPS or Word: nothing lost, everything in its place, the same bytes every time."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain, pairwise

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.elements import PrintedElements
from oa_desktop.docs.printing import printed_elements
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span, Table
from tests.golden.renew_docx import JOINT_REQUEST, NOTICE, PLACE, golden_parts, parts_of
from tests.independent.standard_page import PROCESSOR_FIGURES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
LINE = 579
LOWER_TITLE = 106
"""By how much the baseline of 二号 lies lower than that of 三号 when both have one upper edge: 0.88 × 6 pt."""
CELL = 156 / 28 / 25.4 * 1440


def document_of(manuscript: Manuscript, options: DocxOptions | None = None) -> etree._Element:
    return etree.fromstring(parts_of(write_docx(manuscript, options or DocxOptions()))["word/document.xml"])


def text_of(element: etree._Element) -> str:
    return "".join(element.xpath(".//w:t/text()", namespaces=NAMES))


def paragraphs_in(document: etree._Element, style: str) -> list[etree._Element]:
    found = document.xpath(f".//w:p[w:pPr/w:pStyle/@w:val='{style}']", namespaces=NAMES)
    assert found, f"no paragraph of style {style}"
    return found


def paragraph_with(document: etree._Element, words: str) -> etree._Element:
    return next(p for p in document.iter(f"{W}p") if words in text_of(p))


def value(element: etree._Element, path: str) -> str | None:
    found = element.xpath(path, namespaces=NAMES)
    return str(found[0]) if found else None


def squeezed(text: str) -> str:
    return "".join(text.split())


def printed_texts(printed: PrintedElements) -> Iterator[str]:
    yield from (line.text for line in printed.header_lines)
    if printed.mark:
        yield from (*printed.mark.organs, printed.mark.suffix)
    yield printed.document_number
    yield from (("签发人：", *printed.signers) if printed.signers else ())
    yield from (*printed.title_lines, printed.recipients)
    yield from (block.text for block in printed.body)
    yield from (note.text for note in printed.attachment_notes)
    yield from (*printed.signatories, printed.date, printed.note)
    for annex in printed.annexes:
        yield from (annex.head, *annex.title_lines, *(block.text for block in annex.body))
    yield from chain.from_iterable((row.label, row.text) for row in printed.imprint.rows)
    yield from (printed.imprint.printed_by, printed.imprint.printed_on)


def assert_nothing_is_lost(manuscript: Manuscript) -> None:
    written = squeezed(text_of(document_of(manuscript)))
    wanted = squeezed("".join(printed_texts(printed_elements(manuscript))))
    assert Counter(written) == Counter(wanted)


@pytest.mark.parametrize("manuscript", [NOTICE, JOINT_REQUEST, Manuscript()])
def test_every_printed_character_is_in_the_docx_and_none_is_added(manuscript: Manuscript) -> None:
    assert_nothing_is_lost(manuscript)


LINES = st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from("一国，。“”—★〔〕 1aA\t\n"), max_size=30)
PARAGRAPHS = st.builds(
    Paragraph,
    spans=st.lists(st.builds(Span, text=LINES, emphasis=st.sampled_from(Emphasis)), max_size=3).map(tuple),
    level=st.integers(0, 5),
)
TABLES = st.builds(Table, rows=st.lists(st.lists(LINES, max_size=4).map(tuple), max_size=3).map(tuple))
BLOCKS = st.lists(PARAGRAPHS | TABLES, max_size=4).map(tuple)
NAME_LISTS = st.lists(LINES, max_size=4).map(tuple)
MANUSCRIPTS = st.builds(
    Manuscript,
    copy_number=LINES,
    classification=LINES,
    issuing_organs=NAME_LISTS,
    document_number=LINES,
    signers=NAME_LISTS,
    title=LINES,
    recipients=LINES,
    body=BLOCKS,
    attachment_notes=NAME_LISTS,
    signatories=NAME_LISTS,
    date=LINES,
    note=LINES,
    annexes=st.lists(st.builds(Annex, title=LINES, body=BLOCKS), max_size=2).map(tuple),
    copied_to=LINES,
    printed_by=LINES,
    printed_on=LINES,
)


@settings(max_examples=60, deadline=None)
@given(MANUSCRIPTS)
def test_no_manuscript_whatever_loses_a_character(manuscript: Manuscript) -> None:
    assert_nothing_is_lost(manuscript)


def test_an_independent_reader_opens_it_and_finds_the_headings_by_level() -> None:
    read = Document(io.BytesIO(write_docx(NOTICE)))
    headings = [(p.style.name, p.text) for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "一、总体要求"),
        ("Heading 2", "（一）基本原则。坚持“统筹规划”——分步实施"),
        ("Heading 3", "1.统一标准"),
        ("Heading 4", "（1）事项清单"),
    ]
    assert read.core_properties.title == "清源县人民政府关于印发2026年度电子政务建设重点工作任务的通知"


def test_the_same_manuscript_gives_the_same_bytes() -> None:
    assert write_docx(NOTICE) == write_docx(Manuscript.decode(NOTICE.encode()))


def test_the_date_in_the_properties_is_the_one_given() -> None:
    core = parts_of(write_docx(NOTICE, DocxOptions(made_on=datetime(2026, 3, 16, 9, 30))))["docProps/core.xml"]
    assert core.count(b"2026-03-16T09:30:00Z") == 2


def test_what_xml_cannot_hold_becomes_a_visible_mark() -> None:
    document = document_of(Manuscript(title="通\x01知", body=(Paragraph(spans=(Span(text="甲\x00乙\ud800丙"),)),)))
    assert text_of(document) == "通〓知甲〓乙〓丙"


@pytest.mark.parametrize("name", sorted(path.name for path in PLACE.glob("*.xml")))
def test_the_parts_are_as_reviewed(name: str) -> None:
    """Renew with ``python -m tests.golden.renew_docx`` and review the difference."""
    assert golden_parts()[name] == (PLACE / name).read_text(encoding="utf-8")


def test_every_part_has_been_reviewed() -> None:
    assert set(golden_parts()) == {path.name for path in PLACE.glob("*.xml")}


def test_no_font_is_left_to_a_theme() -> None:
    parts = parts_of(write_docx(NOTICE))
    assert not [name for name, data in parts.items() if b"Theme=" in data or "theme" in name]


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Heading4", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Secrecy", "黑体", "32"),
        ("AnnexHead", "黑体", "32"),
        ("Imprint", "仿宋_GB2312", "28"),
        ("Footer", "宋体", "28"),
    ],
)
def test_every_element_has_the_type_of_the_standard_in_black(style: str, font: str, half_points: str) -> None:
    styles = etree.fromstring(parts_of(write_docx(NOTICE))["word/styles.xml"])
    run = styles.xpath(f"w:style[@w:styleId='{style}']/w:rPr", namespaces=NAMES)[0]
    fonts = run.find(f"{W}rFonts")
    assert {fonts.get(W + kind) for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {font}
    assert run.find(f"{W}sz").get(f"{W}val") == half_points
    assert run.find(f"{W}color").get(f"{W}val") == "000000"


def test_the_grid_is_exact_lines_and_tightened_type_within_the_margins() -> None:
    parts = parts_of(write_docx(NOTICE))
    styles = etree.fromstring(parts["word/styles.xml"])
    section = etree.fromstring(parts["word/document.xml"]).find(f"{W}body/{W}sectPr")
    margins = section.find(f"{W}pgMar")
    assert [margins.get(W + edge) for edge in ("top", "bottom", "left", "right")] == ["1960", "1847", "1587", "1474"]
    assert value(styles, "w:docDefaults//w:spacing/@w:line") == str(LINE)
    assert value(styles, "w:docDefaults//w:spacing/@w:lineRule") == "exact"
    assert value(styles, "w:style[@w:styleId='Normal']/w:rPr/w:spacing/@w:val") == "-5"
    assert value(styles, "w:style[@w:styleId='Normal']/w:pPr/w:ind/@w:firstLineChars") == "200"
    assert 22 * LINE <= 225 / 25.4 * 1440
    assert 28 * (320 - 5) <= 156 / 25.4 * 1440
    assert section.find(f"{W}docGrid").get(f"{W}type") == "lines"
    pitch = int(section.find(f"{W}docGrid").get(f"{W}linePitch"))
    assert 22 * pitch <= 16838 - 1960 - 1847 < 22 * (pitch + 1), "22 lines fill the type area"


@pytest.mark.parametrize("organ", ["清源县人民政府", "县委", "清源县发展和改革局机关后勤服务中心管理委员会办公室"])
@pytest.mark.parametrize("header_lines", [0, 1, 3])
def test_the_mark_begins_where_gb_t_33476_wants_it_under_the_type_area(organ: str, header_lines: int) -> None:
    fields = dict(zip(("copy_number", "classification", "urgency"), ["1"] * header_lines, strict=False))
    mark = paragraphs_in(document_of(Manuscript(issuing_organs=(organ,), **fields)), "RedMark")[0]
    before = int(value(mark, "w:pPr/w:spacing/@w:before") or 0)
    line = int(value(mark, "w:pPr/w:spacing/@w:line") or 0)
    size = int(value(mark, "w:r/w:rPr/w:sz/@w:val") or 0) * 10
    ink_top = header_lines * LINE + before + 0.8 * line - 0.85 * size
    assert ink_top / 1440 * 25.4 == pytest.approx(PROCESSOR_FIGURES["mark under the type area"], abs=0.1)


def test_the_mark_is_red_and_its_rule_too() -> None:
    number = paragraphs_in(document_of(NOTICE), "DocumentNumber")[-1]
    styles = etree.fromstring(parts_of(write_docx(NOTICE))["word/styles.xml"])
    assert value(styles, "w:style[@w:styleId='RedMark']/w:rPr/w:color/@w:val") == "FF0000"
    assert value(number, "w:pPr/w:pBdr/w:bottom/@w:color") == "FF0000"


def test_before_a_number_is_given_its_line_and_the_red_rule_are_there() -> None:
    number = paragraphs_in(document_of(replace(NOTICE, document_number="")), "DocumentNumber")[0]
    assert text_of(number) == ""
    assert value(number, "w:pPr/w:pBdr/w:bottom/@w:val") == "single"


def test_the_number_of_an_announcement_without_a_mark_stands_below_its_title_without_a_rule() -> None:
    announcement = Manuscript(title="清源县人民政府公告", document_number="第19号")
    document = document_of(announcement)
    title, number = (paragraphs_in(document, style)[0] for style in ("Title", "DocumentNumber"))
    assert title.getnext() is number
    assert (text_of(number), value(number, "w:pPr/w:pBdr")) == ("第19号", None)


def test_an_upward_paper_has_the_number_left_beside_the_last_signer() -> None:
    rows = paragraphs_in(document_of(JOINT_REQUEST), "DocumentNumber")
    assert [text_of(row) for row in rows] == ["签发人：张建国李卫", "清水〔2026〕3号欧阳明华"]
    tabs = [int(tab) for tab in rows[1].xpath("w:pPr/w:tabs/w:tab/@w:pos", namespaces=NAMES)]
    assert tabs == [round(cells * CELL) for cells in (1, 16, 20, 25)]
    assert value(rows[1], "w:r[last()]/w:rPr/w:rFonts/@w:eastAsia") == "楷体_GB2312"
    assert rows[0].find(f"{W}pPr/{W}pBdr") is None


def test_a_joint_mark_stacks_the_organs_and_centres_the_suffix_on_them() -> None:
    table = document_of(JOINT_REQUEST).find(f"{W}body/{W}tbl")
    assert [text_of(row) for row in table.iter(f"{W}tr")] == ["清源县水利局文件", "清源县财政局"]
    assert table.xpath(".//w:vMerge/@w:val", namespaces=NAMES) == ["restart", "continue"]


def test_the_title_keeps_its_lines() -> None:
    title = paragraphs_in(document_of(NOTICE), "Title")[0]
    assert len(title.findall(f"{W}r/{W}br")) == len(printed_elements(NOTICE).title_lines) - 1 == 1


def test_running_text_behind_a_heading_goes_back_to_the_type_of_the_text() -> None:
    runs = paragraph_with(document_of(NOTICE), "（一）基本原则").findall(f"{W}r")
    assert [value(run, "w:rPr/w:rFonts/@w:eastAsia") for run in runs] == [None, "仿宋_GB2312", "仿宋_GB2312"]
    assert [run.find(f"{W}rPr/{W}b") is not None for run in runs] == [False, False, True]


def test_attachment_names_wrap_under_their_first_character() -> None:
    notes = paragraphs_in(document_of(NOTICE), "AttachmentNote")
    indents = [note.find(f"{W}pPr/{W}ind") for note in notes]
    begin = [(int(indent.get(f"{W}left")) - int(indent.get(f"{W}hanging"))) / CELL for indent in indents]
    assert begin == pytest.approx([2, 5], abs=0.01)
    assert {indent.get(f"{W}left") for indent in indents} == {str(round(6.5 * CELL))}


def test_a_sealed_date_ends_four_characters_from_the_right_and_the_name_is_centred_on_it() -> None:
    document = document_of(NOTICE)
    name, date = paragraphs_in(document, "Signature")[0], paragraphs_in(document, "Date")[0]
    right = int(value(date, "w:pPr/w:ind/@w:right") or 0)
    assert right == round(4 * CELL)
    middle_of_date = 28 * CELL - right - 6.5 * CELL / 2
    middle_of_name = (int(value(name, "w:pPr/w:ind/@w:left") or 0) + 28 * CELL) / 2
    assert middle_of_name == pytest.approx(middle_of_date, abs=2)


def test_an_unsealed_date_begins_two_characters_right_of_the_name() -> None:
    paper = replace(NOTICE, signatories=("清源县人民政府办公室",))
    date = paragraphs_in(document_of(paper, DocxOptions(sealed=False)), "Date")[0]
    name_begins, date_width = 28 - 2 - 10, 6.5
    assert int(value(date, "w:pPr/w:ind/@w:right") or 0) == round((28 - name_begins - 2 - date_width) * CELL)


def test_a_long_name_stays_in_the_type_area_with_the_date_under_its_middle() -> None:
    paper = replace(NOTICE, signatories=("清源县人民政府推进政府职能转变工作领导小组办公室",))
    document = document_of(paper)
    date_right = int(value(paragraphs_in(document, "Date")[0], "w:pPr/w:ind/@w:right") or 0) / CELL
    assert date_right + 6.5 / 2 >= 24 / 2


def test_organs_that_sign_together_stand_in_rows_the_last_over_the_date() -> None:
    paper = replace(NOTICE, signatories=("县教育局", "县民政局", "县水利局", "县财政局"))
    rows = paragraphs_in(document_of(paper), "Signature")
    assert [text_of(row) for row in rows] == ["县教育局县民政局县水利局", "县财政局"]
    middles = [int(tab) / CELL for tab in rows[0].xpath("w:pPr/w:tabs/w:tab/@w:pos", namespaces=NAMES)]
    assert middles[-1] == pytest.approx(28 - 4 - 6.5 / 2, abs=0.01)
    assert middles[0] - 2 >= 0


def test_a_paper_without_a_date_keeps_the_line_and_the_place_of_its_date() -> None:
    options = DocxOptions(open_slots=True)
    dated, undated = replace(NOTICE, date="2026年3月18日"), replace(NOTICE, date="")
    (kept,) = paragraphs_in(document_of(undated, options), "Date")
    (typed,) = paragraphs_in(document_of(dated, options), "Date")
    assert text_of(kept) == ""
    assert etree.tostring(kept[0]) == etree.tostring(typed[0])
    drafted, registered = (paragraphs_in(document_of(paper, options), "Signature") for paper in (undated, dated))
    assert list(map(etree.tostring, drafted)) == list(map(etree.tostring, registered))


def test_a_secret_paper_without_a_copy_number_keeps_its_line() -> None:
    secret = replace(NOTICE, classification="秘密★1年", copy_number="")
    (kept,) = paragraphs_in(document_of(secret, DocxOptions(open_slots=True)), "CopyNumber")
    assert text_of(kept) == ""


def test_without_open_slots_nothing_is_kept_free() -> None:
    document = document_of(replace(NOTICE, date=""))
    assert not document.xpath(".//w:p[w:pPr/w:pStyle/@w:val='Date']", namespaces=NAMES)


def test_the_last_lines_of_text_go_with_the_signature() -> None:
    document = document_of(NOTICE)
    kept = [text_of(p) for p in document.iter(f"{W}p") if value(p, "w:pPr/w:keepNext/@w:val") == "1"]
    kept = [text for text in kept if text]
    assert kept == ["特此通知。", "附件：1.任务分解表", "2.成员名单", "2026年3月16日"]
    styles = etree.fromstring(parts_of(write_docx(NOTICE))["word/styles.xml"])
    assert value(styles, "w:style[@w:styleId='Signature']/w:pPr/w:keepNext/@w:val") == "1"


def test_every_annex_begins_a_page_and_its_title_stands_on_the_third_line() -> None:
    document = document_of(NOTICE)
    assert [text_of(head) for head in paragraphs_in(document, "AnnexHead")] == ["附件1", "附件2"]
    styles = etree.fromstring(parts_of(write_docx(NOTICE))["word/styles.xml"])
    assert styles.xpath("w:style[@w:styleId='AnnexHead']/w:pPr/w:pageBreakBefore", namespaces=NAMES)
    assert value(styles, "w:style[@w:styleId='AnnexTitle']/w:pPr/w:spacing/@w:before") == str(LINE + LOWER_TITLE)


def test_the_imprint_floats_at_the_bottom_margin_of_the_last_page() -> None:
    document = document_of(NOTICE)
    table = document.findall(f"{W}body/{W}tbl")[-1]
    place = table.find(f"{W}tblPr/{W}tblpPr")
    assert (place.get(f"{W}vertAnchor"), place.get(f"{W}tblpYSpec")) == ("margin", "bottom")
    assert (place.get(f"{W}horzAnchor"), place.get(f"{W}tblpX")) == ("page", "1587")
    rules = table.xpath(".//w:tcBorders/*/@w:sz", namespaces=NAMES)
    assert rules == ["8", "6", "6", "8"]
    assert text_of(table).startswith("抄送：县委各部门")
    assert document.find(f"{W}body")[-2].tag == f"{W}p"


def test_the_imprint_begins_a_page_when_the_layout_says_so() -> None:
    document = document_of(NOTICE, DocxOptions(imprint_on_new_page=True))
    before = document.findall(f"{W}body/{W}tbl")[-1].getprevious()
    assert before.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    parts = parts_of(write_docx(NOTICE))
    odd, even = (etree.fromstring(parts[f"word/footer{number}.xml"]) for number in (1, 2))
    assert [value(footer, "w:p/w:pPr/w:jc/@w:val") for footer in (odd, even)] == ["right", "left"]
    assert {text_of(footer) for footer in (odd, even)} == {"— 1 —"}
    assert {value(footer, ".//w:instrText/text()") for footer in (odd, even)} == {" PAGE "}
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]


def test_pages_without_numbers_have_empty_feet() -> None:
    parts = parts_of(write_docx(NOTICE, DocxOptions(number_pages=False)))
    assert text_of(etree.fromstring(parts["word/footer1.xml"])) == ""


def test_a_paper_of_the_demonstration_says_so_at_the_head_of_every_page() -> None:
    parts = parts_of(write_docx(NOTICE, DocxOptions(realm_mark="演示")))
    section = etree.fromstring(parts["word/document.xml"]).find(f"{W}body/{W}sectPr")
    assert text_of(etree.fromstring(parts["word/header1.xml"])) == "演示"
    assert [h.get(f"{W}type") for h in section.findall(f"{W}headerReference")] == ["default", "even"]
    assert "word/header1.xml" not in parts_of(write_docx(NOTICE))


def table_of(*rows: tuple[str, ...], header_rows: int = 1) -> etree._Element:
    found = document_of(Manuscript(body=(Table(rows=rows, header_rows=header_rows),))).find(f"{W}body/{W}tbl")
    assert found is not None
    return found


def test_header_rows_come_again_on_every_page_unless_the_table_is_nothing_else() -> None:
    assert len(table_of(("甲",), ("乙",)).findall(f"{W}tr/{W}trPr/{W}tblHeader")) == 1
    assert not table_of(("甲",)).findall(f"{W}tr/{W}trPr/{W}tblHeader")


def test_a_ragged_table_is_filled_up_to_its_widest_row() -> None:
    assert [len(row.findall(f"{W}tc")) for row in table_of(("甲",), ("乙", "丙")).findall(f"{W}tr")] == [2, 2]


def test_columns_of_short_texts_keep_their_width_and_all_fill_the_type_area() -> None:
    widths = [
        int(w) for w in table_of(("1", "长" * 100, "县财政局")).xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NAMES)
    ]
    assert sum(widths) == pytest.approx(156 / 25.4 * 1440, abs=5)
    assert widths[2] >= 4 * 280
    assert widths[1] > widths[2] > widths[0]


def test_a_row_longer_than_a_page_may_be_parted() -> None:
    rows = table_of(("头",), ("短",), ("长" * 3000,)).findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, True, False]


def test_a_table_wider_than_a_word_processor_takes_is_written_as_lines() -> None:
    wide = Manuscript(body=(Table(rows=(tuple(f"列{number}" for number in range(70)),)),))
    assert document_of(wide).find(f"{W}body/{W}tbl") is None
    assert_nothing_is_lost(wide)


def test_two_tables_in_a_row_do_not_grow_together() -> None:
    one = Table(rows=(("甲",), ("乙",)))
    body = document_of(Manuscript(body=(one, one))).find(f"{W}body")
    tags = [child.tag for child in body]
    assert all(after != f"{W}tbl" for before, after in pairwise(tags) if before == f"{W}tbl")
