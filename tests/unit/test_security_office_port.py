"""The security room behind the ports of the office."""

import inspect
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import PersonId
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.office.ports import keys
from oa_desktop.office.ports.keys import AccountRequest
from oa_desktop.security.accounts import Terms
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeCrypto, OfficeKeySlots
from oa_desktop.security.password import Argon2Parameters

NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)
ZHANG = AccountRequest(account="zhangsan", person=PersonId("p1"), password="Zs-2026-good", must_change=False)
LI = AccountRequest(account="李四", person=PersonId("p2"), password="Ls-2026-good")
crypto = OfficeCrypto()


@pytest.fixture
def port(tmp_path):
    terms = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
    return OfficeKeySlots(KeySlots(tmp_path / FILE_NAME, "demonstration", terms=terms))


@pytest.fixture
def made(port):
    return port.create("store-1", [ZHANG], NOON, SignInRules())


def test_the_founder_signs_in_with_the_key_that_was_enrolled(port, made):
    unlocked = port.unlock("zhangsan", ZHANG.password, NOON)
    assert (unlocked.person, unlocked.store_key) == ("p1", made.store_key)
    assert (unlocked.failed_attempts, unlocked.must_change) == (0, False)
    assert crypto.verify(made.signers["zhangsan"].public_key, b"entry", unlocked.signer.sign(b"entry"))


def test_an_added_account_must_change_its_password_and_keeps_its_key(port, made):
    public = port.add(made.store_key, LI, NOON)
    assert port.unlock("李四", LI.password, NOON).must_change
    port.change_password("李四", LI.password, "Third-2026-x", NOON)
    unlocked = port.unlock("李四", "Third-2026-x", NOON)
    assert (unlocked.must_change, unlocked.signer.public_key) == (False, public)


def test_a_renewed_account_has_another_key(port, made):
    public = port.renew(made.store_key, replace(ZHANG, password="Reset-2026-x"), NOON)
    assert public != made.signers["zhangsan"].public_key
    assert port.unlock("zhangsan", "Reset-2026-x", NOON).signer.public_key == public


def test_the_machine_signs_with_a_key_that_the_store_key_opens(port, made):
    machine = port.machine(made.store_key)
    assert crypto.verify(port.machine(made.store_key).public_key, b"head", machine.sign(b"head"))
    with pytest.raises(Refused) as refusal:
        port.machine(bytes(32))
    assert refusal.value.code == "key-slots.foreign-key"


def test_the_key_id_of_a_signer_is_the_digest_of_its_public_key(port, made):
    machine = port.machine(made.store_key)
    assert machine.key_id == crypto.digest(machine.public_key)


@pytest.mark.parametrize(
    ("adapter", "wanted"),
    [(OfficeKeySlots, keys.KeySlots), (OfficeCrypto, keys.Crypto)],
    ids=lambda one: one.__name__,
)
def test_the_adapters_have_the_calls_of_the_ports(adapter, wanted):
    for name in (name for name in vars(wanted) if not name.startswith("_")):
        assert list(inspect.signature(getattr(adapter, name)).parameters) == list(
            inspect.signature(getattr(wanted, name)).parameters
        )
