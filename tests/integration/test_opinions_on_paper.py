"""Opinions (意见) on a form: typed and written by hand, in their areas, signed, and none is dropped."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from oa_desktop.catalogue.forms import load_forms
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.forms.forms import draw_form, lay_out_form
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.layout.page import Page
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.domain.forms import Cell, Form, Row
from oa_desktop.domain.texts.ink import Ink, InkPoint
from oa_desktop.domain.texts.opinions import AreaOrder, Opinion
from oa_desktop.i18n.resources import resource_path
from tests.fakes.ink import ring

BLANK = load_forms(resource_path("forms"))["发文稿纸"]
PLAIN = Opinion(said_by="王建国", written="2026-03-18", words="同意。", title="县财政局局长")
HAND = replace(PLAIN, words="", ink=ring())


def area(*opinions: Opinion, width: int = 12, **fields: object) -> LaidOut:
    cell = Cell(label="会签", width=width, opinions=opinions, **fields)
    rest = Cell(label="", width=12 - width)
    return lay_out_form(Form(title="单", rows=(Row(cells=(cell, rest) if width < 12 else (cell,)),)), shipped_fonts())


def lines(page: Page) -> list[str]:
    """The lines of a page, from the top."""
    found: dict[float, str] = {}
    for run in page.of(Element.FORM):
        found[round(run.y_mm, 1)] = found.get(round(run.y_mm, 1), "") + run.text
    return [re.sub(r"\s+", " ", found[y_mm]) for y_mm in sorted(found)]


def signatories(count: int) -> tuple[Opinion, ...]:
    return tuple(replace(PLAIN, said_by=f"签{number:02d}", rank=number) for number in range(count))


def test_opinions_stand_below_one_another_each_with_who_said_it():
    two = (PLAIN, replace(PLAIN, said_by="李慕堃", words="请会同县发展和改革局办理。"))
    assert lines(area(*two).pages[0])[1:] == [
        "会签同意。王建国 2026年3月18日",
        "请会同县发展和改革局办理。李慕堃 2026年3月18日",
    ]


def test_a_post_that_leaves_no_room_stands_above_name_and_date():
    (page,) = area(PLAIN, width=4, titled=True).pages
    assert lines(page)[-2:] == ["同意。县财政局局长", "王建国 2026年3月18日"]


def test_what_was_recorded_from_paper_says_so_below_the_name():
    (page,) = area(replace(PLAIN, recorded_by="何雨桐", on_behalf_of="方敬亭")).pages
    assert lines(page)[-2:] == ["会签同意。王建国代方敬亭 2026年3月18日", "（纸质原件，由何雨桐代录）"]


def test_ink_stays_inside_its_cell_however_large_it_was_written():
    huge = tuple(InkPoint(x, x, 1_000, x) for x in range(0, 500_001, 10_000))
    for ink in (ring(), Ink(width_um=500_000, height_um=500_000, strokes=(huge,))):
        (page,) = area(replace(HAND, ink=ink), width=6).pages
        row = [rule for rule in page.rules if rule.x1_mm != rule.x2_mm]
        top, bottom = min(rule.y1_mm for rule in row), max(rule.y1_mm for rule in row)
        spots = [spot for stroke in page.pen for spot in (stroke.start, *sum(stroke.curves, ()))]
        assert all(28 <= x_mm <= 106 and top <= y_mm <= bottom for x_mm, y_mm in spots)
        assert lines(page)[-1].endswith("王建国 2026年3月18日")


def test_a_pen_pressed_harder_writes_broader():
    (page,) = area(HAND).pages
    widths = [stroke.width_mm for stroke in page.pen]
    assert 0.1 < min(widths) < max(widths) < 0.7


def test_ink_is_drawn_as_lines_in_pdf_and_ofd():
    form = Form(title="单", rows=(Row(cells=(Cell(label="会签", opinions=(HAND,)),)),))
    with pypdfium2.PdfDocument(draw_form(form, shipped_fonts())) as pdf:
        drawn = list(pdf[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]))
        curved = [one for one in drawn if pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(one, 1)) == 1]
    laid = lay_out_form(form, shipped_fonts())
    assert len(curved) == len(laid.pages[0].pen) > 2
    with ZipFile(io.BytesIO(write_ofd(laid))) as ofd:
        page = next(ofd.read(name) for name in ofd.namelist() if name.endswith("Content.xml")).decode()
    assert page.count('Cap="Round"') == len(curved)


@pytest.mark.parametrize("count", [1, 2, 4, 30, 500])
def test_many_opinions_go_on_on_a_page_of_their_own_and_the_sheet_keeps_all_its_cells(count):
    filled = BLANK.filled("清源县人民政府办公室", {"标题": "关于归档的通知"}, {"会签": signatories(count)})
    laid = lay_out_form(filled, shipped_fonts())
    drawn = "".join(run.text for page in laid.pages for run in page.of(Element.FORM))
    assert [number for number in range(count) if f"签{number:02d}" not in drawn] == []
    first = "".join(run.text for run in laid.pages[0].of(Element.FORM))
    assert all(label in first for label in ("会签", "标题", "印制用印", "核发"))
    assert ("见附页" in first) == (count > 4)
    assert (len(laid.pages) > 1) == (count > 4)
    assert ("发文稿纸附页" in drawn) == (count > 4)


def test_what_goes_on_keeps_the_order_of_the_area():
    shuffled = sorted(signatories(30), key=lambda one: one.rank * 7 % 30)
    laid = lay_out_form(BLANK.filled("", {}, {"会签": shuffled}), shipped_fonts())
    found = re.findall(r"签(\d\d)", "".join(run.text for page in laid.pages for run in page.of(Element.FORM)))
    assert found == sorted(found)
    assert next(cell for row in BLANK.rows for cell in row.cells if cell.label == "会签").order is AreaOrder.RANK


def test_a_signature_never_stands_alone_on_the_next_page():
    long = tuple(replace(HAND, said_by=f"签{number:02d}", words="同意。") for number in range(20))
    laid = area(*long)
    assert len(laid.pages) > 1
    for page in laid.pages[1:]:
        signed = min(run.y_mm for run in page.of(Element.FORM) if run.text.startswith("签"))
        assert min(stroke.start[1] for stroke in page.pen) < signed


def test_a_long_row_does_not_begin_with_a_line_at_the_foot_of_a_page():
    above = Row(cells=(Cell(label="上"),), height_mm=199)
    long = Row(cells=(Cell(label="会签", value="请会同有关部门抓紧办理。" * 120),))
    laid = lay_out_form(Form(title="单", rows=(above, long)), shipped_fonts())
    assert not any("会签" in line for line in lines(laid.pages[0]))
    assert lines(laid.pages[1])[0] == "会签"


def test_all_opinions_of_a_row_are_signed_at_its_foot_however_high_it_has_grown():
    long = replace(PLAIN, said_by="李立国", words="请会同有关部门抓紧办理。" * 9)
    cells = (Cell(label="核稿", width=6, opinions=(long,)), Cell(label="部门审核", width=6, opinions=(PLAIN,)))
    (page,) = lay_out_form(Form(title="单", rows=(Row(cells=cells, height_mm=24),)), shipped_fonts()).pages
    feet = {run.text[:3]: run.y_mm for run in page.of(Element.FORM) if "2026年" in run.text}
    assert feet["李立国"] == feet["王建国"]


def test_a_typed_opinion_longer_than_a_page_is_signed_where_it_ends():
    laid = area(replace(PLAIN, words="请会同有关部门抓紧办理。" * 200))
    assert len(laid.pages) > 1
    assert lines(laid.pages[-1])[0].startswith("会签（续）")
    assert "王建国" in lines(laid.pages[-1])[-2]
