"""What no page may divide: a heading from its text, a last character from its paragraph, 落款 from the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, LINE_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, Page, lay_out
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.manuscript import Block, Emphasis, Manuscript, Paragraph, Span, Table

LEVELS = {1: "一、提高认识", 2: "（一）统一思想", 3: "1.加强学习", 4: "（1）集中学习"}


def plain(text: str) -> Paragraph:
    return Paragraph(spans=(Span(text=text),))


def heading(level: int) -> Paragraph:
    return Paragraph(level=level, spans=(Span(text=LEVELS[level], emphasis=Emphasis.HEADING),))


def filled(lines: int) -> Paragraph:
    return plain("国" * (28 * lines - 2))


def closed(*body: Block, **more: Any) -> Manuscript:
    given = Manuscript(
        issuing_organs=("清源县人民政府办公室",),
        title="关于做好公文处理工作的通知",
        recipients="各乡镇人民政府",
        body=body,
        signatories=("清源县人民政府办公室",),
        date="2026年4月16日",
    )
    return replace(given, **more)


def laid(paper: Manuscript) -> LaidOut:
    return lay_out(paper, shipped_fonts())


def lines_of(page: Page, element: Element) -> list[str]:
    lines: dict[float, str] = {}
    for run in page.of(element):
        lines[round(run.y_mm, 2)] = lines.get(round(run.y_mm, 2), "") + run.text
    return [lines[y] for y in sorted(lines)]


def test_a_chain_of_headings_longer_than_a_page_begins_on_the_page_of_the_title() -> None:
    first, *others = laid(closed(*(heading(1) for _ in range(60)))).pages
    assert first.of(Element.RECIPIENTS)
    assert first.of(Element.BODY)
    assert sum(len(lines_of(page, Element.BODY)) for page in (first, *others)) == 60


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("lines", range(1, 34))
def test_no_page_ends_with_a_heading(lines: int, level: int) -> None:
    pages = laid(closed(filled(lines), heading(level), filled(2))).pages
    for page in pages:
        assert lines_of(page, Element.BODY)[-1:] != [LEVELS[level]]


@pytest.mark.parametrize("lines", range(1, 34))
def test_no_page_ends_with_several_headings_in_a_row(lines: int) -> None:
    pages = laid(closed(filled(lines), heading(1), heading(2), filled(1))).pages
    for page in pages:
        assert lines_of(page, Element.BODY)[-1:] not in ([LEVELS[1]], [LEVELS[2]])


def test_a_heading_is_carried_over_with_its_text_when_a_signature_would_stand_alone() -> None:
    moved = 0
    for lines in range(1, 34):
        pages = laid(closed(filled(lines), heading(2), filled(2), attachment_notes=("清单", "样式", "说明"))).pages
        signed = next(page for page in pages if page.of(Element.SIGNATURE))
        assert lines_of(signed, Element.BODY)
        moved += lines_of(signed, Element.BODY)[0] == LEVELS[2]
    assert moved


def test_a_short_last_paragraph_is_carried_over_whole_and_parts_no_other() -> None:
    carried = 0
    for lines in range(4, 34):
        pages = laid(closed(filled(lines), filled(1), attachment_notes=("清单", "样式", "说明"))).pages
        before, signed = pages[-2], pages[-1]
        if before.of(Element.BODY)[-1].y_mm < AREA_BOTTOM_MM - 2 * LINE_MM:
            carried += 1
            assert [run.block for run in signed.of(Element.BODY)] == [1]
    assert carried


def test_a_table_that_is_carried_over_repeats_its_header() -> None:
    table = Table(rows=(("序号", "单位"), *((str(number), f"单位{number}") for number in range(12))))
    for lines in range(1, 12):
        for page in laid(closed(filled(lines), table)).pages:
            rows = lines_of(page, Element.TABLE)
            assert rows[:1] in ([], ["序号单位"])


LONE = "国" * 10 + "，" + "国" * 8 + "，" + "国" * 6 + "民。"
"""A paragraph whose second line is one character and its stop."""


def test_a_last_character_alone_is_drawn_into_its_line_at_the_end_of_a_page() -> None:
    for lines in (21, 43):
        text = laid(Manuscript(body=(filled(lines), plain(LONE), filled(2))))
        ends = [lines_of(page, Element.BODY)[-1] for page in text.pages]
        assert LONE in ends
        assert text.text_of(Element.BODY).count(LONE) == 1


def test_within_a_page_a_last_character_keeps_its_own_line() -> None:
    page = laid(Manuscript(body=(filled(5), plain(LONE), filled(2)))).pages[0]
    assert "民。" in lines_of(page, Element.BODY)


def test_a_line_that_takes_a_character_in_stays_within_the_type_area() -> None:
    text = laid(Manuscript(body=(filled(21), plain(LONE))))
    assert max(run.right_mm for _, run in text.of(Element.BODY)) == pytest.approx(184)


def test_a_line_without_marks_takes_no_character_in() -> None:
    text = laid(Manuscript(body=(filled(21), plain("国" * 26 + "民。"))))
    assert lines_of(text.pages[1], Element.BODY)[0] == "民。"


LONG_HEADS = [
    {"recipients": "、".join(f"第{number}实验单位办公室" for number in range(count))} for count in range(5, 26, 2)
]


@pytest.mark.parametrize("more", LONG_HEADS, ids=lambda more: f"{len(more['recipients'])} characters")
@pytest.mark.parametrize("note", ["", "此件公开发布"])
def test_a_single_line_of_text_has_the_signature_under_it_as_far_as_lines_may_be_set_closer(
    more: dict[str, str], note: str
) -> None:
    text = laid(closed(plain("请遵照执行。"), note=note, **more))
    assert text.text_of(Element.BODY) == "请遵照执行。"
    assert text.of(Element.BODY)[0][0] is text.pages[0]
    ys = sorted({round(run.y_mm, 3) for run in text.pages[0].runs if 120 < run.y_mm < 262})
    assert all(below - above >= 0.86 * LINE_MM - 0.6 for above, below in pairwise(ys))
    assert all(run.y_mm < 262 for _, run in text.of(Element.DATE))


def test_lines_are_set_closer_rather_than_leaving_a_signature_alone() -> None:
    alone = [laid(closed(plain("请遵照执行。"), **more)).of(Element.SIGNATURE)[0][0].number for more in LONG_HEADS[:9]]
    assert set(alone) == {1}


def test_notes_go_with_a_signature_when_the_text_is_a_single_line() -> None:
    for count in range(2, 20):
        names = tuple(f"清单{number}" for number in range(count))
        text = laid(closed(plain("现印发给你们。"), attachment_notes=names))
        page = text.of(Element.SIGNATURE)[0][0]
        assert page.of(Element.ATTACHMENT_NOTE) or page.of(Element.BODY)


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize(
    "paper",
    [
        closed(),
        closed(title="", recipients=""),
        closed(attachment_notes=("清单",)),
        closed(attachment_notes=tuple("一二三四五六七八九十" * 3)),
        Manuscript(signatories=("清源县人民政府",)),
        Manuscript(date="2026年4月16日", note="说明"),
        closed(heading(1)),
        closed(signatories=tuple(f"第{number}局" for number in range(40))),
        closed(filled(2), issuing_organs=tuple(f"清源县第{number}局" for number in range(30))),
    ],
)
def test_papers_without_text_are_set_whole(paper: Manuscript, sealed: bool) -> None:
    text = lay_out(paper, shipped_fonts(), LayoutOptions(sealed=sealed, open_slots=True, seal="印"))
    assert text.text_of(Element.SIGNATURE) == "".join(paper.signatories)
    assert text.text_of(Element.BODY) == "".join(block.text for block in paper.body)


def test_a_paper_without_text_has_the_signature_on_its_first_page() -> None:
    text = laid(closed(recipients="、".join(f"第{number}实验单位办公室" for number in range(16))))
    assert text.of(Element.SIGNATURE)[0][0] is text.pages[0]


def imprinted(lines: int) -> Manuscript:
    printed = {"printed_by": "清源县人民政府办公室", "printed_on": "2026年4月17日"}
    return closed(filled(lines), note="此件公开发布", **printed)


def blank_lines_above_the_signature(pages: LaidOut) -> int:
    page = next(page for page in pages.pages if page.of(Element.SIGNATURE))
    last = max(run.y_mm for run in page.of(Element.BODY))
    return round((page.of(Element.SIGNATURE)[0].y_mm - last) / LINE_MM) - 1


@pytest.mark.parametrize("even", [True, False])
def test_a_signature_is_drawn_up_a_line_where_the_imprint_would_go_to_a_page_of_its_own(*, even: bool) -> None:
    options = LayoutOptions(template=Template(imprint_on_even_page=even))
    papers = [lay_out(imprinted(lines), shipped_fonts(), options) for lines in range(18, 32)]
    fitting = [pages for pages in papers if len(pages.pages) == 2]
    assert [blank_lines_above_the_signature(pages) for pages in fitting[-2:]] == [2, 1]
    pushed = papers[len(fitting)]
    assert blank_lines_above_the_signature(pushed) == 2
    assert bool(pushed.pages[2].of(Element.IMPRINT)) is not even
