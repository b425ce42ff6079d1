"""What an office has mended first (改好才能办): the act waits, says why and how, and is done once it is mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions.together import Cosign, Stance
from oa_desktop.domain.documents.findings import Place, finding
from oa_desktop.domain.documents.profile import NATIONAL, Change, Profile
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.registry import Layer
from oa_desktop.i18n.problems import say
from oa_desktop.office import queries as q
from tests.fakes.office import FakeOffice, notice
from tests.fakes.together import TOGETHER

MENDED = notice("清源县人民政府办公室关于归档的通知")
FAULTY = notice("清源县人民政府办公室关于归档的通知", attachment_notes=("清单",), copied_to="各乡镇人民政府。")


def asking(*stops: str) -> Profile:
    changes = {"attachment.absent": Change(blocks=True)}
    return NATIONAL.overlaid("县", Layer.COUNTY, changes, frozenset(stops) or None)


def refused(office: FakeOffice, account: str, wish: act.DossierAction) -> Refused:
    with pytest.raises(Refused) as told:
        office.as_(account).perform(wish)
    return told.value


def test_nothing_waits_where_the_office_does_not_say_so():
    office = FakeOffice()
    assert office.state(office.bring_to("recheck", FAULTY)).issued


def test_a_signature_waits_and_the_refusal_says_what_where_how_and_by_whose_rule():
    office = FakeOffice(profile=asking())
    document = office.bring_to("issue", FAULTY)
    problem = refused(office, "signer", office.onward(document, "issue"))
    assert problem.code == "act.unmended"
    said = str(say(problem.code, problem.params))
    for words in (
        "《清源县人民政府办公室关于归档的通知》还不能签发，有1处",
        "附件第 1 个",
        "“清单”",
        "请把附件接在正文后面",
        "县级",
    ):
        assert words in said
    assert office.state(document).issued is None


def test_a_refusal_lists_a_few_and_counts_the_others():
    office = FakeOffice(profile=asking())
    document = office.bring_to("issue", replace(FAULTY, attachment_notes=("甲", "乙", "丙", "丁", "戊")))
    problem = refused(office, "signer", office.onward(document, "issue"))
    said = str(say(problem.code, problem.params))
    assert "有5处" in said and "“丙”" in said and "还有2处" in said
    assert "“丁”" not in said


def test_once_it_is_mended_the_act_is_done():
    office = FakeOffice(profile=asking("submit"))
    document = office.draft(FAULTY)
    assert refused(office, "drafter", act.SubmitForReview(dossier=document)).code == "act.unmended"
    kept = office.as_("drafter").writing.keep_text(MENDED)
    office.as_("drafter").perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    office.step(document)
    assert office.state(document).step == "department"


def test_what_waits_can_be_returned():
    office = FakeOffice(profile=asking())
    document = office.bring_to("issue", FAULTY)
    office.as_("signer").perform(act.Return(dossier=document, reason="附件没有附上", to="draft"))
    assert office.state(document).step == "draft"


def test_whoever_objects_may_do_so_and_whoever_signs_jointly_waits():
    office = FakeOffice(profile=asking("cosign"), flows={TOGETHER.id: TOGETHER})
    session = office.as_("drafter")
    kept = session.writing.keep_text(FAULTY)
    wish = act.Draft(flow=TOGETHER, department="", source=kept.source, particulars=kept.particulars)
    document = session.perform(wish).dossiers[0]
    session.perform(act.SubmitForReview(dossier=document))
    for account in ("head", "reviewer"):
        office.as_(account).perform(act.Review(dossier=document))
    page = office.as_("signer").papers.page(document)[0]
    assert refused(office, "signer", Cosign(dossier=document, rendering=page)).code == "act.unmended"
    objecting = Cosign(dossier=document, rendering=page, stance=Stance.OBJECT, opinion="附件没有附上")
    office.as_("signer").perform(objecting)
    assert office.state(document).step == "draft"


def test_a_practice_is_nobodys_demand_until_a_layer_makes_it_its_own():
    practice = finding("routing.office-consent", Place(name="主送机关"))
    assert practice.asked_by is None
    assert finding("signer.missing", Place(name="签发人")).asked_by is Layer.NATION
    county = NATIONAL.overlaid("县", Layer.COUNTY, {practice.rule: Change(blocks=True)})
    (own,) = county.asked((practice,))
    assert (own.asked_by, own.blocks) == (Layer.COUNTY, True)


def test_an_act_that_may_not_be_done_now_says_that_first():
    office = FakeOffice(profile=asking())
    document = office.draft(FAULTY)
    assert refused(office, "drafter", act.Recall(dossier=document)).code == "recall.not-recallable"
    assert refused(office, "drafter", act.Issue(dossier=document)).code == "policy.role"


def test_before_the_act_it_is_said_apart_from_what_hinders_nobody():
    office = FakeOffice(profile=asking("submit"))
    document = office.draft(FAULTY)
    (row,) = office.as_("drafter").ask(q.Cautions(dossier=document, kind="submit"))
    assert [one.rule for one in row.stops] == ["attachment.absent"]
    assert not {one.rule for one in row.findings} & {"attachment.absent"}
    (row,) = office.as_("drafter").ask(q.Cautions(dossier=document, kind="issue"))
    assert row.stops == ()


def test_an_act_that_waits_is_announced_and_others_are_not():
    office = FakeOffice(profile=asking("submit"))
    document = office.draft(FAULTY)
    forms = {one.kind: one for one in office.as_("drafter").ask(q.ActForms(dossier=document))}
    assert forms["submit"].cautioned
    assert not any(form.cautioned for kind, form in forms.items() if kind != "submit")


def test_rules_that_cannot_be_read_stop_what_they_may_be_about_and_nothing_else():
    class Faulty(FakeOffice):
        @property
        def profile(self):
            raise Refused("resource.faulty")

        @profile.setter
        def profile(self, _given):
            """Stays faulty."""

    office = Faulty()
    document = office.draft(FAULTY)
    assert refused(office, "drafter", act.SubmitForReview(dossier=document)).code == "resource.faulty"
    assert office.as_("drafter").ask(q.ActForms(dossier=document))
    office.as_("drafter").perform(act.LeaveOpinion(dossier=document, opinion="请看"))
