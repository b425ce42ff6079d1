"""How a key is derived from a password (口令): Argon2id, RFC 9106."""

import unicodedata
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from oa_desktop.domain.errors import Unavailable

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
