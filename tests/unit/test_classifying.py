"""定密: who proposes and who decides, on what basis, what then stands on the page, and how it is changed and lifted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from oa_desktop.domain.actions import classifying as mark
from oa_desktop.domain.actions import delegating as proxy
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.supervision import Answer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.secrecy.classifying import Event, Power, mark_in_words, over_on
from oa_desktop.office import queries as q
from oa_desktop.office.secrecy.classifying import propose as propose_source
from oa_desktop.ui.reading.fetched_page import fetch_page
from tests.fakes.classified import (
    BASIS,
    MARK,
    classified,
    classifying_office,
    clear,
    empower,
    person,
    propose,
)
from tests.fakes.office import FakeOffice, notice


def refusal(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except Refused as refused:
        return refused.code
    return ""


@pytest.fixture
def office() -> FakeOffice:
    return classifying_office()


def test_what_is_proposed_comes_before_whoever_decides_and_nobody_signs_meanwhile(office):
    document = office.bring_to("issue")
    propose(office, document, "signer")
    signer = office.as_("signer")
    assert [row.dossier for row in signer.ask(q.ToDo())] == [document]
    page = signer.papers.page(document)[0]
    assert refusal(lambda: signer.perform(act.Issue(dossier=document, rendering=page))) == "classify.pending"


def test_what_was_decided_stands_in_the_text_and_in_the_register(office):
    document = office.draft(notice("关于防汛调度的通知"))
    propose(office, document)
    assert "classify" not in {row.kind for row in office.as_("drafter").ask(q.PossibleActs(dossier=document))}
    assert "classify" in {row.kind for row in office.as_("signer").ask(q.PossibleActs(dossier=document))}
    office.as_("signer").perform(mark.Classify(dossier=document, opinion="同意"))
    text, state = office.as_("drafter").text(document), office.state(document)
    assert (text.classification, text.copy_number) == (MARK, "000001")
    (line,) = state.markings
    assert (line.event, line.mark, line.basis, line.person) == (Event.FIXED, MARK, BASIS, person("signer"))
    assert state.proposed is None
    assert [task.act for task in state.tasks] == ["submit"]
    assert state.particulars.secrecy is Secrecy.SECRET


def test_a_proposal_that_is_declined_changes_nothing_and_says_why(office):
    document = office.draft()
    before = office.state(document).source
    propose(office, document)
    signer = office.as_("signer")
    declined = mark.Classify(dossier=document, answer=Answer.DECLINE)
    assert refusal(lambda: signer.perform(declined)) == "classify.no-reason"
    signer.perform(mark.Classify(dossier=document, answer=Answer.DECLINE, opinion="不属于国家秘密"))
    state = office.state(document)
    assert (state.source, state.markings, state.proposed, state.audience) == (before, (), None, None)


def test_a_mark_that_somebody_typed_is_no_classification(office):
    document = office.bring_to("issue", notice("关于防汛调度的通知", classification=MARK, copy_number="000001"))
    signer = office.as_("signer")
    page = signer.papers.page(document)[0]
    assert refusal(lambda: signer.perform(act.Issue(dossier=document, rendering=page))) == "classify.undecided"
    propose(office, document, "signer")
    signer.perform(mark.Classify(dossier=document))
    office.step(document)
    assert office.state(document).step == "recheck"


def test_a_mark_that_was_changed_behind_the_decision_is_not_signed(office):
    document = classified(office)
    lowered = office.as_("drafter").text(document)
    for typed in ("", "秘密★6个月"):
        office.revise(document, "drafter", notice(lowered.title, classification=typed))
        while office.state(document).step != "issue":
            office.step(document)
        signer = office.as_("signer")
        signing = act.Issue(dossier=document, rendering=signer.papers.page(document)[0])
        assert refusal(partial(signer.perform, signing)) == "classify.undecided"
        signer.perform(act.Return(dossier=document, to="draft", reason="密级改过"))


@pytest.mark.parametrize(
    ("power", "said", "code"),
    [
        (Power.NONE, {}, "classify.no-power"),
        (Power.NONE, {"source_number": "市政发〔2026〕3号"}, "classify.no-power"),
        (Power.DERIVED, {}, "classify.no-source"),
        (Power.DERIVED, {"source_number": "市政发〔2026〕3号"}, ""),
        (Power.AUTHORISED, {"mark": "机密★1年"}, "classify.above-power"),
        (Power.AUTHORISED, {"mark": "机密★1年", "source_number": "市政发〔2026〕3号"}, ""),
        (Power.AUTHORISED, {"basis": " "}, "classify.no-basis"),
        (Power.AUTHORISED, {"mark": "秘密★11年"}, "classification.too-long"),
        (Power.AUTHORISED, {"mark": "绝密★1年"}, "classification.above-grade"),
        (Power.AUTHORISED, {"mark": "很秘密"}, "classification.form"),
        (Power.AUTHORISED, {"mark": ""}, "classification.form"),
        (Power.NONE, {"mark": "工作秘密"}, ""),
        (Power.AUTHORISED, {"people": (person("drafter"),)}, "audience.step-unheld"),
        (Power.AUTHORISED, {"people": (person("nobody"),)}, "person.unknown"),
    ],
)
def test_a_unit_classifies_within_its_power_and_with_its_basis(office, power, said, code):
    empower(office, power)
    document = office.draft()
    assert refusal(lambda: propose(office, document, **said)) == code


def test_only_the_responsible_person_decides_and_lends_that_to_nobody(office):
    document = office.draft()
    propose(office, document)
    for account in ("drafter", "head", "reviewer"):
        assert refusal(lambda a=account: office.as_(a).perform(mark.Classify(dossier=document))) in (
            "classify.not-responsible",
            "dossier.unknown",
        )
    office.as_("signer").perform(proxy.Delegate(delegate=person("reviewer"), until="2026-04-20", reason="出差"))
    assert (
        refusal(lambda: office.as_("reviewer").perform(mark.Classify(dossier=document))) == "classify.not-responsible"
    )


def test_who_is_responsible_is_recorded_by_the_security_administrator_with_the_paper_that_says_so(office):
    security = office.as_("security")
    wish = {"power": Power.DERIVED, "basis": "市保密局通知", "responsible": (person("head"),)}
    for more, code in (
        ({"basis": ""}, "power.no-basis"),
        ({"responsible": ()}, "power.nobody-responsible"),
        ({"responsible": (office.as_("auditor").standing.person,)}, "power.no-role"),
        ({"power": Power.AUTHORISED}, "power.no-level"),
    ):
        assert refusal(lambda more=more: security.perform(mark.RecordPower(**{**wish, **more}))) == code
    assert refusal(lambda: office.as_("system").perform(mark.RecordPower(**wish))) == "policy.role"
    security.perform(mark.RecordPower(**wish))
    row = next(one for one in office.as_("auditor").ask(q.AuditTrail()) if one.act == "登记定密权限")
    assert row.detail == "派生，市保密局通知，定密责任人部门审核员"


def test_what_derives_from_a_paper_is_not_lower_than_it_unless_somebody_says_why(office):
    empower(office, level=Secrecy.CONFIDENTIAL)
    source = classified(office, "seal", mark="机密★1年")
    number = office.state(source).number
    document = office.draft(notice("关于落实调度方案的通知"))
    assert refusal(lambda: propose(office, document, source_number=number)) == "classify.below-source"
    propose(office, document, source_number=number, reason="只写本县调度时间，不涉及原件内容")
    assert office.state(document).proposed.source_document == source
    signer = office.as_("signer")
    assert refusal(lambda: signer.perform(mark.Classify(dossier=document))) == "classify.below-source"
    signer.perform(mark.Classify(dossier=document, opinion="同意，不涉及原件内容"))
    assert office.state(document).markings[-1].source_number == number


def test_a_source_is_the_paper_of_that_number_and_none_that_somebody_may_not_know(office):
    empower(office, level=Secrecy.CONFIDENTIAL)
    source = classified(office, "seal", mark="机密★1年")
    document = office.draft(notice("关于落实调度方案的通知"))
    outside = office.as_("outsider")
    wish = mark.ProposeClassification(dossier=document, mark=MARK, basis=BASIS, source_document=source)
    assert refusal(lambda: propose_source(outside._desk, wish)) == "dossier.unknown"
    propose(office, document, source_number=office.state(source).number[:-2])
    assert office.state(document).proposed.source_document == "", "another number is another paper"


def test_a_changed_mark_stands_beside_the_voided_one_and_the_fixed_page_stays(office):
    document = classified(office, "file")
    page = office.state(document).sealed.rendering
    signer = office.as_("signer")
    assert refusal(lambda: signer.perform(mark.Reclassify(dossier=document, mark="秘密★2年"))) == "classify.no-reason"
    signer.perform(mark.Reclassify(dossier=document, mark="秘密★2年", reason="工作延期"))
    (row,) = (one for one in signer.ask(q.Everything()) if one.dossier == document)
    assert row.classification == "秘密★2年（原秘密★1年，作废）"
    signer.perform(mark.Reclassify(dossier=document, reason="年度审核"))
    signer.perform(mark.Declassify(dossier=document, reason="已经公布"))
    state = office.state(document)
    assert [line.event for line in state.markings] == [Event.FIXED, Event.CHANGED, Event.KEPT, Event.LIFTED]
    assert (state.sealed.rendering, state.audience, state.particulars.secrecy) == (page, None, Secrecy.OPEN)
    assert (
        refusal(lambda: signer.perform(mark.Declassify(dossier=document, reason="再解"))) == "classify.not-classified"
    )
    (row,) = (one for one in signer.ask(q.Everything()) if one.dossier == document)
    assert row.classification == "已解密（原秘密★2年，作废）"


def test_a_change_stays_within_power_and_grade(office):
    document = classified(office, "file")
    signer = office.as_("signer")
    derived = classified(office, "file", notice("关于落实调度方案的通知"), source_number="市政发〔2026〕3号")
    assert refusal(lambda: signer.perform(mark.Reclassify(dossier=derived, mark="绝密", reason="情况变化"))) == (
        "classification.above-grade"
    )
    for typed, code in (("机密★1年", "classify.above-power"), ("绝密", "classification.above-grade")):
        wish = mark.Reclassify(dossier=document, mark=typed, reason="情况变化")
        assert refusal(lambda wish=wish: signer.perform(wish)) == code


def test_a_mark_is_not_raised_above_whoever_decides_or_has_the_document_in_hand(office):
    empower(office, level=Secrecy.CONFIDENTIAL)
    document, raised = classified(office, "file"), "机密★1年"
    wish, signer = mark.Reclassify(dossier=document, mark=raised, reason="情况变化"), office.as_("signer")
    clear(office, "archivist", level=Secrecy.SECRET)
    assert refusal(lambda: signer.perform(wish)) == "audience.step-unheld"
    clear(office, "signer", level=Secrecy.SECRET)
    assert refusal(lambda: signer.perform(wish)) == "classification.above-clearance"
    clear(office, "signer", "archivist")
    signer.perform(wish)
    assert office.state(document).particulars.classification == raised


def test_who_is_not_in_the_audience_knows_nothing_and_widening_it_is_decided_and_recorded(office):
    document = classified(office, "department")
    outsider, signer = office.as_("outsider"), office.as_("signer")
    assert refusal(lambda: outsider.dossier(document)) == "dossier.unknown"
    wider = (*office.state(document).audience.people, person("outsider"))
    assert refusal(lambda: signer.perform(mark.AdjustAudience(dossier=document, people=wider))) == "classify.no-reason"
    said = {"people": wider, "reason": "协办调度"}
    alone = mark.AdjustAudience(dossier=document, people=(person("head"),), reason="缩小范围")
    assert refusal(lambda: signer.perform(alone)) == "audience.step-unheld"
    head = office.as_("head")
    assert refusal(lambda: head.perform(mark.AdjustAudience(dossier=document, **said))) == "classify.not-responsible"
    signer.perform(mark.AdjustAudience(dossier=document, **said))
    assert office.state(document).audience.includes(person("outsider"), "")
    assert not office.state(document).audience.includes(person("auditor"), "")
    assert "协办调度" in office.as_("head").papers.journal_text(document)


def test_a_period_is_reckoned_from_the_day_of_the_decision() -> None:
    told = {
        "秘密★1年": "2027-02-28",
        "秘密★6个月": "2026-08-28",
        "机密★2027年3月1日": "2027-03-01",
        "机密★2027-03-01前": "2027-03-01",
        "秘密": "2036-02-28",
        "机密": "2046-02-28",
        "秘密★公布前": "",
        "工作秘密": "",
        "秘密★0年": "",
    }
    assert {said: over_on(said, "2026-02-28") for said in told} == told
    assert over_on("秘密★1年", "2024-02-29T09:00") == "2025-02-28"
    assert over_on("秘密★1个月", "2026-01-31") == "2026-02-28"


def test_a_mark_alone_is_told_as_it_is() -> None:
    assert mark_in_words("秘密★1年", ()) == "秘密★1年"
    assert mark_in_words("", ()) == ""


def test_the_whole_way_of_a_classified_document_is_sound(office):
    document = classified(office, "file")
    office.step(document)
    assert office.state(document).phase.value == "办结"
    assert office.as_("auditor").administration.verify().sound


def test_whoever_decides_is_reminded_before_a_period_is_over_and_told_what_a_year_has_passed_over(office):
    document = classified(office, "file")
    signer = office.as_("signer")
    (row,) = signer.ask(q.Marks())
    assert (row.dossier, row.mark, row.over, row.days, row.review) == (document, MARK, "2027-04-16", 365, False)
    assert [one.over for one in signer.ask(q.Reminders())] == [0]
    office.clock.time += timedelta(days=340)
    assert [one.over for one in signer.ask(q.Reminders())] == [1]
    assert [one.over for one in office.as_("head").ask(q.Reminders())] == [0]
    office.clock.time += timedelta(days=30)
    (row,) = signer.ask(q.Marks())
    assert (row.days, row.review) == (-5, True)


def test_what_is_over_is_only_told_unless_the_unit_has_it_lifted(office):
    document, under_way = classified(office, "file"), classified(office, "department", notice("关于巡查的通知"))
    office.clock.time += timedelta(days=370)
    office.sign_in_again("signer")
    assert office.state(document).particulars.classification == MARK
    office.as_("system").perform(org.AdjustSetting(name="lift-at-expiry", value=1, reason="试"))
    for _ in range(2):
        office.sign_in_again("signer")
    lines = office.state(document).markings
    assert [(line.event, line.day, line.person) for line in lines[1:]] == [(Event.EXPIRED, "2027-04-16", "")]
    assert office.state(document).audience is None
    (row,) = (one for one in office.as_("signer").ask(q.Marks(lifted=True)) if one.dossier == document)
    assert (row.mark, row.old, row.basis) == ("", MARK, BASIS)
    assert office.state(under_way).particulars.classification == MARK, "what is not out yet is decided anew"
    assert office.as_("auditor").administration.verify().sound


def test_above_a_page_whose_mark_was_changed_stands_the_voided_one_beside_the_new(office):
    document = classified(office, "file")
    signer = office.as_("signer")
    assert "作废" not in fetch_page(signer, document).caption
    signer.perform(mark.Declassify(dossier=document, reason="已经公布"))
    assert fetch_page(signer, document).caption.endswith("已解密（原秘密★1年，作废）")
