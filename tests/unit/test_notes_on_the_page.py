"""脚注 stand at the foot of the page of their marks: nothing lost, nothing off the grid, no text below them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_LEFT_MM, AREA_TOP_MM, CELL_MM, LINE_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, Page, Rule, lay_out
from oa_desktop.domain.documents.template import NATIONAL
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table

SOURCE = "见《2025年清源县国民经济和社会发展统计公报》。"


def noted(text: str, *notes: str) -> Paragraph:
    return Paragraph(spans=(*(Span(text=text, note=note) for note in notes[:1]), *map(at_the_end, notes[1:])))


def at_the_end(note: str) -> Span:
    return Span(text="又及。", note=note)


def plain(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def paper(*body: Paragraph | Table, annexes: tuple[Annex, ...] = ()) -> Manuscript:
    return Manuscript(
        issuing_organs=("清源县人民政府",),
        document_number="清政发〔2026〕18号",
        title="清源县人民政府关于做好春季防汛工作的通知",
        recipients="各乡镇人民政府",
        body=body,
        signatories=("清源县人民政府",),
        date="2026年4月16日",
        annexes=annexes,
        printed_by="清源县人民政府办公室",
        printed_on="2026年4月17日",
    )


def laid(manuscript: Manuscript, options: LayoutOptions | None = None) -> LaidOut:
    return lay_out(manuscript, shipped_fonts(), options)


def text(page: Page, element: Element) -> str:
    return "".join(run.text for run in page.of(element))


def note_rules(page: Page) -> tuple[Rule, ...]:
    return page.rules_of(Element.FOOTNOTE)


def test_a_note_stands_below_its_mark_under_a_short_rule() -> None:
    page = laid(paper(noted("受灾人口同比下降5%", SOURCE), plain("国" * 80))).pages[0]
    (rule,) = note_rules(page)
    assert text(page, Element.NOTE_MARK) == "①"
    assert text(page, Element.FOOTNOTE) == "①" + SOURCE
    assert (rule.x1_mm, round(rule.x2_mm - rule.x1_mm, 3)) == (AREA_LEFT_MM, 39.0)
    assert all(rule.y1_mm < run.y_mm for run in page.of(Element.FOOTNOTE))
    assert all(run.y_mm < rule.y1_mm for run in page.of(Element.BODY))


def test_a_mark_is_small_and_raised_and_takes_one_cell() -> None:
    page = laid(paper(noted("受灾人口同比下降", SOURCE, SOURCE))).pages[0]
    mark, _ = page.of(Element.NOTE_MARK)
    before, after = page.of(Element.BODY)[:2]
    assert mark.size_pt == pytest.approx(10.5)
    assert mark.y_mm < before.y_mm
    assert (mark.x_mm, after.x_mm) == pytest.approx((before.right_mm, before.right_mm + CELL_MM))


def test_no_line_begins_with_a_mark() -> None:
    for length in range(20, 32):
        page = laid(paper(noted("国" * length, SOURCE), plain("民" * 40))).pages[0]
        (mark,) = page.of(Element.NOTE_MARK)
        assert mark.x_mm > AREA_LEFT_MM + CELL_MM / 2


def test_the_lines_of_the_text_stay_on_the_grid_and_above_the_notes() -> None:
    for page in laid(paper(*(noted("国" * 70, SOURCE * (number % 4)) for number in range(30)))).pages:
        tops = {round((run.y_mm - page.of(Element.BODY)[0].y_mm) / LINE_MM, 3) for run in page.of(Element.BODY)}
        assert all(top == round(top) for top in tops)
        for rule in note_rules(page):
            assert all(run.y_mm < rule.y1_mm for run in page.of(Element.BODY))
            assert all(run.y_mm < AREA_BOTTOM_MM for run in page.of(Element.FOOTNOTE))


def test_a_short_note_stands_on_the_page_of_its_mark() -> None:
    pages = laid(paper(*(noted(f"第{number}段" + "国" * 60, f"注{number}。") for number in range(40)))).pages
    for page in pages:
        marks = [run.text for run in page.of(Element.NOTE_MARK)]
        beginnings = [run.text[0] for run in page.of(Element.FOOTNOTE) if run.x_mm == AREA_LEFT_MM]
        assert [mark[0] for mark in marks] == beginnings


def test_a_long_note_goes_on_at_the_foot_of_the_next_page() -> None:
    first, second, *_ = laid(paper(noted("国" * 30, SOURCE * 60), *(plain("民" * 80) for _ in range(12)))).pages
    assert text(first, Element.FOOTNOTE) + text(second, Element.FOOTNOTE) == "①" + SOURCE * 60
    assert note_rules(second)
    assert len({round(run.y_mm, 1) for run in second.of(Element.BODY)}) >= 6


def test_notes_end_before_an_annex_begins_and_are_counted_on_through_it() -> None:
    annex = Annex(title="任务表", body=(noted("任务一", "附件的注。"),))
    for apart in (False, True):
        given = paper(noted("国" * 30, SOURCE * 120), annexes=(annex,))
        pages = laid(given, LayoutOptions(annexes_apart=apart)).pages
        (last,) = (page for page in pages if page.of(Element.ANNEX_BODY))
        assert text(last, Element.FOOTNOTE) == "②附件的注。"


def test_notes_stand_above_the_imprint_of_their_page() -> None:
    for count in range(1, 30):
        pages = laid(paper(*(plain("国" * 80) for _ in range(count)), noted("民" * 20, SOURCE * 2))).pages
        assert pages[-1].of(Element.IMPRINT)
        for page in pages:
            feet = [run.y_mm for run in page.of(Element.FOOTNOTE)]
            above = [rule.y1_mm for rule in page.rules_of(Element.IMPRINT)] or [AREA_BOTTOM_MM]
            assert all(foot < min(above) for foot in feet)
            assert all(run.y_mm < rule.y1_mm for rule in note_rules(page) for run in page.of(Element.DATE))


def test_no_seal_reaches_into_notes() -> None:
    for lines in range(1, 36):
        pages = laid(
            paper(plain("国" * 28 * lines), noted("民" * 20, SOURCE)), LayoutOptions(seal="清源县人民政府")
        ).pages
        for page in pages:
            seals = [seal.centre_y_mm + seal.diameter_mm / 2 for seal in page.seals]
            assert all(bottom < rule.y1_mm for rule in note_rules(page) for bottom in seals)


def test_from_twenty_one_on_marks_are_bare_digits() -> None:
    pages = laid(paper(*(noted("国" * 10, "注。") for _ in range(21))))
    assert pages.text_of(Element.NOTE_MARK).endswith("⑲⑳21")


def test_an_office_may_choose_larger_notes() -> None:
    chosen = LayoutOptions(template=replace(NATIONAL, note_size=1050))
    for options, size_pt in ((None, 9.0), (chosen, 10.5)):
        runs = laid(paper(noted("国" * 10, SOURCE)), options).pages[0].of(Element.FOOTNOTE)
        assert {run.size_pt for run in runs} == {size_pt}


def test_a_paragraph_with_a_note_is_no_name_of_a_table_that_lies_across() -> None:
    table = Table(rows=(("乡镇", "数量"), ("清溪镇", "3")), landscape=True)
    pages = laid(paper(plain("国" * 40), noted("任务表", SOURCE), table)).pages
    assert text(pages[0], Element.FOOTNOTE) == "①" + SOURCE


NOTE = st.text(st.sampled_from("国民经济统计公报，。《》2025A b\n"), min_size=1, max_size=400)
PARTS = st.lists(
    st.tuples(st.text(st.sampled_from("县人民政府办公室，。"), max_size=90), NOTE | st.just("")), max_size=5
)


@settings(deadline=None, derandomize=True, database=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(PARTS, min_size=1, max_size=12))
def test_no_character_of_a_note_is_lost_or_doubled(body: list[list[tuple[str, str]]]) -> None:
    blocks = tuple(Paragraph(spans=tuple(Span(text=words, note=note) for words, note in parts)) for parts in body)
    pages = laid(paper(*blocks, annexes=(Annex(title="任务表", body=blocks),)))
    typed = "".join("".join(note.split()) for block in (*blocks, *blocks) for note in block.notes)
    marks = pages.text_of(Element.NOTE_MARK)
    feet = [run for _, run in pages.of(Element.FOOTNOTE)]
    words = "".join("".join(run.text.split()) for run in feet if run.x_mm > AREA_LEFT_MM + 1)
    assert words == typed
    assert "".join(run.text for run in feet if run.x_mm == AREA_LEFT_MM) == marks
    assert not [mark for mark, times in Counter(marks).items() if times > 1 and not mark.isascii()]


def test_notes_follow_each_other_at_an_even_pitch() -> None:
    page = laid(paper(noted("国" * 30, SOURCE * 3, SOURCE))).pages[0]
    heights = [height for height, _ in groupby(round(run.y_mm, 3) for run in page.of(Element.FOOTNOTE))]
    pitches = {round(below - above, 2) for above, below in pairwise(heights)}
    assert len(pitches) == 1
    assert min(heights) > AREA_TOP_MM
