"""Whatever is done to a stored journal is found, and where; an honest journal raises no alarm."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oa_desktop.domain.actions import auditing
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.entry import Actor, ActorKind, JournalHeads, SignedEntry, decode_entry
from oa_desktop.domain.ids import (
    DepartmentId,
    DeviceId,
    DossierId,
    JournalId,
    PersonId,
    PostId,
    UnitId,
    audit_journal,
    organisation_journal,
)
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.units.roles import Role
from oa_desktop.domain.verification import Founding, StoredEntry
from tests.fakes.journals import Forger, busy_office, remembered_heads, rules, stored, verdict
from tests.fakes.office import FakeOffice
from tests.fakes.world import FakeSigner, sm3

OFFICE = busy_office()
KEPT: tuple[SignedEntry, ...] = tuple(OFFICE.stores.made.kept)
SOUND: tuple[StoredEntry, ...] = tuple(stored(list(KEPT)))
UNIT = OFFICE.stores.outside.unit
ORGANISATION = organisation_journal(UNIT)
DOSSIERS = [journal for journal in OFFICE.stores.made.journals() if journal.startswith("dossier/")]
PROGRAM = Actor(kind=ActorKind.PROGRAM)
MACHINE = OFFICE.slots.machine(b"")


@pytest.fixture
def forger() -> Forger:
    return Forger(list(KEPT))


def key_of(account: str) -> FakeSigner:
    return FakeSigner(OFFICE.slots.accounts[account][2])


def places(entries: list[StoredEntry], **more) -> set[tuple[str, str, int]]:
    return {(fault.journal, fault.device, fault.seq) for fault in verdict(entries, **more).faults}


def place_of(one: SignedEntry) -> tuple[str, str, int]:
    return one.entry.journal, one.entry.device, one.entry.seq


# --- no false alarm -------------------------------------------------------------------------------------------------


def test_a_sound_store_has_no_fault_and_every_signature_holds():
    found = verdict(list(SOUND), whole=True, expected_heads=remembered_heads(KEPT))
    assert found.faults == ()
    assert found.entries == found.signatures == len(KEPT)
    assert found.journals == len({one.entry.journal for one in KEPT})
    founded = Founding(unit=UNIT, name="清源县人民政府办公室", fingerprint=KEPT[0].digest)
    assert found.foundings == (founded,)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_entries_are_read_says_nothing(chance):
    entries = list(SOUND)
    chance.shuffle(entries)
    assert verdict(entries, whole=True).sound


def test_what_was_sound_at_any_moment_is_sound():
    for count in range(1, len(SOUND) + 1, 3):
        assert verdict(list(SOUND[:count])).faults == (), count


def test_one_document_and_the_organisation_can_be_verified_apart():
    for journal in DOSSIERS:
        assert verdict([one for one in SOUND if one.journal in (ORGANISATION, journal)]).sound


def test_an_administrator_who_renews_a_key_raises_no_alarm():
    office = FakeOffice()
    for account in ("drafter", "system"):
        office.renew_key(account)
    office._sessions.clear()
    office.bring_to("office")
    assert verdict(stored(office.stores.made.kept), whole=True).faults == ()


# --- single bytes ---------------------------------------------------------------------------------------------------


def flipped(data: bytes, place: int, mask: int) -> bytes:
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def assert_found(number: int, changed: StoredEntry) -> None:
    found = verdict([*related_to(number), changed])
    named = {(fault.journal, fault.device, fault.seq) for fault in found.faults}
    unreadable = {fault.journal for fault in found.faults if fault.rule == "entry.unreadable"}
    assert named & {place_of(KEPT[number]), claimed(changed)} or changed.journal in unreadable


def related_to(number: int) -> list[StoredEntry]:
    """The organisation's journal and the entry's own, without the entry."""
    wanted = (ORGANISATION, SOUND[number].journal)
    return [one for place, one in enumerate(SOUND) if place != number and one.journal in wanted]


def claimed(one: StoredEntry) -> tuple[str, str, int] | None:
    """The place that changed bytes now claim."""
    try:
        entry = decode_entry(one.signed)
    except ValueError:
        return None
    return one.journal, entry.device, entry.seq


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.integers(0, 1 << 20), st.integers(1, 255))
def test_every_changed_byte_of_what_was_signed_is_found(number, place, mask):
    one = SOUND[number]
    signed = flipped(one.signed, place % len(one.signed), mask)
    assert_found(number, replace(one, signed=signed, digest=sm3(signed)))


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.integers(0, 31), st.integers(1, 255))
def test_every_changed_byte_of_a_signature_is_found(number, place, mask):
    one = SOUND[number]
    assert_found(number, replace(one, signature=flipped(one.signature, place, mask)))


@pytest.mark.parametrize("number", [0, len(SOUND) // 2, len(SOUND) - 1])
def test_each_single_bit_of_an_entry_matters(number):
    one = SOUND[number]
    chance = random.Random(number)
    for place in range(0, len(one.signed), 7):
        signed = flipped(one.signed, place, 1 << chance.randrange(8))
        changed = replace(one, signed=signed, digest=sm3(signed))
        assert not verdict([*related_to(number), changed]).sound, place


def test_bytes_that_are_no_entry_any_more_still_say_where_they_stood():
    one = SOUND[-1]
    signed = one.signed.replace(b'"payload":', b'"payload";')
    (fault,) = verdict([*related_to(len(SOUND) - 1), replace(one, signed=signed, digest=sm3(signed))]).faults
    assert (fault.rule, fault.journal, fault.device, fault.seq) == ("entry.unreadable", *place_of(KEPT[-1]))


def test_a_digest_that_the_store_keeps_is_compared():
    assert rules([*SOUND[:-1], replace(SOUND[-1], digest=sm3(b"other"))]) == {"entry.digest"}


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(max_size=300), st.binary(max_size=64))
def test_no_bytes_whatever_make_verification_fail(number, signed, signature):
    garbled = StoredEntry(journal=SOUND[number].journal, signed=signed, signature=signature)
    assert not verdict([*related_to(number), garbled]).sound


# --- whole entries --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(len(SOUND)))
def test_a_dropped_entry_is_found(number):
    rest = related_to(number)
    heads = remembered_heads(one for one in KEPT if one.entry.journal in (ORGANISATION, SOUND[number].journal))
    assert place_of(KEPT[number]) in places(rest, expected_heads=heads)
    newest = {head for found in heads.values() for head in found}
    if KEPT[number].head not in newest:
        assert place_of(KEPT[number]) in places(rest)


@pytest.mark.parametrize("number", range(0, len(SOUND), 9))
def test_an_entry_that_stands_twice_is_found(number):
    found = verdict([*SOUND, SOUND[number]])
    assert [(fault.rule, fault.journal, fault.seq) for fault in found.faults] == [
        ("entry.twice", SOUND[number].journal, KEPT[number].entry.seq)
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.integers(0, len(SOUND) - 1))
def test_signatures_and_journals_cannot_change_places(first, second):
    one, other = SOUND[first], SOUND[second]
    changed = list(SOUND)
    changed[first], changed[second] = replace(one, signature=other.signature), replace(other, signature=one.signature)
    assert verdict(changed).sound is (first == second)
    changed[first], changed[second] = replace(one, journal=other.journal), replace(other, journal=one.journal)
    assert verdict(changed).sound is (one.journal == other.journal)


def test_entries_of_one_document_are_not_taken_for_another_s():
    moved = [replace(one, journal=DOSSIERS[1]) if one.journal == DOSSIERS[0] else one for one in SOUND]
    assert "entry.wrong-journal" in rules(moved)


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_tail_cut_off_before_the_last_witness_is_found(cut):
    seen = next(one for one in reversed(KEPT) if one.entry.kind == "witness")
    witnessed = {head["journal"] for head in seen.entry.payload["seen"]}
    for journal in witnessed & set(DOSSIERS):
        known = next(heads["heads"][0]["seq"] for heads in seen.entry.payload["seen"] if heads["journal"] == journal)
        kept = [one for one in KEPT if one.entry.journal != journal or one.entry.seq <= known - cut]
        if any(one.entry.journal == journal for one in kept):
            assert "journal.cut" in rules(stored(kept))
        assert "journal.cut" in rules(stored(kept), whole=True)


def test_a_document_that_is_gone_altogether_is_found_in_a_whole_store():
    rest = [one for one in SOUND if one.journal != DOSSIERS[0]]
    faults = {(fault.rule, fault.journal) for fault in verdict(rest, whole=True).faults}
    register = next(one.journal for one in SOUND if one.journal.startswith("register/"))
    assert faults == {("journal.cut", DOSSIERS[0]), ("number.without-document", register)}
    assert verdict(rest).sound, "a file of some journals lacks others rightly"


def test_an_empty_store_is_not_called_sound():
    assert rules([]) == {"unit.unfounded"}
    assert "unit.unfounded" in rules([one for one in SOUND if one.journal != ORGANISATION])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, len(SOUND)))
def test_what_was_cut_off_is_missed_by_whoever_remembers_the_heads(count):
    found = verdict(list(SOUND[:count]), expected_heads=remembered_heads(KEPT))
    assert found.sound is (count == len(SOUND))


# --- forged entries -------------------------------------------------------------------------------------------------


def last_of(forger: Forger, kind: str) -> SignedEntry:
    return forger.last(kind=kind)


@pytest.mark.parametrize("kind", ["found", "grant", "draft", "issue", "take-number", "record-sign-in", "witness"])
def test_an_entry_signed_anew_with_another_s_key_is_found(forger, kind):
    one = last_of(forger, kind)
    for signer, rule in (
        (FakeSigner(b"nobody's"), "key.unknown"),
        (key_of("outsider"), "key.of-somebody-else"),
    ):
        assert rule in rules(forger.swap(one, forger.remake(one, signer)))


@pytest.mark.parametrize("kind", ["draft", "review", "issue", "grant"])
def test_the_machine_does_not_sign_for_a_person(forger, kind):
    one = last_of(forger, kind)
    assert "key.of-somebody-else" in rules(forger.swap(one, forger.remake(one, MACHINE)))
    as_program = forger.remake(one, MACHINE, actor=PROGRAM)
    assert "actor.out-of-place" in rules(forger.swap(one, as_program))


def test_a_person_does_not_sign_for_the_program(forger):
    one = last_of(forger, "witness")
    person = Actor(kind=ActorKind.PERSON, person=PersonId("person drafter"))
    assert "actor.out-of-place" in rules(forger.swap(one, forger.remake(one, key_of("drafter"), actor=person)))


def test_a_role_player_has_no_place_outside_training(forger):
    one = last_of(forger, "draft")
    played = replace(one.entry.actor, kind=ActorKind.SIMULATED)
    assert "actor.out-of-place" in rules(forger.swap(one, forger.remake(one, key_of("drafter"), actor=played)))


def test_another_machine_does_not_sign_as_this_one(forger):
    one = last_of(forger, "witness")
    elsewhere = forger.remake(one, MACHINE, device=DeviceId("elsewhere"), seq=1, prev="")
    assert "key.of-somebody-else" in rules(forger.swap(one, elsewhere))


@pytest.mark.parametrize("changes", [{"realm": Realm.TRAINING}, {"unit": UnitId("other unit")}])
@pytest.mark.parametrize("kind", ["draft", "take-number", "grant", "issue"])
def test_an_entry_of_another_realm_or_unit_is_found(forger, kind, changes):
    one = last_of(forger, kind)
    signer = key_of(one.entry.actor.person.removeprefix("person ")) if kind != "grant" else key_of("security")
    assert "entry.other-realm" in rules(forger.swap(one, forger.remake(one, signer, **changes)))


def test_another_unit_with_keys_of_its_own_does_not_write_into_this_unit_s_document(forger):
    other = FakeOffice()
    other.ids.prefix = "f"
    founder = other.stores.made.kept[0]
    unit = UnitId("a unit of their own")
    theirs = Forger([])
    journal = organisation_journal(unit)
    signer = FakeSigner(other.slots.accounts["system"][2])
    theirs.entries.append(theirs.remake(founder, signer, unit=unit, journal=journal))
    mixed = Forger([*forger.entries, *theirs.entries])
    person = Actor(kind=ActorKind.PERSON, person=founder.entry.actor.person, post=founder.entry.actor.post)
    mark = act.MarkRead(dossier=DossierId(DOSSIERS[0].removeprefix("dossier/")))
    mixed.append(
        DOSSIERS[0], mark, signer, unit=unit, actor=person, organisation=(theirs.entries[0].head,), device="theirs"
    )
    assert [(fault.rule, fault.device) for fault in verdict(stored(mixed.entries)).faults] == [
        ("entry.other-realm", "theirs"),
        ("actor.without-authority", "theirs"),
    ]


def test_an_entry_of_one_unit_filed_under_another_s_name_is_found(forger):
    for journal in ("organisation/elsewhere", "register/elsewhere/清政办发/2026"):
        mine = Forger(list(KEPT))
        mark = org.EstablishDepartment(department=DepartmentId("x"), name="x")
        mine.append(JournalId(journal), mark, key_of("drafter"))
        assert "entry.other-realm" in rules(stored(mine.entries))


def test_a_right_in_a_document_s_journal_is_found_to_be_out_of_place(forger):
    grant = org.Grant(post=PostId("post drafter"), roles=(Role.SIGNER,))
    forger.append(DOSSIERS[0], grant, key_of("drafter"))
    assert rules(stored(forger.entries)) == {"entry.wrong-journal", "actor.without-authority"}


def test_nobody_enrols_a_key_with_that_very_key(forger):
    stranger = FakeSigner(b"a stranger's key")
    enrol = org.EnrolPerson(
        person=PersonId("stranger"),
        name="生人",
        account="stranger",
        public_key=stranger.public_key.hex(),
        post=PostId("stranger's"),
        department=DepartmentId("综合科"),
        title="局长",
    )
    forger.append(ORGANISATION, enrol, stranger, actor=Actor(kind=ActorKind.PERSON, person=PersonId("stranger")))
    assert rules(stored(forger.entries)) == {"key.unknown"}


def test_a_second_founding_takes_nothing_over(forger):
    thief = FakeSigner(b"thief")
    founder = org.Founder(
        person=PersonId("thief"),
        name="贼",
        account="thief",
        public_key=thief.public_key.hex(),
        post=PostId("thief's"),
        title="",
        roles=(Role.SYSTEM_ADMINISTRATOR,),
    )
    again = org.Found(
        name="清源县人民政府办公室",
        grade=SystemGrade.UNCLASSIFIED,
        founders=(founder, founder),
        machine_key=thief.public_key.hex(),
        department=DepartmentId("x"),
        department_name="x",
    )
    made = forger.append(ORGANISATION, again, thief, actor=Actor(kind=ActorKind.PERSON, person=PersonId("thief")))
    assert [(fault.rule, fault.seq) for fault in verdict(stored(forger.entries)).faults] == [
        ("key.unknown", made.entry.seq)
    ]


def revoked() -> tuple[Forger, FakeSigner]:
    """An office in which the drafter's key was stolen and then revoked."""
    office = busy_office()
    stolen = FakeSigner(office.slots.accounts["drafter"][2])
    office.renew_key("drafter", "被盗")
    office._sessions.pop("drafter")
    office.draft()
    return Forger(list(office.stores.made.kept)), stolen


def test_a_revoked_key_signs_nothing_more():
    forger, stolen = revoked()
    assert rules(stored(forger.entries)) == set()
    journal = forger.last(kind="draft").entry.journal
    forger.append(journal, act.MarkRead(dossier=DossierId(journal.removeprefix("dossier/"))), stolen)
    assert rules(stored(forger.entries)) == {"key.not-in-force"}


def test_a_revoked_key_does_not_look_older_than_what_stands_before_it():
    forger, stolen = revoked()
    journal = forger.last(kind="draft").entry.journal
    old = next(
        one
        for one in reversed(forger.entries)
        if one.entry.journal.startswith("dossier/") and one.entry.journal != journal
    )
    mark = act.MarkRead(dossier=DossierId(journal.removeprefix("dossier/")))
    made = forger.append(journal, mark, stolen, organisation=old.entry.organisation)
    found = verdict(stored(forger.entries)).faults
    assert [(fault.rule, fault.seq) for fault in found] == [("organisation.older", made.entry.seq)]


def test_a_revoked_key_signs_nothing_more_in_the_organisation_s_journal():
    forger, stolen = revoked()
    forger.append(
        organisation_journal(forger.entries[0].entry.unit),
        org.EstablishDepartment(department=DepartmentId("y"), name="y"),
        stolen,
    )
    assert rules(stored(forger.entries)) == {"key.not-in-force"}


def test_a_new_entry_at_a_place_already_taken_is_a_fork(forger):
    one = forger.last(DOSSIERS[0])
    signer = key_of("archivist")
    forger.entries.append(forger.remake(one, signer, id="another"))
    assert [(fault.rule, fault.seq) for fault in verdict(stored(forger.entries)).faults] == [
        ("chain.forked", one.entry.seq)
    ]


def test_a_chain_that_does_not_follow_its_last_entry_is_broken(forger):
    mark = act.MarkRead(dossier=DossierId(DOSSIERS[0].removeprefix("dossier/")))
    for prev in ("", sm3(b"another")):
        mine = Forger(list(KEPT))
        made = mine.append(DOSSIERS[0], mark, key_of("drafter"), prev=prev)
        assert [(fault.rule, fault.seq) for fault in verdict(stored(mine.entries)).faults] == [
            ("chain.broken", made.entry.seq)
        ]
    forger.append(DOSSIERS[0], mark, MACHINE, device="new", prev=sm3(b"before"))
    assert "chain.broken" in rules(stored(forger.entries))


def test_what_an_entry_claims_to_have_seen_must_be_what_is_here(forger):
    mark = act.MarkRead(dossier=DossierId(DOSSIERS[0].removeprefix("dossier/")))
    own = forger.last(DOSSIERS[0]).head
    for head in (replace(own, digest=sm3(b"another")), replace(own, device=DeviceId("nobody's"))):
        mine = Forger(list(KEPT))
        mine.append(DOSSIERS[0], mark, key_of("drafter"), basis=(head,))
        assert rules(stored(mine.entries)) == {"basis.missing"}


def test_two_entries_with_one_id_are_found(forger):
    journal = DOSSIERS[0]
    first = next(one for one in KEPT if one.entry.journal == journal)
    forger.append(
        journal, act.MarkRead(dossier=DossierId(journal.removeprefix("dossier/"))), key_of("drafter"), id=first.entry.id
    )
    assert rules(stored(forger.entries)) == {"entry.same-id"}


@pytest.mark.parametrize("seq", [0, -1, 2**53 + 1])
def test_an_entry_outside_of_every_chain_is_no_entry(forger, seq):
    journal = DOSSIERS[0]
    forger.append(
        journal, act.MarkRead(dossier=DossierId(journal.removeprefix("dossier/"))), key_of("drafter"), seq=seq
    )
    assert rules(stored(forger.entries)) == {"entry.unreadable"}


def test_an_entry_far_ahead_of_its_chain_is_one_gap_and_not_a_million(forger):
    journal = DOSSIERS[0]
    forger.append(
        journal, act.MarkRead(dossier=DossierId(journal.removeprefix("dossier/"))), key_of("drafter"), seq=10**12
    )
    assert [fault.rule for fault in verdict(stored(forger.entries)).faults] == ["chain.gap"]


def test_a_false_witness_by_a_person_is_found(forger):
    head = replace(KEPT[-1].head, digest=sm3(b"never"))
    seen = (JournalHeads(journal=DOSSIERS[0], heads=(head,)),)
    forger.append(ORGANISATION, auditing.WitnessHeads(seen=seen), key_of("drafter"))
    assert "actor.out-of-place" in rules(stored(forger.entries))


@pytest.mark.parametrize("public", ["", "zz", "0", "AB", "a b1", "é"])
def test_a_garbled_public_key_in_the_journal_harms_nobody_else(forger, public):
    enrol = org.EnrolPerson(
        person=PersonId("new"),
        name="新人",
        account="new",
        public_key=public,
        post=PostId("new"),
        department=DepartmentId("综合科"),
        title="科员",
    )
    system = forger.founder(0)
    renew = org.RenewKey(person=PersonId("person head"), public_key=public, reason="x")
    forger.append(ORGANISATION, enrol, key_of("system"), actor=system)
    forger.append(ORGANISATION, renew, key_of("system"), actor=system)
    assert verdict(stored(forger.entries)).sound


GARBLED_PAYLOADS = [
    {},
    {"surprise": 1},
    {"post": 5, "roles": "all", "clearance": True, "reason": None},
    {"post": "post drafter", "roles": ["皇帝"], "clearance": 9, "reason": ""},
]


@pytest.mark.parametrize("payload", GARBLED_PAYLOADS)
@pytest.mark.parametrize("kind", ["grant", "witness", "enrol-person", "renew-key", "found", "register-organ"])
def test_a_signed_entry_with_a_garbled_payload_is_kept_as_text_and_changes_nothing(forger, kind, payload):
    people = {"witness": (PROGRAM, MACHINE), "grant": (forger.founder(1), key_of("security"))}
    actor, signer = people.get(kind, (forger.founder(0), key_of("system")))
    mark = org.EstablishDepartment(department=DepartmentId("z"), name="z")
    journal = audit_journal(forger.entries[0].entry.unit) if kind == "witness" else ORGANISATION
    forger.append(journal, mark, signer, kind=kind, payload=payload, actor=actor)
    assert verdict(stored(forger.entries)).sound


def test_a_kind_of_a_later_release_verifies(forger):
    journal = DOSSIERS[0]
    mark = act.MarkRead(dossier=DossierId(journal.removeprefix("dossier/")))
    forger.append(journal, mark, key_of("drafter"), kind="stamp-with-wax", version=3, payload={"wax": "红"})
    forger.append(journal, mark, key_of("drafter"), version=99)
    assert verdict(stored(forger.entries)).sound


def test_each_part_of_an_entry_is_under_its_signature(forger):
    """Every field, changed without the key, is found."""
    one = forger.last(DOSSIERS[0])
    value = json.loads(one.signed)
    for field in value:
        changed = dict(value)
        changed[field] = {"str": "x", "int": 99, "bool": not value[field], "dict": {"x": 1}, "list": []}[
            type(value[field]).__name__
        ]
        if changed[field] == value[field]:
            changed[field] = ["x"]
        signed = json.dumps(changed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        stored_one = replace(stored([one])[0], signed=signed, digest=sm3(signed))
        rest = [other for other in SOUND if other.signed != one.signed]
        assert not verdict([*rest, stored_one]).sound, field


def test_faults_say_in_which_journal_on_which_machine_and_where(forger):
    for journal, number in itertools.product(DOSSIERS, (0, 1)):
        one = [entry for entry in KEPT if entry.entry.journal == journal][number]
        entries = [replace(item, signature=b"x") if item.signed == one.signed else item for item in SOUND]
        (fault,) = verdict(entries).faults
        assert (fault.rule, fault.journal, fault.device, fault.seq) == ("signature.wrong", *place_of(one))
