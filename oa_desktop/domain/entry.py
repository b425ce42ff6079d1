"""The entry (办理记录): an action that was allowed and recorded, signed and chained to the entry before.

The signed bytes are the canonical encoding of :class:`Entry`. They are stored and verified as they are.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.canonical import Json
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    DelegationId,
    DeviceId,
    Digest,
    EntryId,
    JournalId,
    KeyId,
    PersonId,
    PostId,
    UnitId,
)
from oa_desktop.domain.realms import Realm

FORMAT = 1
LARGEST_BYTES = 16 * 1024
"""Bodies, ink, renderings and attachments are blobs; an entry names their digests."""


class ActorKind(StrEnum):
    """Who acted: a person, a role player of a training session, or the program of its own accord."""

    PERSON = "person"
    SIMULATED = "simulated"

    @property
    def badge(self) -> str:
        """What stands behind the name of a role player (模拟角色), so that nobody takes it for a person."""
        return "（模拟）" if self is ActorKind.SIMULATED else ""

    PROGRAM = "program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest entry of one device's chain in one journal."""

    device: DeviceId
    seq: int
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalHeads:
    """How far one journal had come."""

    journal: JournalId
    heads: tuple[Head, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acted, in which post, and on whose behalf."""

    kind: ActorKind
    person: PersonId = PersonId("")
    post: PostId = PostId("")
    delegation: DelegationId = DelegationId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Algorithms:
    """Names of the algorithms in force when the entry was made."""

    digest: str = "SM3"
    signature: str = "SM2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record of a journal; every field exists from the first golden file on, empty where unused.

    Attributes:
        format: Format of the entry itself.
        realm: 域.
        unit: The unit whose journal this is.
        journal: The journal.
        id: Random id.
        device: The device that wrote it.
        seq: 1, 2, 3 … in this device's chain in this journal.
        prev: Digest of this device's previous entry here; empty in the first.
        basis: Heads of all device chains of this journal that the writer had seen, by device.
        organisation: Heads of the organisation journal under which the act was allowed, by device.
        act: Entries of one act share it, whichever journals they stand in.
        actor: Who acted.
        kind: Kind of the action.
        version: Version of its payload.
        merges: Whether it is mergeable; said here so that a program that does not know the kind treats it rightly.
        payload: The action without what the other fields already say.
        source: Digest of the manuscript that the act was about.
        rendering: Digest of the fixed page that the act was about.
        attachments: Digests of the attached files.
        claimed_time: ISO 8601 with offset; evidence, never order.
        time_source: Where the time came from, such as ``local-clock``.
        algorithms: Names of digest and signature algorithm.
        key: Id of the signing key.
    """

    realm: Realm
    unit: UnitId
    journal: JournalId
    id: EntryId
    device: DeviceId
    seq: int
    act: ActId
    actor: Actor
    kind: str
    version: int
    claimed_time: str
    time_source: str
    key: KeyId
    merges: bool = False
    prev: Digest = NOTHING
    basis: tuple[Head, ...] = ()
    organisation: tuple[Head, ...] = ()
    payload: dict[str, Json] = field(default_factory=dict, metadata={codec.VERBATIM: True})
    source: Digest = NOTHING
    rendering: Digest = NOTHING
    attachments: tuple[Digest, ...] = ()
    algorithms: Algorithms = Algorithms()
    format: int = FORMAT

    @property
    def claimed_seconds(self) -> int:
        """The claimed time in whole seconds since 1970 (UTC), to be compared with others; evidence, never order."""
        return seconds_of(datetime.fromisoformat(self.claimed_time))

    def encode(self) -> bytes:
        """Return the canonical bytes that are signed; at most 16,384 bytes.

        Raises:
            NotCanonical: The payload has no canonical form.
            EntryTooLarge: The entry is larger than the limit.
        """
        data = canonical.encode(codec.to_json(self))
        if len(data) > LARGEST_BYTES:
            raise EntryTooLarge(f"{self.kind}: {len(data)} bytes")
        return data


def seconds_of(time: datetime) -> int:
    """Return a time in whole seconds since 1970 (UTC)."""
    return math.floor(time.timestamp())


class EntryTooLarge(ValueError):
    """An action carries in itself what should be a blob."""


def decode_entry(data: bytes) -> Entry:
    """Return the entry that signed bytes stand for.

    Raises:
        NotCanonical: The bytes are not canonical JSON.
        Undecodable: They are, but not of an entry of a known format, or its place or time are nonsense.
    """
    entry = codec.from_json(Entry, canonical.decode(data))
    if entry.format != FORMAT:
        raise codec.Undecodable(f"entry format {entry.format} is unknown")
    if not 1 <= entry.seq <= _LARGEST_SEQ or type(entry.payload) is not dict:
        raise codec.Undecodable(f"entry {entry.seq} has no place in a chain, or no payload")
    _refuse_garbled_time(entry.claimed_time)
    return entry


def _refuse_garbled_time(text: str) -> None:
    try:
        known = _TIME.fullmatch(text) and datetime.fromisoformat(text)
    except ValueError:
        known = None
    if not known:
        raise codec.Undecodable(f"{text!r:.40} is no time with an offset")


_LARGEST_SEQ = 2**53
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedEntry:
    """An entry with its signed bytes.

    Attributes:
        entry: What the bytes say.
        signed: The canonical bytes.
        digest: SM3 of ``signed``.
        signature: Signature over ``signed``.
    """

    entry: Entry
    signed: bytes
    digest: Digest
    signature: bytes

    @property
    def head(self) -> Head:
        """The head that a chain has when this is its newest entry."""
        return Head(device=self.entry.device, seq=self.entry.seq, digest=self.digest)
