"""Exchange packages (交换包): what stands on the outside of one, and what is in it.

One format for discs and for the network. Outside stands from whom, for whom, and which of a channel it is, in the
open and signed; inside everything is encrypted for the units that are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from oa_desktop.domain.ids import NOTHING, DeviceId, Digest, KeyId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade

PackageId = NewType("PackageId", str)

MAGIC = "oa-desktop-package"
VERSION = 1
MOST_RECIPIENTS = 500
LARGEST = 512 * 1024 * 1024
"""Bytes of the largest package; what is larger goes in several."""
MOST_PARTS = 2_000


class Sort(StrEnum):
    """What a package carries."""

    PAPER = "公文"
    RECEIPT = "回执"
    RECORDS = "办理记录"
    """Entries of journals, from one desk of a unit to another."""
    RESULT = "成绩"
    """What is left of an exam, from a seat to whoever marks it; only TRAINING has such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who made a package.

    Attributes:
        unit: 发送单位.
        name: Its name.
        founding: Fingerprint of its founding.
        device: The desk that it was made at; each has channels of its own.
        key: Id of the machine's key, which signs the outside.
        public: That key, hexadecimal, so that records of a desk that nobody knows yet can be judged by what they say.
    """

    unit: UnitId
    name: str
    founding: Digest
    device: DeviceId
    key: KeyId
    public: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """For whom a package is, and its place in the channel from the sender's desk to that unit.

    Attributes:
        unit: 接收单位.
        name: Its name.
        key: Id of the exchange key that the package's key is encrypted for.
        wrapped: The package's key, encrypted for it, hexadecimal.
        sequence: 1, 2, 3 … of this channel.
        previous: Digest of the outside of the package before it in this channel; empty for the first.
    """

    unit: UnitId
    name: str
    key: KeyId
    wrapped: str
    sequence: int
    previous: Digest = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What stands on the outside of a package, for everybody to read.

    Attributes:
        realm: 域.
        grade: 系统等级 of the sender's installation.
        id: Random.
        sort: What it carries.
        sender: From whom.
        recipients: For whom, each with its own place in its own channel.
        made: Claimed time, ISO 8601 with offset; evidence, never order.
        sealed: SM3 of the encrypted inside.
        size: Its length in bytes.
    """

    realm: Realm
    grade: SystemGrade
    id: PackageId
    sort: Sort
    sender: Sender
    recipients: tuple[Recipient, ...]
    made: str
    sealed: Digest
    size: int
    magic: str = MAGIC
    version: int = VERSION

    def recipient(self, unit: UnitId) -> Recipient | None:
        """Return what it says of one unit that it is for; None where it is not for it."""
        return next((one for one in self.recipients if one.unit == unit), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRecord:
    """One part of the inside."""

    name: str
    size: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """The list of what is in a package, in its order; nothing else may be in it."""

    parts: tuple[PartRecord, ...]
