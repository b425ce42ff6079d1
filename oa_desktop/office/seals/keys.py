"""The keys of seals (印章密钥), each under its keeper's password; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable

from oa_desktop.domain.ids import KeyId
from oa_desktop.office.held_back import held_back
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import PasswordChange


def keep_key(office: OpenOffice, private: bytes, password: str) -> KeyId:
    """Keep the private key (PKCS#8) of a seal's certificate under a password; return its id.

    Raises:
        Refused: ``seal.key-unreadable``, ``password.too-weak``.
        Unavailable: ``store.read-only``: the seal could not be enrolled.
    """
    office.store.refuse_reader()
    return office.ports.seal_keys.keep(office.store_key, private, password, office.ports.clock.now())


def unlock(office: OpenOffice, key: KeyId, password: str) -> Signer:
    """Return the key of a seal; after a wrong password the answer is held back.

    Raises:
        Refused: ``seal.wrong-password``, ``seal.locked-out``, ``seal.key-missing``, ``token.wrong-pin`` …
    """
    return held_back(
        office.ports.clock, lambda now: office.ports.seal_keys.unlock(office.store_key, key, password, now)
    )


def change_password(office: OpenOffice, key: KeyId, old: str, new: str) -> None:
    """Wrap the key of a seal under another password.

    Raises:
        Refused: As :func:`unlock`; ``password.too-weak``, ``password.unchanged``.
    """
    keys, change = office.ports.seal_keys, PasswordChange(old=old, new=new)
    held_back(office.ports.clock, lambda now: keys.change_password(office.store_key, key, change, now))


def drop_keys(office: OpenOffice, keys: Iterable[KeyId]) -> None:
    """Destroy keys of seals; those that are not here are none."""
    for key in keys:
        office.ports.seal_keys.discard(office.store_key, key)
