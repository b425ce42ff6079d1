"""Passwords (口令): what a good one is, and how a key is derived from one (Argon2id, RFC 9106)."""

import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from oa_desktop.domain.errors import Refused, Unavailable

SALT_SIZE = 16
"""Length of a salt in bytes."""
KEY_SIZE = 32
"""Length of a derived key in bytes."""

_MOST = {"memory_kib": 4 * 1024 * 1024, "time_cost": 64, "lanes": 16}


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Parameters:
    """What Argon2id costs; stored beside each result, so that it can be raised later.

    Attributes:
        memory_kib: memory in KiB.
        time_cost: passes over the memory.
        lanes: parallel lanes, 1 to 4 on the machines of an office.

    Raises:
        ValueError: a value is outside what Argon2 allows or what this program will ever spend.
    """

    memory_kib: int = 64 * 1024
    time_cost: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        for name, most in _MOST.items():
            if not 1 <= getattr(self, name) <= most:
                raise ValueError(f"{name} is out of range")
        if self.memory_kib < 8 * self.lanes:
            raise ValueError("memory_kib must be at least 8 for each lane")


def derive(password: str, salt: bytes, parameters: Argon2Parameters) -> bytes:
    """Derive a key of 32 bytes from a password.

    The password is brought to Unicode form NFC first, so that one word typed on two keyboards is one password.

    Raises:
        Unavailable: `password.no-memory` when the machine cannot spare the memory now.
    """
    try:
        return hash_secret_raw(
            unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass"),
            salt,
            time_cost=parameters.time_cost,
            memory_cost=parameters.memory_kib,
            parallelism=parameters.lanes,
            hash_len=KEY_SIZE,
            type=Type.ID,
        )
    except HashingError as error:
        raise Unavailable("password.no-memory", mebibytes=parameters.memory_kib // 1024) from error


_CLASSES: tuple[Callable[[str], bool], ...] = (
    string.ascii_lowercase.__contains__,
    string.ascii_uppercase.__contains__,
    string.digits.__contains__,
    lambda character: character not in string.ascii_letters + string.digits,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordPolicy:
    """What a password must have (口令复杂度, GB/T 22239-2019 身份鉴别); no value may be weaker than the floor.

    Attributes:
        minimum_length: characters, at least 8 (10 where the grade is 机密).
        minimum_classes: how many of lower case, upper case, digits and others, at least 3.
        maximum_age_days: days after which a change is asked for, at most 90.

    Raises:
        Refused: `password.policy-below-floor` names the value and its floor.
    """

    minimum_length: int = 8
    minimum_classes: int = 3
    maximum_age_days: int = 90

    def __post_init__(self) -> None:
        _at_least("minimum_length", self.minimum_length, 8)
        _at_least("minimum_classes", self.minimum_classes, 3)
        if not 1 <= self.maximum_age_days <= 90:
            raise Refused("password.policy-below-floor", setting="maximum_age_days", floor=90)

    def check(self, password: str, account: str = "") -> None:
        """Accept a password or say what it lacks.

        Raises:
            Refused: `password.too-weak`, with the required `length` and `classes`.
        """
        classes = sum(any(map(belongs, password)) for belongs in _CLASSES)
        if len(password) < self.minimum_length or classes < self.minimum_classes or _names(password, account):
            raise Refused("password.too-weak", length=self.minimum_length, classes=self.minimum_classes)


def _names(password: str, account: str) -> bool:
    """Tell whether a password contains the account name, if that is long enough to mean something."""
    return len(account.encode()) >= 3 and account.casefold() in password.casefold()


def _at_least(setting: str, value: int, floor: int) -> None:
    if value < floor:
        raise Refused("password.policy-below-floor", setting=setting, floor=floor)
