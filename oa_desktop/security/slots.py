"""Making and opening single slots: the cryptography of `keyslots`, without files, counters or clocks."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from oa_desktop.domain.errors import Refused
from oa_desktop.security import former, recovery, signer, sm2
from oa_desktop.security.accounts import MadeRecovery, NewAccount, Recovered
from oa_desktop.security.key_homes import Homed
from oa_desktop.security.password import SALT_SIZE, Argon2Parameters, derive
from oa_desktop.security.sealing import WrongKey, new_key, subkey, unwrap, wrap
from oa_desktop.security.slotfile import AccountSlot, DeviceSlot, MachineSlot, RecoverySlot, Roster
from oa_desktop.security.sm2_encryption import Opener

DATA_KEY = "data-key"
SIGNING_KEY = "signing-key"
RECOVERY = "recovery"
DEVICE = "device"
MACHINE = "machine"
FORMER = "former"
OPENER = "opener"

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What an account's password opens; kept out of `repr`.

    Attributes:
        data_key: the store's key, 32 bytes.
        sealed: what `key_homes` opens the person's signing key with.
    """

    data_key: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is needed to make a slot.

    Attributes:
        roster: the roster it is made for, which it is bound to.
        argon2: what its derivation shall cost.
        now: claimed time.
        randbytes: source of randomness.
    """

    roster: Roster
    argon2: Argon2Parameters
    now: datetime
    randbytes: RandomBytes


def make_account(making: Making, account: NewAccount, homed: Homed, data_key: bytes, *, had: str = "") -> AccountSlot:
    """Make an account's slot with a new signing key.

    Args:
        making: What a slot is made with.
        account: Whose it is, and the first password.
        homed: The signing key.
        data_key: The store's key.
        had: The sealed former passwords of the slot that it replaces.
    """
    empty = AccountSlot(
        account=account.account,
        person=account.person,
        argon2=making.argon2,
        salt="",
        data_key="",
        signing_key="",
        public_key=homed.signer.public_key.hex(),
        password_set=making.now,
        must_change=account.must_change,
        former=had,
        home=account.choice.home,
    )
    return locked(making, empty, account.password, Secrets(data_key=data_key, sealed=homed.sealed))


def locked(making: Making, slot: AccountSlot, password: str, secrets: Secrets) -> AccountSlot:
    """Return the slot with the secrets wrapped anew under a password, with a new salt and the current cost.

    The password is remembered among the account's former ones.
    """
    had = former_of(making, slot, secrets.data_key).remembering(password)
    bound = making.roster.bound(slot.account, FORMER)
    return replace(
        settled(making, slot, password, secrets),
        password_set=making.now,
        former=former.sealed(had, secrets.data_key, bound, making.randbytes),
    )


def settled(making: Making, slot: AccountSlot, password: str, secrets: Secrets) -> AccountSlot:
    """Return the slot with its secrets wrapped under a password, and a new pair for data keys that are to come."""
    salt = making.randbytes(SALT_SIZE)
    key, pair = derive(password, salt, making.argon2), sm2.generate(making.randbytes)

    def wrapped(secret: bytes, kind: str) -> str:
        return wrap(key, secret, making.roster.bound(slot.account, kind), making.randbytes).hex()

    return replace(
        slot,
        argon2=making.argon2,
        salt=salt.hex(),
        data_key=wrapped(secrets.data_key, DATA_KEY),
        signing_key=wrapped(secrets.sealed, SIGNING_KEY),
        opener=pair.public.hex(),
        opener_key=wrapped(pair.private, OPENER),
        renewed="",
    )


def former_of(making: Making, slot: AccountSlot, data_key: bytes) -> former.Former:
    """Return the passwords that an account has had, as far as they were kept.

    Raises:
        WrongKey: the data key is not this store's.
    """
    if not slot.former:
        return former.none_yet(making.argon2, making.randbytes)
    return former.unsealed(slot.former, data_key, making.roster.bound(slot.account, FORMER))


def open_account(roster: Roster, slot: AccountSlot, password: str) -> Secrets:
    """Open an account's slot.

    Raises:
        WrongKey: the password is not this slot's.
        Refused: `sign-in.left-out`: the data key was renewed without this account.
        Unavailable: no memory for the derivation.
    """
    key = derive(password, bytes.fromhex(slot.salt), slot.argon2)
    sealed = unwrap(key, bytes.fromhex(slot.signing_key), roster.bound(slot.account, SIGNING_KEY))
    return Secrets(data_key=_data_key(roster, slot, key), sealed=sealed)


def _data_key(roster: Roster, slot: AccountSlot, key: bytes) -> bytes:
    if slot.data_key:
        return unwrap(key, bytes.fromhex(slot.data_key), roster.bound(slot.account, DATA_KEY))
    if not slot.renewed:
        raise Refused("sign-in.left-out", account=slot.account)
    private = unwrap(key, bytes.fromhex(slot.opener_key), roster.bound(slot.account, OPENER))
    opened = Opener(private).open(bytes.fromhex(slot.renewed))
    if opened is None:
        raise WrongKey
    return opened


def spend_as_much(argon2: Argon2Parameters, password: str) -> None:
    """Do the work of opening a slot for a name that has none, so that time does not tell which names exist."""
    derive(password, bytes(SALT_SIZE), argon2)


def make_recovery(roster: Roster, data_key: bytes, randbytes: RandomBytes) -> tuple[RecoverySlot, MadeRecovery]:
    """Make the recovery slot; return also the code to print, and the public key of what it signs with."""
    code = recovery.new_code(randbytes)
    salt = randbytes(SALT_SIZE)
    key = recovery.key_of(code, salt)
    if key is None:
        raise ValueError("a new code must be readable")
    wrapped = wrap(key, data_key, roster.bound("", RECOVERY), randbytes)
    made = MadeRecovery(code=code, public_key=recovery.signer_of(code, salt).public_key)
    return RecoverySlot(salt=salt.hex(), data_key=wrapped.hex()), made


def open_recovery(roster: Roster, slot: RecoverySlot, code: str) -> Recovered:
    """Return what a recovery code opens.

    Raises:
        WrongKey: the code is not this slot's.
    """
    salt = bytes.fromhex(slot.salt)
    key = recovery.key_of(code, salt)
    if key is None:
        raise WrongKey
    data_key = unwrap(key, bytes.fromhex(slot.data_key), roster.bound("", RECOVERY))
    return Recovered(data_key=data_key, signer=recovery.signer_of(code, salt))


def make_device(roster: Roster, device: str, data_key: bytes, randbytes: RandomBytes) -> tuple[DeviceSlot, bytes]:
    """Make a device's slot; return also the key that the device's own key store shall keep."""
    key = new_key(randbytes)
    wrapped = wrap(key, data_key, roster.bound(device, DEVICE), randbytes)
    return DeviceSlot(device=device, data_key=wrapped.hex()), key


def open_device(roster: Roster, slot: DeviceSlot, key: bytes) -> bytes:
    """Return the data key that a device's key opens.

    Raises:
        WrongKey: the key is not this slot's.
    """
    if len(key) != 32:
        raise WrongKey
    return unwrap(key, bytes.fromhex(slot.data_key), roster.bound(slot.device, DEVICE))


def make_machine(roster: Roster, data_key: bytes, randbytes: RandomBytes) -> MachineSlot:
    """Make the machine's signing key, sealed under the data key: whoever signed in lets the program sign heads."""
    fresh, private = signer.generate(randbytes)
    wrapped = wrap(subkey(data_key, MACHINE), private, roster.bound("", MACHINE), randbytes)
    return MachineSlot(signing_key=wrapped.hex(), public_key=fresh.public_key.hex())


def open_machine(roster: Roster, slot: MachineSlot, data_key: bytes) -> signer.Signer:
    """Return the machine's signer.

    Raises:
        WrongKey: the data key is not this store's.
    """
    wrapped = bytes.fromhex(slot.signing_key)
    return signer.Signer(unwrap(subkey(data_key, MACHINE), wrapped, roster.bound("", MACHINE)))
