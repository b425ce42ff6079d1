"""The system's key store behind its port, with keyring backends of our own."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyStore

from oa_desktop.domain.errors import Unavailable
from oa_desktop.security.device_vault import KeyringVault


class InMemory(KeyringBackend):
    """A key store in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def use_backend():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def test_a_secret_is_kept_and_forgotten(use_backend):
    use_backend(InMemory())
    vault = KeyringVault()
    vault.put("desk", b"\x00secret")
    assert vault.get("desk") == b"\x00secret"
    vault.remove("desk")
    vault.remove("desk")
    assert vault.get("desk") is None


def test_a_secret_that_somebody_else_overwrote_counts_as_none(use_backend):
    backend = InMemory()
    use_backend(backend)
    backend.set_password("oa_desktop", "desk", "not hex")
    assert KeyringVault().get("desk") is None


def test_a_machine_without_key_store_is_told_so(use_backend):
    use_backend(NoKeyStore())
    for act in (lambda: KeyringVault().get("desk"), lambda: KeyringVault().put("desk", b"x")):
        with pytest.raises(Unavailable) as problem:
            act()
        assert problem.value.code == "device-vault.unavailable"
