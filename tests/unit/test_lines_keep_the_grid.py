"""Lines of 28 characters: 避头尾, whole numbers, and a grid that one crowded line does not disturb."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_LEFT_MM, AREA_RIGHT_MM, CELL_MM
from oa_desktop.docs.fonts.fonts import FontRole, shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.breaking import NEVER_FIRST, NEVER_LAST
from oa_desktop.docs.layout.lines import SetLine, fill_lines
from oa_desktop.docs.layout.type_case import TypeCase
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span, Table

PLAIN = "为全面贯彻落实党中央国务院关于规范公文处理工作的决策部署进一步提高全县公文处理工作水平"


def lines_of(text: str, first: float = 26, others: float = 28) -> list[SetLine]:
    case = TypeCase(shipped_fonts())
    return fill_lines(case.glyphs(FontRole.FANGSONG, text), first=first, others=others)


def texts_of(text: str) -> list[str]:
    return ["".join(glyph.char for glyph in line.glyphs) for line in lines_of(text)]


def body_of(*paragraphs: str) -> LaidOut:
    body = tuple(Paragraph(spans=(Span(text=text),)) for text in paragraphs)
    return lay_out(Manuscript(body=body), shipped_fonts())


def test_a_line_holds_twenty_eight_characters_and_the_first_twenty_six() -> None:
    assert [len(text) for text in texts_of(PLAIN * 2)][:2] == [26, 28]


def test_a_comma_that_falls_behind_a_full_line_is_drawn_into_it() -> None:
    first = texts_of(PLAIN[:26] + "，" + PLAIN)[0]
    assert first.endswith("，")
    assert len(first) == 27


def test_an_opening_bracket_never_ends_a_line() -> None:
    first, second = texts_of(PLAIN[:25] + "（" + PLAIN)[:2]
    assert not first.endswith("（")
    assert second.startswith("（")


def test_an_evened_line_is_exactly_as_wide_as_the_type_area() -> None:
    for text in (PLAIN[:26] + "，" + PLAIN, PLAIN[:25] + "（" + PLAIN, PLAIN[:23] + "2026年12月31日" + PLAIN):
        assert lines_of(text)[0].width == pytest.approx(26)


def test_the_white_around_a_date_lies_evenly_between_its_digits_and_its_characters() -> None:
    (line,) = lines_of("工程于2025年9月18日开工。")
    wide = [advance - glyph.em for glyph, advance in zip(line.glyphs, line.advances, strict=True)]
    given = {glyph.drawn for glyph, white in zip(line.glyphs, wide, strict=True) if white > 0.01}
    assert given == set("于5年9月8")
    assert max(wide) == pytest.approx(min(white for white in wide if white > 0.01))
    assert sum(line.advances[:13]) == pytest.approx(round(sum(line.advances[:13])))


def test_a_bracket_keeps_close_to_the_digits_that_it_encloses() -> None:
    (line,) = lines_of("会议（3个单位）结束")
    assert line.advances[2] == 1.0


def test_the_line_after_an_evened_one_is_on_the_grid() -> None:
    second = lines_of(PLAIN[:26] + "，" + PLAIN * 2)[1]
    assert second.advances == [1.0] * 28


@pytest.mark.parametrize(
    "whole",
    ["5个", "17:00", "93.7%", "2026年12月31日", "〔2026〕18号", "Government", "第12条", "3000字", "——", "……"],
)
def test_what_belongs_together_is_never_divided(whole: str) -> None:
    for lead in range(12, 27):
        text = ("国" * lead) + whole + "国" * 30
        assert any(whole in line for line in texts_of(text)), lead


def test_a_document_number_is_divided_before_its_year_only_where_the_line_would_be_drawn_apart_too_far() -> None:
    divided = []
    for lead in range(12, 27):
        lines = texts_of("国" * lead + "清政办发〔2026〕18号" + "国" * 30)
        assert all("清政办发" in line or "清" not in line for line in lines)
        divided += [lead] if any(line.endswith("清政办发") for line in lines) else []
    assert divided
    for lead in set(range(12, 27)) - set(divided):
        assert any(
            "清政办发〔2026〕18号" in line for line in texts_of("国" * lead + "清政办发〔2026〕18号" + "国" * 30)
        )


def test_no_line_with_a_document_number_ends_early() -> None:
    for lead in range(12, 27):
        for line in lines_of("国" * lead + "（清政办发〔2026〕18号）" + "国" * 60)[1:-1]:
            assert line.width == pytest.approx(28, abs=0.01)


def test_an_address_longer_than_a_line_is_divided_and_kept() -> None:
    address = "https://www.example.gov.cn/" + "a" * 120
    assert "".join(texts_of(address)) == address


def test_characters_behind_a_number_are_on_the_grid_again() -> None:
    line = lines_of("国" * 5 + "37" + "国" * 5 + "8" + "国" * 20)[0]
    places = [sum(line.advances[:place]) for place in range(len(line.advances))]
    chinese = [at for at, glyph in zip(places, line.glyphs, strict=True) if glyph.wide]
    assert [at for at in chinese if abs(at - round(at)) > 0.01] == []


def test_a_character_that_no_font_holds_is_drawn_as_geta_and_reported() -> None:
    pages = body_of("国\U0002ffff国")
    assert "国〓国" in pages.text_of(Element.BODY)
    assert pages.missing == "\U0002ffff"


MARKS = "，。、；：！？）》”"
WORDS = st.sampled_from(
    [*"为全面贯彻落实党中央国务院关于规范公文处理工作", "2026年", "5个", "17:00", "93.7%", "OA", "PDF ", "——", "……"]
)
PIECE = st.one_of(
    WORDS,
    st.tuples(WORDS, st.sampled_from(MARKS)).map("".join),
    st.tuples(st.sampled_from("（《“"), WORDS).map("".join),
)
BODY = st.lists(PIECE, min_size=1, max_size=160).map("".join).filter(str.strip)


def seen(text: str) -> str:
    return "".join(text.split())


@settings(deadline=None)
@given(st.lists(BODY, min_size=1, max_size=4))
def test_every_character_of_the_body_stands_in_the_runs_in_order(paragraphs: list[str]) -> None:
    assert seen(body_of(*paragraphs).text_of(Element.BODY)) == seen("".join(paragraphs))


@settings(deadline=None)
@given(BODY)
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str) -> None:
    lines = texts_of(text.strip())
    assert [line for line in lines[1:] if line[0] in NEVER_FIRST] == []
    assert [line for line in lines[:-1] if line.rstrip()[-1] in NEVER_LAST] == []


@settings(deadline=None)
@given(st.lists(BODY, min_size=1, max_size=3))
def test_no_run_leaves_the_type_area(paragraphs: list[str]) -> None:
    for _, run in body_of(*paragraphs).of(Element.BODY):
        assert run.x_mm >= AREA_LEFT_MM - 1e-6
        assert run.right_mm <= AREA_RIGHT_MM + 1e-6


@settings(deadline=None)
@given(st.text(alphabet="国A5，（》 \u3000\t\u200b%.—\U0001f600", max_size=200))
def test_any_text_at_all_is_set_without_loss(text: str) -> None:
    drawn = seen(body_of(text).text_of(Element.BODY)).replace("〓", "\U0001f600")
    assert drawn == seen(text.replace("\u200b", ""))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(st.text(alphabet="国5A，。\n", max_size=80), min_size=1, max_size=9), min_size=1, max_size=12),
    st.booleans(),
)
def test_no_cell_of_a_table_is_dropped(rows: list[list[str]], landscape: bool) -> None:
    table = Table(rows=tuple(tuple(row) for row in rows), header_rows=0, landscape=landscape)
    drawn = lay_out(Manuscript(body=(table,)), shipped_fonts()).text_of(Element.TABLE)
    assert sorted(seen(drawn)) == sorted(seen("".join("".join(row) for row in rows)))


def test_a_cell_is_five_point_five_seven_millimetres() -> None:
    run = body_of("国" * 60).of(Element.BODY)[1][1]
    assert run.advances_mm == pytest.approx((CELL_MM,) * 28)


def hung(text: str) -> list[SetLine]:
    case = TypeCase(shipped_fonts())
    return fill_lines(case.glyphs(FontRole.FANGSONG, text), first=26, others=28, hanging=True)


@pytest.mark.parametrize("mark", "，。、；：！？")
def test_a_mark_hangs_behind_a_full_line_where_the_office_wants_it(mark: str) -> None:
    first, second = hung("国" * 26 + mark + "国" * 28)[:2]
    assert first.advances == [1.0] * 27
    assert first.glyphs[-1].char == mark
    assert second.advances == [1.0] * 28


def test_only_one_mark_hangs_and_no_bracket() -> None:
    for ending in ("。”", "）", "……"):
        assert hung("国" * 26 + ending + "国" * 28)[0].width <= 26 + 1e-6


def test_a_hanging_mark_leaves_the_numbers_of_its_line_on_the_grid() -> None:
    line = hung("国" * 24 + "26年，" + "国" * 28)[0]
    assert line.glyphs[-1].char == "，"
    assert line.width - line.advances[-1] == pytest.approx(26)


@settings(deadline=None)
@given(BODY)
def test_with_hanging_marks_no_character_is_lost_and_no_line_is_longer_than_one_mark_more(text: str) -> None:
    lines = hung(text.strip())
    assert seen("".join(glyph.char for line in lines for glyph in line.glyphs)) == seen(text)
    for line, cells in zip(lines, [26, *[28] * len(lines)], strict=False):
        is_hung = line.glyphs[-1].char in "，。、；：！？"
        assert line.width <= cells + is_hung + 1e-6


def test_pages_hang_marks_only_where_the_template_says_so() -> None:
    paper = Manuscript(body=(Paragraph(spans=(Span(text="国" * 26 + "，" + "国" * 40),)),))
    rights = {}
    for hanging in (False, True):
        template = Template(hanging_marks=hanging)
        pages = lay_out(paper, shipped_fonts(), LayoutOptions(template=template))
        rights[hanging] = max(run.right_mm for _, run in pages.of(Element.BODY))
        styles = zipfile.ZipFile(io.BytesIO(write_docx(paper, DocxOptions(template=template)))).read("word/styles.xml")
        assert (b'overflowPunct w:val="1"' in styles) is hanging
    assert rights[False] == pytest.approx(AREA_RIGHT_MM)
    assert rights[True] == pytest.approx(AREA_RIGHT_MM + CELL_MM)
