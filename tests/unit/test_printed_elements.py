"""What is printed for each element of a manuscript."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.printing import attachment_notes, printed_elements
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span

NOTICE = Manuscript(
    copy_number="000018",
    classification="秘密★1年",
    urgency="特急",
    issuing_organs=("清源县人民政府",),
    recipients="各乡镇人民政府，县政府各部门",
    copied_to="县委办公室",
    printed_by="清源县人民政府办公室",
    printed_on="2026年4月17日",
    note="此件公开发布",
)


def test_the_header_lines_stand_in_the_standards_order() -> None:
    lines = printed_elements(NOTICE).header_lines
    assert [line.element for line in lines] == [Element.COPY_NUMBER, Element.CLASSIFICATION, Element.URGENCY]


def test_a_header_line_that_is_absent_leaves_no_gap() -> None:
    lines = printed_elements(replace(NOTICE, classification="")).header_lines
    assert [line.text for line in lines] == ["000018", "特急"]


def test_the_mark_adds_wenjian_once() -> None:
    typed = replace(NOTICE, issuing_organs=("清源县人民政府文件",))
    marks = [printed_elements(one).mark for one in (NOTICE, typed)]
    assert [mark.text for mark in marks if mark] == ["清源县人民政府文件"] * 2


@pytest.mark.parametrize("number", ["第19号", "〔2026〕5号", "第31期", "2026年第3号"])
def test_a_number_without_a_code_stands_below_the_title_of_a_paper_without_a_mark(number: str) -> None:
    notice = Manuscript(title="清源县人民政府公告", document_number=number)
    below = printed_elements(notice)
    assert (below.number_below_title, below.has_head) == (True, False)
    headed = printed_elements(replace(notice, issuing_organs=("清源县人民政府",)))
    assert (headed.number_below_title, headed.has_head) == (False, True)


def test_a_number_with_its_code_stands_in_the_head() -> None:
    paper = printed_elements(Manuscript(title="关于甲的批复", document_number="清政复〔2026〕8号"))
    assert (paper.number_below_title, paper.has_head) == (False, True)


def test_the_recipients_end_with_one_full_width_colon() -> None:
    for typed in ("各乡镇", "各乡镇:", "各乡镇：：", " 各乡镇 ： "):
        assert printed_elements(replace(NOTICE, recipients=typed)).recipients == "各乡镇："


def test_only_the_copies_list_ends_with_a_full_stop() -> None:
    imprint = printed_elements(NOTICE).imprint
    assert [(row.label, row.text) for row in imprint.rows] == [("抄送：", "县委办公室。")]
    assert (imprint.printed_by, imprint.printed_on) == ("清源县人民政府办公室", "2026年4月17日印发")


def test_recipients_moved_to_the_imprint_stand_above_the_copies() -> None:
    moved = printed_elements(NOTICE).with_recipients_in_imprint()
    assert moved.recipients == ""
    assert [row.label for row in moved.imprint.rows] == ["主送：", "抄送："]


def test_one_attachment_has_no_number_and_several_have() -> None:
    assert [note.text for note in attachment_notes(("清单",))] == ["附件：清单"]
    assert [note.text for note in attachment_notes(("清单", "表"))] == ["附件：1. 清单", "2. 表"]


def test_the_attachment_note_follows_from_bound_annexes() -> None:
    paper = printed_elements(replace(NOTICE, annexes=(Annex(title="任务清单"), Annex(title="统计表"))))
    assert [note.name for note in paper.attachment_notes] == ["任务清单", "统计表"]
    assert [annex.head for annex in paper.annexes] == ["附件1", "附件2"]


def test_a_single_annex_has_no_number() -> None:
    assert printed_elements(replace(NOTICE, annexes=(Annex(title="清单"),))).annexes[0].head == "附件"


def test_the_note_gets_its_brackets_once() -> None:
    typed = replace(NOTICE, note="（此件公开发布）")
    assert {printed_elements(one).note for one in (NOTICE, typed)} == {"（此件公开发布）"}


def test_a_paragraph_with_line_feeds_becomes_several() -> None:
    body = (Paragraph(spans=(Span(text="  一、甲\n", emphasis=Emphasis.HEADING), Span(text="乙\n\n 丙 ")), level=1),)
    blocks = printed_elements(replace(NOTICE, body=body)).body
    assert [block.text for block in blocks] == ["一、甲", "乙", "丙"]


def test_an_empty_manuscript_prints_nothing() -> None:
    paper = printed_elements(Manuscript())
    assert (paper.mark, paper.title_lines, paper.body, paper.date) == (None, (), (), "")
    assert paper.imprint.is_empty
    assert not paper.has_head
