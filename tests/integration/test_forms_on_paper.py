"""Forms (表单) on pages: everything that was filled in stands in its cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.catalogue.forms import load_forms
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.forms.forms import draw_form, lay_out_form
from oa_desktop.docs.layout import LaidOut
from oa_desktop.domain.forms import Cell, Form, Row, form_row
from oa_desktop.domain.texts.opinions import Opinion
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.trail.trail import Bound, Figures

SHEET = Form(
    title="发文稿纸",
    organ="清源县人民政府办公室",
    rows=(
        Row(
            cells=(
                Cell(label="发文字号", value="清政办发〔2026〕21号", width=6),
                Cell(label="紧急程度", value="特急", width=6),
            )
        ),
        Row(cells=(Cell(label="签发", value="同意印发。\n王建国 2026年4月16日"),), height_mm=36.0),
    ),
    footer="本页由办理记录自动填写。",
)


def seen(text: str) -> str:
    return "".join(text.split())


def uncounted(text: str) -> str:
    return re.sub(r"第\d+页共\d+页|栏（续）|拟办意见（续）", "", seen(text))


def test_everything_on_the_form_is_printed_in_order() -> None:
    drawn = seen(lay_out_form(SHEET, shipped_fonts()).text_of(Element.FORM))
    assert drawn == (
        "清源县人民政府办公室发文稿纸发文字号清政办发〔2026〕21号紧急程度特急签发同意印发。王建国2026年4月16日本页由办理记录自动填写。"
    )


def test_the_cells_of_a_row_share_its_width_by_twelfths() -> None:
    rules = lay_out_form(SHEET, shipped_fonts()).pages[0].rules
    upright = {rule.x1_mm for rule in rules if rule.x1_mm == rule.x2_mm}
    assert sorted(upright) == [28, 106, 184]


def test_a_row_is_at_least_as_high_as_it_asks() -> None:
    rules = lay_out_form(SHEET, shipped_fonts()).pages[0].rules
    heights = sorted({rule.y2_mm - rule.y1_mm for rule in rules if rule.x1_mm == rule.x2_mm})
    assert heights[-1] == pytest.approx(36)


def test_an_opinion_longer_than_a_page_goes_on_on_the_next() -> None:
    words = "同意并请抓紧办理" * 200
    form = Form(title="处理单", rows=(Row(cells=(Cell(label="拟办意见", value=words),)),))
    laid = lay_out_form(form, shipped_fonts())
    assert len(laid.pages) > 1
    assert words in uncounted(laid.text_of(Element.FORM))
    assert "同意" in "".join(run.text for run in laid.pages[0].runs)
    assert all(run.y_mm < 290 for page in laid.pages for run in page.runs)


@pytest.mark.parametrize("before", range(16, 22))
def test_a_heading_never_stands_last_on_a_page(before: int) -> None:
    """One of these numbers of rows leaves room on the page for the heading alone."""
    above = (form_row(("栏", "", 12)),) * before
    rows = (*above, form_row(("整个文件", "", 12), heads=True), form_row(("结构完整", "", 12)))
    laid = lay_out_form(Form(title="结论", rows=(*rows, *above)), shipped_fonts())
    first = "".join(run.text for run in laid.pages[0].runs)
    assert ("整个文件" in first) == ("结构完整" in first)


@pytest.mark.parametrize("before", range(12, 34, 3))
def test_a_table_names_its_columns_on_every_page_and_never_at_the_foot_of_one(before: int) -> None:
    lines = [("2026-04-16", "周悦", "办理", f"第{number}行") for number in range(before)]
    tables = [
        Figures(title=name, columns=("时间", "人员", "事项", "情况"), widths=(2, 2, 2, 6), lines=lines)
        for name in "甲乙丙"
    ]
    pages = lay_out_form(
        Bound(title="审计月报", figures=tables, signed=True).form("某办", "某日"), shipped_fonts()
    ).pages
    for page in pages[1:]:
        said = seen("\n".join(run.text for run in page.runs))
        assert re.match(r"[甲乙丙]?时间人员事项情况2026|安全审计员签名", said), said
        assert not re.search(r"情况(第\d+页.*)?$", said), said
    assert "".join(run.text for page in pages for run in page.runs).count("第0行") == 3


def test_a_form_of_the_demonstration_realm_is_marked() -> None:
    laid = lay_out_form(SHEET, shipped_fonts(), "演示")
    assert [run.text for run in laid.pages[0].of(Element.REALM)] == ["演示", "演示"]


def test_a_form_becomes_a_pdf() -> None:
    assert draw_form(SHEET, shipped_fonts()).startswith(b"%PDF")


def test_a_form_without_rows_is_one_page_with_its_title() -> None:
    laid = lay_out_form(Form(title="登记簿"), shipped_fonts())
    assert [run.text for page in laid.pages for run in page.runs] == ["登记簿"]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.lists(st.text(alphabet="国5A，。\n", max_size=90), min_size=1, max_size=5), max_size=30))
def test_no_word_of_a_form_is_dropped(values: list[list[str]]) -> None:
    rows = tuple(Row(cells=tuple(Cell(label="栏", value=value, width=3) for value in row)) for row in values)
    drawn = uncounted(lay_out_form(Form(title="", rows=rows), shipped_fonts()).text_of(Element.FORM))
    filled = "".join("栏" + value for row in values for value in row)
    assert sorted(drawn) == sorted(seen(filled))


# --- the two forms that are shipped --------------------------------------------------------------------------------


OPINIONS = ("签发", "会签", "核稿", "部门审核", "合法性审核", "复核", "拟稿", "登记", "印制用印", "核发")
NOTICE = {
    "标题": "清源县人民政府办公室关于做好2026年全县电子公文归档与移交工作的通知",
    "主送": "各乡镇人民政府，县政府各部门、各直属机构",
    "抄送": "县委办公室，县人大常委会办公室，县政协办公室，县纪委办公室，县法院，县检察院，县人武部",
    "附件": "电子公文归档目录\n归档质量自查要点\n移交清单填写说明",
}


def opinions(words: str) -> LaidOut:
    """Return the 发文稿纸 with these words in every cell for opinions, and a notice in the others."""
    blank = load_forms(resource_path("forms"))["发文稿纸"]
    filled = blank.filled(
        "清源县人民政府",
        NOTICE | dict.fromkeys(OPINIONS, words),
        {"签发": [Opinion(said_by="王建国", written="2026-04-16")]},
    )
    return lay_out_form(filled, shipped_fonts())


@pytest.mark.parametrize("title", ["发文稿纸", "收文处理单"])
def test_a_form_that_is_shipped_stands_on_one_page(title: str) -> None:
    form = load_forms(resource_path("forms"))[title].filled("清源县人民政府办公室", {})
    (page,) = lay_out_form(form, shipped_fonts()).pages
    assert max(rule.y2_mm for rule in page.rules) > 220


def test_tall_rows_give_way_so_that_all_stand_on_one_page() -> None:
    assert len(opinions("同意。").pages) == 1
    assert len(opinions("同意印发，请各部门按照分工抓好落实，确保按时完成任务。").pages) == 1
    assert len(opinions("同意印发，请各部门按照分工抓好落实。" * 8).pages) > 1


def test_who_signed_stands_at_the_foot_of_the_cell_on_the_right() -> None:
    page = opinions("同意。").pages[0]
    (run,) = (run for run in page.runs if run.text.startswith("王建国"))
    last = max((one for one in page.runs if one.y_mm == run.y_mm and one.x_mm < 106), key=lambda one: one.right_mm)
    below = min(rule.y1_mm for rule in page.rules if rule.y1_mm == rule.y2_mm and rule.y1_mm > run.y_mm)
    assert last.right_mm == pytest.approx(106 - 1.5, abs=0.05)
    assert below - run.y_mm < 10


def test_who_signed_stands_beside_a_short_opinion_and_below_a_long_one() -> None:
    def lines(value: str) -> int:
        cell = Cell(label="登记", opinions=(Opinion(said_by="何雨桐", written="2026-03-18", words=value),))
        page = lay_out_form(Form(title="表", rows=(Row(cells=(cell,)),)), shipped_fonts()).pages[0]
        return len({round(run.y_mm, 1) for run in page.of(Element.FORM) if run.y_mm > 50})

    assert (lines("已登记。"), lines("已经登记，" * 6)) == (1, 2)


@pytest.mark.parametrize("across", [False, True])
def test_the_mark_of_the_realm_and_the_count_of_pages_do_not_lie_over_each_other(across: bool) -> None:
    many = tuple(Row(cells=(Cell(label="标题", value="关于值班的通知"),), height_mm=40.0) for _ in range(60))
    form = Form(title="发文登记簿", rows=many, across=across)
    page = lay_out_form(form, shipped_fonts(), "演示").pages[0]
    mark = next(run for run in page.of(Element.REALM) if run.size_pt < 12)
    count = next(run for run in page.of(Element.FORM) if run.text.startswith("第1页"))
    assert abs(count.y_mm - mark.y_mm) > count.size_pt * 25.4 / 72
    assert count.y_mm < page.height_mm - 5


def test_a_list_of_many_pages_has_each_line_and_each_spacing_in_memory_once() -> None:
    rows = tuple(form_row(("档号", f"Z109-WS·2026-Y-BGS-{one:04}", 12)) for one in range(1000, 1200))
    pages = lay_out_form(Form(title="目录", rows=rows, across=True), shipped_fonts()).pages
    rules = [rule for page in pages for rule in page.rules]
    spacings = [run.advances_mm for page in pages for run in page.runs]
    assert len(pages) > 5
    assert len({id(one) for one in rules}) == len(set(rules)) < len(rules) / 5
    assert len({id(one) for one in spacings}) == len(set(spacings)) < len(spacings) / 5
