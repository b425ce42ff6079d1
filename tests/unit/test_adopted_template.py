"""A unit adopts a page template: pages follow it from then on, and what was signed keeps that of its signing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import MOST_MARKS, NATIONAL, MarkWords, Template
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.papers.papers import Paper
from tests.fakes.office import FakeOffice, notice

OURS, NEXT = Template(name="本县版式", red_rule=70), Template(name="新版式", red_rule=90)


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def adopt(office: FakeOffice, template: Template) -> None:
    office.as_("system").perform(org.AdoptTemplate(template=template))


def refusal(attempt) -> str:
    with pytest.raises(Refused) as caught:
        attempt()
    return caught.value.code


def page(office: FakeOffice, dossier: DossierId, account: str = "drafter") -> str:
    return office.as_(account).papers.page(dossier)[1].decode(errors="replace")


def test_pages_follow_the_template_that_was_adopted_last(office):
    dossier = office.draft()
    assert "版式" not in page(office, dossier)
    adopt(office, OURS)
    assert "本县版式" in page(office, dossier)
    adopt(office, NEXT)
    assert "新版式" in page(office, dossier)
    assert office.as_("drafter").writing.inspection.look.template == NEXT
    assert "新版式" in office.as_("drafter").writing.preview(notice()).data.decode(errors="replace")


def test_a_proof_is_set_in_the_template_that_was_signed(office):
    adopt(office, OURS)
    dossier = office.bring_to("seal")
    adopt(office, NEXT)
    proof = office.as_("registrar").papers.made(dossier, Paper.PROOF).decode(errors="replace")
    assert "本县版式" in proof and "新版式" not in proof


def test_what_was_signed_is_inspected_in_the_template_of_its_signing(office):
    looks = []
    office.inspector.of_draft = lambda _text, look: looks.append(look.template) or ()
    adopt(office, OURS)
    dossier = office.bring_to("number")
    adopt(office, NEXT)
    office.as_("registrar").papers.findings(dossier)
    office.as_("drafter").writing.inspection.of_text(notice())
    assert looks == [OURS, NEXT]


def test_what_was_signed_is_numbered_and_sealed_in_the_template_of_its_signing(office):
    adopt(office, OURS)
    dossier = office.bring_to("number")
    adopt(office, NEXT)
    assert "本县版式" in page(office, dossier)
    office.step(dossier)
    numbered = office.state(dossier).numbered
    assert "本县版式" in office.stores.made.blobs.read(numbered.rendering).decode(errors="replace")
    proof = office.as_("registrar").papers.hand_out(dossier, Paper.PROOF)
    assert "本县版式" in proof.decode(errors="replace")
    office.step(dossier)
    assert "本县版式" in page(office, dossier)
    assert "本县版式" in office.as_("drafter").papers.hand_out(dossier, Paper.OFD).decode(errors="replace")
    assert "新版式" in page(office, office.draft())


def test_what_was_signed_before_any_template_keeps_the_page_of_the_standard(office):
    dossier = office.bring_to("number")
    adopt(office, NEXT)
    office.step(dossier)
    assert "新版式" not in page(office, dossier)


def test_a_page_that_was_shown_before_the_template_changed_is_not_signed(office):
    dossier = office.bring_to("issue")
    signer = office.as_("signer")
    rendering, _ = signer.papers.page(dossier)
    adopt(office, NEXT)
    wish = act.Issue(dossier=dossier, source=office.state(dossier).source, rendering=rendering)
    assert refusal(lambda: signer.perform(wish)) == "issue.nothing-shown"
    rendering, _ = signer.papers.page(dossier)
    signer.perform(replace(wish, rendering=rendering))
    assert office.state(dossier).issued.template == signer.organisation().adopted


def test_a_text_that_went_back_and_was_changed_follows_the_template_of_the_day(office):
    adopt(office, OURS)
    dossier = office.bring_to("recheck")
    office.as_("rechecker").perform(
        act.Return(dossier=dossier, source=office.state(dossier).source, to="draft", reason="改")
    )
    adopt(office, NEXT)
    assert "本县版式" in page(office, dossier)
    kept = office.as_("drafter").writing.keep_text(notice("关于改过的通知"))
    office.as_("drafter").perform(act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars))
    assert "新版式" in page(office, dossier)


def test_only_the_system_administrator_adopts_a_template(office):
    wish = org.AdoptTemplate(template=OURS)
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "policy.role"
    assert office.as_("system").organisation().templates == ()


def test_a_template_beyond_the_limits_or_too_long_for_a_journal_is_not_adopted(office):
    assert refusal(lambda: adopt(office, replace(OURS, red_rule=500))) == "template.limits"
    one = MarkWords(organ="甲", format=PageFormat.LETTER, text="乙")
    assert refusal(lambda: adopt(office, replace(OURS, marks=(one,) * (MOST_MARKS + 1)))) == "template.too-long"
    assert refusal(lambda: adopt(office, replace(OURS, name="长" * 41))) == "template.too-long"


def test_the_longest_template_fits_an_entry(office):
    organs = [f"{number:040d}".replace("0", "县") for number in range(MOST_MARKS)]
    marks = tuple(MarkWords(organ=organ, format=PageFormat.ORDER, text="令" * 40) for organ in organs)
    adopt(office, replace(NATIONAL, name="长" * 40, marks=marks))
    assert len(office.as_("system").organisation().template(office.as_("system").organisation().adopted).marks) == 30
    assert office.as_("drafter").administration.verify().sound


def test_the_office_may_go_back_to_the_standard(office):
    adopt(office, OURS)
    adopt(office, NATIONAL)
    assert "版式" not in page(office, office.draft())
