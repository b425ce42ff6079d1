"""What goes into key slots and what comes out of them: plain records without behaviour."""

from dataclasses import dataclass, field
from datetime import datetime

from oa_desktop.office.ports.keys import IN_FILE, KeyChoice, KeyHome, Signer
from oa_desktop.security.password import Argon2Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a derivation costs here; what is asked of passwords stands in the slots themselves."""

    argon2: Argon2Parameters = field(default_factory=Argon2Parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to be made.

    Attributes:
        account: the name typed at sign-in.
        person: id of the person it belongs to.
        password: the first password, which the person must change when another chose it.
        must_change: whether another chose it.
        choice: where the signing key is to lie.
    """

    account: str
    person: str
    password: str = field(repr=False)
    must_change: bool = True
    choice: KeyChoice = IN_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRecovery:
    """What making a recovery slot yields, once.

    Attributes:
        code: to be printed and locked away; it is kept nowhere.
        public_key: of the signing key that the code stands for, for the entry that enrols it.
    """

    code: str = field(repr=False)
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What the recovery code opens; it opens no person's signing key.

    Attributes:
        data_key: the store's key, 32 bytes.
        signer: the signer that the code stands for; `forget` it when it has signed.
    """

    data_key: bytes = field(repr=False)
    signer: Signer = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What making a store's key slots yields, once.

    Attributes:
        data_key: the store's key, 32 bytes.
        signers: each account's signer, for the founding and enrolment entries.
        recovery: the code to print, and what it signs with.
    """

    data_key: bytes = field(repr=False)
    signers: dict[str, Signer] = field(repr=False)
    recovery: MadeRecovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a right password opens.

    Attributes:
        account: the account's name as it was made.
        person: id of the person.
        data_key: the store's key, 32 bytes.
        signer: the person's signer; `forget` it at sign-out.
        failures: failed attempts since the last success, to be shown.
        password_set: claimed time of the last change of password.
        must_change: an administrator chose this password.
        home: where the signing key lies.
    """

    account: str
    person: str
    data_key: bytes = field(repr=False)
    signer: Signer = field(repr=False)
    failures: int
    password_set: datetime
    must_change: bool
    home: KeyHome = KeyHome.FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account as the slots show it before anyone signs in (proved only once somebody has)."""

    account: str
    person: str
    public_key: bytes
    home: KeyHome = KeyHome.FILE
