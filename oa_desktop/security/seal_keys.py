"""The keys of seals (印章密钥): each sealed under its keeper's password, beside the accounts in the key slot file.

A seal that was issued on a token keeps its key there: it has no slot, and what its keeper types is the PIN.

A seal's key is no person's key: it opens nothing of the store and signs no entry. It is kept under a password of its
own, so that whoever is signed in has to say it for every use. Wrong passwords are counted as at signing in.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from asn1crypto import keys, pem

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.domain.units.passwords import refuse_weak
from oa_desktop.office.ports.keys import KeyPlace, TokenSettings
from oa_desktop.office.ports.keys import Signer as AnySigner
from oa_desktop.office.ports.trust import PasswordChange
from oa_desktop.security import attempts, sm2
from oa_desktop.security.accounts import Terms
from oa_desktop.security.durable import Disk, RealDisk
from oa_desktop.security.password import SALT_SIZE, derive
from oa_desktop.security.sealing import WrongKey, unwrap, wrap
from oa_desktop.security.signer import Signer
from oa_desktop.security.slotfile import Roster, SealSlot, is_proved
from oa_desktop.security.slotstore import SlotStore

_KIND = "seal-key"
_LARGEST = 16 * 1024


class SealKeySlots:
    """The keys of the seals of one store (`oa_desktop.office.ports.trust.SealKeys`)."""

    def __init__(
        self,
        path: Path,
        realm: str,
        *,
        terms: Terms | None = None,
        randbytes: Callable[[int], bytes] = secrets.token_bytes,
        disk: Disk | None = None,
        tokens: Callable[[TokenSettings], KeyPlace] | None = None,
    ) -> None:
        self._terms = terms or Terms()
        self._randbytes = randbytes
        self._tokens = tokens
        self._store = SlotStore(path, str(realm), disk or RealDisk())

    def keep(self, store_key: bytes, private: bytes, password: str, now: datetime) -> KeyId:
        """Keep a private key (SM2, PKCS#8, DER or PEM) under a password; return the key's id.

        Raises:
            Refused: ``seal.key-unreadable``, ``password.too-weak``, ``key-slots.foreign-key``.
            Unavailable: ``key-slots.damaged`` and the like.
        """
        refuse_weak(password, self._store.read().roster.rules, "")
        plain = plain_private(private)
        public = Signer(plain).public_key
        empty = SealSlot(key=sm2.key_id(public), argon2=self._terms.argon2, salt="", signing_key="", password_set=now)

        def kept(roster: Roster) -> Roster:
            return roster.with_seal(self._locked(roster, empty, plain, password, now))

        self._store.change(store_key, kept)
        return KeyId(empty.key)

    def unlock(self, store_key: bytes, key: KeyId, password: str, now: datetime) -> AnySigner:
        """Return the key of a seal: out of its slot, else off the token that has it.

        Raises:
            Refused: ``seal.wrong-password`` with the attempts ``left`` and ``wait_seconds``; ``seal.locked-out``;
                ``seal.key-missing``: it is not on this machine; ``token.wrong-pin`` and the like.
            Unavailable: ``key-slots.damaged``, ``token.absent`` and the like.
        """
        if self._store.read().roster.seal(key) is None:
            return self._from_token(store_key, key, password)
        return Signer(self._open(key, password, now))

    def on_token(self, key: KeyId) -> bool:
        """Tell whether a key is to be looked for on a token: it has no slot, and the machine knows of tokens.

        Raises:
            Unavailable: ``key-slots.damaged`` and the like.
        """
        roster = self._store.read().roster
        return roster.seal(key) is None and roster.tokens is not None

    def _from_token(self, store_key: bytes, key: KeyId, pin: str) -> AnySigner:
        """Open a key on a token; the library is loaded that a holder of the store's key named, and no other."""
        file = self._store.read()
        if self._tokens is None or file.roster.tokens is None:
            raise Refused("seal.key-missing")
        if not is_proved(file, store_key):
            raise Refused("key-slots.foreign-key")
        try:
            return self._tokens(file.roster.tokens).open(key, pin)
        except Refused as refused:
            raise Refused("seal.key-missing") if refused.code == "token.no-key" else refused from None

    def change_password(self, store_key: bytes, key: KeyId, passwords: PasswordChange, now: datetime) -> None:
        """Wrap a key under another password.

        Raises:
            Refused: ``password.too-weak``, ``password.unchanged``, ``seal.on-token``, and as :meth:`unlock`.
            Unavailable: ``key-slots.damaged`` and the like.
        """
        refuse_weak(passwords.new, self._store.read().roster.rules, "")
        if passwords.new == passwords.old:
            raise Refused("password.unchanged")
        if self.on_token(key):
            raise Refused("seal.on-token")
        plain = self._open(key, passwords.old, now)

        def rewrapped(roster: Roster) -> Roster:
            return roster.with_seal(self._locked(roster, _slot(roster, key), plain, passwords.new, now))

        self._store.change(store_key, rewrapped)

    def discard(self, store_key: bytes, key: KeyId) -> None:
        """Destroy a key; one that is not here is none.

        Raises:
            Refused: ``key-slots.foreign-key``.
            Unavailable: ``key-slots.damaged`` and the like.
        """
        if self._store.read().roster.seal(key) is not None:
            self._store.change(
                store_key, lambda roster: replace(roster, seals=tuple(one for one in roster.seals if one.key != key))
            )

    def _locked(self, roster: Roster, slot: SealSlot, plain: bytes, password: str, now: datetime) -> SealSlot:
        salt = self._randbytes(SALT_SIZE)
        wrapping = derive(password, salt, self._terms.argon2)
        wrapped = wrap(wrapping, plain, roster.bound(slot.key, _KIND), self._randbytes)
        return replace(
            slot,
            argon2=self._terms.argon2,
            salt=salt.hex(),
            signing_key=wrapped.hex(),
            password_set=attempts.utc(now),
        )

    def _open(self, key: KeyId, password: str, now: datetime) -> bytes:
        """Count an attempt, make it, and forget the failures after a success."""
        _slot(self._store.read().roster, key)
        counted = self._counted(key, now)
        roster = self._store.read().roster
        slot = _slot(roster, key)
        try:
            wrapping = derive(password, bytes.fromhex(slot.salt), slot.argon2)
            plain = unwrap(wrapping, bytes.fromhex(slot.signing_key), roster.bound(slot.key, _KIND))
        except WrongKey:
            raise _worded(attempts.failure(counted, roster.rules)) from None
        self._store.forget_attempts(key)
        return plain

    def _counted(self, key: KeyId, now: datetime) -> attempts.Attempts:
        try:
            return self._store.count_attempt(key, now)
        except Refused as refused:
            raise _worded(refused) from refused


def plain_private(data: bytes) -> bytes:
    """Return a private key as this program has them: PKCS#8 with its public half.

    Raises:
        Refused: ``seal.key-unreadable``: another algorithm, encrypted, or no key.
    """
    try:
        if len(data) > _LARGEST:
            raise ValueError
        der = pem.unarmor(data)[2] if pem.detect(data) else data
        info = keys.PrivateKeyInfo.load(der, strict=True)
        if info["private_key_algorithm"]["parameters"].chosen.dotted != sm2.CURVE:
            raise ValueError
        return sm2.private_key(info["private_key"].parsed["private_key"].native.to_bytes(32))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise Refused("seal.key-unreadable") from error


def _slot(roster: Roster, key: KeyId) -> SealSlot:
    slot = roster.seal(key)
    if slot is None:
        raise Refused("seal.key-missing")
    return slot


_WORDS = {"sign-in.wrong-password": "seal.wrong-password", "sign-in.locked": "seal.locked-out"}


def _worded(refused: Refused) -> Refused:
    """Return a refusal of a password as it is said of a seal's."""
    return Refused(_WORDS.get(refused.code, refused.code), **refused.params)
