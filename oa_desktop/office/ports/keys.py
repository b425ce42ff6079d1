"""Keys: digests, signatures and the slots that a 口令 opens (密钥、签名)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from oa_desktop.domain.entry import Head
from oa_desktop.domain.ids import Digest, JournalId, KeyId, PersonId
from oa_desktop.domain.units.sign_in_rules import SignInRules

ASKS_FOR_PIN = frozenset({"sign-in.pin-needed", "sign-in.pin-last-try"})
"""Refusals that ask for the PIN of a token after a right password: nobody failed."""


class Signer(Protocol):
    """An unlocked signing key."""

    @property
    def key_id(self) -> KeyId:
        """SM3 of the public key."""

    @property
    def public_key(self) -> bytes:
        """The public key, as it is enrolled."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message, DER: SM2, or ECDSA of a token that has nothing else.

        Raises:
            Unavailable: ``signer.forgotten``; ``token.out``: the token was pulled out.
        """

    def forget(self) -> None:
        """Let go of the key; nothing can be signed afterwards."""


class KeyHome(StrEnum):
    """Where the signing key of an account lies (密钥存放)."""

    FILE = "file"
    """密钥文件: in the slot file, sealed under the account's password."""
    KEY_STORE = "key-store"
    """桌面密钥库: sealed under the password and under a key that the key store of the desktop keeps."""
    TOKEN = "token"  # noqa: S105 - the name of a place
    """密码令牌: on a token, which it never leaves."""

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _HOMES[self]


_HOMES = {KeyHome.FILE: "密钥文件", KeyHome.KEY_STORE: "桌面密钥库", KeyHome.TOKEN: "密码令牌"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChoice:
    """Where the signing key of an account that is being made is to lie.

    Attributes:
        home: Where.
        key: Which key on the token: its id, a beginning of that, or its label, as long as only one fits; empty for the
            only one there that nobody has.
        pin: PIN of the token, typed by whoever it belongs to.
    """

    home: KeyHome = KeyHome.FILE
    key: KeyId = KeyId("")
    pin: str = field(default="", repr=False)


IN_FILE = KeyChoice()


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSettings:
    """Where a machine finds tokens.

    Attributes:
        module: Path of the vendor's PKCS#11 library.
        label: Label of the tokens that count; empty for all that are plugged in.
        sm2_mechanism: Number of the vendor's mechanism that signs an SM3 digest with SM2; 0 where it has none.
    """

    module: str
    label: str = ""
    sm2_mechanism: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedKey:
    """A signing key that lies outside of the key slots: on a token.

    Attributes:
        label: What it is called there.
        public_key: SubjectPublicKeyInfo DER.
        algorithm: What it signs by: ``SM2``, ``ECDSA``.
    """

    key: KeyId
    label: str
    public_key: bytes = field(repr=False)
    algorithm: str


class KeyPlace(Protocol):
    """A place that keeps signing keys (密钥所在), such as a token (PKCS#11); ``security`` has them."""

    def all_keys(self) -> tuple[PlacedKey, ...]:
        """Return the keys that are there.

        Raises:
            Unavailable: ``token.no-module``, ``token.absent``, ``token.failed``.
        """

    def last_try(self, key: KeyId) -> bool:
        """Whether one more wrong PIN locks what holds a key.

        Raises:
            Refused: ``token.locked``, ``token.no-key``.
            Unavailable: As :meth:`all_keys`.
        """

    def open(self, key: KeyId, secret: str) -> Signer:
        """Open a key, which has to show that it signs.

        Args:
            key: Which.
            secret: The PIN; it is kept nowhere.

        Raises:
            Refused: ``token.wrong-pin``, ``token.last-try``, ``token.locked``, ``token.no-key``.
            Unavailable: As :meth:`all_keys`.
        """


class Opener(Protocol):
    """An exchange key (交换密钥) in use: it opens what was encrypted for a store."""

    @property
    def key_id(self) -> KeyId:
        """SM3 of the public key."""

    @property
    def public_key(self) -> bytes:
        """The public key, as other units know it."""

    def open(self, wrapped: bytes) -> bytes | None:
        """Return the secret that was encrypted for this key; None where it was not, or was altered."""


class Crypto(Protocol):
    """Digests and verification."""

    def digest(self, data: bytes | Iterable[bytes]) -> Digest:
        """Return the SM3 digest of bytes, or of pieces one after the other, lower-case hexadecimal."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a signature is that of this key over this message; never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequest:
    """An account to be made.

    Attributes:
        password: The first password (口令).
        must_change: Whether somebody else chose it.
        choice: Where the signing key is to lie.
    """

    account: str
    person: PersonId
    password: str = field(repr=False)
    must_change: bool = True
    choice: KeyChoice = IN_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """An account, its password and the PIN of its token, if it has one, typed by somebody who is present."""

    account: str
    password: str = field(repr=False)
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRecovery:
    """A fresh recovery code (恢复码).

    Attributes:
        code: To be printed and locked away; it is kept nowhere.
        public_key: Of the signing key that the code stands for; EnrolRecovery enrols it.
    """

    code: str = field(repr=False)
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What the recovery code opens: the store, and no person's signing key.

    Attributes:
        store_key: Key of the store, 32 bytes.
        signer: The signing key that the code stands for (恢复密钥); it signs RecoverKey and nothing else.
    """

    store_key: bytes = field(repr=False)
    signer: Signer = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSlots:
    """What making a store's key slots yields, once.

    Attributes:
        store_key: Key of the store, 32 bytes.
        signers: Each account's signer.
        recovery: The recovery code.
    """

    store_key: bytes = field(repr=False)
    signers: Mapping[str, Signer] = field(repr=False)
    recovery: MadeRecovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a right password opens.

    Attributes:
        person: Whose account it is.
        signer: The person's signing key.
        store_key: Key of the store, 32 bytes.
        failed_attempts: Attempts that had failed since the last success.
        must_change: Whether somebody else chose the password.
        password_set: Claimed time at which the password was chosen.
        home: Where the signing key lies.
    """

    person: PersonId
    signer: Signer = field(repr=False)
    store_key: bytes = field(repr=False)
    failed_attempts: int
    must_change: bool
    password_set: datetime
    home: KeyHome = KeyHome.FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTogether:
    """A key that people hold together, open while all of them are present.

    Attributes:
        signer: That key.
        holders: Who is present, in the order of their passwords, and the signing key of each.
    """

    signer: Signer = field(repr=False)
    holders: tuple[tuple[PersonId, Signer], ...] = field(repr=False)

    def forget(self) -> None:
        """Let go of all of them."""
        for one in (self.signer, *(signer for _person, signer in self.holders)):
            one.forget()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a journal had come here, as it is kept beside the store.

    Attributes:
        head: What this desk wrote last in it.
        missed: Whether it was found missing at a sign-in before.
    """

    journal: JournalId
    head: Head
    missed: bool = False


class KeySlots(Protocol):
    """The key slots beside a store: one per account, one for recovery, one for the machine."""

    def create(self, store_id: str, accounts: Sequence[AccountRequest], now: datetime, rules: SignInRules) -> MadeSlots:
        """Make a store's key, its first accounts and its recovery slot.

        Raises:
            Refused: ``password.too-weak``, ``account.exists``.
        """

    def unlock(self, account: str, password: str, now: datetime, pin: str = "") -> Unlocked:
        """Open an account's slot, and the token where its key lies on one.

        Raises:
            Refused: ``sign-in.wrong-password`` or ``sign-in.locked``, both with ``wait_seconds``;
                ``sign-in.pin-needed``, ``sign-in.pin-last-try``: the password is right, the PIN of a token is missing;
                ``token.wrong-pin`` and as :meth:`KeyPlace.open`; ``key-home.elsewhere``.
            Unavailable: ``key-slots.damaged``; ``token.absent`` and the like; ``device-vault.unavailable``.
        """

    def tell_failures(self) -> Mapping[PersonId, int]:
        """Return the failed attempts that no journal tells of yet, by person; those of no account under no person.

        From now on they count as told.

        Raises:
            Unavailable: ``key-slots.unwritable`` and the like.
        """

    def note_trouble(self, code: str) -> None:
        """Count that the store did not open, for the next time when it does.

        Raises:
            Unavailable: ``key-slots.unwritable`` and the like.
        """

    def tell_troubles(self) -> Mapping[str, int]:
        """Return why the store did not open and how often, since that was told; from now on it counts as told.

        Raises:
            Unavailable: ``key-slots.unwritable`` and the like.
        """

    def reached(self) -> tuple[Reached, ...]:
        """Return how far the journals had come when that was kept last."""

    def keep_reached(self, store_key: bytes, reached: tuple[Reached, ...]) -> None:
        """Keep how far the journals have come; nothing is written where that is so already."""

    def homes(self) -> Mapping[PersonId, KeyHome]:
        """Return where the signing key of each person lies."""

    def tokens(self) -> TokenSettings | None:
        """Return where this machine finds tokens, None where nobody said it."""

    def keep_tokens(self, store_key: bytes, settings: TokenSettings) -> None:
        """Find tokens there from now on."""

    def keep_rules(self, store_key: bytes, rules: SignInRules) -> None:
        """Ask for this of passwords from now on; nothing is written where that is so already."""

    def add(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        """Make an account with a new signing key and return its public key."""

    def discard(self, store_key: bytes, account: str, people: Collection[PersonId]) -> None:
        """Take away an account's slot unless it is one of these people's: what a cut-off enrolment left behind."""

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        """Wrap the account's keys under another password; no key changes.

        Raises:
            Refused: ``password.too-weak``, ``password.common``, ``password.unchanged``, ``password.used-before``, and
                as ``unlock``.
        """

    def renew(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        """Give a person's account a new password and a new signing key; return its public key.

        Raises:
            Refused: ``account.unknown``, also for an account of somebody else; ``password.too-weak``.
        """

    def left_out(self, gone: Set[tuple[PersonId, str]]) -> tuple[str, ...]:
        """Return the accounts that no new store key can be put into before somebody has signed in to them again.

        Args:
            gone: Those that are to get none, by person and public key.
        """

    def renew_store_key(
        self, store_key: bytes, gone: Set[tuple[PersonId, str]], put: Callable[[bytes, bytes], object]
    ) -> None:
        """Make another store key; the recovery code of before opens nothing any more.

        Args:
            store_key: Key of the store.
            gone: Accounts that are not to open the store any more, by person and public key.
            put: Takes the new key and the key slots that go with it, and puts them and the store in place together;
                where it raises, nothing has changed.
        """

    def recover(self, code: str) -> Recovered:
        """Open the store by the recovery code.

        Raises:
            Refused: ``sign-in.wrong-recovery-code``.
            Unavailable: ``key-slots.damaged``.
        """

    def renew_recovery(self, store_key: bytes) -> MadeRecovery:
        """Make another recovery code; the one before opens nothing any more."""

    def hold(self, holders: Sequence[Credentials], now: datetime) -> OpenedTogether:
        """Make a signing key that people hold together, all of them present; one alone may hold one, too.

        Raises:
            Refused: ``sign-in.wrong-password``, ``sign-in.locked``, ``held-key.same-person``,
                ``held-key.password-of-another``.
            Unavailable: ``key-slots.damaged``.
        """

    def open_held(self, key: KeyId, holders: Sequence[Credentials], now: datetime) -> OpenedTogether:
        """Open a key that people hold together, all of them present.

        Raises:
            Refused: ``sign-in.wrong-password``, ``sign-in.locked``, ``held-key.unknown``, ``held-key.not-theirs``,
                ``held-key.password-of-another``.
            Unavailable: ``key-slots.damaged``.
        """

    def carried(self) -> bytes:
        """Return the slots of all accounts as another desk of the unit takes them in; each stays locked."""

    def refuse_carried(self, data: bytes) -> None:
        """Refuse what :meth:`carried` cannot have given; nothing is kept.

        Raises:
            Refused: ``package.damaged``.
        """

    def take_carried(self, store_key: bytes, data: bytes, standing: Set[tuple[PersonId, str]]) -> None:
        """Take in accounts that another desk of the unit has and this one has not, or has with a key of before.

        Args:
            store_key: Key of the store, the same at all desks of a unit.
            data: What :meth:`carried` gave there.
            standing: Person and public key, hexadecimal, of every key that the unit's journals let sign.

        Raises:
            Refused: ``package.damaged``.
            Unavailable: ``key-slots.unwritable`` and the like.
        """

    def machine(self, store_key: bytes) -> Signer:
        """Return the machine's signing key, made at the first call and sealed under the store key."""

    def renew_machine(self, store_key: bytes) -> Signer:
        """Give this copy of a store a machine key of its own, for a second desk; the one before signs here no more."""

    def exchange(self, store_key: bytes) -> Opener:
        """Return the exchange key (交换密钥) that the store key stands for, the same at every desk of the store."""
