"""The security room behind the ports of the office."""

from datetime import UTC, datetime

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.office import ports
from oa_desktop.security.accounts import Terms
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.security.office_port import OfficeCrypto, OfficeKeySlots
from oa_desktop.security.password import Argon2Parameters

NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)
PASSWORD = "Zs-2026-good"


class Noon:
    """A clock that stands at noon."""

    source = "test"

    def now(self) -> datetime:
        return NOON


@pytest.fixture
def house(tmp_path):
    terms = Terms(argon2=Argon2Parameters(memory_kib=8, time_cost=1, lanes=1))
    slots = KeySlots(tmp_path / FILE_NAME, "demonstration", terms=terms)
    founding = slots.create("store-1", [], NOON)
    return OfficeKeySlots(slots, Noon()), founding.data_key


def test_an_empty_founding_takes_accounts_one_by_one(house):
    port, store_key = house
    public = port.add("zhangsan", "person-1", PASSWORD, store_key)
    unlocked = port.unlock("zhangsan", PASSWORD, NOON)
    assert (unlocked.person, unlocked.store_key, unlocked.failed_attempts) == ("person-1", store_key, 0)
    assert OfficeCrypto().verify(public, b"entry", unlocked.signer.sign(b"entry"))


def test_a_renewed_account_has_another_key(house):
    port, store_key = house
    first = port.add("zhangsan", "person-1", PASSWORD, store_key)
    second = port.renew("zhangsan", "Reset-2026-x", store_key)
    assert first != second
    port.change_password("zhangsan", "Reset-2026-x", "Third-2026-x", NOON)
    assert OfficeCrypto().verify(second, b"x", port.unlock("zhangsan", "Third-2026-x", NOON).signer.sign(b"x"))


def test_the_machine_signs_with_a_key_that_the_store_key_opens(house):
    port, store_key = house
    signature = port.machine_signer(store_key).sign(b"head")
    assert OfficeCrypto().verify(port.machine_public_key(store_key), b"head", signature)
    with pytest.raises(Refused) as refusal:
        port.machine_signer(bytes(32))
    assert refusal.value.code == "key-slots.foreign-key"


def test_the_key_of_a_signer_is_the_digest_of_its_public_key(house):
    port, store_key = house
    machine = port.machine_signer(store_key)
    assert machine.key == OfficeCrypto().digest(machine.public_key)


def test_the_adapters_fit_the_ports(house):
    port, _store_key = house
    for adapter, wanted in ((port, ports.KeySlots), (OfficeCrypto(), ports.Crypto)):
        assert all(callable(getattr(adapter, name)) for name in vars(wanted) if not name.startswith("_"))
