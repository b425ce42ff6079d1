"""公文二维条码: the string of a paper, and the symbol as a scanner reads it from the drawn page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from oa_desktop.docs.barcode import COLUMNS, MODULE_MM, Barcode, pdf417
from oa_desktop.docs.confined_inspecting import ConfinedInspector
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_LEFT_MM, AREA_RIGHT_MM, AREA_TOP_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.forms.forms import lay_out_form
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.forms import Form, form_row
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.numbers.document_code import FIELDS, document_code, read_code
from oa_desktop.office.ports.pages import Look

CODED = Template(document_code=True)
PAPER = Manuscript(
    kind="通知",
    issuing_organs=("清源县人民政府办公室",),
    document_number="清政办发〔2026〕21号",
    title="关于做好防汛\n抗旱工作的通知",
    recipients="各乡镇人民政府",
    urgency="特急",
    body=tuple(Paragraph(spans=(Span(text="现将有关事项通知如下，请认真执行。" * 6),)) for _ in range(4)),
    signatories=("清源县人民政府办公室",),
    date="2026年4月6日",
    copied_to="县委办公室",
    printed_by="清源县人民政府办公室",
    printed_on="2026年4月7日",
)
STRING = (
    "GB0626-2005^^清源县人民政府办公室^通知^清政办发〔2026〕21号^各乡镇人民政府^关于做好防汛抗旱工作的通知^无^特急"
    "^20260406^^清源县人民政府办公室^20260407^^|"
)
FULL = replace(
    PAPER,
    issuing_organs=("清源县发展和改革委员会", "清源县财政局", "清源县审计局"),
    document_number="清源县防汛办发〔2026〕12345号",
    kind="印发规定的通知",
    title="关于" * 60,
    recipients="各乡镇人民政府、" * 20,
    classification="工作秘密" * 4,
    urgency="特急",
    printed_by="清源县人民政府办公室" * 4,
)


def coded(**elements: object) -> str:
    return document_code(replace(PAPER, **elements), made=date(2026, 4, 7)).text


def laid(paper: Manuscript = PAPER, **more: bool) -> LaidOut:
    return lay_out(paper, shipped_fonts(), LayoutOptions(template=Template(document_code=True, **more)))


def symbols(document: LaidOut) -> list[tuple[int, Barcode]]:
    return [(page.number, barcode) for page in document.pages for barcode in page.barcodes]


def scanned(image: Image.Image) -> list[str]:
    return [one.bytes.decode("gb2312") for one in zxingcpp.read_barcodes(image)]


def scanned_pdf(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    found = [text for page in document for text in scanned(page.render(scale=200 / 72).to_pil())]
    document.close()
    return found


# --- the string ----------------------------------------------------------------------------------------------------


def test_the_string_has_thirteen_fields_behind_its_label():
    assert coded() == STRING
    assert len(FIELDS) == 13
    assert STRING.count("^") == 14


def test_what_must_not_be_empty_says_that_there_is_none():
    parts = coded(urgency="", classification="", recipients="").split("^")
    assert [parts[place] for place in (5, 7, 8)] == ["", "无", "无"]


@pytest.mark.parametrize(
    ("char", "known"),
    [
        ("—", True),
        ("·", True),
        ("〔", True),
        ("“", True),
        ("𠮷", False),
        ("镕", False),
        ("€", False),
        ("\ue000", False),
    ],
)
def test_a_character_that_gb2312_lacks_is_replaced_and_named(char, known):
    code = document_code(replace(PAPER, title=f"关于{char}的通知"))
    assert code.replaced == ("" if known else char)
    assert (f"关于{char}的通知" if known else "关于〓的通知") in code.data.decode("gbk")
    assert (char in code.remark) is not known


def test_marks_of_the_string_itself_do_not_break_it():
    fields = read_code(coded(title="甲^乙|丙"))
    assert fields is not None
    assert fields["标题"] == "甲＾乙｜丙"


def test_a_field_that_is_too_long_is_cut_between_characters_and_named():
    code = document_code(FULL)
    fields = read_code(code.text)
    assert fields is not None
    assert fields["标题"] == "关于" * 40
    assert code.cut == ("发文单位", "主送单位", "标题", "密级", "条码制作单位")
    assert "标题" in code.remark


def test_no_organ_of_a_list_is_cut_in_two():
    fields = read_code(document_code(FULL).text)
    assert fields is not None
    assert fields["主送单位"] == "各乡镇人民政府、各乡镇人民政府"


@pytest.mark.parametrize("text", ["", "GB0626-2005", "GB0626-2005^甲^|", STRING[:-1], STRING.replace("2005", "2006")])
def test_what_is_no_such_string_is_not_read(text):
    assert read_code(text) is None


def test_a_scanned_string_is_read_field_by_field():
    fields = read_code(STRING + "\r\n")
    assert fields is not None
    assert (fields["发文字号"], fields["成文日期"], fields["自定义"]) == ("清政办发〔2026〕21号", "20260406", "")


# --- the symbol ----------------------------------------------------------------------------------------------------


def drawn(barcode: Barcode) -> Image.Image:
    image = Image.new("L", (len(barcode.rows[0]) * 3 + 40, len(barcode.rows) * 6 + 40), 255)
    for y, row in enumerate(barcode.rows):
        for x, dark in enumerate(row):
            if dark == "1":
                image.paste(0, (20 + x * 3, 20 + y * 6, 23 + x * 3, 26 + y * 6))
    return image


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="gb2312"), min_size=1, max_size=150))
def test_a_symbol_gives_back_what_went_into_it(text):
    data = text.encode("gb2312")
    (found,) = zxingcpp.read_barcodes(drawn(pdf417(data)))
    assert found.bytes == data


@pytest.mark.parametrize("text", ["清1" * 187, "1" * 560, "清a" * 187, "〓" * 280])
def test_the_longest_string_fits_whatever_it_is_made_of(text):
    barcode = pdf417(text.encode("gb2312"))
    assert barcode.height_mm < 31
    (found,) = zxingcpp.read_barcodes(drawn(barcode))
    assert found.bytes.decode("gb2312") == text


def test_a_symbol_has_eight_columns_of_data():
    assert {len(row) for row in pdf417(b"GB").rows} == {17 * (COLUMNS + 4) + 1}


def test_a_page_of_the_office_that_wants_it_carries_a_symbol_that_is_read_from_its_pixels():
    assert scanned_pdf(write_pdf(laid())) == [STRING]


def test_no_page_carries_a_symbol_unless_the_office_says_so_and_no_draft_does():
    assert symbols(lay_out(PAPER, shipped_fonts())) == []
    assert symbols(laid(replace(PAPER, document_number=""))) == []


@pytest.mark.parametrize("page_format", PageFormat)
def test_a_page_with_a_symbol_is_no_worse_to_the_inspector_than_one_without(page_format):
    paper, inspector = replace(PAPER, page_format=page_format.value), ConfinedInspector(shipped_fonts)
    plain, coded = (lay_out(paper, shipped_fonts(), LayoutOptions(template=one)) for one in (NATIONAL, CODED))
    for write, name in ((write_pdf, "页.pdf"), (write_ofd, "页.ofd")):
        without, found = (inspector.of_file(write(one), name) for one in (plain, coded))
        assert [one.rule for one in found] == [one.rule for one in without]


def test_the_symbol_moves_nothing_on_the_page():
    for page, other in zip(laid().pages, lay_out(PAPER, shipped_fonts()).pages, strict=True):
        assert (page.runs, page.rules) == (other.runs, other.rules)


@pytest.mark.parametrize("paper", [PAPER, FULL], ids=["usual", "longest"])
@pytest.mark.parametrize("page_format", PageFormat)
@pytest.mark.parametrize("even", [True, False])
def test_the_symbol_stands_once_beside_the_imprint_outside_the_type_area_and_on_nothing(paper, page_format, even):
    document = laid(replace(paper, page_format=page_format.value), imprint_on_even_page=even)
    ((number, barcode),) = symbols(document)
    page = document.pages[number - 1]
    assert page.of(Element.IMPRINT)
    left, top = barcode.x_mm, barcode.y_mm
    right, bottom = left + barcode.width_mm, top + barcode.height_mm
    assert left >= AREA_LEFT_MM - 0.01 and right <= AREA_RIGHT_MM + 0.01
    assert (top > AREA_BOTTOM_MM and bottom < 292) or (top > 5 and bottom < AREA_TOP_MM)
    assert not any(
        run.x_mm < right and left < run.right_mm and top < run.y_mm and run.y_mm - run.size_pt * 0.3 < bottom
        for run in page.runs
    )
    assert not any(top < rule.y1_mm < bottom for rule in page.rules)


def test_a_letter_of_one_page_has_its_symbol_over_the_head():
    short = replace(PAPER, page_format=PageFormat.LETTER.value, body=PAPER.body[:1], copied_to="")
    document = laid(replace(short, body=(Paragraph(spans=(Span(text="请予支持。"),)),)))
    ((number, barcode),) = symbols(document)
    assert (number, len(document.pages)) == (1, 1)
    assert barcode.y_mm + barcode.height_mm < 30
    assert scanned_pdf(write_pdf(document)) == [
        read for read in scanned_pdf(write_pdf(document)) if read.startswith("GB0626")
    ]


def test_a_form_carries_its_symbol_over_its_title_and_below_nothing_else():
    code = document_code(FULL)
    form = Form(
        title="付印单", organ="清源县人民政府办公室" * 2, rows=(form_row(("标题", "关于防汛", 12)),), code=code.data
    )
    document = lay_out_form(form, shipped_fonts())
    ((number, barcode),) = symbols(document)
    assert number == 1
    assert all(run.y_mm - run.size_pt * 0.35 > barcode.y_mm + barcode.height_mm for run in document.pages[0].runs)
    assert scanned_pdf(write_pdf(document)) == [code.text]


def test_the_narrowest_bar_is_three_dots_of_an_office_printer():
    assert pytest.approx(3 * 25.4 / 300, abs=0.01) == MODULE_MM


def test_what_the_symbol_does_not_say_as_the_paper_does_is_told_with_the_page():
    told = PageRenderer(shipped_fonts()).render(
        replace(PAPER, title="关于𠮷的通知"), Look(template=Template(document_code=True))
    )
    assert "𠮷" in told.remark
    assert not PageRenderer(shipped_fonts()).render(PAPER, Look(template=Template(document_code=True))).remark
