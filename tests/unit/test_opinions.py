"""Opinions (意见) in the areas of a form: who counts, in which order, and in whose name they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.catalogue.forms import load_forms
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.forms.forms import lay_out_form
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest, DossierId, EntryId, dossier_journal
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.domain.texts.opinions import AreaOrder, Opinion, in_area_order
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office import queries as q
from oa_desktop.office import reading
from oa_desktop.office.filing import line_of
from oa_desktop.office.papers.opinions import opinions_of
from tests.fakes.ink import ring
from tests.fakes.office import FLOW, FakeOffice

WANG = Opinion(said_by="王建国", written="2026-03-18T09:10:00+08:00", title="县财政局局长", rank=2)
LI = Opinion(said_by="李慕堃", written="2026-03-17", rank=3)
ZHAO = Opinion(said_by="赵立衡", written="2026-03-19", rank=1)
AREAS = replace(FLOW, steps=tuple(replace(step, opinion_area=step.name) for step in FLOW.steps))


def no_ink(digest: Digest) -> Ink:
    raise Unavailable("blob.missing", digest=digest)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def state(office: FakeOffice, dossier: DossierId) -> Dossier:
    """The document, in a flow whose steps have areas."""
    return replace(office.state(dossier), flow=AREAS)


def said(office: FakeOffice, dossier, ink_of=no_ink) -> dict[str, list[tuple[str, str]]]:
    """Who said what in each area."""
    rows = office.as_("drafter").ask(q.Timeline(dossier=dossier))
    found = opinions_of(state(office, dossier), rows, ink_of)
    return {area: [(one.said_by, one.words) for one in opinions] for area, opinions in found.items()}


def test_an_area_stands_by_rank_or_by_time():
    assert in_area_order((WANG, ZHAO, LI), AreaOrder.TIME) == (LI, WANG, ZHAO)
    assert in_area_order((WANG, LI, ZHAO), AreaOrder.RANK) == (ZHAO, WANG, LI)


def test_an_opinion_is_signed_with_name_and_complete_date():
    assert WANG.signature() == "王建国  2026年3月18日"
    assert WANG.signature("  ") == "县财政局局长  王建国  2026年3月18日"
    assert LI.signature("  ") == "李慕堃  2026年3月17日"


def test_who_stands_for_another_signs_as_one_for_the_other():
    assert replace(WANG, on_behalf_of="方敬亭").signature() == "王建国代方敬亭  2026年3月18日"


def test_what_was_recorded_from_paper_is_never_shown_as_an_own_signature():
    recorded = replace(ZHAO, recorded_by="何雨桐")
    assert recorded.signature() == "赵立衡  2026年3月19日\n（纸质原件，由何雨桐代录）"


def test_every_step_has_its_area_and_what_was_said_there(office):
    dossier = office.bring_to("office")
    office.as_("reviewer").perform(act.Review(dossier=dossier, opinion="拟同意。"))
    found = said(office, dossier)
    assert found["办公室审核"] == [("核稿员", "拟同意。")]
    assert list(found) == ["拟稿", "部门审核", "办公室审核"]


def test_who_says_something_again_after_a_return_is_heard_once(office):
    dossier = office.bring_to("department")
    head = office.as_("head")
    head.perform(act.Review(dossier=dossier, opinion="先说的。"))
    office.as_("reviewer").perform(act.Return(dossier=dossier, to="department", reason="请再核"))
    head.perform(act.Review(dossier=dossier, opinion="后说的。"))
    assert said(office, dossier)["部门审核"] == [("部门审核员", "后说的。")]


def test_what_was_taken_back_does_not_stand_on_the_form(office):
    dossier = office.bring_to("department")
    head = office.as_("head")
    head.perform(act.Review(dossier=dossier, opinion="同意。"))
    head.perform(act.Recall(dossier=dossier))
    assert "部门审核" not in said(office, dossier)


def test_a_return_that_was_taken_back_takes_no_opinion_with_it(office):
    dossier = office.bring_to("office")
    reviewer = office.as_("reviewer")
    reviewer.perform(act.Return(dossier=dossier, to="department", reason="请再核"))
    reviewer.perform(act.Recall(dossier=dossier))
    assert said(office, dossier)["部门审核"] == [("部门审核员", "同意")]


def test_a_countersignature_stands_in_its_own_area_with_what_it_says_to_the_text():
    asked = {"time": "2026-03-18", "title": "", "step": "签发", "onward": True}
    rows = [
        q.TimelineRow(entry=EntryId("1"), person="甲", act="会签", words="不同意。数据有误。", **asked),
        q.TimelineRow(entry=EntryId("2"), person="乙", act="会签", words="同意。", **asked),
        q.TimelineRow(entry=EntryId("3"), person="丙", act="会签", words="同意。", **asked),
        q.TimelineRow(entry=EntryId("4"), person="乙", act="撤回", words="", takes_back=EntryId("2"), **asked),
    ]
    found = opinions_of(Dossier(id=DossierId("x"), flow=AREAS), rows, no_ink)
    assert {area: [one.said_by for one in said] for area, said in found.items()} == {"会签": ["甲", "丙"]}


def test_the_journal_in_words_says_for_whom_somebody_acted_and_what_came_from_paper():
    row = q.TimelineRow(
        entry=EntryId("1"),
        time="2026-03-19T08:00:00+08:00",
        person="王建国",
        title="局长",
        act="会签",
        step="会签",
        words="同意。",
        on_behalf_of="方敬亭",
        recorded_by="何雨桐",
        written="2026-03-18",
    )
    said = "2026-03-19 08:00  会签  局长 王建国代方敬亭  会签（纸质原件，由何雨桐代录）：同意。"
    assert line_of(row) == said
    (opinion,) = opinions_of(Dossier(id=DossierId("x"), flow=AREAS), [replace(row, onward=True)], no_ink)["会签"]
    assert opinion.signature() == "王建国代方敬亭  2026年3月18日\n（纸质原件，由何雨桐代录）"


def test_whoever_objects_is_never_shown_as_having_signed_alone(office):
    entry = replace(
        next(iter(office.stores.made.entries(dossier_journal(office.bring_to("department"))))).entry, kind="countersign"
    )
    for stance, opinion, words in (
        ("不同意", "", "不同意。"),
        ("不同意", "数据有误。", "不同意。数据有误。"),
        ("有意见", "请核数据。", "有意见。请核数据。"),
        ("同意", "", "同意。"),
        ("同意", "同意印发。", "同意印发。"),
    ):
        one = replace(entry, payload={"stance": stance, "opinion": opinion})
        assert (
            reading._row(office.as_("head").organisation(), one, Dossier(id=DossierId("")), effective=True).words
            == words
        )


def test_what_was_said_is_asked_for_by_areas(office):
    dossier = office.bring_to("department")
    office.as_("head").perform(act.MarkRead(dossier=dossier))
    rows = office.as_("head").ask(q.Opinions(dossier=dossier))
    assert [(row.area, row.opinion.said_by) for row in rows] == [("传阅签名", "部门审核员")]


def test_a_remark_that_moves_nothing_stands_in_no_area(office):
    dossier = office.bring_to("office")
    office.as_("head").perform(act.LeaveOpinion(dossier=dossier, opinion="另附说明。"))
    assert "另附说明。" not in str(said(office, dossier))


def test_ink_goes_with_its_opinion_and_damaged_ink_is_said_to_be_so(office):
    dossier = office.bring_to("department")
    head = office.as_("head")
    digest = head.ink.keep(ring())
    head.perform(act.Review(dossier=dossier, opinion="同意。", ink=digest))
    rows = head.ask(q.Timeline(dossier=dossier))
    (opinion,) = opinions_of(state(office, dossier), rows, lambda _: ring())["部门审核"]
    assert (opinion.words, opinion.ink) == ("同意。", ring())
    assert said(office, dossier)["部门审核"] == [("部门审核员", "同意。（手写的笔迹已经损坏，读不出来）")]


def test_a_circle_is_drawn_around_the_name_alone():
    forms, fonts = load_forms(resource_path("forms")), shipped_fonts()
    plain, circled = (Opinion(said_by="赵立衡", written="2026-03-19", circled=one) for one in (False, True))
    filled = [forms["发文稿纸"].filled("县府办", {}, {"签发": [one]}) for one in (plain, circled)]
    drawn = [lay_out_form(one, fonts).pages for one in filled]
    assert [len(pages[0].pen) for pages in drawn] == [0, 1]
    (ring,) = drawn[1][0].pen
    across = [spot[0] for curve in ring.curves for spot in curve]
    name = [run for run in drawn[1][0].runs if "赵立衡" in run.text]
    assert min(across) < name[0].x_mm
    assert max(across) - min(across) < 25, "the date stands outside of it"


def test_what_nobody_sees_is_not_recorded_and_nothing_is_no_opinion():
    office = FakeOffice()
    document = office.draft()
    drafter = office.as_("drafter")
    drafter.perform(act.LeaveOpinion(dossier=document, opinion="\x1b[31m同\u202e意\u200b。\r\n请核。\x00"))
    assert drafter.ask(q.Timeline(dossier=document))[-1].words == "[31m同意。\n请核。"
    for blank in ("", "  ", "\u202e"):
        with pytest.raises(Refused) as caught:
            drafter.perform(act.LeaveOpinion(dossier=document, opinion=blank))
        assert caught.value.code == "act.no-words"
