"""The DOCX with tracked changes: accepted it is the newest text, rejected the first, and every change has its author."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from oa_desktop.docs.docx import write_docx, write_tracked_docx
from oa_desktop.docs.reading.files import read_file
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span, Table
from oa_desktop.office.ports.pages import TrackedText
from tests.fakes.office import notice
from tests.golden.renew_pages import EXAMPLES, example
from tests.rigs.answered import W, answered, body_of, plain

AUTHORS = ("周玥（科员）", "陈国胜（科长）", "赵立恒（副县长）", "许冲（主任）")
TIMES = tuple(f"2026-03-0{day}T09:30:00+08:00" for day in range(1, 5))
SOURCES = sorted(EXAMPLES.glob("*.md"))
PAPERS = [example(path) for path in SOURCES]


def paragraphs(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans=(Span(text=line),)) for line in lines)


def write(*texts: Manuscript) -> bytes:
    return write_tracked_docx(
        [
            TrackedText(manuscript=text, author=AUTHORS[place % 4], time=TIMES[place % 4])
            for place, text in enumerate(texts)
        ]
    )


def assert_both_ends_are_whole(*texts: Manuscript) -> None:
    data = write(*texts)
    assert not any(one.tag == other.tag == f"{W}tbl" for one, other in pairwise(body_of(data))), (
        "they would be one table"
    )
    assert plain(answered(body_of(data), accept=True)) == plain(body_of(write_docx(texts[-1])))
    assert plain(answered(body_of(data), accept=False)) == plain(body_of(write_docx(texts[0])))


def changes(data: bytes) -> list[tuple[str, str, str]]:
    """What of the words came and went, by whom; what came and went again names both."""
    found = []
    for run in body_of(data).iter(f"{W}r"):
        around = [one for one in run.iterancestors() if one.tag in (f"{W}ins", f"{W}del")]
        words = "".join(one.text or "" for one in run if one.tag in (f"{W}t", f"{W}delText"))
        if around and words:
            signs = "".join(etree.QName(one).localname[0] for one in reversed(around))
            found.append((signs, words, "+".join(one.get(f"{W}author") for one in reversed(around))))
    return found


@pytest.mark.parametrize("place", range(len(PAPERS) - 1), ids=[path.stem for path in SOURCES[1:]])
def test_even_another_paper_in_the_place_of_a_paper_is_whole_at_both_ends(place: int) -> None:
    assert_both_ends_are_whole(PAPERS[place], PAPERS[place + 1])


def test_a_long_chain_is_whole_at_both_ends() -> None:
    assert_both_ends_are_whole(*PAPERS[:8])


def test_a_paper_that_nobody_changed_has_no_changes() -> None:
    data = write(PAPERS[0], PAPERS[0])
    assert plain(body_of(data)) == plain(body_of(write_docx(PAPERS[0])))
    assert b"w:author" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def test_what_one_put_in_and_another_took_out_names_both() -> None:
    first, second, third = (notice(body=paragraphs(text)) for text in ("请办理。", "请抓紧研究办理。", "请研究办理。"))
    assert changes(write(first, second, third)) == [
        ("id", "抓紧", f"{AUTHORS[1]}+{AUTHORS[2]}"),
        ("i", "研究", AUTHORS[1]),
    ]


def test_a_change_is_dated_as_the_clock_on_the_wall_showed_it() -> None:
    body = body_of(write(notice(), notice(title="关于归档的通知")))
    assert {one.get(f"{W}date") for one in body.iter(f"{W}ins", f"{W}del")} == {"2026-03-02T09:30:00Z"}


def test_every_change_has_a_number_of_its_own() -> None:
    body = body_of(write(*PAPERS[:4]))
    numbers = [one.get(f"{W}id") for one in body.iter(*(W + name for name in ("ins", "del", "pPrChange", "rPrChange")))]
    assert len(numbers) == len(set(numbers)) > 100


def test_a_row_that_was_put_into_a_table_is_one_change_of_the_table() -> None:
    rows = (("单位", "人数"), ("教育局", "3人"), ("公安局", "5人"))
    old, new = (notice(body=(Table(rows=one),)) for one in (rows, (*rows[:2], ("水利局", "4人"), ("公安局", "6人"))))
    data = write(old, new)
    assert len(list(body_of(data).iter(f"{W}tbl"))) == 1
    assert changes(data) == [
        ("i", "水利局", AUTHORS[1]),
        ("i", "4人", AUTHORS[1]),
        ("d", "5", AUTHORS[1]),
        ("i", "6", AUTHORS[1]),
    ]
    assert_both_ends_are_whole(old, new)


def test_a_table_with_other_columns_takes_the_place_of_a_table() -> None:
    old, new = (notice(body=(Table(rows=rows),)) for rows in ((("单位", "人数"),), (("单位", "人数", "备注"),)))
    assert_both_ends_are_whole(old, new)


def test_the_last_paragraph_of_a_paper_or_of_a_cell_never_goes() -> None:
    assert_both_ends_are_whole(notice(date="2026年3月5日"), notice(note="此件公开发布"), notice(signatories=()))
    old, new = (
        notice(
            body=(
                Table(
                    rows=(("牵头单位", one), ("县应急管理局", "甲乙丙")),
                ),
            )
        )
        for one in ("子丑", "时限")
    )
    assert_both_ends_are_whole(old, new)


def test_words_that_were_only_made_to_stand_out_are_a_change_of_format() -> None:
    old, new = (
        notice(body=(Paragraph(spans=(Span(text="请"), Span(text="务必", emphasis=emphasis), Span(text="落实。"))),))
        for emphasis in (Emphasis.PLAIN, Emphasis.STRONG)
    )
    data = write(old, new)
    assert changes(data) == []
    (change,) = body_of(data).iter(f"{W}rPrChange")
    assert change.get(f"{W}author") == AUTHORS[1]
    assert_both_ends_are_whole(old, new)


def test_a_heading_that_became_text_is_a_change_of_format() -> None:
    old, new = (
        notice(
            body=(Paragraph(level=level, spans=(Span(text="一、要求", emphasis=emphasis),)), *paragraphs("请落实。"))
        )
        for level, emphasis in ((1, Emphasis.HEADING), (0, Emphasis.PLAIN))
    )
    assert changes(write(old, new)) == []
    assert_both_ends_are_whole(old, new)


def test_notes_that_went_keep_their_words() -> None:
    def noted(note: str) -> Manuscript:
        return notice(
            body=(Paragraph(spans=(Span(text="按照规定", note=note), Span(text="办理。", note="另见附件。"))),)
        )

    data = write(noted("旧的依据。"), noted("新的依据。"))
    notes = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    said = ["".join(one.itertext()).strip() for one in notes if int(one.get(f"{W}id")) > 0]
    assert said == ["旧的依据。", "新的依据。", "另见附件。"]
    references = [one.get(f"{W}id") for one in body_of(data).iter(f"{W}footnoteReference")]
    assert references == ["1", "2", "3"]


def test_annexes_that_came_and_went_are_whole_at_both_ends() -> None:
    with_annex = replace(
        notice(), attachment_notes=("名单",), annexes=(Annex(title="名单", body=paragraphs("张某。")),)
    )
    assert_both_ends_are_whole(notice(), with_annex)
    assert_both_ends_are_whole(with_annex, notice())
    for texts in pairwise((notice(), with_annex, notice())):
        assert_both_ends_are_whole(*texts)


@pytest.mark.parametrize("place", range(len(PAPERS) - 1), ids=[path.stem for path in SOURCES[1:]])
def test_this_program_reads_it_as_the_newest_text(place: int) -> None:
    newest = PAPERS[place + 1]
    assert (
        read_file(write(PAPERS[place], newest), "稿.docx").manuscript
        == read_file(write_docx(newest), "稿.docx").manuscript
    )


WORDS = st.text(alphabet="甲乙丙丁。；\n１2", max_size=12)
BLOCKS = st.one_of(
    st.builds(
        lambda text, emphasis, level, note: Paragraph(
            spans=(Span(text=text, emphasis=emphasis), Span(text="办理。", note=note)), level=level
        ),
        WORDS,
        st.sampled_from(Emphasis),
        st.sampled_from([0, 1, 2]),
        st.sampled_from(["", "", "注。"]),
    ),
    st.builds(lambda rows: Table(rows=tuple(rows)), st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4)),
)
TEXTS = st.builds(
    lambda body, title, date, printed: notice(title=title, body=tuple(body), date=date, printed_by=printed),
    st.lists(BLOCKS, min_size=1, max_size=5),
    st.sampled_from(["关于归档的通知", "关于切实做好公文归档工作的通知"]),
    st.sampled_from(["", "2026年3月5日"]),
    st.sampled_from(["", "清源县人民政府办公室"]),
)


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(TEXTS, min_size=2, max_size=4))
def test_any_chain_of_texts_is_whole_at_both_ends(texts: list[Manuscript]) -> None:
    assert_both_ends_are_whole(*texts)
