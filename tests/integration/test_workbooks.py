"""Lists leave as workbooks that calculate nothing, and come back as people filled them in."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from oa_desktop.docs.workbook import Workbooks
from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.tables import Cell, Column, Table

BOOKS = Workbooks()
COLUMNS = (Column(title="名称", width=30), Column(title="关系", choices=("上级", "下级")))
MOST = 20


def saved(*rows: tuple, merged: str = "") -> bytes:
    """A workbook as somebody saved it."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    return bytes_of(book)


def bytes_of(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def texts(data: bytes) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in line.cells) for line in BOOKS.read(data, "表.xlsx", MOST)]


@pytest.fixture(scope="module")
def written() -> Workbook:
    rows = [("=1+1", "上级"), ("0012", "@SUM(A1)"), ("a\x07b", "－1")]
    words = Table(title="填写说明", columns=(), rows=[("一行一个机关。",)])
    return load_workbook(io.BytesIO(BOOKS.write([Table(title="往来/机关", columns=COLUMNS, rows=rows), words])))


def test_what_was_written_is_read_back(written):
    data = BOOKS.write([Table(title="表", columns=COLUMNS, rows=[("甲镇人民政府", "下级"), ("=1+1", "")])])

    assert texts(data) == [("名称", "关系"), ("甲镇人民政府", "下级"), ("=1+1",)]


def test_a_text_that_looks_like_a_formula_is_never_calculated(written):
    cells = [cell for row in written.worksheets[0].iter_rows(min_row=2) for cell in row]

    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if cell.quotePrefix] == ["=1+1", "@SUM(A1)", "－1"]
    assert {cell.number_format for cell in cells} == {"@"}


def test_a_character_that_no_workbook_holds_becomes_a_geta(written):
    assert written.worksheets[0]["A4"].value == "a〓b"


def test_the_header_stays_in_sight_filters_and_is_printed_on_every_page(written):
    sheet = written.worksheets[0]

    assert sheet.title == "往来_机关"
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:B4", "$1:$1")
    assert sheet.column_dimensions["A"].width == 30
    assert [choice.formula1 for choice in sheet.data_validations.dataValidation] == ['"上级,下级"']


def test_a_sheet_of_words_has_no_header(written):
    sheet = written["填写说明"]

    assert sheet["A1"].value == "一行一个机关。"
    assert sheet.freeze_panes is None


def test_numbers_and_dates_are_read_as_people_see_them():
    book = Workbook()
    book.active.append([12, 1.5, dt.date(2026, 3, 1), dt.datetime(2026, 3, 1, 9, 30), True, 7, " 甲 "])
    book.active["F1"].number_format = "0000"

    assert texts(bytes_of(book)) == [("12", "1.5", "2026-03-01", "2026-03-01 09:30", "是", "0007", "甲")]


def test_a_formula_and_an_error_are_marked():
    (line,) = BOOKS.read(saved(("甲", "=A1&A1", "#N/A")), "表.xlsx", MOST)

    assert line.cells == (
        Cell(text="甲"),
        Cell(text="=A1&A1", formula=True),
        Cell(text="#N/A", formula=True),
    )


def test_a_cell_that_is_merged_over_rows_stands_in_each_of_them():
    data = saved(("科室", "姓名"), ("秘书科", "甲"), (None, "乙"), (None, "丙"), merged="A2:A3")

    assert texts(data) == [("科室", "姓名"), ("秘书科", "甲"), ("秘书科", "乙"), ("", "丙")]


def test_a_cell_that_is_merged_along_a_row_stands_once():
    assert texts(saved(("通讯录", None), ("名称", "关系"), merged="A1:B1")) == [("通讯录",), ("名称", "关系")]


def test_rows_keep_their_numbers_where_some_are_empty():
    lines = BOOKS.read(saved(("名称",), (None,), ("",), ("甲",)), "表.xlsx", MOST)

    assert [line.number for line in lines] == [1, 4]


def test_only_so_many_rows_are_read():
    exactly = saved(("名称",), *((f"{place}镇",) for place in range(MOST)))
    above = saved(("名称",), *((f"{place}镇",) for place in range(MOST + 1)))

    assert len(texts(exactly)) == MOST + 1
    with pytest.raises(Refused, match=r"table\.too-many-rows"):
        texts(above)


def packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.not-a-workbook"),
        (b"\xd0\xcf\x11\xe0old or locked", "table.not-a-workbook"),
        (packed(**{"word/document.xml": b"<document/>"}), "table.not-a-workbook"),
        (packed(**{"xl/workbook.xml": b"<workbook"}), "table.damaged"),
        (packed(**{"xl/workbook.xml": b"<workbook/>", "xl/sheet.xml": bytes(70_000_000)}), "table.too-hard"),
        (saved((None,)), "table.empty"),
        (bytes(10_000_001), "source.too-large"),
    ],
    ids=["nothing", "old", "text", "damaged", "bomb", "empty", "large"],
)
def test_what_is_no_workbook_is_refused(data, code):
    with pytest.raises(Refused) as refused:
        BOOKS.read(data, "表.xlsx", MOST)

    assert refused.value.code == code


def with_merged(area: str) -> bytes:
    """A workbook in which somebody merged more than they meant to."""
    parts = zipfile.ZipFile(io.BytesIO(saved(("名称",), ("甲",))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in parts.namelist():
            merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
            package.writestr(name, parts.read(name).replace(b"</sheetData>", merged))
    return stream.getvalue()


def test_a_few_characters_do_not_make_a_sheet_of_billions():
    assert texts(with_merged("A2:A3")) == [("名称",), ("甲",), ("甲",)]
    with pytest.raises(Refused, match=r"table\.too-hard"):
        texts(with_merged("A1:XFD1048576"))


def test_a_cell_at_the_very_end_of_a_sheet_is_a_line_as_any_other():
    book = Workbook()
    book.active["A1"], book.active["B1048576"] = "名称", "甲"

    assert [line.number for line in BOOKS.read(bytes_of(book), "表.xlsx", MOST)] == [1, 1048576]


def test_writing_is_called_off_where_nobody_wants_it_any_more():
    class Enough(Exception):
        pass

    def step(done: int, total: int) -> None:
        assert (done, total) == (500, 600)
        raise Enough

    with pytest.raises(Enough):
        BOOKS.write([Table(title="表", columns=COLUMNS, rows=[("甲", "上级")] * 600)], step)
