"""合并单元格: cells that are one are ruled, set and repeated as one, and never cost a word."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import etree

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINE_MM
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.layout import LaidOut, Page, lay_out
from oa_desktop.docs.printing import printed_blocks
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.reading.joined_tables import joined
from oa_desktop.docs.reading.reader import read_source
from oa_desktop.domain.manuscript import CellSpan, Manuscript, Table
from oa_desktop.domain.texts.merged_cells import cells_across, header_rows_of, merges_by_place, merges_of
from tests.printed import WRITERS
from tests.rigs.word_files import p, ps, word_file

BUDGET = Table(
    rows=(
        ("序号", "项目", "资金（万元）", "", "责任单位"),
        ("", "", "中央", "省", ""),
        ("1", "水库除险加固", "100", "50", "县水利局"),
        ("2", "灌区改造", "300", "80", ""),
        ("合计", "", "400", "130", "—"),
    ),
    spans=(
        CellSpan(row=0, column=0, rows=2),
        CellSpan(row=0, column=1, rows=2),
        CellSpan(row=0, column=2, columns=2),
        CellSpan(row=0, column=4, rows=2),
        CellSpan(row=2, column=4, rows=2),
        CellSpan(row=4, column=0, columns=2),
    ),
    header_rows=2,
)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKDOWN = """
| 序号 | 项目 | 资金（万元） | < | 责任单位 |
|---|---|---|---|---|
| ^ | ^ | 中央 | 省 | ^ |
| 1 | 水库除险加固 | 100 | 50 | 县水利局 |
| 2 | 灌区改造 | 300 | 80 | ^ |
| 合计 | < | 400 | 130 | — |
"""


def laid(table: Table) -> LaidOut:
    return lay_out(Manuscript(title="关于下达计划的通知", body=(table,)), shipped_fonts())


def words(page: Page) -> list[str]:
    return [run.text for run in page.of(Element.TABLE)]


def categories(rows: int, each: int, *, landscape: bool | None = None) -> Table:
    """A table of many rows, so many of which belong to one category."""
    texts = tuple((str(n), "" if n % each else f"第{n // each}类", f"工程{n}") for n in range(rows))
    spans = tuple(CellSpan(row=n + 1, column=1, rows=min(each, rows - n)) for n in range(0, rows, each))
    return Table(rows=(("序号", "类别", "项目"), *texts), spans=spans, landscape=landscape)


def test_a_table_without_merges_is_stored_as_before() -> None:
    assert b"spans" not in Manuscript(body=(replace(BUDGET, spans=()),)).encode()
    assert b"landscape" not in Manuscript(body=(BUDGET,)).encode()
    kept = Manuscript(body=(BUDGET, replace(BUDGET, landscape=False)))
    assert Manuscript.decode(kept.encode()) == kept


def test_the_signs_of_markdown_merge_cells() -> None:
    (read,) = read_source(f"# 关于计划的通知\n{MARKDOWN}".encode(), "稿.md").manuscript.body
    assert read == BUDGET


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("| 甲 | < |\n|---|---|\n| ^ | ^ |", (("甲", ""), ("", ""))),
        ("| 甲 | 乙 |\n|---|---|\n| ^ | < |", (("甲", "乙"), ("^", "<"))),
        ("| < | 乙 |\n|---|---|\n| 丙 | 丁 |", (("<", "乙"), ("丙", "丁"))),
        ("| 甲 | < |\n|---|---|\n| 丙 | ^ |", (("甲", "<"), ("丙", "^"))),
        (r"| 甲 | \< |" + "\n|---|---|\n| 丙 | 丁 |", (("甲", "<"), ("丙", "丁"))),
    ],
)
def test_a_sign_that_makes_no_rectangle_is_a_word(table: str, rows: tuple[tuple[str, ...], ...]) -> None:
    (read,) = read_source(f"# 关于计划的通知\n\n{table}\n".encode(), "稿.md").manuscript.body
    assert isinstance(read, Table)
    assert read.rows == rows


@pytest.mark.parametrize(
    "wrong",
    [
        CellSpan(row=0, column=0),
        CellSpan(row=0, column=0, rows=0, columns=2),
        CellSpan(row=-1, column=0, rows=2),
        CellSpan(row=4, column=0, rows=2),
        CellSpan(row=4, column=4, columns=10**9),
        CellSpan(row=2, column=0, rows=2),
        CellSpan(row=3, column=4, columns=2),
    ],
)
def test_a_merge_that_leaves_the_table_or_covers_words_does_not_count(wrong: CellSpan) -> None:
    assert merges_of(replace(BUDGET, spans=(wrong,))) == ()


def test_of_two_merges_over_each_other_the_first_counts() -> None:
    table = Table(
        rows=(("甲", "", ""),) * 1, spans=(CellSpan(row=0, column=1, columns=2), CellSpan(row=0, column=0, columns=2))
    )
    assert merges_of(table) == (CellSpan(row=0, column=0, columns=2),)


def test_the_head_of_a_table_is_whole_with_its_merged_cells() -> None:
    assert header_rows_of(replace(BUDGET, header_rows=1)) == 2
    assert header_rows_of(replace(BUDGET, header_rows=0)) == 0


def test_a_head_of_two_rows_is_set_alike_and_repeated_whole() -> None:
    rows = tuple((str(number), "除险加固", "1", "2", "县水利局") for number in range(60))
    pages = laid(Table(rows=(*BUDGET.rows[:2], *rows), spans=BUDGET.spans[:4])).pages
    assert len(pages) > 2
    for page in pages:
        heads = [run.text for run in page.of(Element.TABLE) if run.role is FontRole.HEITI]
        assert heads == ["序号", "项目", "资金（万元）", "责任单位", "中央", "省"]


def test_the_rules_inside_a_merged_cell_are_left_out() -> None:
    (page, *_) = laid(BUDGET).pages
    rules = [rule for rule in page.rules if rule.element is Element.TABLE]
    ends = sorted({round(rule.x1_mm, 2) for rule in rules if rule.x1_mm == rule.x2_mm})
    lines = sorted({round(rule.y1_mm, 2) for rule in rules if rule.y1_mm == rule.y2_mm})
    merges = merges_by_place(BUDGET)
    for row, (top, bottom) in enumerate(pairwise(lines)):
        upright = {
            round(one.x1_mm, 2) for one in rules if one.x1_mm == one.x2_mm and one.y1_mm - 0.1 <= top < one.y2_mm - 0.1
        }
        edges = {cell.column for cell in cells_across(merges, row, 5)} | {5}
        assert {ends.index(x_mm) for x_mm in upright} == edges
        for column, (left, right) in enumerate(pairwise(ends)):
            cell = merges.get((row, column), CellSpan(row=row, column=column))
            ruled = any(
                abs(one.y1_mm - bottom) < 0.1 and one.x1_mm - 0.1 <= left and right <= one.x2_mm + 0.1
                for one in rules
                if one.y1_mm == one.y2_mm
            )
            assert ruled is (row == cell.last_row)


def test_words_stand_in_the_middle_of_a_merged_cell() -> None:
    (page, *_) = laid(BUDGET).pages
    placed = {run.text: run for run in page.of(Element.TABLE)}
    assert placed["县水利局"].y_mm == pytest.approx((placed["50"].y_mm + placed["80"].y_mm) / 2)
    assert placed["序号"].y_mm == pytest.approx((placed["资金（万元）"].y_mm + placed["省"].y_mm) / 2)
    middle = placed["资金（万元）"].x_mm + placed["资金（万元）"].width_mm / 2
    columns = [placed[name].x_mm + placed[name].width_mm / 2 for name in ("中央", "省")]
    assert min(columns) < middle < max(columns)


def test_organs_in_a_merged_cell_are_parted_behind_their_mark() -> None:
    work = "实施农村道路提升、供水保障等工程，全年完成投资"
    rows = tuple(
        (
            str(n + 1),
            "" if n % 7 else "农业农村现代化建设",
            f"项目{n + 1}：{work}",
            "" if n % 3 else "县交通运输局、县水利局",
        )
        for n in range(42)
    )
    fields = [CellSpan(row=n + 1, column=1, rows=7) for n in range(0, 42, 7)]
    organs = [CellSpan(row=n + 1, column=3, rows=3) for n in range(0, 42, 3)]
    table = Table(rows=(("序号", "类别", "项目", "责任单位"), *rows), spans=(*fields, *organs))
    (page, *_) = laid(table).pages
    assert {"县交通运输局、", "县水利局", "农业农村现", "代化建设"} <= set(words(page))


def test_words_are_in_the_order_of_reading() -> None:
    (page, *_) = laid(BUDGET).pages
    assert "".join(words(page)) == "".join(text for row in BUDGET.rows for text in row)


@pytest.mark.parametrize("landscape", [None, True])
def test_a_merged_cell_that_a_page_divides_says_its_words_again(landscape: bool | None) -> None:
    pages = [page for page in laid(categories(90, 45, landscape=landscape)).pages if page.of(Element.TABLE)]
    assert len(pages) > 2
    for page in pages:
        (*head, first, category, _project), *_ = [words(page)[:6]]
        assert head == ["序号", "类别", "项目"]
        assert category == f"第{int(first) // 45}类"
        assert {words(page).count(f"第{number}类") for number in (0, 1)} <= {0, 1}


def test_a_low_merged_cell_is_not_divided() -> None:
    for page in laid(categories(90, 3)).pages:
        numbers = [int(text) for text in words(page) if text.isdecimal()]
        assert not numbers or (numbers[0] % 3, numbers[-1] % 3) == (0, 2)


def test_a_long_text_of_a_merged_cell_goes_on_over_the_pages() -> None:
    text = "".join(sign for sign in map(chr, range(0x4E00, 0x59B8)) if sign not in "序号说明项目工程")
    table = Table(
        rows=(("序号", "说明", "项目"), *((str(n), "" if n else text, f"工程{n}") for n in range(5))),
        spans=(CellSpan(row=1, column=1, rows=5),),
    )
    printed = "".join(run.text for page in laid(table).pages for run in page.of(Element.TABLE))
    assert [printed.count(sign) for sign in text] == [1] * len(text)


@pytest.mark.parametrize("seed", range(12))
def test_any_merges_lose_no_word_and_keep_the_page(seed: int) -> None:
    chance = random.Random(seed)
    rows, columns = chance.randint(2, 30), chance.randint(2, 6)
    signs = iter(chr(0x4E00 + number) for number in range(20000))
    cells = tuple(
        tuple("".join(next(signs) for _ in range(chance.choice((0, 1, 4, 30)))) for _ in range(columns))
        for _ in range(rows)
    )
    spans = [
        CellSpan(
            row=chance.randrange(rows),
            column=chance.randrange(columns),
            rows=chance.randint(1, 9),
            columns=chance.randint(1, 3),
        )
        for _ in range(8)
    ]
    emptied = {place for one in spans for place in list(one.places())[1:]}
    texts = tuple(tuple("" if (r, c) in emptied else text for c, text in enumerate(row)) for r, row in enumerate(cells))
    pages = laid(Table(rows=texts, spans=tuple(spans), header_rows=0)).pages
    printed = "".join(run.text for page in pages for run in page.of(Element.TABLE))
    assert set(printed) == set("".join(map("".join, texts)))
    lowest = max(rule.y1_mm for page in pages for rule in page.rules if rule.element is Element.TABLE)
    assert lowest <= 262 + LINE_MM / 10


def test_a_date_that_is_wider_than_its_column_is_parted_behind_the_year() -> None:
    table = Table(rows=(("事项",) * 10, *((("工程", "2026年10月底") * 5,) * 2)), landscape=False)
    (page, *_) = laid(table).pages
    assert {run.text for run in page.of(Element.TABLE)} >= {"2026年", "10月底"}


def test_heads_of_columns_are_parted_in_their_middle_in_a_word_processor_too() -> None:
    heads = (
        "序号",
        "建设单位",
        "建设地点",
        "建设性质",
        "总投资",
        "年度投资",
        "完成时限",
        "责任领导",
        "牵头单位",
        "配合单位",
        "项目代码",
    )
    texts = (
        "1",
        "县水利局除险加固办公室",
        "柳河镇青石村",
        "新建",
        "1200",
        "300",
        "2026年10月底",
        "张某某",
        "县发展和改革局",
        "县财政局",
        "2026",
    )
    data = write_docx(Manuscript(title="通知", body=(Table(rows=(heads, texts), landscape=False),)))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    cells = {"".join(cell.itertext()): cell for cell in document.iter(f"{WORD}tc")}
    for name, is_parted in (("建设地点", True), ("序号", False), ("柳河镇青石村", False)):
        (indent,) = [*cells[name].iter(f"{WORD}ind")] or [None]
        assert (indent is not None) is is_parted
        if indent is not None:
            room = (
                int(next(cells[name].iter(f"{WORD}tcW")).get(f"{WORD}w")) - 2 * 57 - 2 * int(indent.get(f"{WORD}left"))
            )
            assert 2 * 10.5 * 20 <= room < 3 * 10.5 * 20


@pytest.mark.parametrize(("landscape", "turned"), [(None, True), (False, False), (True, True)])
def test_a_writer_may_forbid_that_a_wide_table_is_turned(landscape: bool | None, turned: bool) -> None:
    wide = Table(rows=(("一二三四五",) * 20,) * 2, landscape=landscape)
    (block,) = printed_blocks((wide,))
    assert isinstance(block, Table)
    assert block.landscape is turned


def written(table: Table) -> Table:
    """The table as it is read back from our DOCX."""
    data = write_docx(Manuscript(title="关于计划的通知", body=(table,)))
    return next(block for block in read_file(data, "稿.docx").manuscript.body if isinstance(block, Table))


@pytest.mark.parametrize("table", [BUDGET, categories(90, 45), categories(30, 3)])
def test_merged_cells_of_a_docx_are_read_back(table: Table) -> None:
    assert written(table) == table


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("table", [BUDGET, categories(90, 45), categories(90, 3), categories(90, 45, landscape=True)])
def test_merged_cells_of_our_pages_are_read_back(table: Table, ending: str) -> None:
    data = WRITERS[ending](laid(table))
    read = next(block for block in read_file(data, f"稿.{ending}").manuscript.body if isinstance(block, Table))
    assert read == table


HEAD = ("序号", "类别")


@pytest.mark.parametrize("said", ["农业", ""])
def test_a_merged_cell_is_one_again_over_the_end_of_a_page(said: str) -> None:
    above = Table(rows=(HEAD, ("1", "农业"), ("2", "")), spans=(CellSpan(row=1, column=1, rows=2),))
    below = Table(rows=(HEAD, ("3", said), ("4", "")), spans=(CellSpan(row=1, column=1, rows=2),))
    whole = (HEAD, ("1", "农业"), ("2", ""), ("3", ""), ("4", ""))
    assert joined(above, below) == Table(rows=whole, spans=(CellSpan(row=1, column=1, rows=4),))


def test_other_words_over_the_end_of_a_page_are_another_cell() -> None:
    above = Table(rows=(HEAD, ("1", "农业"), ("2", "")), spans=(CellSpan(row=1, column=1, rows=2),))
    below = Table(rows=(HEAD, ("3", "工业"), ("4", "")), spans=(CellSpan(row=1, column=1, rows=2),))
    spans = (CellSpan(row=1, column=1, rows=2), CellSpan(row=3, column=1, rows=2))
    assert joined(above, below) == Table(rows=(*above.rows, *below.rows[1:]), spans=spans)
    assert joined(above, Table(rows=(("甲", "乙"), ("3", "")))) is None


def tr(*cells: tuple[str, str]) -> str:
    """A row of a DOCX, each cell with its properties and its words."""
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr>{made}</w:tcPr>{p(text)}</w:tc>' for made, text in cells)}</w:tr>"


ACROSS, BEGINS, GOES_ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
OLD_BEGINS, OLD_GOES_ON = '<w:hMerge w:val="restart"/>', '<w:hMerge w:val="continue"/>'


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            tr((ACROSS, "合计"), (BEGINS, "甲")) + tr(("", "1"), ("", "2"), (GOES_ON, "")),
            Table(
                rows=(("合计", "", "甲"), ("1", "2", "")),
                spans=(CellSpan(row=0, column=0, columns=2), CellSpan(row=0, column=2, rows=2)),
            ),
        ),
        (
            tr((OLD_BEGINS, "合计"), (OLD_GOES_ON, ""), ("", "甲")) + tr(("", "1"), ("", "2"), ("", "乙")),
            Table(rows=(("合计", "", "甲"), ("1", "2", "乙")), spans=(CellSpan(row=0, column=0, columns=2),)),
        ),
        (
            tr((BEGINS + ACROSS, "合计"), ("", "甲"))
            + tr((GOES_ON + ACROSS, ""), ("", "乙"))
            + tr((ACROSS, "丙"), ("", "丁")),
            Table(rows=(("合计", "甲"), ("", "乙"), ("丙", "丁")), spans=(CellSpan(row=0, column=0, rows=2),)),
        ),
        (
            tr((ACROSS, "合计"), ("", "甲")) + tr((GOES_ON, "不丢"), ("", "2"), ("", "乙")),
            Table(rows=(("合计", "", "甲"), ("不丢", "2", "乙"))),
        ),
    ],
)
def test_merged_cells_of_a_word_processor_are_read(given: str, expected: Table) -> None:
    data = word_file(ps("关于计划的通知", "各股室：", "见下表。") + f"<w:tbl>{given}</w:tbl>")
    assert read_file(data, "稿.docx").manuscript.body[-1] == expected


def test_a_line_above_a_table_keeps_it_upright() -> None:
    (read,) = read_source(f"# 关于计划的通知\n\n（竖排表）\n{MARKDOWN}".encode(), "稿.md").manuscript.body
    assert read == replace(BUDGET, landscape=False)
