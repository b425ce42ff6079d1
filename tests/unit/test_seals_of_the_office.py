"""印章: enrolled as it was issued, kept by a post, used on the numbered page alone, suspended, destroyed by two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from oa_desktop.cli.named_seals import seal_named
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions import sealing
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, DossierId, PostId, dossier_journal
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import Secrecy
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.domain.trust.sealing import changed, organ_named, refuse_use
from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.domain.units.correspondents import Correspondent
from oa_desktop.domain.units.organisation import Organ
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from oa_desktop.office.clearing.counted import CopyRun
from oa_desktop.office.papers.papers import Paper
from oa_desktop.office.ports.pages import Leaf
from oa_desktop.office.seals.form import OPENING
from oa_desktop.office.seals.room import WantedSeal
from oa_desktop.office.seals.sealing import strips
from oa_desktop.ui.reading.fetched_page import fetch_page
from tests.fakes.office import FakeOffice, notice
from tests.fakes.seals import PASSWORD, certificate_of, issued, key_of, seal
from tests.fakes.world import sm3
from tests.unit.test_trusting import present

ORGAN = "清源县人民政府办公室"
OTHER = "清源县财政局"


def with_seal(*organs: str) -> FakeOffice:
    office = FakeOffice()
    for organ in organs or (ORGAN,):
        office.as_("system").perform(org.RegisterOrgan(organ=Organ(name=organ, code=f"清{organ[3]}发")))
        office.as_("security").seals.enrol(issued(organ))
    return office


def kept(office: FakeOffice, organ: str = ORGAN) -> EnrolledSeal:
    return next(one for one in office.as_("security").seals.all if one.organ == organ)


def apply(office: FakeOffice, dossier: DossierId, organ: str = ORGAN, password: str = PASSWORD, **more: object) -> None:
    wish = act.ApplySeal(dossier=dossier, electronic=kept(office, organ).data, copies=3, **more)
    office.as_("sealer").seals.apply(wish, password)


def refusal(work: object, *given: object, **named: object) -> str:
    with pytest.raises(Refused) as refused:
        work(*given, **named)
    return refused.value.code


def test_an_enrolled_seal_says_what_it_says_itself_and_who_keeps_it() -> None:
    office = with_seal()
    one = kept(office)

    assert (one.name, one.organ, one.maker, one.diameter_mm) == (ORGAN, ORGAN, "县公章制发中心", 42)
    assert (one.valid_from, one.valid_until, one.state) == ("2026-01-01", "2031-12-31", SealState.IN_USE)
    assert [event.what for event in one.events] == ["启用印章"]
    assert [seal.data for seal in office.as_("sealer").seals.mine] == [one.data]
    assert office.as_("drafter").seals.mine == ()


def test_what_an_entry_says_of_a_seal_is_what_the_seal_says_whoever_wishes_otherwise() -> None:
    office = FakeOffice()
    session = office.as_("security")
    blobs = session._desk.store.blobs
    wish = sealing.EnrolSeal(
        seal=blobs.keep(seal(ORGAN)),
        certificate=blobs.keep(certificate_of(key_of(ORGAN))),
        organ=ORGAN,
        keeper=PostId("post sealer"),
        name="清源县人民政府",
        valid_until="2099-12-31",
    )
    session.perform(wish)

    assert (kept(office).name, kept(office).valid_until) == (ORGAN, "2031-12-31")


def test_only_the_security_administrator_takes_seals_into_use() -> None:
    office = FakeOffice()

    assert refusal(office.as_("system").seals.enrol, issued(ORGAN)) == "policy.role"
    assert refusal(office.as_("sealer").seals.enrol, issued(ORGAN)) == "policy.role"
    assert office.seal_keys.keys == {}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"data": b"no seal"}, "seal.unreadable"),
        ({"data": seal(ORGAN, genuine=False)}, "seal.not-genuine"),
        ({"certificate": certificate_of(b"another")}, "seal.not-holder"),
        ({"data": seal(ORGAN, version=1)}, "seal.only-read"),
        ({"data": seal(ORGAN, made="2026-04-17")}, "seal.ahead"),
        ({"data": seal(ORGAN, maker="CN=演示制章机构,O=演示专用")}, "seal.for-practice"),
        ({"key": b"another"}, "seal.wrong-key"),
        ({"organ": OTHER}, "seal.other-organ"),
        ({"organ": ""}, "seal.organ-unsaid"),
        ({"keeper": PostId("post drafter")}, "seal.keeper"),
    ],
)
def test_a_seal_that_is_not_right_is_not_taken_into_use_and_its_key_is_not_kept(
    changes: dict[str, object], code: str
) -> None:
    office = FakeOffice()

    assert refusal(office.as_("security").seals.enrol, issued(ORGAN, **changes)) == code
    assert office.as_("security").seals.all == ()
    assert office.seal_keys.keys == {}
    said = issued(ORGAN, **changes)
    assert not any(office.stores.made.blobs.has(sm3(one)) for one in (said.data, said.certificate))


def test_a_seal_that_bears_the_name_of_another_organ_is_not_taken_into_use_as_ours() -> None:
    office = FakeOffice()
    office.as_("system").perform(org.RegisterCorrespondents(correspondents=(Correspondent(name=OTHER),)))
    enrol, unit = office.as_("security").seals.enrol, office.as_("security").organisation()

    assert refusal(enrol, issued(ORGAN, data=seal(f"{OTHER}印", key=key_of(ORGAN)))) == "seal.named-otherwise"
    assert (organ_named(unit, OTHER), organ_named(unit, f"{ORGAN}文件专用章")) == ("", ORGAN)


def test_of_an_organ_with_seals_by_several_names_none_is_picked_by_the_organ_alone() -> None:
    office = FakeOffice()
    session = office.as_("security")
    for name in (f"{ORGAN}会议章", f"{ORGAN}专用章"):
        session.seals.enrol(issued(name, organ=ORGAN))

    assert refusal(seal_named, session, ORGAN) == "seal.ambiguous"
    session.seals.enrol(issued(ORGAN))
    session.seals.enrol(issued("值班章", organ=ORGAN))
    assert seal_named(session, ORGAN).name == ORGAN


def test_a_seal_is_taken_into_use_once() -> None:
    office = with_seal()

    assert refusal(office.as_("security").seals.enrol, issued(ORGAN)) == "seal.enrolled"
    apply(office, office.bring_to("seal"))


def test_a_seal_goes_on_the_page_that_was_numbered_and_the_entry_names_all_that_it_rests_on() -> None:
    office = with_seal()
    dossier = office.bring_to("recheck")
    office.as_("rechecker").perform(act.Return(dossier=dossier, to="issue", reason="请再看一遍"))
    while office.state(dossier).step != "seal":
        office.step(dossier)
    numbered = office.state(dossier).numbered
    apply(office, dossier)
    state = office.state(dossier)
    blobs = office.as_("sealer")._desk.store.blobs
    entries = tuple(office.as_("sealer")._desk.store.entries(dossier_journal(dossier)))

    assert numbered is not None
    assert state.sealed is not None
    assert blobs.read(state.sealed.rendering).startswith(blobs.read(numbered.rendering))
    assert blobs.read(state.sealed.ofd).startswith(blobs.read(numbered.ofd))
    assert blobs.read(state.sealed.ofd).endswith(b"last")
    (used,) = state.seals
    assert used.approval == [one.digest for one in entries if one.entry.kind == "issue"][1]
    assert (used.seal, used.organ, used.copies) == (kept(office).data, ORGAN, 3)
    last = [one.entry for one in entries][-1]
    assert {kept(office).data, kept(office).certificate, state.sealed.ofd} <= set(last.attachments)
    assert state.step == "dispatch"


def test_what_leaves_after_it_is_the_sealed_file_byte_for_byte() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    apply(office, dossier)
    session, state = office.as_("dispatcher"), office.state(dossier)

    assert session.papers.page(dossier)[1] == session._desk.store.blobs.read(state.sealed.rendering)
    assert session.papers.ofd(dossier) == session._desk.store.blobs.read(state.sealed.ofd)


def test_the_sealed_file_leaves_without_a_trace_whoever_takes_it_along() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    apply(office, dossier)
    for account in ("drafter", "dispatcher"):
        papers = office.as_(account).papers
        assert papers.hand_out(dossier, Paper.PAGE) == papers.page(dossier)[1]
        assert papers.hand_out(dossier, Paper.OFD) == papers.ofd(dossier)


def test_no_copy_leaves_that_is_not_the_sealed_file() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    apply(office, dossier)
    papers = office.as_("dispatcher").papers

    assert Paper.APART not in papers.offered(dossier)
    assert refusal(papers.hand_out, dossier, Paper.APART) == "paper.sealed-whole"
    assert refusal(papers.hand_out_copies, dossier, CopyRun(first=1, count=2)) == "paper.sealed-whole"


def test_what_is_filed_is_the_sealed_file_in_both_forms() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    apply(office, dossier)
    office.step(dossier)
    office.step(dossier)
    state, blobs = office.state(dossier), office.as_("archivist")._desk.store.blobs
    files = {one.name: one.data for one in office.as_("archivist").papers.filed_item(dossier).files}

    assert files["01-正本.ofd"] == blobs.read(state.sealed.ofd)
    assert files["01-正本.pdf"] == blobs.read(state.sealed.rendering)


def test_a_seal_is_spread_over_the_edges_of_pages_in_groups_and_not_on_one_page_alone() -> None:
    leaf = Leaf(width_mm=210.0, height_mm=297.0)
    three, many = list(strips([leaf] * 3, 42, 42)), list(strips([leaf] * 20, 42, 42))

    assert list(strips([leaf], 42, 42)) == []
    assert [one.page for one in three] == [1, 2, 3]
    assert [one.clip for one in three] == [(14.0 * part, 0.0, 14.0, 42) for part in range(3)]
    for one in three + many:
        first, _top, wide, _high = one.clip
        assert one.x_mm + first + wide == pytest.approx(210.0)
        assert one.y_mm == pytest.approx(127.5)
    assert [one.page for one in many] == list(range(1, 21))
    assert len([one for one in many if one.clip[0] == 0.0]) == 3


def test_an_office_that_seals_paper_goes_its_way_as_before() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    office.step(dossier)
    state = office.state(dossier)

    assert state.seals == ()
    assert state.step == "dispatch"
    assert state.sealed is not None
    assert state.sealed.value == ORGAN


def test_an_office_without_seals_keeps_no_ofd_at_numbering() -> None:
    office = FakeOffice()

    assert office.state(office.bring_to("seal")).numbered.ofd == ""


def test_of_a_joint_document_each_organ_seals_once_and_the_last_one_moves_it_on() -> None:
    office = with_seal(ORGAN, OTHER)
    dossier = office.bring_to("seal", notice(issuing_organs=(ORGAN, OTHER), signatories=(ORGAN, OTHER)))
    apply(office, dossier, OTHER)

    assert office.state(dossier).step == "seal"
    assert office.state(dossier).sealed is None
    assert fetch_page(office.as_("sealer"), dossier).caption.startswith("正本，已用印 1/2，")
    assert refusal(apply, office, dossier, OTHER) == "seal.twice"
    assert refusal(office.as_("sealer").perform, act.ApplySeal(dossier=dossier)) == "seal.begun"

    apply(office, dossier, ORGAN)
    state = office.state(dossier)
    ofd = office.as_("sealer")._desk.store.blobs.read(state.sealed.ofd).decode()
    assert [one.organ for one in state.seals] == [OTHER, ORGAN]
    assert state.sealed.value == f"{OTHER}、{ORGAN}"
    assert ofd.index(OTHER, ofd.index("sealed by")) < ofd.rindex(ORGAN)
    assert ofd.count("last") == 1
    assert state.step == "dispatch"


def test_nobody_seals_with_a_wrong_password_and_the_key_is_let_go_after_every_use() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")

    assert refusal(apply, office, dossier, password="错") == "seal.wrong-password"
    (tried,) = office.as_("auditor").ask(q.AuditTrail(sort=q.AuditSort.FAILED))
    assert (tried.act, tried.person, "口令不对" in tried.detail) == ("办理失败", "印制用印员", True)
    wish = act.ApplySeal(dossier=dossier, electronic=kept(office).data)
    assert refusal(office.as_("sealer").perform, wish) == "seal.locked"
    apply(office, dossier)
    second = office.bring_to("seal", notice("关于第二件事的通知"))
    assert refusal(office.as_("sealer").perform, replace(wish, dossier=second)) == "seal.locked"


def test_a_seal_in_somebody_elses_keeping_is_not_used() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    post = PostId("post registrar")
    security = office.as_("security")
    security.perform(org.Grant(post=post, roles=(Role.REGISTRAR, Role.SEAL_KEEPER), clearance=Secrecy.WORK))
    security.perform(sealing.EntrustSeal(seal=kept(office).data, keeper=post, reason="轮岗"))

    assert kept(office).keeper == post
    assert refusal(apply, office, dossier) == "seal.not-keeper"


def test_a_suspended_seal_rests_until_it_is_taken_up_again() -> None:
    office = with_seal()
    dossier, security, data = office.bring_to("seal"), office.as_("security"), kept(office).data
    security.perform(sealing.SuspendSeal(seal=data, reason="怀疑密钥泄露"))

    assert refusal(apply, office, dossier) == "seal.not-in-use"
    assert refusal(security.perform, sealing.SuspendSeal(seal=data, reason="再停")) == "seal.state"
    security.perform(sealing.ResumeSeal(seal=data, reason="查明没有泄露"))
    apply(office, dossier)
    assert [event.what for event in kept(office).events] == ["启用印章", "停用印章", "恢复印章"]


def test_a_seal_past_its_last_day_is_not_used() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    office.as_("sealer")
    office.clock.move(days=365 * 7)

    assert refusal(apply, office, dossier) == "seal.not-valid"


def test_a_seal_that_is_not_in_force_yet_is_not_used() -> None:
    office = with_seal()
    dossier, one = office.bring_to("seal"), kept(office)
    since = (office.clock.now() + timedelta(days=1)).date().isoformat()

    with pytest.raises(Refused, match=r"seal\.not-valid"):
        refuse_use(replace(one, valid_from=since), one.keeper, office.clock.now().date().isoformat(), "吴印")
    apply(office, dossier)


def test_a_seal_whose_certificate_is_revoked_or_over_is_not_used() -> None:
    office = with_seal()
    dossier = office.bring_to("seal")
    office.as_("sealer")._desk.certificates.revoked.add(certificate_of(key_of(ORGAN)))

    assert refusal(apply, office, dossier) == "seal.certificate-broken"
    assert office.state(dossier).seals == ()


def test_a_seal_of_an_organ_that_does_not_sign_the_document_has_no_place_on_it() -> None:
    office = with_seal(ORGAN, OTHER)

    assert refusal(apply, office, office.bring_to("seal"), OTHER) == "seal.no-place"


def test_what_was_numbered_before_there_was_a_seal_is_sealed_on_paper() -> None:
    office = FakeOffice()
    dossier = office.bring_to("seal")
    office.as_("security").seals.enrol(issued(ORGAN))

    assert refusal(apply, office, dossier) == "seal.no-ofd"


def test_a_seal_is_destroyed_by_two_and_its_key_with_it() -> None:
    office = with_seal()
    dossier, data = office.bring_to("seal"), kept(office).data
    office.as_("security").perform(sealing.DestroySeal(seal=data, reason="机构更名"))

    assert kept(office).state is SealState.IN_USE
    assert office.seal_keys.keys
    office.confirm("sealer")
    assert kept(office).state is SealState.DESTROYED
    assert office.seal_keys.keys == {}
    assert refusal(apply, office, dossier) == "seal.not-in-use"
    resumed = sealing.ResumeSeal(seal=data, reason="又要用")
    assert refusal(office.as_("security").perform, resumed) == "seal.state"
    organisation, entry = office.as_("security").organisation(), next(iter(office.stores.made.newest_first())).entry
    assert changed(organisation, resumed, entry) == organisation, "also where another desk wrote it meanwhile"


def test_nothing_is_done_with_a_seal_without_a_reason_or_with_one_that_nobody_knows() -> None:
    office = with_seal()
    security = office.as_("security")

    assert refusal(security.perform, sealing.SuspendSeal(seal=kept(office).data)) == "seal.no-reason"
    assert refusal(security.perform, sealing.SuspendSeal(seal=Digest("0" * 64), reason="停")) == "seal.unknown"


def test_the_official_realm_makes_no_seals_and_the_others_say_what_theirs_are() -> None:
    official, training = FakeOffice(), FakeOffice(realm=Realm.TRAINING)

    wanted = WantedSeal(organ=ORGAN, keeper=PostId("post sealer"), password=PASSWORD)
    assert (official.as_("security").seals.caption, training.as_("security").seals.caption) == ("", "实训章")
    assert refusal(official.as_("security").seals.make, wanted) == "seal.not-made-here"
    training.as_("security").seals.make(wanted)
    assert [event.reason for event in kept(training).events] == ["实训章"]
    apply(training, training.bring_to("seal"))


def test_a_made_seal_rests_on_the_unit_s_own_authority_where_there_is_one() -> None:
    office = FakeOffice(realm=Realm.TRAINING)
    both, security = present(office, "security", "system"), office.as_("security")
    security.trust.authority.found("清源县证书机构", both)
    wanted = WantedSeal(organ=ORGAN, keeper=PostId("post sealer"), password=PASSWORD)
    assert security.seals.is_certified_here
    assert refusal(security.seals.make, wanted, both[:1]) == "held-key.not-theirs"
    assert security.seals.all == ()
    security.seals.make(wanted, both)

    book = security.organisation().trust
    purposes = [one.facts.purpose for one in book.certificates]
    assert purposes == [Purpose.REVOCATIONS, Purpose.SEAL_MAKER, Purpose.SEAL]
    assert book.trusted == ()
    assert kept(office).name == ORGAN


def test_the_keeper_gives_a_seal_another_password() -> None:
    office = with_seal()
    office.as_("sealer").seals.change_password(kept(office).data, PASSWORD, "新的用印口令")

    assert refusal(apply, office, office.bring_to("seal")) == "seal.wrong-password"
    assert (
        refusal(office.as_("drafter").seals.change_password, kept(office).data, PASSWORD, "又一个") == "seal.not-keeper"
    )


def test_a_seal_whose_key_nobody_brings_has_to_show_that_a_token_has_it() -> None:
    office = FakeOffice(realm=Realm.OFFICIAL)
    seals = office.as_("security").seals
    assert refusal(seals.enrol, replace(issued(ORGAN), key=b"")) == "seal.key-missing"
    assert not seals.all


def opening_of(office: FakeOffice, dossier: DossierId) -> str:
    """What the keeper is asked for by which seals are opened."""
    (form,) = (one for one in office.as_("sealer").ask(q.ActForms(dossier=dossier)) if one.kind == "apply-seal")
    return next(field.label for field in form.fields if field.name == OPENING)


def test_whoever_keeps_a_seal_on_a_token_is_asked_for_its_pin_and_not_for_a_password() -> None:
    office = with_seal()
    dossier, key = office.bring_to("seal"), kept(office).key
    assert opening_of(office, dossier) == "印章口令"
    office.seal_keys.of_token[key] = (office.seal_keys.keys.pop(key)[0], "4321")

    assert opening_of(office, dossier) == "令牌口令（PIN）"
    assert refusal(apply, office, dossier) == "token.wrong-pin"
    apply(office, dossier, password="4321")
    assert office.state(dossier).sealed is not None
