"""The produced PDF, measured: positions in millimetres, fonts, text. GB/T 9704-2012 7."""

from __future__ import annotations

import ctypes
import io
import itertools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import CELL_MM, LINE_MM, MM_PER_PT
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, Page, lay_out
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span, Table

TEXT = "各单位要高度重视公文处理工作切实加强组织领导明确责任分工狠抓工作落实确保各项任务按期完成"


def paragraph(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def heading(level: int, text: str) -> Paragraph:
    return Paragraph(level=level, spans=(Span(text=text, emphasis=Emphasis.HEADING),))


NOTICE = Manuscript(
    copy_number="000018",
    classification="秘密★1年",
    urgency="特急",
    issuing_organs=("清源县人民政府办公室",),
    document_number="清政办发〔2026〕21号",
    title="清源县人民政府办公室关于做好2026年公文处理工作的通知",
    recipients="各乡镇人民政府，县政府各部门",
    body=(
        paragraph(TEXT * 3 + "。"),
        heading(1, "一、提高认识"),
        heading(2, "（一）统一思想"),
        heading(3, "1.加强学习"),
        heading(4, "（1）集中学习"),
        *(paragraph(TEXT * 4 + "。") for _ in range(4)),
    ),
    attachment_notes=("任务清单", "统计表"),
    signatories=("清源县人民政府办公室",),
    date="2026年4月16日",
    note="此件公开发布",
    annexes=(
        Annex(title="任务清单", body=(paragraph(TEXT),)),
        Annex(title="统计表", body=(Table(rows=(("序号", "单位"), *((str(n), f"单位{n}") for n in range(60)))),)),
    ),
    copied_to="县委办公室，县人大常委会办公室",
    printed_by="清源县人民政府办公室",
    printed_on="2026年4月17日",
)


@dataclass(frozen=True)
class Letter:
    """A character of the file with its origin and its ink, in millimetres from the top left."""

    char: str
    x: float
    y: float
    left: float
    right: float
    top: float
    bottom: float


RAISED = 64 / 65
"""PDFium reports the ink of composite fonts a 64th higher above the baseline than it draws it."""


def letters(data: bytes, page: int) -> list[Letter]:
    document = pypdfium2.PdfDocument(data)
    sheet = document[page]
    text = sheet.get_textpage()
    found = list(_letters(text, sheet.get_height()))
    text.close()
    sheet.close()
    document.close()
    return found


def _letters(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char.strip() and not pdfium.FPDFText_IsGenerated(text.raw, index):
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            left, bottom, right, top = text.get_charbox(index)
            top = y.value + (top - y.value) * RAISED
            points = (x.value, height - y.value, left, right, height - top, height - bottom)
            yield Letter(char, *(point * MM_PER_PT for point in points))


def find(page: list[Letter], wanted: str) -> list[Letter]:
    start = "".join(letter.char for letter in page).index(wanted)
    return page[start : start + len(wanted)]


@pytest.fixture(scope="module")
def laid() -> LaidOut:
    return lay_out(NOTICE, shipped_fonts())


@pytest.fixture(scope="module")
def data(laid: LaidOut) -> bytes:
    return write_pdf(laid)


def page_of(laid: LaidOut, element: Element) -> Page:
    return laid.of(element)[0][0]


def test_the_sheet_is_a4(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    size = [side * MM_PER_PT for side in document.get_page_size(0)]
    document.close()
    assert size == pytest.approx([210, 297], abs=0.01)


def test_the_marks_ink_begins_72_mm_from_the_top(data: bytes) -> None:
    mark = find(letters(data, 0), "清源县人民政府办公室文件")
    assert min(letter.top for letter in mark) == pytest.approx(72, abs=0.1)
    assert min(letter.left for letter in mark) >= 28
    assert max(letter.right for letter in mark) <= 184


def test_the_marks_ink_is_drawn_from_72_mm_on(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=20 * MM_PER_PT, grayscale=True).to_pil()
    document.close()
    head = image.crop((image.width // 3, 60 * 20, image.width * 2 // 3, 80 * 20)).point(
        lambda value: 255 * (value < 200)
    )
    assert 60 + head.getbbox()[1] / 20 == pytest.approx(72, abs=0.1)


def test_two_lines_are_blank_between_the_mark_and_the_number(data: bytes) -> None:
    page = letters(data, 0)
    mark_bottom = max(letter.bottom for letter in find(page, "清源县人民政府办公室文件"))
    number_top = find(page, "清政办发")[0].y - 0.88 * 16 * MM_PER_PT
    assert number_top - mark_bottom == pytest.approx(2 * LINE_MM, abs=0.5)


def test_the_red_rule_lies_4_mm_under_the_number(laid: LaidOut) -> None:
    (rule,) = laid.pages[0].rules_of(Element.RED_RULE)
    (number,) = laid.pages[0].of(Element.DOCUMENT_NUMBER)
    number_bottom = number.y_mm - number.face.descent * number.size_pt * MM_PER_PT
    assert rule.y1_mm - number_bottom == pytest.approx(4, abs=0.2)
    assert (rule.x1_mm, rule.x2_mm) == (28, 184)


def test_characters_of_the_body_stand_5_57_mm_apart(data: bytes) -> None:
    line = find(letters(data, 0), TEXT[:26])
    assert [b.x - a.x for a, b in itertools.pairwise(line)] == pytest.approx([CELL_MM] * 25, abs=0.01)
    assert line[0].x == pytest.approx(28 + 2 * CELL_MM, abs=0.01)


def test_lines_of_the_body_stand_10_23_mm_apart(data: bytes) -> None:
    ys = sorted({round(letter.y, 2) for letter in letters(data, 1) if letter.y < 262})
    assert len(ys) == 22
    assert [b - a for a, b in itertools.pairwise(ys)] == pytest.approx([LINE_MM] * 21, abs=0.03)


def test_the_first_line_begins_at_the_top_of_the_type_area(data: bytes) -> None:
    assert min(letter.top for letter in letters(data, 1)) == pytest.approx(37, abs=1)


def test_the_date_ends_four_characters_from_the_right(laid: LaidOut, data: bytes) -> None:
    page = letters(data, page_of(laid, Element.DATE).number - 1)
    (run,) = {run.x_mm: run for _, run in laid.of(Element.DATE)}.values()
    assert run.right_mm == pytest.approx(161.7, abs=0.02)
    assert find(page, "2026年4月16日")[-1].x == pytest.approx(161.7 - CELL_MM, abs=0.03)


def test_the_name_is_centred_on_the_date(laid: LaidOut) -> None:
    ((_, name),) = laid.of(Element.SIGNATURE)
    ((_, date),) = laid.of(Element.DATE)
    assert (name.x_mm + name.right_mm) / 2 == pytest.approx((date.x_mm + date.right_mm) / 2)
    assert date.y_mm - name.y_mm == pytest.approx(LINE_MM)


def test_without_a_seal_the_date_begins_two_characters_right_of_the_name() -> None:
    laid = lay_out(NOTICE, shipped_fonts(), LayoutOptions(sealed=False))
    ((_, name),) = laid.of(Element.SIGNATURE)
    ((_, date),) = laid.of(Element.DATE)
    assert name.right_mm == pytest.approx(184 - 2 * CELL_MM)
    assert date.x_mm == pytest.approx(name.x_mm + 2 * CELL_MM)


def test_without_a_seal_a_long_date_ends_two_characters_from_the_right() -> None:
    short = replace(NOTICE, signatories=("县政府",))
    laid = lay_out(short, shipped_fonts(), LayoutOptions(sealed=False))
    ((_, name),) = laid.of(Element.SIGNATURE)
    ((_, date),) = laid.of(Element.DATE)
    assert date.right_mm == pytest.approx(184 - 2 * CELL_MM)
    assert date.x_mm == pytest.approx(name.x_mm + 2 * CELL_MM)


def test_the_last_rule_lies_on_the_bottom_of_the_type_area(laid: LaidOut) -> None:
    rules = laid.pages[-1].rules_of(Element.IMPRINT)
    assert [rule.width_mm for rule in rules] == [0.35, 0.25, 0.35]
    assert rules[-1].y1_mm == 262
    assert all((rule.x1_mm, rule.x2_mm) == (28, 184) for rule in rules)


def test_the_imprint_stands_on_an_even_page_at_the_end(laid: LaidOut) -> None:
    assert page_of(laid, Element.IMPRINT) is laid.pages[-1]
    assert laid.pages[-1].number % 2 == 0


def test_the_imprint_may_stand_where_the_text_ends() -> None:
    short = replace(NOTICE, body=NOTICE.body[:1], annexes=(), attachment_notes=(), copy_number="", recipients="")
    laid = lay_out(short, shipped_fonts(), LayoutOptions(template=Template(imprint_on_even_page=False)))
    assert len(laid.pages) <= 2
    assert page_of(laid, Element.IMPRINT).number == len(laid.pages)


def test_a_blank_page_before_the_imprint_and_the_imprints_page_carry_no_number() -> None:
    for lines in range(8, 60):
        body = (paragraph("国" * (28 * lines - 2)),)
        laid = lay_out(replace(NOTICE, body=body, annexes=(), attachment_notes=()), shipped_fonts())
        blank = [page for page in laid.pages if not page.runs]
        if blank:
            assert blank[0] is laid.pages[-2]
            assert laid.pages[-1].of(Element.PAGE_NUMBER) == ()
            return
    pytest.fail("no length of text left a blank page before the imprint")


def test_page_numbers_stand_7_mm_under_the_type_area_on_the_outer_side(laid: LaidOut, data: bytes) -> None:
    odd, even = letters(data, 0)[-3:], letters(data, 1)[-3:]
    for number in (odd, even):
        dash = number[0]
        assert (dash.top + dash.bottom) / 2 == pytest.approx(269, abs=0.1)
    ((_, first), (_, second), *_) = laid.of(Element.PAGE_NUMBER)
    assert first.right_mm == pytest.approx(184 - 14 * MM_PER_PT, abs=0.01)
    assert second.x_mm == pytest.approx(28 + 14 * MM_PER_PT, abs=0.01)
    assert (first.text, second.text) == ("— 1 —", "— 2 —")


def test_annexes_begin_on_new_pages_with_head_on_line_one_and_title_on_line_three(laid: LaidOut) -> None:
    heads = laid.of(Element.ANNEX_HEAD)
    assert [run.text for _, run in heads] == ["附件1", "附件2"]
    (page, head), (_, title) = heads[0], laid.of(Element.ANNEX_TITLE)[0]
    assert page.runs[0] is head
    assert head.x_mm == 28
    title_top = title.y_mm - title.face.ascent * title.size_pt * MM_PER_PT
    assert title_top == pytest.approx(37 + 2 * LINE_MM, abs=0.05)


def test_every_page_of_a_long_table_repeats_its_header(laid: LaidOut) -> None:
    pages = [page for page in laid.pages if page.of(Element.TABLE)]
    assert len(pages) > 1
    assert all(page.of(Element.TABLE)[0].text == "序号" for page in pages)


def test_headings_take_heiti_kaiti_and_fangsong(laid: LaidOut) -> None:
    roles = {run.text: run.role.value for _, run in laid.of(Element.BODY)}
    assert [roles[text] for text in ("一、提高认识", "（一）统一思想", "1.加强学习", "（1）集中学习")] == [
        "黑体",
        "楷体",
        "仿宋",
        "仿宋",
    ]


def test_a_rare_name_is_as_bold_as_the_title_around_it_and_as_thin_as_the_text() -> None:
    named = replace(NOTICE, title="关于𠮷堃任职的通知", body=(paragraph("任命𠮷堃为主任。"),))
    runs = [run for _, run in lay_out(named, shipped_fonts()).of(Element.TITLE)]
    assert [(run.text, run.strong) for run in runs] == [("关于", False), ("𠮷", True), ("堃任职的通知", False)]
    assert not any(run.strong for _, run in lay_out(named, shipped_fonts()).of(Element.BODY))


def test_all_text_can_be_copied_from_the_file(laid: LaidOut, data: bytes) -> None:
    for number, page in enumerate(laid.pages):
        drawn = "".join("".join(run.text for run in page.runs).split())
        assert sorted(letter.char for letter in letters(data, number)) == sorted(drawn)


def test_every_font_is_an_embedded_subset(data: bytes) -> None:
    plain = data.decode("latin-1")
    assert "Helvetica" not in plain
    names = re.findall(r"/BaseFont /(\S+)", plain)
    assert names
    assert all(re.match(r"[A-Z]{6}\+", name) for name in names)
    assert plain.count("/FontFile2") >= len({name.split("+")[1] for name in names})


def test_a_font_is_compressed_for_speed_and_hardly_larger_for_it(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        files = [one for one in document.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        fonts = [(one.read_bytes(), one.read_raw_bytes()) for one in files]
    assert len(fonts) == data.count(b"/FontFile2")
    for whole, held in fonts:
        assert len(zlib.compress(whole)) < len(held) <= 1.1 * len(zlib.compress(whole))


def test_the_same_pages_give_the_same_bytes(laid: LaidOut, data: bytes) -> None:
    assert write_pdf(laid) == data
    assert write_pdf(lay_out(NOTICE, shipped_fonts())) == data


def test_the_title_is_in_the_document_information(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == NOTICE.title
    document.close()


def test_an_upward_paper_has_number_and_last_signer_on_one_line() -> None:
    upward = replace(NOTICE, signers=("张卫国", "李明", "欧阳雨晴"))
    page = lay_out(upward, shipped_fonts()).pages[0]
    (number,) = page.of(Element.DOCUMENT_NUMBER)
    label, first, second, third = page.of(Element.SIGNERS)
    assert number.x_mm == pytest.approx(28 + CELL_MM)
    assert number.y_mm == pytest.approx(third.y_mm)
    assert (first.y_mm, third.x_mm) == (second.y_mm, first.x_mm)
    assert (label.role.value, first.role.value) == ("仿宋", "楷体")
    assert second.right_mm == pytest.approx(184 - CELL_MM)


def test_a_number_without_a_mark_stands_centred_between_the_title_and_the_text() -> None:
    order = Manuscript(
        title="清源县人民政府公告", document_number="第19号", body=(Paragraph(spans=(Span(text="公布。"),)),)
    )
    (page,) = lay_out(order, shipped_fonts()).pages
    (title,), (number,), (text,) = (page.of(each) for each in (Element.TITLE, Element.DOCUMENT_NUMBER, Element.BODY))
    assert [number.y_mm - title.y_mm, text.y_mm - number.y_mm] == pytest.approx([2 * LINE_MM] * 2, abs=2.0)
    assert not page.rules


def test_too_many_recipients_move_to_the_imprint() -> None:
    many = replace(NOTICE, recipients="、".join(f"清源县第{n}实验单位办公室" for n in range(40)))
    laid = lay_out(many, shipped_fonts())
    assert laid.of(Element.RECIPIENTS) == ()
    assert laid.pages[0].of(Element.BODY)
    assert laid.text_of(Element.IMPRINT).startswith("主送：清源县第0实验单位")


@pytest.mark.parametrize("lines", range(3, 40))
def test_the_signature_never_stands_alone_on_a_page(lines: int) -> None:
    body = (paragraph("国" * (28 * lines - 2)),)
    laid = lay_out(replace(NOTICE, body=body, annexes=(), attachment_notes=()), shipped_fonts())
    page = page_of(laid, Element.SIGNATURE)
    assert page.of(Element.BODY)
    assert laid.pages[0].of(Element.BODY)
    assert laid.text_of(Element.BODY) == "国" * (28 * lines - 2)


def test_a_joint_mark_stacks_the_organs_and_centres_wenjian_on_them() -> None:
    joint = replace(NOTICE, issuing_organs=("清源县教育局", "清源县财政局", "清源县人力资源和社会保障局"))
    runs = lay_out(joint, shipped_fonts()).pages[0].of(Element.MARK)
    assert [run.text for run in runs] == [*joint.issuing_organs, "文件"]
    assert runs[3].y_mm == pytest.approx(runs[1].y_mm, abs=0.5)
    assert len({round(run.x_mm + sum(run.advances_mm), 3) for run in runs[:3]}) == 1


def test_an_empty_manuscript_gives_one_page() -> None:
    laid = lay_out(Manuscript(), shipped_fonts())
    assert [[run.text for run in page.runs] for page in laid.pages] == [["— 1 —"]]
    assert write_pdf(laid).startswith(b"%PDF")


def test_pages_of_the_demonstration_realm_are_marked() -> None:
    laid = lay_out(NOTICE, shipped_fonts(), LayoutOptions(watermark="演示"))
    assert all([run.text for run in page.of(Element.REALM)] == ["演示", "演示"] for page in laid.pages)


def test_a_list_of_recipients_longer_than_a_page_fills_several_imprints() -> None:
    names = [f"清源县第{n}实验单位办公室" for n in range(90)]
    laid = lay_out(replace(NOTICE, recipients="、".join(names)), shipped_fonts())
    pages = [page for page in laid.pages if page.of(Element.IMPRINT)]
    drawn = laid.text_of(Element.IMPRINT)
    assert len(pages) > 1
    assert all(name in drawn for name in names)
    assert all(37 < run.y_mm < 262 for page in pages for run in page.of(Element.IMPRINT))
    assert [page.rules_of(Element.IMPRINT)[-1].y1_mm for page in pages] == pytest.approx([262] * len(pages))


def test_an_attachment_note_never_stands_alone_on_a_page() -> None:
    for lines in range(20, 36):
        body = (paragraph("国" * (28 * lines - 2)),)
        laid = lay_out(replace(NOTICE, body=body, annexes=(), signatories=(), date="", note=""), shipped_fonts())
        assert page_of(laid, Element.ATTACHMENT_NOTE).of(Element.BODY)


def test_two_hundred_pages_are_set_and_numbered_to_the_last() -> None:
    body = tuple(paragraph(TEXT * 12) for _ in range(240))
    laid = lay_out(replace(NOTICE, body=body, annexes=(), attachment_notes=()), shipped_fonts())
    assert len(laid.pages) >= 200
    last = [run.text for _, run in laid.of(Element.PAGE_NUMBER)][-1]
    assert last == f"— {len(laid.pages)} —"
    assert laid.text_of(Element.BODY) == TEXT * 12 * 240


def test_no_two_runs_of_the_text_stand_on_each_other(laid: LaidOut) -> None:
    for page in laid.pages:
        spans = sorted((run.y_mm, run.x_mm, run.right_mm) for run in page.runs if run.element is not Element.TABLE)
        rows = [(a, b) for a, b in pairwise(spans) if abs(a[0] - b[0]) < 0.01]
        assert all(a[2] <= b[1] + 1e-6 for a, b in rows)


def test_elements_that_are_far_too_long_stay_on_the_page_and_whole() -> None:
    absurd = Manuscript(
        title="关于印发" * 200,
        issuing_organs=("清源县" * 30,),
        document_number="清" * 90,
        recipients="各单位、" * 300,
        body=(paragraph(TEXT),),
        signatories=("国" * 60,),
        date="2" * 99,
        note="说明" * 99,
        copied_to="县委" * 400,
        printed_by="办公室" * 40,
    )
    laid = lay_out(absurd, shipped_fonts())
    for page in laid.pages:
        for run in page.runs:
            assert run.x_mm >= 28 - 1e-6, run
            assert run.right_mm <= 184 + 1e-6, run
            assert 30 < run.y_mm < 275, run
    assert laid.text_of(Element.TITLE) == absurd.title
    assert laid.text_of(Element.DOCUMENT_NUMBER) == absurd.document_number
    assert laid.text_of(Element.SIGNATURE) == absurd.signatories[0]
