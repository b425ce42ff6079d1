"""This room as the office's ports want it (`oa_desktop.office.ports.KeySlots` and `Crypto`)."""

from datetime import datetime

from oa_desktop.domain.ids import Digest, PersonId
from oa_desktop.office.ports import Clock, Unlocked
from oa_desktop.security import signer, sm3
from oa_desktop.security.accounts import NewAccount
from oa_desktop.security.keyslots import KeySlots


class OfficeCrypto:
    """Digests and verification for the office: SM3 and SM2."""

    def digest(self, data: bytes) -> Digest:
        """Return the SM3 digest, lower-case hexadecimal."""
        return Digest(sm3.digest(data))

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether a signature is that of this key over this message; malformed input is simply not valid.

        Raises:
            Unavailable: there is no usable libcrypto, which says nothing about the signature.
        """
        return signer.verify(public_key, message, signature)


class OfficeKeySlots:
    """A store's key slots for the office, which passes no time where only the record of it is wanted."""

    def __init__(self, slots: KeySlots, clock: Clock) -> None:
        self._slots = slots
        self._clock = clock

    def unlock(self, account: str, password: str, now: datetime) -> Unlocked:
        """Open an account's slot.

        Raises:
            Refused: `sign-in.wrong-password`, `sign-in.locked`, `key-slots.wrong-realm`.
            Unavailable: `key-slots.damaged` and the like.
        """
        opened = self._slots.unlock(account, password, now)
        return Unlocked(
            person=PersonId(opened.person),
            signer=opened.signer,
            store_key=opened.data_key,
            failed_attempts=opened.failures,
        )

    def add(self, account: str, person: PersonId, password: str, store_key: bytes) -> bytes:
        """Make a slot with a new signing key and return its public key.

        Raises:
            Refused: `account.exists`, `account.nameless`, `password.too-weak`, `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        new = NewAccount(account=account, person=person, password=password)
        return self._slots.add_account(store_key, new, self._clock.now())

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        """Wrap the account's keys under another password.

        Raises:
            Refused: `password.too-weak`, `password.unchanged`, and as `unlock` does for the old one.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.change_password(account, old, new, now)

    def renew(self, account: str, password: str, store_key: bytes) -> bytes:
        """Give an account a new password and a new signing key; return its public key.

        Raises:
            Refused: `account.unknown`, `password.too-weak`, `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.reset_password(store_key, account, password, self._clock.now())

    def machine_signer(self, store_key: bytes) -> signer.Signer:
        """Return the machine's signing key, sealed under the store key.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.machine_signer(store_key)

    def machine_public_key(self, store_key: bytes) -> bytes:
        """Return the machine's public key.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.machine_signer(store_key).public_key
