"""Whatever is typed stands on the pages: no character lost, doubled or moved, no line too long, nothing divided.

What must hold is written down here once more, from the standards and not from the program.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, lay_out
from oa_desktop.docs.layout.page import Page, Run
from oa_desktop.docs.titles import title_lines
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span

LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM = 28.0, 184.0, 37.0, 262.0
NEVER_FIRST = "，。、；：！？）》〉」』】〕”’％…"
NEVER_LAST = "（《〈「『【〔“‘"
WHOLE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日"
    r"|〔\d{4}〕\d+号"
    r"|[\dA-Z/～]*\d+(?:\.\d+)?(?:%|个|万元|公里|名|亩|吨|℃)"
    r"|——|……"
)
"""What no line divides."""

HAN = st.sampled_from([*"为全面贯彻落实关于规范公文处理工作的决策部署县乡镇村", "党中央国务院", "人民政府办公室"])
COUNTED = st.builds(
    "{}{}".format, st.integers(0, 99_999), st.sampled_from(["个", "万元", "公里", "名", "亩", "吨", "℃", "%", ".5%"])
)
DATES = st.dates().map(lambda day: f"{day.year:04}年{day.month}月{day.day}日")
NUMBERS = st.builds("清政办发〔{}〕{}号".format, st.integers(1949, 2099), st.integers(1, 9_999))
LATIN = st.sampled_from(["OA", "PDF/A-2b", "GB/T 9704-2012", "https://www.example.gov.cn/a/b?c=d&e=f", "A" * 90])
RARE = st.sampled_from(["𠮷", "㛃", "😀", "👨‍👩‍👧", "\ue000", "\u200f", "\u202e字\u202c", "e\u0301", "\U0002ffff"])
PIECE = st.one_of(HAN, HAN, COUNTED, DATES, NUMBERS, LATIN, RARE, st.sampled_from(["——", "……", " ", "\u3000"]))
MARKED = st.builds("{}{}".format, PIECE, st.sampled_from(["", "", *"，。、；：！？"]))
QUOTED = st.builds("{}{}{}".format, st.sampled_from("（《“"), HAN, st.just("》")).map(
    lambda text: text[:-1] + {"（": "）", "《": "》", "“": "”"}[text[0]]
)
PARAGRAPH = st.lists(st.one_of(MARKED, MARKED, QUOTED), min_size=1, max_size=60).map("".join)
BODY = st.lists(PARAGRAPH, min_size=1, max_size=8)
ANYTHING = st.lists(st.text(max_size=120), min_size=1, max_size=6)

many = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


def paragraphs(texts: list[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans=(Span(text=text),)) for text in texts)


def laid(texts: list[str]) -> LaidOut:
    body = paragraphs(texts)
    paper = Manuscript(
        issuing_organs=("清源县人民政府",),
        document_number="清政发〔2026〕18号",
        title="清源县人民政府关于做好春季防汛工作的通知",
        recipients="各乡镇人民政府",
        body=body,
        signatories=("清源县人民政府",),
        date="2026年4月16日",
        annexes=(Annex(title="任务表", body=body),),
        printed_by="清源县人民政府办公室",
        printed_on="2026年4月17日",
    )
    return lay_out(paper, shipped_fonts())


def lines(pages: LaidOut, element: Element) -> Iterator[tuple[int, str]]:
    """Yield the paragraph and the characters of every line, in the order in which a reader meets them."""
    for page in pages.pages:
        for _, runs in sorted(by_baseline(page, element).items()):
            yield runs[0].block, "".join(run.text for run in sorted(runs, key=lambda run: run.x_mm))


def by_baseline(page: Page, element: Element) -> dict[float, list[Run]]:
    rows: dict[float, list[Run]] = {}
    for run in page.of(element):
        rows.setdefault(round(run.y_mm, 1), []).append(run)
    return rows


def is_seen(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}


def lost(pages: LaidOut, typed: str, element: Element) -> str:
    """Return where what stands on the pages first is another text than was typed; nothing where it is the same."""
    drawn = [char for _, line in lines(pages, element) for char in line if is_seen(char)]
    wanted = [char for char in typed if is_seen(char)]
    same = [one == other or (one == "〓" and other in pages.missing) for one, other in zip(drawn, wanted, strict=False)]
    place = same.index(False) if False in same else min(len(drawn), len(wanted))
    return "" if len(drawn) == len(wanted) == place else f"{drawn[place : place + 5]} for {wanted[place : place + 5]}"


@many
@given(st.one_of(BODY, ANYTHING))
def test_no_character_is_lost_doubled_or_moved(texts: list[str]) -> None:
    pages = laid(texts)
    for element in (Element.BODY, Element.ANNEX_BODY):
        assert lost(pages, "".join(texts), element) == ""


@many
@given(st.one_of(BODY, ANYTHING))
def test_no_line_leaves_the_page_and_no_page_has_more_than_twenty_two(texts: list[str]) -> None:
    for page in laid(texts).pages:
        rows = by_baseline(page, Element.BODY) | by_baseline(page, Element.ANNEX_BODY)
        assert len(rows) <= 22
        for run in (*page.of(Element.BODY), *page.of(Element.ANNEX_BODY)):
            assert run.x_mm >= LEFT_MM - 1e-6
            assert run.right_mm <= RIGHT_MM + 1e-6
            assert TOP_MM < run.y_mm < BOTTOM_MM


@many
@given(BODY)
def test_no_line_begins_or_ends_with_a_mark_that_may_not_stand_there(texts: list[str]) -> None:
    found = list(lines(laid(texts), Element.BODY))
    for (before, above), (block, below) in pairwise(found):
        if before == block:
            assert below.strip()[:1] not in {*NEVER_FIRST}
            assert above.strip()[-1:] not in {*NEVER_LAST}


@many
@given(BODY)
@example(["国" * lead + text + "国" * 30 for lead in range(20, 27) for text in ("PDF5个", "1/3个", "5～6个", "A5万元")])
def test_no_line_divides_a_number_and_its_unit_a_date_or_the_number_of_a_document(texts: list[str]) -> None:
    assert divided(laid(texts)) == []


def divided(pages: LaidOut) -> list[str]:
    parts: dict[int, list[str]] = {}
    for block, line in lines(pages, Element.BODY):
        parts.setdefault(block, []).append(line)
    return [
        found.group()
        for part in parts.values()
        for found in WHOLE.finditer("".join(part))
        for end in accumulate(map(len, part))
        if found.start() < end < found.end()
    ]


TITLE_WORD = st.sampled_from(
    [
        "清源县人民政府",
        "关于印发",
        "《清源县防汛抗旱应急预案》",
        "“十五五”",
        "推进",
        "农村公路建设",
        "2026年",
        "工作",
        "的",
        "和",
    ]
)


@many
@given(st.lists(TITLE_WORD, min_size=1, max_size=9).map(lambda words: "".join((*words, "的通知"))))
def test_no_line_of_a_title_divides_what_stands_in_quotation_marks(title: str) -> None:
    broken = title_lines(title)
    assert "".join(broken) == title
    for opening, closing in ("《》", "“”"):
        assert [line for line in broken if line.count(opening) != line.count(closing)] == []


LONG = ["现将" + "国" * 40 + "2026年4月16日前办结。", "请各单位认真组织实施，重要情况及时报告。"]


def lost_run(runs: list[Run]) -> list[Run]:
    return runs[:-1]


def doubled_run(runs: list[Run]) -> list[Run]:
    return [*runs, replace(runs[-1], y_mm=runs[-1].y_mm + 10)]


def lost_character(runs: list[Run]) -> list[Run]:
    return [replace(runs[0], text=runs[0].text[:-1]), *runs[1:]]


def moved_line(runs: list[Run]) -> list[Run]:
    return [replace(runs[0], y_mm=runs[-1].y_mm + 10), *runs[1:]]


@pytest.mark.parametrize("spoil", [lost_run, doubled_run, lost_character, moved_line])
def test_a_page_on_which_something_is_amiss_is_seen(spoil: Callable[[list[Run]], list[Run]]) -> None:
    pages = laid(LONG)
    assert lost(pages, "".join(LONG), Element.BODY) == ""
    first = pages.pages[0]
    others = [run for run in first.runs if run.element is not Element.BODY]
    spoilt = replace(first, runs=(*others, *spoil(list(first.of(Element.BODY)))))
    assert lost(replace(pages, pages=(spoilt, *pages.pages[1:])), "".join(LONG), Element.BODY) != ""


def test_a_divided_date_is_seen() -> None:
    pages = laid(["现于2026年4月16日前办结。"])
    first = pages.pages[0]
    assert divided(pages) == []
    spoilt = tuple(part for run in first.runs for part in at_a_year(run))
    assert divided(replace(pages, pages=(replace(first, runs=spoilt), *pages.pages[1:]))) == ["2026年4月16日"]


def at_a_year(run: Run) -> list[Run]:
    """Return a run of the text as two, the second one line lower, that part the year from the month."""
    if run.element is not Element.BODY:
        return [run]
    place = run.text.index("年") + 1
    return [replace(run, text=run.text[:place]), replace(run, text=run.text[place:], y_mm=run.y_mm + 10)]
