"""The first flow: a document from draft to archive through the one door."""

from __future__ import annotations

import io

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import numbers
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.dossier import Phase
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import DepartmentId, Digest, DossierId, PersonId, PostId, dossier_journal
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.domain.texts.slots import changed_outside_slots
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n.problems import say
from oa_desktop.office import queries as q
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.recording import Author
from tests.fakes.office import FLOW, HOLDERS, FakeOffice, notice
from tests.fakes.world import FakeSigner


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def refusal(attempt) -> str:
    with pytest.raises(Refused) as caught:
        attempt()
    return caught.value.code


def test_a_document_goes_through_all_nine_steps_and_is_concluded(office):
    dossier = office.draft()
    steps = []
    while office.state(dossier).phase is Phase.IN_HAND:
        steps.append(office.state(dossier).step)
        office.step(dossier)
    assert steps == list(HOLDERS)
    state = office.state(dossier)
    assert state.phase is Phase.CONCLUDED
    assert state.number == "清政办发〔2026〕1号"
    assert state.filed.value == "30年"
    assert office.as_("drafter").administration.verify().sound


def test_every_document_takes_the_next_number_of_the_year(office):
    numbers = []
    for _ in range(3):
        dossier = office.bring_to("seal")
        numbers.append(office.state(dossier).number)
    assert numbers == [f"清政办发〔2026〕{serial}号" for serial in (1, 2, 3)]


def test_a_number_is_never_used_twice(office):
    office.bring_to("seal")
    second = office.bring_to("number")
    wish = act.AssignNumber(dossier=second, code="清政办发", serial=1)
    assert refusal(lambda: office.as_("registrar").perform(wish)) == "number.taken"
    assert office.state(second).number == ""


def test_the_year_of_a_number_is_the_year_of_its_date(office):
    dossier = office.bring_to("number")
    office.as_("registrar").perform(act.AssignNumber(dossier=dossier, code="清政办发", date="2025-12-31"))
    assert office.state(dossier).number == "清政办发〔2025〕1号"


def test_a_number_needs_a_code_that_the_unit_has_registered(office):
    dossier = office.bring_to("number")
    wish = act.AssignNumber(dossier=dossier, code="假政发")
    assert refusal(lambda: office.as_("registrar").perform(wish)) == "number.unknown-code"


@pytest.mark.parametrize(
    ("day", "accepted"),
    [
        ("2025-04-14", False),
        ("2025-04-15", True),
        ("2026-05-17", True),
        ("2026-05-18", False),
        ("0206-04-16", False),
        ("9999-12-31", False),
    ],
)
def test_a_document_is_dated_from_a_year_before_its_draft_to_a_month_after_it_was_issued(office, day, accepted):
    dossier = office.bring_to("number")
    wish = act.AssignNumber(dossier=dossier, code="清政办发", date=day)
    if accepted:
        office.as_("registrar").perform(wish)
    else:
        assert refusal(lambda: office.as_("registrar").perform(wish)) == "date.out-of-range"
    assert bool(office.state(dossier).number) == accepted


def test_a_document_gets_a_number_of_an_organ_that_issues_it(office):
    office.as_("system").perform(org.RegisterOrgan(organ=Organ(name="清源县人民政府", code="清政发")))
    alone = office.bring_to("number")
    wish = act.AssignNumber(dossier=alone, code="清政发")
    assert refusal(lambda: office.as_("registrar").perform(wish)) == "number.other-organ"
    assert office.state(alone).number == ""
    joint = office.bring_to("number", notice(issuing_organs=("清源县人民政府", "清源县人民政府办公室")))
    office.as_("registrar").perform(act.AssignNumber(dossier=joint, code="清政发"))
    assert office.state(joint).number == "清政发〔2026〕1号"


@pytest.mark.parametrize(
    ("issuing", "code"),
    [
        (("清源县人民政府", "清源县人民政府办公室"), "清政发"),
        (("清源县人民政府办公室", "清源县人民政府"), "清政办发"),
        (("清源县防汛指挥部", "清源县人民政府"), "清政发"),
    ],
)
def test_a_joint_document_is_numbered_by_its_lead_organ_or_else_by_one_that_is_registered(office, issuing, code):
    office.as_("system").perform(org.RegisterOrgan(organ=Organ(name="清源县人民政府", code="清政发")))
    joint = office.bring_to("number", notice(issuing_organs=issuing))
    assert office.as_("registrar").number_book.usual_code(joint) == code


def test_the_code_of_an_organ_is_the_one_that_was_registered_last(office):
    office.as_("system").perform(org.RegisterOrgan(organ=Organ(name="清源县人民政府办公室", code="清府办")))
    assert office.as_("registrar").number_book.usual_code(office.bring_to("number")) == "清府办"


def test_no_code_is_chosen_for_organs_that_have_none(office):
    joint = office.bring_to("number", notice(issuing_organs=("清源县防汛指挥部", "清源县森林防火指挥部")))
    with pytest.raises(Refused) as caught:
        office.as_("registrar").number_book.usual_code(joint)
    assert (caught.value.code, caught.value.params) == (
        "number.no-code",
        {"organ": "清源县防汛指挥部、清源县森林防火指挥部"},
    )


def test_a_document_of_an_organ_that_is_not_registered_takes_any_code(office):
    dossier = office.bring_to("number", notice(issuing_organs=("清源县防汛指挥部",)))
    office.as_("registrar").perform(act.AssignNumber(dossier=dossier, code="清政办发"))
    assert office.state(dossier).number == "清政办发〔2026〕1号"


@pytest.mark.parametrize("said", [0, 3, 900])
def test_an_attached_file_is_recorded_with_the_bytes_that_were_read(office, said):
    kept = office.as_("drafter").writing.keep_file("folder/附图.pdf", io.BytesIO(b"x" * 700), said)
    assert (kept.name, kept.size) == ("附图.pdf", 700)
    assert office.stores.made.blobs.read(kept.digest) == b"x" * 700


def test_a_file_that_grows_over_the_limit_while_it_is_read_is_not_kept():
    office = FakeOffice()
    office.as_("system").perform(org.AdjustSetting(name="largest-attachment-mb", value=2))
    session, before = office.as_("drafter"), set(office.stores.made.blobs.contents)
    assert refusal(lambda: session.writing.keep_file("附图.pdf", Endless(), 10)) == "attachment.too-large"
    assert set(office.stores.made.blobs.contents) == before


@pytest.mark.parametrize("name", ["", "..\udcff.pdf", "附\x1b[2J图.pdf", "附图\u202efdp.exe", "附\n图.pdf"])
def test_a_file_whose_name_is_not_what_it_looks_like_is_not_kept(office, name):
    with pytest.raises(Refused) as caught:
        office.as_("drafter").writing.keep_file(name, io.BytesIO(b"x"), 1)
    assert caught.value.code == "attachment.name"
    assert str(caught.value.params["name"]).isprintable()


class Endless(io.RawIOBase):
    """A file that is longer each time one looks."""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return bytes(size)


def test_what_is_numbered_differs_from_what_was_signed_only_in_the_open_slots(office):
    dossier = office.bring_to("seal")
    state, blobs = office.state(dossier), office.stores.made.blobs
    signed = Manuscript.decode(blobs.read(state.issued.source))
    numbered = Manuscript.decode(blobs.read(state.numbered.source))
    assert changed_outside_slots(signed, numbered) == ()
    assert (signed.document_number, numbered.document_number) == ("", "清政办发〔2026〕1号")
    assert numbered.date == "2026年4月16日"


def test_a_return_goes_back_to_the_drafter_with_its_reason(office):
    dossier = office.bring_to("office")
    office.as_("reviewer").perform(act.Return(dossier=dossier, reason="附件名称与正文不一致"))
    assert office.state(dossier).step == "draft"
    rows = office.as_("drafter").ask(q.Timeline(dossier=dossier))
    assert (rows[-1].act, rows[-1].words, rows[-1].step) == ("退回", "附件名称与正文不一致", "办公室审核")
    assert [row.dossier for row in office.as_("drafter").ask(q.ToDo())] == [dossier]


def test_a_return_needs_a_reason_and_an_earlier_step(office):
    dossier = office.bring_to("office")
    reviewer = office.as_("reviewer")
    assert refusal(lambda: reviewer.perform(act.Return(dossier=dossier, reason=" "))) == "return.no-reason"
    forward = act.Return(dossier=dossier, reason="试", to="issue")
    assert refusal(lambda: reviewer.perform(forward)) == "return.not-there"


def test_nothing_is_returned_after_it_was_numbered(office):
    dossier = office.bring_to("seal")
    wish = act.Return(dossier=dossier, reason="错字")
    assert refusal(lambda: office.as_("sealer").perform(wish)) == "return.nowhere"


def test_the_drafter_recalls_while_nobody_has_acted(office):
    dossier = office.bring_to("department")
    office.as_("drafter").perform(act.Recall(dossier=dossier, reason="漏了附件"))
    assert office.state(dossier).step == "draft"


def test_reading_is_not_acting(office):
    dossier = office.bring_to("department")
    office.as_("head").perform(act.MarkRead(dossier=dossier))
    office.as_("drafter").perform(act.Recall(dossier=dossier))
    assert office.state(dossier).step == "draft"


def test_nobody_recalls_what_somebody_else_has_acted_on(office):
    dossier = office.bring_to("office")
    assert refusal(lambda: office.as_("drafter").perform(act.Recall(dossier=dossier))) == "policy.last-actor"


def test_what_was_issued_is_not_recalled(office):
    dossier = office.bring_to("recheck")
    assert refusal(lambda: office.as_("signer").perform(act.Recall(dossier=dossier))) == "recall.not-recallable"


def test_a_change_found_in_the_recheck_goes_back_to_the_signer(office):
    dossier = office.bring_to("recheck")
    rechecker = office.as_("rechecker")
    kept = rechecker.writing.keep_text(notice("关于开展公文归档和移交工作的通知"))
    rechecker.perform(act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars))
    assert refusal(lambda: rechecker.perform(act.Recheck(dossier=dossier))) == "recheck.changed-after-issue"
    rechecker.perform(act.Return(dossier=dossier, reason="标题改动，请重新签发"))
    assert office.state(dossier).step == "issue"
    office.step(dossier)
    office.step(dossier)
    assert office.state(dossier).step == "number"


def test_the_signer_signs_the_text_that_was_shown(office):
    dossier = office.bring_to("issue")
    signer = office.as_("signer")
    page, _ = signer.papers.page(dossier)
    other = signer.writing.keep_text(notice("另一件")).source
    wish = act.Issue(dossier=dossier, source=other, rendering=page)
    assert refusal(lambda: signer.perform(wish)) == "flow.text-changed"
    assert refusal(lambda: signer.perform(act.Issue(dossier=dossier))) == "issue.nothing-shown"


def test_an_incomplete_text_is_not_issued(office):
    dossier = office.bring_to("issue", notice(""))
    signer = office.as_("signer")
    wish = act.Issue(dossier=dossier, rendering=signer.papers.page(dossier)[0])
    with pytest.raises(Refused) as caught:
        signer.perform(wish)
    assert caught.value.code == "document.incomplete"
    assert "标题" in caught.value.params["places"]


def test_only_the_holder_of_a_step_acts_in_it(office):
    dossier = office.bring_to("office")
    assert refusal(lambda: office.as_("head").perform(act.Review(dossier=dossier))) == "policy.holder"
    assert refusal(lambda: office.as_("drafter").perform(act.Review(dossier=dossier))) == "policy.role"


def test_a_document_that_one_may_not_know_is_as_if_it_did_not_exist(office):
    dossier = office.bring_to("office")
    outsider = office.as_("outsider")
    assert refusal(lambda: outsider.dossier(dossier)) == "dossier.unknown"
    assert refusal(lambda: outsider.ask(q.Timeline(dossier=dossier))) == "dossier.unknown"
    assert refusal(lambda: outsider.perform(act.MarkRead(dossier=dossier))) == "dossier.unknown"
    assert refusal(lambda: outsider.dossier(DossierId("no such"))) == "dossier.unknown"
    assert outsider.ask(q.Everything()) == ()


def test_an_administrator_sees_no_document(office):
    office.bring_to("office")
    for account in ("system", "security", "auditor"):
        assert office.as_(account).ask(q.Everything()) == ()


def test_only_the_auditor_reads_the_audit_trail(office):
    assert refusal(lambda: office.as_("system").ask(q.AuditTrail())) == "policy.role"
    acts = {row.act for row in office.as_("auditor").ask(q.AuditTrail())}
    assert {"建立单位", "确认建立", "登记人员", "授予权限", "登录"} <= acts


def test_a_commit_that_fails_changes_nothing(office):
    dossier = office.bring_to("office")
    before = (office.state(dossier), list(office.stores.made.kept))
    office.stores.made.fail_next_commit = True
    with pytest.raises(Unavailable):
        office.step(dossier)
    assert (office.state(dossier), office.stores.made.kept) == before
    office.step(dossier)
    assert office.state(dossier).step == "issue"


def test_a_second_act_after_a_failed_one_is_chained_to_what_is_durable(office):
    dossier = office.bring_to("number")
    office.stores.made.fail_next_commit = True
    with pytest.raises(Unavailable):
        office.step(dossier)
    office.step(dossier)
    assert office.state(dossier).number == "清政办发〔2026〕1号"
    assert office.as_("drafter").administration.verify().sound


def test_a_clock_set_back_a_year_is_shown_and_acts_go_on(office):
    dossier = office.bring_to("department")
    office.clock.move(days=-366)
    changed = office.as_("head").perform(act.Review(dossier=dossier, opinion="同意"))
    assert changed.notices == ("clock.behind",)
    assert office.state(dossier).step == "office"


def test_a_draft_with_a_secrecy_mark_is_refused_on_an_unclassified_machine(office):
    marked = notice(classification="秘密★1年")
    assert refusal(lambda: office.as_("drafter").writing.keep_text(marked)) == "classification.above-grade"


def test_projections_made_again_are_the_same(office):
    office.bring_to("seal")
    office.bring_to("office")
    before = office.stores.made.projections()
    assert office.as_("drafter").administration.rebuild() == 2
    assert office.stores.made.projections() == before


def test_the_screens_are_told_what_changed(office):
    heard = []
    stop = office.as_("head").subscribe(heard.append)
    dossier = office.bring_to("office")
    assert [change.dossiers for change in heard] == [(dossier,)] * 3
    stop()
    office.step(dossier)
    assert len(heard) == 3


def test_possible_acts_are_those_that_are_not_refused(office):
    dossier = office.bring_to("office")
    rows = office.as_("reviewer").ask(q.PossibleActs(dossier=dossier))
    assert [row.kind for row in rows] == [
        *("review", "revise", "return", "mark-read", "leave-opinion"),
        *("add-signers", "hand-over", "circulate", "suspend", "void", "supervise"),
    ]
    assert office.as_("head").ask(q.PossibleActs(dossier=dossier))[0].kind == "recall"


def test_a_text_of_which_a_line_is_a_secrecy_mark_is_refused_and_talk_about_marks_passes(office):
    drafter = office.as_("drafter")
    marked = notice(body=(Paragraph(spans=(Span(text="机密★20年"),)),))
    assert refusal(lambda: drafter.writing.keep_text(marked)) == "classification.above-grade"
    talk = notice(body=(Paragraph(spans=(Span(text="涉密件首页左上角标注“秘密★1年”。"),)),))
    assert drafter.writing.keep_text(talk).source


@pytest.mark.parametrize("step", ["department", "seal", "dispatch"])
def test_the_ofd_is_set_of_the_text_and_with_the_seal_of_the_page(office, step):
    papers, dossier = office.as_("head").papers, office.bring_to(step)
    assert papers.ofd(dossier).removeprefix(b"PK OFD ") == papers.page(dossier)[1].removeprefix(b"%PDF ")


@pytest.mark.parametrize(("paper", "apart"), [(Paper.APART, True), (Paper.PAGE, False), (Paper.OFD, False)])
def test_annexes_stand_apart_where_that_is_asked_for(office, paper, apart):
    page = office.as_("head").papers.hand_out(office.bring_to("department"), paper)
    assert (b"annexes_apart=True" in page) is apart


def test_what_leaves_the_store_is_recorded(office):
    dossier = office.bring_to("department")
    page = office.as_("head").papers.hand_out(dossier, Paper.PAGE)
    assert page == office.as_("head").papers.page(dossier)[1]
    assert "输出" in {row.act for row in office.as_("auditor").ask(q.AuditTrail())}
    office.stores.made.writable = False
    with pytest.raises(Unavailable) as caught:
        office.as_("head").papers.hand_out(dossier, Paper.FORM)
    assert caught.value.code == "store.read-only"


def test_nobody_grants_a_right_to_their_own_post(office):
    security = office.as_("security")
    wish = org.Grant(post=security.standing.post, roles=(Role.SECURITY_ADMINISTRATOR, Role.SIGNER))
    assert refusal(lambda: security.perform(wish)) == "roles.own"


def test_an_account_is_enrolled_once(office):
    system = office.as_("system")
    wish = org.EnrolPerson(
        person=PersonId("another"),
        name="冒名",
        account="drafter",
        public_key="00",
        post=PostId("another"),
        department=system.standing.department,
        title="科员",
    )
    assert refusal(lambda: system.perform(wish)) == "account.exists"


def test_a_reserved_number_is_passed_over_and_a_taken_one_is_not_reserved(office):
    registrar = office.as_("registrar")
    registrar.perform(numbers.ReserveNumber(code="清政办发", year=2026, serial=1, reason="纸质件占用"))
    dossier = office.bring_to("seal")
    assert office.state(dossier).number == "清政办发〔2026〕2号"
    taken = numbers.SkipNumber(code="清政办发", year=2026, serial=2, reason="试")
    assert refusal(lambda: registrar.perform(taken)) == "number.taken"
    rows = registrar.ask(q.Numbers(code="清政办发", year=2026))
    assert [(row.serial, row.state, row.reason) for row in rows] == [(1, "预留", "纸质件占用"), (2, "已用", "")]


def test_a_code_of_an_organ_that_is_no_more_gives_no_number(office):
    old = Organ(name="清源县扶贫办公室", code="清扶办", until="2021-05-31", successor="清源县乡村振兴局")
    office.as_("system").perform(org.RegisterOrgan(organ=old))
    dossier = office.bring_to("number")
    wish = act.AssignNumber(dossier=dossier, code="清扶办")
    assert refusal(lambda: office.as_("registrar").perform(wish)) == "organ.not-in-force"


def test_looking_at_a_page_keeps_nothing(office):
    dossier = office.bring_to("issue")
    before = set(office.stores.made.blobs.contents)
    office.as_("signer").papers.page(dossier)
    assert set(office.stores.made.blobs.contents) == before


def test_a_content_that_is_missing_or_another_is_found(office):
    dossier = office.bring_to("file")
    blobs, state = office.stores.made.blobs, office.state(dossier)
    page = blobs.contents.pop(state.sealed.rendering)
    assert {fault.rule for fault in office.as_("drafter").administration.verify().faults} == {"content.missing"}
    blobs.contents[state.sealed.rendering] = page + b" "
    faults = office.as_("drafter").administration.verify().faults
    assert {fault.rule for fault in faults} == {"content.damaged"}
    assert {(fault.journal, fault.seq > 0) for fault in faults} == {(dossier_journal(dossier), True)}
    (told,) = {say(one.rule, {"journal": one.journal, "device": one.device, "seq": 3}).what for one in faults}
    assert told.startswith(f"公文{dossier[:8]}的办理记录的第3条")
    blobs.contents[state.sealed.rendering] = page
    assert office.as_("drafter").administration.verify().sound


def test_a_right_that_nobody_could_grant_has_no_effect_and_is_found(office):
    drafter = office.as_("drafter")
    author = Author(
        unit=drafter.standing.unit,
        actor=Actor(kind=ActorKind.PERSON, person=drafter.standing.person, post=drafter.standing.post),
        signer=FakeSigner(office.slots.accounts["drafter"][2]),
    )
    forged = org.Grant(post=drafter.standing.post, roles=(Role.DRAFTER, Role.SIGNER))
    office.office._opened.record([forged], author)
    assert drafter.standing.roles == {Role.DRAFTER}
    assert {fault.rule for fault in drafter.administration.verify().faults} == {"actor.without-authority"}


def test_a_text_that_went_back_and_was_changed_is_a_draft_again(office):
    dossier = office.bring_to("number")
    registrar = office.as_("registrar")
    registrar.perform(act.Return(dossier=dossier, reason="题目有误"))
    office.as_("rechecker").perform(act.Return(dossier=dossier, reason="请改题目", to="draft"))
    assert office.as_("archivist").dossier(dossier)
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice("关于另一件事的通知"))
    drafter.perform(act.Revise(dossier=dossier, source=kept.source, particulars=kept.particulars))
    assert refusal(lambda: office.as_("archivist").dossier(dossier)) == "dossier.unknown"


def test_a_voided_number_is_not_sealed(office):
    dossier = office.bring_to("seal")
    office.as_("registrar").perform(numbers.VoidNumber(code="清政办发", year=2026, serial=1, reason="误编"))
    assert refusal(lambda: office.as_("sealer").perform(act.ApplySeal(dossier=dossier))) == "number.void"


def test_a_number_reserved_far_ahead_does_not_carry_the_register_there(office):
    registrar = office.as_("registrar")
    registrar.perform(numbers.ReserveNumber(code="清政办发", year=2026, serial=99999, reason="试"))
    assert office.state(office.bring_to("seal")).number == "清政办发〔2026〕1号"
    wish = numbers.ReserveNumber(code="假政发", year=2026, serial=1, reason="试")
    assert refusal(lambda: registrar.perform(wish)) == "number.unknown-code"


def test_an_attachment_that_was_not_kept_is_refused(office):
    drafter = office.as_("drafter")
    kept = drafter.writing.keep_text(notice())
    lost = Attachment(name="附图.pdf", size=3, digest=Digest("0" * 64))
    wish = act.Draft(
        flow=FLOW,
        department=DepartmentId(""),
        source=kept.source,
        particulars=kept.particulars,
        attachments=(lost,),
    )
    assert refusal(lambda: drafter.perform(wish)) == "attachment.not-kept"


def test_the_answer_to_a_wrong_password_is_held_back(office):
    before = office.clock.now()
    assert refusal(lambda: office.office.sign_in("drafter", "猜的")) == "sign-in.wrong-password"
    assert (office.clock.now() - before).total_seconds() == 2


def test_a_lost_text_keeps_nobody_from_rebuilding_the_rest(office):
    lost, kept = office.bring_to("office"), office.bring_to("department", notice("关于防汛的通知"))
    del office.stores.made.blobs.contents[office.state(lost).source]
    assert office.as_("drafter").administration.rebuild() == 2
    rows = office.as_("drafter").ask(q.Everything())
    assert [row.dossier for row in rows] == [kept, lost]
    assert [row.document.dossier for row in office.as_("drafter").ask(q.Search(text="归档"))] == [lost]


def test_a_setting_is_adjusted_within_its_bounds_by_the_system_administrator(office):
    system = office.as_("system")
    assert system.organisation().setting("largest-attachment-mb") == 500
    system.perform(org.AdjustSetting(name="largest-attachment-mb", value=200, reason="光盘容量有限"))
    assert system.organisation().setting("largest-attachment-mb") == 200
    assert refusal(lambda: system.perform(org.AdjustSetting(name="largest-attachment-mb", value=0))) == (
        "setting.out-of-bounds"
    )
    assert refusal(lambda: system.perform(org.AdjustSetting(name="colour", value=1))) == "setting.unknown"
    wish = org.AdjustSetting(name="largest-attachment-mb", value=300)
    assert refusal(lambda: office.as_("drafter").perform(wish)) == "policy.role"
