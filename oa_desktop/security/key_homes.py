"""Where the signing key of an account lies (密钥存放): in the slot file, in the desktop's key store, or on a token.

The slot always seals something under the account's password, which opens the account: the key itself (file), the key
once more wrapped under one that the desktop keeps (key store), or a secret that only wraps what its owner holds
together with others (token). Nothing falls back to another home: what cannot be opened is refused with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.office.ports.keys import KeyHome, KeyPlace, PlacedKey, Signer, TokenSettings
from oa_desktop.security import signer
from oa_desktop.security.accounts import NewAccount
from oa_desktop.security.device_vault import DeviceVault, KeyringVault
from oa_desktop.security.sealing import KEY_SIZE, WrongKey, new_key, unwrap, wrap
from oa_desktop.security.slotfile import AccountSlot, Roster

RandomBytes = Callable[[int], bytes]
_BOUND = "key-store"


@dataclass(frozen=True, slots=True, kw_only=True)
class Homed:
    """A signing key that is open, and what the slot seals for it.

    Attributes:
        signer: It.
        sealed: What lies under the password.
        own: What only its owner has, to wrap shares with.
    """

    signer: Signer = field(repr=False)
    sealed: bytes = field(repr=False)
    own: bytes = field(repr=False)


class Home(Protocol):
    """One place where keys lie."""

    def make(self, roster: Roster, account: NewAccount, randbytes: RandomBytes) -> Homed:
        """Make a key there, or take the one that lies there."""

    def open(self, roster: Roster, slot: AccountSlot, sealed: bytes, pin: str) -> Homed:
        """Open the key of a slot."""


class _InFile:
    def make(self, _roster: Roster, _account: NewAccount, randbytes: RandomBytes) -> Homed:
        fresh, private = signer.generate(randbytes)
        return Homed(signer=fresh, sealed=private, own=private)

    def open(self, _roster: Roster, _slot: AccountSlot, sealed: bytes, _pin: str) -> Homed:
        return Homed(signer=signer.Signer(sealed), sealed=sealed, own=sealed)


class _InKeyStore:
    def __init__(self, vault: DeviceVault) -> None:
        self._vault = vault

    def make(self, roster: Roster, _account: NewAccount, randbytes: RandomBytes) -> Homed:
        fresh, private = signer.generate(randbytes)
        wrapping, name = new_key(randbytes), _name(roster, fresh.public_key)
        self._vault.put(name, wrapping)
        if self._vault.get(name) != wrapping:
            raise Unavailable("device-vault.unavailable")
        return Homed(signer=fresh, sealed=wrap(wrapping, private, _bound(roster, fresh), randbytes), own=private)

    def open(self, roster: Roster, slot: AccountSlot, sealed: bytes, _pin: str) -> Homed:
        public = bytes.fromhex(slot.public_key)
        wrapping = self._vault.get(_name(roster, public))
        try:
            if wrapping is None or len(wrapping) != KEY_SIZE:
                raise WrongKey
            private = unwrap(wrapping, sealed, roster.bound(signer.key_id_of(public), _BOUND))
        except WrongKey as error:
            raise Refused("key-home.elsewhere") from error
        return Homed(signer=signer.Signer(private), sealed=sealed, own=private)


class _OnToken:
    def __init__(self, tokens: Callable[[TokenSettings], KeyPlace]) -> None:
        self._tokens = tokens

    def make(self, roster: Roster, account: NewAccount, randbytes: RandomBytes) -> Homed:
        if not account.choice.pin:
            raise Refused("sign-in.pin-needed", account=account.account)
        place = self._place(roster)
        taken = {signer.key_id_of(bytes.fromhex(one.public_key)) for one in roster.accounts}
        chosen = _chosen([one for one in place.all_keys() if one.key not in taken], account)
        opened = place.open(chosen.key, account.choice.pin)
        own = randbytes(KEY_SIZE)
        return Homed(signer=opened, sealed=own, own=own)

    def open(self, roster: Roster, slot: AccountSlot, sealed: bytes, pin: str) -> Homed:
        place, key = self._place(roster), signer.key_id_of(bytes.fromhex(slot.public_key))
        if not pin:
            last = place.last_try(key)
            raise Refused("sign-in.pin-last-try" if last else "sign-in.pin-needed", account=slot.account)
        return Homed(signer=place.open(key, pin), sealed=sealed, own=sealed)

    def _place(self, roster: Roster) -> KeyPlace:
        if roster.tokens is None:
            raise Refused("token.not-set-up")
        return self._tokens(roster.tokens)


class KeyHomes:
    """All places where keys may lie on this machine."""

    def __init__(
        self, vault: DeviceVault | None = None, tokens: Callable[[TokenSettings], KeyPlace] | None = None
    ) -> None:
        self._homes: Mapping[KeyHome, Home] = {
            KeyHome.FILE: _InFile(),
            KeyHome.KEY_STORE: _InKeyStore(vault or KeyringVault()),
            KeyHome.TOKEN: _OnToken(tokens or _no_tokens),
        }

    def make(self, roster: Roster, account: NewAccount, randbytes: RandomBytes) -> Homed:
        """Make a signing key for an account where it is to lie; a key on a token shows that it signs.

        Raises:
            Refused: ``token.no-key``, ``token.several-keys``, ``token.not-set-up``, ``token.wrong-pin`` and the like.
            Unavailable: ``device-vault.unavailable``, ``token.absent`` and the like.
        """
        return self._homes[account.choice.home].make(roster, account, randbytes)

    def open(self, roster: Roster, slot: AccountSlot, sealed: bytes, pin: str) -> Homed:
        """Open the signing key of an account.

        Args:
            roster: Proved to be as the holders of the store's key left it: it says which library to load.
            slot: The account's.
            sealed: What the password opened.
            pin: PIN of the token; empty for any other home.

        Raises:
            Refused: ``sign-in.pin-needed``, ``sign-in.pin-last-try``, ``key-home.elsewhere``, ``token.wrong-pin`` and
                the like.
            Unavailable: ``device-vault.unavailable``, ``token.absent`` and the like; ``key-slots.damaged``: what is
                sealed is no key, though the slot says so.
        """
        try:
            return self._homes[slot.home].open(roster, slot, sealed, pin)
        except ValueError as error:
            raise Unavailable("key-slots.damaged") from error


def _chosen(free: list[PlacedKey], account: NewAccount) -> PlacedKey:
    """Return the key that an account is to have: the only one that nobody has and that what was named fits."""
    named = account.choice.key
    found = [one for one in free if one.label == named or one.key.startswith(named.lower())]
    if len(found) > 1:
        raise Refused("token.several-keys", keys="、".join(f"{one.label}（{one.key[:8]}）" for one in found))
    if not found:
        raise Refused("token.no-key")
    return found[0]


def _no_tokens(_settings: TokenSettings) -> KeyPlace:
    raise Refused("token.not-set-up")


def _name(roster: Roster, public_key: bytes) -> str:
    return f"{roster.realm}/{roster.store_id}/{signer.key_id_of(public_key)}"


def _bound(roster: Roster, fresh: signer.Signer) -> bytes:
    return roster.bound(fresh.key_id, _BOUND)
