"""This room as the office's ports want it (`oa_desktop.office.ports.keys.KeySlots` and `Crypto`)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from datetime import datetime

from oa_desktop.domain.ids import Digest, KeyId, PersonId
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.office.ports.keys import (
    AccountRequest,
    Credentials,
    KeyHome,
    MadeRecovery,
    MadeSlots,
    OpenedTogether,
    Reached,
    Recovered,
    TokenSettings,
    Unlocked,
)
from oa_desktop.security import accounts, carried, signer, sm3
from oa_desktop.security.accounts import NewAccount
from oa_desktop.security.keyslots import KeySlots
from oa_desktop.security.sm2_encryption import Opener


class OfficeCrypto:
    """Digests and verification for the office: SM3, SM2, and ECDSA for keys on a token."""

    def digest(self, data: bytes | Iterable[bytes]) -> Digest:
        """Return the SM3 digest of bytes, or of pieces one after the other, lower-case hexadecimal."""
        return Digest(sm3.digest(data))

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether a signature is that of this key over this message; malformed input is simply not valid.

        Raises:
            Unavailable: there is no usable libcrypto, which says nothing about the signature.
        """
        return signer.verify(public_key, message, signature)


class OfficeKeySlots:
    """A store's key slots for the office."""

    def __init__(self, slots: KeySlots) -> None:
        self._slots = slots

    def create(self, store_id: str, accounts: Sequence[AccountRequest], now: datetime, rules: SignInRules) -> MadeSlots:
        """Make a store's key, its first accounts and its recovery slot.

        Raises:
            Refused: `key-slots.exist`, `password.too-weak`, `account.exists`, `account.nameless`.
            Unavailable: `key-slots.unwritable`; nothing was made.
        """
        made = self._slots.create(store_id, [_new(one) for one in accounts], now, rules)
        return MadeSlots(store_key=made.data_key, signers=made.signers, recovery=_printed(made.recovery))

    def unlock(self, account: str, password: str, now: datetime, pin: str = "") -> Unlocked:
        """Open an account's slot, and the token where its key lies on one.

        Raises:
            Refused: `sign-in.wrong-password`, `sign-in.locked`, `key-slots.wrong-realm`; as `KeyHomes.open`.
            Unavailable: `key-slots.damaged` and the like.
        """
        opened = self._slots.unlock(account, password, now, pin)
        return Unlocked(
            person=PersonId(opened.person),
            signer=opened.signer,
            store_key=opened.data_key,
            failed_attempts=opened.failures,
            must_change=opened.must_change,
            password_set=opened.password_set,
            home=opened.home,
        )

    def tell_failures(self) -> Mapping[PersonId, int]:
        """Return the failed attempts that no journal tells of yet; from now on they count as told.

        Raises:
            Unavailable: `key-slots.unwritable` and the like.
        """
        return {PersonId(person): count for person, count in self._slots.tell_failures().items()}

    def note_trouble(self, code: str) -> None:
        """Count that the store did not open, for the next time when it does.

        Raises:
            Unavailable: `key-slots.unwritable` and the like.
        """
        self._slots.store_keys.note_trouble(code)

    def tell_troubles(self) -> Mapping[str, int]:
        """Return why the store did not open and how often; from now on it counts as told.

        Raises:
            Unavailable: `key-slots.unwritable` and the like.
        """
        return self._slots.store_keys.tell_troubles()

    def reached(self) -> tuple[Reached, ...]:
        """Return how far the journals had come when that was kept last."""
        return self._slots.store_keys.reached

    def keep_reached(self, store_key: bytes, reached: tuple[Reached, ...]) -> None:
        """Keep how far the journals have come; nothing is written where that is so already.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.store_keys.keep_reached(store_key, reached)

    def homes(self) -> Mapping[PersonId, KeyHome]:
        """Return where the signing key of each person lies."""
        return {PersonId(one.person): one.home for one in self._slots.accounts()}

    def tokens(self) -> TokenSettings | None:
        """Return where this machine finds tokens, None where nobody said it."""
        return self._slots.tokens

    def keep_tokens(self, store_key: bytes, settings: TokenSettings) -> None:
        """Find tokens there from now on.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.keep_tokens(store_key, settings)

    def keep_rules(self, store_key: bytes, rules: SignInRules) -> None:
        """Ask for this of passwords from now on.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.keep_rules(store_key, rules)

    def add(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        """Make an account with a new signing key and return its public key.

        Raises:
            Refused: `account.exists`, `account.nameless`, `password.too-weak`, `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.add_account(store_key, _new(request), now)

    def discard(self, store_key: bytes, account: str, people: Collection[PersonId]) -> None:
        """Take away an account's slot unless it is one of these people's.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.discard_account(store_key, account, people)

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        """Wrap the account's keys under another password.

        Raises:
            Refused: `password.too-weak`, `password.common`, `password.unchanged`, `password.used-before`, and as
                `unlock` does for the old one.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.change_password(account, old, new, now)

    def renew(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        """Give a person's account a new password and a new signing key; return its public key.

        Raises:
            Refused: `account.unknown`, `password.too-weak`, `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.reset_password(store_key, _new(request), now)

    def recover(self, code: str) -> Recovered:
        """Open the store by the printed recovery code.

        Raises:
            Refused: `sign-in.wrong-recovery-code`.
            Unavailable: `key-slots.damaged` and the like.
        """
        opened = self._slots.store_keys.recover(code)
        return Recovered(store_key=opened.data_key, signer=opened.signer)

    def renew_recovery(self, store_key: bytes) -> MadeRecovery:
        """Make another recovery code; the one before opens nothing any more.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return _printed(self._slots.store_keys.renew_recovery(store_key))

    def hold(self, holders: Sequence[Credentials], now: datetime) -> OpenedTogether:
        """Make a signing key that people hold together, all of them present; one alone may hold one, too.

        Raises:
            Refused: `sign-in.wrong-password`, `sign-in.locked`, `held-key.same-person`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.held.hold(holders, now)

    def open_held(self, key: KeyId, holders: Sequence[Credentials], now: datetime) -> OpenedTogether:
        """Open a key that people hold together, all of them present.

        Raises:
            Refused: `sign-in.wrong-password`, `sign-in.locked`, `held-key.unknown`, `held-key.not-theirs`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.held.open(key, holders, now)

    def machine(self, store_key: bytes) -> signer.Signer:
        """Return the machine's signing key, sealed under the store key.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.store_keys.machine_signer(store_key)

    def renew_machine(self, store_key: bytes) -> signer.Signer:
        """Give this copy of a store a machine key of its own.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.store_keys.renew_machine(store_key)
        return self._slots.store_keys.machine_signer(store_key)

    def carried(self) -> bytes:
        """Return the slots of all accounts as another desk of the unit takes them in; each stays locked.

        Raises:
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.carried()

    def refuse_carried(self, data: bytes) -> None:
        """Refuse what `carried` cannot have given; nothing is kept.

        Raises:
            Refused: `package.damaged`.
        """
        carried.read_accounts(data)

    def take_carried(self, store_key: bytes, data: bytes, standing: Set[tuple[PersonId, str]]) -> None:
        """Take in accounts that another desk of the unit has and this one has not, or has with a key of before.

        Raises:
            Refused: `package.damaged`, `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.take_carried(store_key, data, {(str(person), key) for person, key in standing})

    def exchange(self, store_key: bytes) -> Opener:
        """Return the exchange key that the store key stands for."""
        return self._slots.store_keys.exchange(store_key)

    def left_out(self, gone: Set[tuple[PersonId, str]]) -> tuple[str, ...]:
        """Return the accounts that no new store key can be put into before somebody has signed in to them again.

        Raises:
            Unavailable: `key-slots.damaged` and the like.
        """
        return self._slots.left_out(gone)

    def renew_store_key(
        self, store_key: bytes, gone: Set[tuple[PersonId, str]], put: Callable[[bytes, bytes], object]
    ) -> None:
        """Make another store key; where ``put`` raises, nothing has changed.

        Raises:
            Refused: `key-slots.foreign-key`.
            Unavailable: `key-slots.damaged` and the like.
        """
        self._slots.renew_data_key(store_key, gone, put)


def _printed(made: accounts.MadeRecovery) -> MadeRecovery:
    return MadeRecovery(code=made.code, public_key=made.public_key)


def _new(request: AccountRequest) -> NewAccount:
    return NewAccount(
        account=request.account,
        person=request.person,
        password=request.password,
        must_change=request.must_change,
        choice=request.choice,
    )
