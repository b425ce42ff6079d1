"""What a document issues (随文印发) is no 附件: neither 附件说明 nor 附件 at the head of its page. P."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.docs.printing import printed_elements
from oa_desktop.domain.manuscript import Annex, Manuscript, Paragraph, Span

RULES = Annex(
    title="清源县公务用车管理办法", body=(Paragraph(spans=(Span(text="第一条　为规范公务用车，制定本办法。"),)),)
)
LIST = Annex(title="公务用车编制表")
NOTICE = Manuscript(title="清源县人民政府关于印发《清源县公务用车管理办法》的通知", annexes=(RULES,))


def heads(manuscript: Manuscript) -> list[str]:
    return [annex.head for annex in printed_elements(manuscript).annexes]


def notes(manuscript: Manuscript) -> list[str]:
    return [note.text for note in printed_elements(manuscript).attachment_notes]


@pytest.mark.parametrize(
    "title",
    [
        "清源县人民政府关于印发《清源县公务用车管理办法》的通知",
        "清源县人民政府关于印发清源县公务用车管理办法的通知",
        "关于转发《清源县公务用车\n管理办法》的通知",
    ],
)
def test_what_the_title_issues_is_no_annex(title: str) -> None:
    paper = replace(NOTICE, title=title)
    assert (heads(paper), notes(paper)) == ([""], [])


def test_a_title_may_leave_out_a_character_of_the_paper_that_it_passes_on() -> None:
    opinion = Annex(title="关于加强春季森林防火工作的意见")
    paper = Manuscript(title="清源县人民政府转发县林业局关于加强春季森林防火工作意见的通知", annexes=(opinion,))
    assert (heads(paper), notes(paper)) == ([""], [])


def test_what_an_order_publishes_is_no_annex() -> None:
    text = Paragraph(spans=(Span(text="《清源县公务用车管理办法》已经审议通过，现予公布。"),))
    order = Manuscript(title="清源县人民政府令", body=(text,), annexes=(RULES,))
    assert (heads(order), notes(order)) == ([""], [])


def test_other_papers_bound_in_stay_annexes_and_are_counted_alone() -> None:
    both = replace(NOTICE, annexes=(RULES, LIST, Annex(title="驾驶员名册")))
    assert heads(both) == ["", "附件1", "附件2"]
    assert notes(both) == ["附件：1. 公务用车编制表", "2. 驾驶员名册"]


def test_the_writer_decides_by_typing_the_note() -> None:
    typed = replace(NOTICE, attachment_notes=("清源县公务用车管理办法",))
    assert (heads(typed), notes(typed)) == (["附件"], ["附件：清源县公务用车管理办法"])


def test_a_paper_that_the_title_only_names_is_an_annex() -> None:
    named = replace(NOTICE, title="清源县人民政府关于贯彻《清源县公务用车管理办法》的通知")
    assert heads(named) == ["附件"]
