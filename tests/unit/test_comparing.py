"""Comparing two papers: what came, what went, what was changed, and nothing told of what is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span, Table
from oa_desktop.domain.texts.aligning import Change, differences_of
from oa_desktop.domain.texts.comparing import OFF_PAGE, Difference, Tally, compare, side_by_side, tally


def texts(*lines: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans=(Span(text=line),)) for line in lines)


PAPER = Manuscript(
    title="关于开展档案检查的通知",
    recipients="各股室",
    body=texts("定于下周检查档案，请做好准备。", "一、检查内容", "各单位要认真整理归档文件。", "请遵照执行。"),
    signatories=("清源县档案局",),
    date="2026年3月5日",
)


def told(old: Manuscript, new: Manuscript) -> list[tuple[str, str, int, int]]:
    return [
        (
            one.change.value,
            (one.new or one.old or none()).place.name,
            one.old.place.paragraph if one.old else -1,
            one.new.place.paragraph if one.new else -1,
        )
        for one in compare(old, new)
    ]


def none() -> object:
    raise AssertionError("a difference is in one paper at least")


def marked(one: Difference) -> str:
    marks = {Change.SAME: "{}", Change.ADDED: "+{}+", Change.REMOVED: "-{}-"}
    return "".join(marks[part.change].format(part.text) for part in one.parts)


def test_the_same_paper_has_no_differences() -> None:
    assert compare(PAPER, PAPER) == ()


def test_an_element_that_was_changed_is_told_by_character() -> None:
    (one,) = compare(PAPER, replace(PAPER, title="关于集中开展档案检查的通知"))
    assert (one.change, marked(one)) == (Change.CHANGED, "关于+集中+开展档案检查的通知")


def test_blanks_that_only_part_organs_in_a_title_are_no_words() -> None:
    joint = replace(PAPER, title="清源县教育局 清源县财政局\u3000清源县公安局关于办学的通知")
    assert compare(joint, replace(joint, title="清源县教育局\n清源县财政局清源县公安局\n关于办学的通知")) == ()
    latin = replace(PAPER, title="关于推广 Open Office 的通知")
    assert told(latin, replace(latin, title="关于推广 OpenOffice 的通知")) == [("changed", "标题", 0, 0)]


def test_what_no_page_says_is_left_out_where_a_paper_was_read_from_pages() -> None:
    draft = replace(PAPER, publicity="主动公开", kind="通知", copies="50")
    assert compare(draft, PAPER, OFF_PAGE) == ()
    assert len(compare(draft, PAPER)) == 3


def test_an_element_that_was_left_off_is_removed() -> None:
    assert told(PAPER, replace(PAPER, date="")) == [("removed", "成文日期", 0, -1)]


def test_where_a_title_is_broken_does_not_matter() -> None:
    assert compare(PAPER, replace(PAPER, title="关于开展档案\n检查的通知")) == ()


def test_a_paragraph_put_in_does_not_shift_the_others() -> None:
    first, *others = PAPER.body
    new = replace(PAPER, body=(first, *texts("以自查为主。"), *others))
    assert told(PAPER, new) == [("added", "正文", -1, 2)]


def test_a_paragraph_is_found_changed_among_others_that_came_and_went() -> None:
    new = replace(
        PAPER,
        body=texts("另行通知。", "定于本周检查档案，请做好准备。", "一、检查内容", "各单位要认真整理归档文件。"),
    )
    assert told(PAPER, new) == [
        ("added", "正文", -1, 1),
        ("changed", "正文", 1, 2),
        ("removed", "正文", 4, -1),
    ]


def test_a_paragraph_that_stands_elsewhere_was_moved() -> None:
    first, heading, checked, last = PAPER.body
    new = replace(PAPER, body=(checked, first, heading, last))
    assert told(PAPER, new) == [("moved", "正文", 3, 1)]


def test_side_by_side_a_moved_paragraph_stands_where_it_was_and_where_it_is() -> None:
    first, heading, checked, last = PAPER.body
    new = replace(PAPER, body=(checked, first, heading, last))
    rows = [one.change for one in side_by_side(PAPER, new) if (one.new or one.old or none()).place.name == "正文"]
    assert rows == [Change.MOVED, Change.SAME, Change.SAME, Change.LEFT, Change.SAME]


def test_how_much_was_changed_is_counted_in_places_and_characters() -> None:
    new = replace(PAPER, title="关于集中开展档案检查的通知", body=PAPER.body[:-1])
    assert tally(compare(PAPER, new)) == Tally(places=2, added=2, removed=6)


def test_what_is_not_alike_went_and_came() -> None:
    old, new = (replace(PAPER, body=texts(text)) for text in ("请遵照执行。", "会议由县长主持。"))
    assert [one.change for one in compare(old, new)] == [Change.REMOVED, Change.ADDED]


def test_a_table_is_compared_row_by_row() -> None:
    rows = (("单位", "人数"), ("教育局", "3"), ("公安局", "5"))
    old = replace(PAPER, body=(Table(rows=rows),))
    new = replace(PAPER, body=(Table(rows=(*rows[:2], ("公安局", "6"))),))
    (one,) = compare(old, new)
    assert marked(one) == "公安局\t-5-+6+"


def test_annexes_are_compared_too() -> None:
    old, new = (replace(PAPER, annexes=(Annex(title="名单", body=texts(text)),)) for text in ("张某某", "张某"))
    (one,) = compare(old, new)
    assert one.new is not None
    assert (one.new.place.name, marked(one)) == ("附件1", "张某-某-")


def test_differences_stand_in_the_order_of_the_paper() -> None:
    new = replace(PAPER, title="通知", body=texts("请看。"), date="2026年3月6日", recipients="各科室")
    names = [name for _change, name, *_places in told(PAPER, new)]
    assert list(dict.fromkeys(names)) == ["标题", "主送机关", "正文", "成文日期"]


def test_a_very_long_paragraph_is_told_by_what_changed_in_it() -> None:
    clauses = [f"第{count}项工作要抓紧办理。" for count in range(2_000)]
    old = "".join(clauses)
    new = "".join([*clauses[:1_000], "这一句是新加的。", *clauses[1_000:]])
    assert [part.text for part in differences_of(old, new) if part.change is not Change.SAME] == ["这一句是新加的。"]


def test_a_thousand_other_paragraphs_are_compared_all_the_same() -> None:
    old, new = (
        replace(PAPER, body=texts(*(f"{word}第{count}项。" for count in range(300))))
        for word in ("甲乙丙丁", "子丑寅卯")
    )
    assert len(compare(old, new)) >= 300


WORDS = st.text(alphabet="甲乙丙丁。；\n1２", max_size=40)


@settings(max_examples=300, deadline=None)
@given(old=WORDS, new=WORDS, times=st.sampled_from([1, 60]))
def test_both_texts_can_be_put_together_again_from_the_parts(old: str, new: str, times: int) -> None:
    old, new = old * times, new * times
    parts = differences_of(old, new)
    assert "".join(part.text for part in parts if part.change is not Change.ADDED) == old
    assert "".join(part.text for part in parts if part.change is not Change.REMOVED) == new


@settings(max_examples=200, deadline=None)
@given(old=st.lists(WORDS, max_size=8), new=st.lists(WORDS, max_size=8))
def test_every_paragraph_is_accounted_for_once(old: list[str], new: list[str]) -> None:
    papers = [Manuscript(body=texts(*lines)) for lines in (old, new)]
    found = compare(papers[0], papers[1])
    gone = [one.old.place.paragraph for one in found if one.old]
    come = [one.new.place.paragraph for one in found if one.new]
    assert sorted(gone) == sorted(set(gone))
    assert come == sorted(set(come))
    assert len(old) - len(gone) == len(new) - len(come)
    kept_old = [text for count, text in enumerate(old, 1) if count not in gone]
    assert kept_old == [text for count, text in enumerate(new, 1) if count not in come]


@pytest.mark.parametrize("change", list(Change))
def test_every_change_has_a_word_of_its_own(change: Change) -> None:
    assert change.value == change.name.lower()
