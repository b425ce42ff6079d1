"""归档章: where it stands on the first page, and that the page under it is the very same."""

from __future__ import annotations

import hashlib

import pypdfium2
import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.press.archive_stamp import HEIGHT_MM, WIDTH_MM
from oa_desktop.docs.press.room import PrintRoom
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.sheets.blank import blank_place
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Stroke, Tint
from oa_desktop.domain.archives.printed import ArchiveStamp
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import AS_IT_IS
from tests.fakes.office import notice

STAMP = ArchiveStamp(fonds="Z109", year="2026", number="0001", division="办公室", retention="永久", pages="12")
PRESS = PrintRoom(shipped_fonts())


@pytest.fixture(scope="module")
def page() -> bytes:
    return PageRenderer(shipped_fonts()).render(notice("关于印发管理办法的通知"), Look(mark="演示")).data


def red_rules(data: bytes, number: int = 0) -> list[tuple[float, float, float, float]]:
    strokes = sheets_of_pdf(data).sheets[number].strokes
    thin = [one for one in strokes if one.tint is Tint.RED and one.width_mm < 0.5 and one.length_mm < 46]
    return [(one.left_mm, min(one.y1_mm, one.y2_mm), one.right_mm, max(one.y1_mm, one.y2_mm)) for one in thin]


def sheet(data: bytes) -> Sheet:
    return sheets_of_pdf(data).sheets[0]


def test_the_stamp_stands_in_the_middle_of_the_blank_top_of_the_first_page(page):
    before = hashlib.sha256(page).digest()
    stamped = PRESS.stamped(page, STAMP)
    rules = red_rules(stamped)
    left, top = min(one[0] for one in rules), min(one[1] for one in rules)
    right, bottom = max(one[2] for one in rules), max(one[3] for one in rules)
    assert (right - left, bottom - top) == pytest.approx((45, 16), abs=0.5)
    assert ((left + right) / 2, top) == pytest.approx((105, 8), abs=0.5)
    assert hashlib.sha256(page).digest() == before
    said = "".join(one.text for one in sheet(stamped).characters if one.tint is Tint.RED and one.y_mm < bottom)
    assert "Z10920260001办公室永久12" in "".join(said.split())


def test_all_that_stood_on_the_page_stands_there_still_and_other_pages_are_not_stamped(page):
    two = PRESS.joined([page, page], AS_IT_IS)
    stamped = PRESS.stamped(two, STAMP)
    before = [(one.text, round(one.x_mm, 2), round(one.y_mm, 2)) for one in sheet(two).characters]
    after = [(one.text, round(one.x_mm, 2), round(one.y_mm, 2)) for one in sheet(stamped).characters]
    assert set(before) <= set(after) and len(after) > len(before)
    assert red_rules(stamped, 1) == red_rules(two, 1)
    assert len(pypdfium2.PdfDocument(stamped)) == 2


def test_where_the_top_is_not_blank_the_stamp_stands_at_the_next_blank_place():
    line = Stroke(0.0, 12.0, 210.0, 12.0, 0.4, Tint.BLACK)
    assert blank_place(Sheet(number=1, strokes=(line,)), WIDTH_MM, HEIGHT_MM) == (82.5, 14.0)
    middle = Picture(90.0, 5.0, 120.0, 30.0, Tint.OTHER)
    assert blank_place(Sheet(number=1, pictures=(middle,)), WIDTH_MM, HEIGHT_MM) == (157.0, 8.0)


def test_a_sheet_without_room_has_no_place_for_a_stamp():
    lines = tuple(Stroke(0.0, float(y), 210.0, float(y), 0.4, Tint.BLACK) for y in range(0, 297, 15))
    assert blank_place(Sheet(number=1, strokes=lines), WIDTH_MM, HEIGHT_MM) is None


def test_a_trace_over_a_stamped_copy_leaves_the_stamp(page):
    stamped = PRESS.stamped(page, STAMP)
    assert red_rules(PRESS.traced(stamped, "某人")) == red_rules(stamped)
