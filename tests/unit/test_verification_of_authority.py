"""Who signed an act with a key in force but without the right to it is found, at the rights that the act names."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import DECLARATIONS, numbers
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.authority import AUTHORITY
from oa_desktop.domain.entry import Actor, ActorKind, Head, SignedEntry
from oa_desktop.domain.ids import (
    DepartmentId,
    DeviceId,
    DossierId,
    JournalId,
    PersonId,
    PostId,
    RegisterName,
    dossier_of,
    organisation_journal,
    register_journal,
)
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.policy import PERMITS
from oa_desktop.domain.units.roles import ADMINISTRATORS, Role
from tests.fakes.journals import Forger, busy_office, office_of_every_kind, stored, verdict
from tests.fakes.office import FakeOffice

OFFICE = busy_office()
KEPT: tuple[SignedEntry, ...] = tuple(OFFICE.stores.made.kept)
UNIT = OFFICE.stores.outside.unit
ORGANISATION = organisation_journal(UNIT)
DOSSIER = next(journal for journal in OFFICE.stores.made.journals() if dossier_of(journal))
REGISTER = register_journal(UNIT, RegisterName(code="清政办发", year=2026))
ID = DossierId(DOSSIER.removeprefix("dossier/"))
ISSUE, SEAL = act.Issue(dossier=ID, opinion="同意"), act.ApplySeal(dossier=ID, copies=1)


@pytest.fixture
def forger() -> Forger:
    return Forger(list(KEPT))


def person(account: str, post: str = "") -> Actor:
    return Actor(kind=ActorKind.PERSON, person=PersonId(f"person {account}"), post=PostId(f"post {post or account}"))


def write(forger: Forger, action: act.DossierAction, account: str, post: str = "", **more) -> SignedEntry:
    """Append an act of somebody in a post to the document, with their own key."""
    more.setdefault("actor", person(account, post))
    return forger.append(DOSSIER, action, forger.key_of(OFFICE, account), **more)


def found(forger: Forger, *, whole: bool = True) -> list[tuple[str, JournalId, int]]:
    faults = verdict(stored(forger.entries), whole=whole).faults
    return [(fault.rule, fault.journal, fault.seq) for fault in faults]


def without_authority(*entries: SignedEntry) -> list[tuple[str, JournalId, int]]:
    return [("actor.without-authority", one.entry.journal, one.entry.seq) for one in entries]


# --- the table -------------------------------------------------------------------------------------------------------


def test_what_may_be_asked_for_today_is_what_verification_finds_authorised():
    today = {(DECLARATIONS[one].kind, DECLARATIONS[one].version): permit.roles for one, permit in PERMITS.items()}
    assert {**AUTHORITY, **today} == AUTHORITY
    assert AUTHORITY.keys() - today.keys() == {
        ("link-reply", 1),
        ("renew-key", 1),
        ("take-number", 1),
        ("take-number-by-hand", 1),
        ("void-number-with-document", 1),
    }


def test_every_kind_that_a_person_does_has_a_line_except_the_founding():
    by_people = {(one.kind, one.version) for one in DECLARATIONS.values() if not one.by_program}
    assert by_people - AUTHORITY.keys() == {("found", 2)}


def test_no_administrator_handles_documents_by_that_role():
    people = (one for one in DECLARATIONS.values() if not one.by_program)
    handling = {(one.kind, one.version) for one in people if one.scope in ("dossier", "register")}
    assert not any(AUTHORITY[kind] & ADMINISTRATORS for kind in handling)


# --- no false alarm --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [busy_office, office_of_every_kind])
def test_a_sound_office_raises_no_alarm(make):
    assert verdict(stored(make().stores.made.kept), whole=True).faults == ()


def test_an_act_of_a_later_release_needs_no_role_that_is_known_here(forger):
    write(forger, ISSUE, "drafter", version=2)
    write(forger, ISSUE, "drafter", kind="stamp-with-wax")
    assert found(forger) == []


# --- the wrong role, the wrong post ----------------------------------------------------------------------------------


def test_a_drafter_who_issues_is_found(forger):
    made = write(forger, ISSUE, "drafter")
    assert found(forger) == without_authority(made)


def test_the_signer_who_issues_is_sound(forger):
    write(forger, ISSUE, "signer")
    assert found(forger) == []


def test_a_drafter_who_issues_in_the_signer_s_post_is_found(forger):
    made = write(forger, ISSUE, "drafter", "signer")
    assert found(forger) == without_authority(made)


@pytest.mark.parametrize("post", ["", "post nobody"])
def test_an_act_in_a_post_that_is_not_there_is_found(forger, post):
    actor = Actor(kind=ActorKind.PERSON, person=PersonId("person signer"), post=PostId(post))
    made = write(forger, ISSUE, "signer", actor=actor)
    assert found(forger) == without_authority(made)


def test_an_archivist_who_seals_is_found(forger):
    made = write(forger, SEAL, "archivist")
    assert found(forger) == without_authority(made)


@pytest.mark.parametrize("account", ["auditor", "system", "security"])
@pytest.mark.parametrize("action", [act.MarkRead(dossier=ID), act.LeaveOpinion(dossier=ID, opinion="同意")])
def test_an_administrator_who_handles_a_document_is_found(forger, account, action):
    founders = {"system": forger.founder(0), "security": forger.founder(1)}
    made = write(forger, action, account, actor=founders.get(account, person(account)))
    assert found(forger) == without_authority(made)


def test_somebody_without_the_registrar_s_role_who_keeps_a_number_is_found(forger):
    reserve = numbers.ReserveNumber(code="清政办发", year=2026, serial=9, reason="x")
    made = forger.append(REGISTER, reserve, forger.key_of(OFFICE, "drafter"), actor=person("drafter"))
    assert found(forger) == without_authority(made)


# --- rights that came and went ---------------------------------------------------------------------------------------


def grant(forger: Forger, account: str, *roles: Role, **more) -> SignedEntry:
    """Let the second founder give a post exactly these roles."""
    given = org.Grant(post=PostId(f"post {account}"), roles=roles)
    more.setdefault("actor", forger.founder(1))
    return forger.append(ORGANISATION, given, forger.key_of(OFFICE, "security"), **more)


def present(forger: Forger) -> tuple[Head, ...]:
    return heads_of([one for one in forger.entries if one.entry.journal == ORGANISATION])


def test_a_role_that_is_revoked_later_keeps_earlier_acts_sound(forger):
    write(forger, ISSUE, "signer")
    grant(forger, "signer")
    assert found(forger) == []


def test_a_role_that_was_revoked_before_the_act_is_no_right(forger):
    grant(forger, "signer")
    made = write(forger, ISSUE, "signer")
    assert found(forger) == without_authority(made)


def test_a_role_that_was_granted_after_what_the_act_names_is_no_right(forger):
    before = present(forger)
    grant(forger, "drafter", Role.DRAFTER, Role.SIGNER)
    early = write(forger, ISSUE, "drafter", organisation=before)
    write(forger, ISSUE, "drafter")
    assert found(forger) == without_authority(early)


def test_a_role_that_its_holder_granted_to_themselves_is_no_right(forger):
    forged = org.Grant(post=PostId("post drafter"), roles=(Role.SIGNER,))
    granted = forger.append(ORGANISATION, forged, forger.key_of(OFFICE, "drafter"), actor=person("drafter"))
    issued = write(forger, ISSUE, "drafter")
    assert found(forger) == without_authority(granted, issued)


def test_a_right_that_another_machine_gave_or_took_counts_only_for_who_had_seen_it(forger):
    """Two machines write side by side: no prefix of the one order is what the second had seen."""
    home, other = KEPT[-1].entry.device, DeviceId("~ elsewhere")
    shared = present(forger)
    grant(forger, "drafter", Role.SIGNER)
    here = present(forger)
    there = grant(forger, "archivist", Role.SEAL_KEEPER, device=other, basis=shared)
    elsewhere = tuple(sorted((*shared, there.head), key=lambda head: head.device))
    write(forger, ISSUE, "drafter", organisation=here, device=home)
    wrong = write(forger, ISSUE, "drafter", organisation=elsewhere, device=other)
    write(forger, SEAL, "archivist", organisation=elsewhere, device=other)
    write(forger, SEAL, "archivist", device=home)
    assert found(forger) == without_authority(wrong)


def test_an_organisation_act_is_judged_where_it_stands(forger):
    department = org.EstablishDepartment(department=DepartmentId("z"), name="z")
    made = forger.append(ORGANISATION, department, forger.key_of(OFFICE, "security"), actor=forger.founder(1))
    assert found(forger) == without_authority(made)


# --- numbers ---------------------------------------------------------------------------------------------------------


def take(forger: Forger, dossier: str, serial: int, **more) -> SignedEntry:
    taken = numbers.TakeNumber(code="清政办发", year=2026, serial=serial, dossier=DossierId(dossier))
    return forger.append(REGISTER, taken, forger.key_of(OFFICE, "registrar"), actor=person("registrar"), **more)


def no_document(one: SignedEntry) -> list[tuple[str, JournalId, int]]:
    return [("number.without-document", REGISTER, one.entry.seq)]


def test_a_number_taken_for_a_document_that_is_not_there_is_found_in_a_whole_store(forger):
    made = take(forger, "nowhere", 7)
    assert found(forger) == no_document(made)
    assert found(forger, whole=False) == [], "a file of some journals lacks others rightly"


@pytest.mark.parametrize("whole", [True, False])
def test_a_number_taken_for_a_document_in_an_act_of_its_own_is_found(forger, whole):
    made = take(forger, ID, 7)
    assert found(forger, whole=whole) == no_document(made)


def test_a_number_other_than_the_document_s_is_found(forger):
    assigned = forger.last(DOSSIER, "assign-number").entry
    made = take(forger, ID, assigned.payload["serial"] + 1, act=assigned.act)
    assert found(forger) == no_document(made)


def test_a_number_that_two_documents_took_is_found_at_the_later_one(forger):
    assigned = forger.last(DOSSIER, "assign-number").entry
    made = take(forger, "another", assigned.payload["serial"])
    assert ("number.twice", REGISTER, made.entry.seq) in found(forger, whole=False)


def test_a_number_out_of_turn_by_somebody_to_whom_that_was_not_granted_is_found(forger):
    taken = numbers.TakeNumberByHand(code="清政办发", year=2026, serial=40, dossier=DossierId("another"), reason="同号")
    made = forger.append(REGISTER, taken, forger.key_of(OFFICE, "registrar"), actor=person("registrar"))
    assert ("actor.without-authority", REGISTER, made.entry.seq) in found(forger, whole=False)


def test_a_number_of_another_year_than_the_document_s_is_found(forger):
    assigned = forger.last(DOSSIER, "assign-number").entry
    register = register_journal(UNIT, RegisterName(code="清政办发", year=2025))
    taken = numbers.TakeNumber(code="清政办发", year=2025, serial=assigned.payload["serial"], dossier=ID)
    key = forger.key_of(OFFICE, "registrar")
    forger.append(register, taken, key, actor=person("registrar"), act=assigned.act)
    assert found(forger) == [("number.without-document", register, 1)]


def test_a_number_that_a_later_release_assigned_is_not_called_without_document(forger):
    assign = act.AssignNumber(dossier=ID, code="清政办发", serial=7, date="2026-04-16")
    key = forger.key_of(OFFICE, "registrar")
    made = forger.append(DOSSIER, assign, key, actor=person("registrar"), version=2)
    take(forger, ID, 7, act=made.entry.act)
    assert found(forger) == []


def test_a_founded_unit_without_staff_is_sound():
    office = FakeOffice()
    assert verdict(stored(office.stores.made.kept), whole=True).faults == ()
