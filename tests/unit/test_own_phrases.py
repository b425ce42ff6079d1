"""One's own stock phrases (个人常用语): kept per person, what is said most first, and no draft."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.texts.own_phrases import OwnPhrases
from oa_desktop.office import queries as q
from tests.fakes.office import FakeOffice

STOCK = ("情况属实，同意。", "拟同意，呈领导签发。")
"""Those of the office for 审核."""


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def offered(office: FakeOffice, account: str = "head") -> tuple[str, ...]:
    """The phrases that are at hand for a review."""
    dossier = office.bring_to("department")
    forms = office.as_(account).ask(q.ActForms(dossier=dossier))
    return next(form.phrases for form in forms if form.kind == "review")


def test_ones_own_stand_before_those_of_the_office(office):
    office.as_("head").phrases.keep(("请按程序办理。",))
    assert offered(office) == ("请按程序办理。", *STOCK)


def test_nobody_else_is_offered_them(office):
    office.as_("reviewer").phrases.keep(("请按程序办理。",))
    assert offered(office) == STOCK
    assert office.as_("head").phrases.own() == OwnPhrases()


def test_what_is_said_most_comes_first(office):
    head = office.as_("head")
    head.phrases.keep(("请按程序办理。",))
    head.phrases.note("拟同意，呈领导签发。另请核对附件。")
    assert offered(office) == (STOCK[1], "请按程序办理。", STOCK[0])


def test_what_is_no_phrase_is_not_counted(office):
    head = office.as_("head")
    assert head.phrases.note("只说这一次的话。") == OwnPhrases()
    assert office.stores.made.drafts(head.standing.person) == {}


def test_blanks_empty_lines_and_what_stands_twice_go(office):
    assert office.as_("head").phrases.keep(("  同意。 ", "", "同意。", "请阅。")).phrases == ("同意。", "请阅。")


def test_counts_stay_when_the_phrases_are_arranged_anew(office):
    head = office.as_("head")
    head.phrases.keep(("甲。", "乙。"))
    head.phrases.note("乙。")
    head.phrases.keep(("甲。", "乙。", "丙。"))
    assert head.phrases.own().beside(()) == ("乙。", "甲。", "丙。")


@pytest.mark.parametrize(
    ("phrases", "code"), [(["长" * 101], "phrases.too-long"), ([f"第{n}句" for n in range(61)], "phrases.too-many")]
)
def test_too_many_and_too_long_ones_are_refused_and_nothing_is_kept(office, phrases, code):
    with pytest.raises(Refused) as refused:
        office.as_("head").phrases.keep(phrases)
    assert refused.value.code == code
    assert office.as_("head").phrases.own().phrases == ()


def test_they_are_no_draft_that_somebody_forgot(office):
    head = office.as_("head")
    head.phrases.keep(("同意。",))
    assert head.drafts.all() == {}


def test_a_row_that_is_none_counts_for_nothing(office):
    head = office.as_("head")
    for row in (b"", b"{", b'{"phrases":3}'):
        office.stores.made.keep_draft(head.standing.person, "own/phrases", row)
        assert head.phrases.own() == OwnPhrases()
    head.perform(act.Review(dossier=office.bring_to("department"), opinion="同意。"))
