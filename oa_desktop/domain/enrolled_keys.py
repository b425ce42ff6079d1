"""Enrolled keys (登记的密钥): whose they are, and between which places of the journal they hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.ids import DeviceId, KeyId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the organisation journal something took effect: an entry of one device's chain."""

    device: DeviceId
    seq: int


class KeyOwner(StrEnum):
    """Whose key it is."""

    PERSON = "person"
    MACHINE = "machine"
    RECOVERY = "recovery"
    """Whoever holds the printed recovery code (恢复码): it signs that an administrator's key is replaced, no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolledKey:
    """A signing key and the two places between which it holds.

    Attributes:
        id: SM3 of the public key.
        public: The public key, hexadecimal.
        person: Its owner; empty for a machine and for the recovery code.
        device: The machine that it belongs to; empty for a person's.
        enrolled: Where the journal enrols it.
        revoked: Where the journal revokes it, None while it holds. Place counts, not time.
    """

    id: KeyId
    public: str
    owner: KeyOwner
    enrolled: Place
    person: PersonId = PersonId("")
    device: DeviceId = DeviceId("")
    revoked: Place | None = None
