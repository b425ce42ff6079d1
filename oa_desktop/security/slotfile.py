"""The file `slots.json`: what it holds and how it is read without trusting it.

Three layers guard it. An unkeyed SM3 digest over the canonical bytes tells damage from a wrong password. Every
wrapped key is bound to realm, store, account and kind of slot. A proof keyed with the data key covers the whole
roster, so that nobody without that key can put another person or public key into a slot. The counters of failed
attempts stand outside the proof, for they change when nobody is signed in.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.office.ports.keys import KeyHome, Reached, TokenSettings
from oa_desktop.security import sm3
from oa_desktop.security.attempts import Attempts
from oa_desktop.security.password import Argon2Parameters
from oa_desktop.security.sealing import subkey

FORMAT = 1
"""The version of the file that this release writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSlot:
    """One account's keys; every `str` of bytes is lower-case hexadecimal.

    Attributes:
        account: the name typed at sign-in.
        person: id of the person it belongs to.
        argon2: what the derivation costs.
        salt: of the derivation.
        data_key: the store's data key, wrapped under the password.
        signing_key: the person's PKCS#8 signing key, wrapped under the password.
        public_key: of the signing key, SubjectPublicKeyInfo DER.
        password_set: claimed time of the last change.
        must_change: an administrator chose the password, the person must choose another.
        former: verifiers of the account's passwords, sealed under the data key; empty before anybody kept them.
        home: where the signing key lies; see `key_homes` for what ``signing_key`` is then.
        opener: public SM2 key of a pair that is made anew with every password; empty before anybody made one.
        opener_key: its private key, wrapped under the password.
        renewed: a data key that came since the last sign-in, encrypted for ``opener``; ``data_key`` is empty then.
    """

    account: str
    person: str
    argon2: Argon2Parameters
    salt: str
    data_key: str
    signing_key: str
    public_key: str
    password_set: datetime
    must_change: bool
    former: str = field(default="", metadata={codec.LATER: True})
    home: KeyHome = field(default=KeyHome.FILE, metadata={codec.LATER: True})
    opener: str = field(default="", metadata={codec.LATER: True})
    opener_key: str = field(default="", metadata={codec.LATER: True})
    renewed: str = field(default="", metadata={codec.LATER: True})

    def __post_init__(self) -> None:
        _must_be_hex(self.salt, self.data_key, self.signing_key, self.public_key, self.former)
        _must_be_hex(self.opener, self.opener_key, self.renewed)

    @property
    def owned(self) -> tuple[str, str]:
        """Whose it is, and by which public key, hexadecimal: as the unit's journals name both."""
        return self.person, self.public_key

    @property
    def settled(self) -> bool:
        """Whether its password alone opens the data key, and a data key that comes can be put into it."""
        return bool(self.data_key and self.opener)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlot:
    """The data key wrapped under the printed recovery code."""

    salt: str
    data_key: str

    def __post_init__(self) -> None:
        _must_be_hex(self.salt, self.data_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSlot:
    """The data key wrapped under a key that a machine's own key store keeps."""

    device: str
    data_key: str

    def __post_init__(self) -> None:
        _must_be_hex(self.data_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineSlot:
    """The machine's signing key for this store, wrapped under the data key."""

    signing_key: str
    public_key: str

    def __post_init__(self) -> None:
        _must_be_hex(self.signing_key, self.public_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One holder's share of what wraps a key, wrapped under a key derived from the holder's own signing key."""

    person: str
    share: str

    def __post_init__(self) -> None:
        _must_be_hex(self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldKey:
    """A signing key that some people hold together; only all of their shares open it."""

    public_key: str
    signing_key: str
    shares: tuple[Share, ...]

    def __post_init__(self) -> None:
        _must_be_hex(self.public_key, self.signing_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealSlot:
    """The key of a seal, wrapped under its keeper's password; every `str` of bytes is lower-case hexadecimal.

    Attributes:
        key: id of the key: SM3 of its public half.
        argon2: what the derivation costs.
        salt: of the derivation.
        signing_key: the PKCS#8 key, wrapped.
        password_set: claimed time of the last change.
    """

    key: str
    argon2: Argon2Parameters
    salt: str
    signing_key: str
    password_set: datetime

    def __post_init__(self) -> None:
        _must_be_hex(self.key, self.salt, self.signing_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who can open one store, and by which rules.

    Attributes:
        generation: tells the data keys of a store from each other once one was renewed; empty before that.
        reached: how far the journals had come when somebody signed in or out last.
        exchange: private exchange key of before the first renewal, wrapped under the data key; empty before that.
    """

    realm: str
    store_id: str
    accounts: tuple[AccountSlot, ...] = ()
    recovery: RecoverySlot | None = None
    devices: tuple[DeviceSlot, ...] = ()
    machine: MachineSlot | None = None
    rules: SignInRules = field(default=SignInRules(), metadata={codec.LATER: True})
    held: tuple[HeldKey, ...] = field(default=(), metadata={codec.LATER: True})
    seals: tuple[SealSlot, ...] = field(default=(), metadata={codec.LATER: True})
    tokens: TokenSettings | None = field(default=None, metadata={codec.LATER: True})
    generation: str = field(default="", metadata={codec.LATER: True})
    exchange: str = field(default="", metadata={codec.LATER: True})
    reached: tuple[Reached, ...] = field(default=(), metadata={codec.LATER: True})

    def account(self, name: str) -> AccountSlot | None:
        """Return the slot of an account name, compared without regard to case."""
        wanted = name.casefold()
        return next((slot for slot in self.accounts if slot.account.casefold() == wanted), None)

    def device(self, name: str) -> DeviceSlot | None:
        """Return the slot of a device."""
        return next((slot for slot in self.devices if slot.device == name), None)

    def seal(self, key: str) -> SealSlot | None:
        """Return the slot of a seal's key."""
        return next((slot for slot in self.seals if slot.key == key), None)

    def with_seal(self, slot: SealSlot) -> "Roster":
        """Return the roster with this slot in place of the key's former one, or added at the end."""
        return replace(self, seals=(*(one for one in self.seals if one.key != slot.key), slot))

    def with_account(self, slot: AccountSlot) -> "Roster":
        """Return the roster with this slot in place of the account's former one, or added at the end."""
        if self.account(slot.account) is None:
            return replace(self, accounts=(*self.accounts, slot))
        kept = tuple(slot if one.account == slot.account else one for one in self.accounts)
        return replace(self, accounts=kept)

    def bound(self, holder: str, kind: str) -> bytes:
        """Return the associated data that ties a wrapped key to realm, store, holder and kind of slot."""
        return canonical.encode([self.realm, self.store_id, holder, kind])


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFile:
    """The whole file.

    Attributes:
        roster: who can open the store.
        proof: HMAC-SM3 of the roster under a key derived from the data key, hexadecimal.
        attempts: failed sign-ins by account name, of names that no account has too.
        format: version of the file.
        troubles: how often the store did not open, by code, since that was told.
    """

    roster: Roster
    proof: str
    attempts: dict[str, Attempts] = field(default_factory=dict)
    format: int = FORMAT
    troubles: dict[str, int] = field(default_factory=dict, metadata={codec.LATER: True})


def proof_of(roster: Roster, data_key: bytes) -> str:
    """Return the proof of a roster, which only a holder of the data key can make."""
    message = canonical.encode(codec.to_json(roster))
    return sm3.keyed(subkey(data_key, "key slots"), message).hex()


def is_proved(file: SlotFile, data_key: bytes) -> bool:
    """Tell whether the roster is as a holder of the data key left it."""
    return sm3.same(proof_of(file.roster, data_key).encode(), file.proof.encode())


def encode(file: SlotFile) -> bytes:
    """Return the one form in which the file is written."""
    content = codec.to_json(file)
    digest = sm3.digest(canonical.encode(content))
    return canonical.encode({"digest": digest, "slots": content})


@lru_cache(maxsize=4)
def decode(data: bytes) -> SlotFile:
    """Read the file; only exactly what `encode` writes is accepted. One sign-in asks for the same bytes many times.

    Raises:
        Unavailable: `key-slots.damaged`, or `key-slots.newer` when a later release wrote it.
    """
    try:
        content = _content(canonical.decode(data))
        file = codec.from_json(SlotFile, content)
        whole = encode(file) == data
    except ValueError as error:
        raise Unavailable("key-slots.damaged") from error
    if not whole:
        raise Unavailable("key-slots.damaged")
    return file


def _content(value: canonical.Json) -> canonical.Json:
    """Return what stands under the digest, once the digest agrees and the version is known."""
    if not isinstance(value, dict) or not isinstance(value.get("slots"), dict):
        raise ValueError("not a slot file")
    content = value["slots"]
    if value.get("digest") != sm3.digest(canonical.encode(content)):
        raise ValueError("the digest differs")
    version = content.get("format") if isinstance(content, dict) else None
    if isinstance(version, int) and version > FORMAT:
        raise Unavailable("key-slots.newer", version=version)
    return content


def _must_be_hex(*texts: str) -> None:
    for text in texts:
        bytes.fromhex(text)
