"""Where a machine keeps its own key: the system's key store through `keyring`, or nowhere."""

import importlib
from typing import Any, Protocol

from oa_desktop.domain.errors import Unavailable

_SERVICE = "oa_desktop"


class DeviceVault(Protocol):
    """A place on this machine that keeps small secrets for the signed-in system user."""

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret under a name, replacing a former one."""

    def get(self, name: str) -> bytes | None:
        """Return the secret kept under a name, or None."""

    def remove(self, name: str) -> None:
        """Forget the secret of a name, if there is one."""


class KeyringVault:
    """The system's key store (Secret Service, Windows Credential Locker, macOS Keychain) through `keyring`."""

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret under a name, replacing a former one.

        Raises:
            Unavailable: `device-vault.unavailable`, the system has no usable key store.
        """
        self._call("set_password", name, secret.hex())

    def get(self, name: str) -> bytes | None:
        """Return the secret kept under a name, or None.

        Raises:
            Unavailable: `device-vault.unavailable`, the system has no usable key store.
        """
        text = self._call("get_password", name)
        try:
            return bytes.fromhex(text) if isinstance(text, str) else None
        except ValueError:
            return None

    def remove(self, name: str) -> None:
        """Forget the secret of a name, if there is one.

        Raises:
            Unavailable: `device-vault.unavailable`, the system has no usable key store.
        """
        if self.get(name) is not None:
            self._call("delete_password", name)

    def _call(self, operation: str, name: str, *arguments: str) -> object:
        """Call keyring, which is imported only here: it is slow and may have no backend."""
        keyring: Any = importlib.import_module("keyring")
        _refuse_unsafe(keyring.get_keyring())
        try:
            result: object = getattr(keyring, operation)(_SERVICE, name, *arguments)
        except importlib.import_module("keyring.errors").KeyringError as error:
            raise Unavailable("device-vault.unavailable") from error
        return result


def _refuse_unsafe(backend: Any) -> None:
    """Refuse what keeps nothing, or keeps it in a plain file: no key lands there unnoticed."""
    for one in getattr(backend, "backends", (backend,)):
        if type(one).__module__.startswith(_UNSAFE):
            raise Unavailable("device-vault.unavailable")


_UNSAFE = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt", "keyrings.cryptfile")
