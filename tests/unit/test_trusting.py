"""The unit's own authority, whom else it trusts, and what is revoked: who may, with whom, and what it comes to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oa_desktop.cli import certificate_command, trust_command
from oa_desktop.domain.actions import trusting as act
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.trust.certificates import Purpose, RevocationReason, Trust, TrustedAs, facts_of
from oa_desktop.domain.trust.trusting import advanced
from oa_desktop.domain.trust.verdicts import Outcome, worst
from oa_desktop.office.ports.keys import Credentials
from oa_desktop.office.queries import AuditTrail, CertificateBook, TrustList
from oa_desktop.office.trust.certifying import CertificateWish
from tests.fakes.certificates import FakeCertificates, certificate, revocation_list, write_folder
from tests.fakes.office import FakeOffice


def present(office: FakeOffice, *accounts: str) -> list[Credentials]:
    return [Credentials(account=one, password=office.slots.accounts[one][0]) for one in accounts]


def founded() -> FakeOffice:
    office = FakeOffice()
    office.as_("security").trust.authority.found("清源县证书机构", present(office, "security", "system"))
    return office


def issued(office: FakeOffice, account: str = "drafter", **changes):
    wish = CertificateWish(purpose=Purpose.PERSON, person=PersonId(f"person {account}"), **changes)
    return office.as_("security").trust.authority.issue([wish], present(office, "security", "system"))[0]


def book(office: FakeOffice):
    return office.as_("security").organisation().trust


def test_two_people_found_the_authority_and_it_signs_its_first_list() -> None:
    office = founded()
    known = book(office)
    assert known.authority is not None and known.authority.facts.holder == "清源县证书机构"
    assert len(known.authority.keepers) == 2
    assert known.list_signer is not None and known.newest(known.authority.facts.subject) is not None
    assert office.as_("security").administration.verify().sound


def test_the_authority_certifies_the_key_that_a_person_signs_with() -> None:
    office = founded()
    facts = issued(office)
    (key,) = [one for one in office.as_("security").organisation().keys if one.person == "person drafter"]
    assert facts.key == key.id and facts.holder == "拟稿员"
    trust = office.as_("drafter").trust
    assert worst(trust.judge(trust.file(facts.digest))) is Outcome.HOLDS


def test_those_who_issue_may_be_certified_themselves() -> None:
    office = founded()
    everybody = [
        CertificateWish(purpose=Purpose.PERSON, person=one.id) for one in office.as_("security").organisation().people
    ]
    assert len(office.as_("security").trust.authority.issue(everybody, present(office, "security", "system"))) > 5


def test_nothing_is_founded_by_one_alone_or_by_whoever_has_no_part_in_it() -> None:
    for accounts, code in (
        (("security",), "certificate.first-keeper"),
        (("security", "security"), "held-key.same-person"),
        (("system", "drafter"), "certificate.first-keeper"),
        (("security", "drafter"), "second.role"),
    ):
        office = FakeOffice()
        with pytest.raises(Refused) as refused:
            office.as_("security").trust.authority.found("机构", present(office, *accounts))
        assert refused.value.code == code
        assert book(office).authority is None


def test_a_system_administrator_neither_founds_nor_issues_nor_trusts_nor_revokes() -> None:
    office = founded()
    facts = issued(office)
    system, both = office.as_("system"), present(office, "system", "security")
    for deed in (
        lambda: system.trust.authority.found("别的机构", both),
        lambda: system.trust.authority.issue([CertificateWish(purpose=Purpose.MACHINE)], both),
        lambda: system.trust.trust(certificate(), TrustedAs.ANCHOR, "省里发的光盘"),
        lambda: system.trust.revoke(facts.digest, RevocationReason.CEASED),
        system.trust.publish,
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code in ("policy.role", "revocations.no-signer")


def test_only_its_keepers_open_the_authority() -> None:
    office = founded()
    wish = CertificateWish(purpose=Purpose.PERSON, person=PersonId("person drafter"))
    for accounts, code in ((("security", "reviewer"), "held-key.not-theirs"), (("security",), "held-key.not-theirs")):
        with pytest.raises(Refused) as refused:
            office.as_("security").trust.authority.issue([wish], present(office, *accounts))
        assert refused.value.code == code
    assert not [one for one in book(office).certificates if one.facts.purpose is Purpose.PERSON]


def test_what_needs_two_present_is_not_done_by_one_at_the_door() -> None:
    office = founded()
    facts = facts_of(FakeCertificates().read(certificate()))
    for wish in (
        act.FoundAuthority(facts=facts, attachments=(), keepers=()),
        act.IssueCertificate(facts=facts, attachments=()),
    ):
        with pytest.raises(Refused, match=r"certificate\.two-present"):
            office.as_("security").perform(wish)


def test_a_revoked_certificate_stands_in_the_next_list() -> None:
    office = founded()
    facts = issued(office)
    security = office.as_("security")
    before = book(office).newest(book(office).authority.facts.subject)
    security.trust.revoke(facts.digest, RevocationReason.MOVED, "调出")
    known = book(office)
    assert known.certificate(facts.digest).revoked is RevocationReason.MOVED
    newest = known.newest(known.authority.facts.subject)
    assert int(newest.facts.number) == int(before.facts.number) + 1 and newest.facts.revoked == 1
    (data,) = security.trust.known().revocations
    assert [one.serial for one in FakeCertificates().read_list(data).revoked] == [facts.serial]
    with pytest.raises(Refused, match=r"certificate\.revoked-already"):
        security.trust.revoke(facts.digest, RevocationReason.MOVED)
    again = act.RevokeCertificate(certificate=facts.digest, reason=RevocationReason.CEASED, since="2099-01-01")
    assert advanced(known, again) == known, "also where another desk wrote it meanwhile"


def test_what_was_certified_before_eight_bears_one_day_wherever_it_is_told() -> None:
    """Two in the morning of Beijing (北京时间) is the evening before in certificates, which say UTC."""
    office = FakeOffice()
    office.clock.move(hours=17)
    security = office.as_("security")
    security.trust.authority.found("清源县证书机构", present(office, "security", "system"))
    facts = issued(office)
    security.trust.revoke(facts.digest, RevocationReason.MOVED)
    assert facts.since == "2026-04-16T18:00:00+00:00"
    row = next(one for one in security.ask(CertificateBook()) if one.digest == facts.digest)
    (own,) = security.ask(TrustList())
    told = (certificate_command._cells(row)[4], row.remark, trust_command._cells(own)[5])
    assert [one[:10] for one in told] == ["2026-04-17"] * 3
    assert "拟稿员（人员），2026-04-17—" in "".join(one.detail for one in office.as_("auditor").ask(AuditTrail()))


def test_whoever_s_certificate_for_signing_lists_is_revoked_signs_none_from_then_on() -> None:
    office = founded()
    security = office.as_("security")
    lists = book(office).lists
    security.trust.revoke(book(office).list_signer.digest, RevocationReason.KEY_COMPROMISED)
    assert (book(office).list_signer, book(office).lists, security.trust.lists_here) == (None, lists, False)
    with pytest.raises(Refused, match=r"revocations\.no-signer"):
        security.trust.publish()
    for purpose in (Purpose.REVOCATIONS, Purpose.PERSON):
        wish = CertificateWish(purpose=purpose, person=security.standing.person)
        with pytest.raises(Refused, match=r"certificate\.key-lost"):
            security.trust.authority.issue([wish], present(office, "security", "system"))
    with pytest.raises(Refused, match=r"held-key\.not-theirs"):
        security.trust.authority.list_together(present(office, "security", "drafter"))
    security.trust.authority.list_together(present(office, "security", "system"))
    assert book(office).lists[0].facts.revoked == 1


def test_a_renewed_certificate_replaces_the_one_before_and_both_stay_known() -> None:
    office = founded()
    first = issued(office)
    office.clock.move(days=1)
    second = issued(office, replaces=first.digest)
    assert book(office).certificate(first.digest).replaced == second.digest
    assert second.key == first.key and second.serial != first.serial


@pytest.mark.parametrize("before", [None, RevocationReason.SUPERSEDED])
def test_a_key_that_is_lost_takes_every_certificate_of_it_along(before: RevocationReason | None) -> None:
    office = founded()
    first, security = issued(office), office.as_("security")
    second, another = issued(office, replaces=first.digest), issued(office, "signer")
    if before:
        security.trust.revoke(first.digest, before)
    security.trust.revoke(second.digest, RevocationReason.KEY_COMPROMISED)
    states = [book(office).certificate(one.digest).revoked for one in (first, second, another)]
    assert states == [RevocationReason.KEY_COMPROMISED, RevocationReason.KEY_COMPROMISED, None]
    assert book(office).lists[0].facts.revoked == 2
    with pytest.raises(Refused, match=r"certificate\.revoked-already"):
        security.trust.revoke(first.digest, RevocationReason.CEASED)


def test_seals_and_the_machine_are_certified_by_name() -> None:
    office = founded()
    authority = office.as_("security").trust.authority
    wishes = [
        CertificateWish(purpose=Purpose.SEAL, holder="清源县人民政府", public_key=b"key of a seal"),
        CertificateWish(purpose=Purpose.MACHINE),
    ]
    seal, machine = authority.issue(wishes, present(office, "security", "system"))
    maker = CertificateWish(purpose=Purpose.SEAL_MAKER, holder="县制章", public_key=b"key of a maker")
    authority.issue([maker], present(office, "security", "system"))
    assert office.as_("security").trust.known().makers == (), "whoever else may make seals still may"
    assert (seal.holder, seal.purpose) == ("清源县人民政府", Purpose.SEAL)
    assert machine.purpose is Purpose.MACHINE
    with pytest.raises(Refused, match=r"certificate\.no-key"):
        authority.issue([CertificateWish(purpose=Purpose.SEAL, holder="章")], present(office, "security", "system"))


# --- other authorities ----------------------------------------------------------------------------------------------


def test_another_authority_is_trusted_with_its_basis_and_no_more_when_that_is_taken_back() -> None:
    office = founded()
    security = office.as_("security")
    security.trust.trust(certificate(), TrustedAs.ANCHOR, "省密码管理局下发的光盘，电话核对指纹")
    (other,) = book(office).trusted
    assert other.facts.holder == "省电子认证中心" and len(security.trust.known().anchors) == 2
    assert other.facts.digest not in security.trust.known().own
    security.trust.distrust(other.facts.digest, "已停止服务")
    assert len(security.trust.known().anchors) == 1


@pytest.mark.parametrize(
    ("data", "basis", "code"),
    [
        (certificate(purpose=Purpose.PERSON.value), "光盘", "certificate.no-authority"),
        (certificate(until="2021-01-01T00:00:00+00:00"), "光盘", "certificate.over"),
        (certificate(), " ", "certificate.no-basis"),
        (b"nonsense", "光盘", "certificate.unreadable"),
        (certificate(subject="CN=省\u202e中心"), "光盘", "organisation.name-unseen"),
        (certificate(subject="CN=清源县证书机构,O=演示专用"), "光盘", "certificate.for-practice"),
        (certificate(issuer="CN=清源县证书机构+O=实训专用"), "光盘", "certificate.for-practice"),
    ],
)
def test_what_is_no_current_authority_with_a_basis_is_not_trusted(data: bytes, basis: str, code: str) -> None:
    office = founded()
    with pytest.raises(Refused) as refused:
        office.as_("security").trust.trust(data, TrustedAs.ANCHOR, basis)
    assert refused.value.code == code and book(office).trusted == ()


def test_what_was_certified_for_practice_is_trusted_where_one_practises() -> None:
    office = FakeOffice(realm=Realm.DEMONSTRATION)
    office.as_("security").trust.trust(certificate(subject="CN=清源县证书机构,O=演示专用"), TrustedAs.ANCHOR, "光盘")
    assert len(book(office).trusted) == 1


def test_what_was_certified_for_practice_is_no_official_person_s() -> None:
    office = founded()
    data = certificate(subject="CN=拟稿员", issuer="CN=清源县证书机构,O=演示专用", purpose=Purpose.PERSON.value)
    with pytest.raises(Refused) as refused:
        office.as_("security").trust.enrol(data, PersonId("person drafter"))
    assert refused.value.code == "certificate.for-practice"


def test_an_entry_says_what_the_certificate_says_whatever_was_wished() -> None:
    office = founded()
    security = office.as_("security")
    security.trust.trust(certificate(), TrustedAs.ANCHOR, "光盘")
    asked = book(office).trusted[0]
    (file,) = (one for entry in entries(office, "trust-authority") for one in read_action(entry).attachments)
    security.trust.distrust(asked.facts.digest, "重来")
    lie = facts_of(FakeCertificates().read(certificate(subject="CN=国家根")))
    security.perform(act.TrustAuthority(facts=lie, attachments=(file,), trusted_as=TrustedAs.ANCHOR, basis="光盘"))
    assert book(office).trusted[0].facts == asked.facts


def entries(office: FakeOffice, kind: str):
    store = office.stores.made
    found = (one.entry for journal in store.journals() for one in store.entries(journal))
    return [one for one in found if one.kind == kind]


def test_a_persons_certificate_of_another_authority_is_enrolled_and_never_revoked_here() -> None:
    office = founded()
    security = office.as_("security")
    theirs = certificate(subject="CN=签发人", purpose=Purpose.PERSON.value, serial=9)
    security.trust.enrol(theirs, PersonId("person signer"))
    (known,) = [one for one in book(office).certificates if not one.own]
    assert known.person == "person signer"
    with pytest.raises(Refused, match=r"certificate\.not-ours"):
        security.trust.revoke(known.facts.digest, RevocationReason.CEASED)
    for data, person, code in (
        (theirs, "person signer", "certificate.known"),
        (certificate(), "", "certificate.authority"),
        (certificate(subject="CN=外人", purpose=Purpose.PERSON.value), "person nobody", "person.unknown"),
    ):
        with pytest.raises(Refused) as refused:
            security.trust.enrol(data, PersonId(person))
        assert refused.value.code == code


def test_a_list_counts_only_from_who_is_trusted_and_never_an_older_one() -> None:
    office = founded()
    security = office.as_("security")
    with pytest.raises(Refused, match=r"revocations\.foreign"):
        security.trust.take_in_list(revocation_list())
    security.trust.trust(certificate(), TrustedAs.ANCHOR, "光盘")
    security.trust.take_in_list(revocation_list(number=5))
    for older in (
        revocation_list(number=5),
        revocation_list(number=4),
        revocation_list(issued="2026-03-01T00:00:00+00:00"),
    ):
        with pytest.raises(Refused, match=r"revocations\.older"):
            security.trust.take_in_list(older)
    security.trust.take_in_list(revocation_list(number=6, issued="2026-04-02T00:00:00+00:00"))
    known = book(office)
    assert known.newest("CN=省电子认证中心").facts.number == "6"
    before = replace(known.newest("CN=省电子认证中心").facts, number="5", issued="2026-03-01T00:00:00+00:00")
    older = act.RecordRevocations(facts=before, attachments=(known.lists[-1].file,))
    assert advanced(known, older) == known, "also where another desk wrote it meanwhile"


# --- by disc --------------------------------------------------------------------------------------------------------


def test_the_trust_list_leaves_on_record_and_another_unit_takes_in_what_is_not_the_own_authority(
    tmp_path: Path,
) -> None:
    office, other = founded(), FakeOffice()
    office.as_("security").trust.trust(certificate(), TrustedAs.ANCHOR, "光盘")
    office.as_("security").trust.take_in_list(revocation_list())
    office.as_("security").trust.export(tmp_path / "disc")
    known = office.as_("security").trust.known()
    assert [one.payload["what"] for one in entries(office, "record-output")] == ["信任列表"]
    assert {one.read_bytes() for one in (tmp_path / "disc").rglob("*.c??")} == {
        *known.anchors,
        *known.between,
        *known.revocations,
    }
    whole = replace(known, makers=(certificate(subject="CN=县制章", issuer="CN=清源县证书机构"),))
    theirs = other.as_("security").trust
    write_folder(tmp_path / "theirs", whole)
    news = theirs.news_in(tmp_path / "theirs")
    assert news.count == 2 and news.own, "one authority with its list"
    theirs.take_in_all(news, "县里下发的光盘")
    assert theirs.news_in(tmp_path / "theirs").count == 0
    assert theirs.known().anchors == (certificate(),) and theirs.known().own == frozenset()


def test_of_a_trust_folder_older_lists_are_passed_over_and_nothing_comes_in_where_one_thing_may_not(
    tmp_path: Path,
) -> None:
    office = FakeOffice()
    room = office.as_("security").trust
    room.trust(certificate(), TrustedAs.ANCHOR, "光盘")
    room.take_in_list(revocation_list(number=6, issued="2026-04-02T00:00:00+00:00"))
    city, older = certificate(subject="CN=市认证中心", issuer="CN=市认证中心"), revocation_list(number=5)
    lists = tuple(revocation_list(issuer="CN=市认证中心", number=one) for one in (3, 2))
    write_folder(tmp_path / "good", Trust(anchors=(certificate(), city), revocations=(older, *lists)))
    write_folder(tmp_path / "bad", Trust(anchors=(city,), revocations=(revocation_list(issuer="CN=别处"),)))

    with pytest.raises(Refused, match=r"revocations\.foreign"):
        room.take_in_all(room.news_in(tmp_path / "bad"), "光盘")
    assert room.known().anchors == (certificate(),), "nor did the authority before the list come in"
    news = room.news_in(tmp_path / "good")
    assert (news.count, news.older) == (2, 2)
    assert [*news.passed_over] == ["2 份吊销列表比已经有的旧，没有导入，不影响其他的。"]
    room.take_in_all(news, "光盘")
    assert room.known().anchors == (certificate(), city)
    assert sorted(one.facts.number for one in book(office).lists) == ["3", "6"]


# --- the lists ------------------------------------------------------------------------------------------------------


def test_what_needs_care_stands_first_among_the_certificates() -> None:
    office = founded()
    moved, soon, fine = issued(office, "head"), issued(office, "drafter", years=1), issued(office, "signer")
    office.renew_key("head", "遗失")
    office.sign_in_again("security")
    office.clock.move(days=310)
    rows = [(row.digest, row.state.value) for row in office.as_("security").ask(CertificateBook())]
    assert rows[:3] == [(moved.digest, "密钥已换"), (soon.digest, "将到期"), rows[2]]
    assert (fine.digest, "有效") in rows
    office.clock.move(days=100)
    known = [(row.digest, row.state.value) for row in office.as_("security").ask(CertificateBook())]
    assert (soon.digest, "已过期") in known


def test_the_trust_list_names_the_keepers_and_up_to_when_revocations_are_known() -> None:
    office = founded()
    office.as_("security").trust.trust(certificate(), TrustedAs.ANCHOR, "光盘")
    own, other = office.as_("drafter").ask(TrustList())
    assert (own.own and own.basis == "安全保密管理员、系统管理员") or "、" in own.basis
    assert own.known_until and own.list_due
    assert (other.trusted_as, other.basis, other.known_until) == ("信任根", "光盘", "")
