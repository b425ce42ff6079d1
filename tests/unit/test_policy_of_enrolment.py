"""Nobody becomes somebody else by being enrolled: not through the office, and not by an entry of their own making."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.domain.actions import auditing
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.seconding import Confirm
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import DepartmentId, KeyId, PersonId, PostId, UnitId, organisation_journal
from oa_desktop.domain.units import charter
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.office import queries as q
from tests.fakes.journals import Forger
from tests.fakes.office import FakeOffice
from tests.fakes.world import FakeSigner, sm3

NEW = org.EnrolPerson(
    person=PersonId("new"),
    name="新人",
    account="new",
    public_key="ab" * 32,
    post=PostId("new"),
    department=DepartmentId("综合科"),
    title="科员",
)
SIGNER_KEY = b"key 5 of signer".hex()


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def folded(entries: list) -> Organisation:
    return charter.fold([one.entry for one in entries], lambda public: KeyId(sm3(public)))


def refusal(attempt) -> str:
    with pytest.raises(Refused) as caught:
        attempt()
    return caught.value.code


TAKEN = {
    "person": {"person": PersonId("person signer")},
    "account": {"account": "signer"},
    "post": {"post": PostId("post signer")},
    "key": {"public_key": SIGNER_KEY},
}


def test_the_signer_s_key_is_what_this_test_thinks(office):
    assert SIGNER_KEY in {key.public for key in office.as_("system").organisation().keys}


@pytest.mark.parametrize("taken", TAKEN)
def test_the_office_enrols_nobody_as_somebody_who_is_there(office, taken):
    before = office.as_("system").organisation()
    assert refusal(lambda: office.as_("system").perform(replace(NEW, **TAKEN[taken])))
    assert office.as_("system").organisation() == before


@pytest.mark.parametrize("field", ["name", "account", "title"])
def test_the_office_registers_nothing_that_nobody_sees(office, field):
    unseen = replace(NEW, **{field: "新\u202e人"})
    assert refusal(lambda: office.as_("system").perform(unseen)) == "organisation.name-unseen"


def test_the_office_registers_no_department_that_is_not_what_it_looks_like(office):
    department = org.EstablishDepartment(department=DepartmentId("d"), name="督查\u200b科")
    assert refusal(lambda: office.as_("system").perform(department)) == "organisation.name-unseen"


@pytest.mark.parametrize("taken", TAKEN)
def test_an_entry_that_enrols_somebody_anew_changes_nobody(office, taken):
    forger = Forger(list(office.stores.made.kept))
    before = folded(forger.entries)
    system = before.founders[0]
    forger.append(
        organisation_journal(before.unit),
        replace(NEW, **TAKEN[taken]),
        FakeSigner(office.slots.accounts["system"][2]),
        actor=Actor(kind=ActorKind.PERSON, person=system),
    )
    assert folded(forger.entries) == before


def test_a_person_has_one_key_in_force_and_never_an_old_one_again(office):
    system = office.as_("system")
    person = PersonId("person signer")
    public = office.renew_key("signer")
    keys = [key for key in system.organisation().keys if key.person == person]
    assert [(key.public, key.revoked is None) for key in keys] == [(SIGNER_KEY, False), (public, True)]
    asked = system.perform(org.RenewKey(person=person, reason="找回")).entries[0]
    for known in (SIGNER_KEY, public):
        again = Confirm(asked=asked, public_key=known)
        assert refusal(lambda again=again: office.as_("security").perform(again)) == "key.known"


def test_somebody_enrolled_has_no_right_until_another_administrator_grants_one(office):
    system, security = office.as_("system"), office.as_("security")
    key = system.administration.open_account("new", PersonId("new"), "口令")
    system.perform(replace(NEW, public_key=key))
    new = office.as_("new")
    assert new.ask(q.Everything()) == ()
    assert refusal(lambda: system.perform(org.Grant(post=PostId("new"), roles=(Role.SIGNER,)))) == "policy.role"
    assert refusal(lambda: security.perform(replace(NEW, person=PersonId("other")))) == "policy.role"
    security.perform(org.Grant(post=PostId("new"), roles=(Role.DRAFTER,)))
    assert office.draft(account="new")


def test_nobody_grants_rights_to_themselves(office):
    security = office.as_("security")
    own = security.standing.post
    roles = (Role.SECURITY_ADMINISTRATOR, Role.SIGNER)
    assert refusal(lambda: security.perform(org.Grant(post=own, roles=roles))) == "roles.own"
    assert security.standing.roles == {Role.SECURITY_ADMINISTRATOR}


@pytest.mark.parametrize(
    "action",
    [
        auditing.RecordSignIn(person=PersonId("x"), post=PostId("x")),
        auditing.RecordOutput(person=PersonId("x"), what="打印", subject="x", digest=sm3(b"x")),
        auditing.WitnessHeads(seen=()),
        org.ConfirmFounding(),
        org.AdmitUnit(unit=UnitId("x"), name="x", founding=sm3(b"x")),
    ],
    ids=lambda action: type(action).__name__,
)
def test_nobody_records_what_only_the_program_or_the_founders_record(office, action):
    for account in ("system", "security", "auditor", "signer"):
        assert refusal(lambda account=account: office.as_(account).perform(action))


def test_a_document_that_is_read_is_the_one_that_was_asked_for(office):
    dossier = office.bring_to("department")
    office.as_("head").perform(act.MarkRead(dossier=dossier))
    rows = office.as_("head").ask(q.Timeline(dossier=dossier))
    assert [row.act for row in rows] == ["拟稿", "送审", "阅"]
