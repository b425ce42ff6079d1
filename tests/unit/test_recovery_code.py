"""What the printed recovery code can do: let a system administrator in again, in the open, and nothing else."""

from __future__ import annotations

import pytest

from oa_desktop.domain.actions import organising as org
from oa_desktop.domain.actions.auditing import WitnessHeads
from oa_desktop.domain.entry import Actor, ActorKind
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import PersonId, audit_journal, organisation_journal
from oa_desktop.office import queries as q
from tests.fakes.journals import Forger, rules, stored
from tests.fakes.office import FakeOffice, neighbour
from tests.fakes.world import FakeSigner

PROGRAM = Actor(kind=ActorKind.PROGRAM)


@pytest.fixture
def office() -> FakeOffice:
    """An office whose recovery code is enrolled; ``slots.code`` is what was printed."""
    made = FakeOffice()
    made.as_("system").administration.renew_recovery("建立单位时登记")
    return made


def refusal(office: FakeOffice, code: str, account: str) -> str:
    before = dict(office.slots.accounts)
    with pytest.raises(OfficeError) as caught:
        office.office.recover(code, account, "新的口令")
    assert office.slots.accounts == before, "nothing has changed"
    return caught.value.code


def kept(office: FakeOffice) -> Forger:
    return Forger(list(office.stores.made.kept))


def person(office: FakeOffice, account: str) -> PersonId:
    return office.as_("security").organisation().person_by_account(account).id


def test_a_system_administrator_who_forgot_gets_a_new_password_and_a_new_key(office):
    before = office.slots.accounts["system"]
    office.office.recover(office.slots.code, "system", "新的口令")
    office.confirm()
    with pytest.raises(Refused):
        office.office.sign_in("system", before[0])
    session = office.office.sign_in("system", "新的口令")
    session.perform(org.AdjustSetting(name="largest-attachment-mb", value=100))
    keys = [one for one in session.organisation().keys if one.person == person(office, "system")]
    assert [one.revoked is None for one in keys] == [False, True]
    assert rules(stored(kept(office).entries), whole=True) == set()


def test_what_the_code_did_stands_in_the_audit_trail(office):
    office.office.recover(office.slots.code, "system", "新的口令")
    office.confirm()
    acts = [(row.act, row.person) for row in office.as_("auditor").ask(q.AuditTrail())]
    assert ("凭恢复码更换密钥", "甲") in acts


def test_a_session_of_the_old_key_can_do_nothing_more(office):
    old = office.as_("system")
    office.office.recover(office.slots.code, "system", "新的口令")
    office.confirm()
    with pytest.raises(Refused) as caught:
        old.perform(org.AdjustSetting(name="largest-attachment-mb", value=100))
    assert caught.value.code == "sign-in.key-not-enrolled"


def test_a_code_helps_nobody_but_a_system_administrator(office):
    for account in ("security", "auditor", "signer"):
        assert refusal(office, office.slots.code, account) == "recovery.not-administrator"
    assert refusal(office, office.slots.code, "nobody") == "person.unknown"


def test_a_wrong_code_and_one_that_was_replaced_open_nothing(office):
    replaced = office.slots.code
    office.as_("system").administration.renew_recovery("用过")
    assert refusal(office, replaced, "system") == "sign-in.wrong-recovery-code"
    assert refusal(office, "0000", "system") == "sign-in.wrong-recovery-code"


def test_a_code_whose_key_was_never_enrolled_changes_nothing():
    office = FakeOffice()
    assert refusal(office, office.slots.code, "system") == "recovery.not-enrolled"


def test_while_another_program_writes_no_key_is_replaced(office):
    office.stores.made.writable = False
    assert refusal(office, office.slots.code, "system") == "store.read-only"
    with pytest.raises(Unavailable):
        office.as_("system").administration.renew_recovery("用过")


def test_only_the_system_administrator_makes_another_code(office):
    for account in ("security", "auditor", "drafter"):
        with pytest.raises(Refused) as caught:
            office.as_(account).administration.renew_recovery("好奇")
        assert caught.value.code == "policy.role"


def test_a_unit_that_was_let_in_has_no_code_and_does_not_replace_the_hosts(office):
    guest = neighbour(office).as_("system")
    with pytest.raises(Refused) as caught:
        guest.administration.renew_recovery("想换")
    assert caught.value.code == "recovery.other-unit"
    assert refusal(office, office.slots.code, "system2") == "recovery.not-enrolled"


# --- whoever holds the store's file and its key ---------------------------------------------------------------------


def test_the_machines_key_cannot_stand_in_for_the_code(office):
    forger, unit = kept(office), office.stores.made.units()[0]
    made = FakeSigner(b"key of a forger")
    action = org.RecoverKey(person=person(office, "system"), public_key=made.public_key.hex())
    forger.append(organisation_journal(unit), action, office.slots.machine(b""), actor=PROGRAM)
    assert rules(stored(forger.entries)) == {"key.of-somebody-else"}


def test_the_key_of_the_code_signs_nothing_but_a_recovery(office):
    forger, unit = kept(office), office.stores.made.units()[0]
    signer = office.slots.recover(office.slots.code).signer
    forger.append(audit_journal(unit), WitnessHeads(seen=()), signer, actor=PROGRAM)
    assert rules(stored(forger.entries)) == {"key.of-somebody-else"}


def test_the_key_of_a_replaced_code_signs_nothing_any_more(office):
    signer = office.slots.recover(office.slots.code).signer
    office.as_("system").administration.renew_recovery("用过")
    forger, unit = kept(office), office.stores.made.units()[0]
    action = org.RecoverKey(person=person(office, "system"), public_key="aa")
    forger.append(organisation_journal(unit), action, signer, actor=PROGRAM)
    assert rules(stored(forger.entries)) == {"key.not-in-force"}


def test_a_recovery_of_somebody_who_is_no_administrator_gives_no_key(office):
    forger, unit = kept(office), office.stores.made.units()[0]
    made = FakeSigner(b"key of a forger")
    action = org.RecoverKey(person=person(office, "signer"), public_key=made.public_key.hex())
    signer = office.slots.recover(office.slots.code).signer
    forger.append(organisation_journal(unit), action, signer, actor=PROGRAM)
    as_signer = Actor(kind=ActorKind.PERSON, person=person(office, "signer"))
    action = org.AdjustSetting(name="largest-attachment-mb", value=1)
    forger.append(organisation_journal(unit), action, made, actor=as_signer)
    assert rules(stored(forger.entries)) == {"key.unknown"}
