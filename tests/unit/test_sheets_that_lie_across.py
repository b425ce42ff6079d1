"""Tables set along the sheet (横排表): one that lies across, as word processors have it, is inspected as it is bound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.inspect import inspect_sheets
from oa_desktop.docs.inspect.drawn import sheets_of_pages
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.sheets.sheets import Sheet, Sheets
from oa_desktop.docs.sheets.turned import as_bound, as_read
from oa_desktop.domain.manuscript import Annex, Table
from tests.golden.formats import PAPERS

TABLE = Table(rows=(("序号", "内容"), *((f"{n}", "除险加固" * 12) for n in range(1, 41))), landscape=True)
PAPER = replace(
    PAPERS["文件格式"], attachment_notes=("重点项目表",), annexes=(Annex(title="重点项目表", body=(TABLE,)),)
)


@pytest.fixture(scope="module")
def across() -> Sheets:
    """The pages of a paper with a table along the sheet, its sheets lying across."""
    sheets = sheets_of_pages(lay_out(PAPER, shipped_fonts()))
    return replace(sheets, sheets=tuple(map(as_read, sheets.sheets)))


def test_sheets_that_lie_across_break_no_rule(across: Sheets) -> None:
    assert any(sheet.is_landscape for sheet in across.sheets)
    assert inspect_sheets(across) == ()


def test_a_sheet_is_bound_with_its_head_at_the_left_and_its_number_at_the_foot(across: Sheets) -> None:
    wide = next(sheet for sheet in across.sheets if sheet.is_landscape)
    bound = as_bound(wide)
    assert (bound.width_mm, bound.height_mm) == pytest.approx((210, 297))
    number = next(char for char in bound.characters if char.element is Element.PAGE_NUMBER)
    assert number.angle_deg == 0
    assert number.y_mm > 262
    head = next(char for char in bound.characters if char.element is Element.ANNEX_HEAD)
    assert head.x_mm < 50
    assert as_read(bound) == wide


def test_a_sheet_that_lies_across_without_its_number_is_found(across: Sheets) -> None:
    found = inspect_sheets(_without_number(across))
    assert [(one.rule, one.place.page) for one in found] == [("page-number.missing", 2)]


def test_what_is_wrong_on_a_sheet_that_lies_across_is_shown_where_it_stands_there(across: Sheets) -> None:
    moved = _changed(across, lambda char: char._replace(x_mm=char.x_mm - 6, right_mm=char.right_mm - 6))
    (found,) = inspect_sheets(moved)
    assert found.rule == "page-number.height"
    seen = next(char for char in moved.sheets[1].characters if char.element is Element.PAGE_NUMBER)
    assert found.place.x / 100 == pytest.approx(seen.x_mm, abs=6)
    assert found.place.y / 100 == pytest.approx(seen.y_mm, abs=6)


def _without_number(sheets: Sheets) -> Sheets:
    return _changed(sheets, lambda char: None)


def _changed(sheets: Sheets, change) -> Sheets:
    """Return the sheets with the number of the second one changed, or left out."""
    first, second, *others = sheets.sheets
    chars = (change(char) if char.element is Element.PAGE_NUMBER else char for char in second.characters)
    changed: Sheet = replace(second, characters=tuple(char for char in chars if char))
    return replace(sheets, sheets=(first, changed, *others))
