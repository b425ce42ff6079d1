"""The intranet's central service (中心服务): what a desk asks of it, and the store that it keeps.

Whoever serves is asked by the same questions as whoever stands in for it over a network: see :class:`Central`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.ids import Digest, JournalId, UnitId
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.ports.store import Sink


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of entries that were pushed.

    Attributes:
        before: How many entries of the unit the service held.
        checkpoint: What it holds now.
    """

    before: int
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Some entries in the order in which the service took them in.

    Attributes:
        entries: Empty where nothing is new.
        through: The place of the last of them; where to go on.
        checkpoint: What the service holds of the unit altogether.
    """

    entries: tuple[StoredEntry, ...]
    through: int
    checkpoint: Checkpoint


class Central(Protocol):
    """The service as a desk asks it. Every request may be made again, at any time, and harms nothing."""

    def push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        """Hand in entries of a unit, whole or not at all; durable when this returns, and known ones are passed over.

        Raises:
            Refused: ``records.other-unit``, ``records.missing``, ``records.set-back``, ``records.faulty``,
                ``records.no-contents``.
            Unavailable: ``central.away``: nobody can tell whether they were taken in.
        """

    def pull(self, unit: UnitId, after: int, most: int) -> Batch:
        """Return entries of a unit that the service took in after a place of its own; 0 is before the first.

        Raises:
            Unavailable: ``central.away``.
        """

    def lacking(self, unit: UnitId, digests: Collection[Digest]) -> frozenset[Digest]:
        """Return which contents the service does not hold.

        Raises:
            Unavailable: ``central.away``.
        """

    def keep(self, unit: UnitId, digest: Digest, data: BinaryIO) -> None:
        """Hand in a content; durable when this returns.

        Raises:
            Refused: ``records.no-contents``: it is not what its digest says.
            Unavailable: ``central.away``, ``disk.full``.
        """

    def read_into(self, unit: UnitId, digest: Digest, sink: Sink) -> None:
        """Write a content into a sink; it counts only when this returns.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``, ``central.away``.
        """


class Contents(Protocol):
    """The contents of a unit at the service."""

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here."""

    def keep(self, data: bytes | BinaryIO) -> Digest:
        """Store some bytes and return their SM3 digest; the same bytes are stored once."""

    def read_into(self, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """


class UnitRecords(Protocol):
    """The entries of one unit while something is added; whoever else wants to add to them waits."""

    @property
    def realm(self) -> Realm:
        """域."""

    @property
    def blobs(self) -> Contents:
        """The contents of the unit."""

    @property
    def checkpoint(self) -> Checkpoint:
        """What the service holds of the unit, with what was added here."""

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""

    def append(self, entries: Sequence[SignedEntry]) -> None:
        """Add entries behind all others, in their order."""


class CentralStore(Protocol):
    """What the service keeps: the entries and contents of units, each in the order of arrival."""

    def begin(self, unit: UnitId) -> AbstractContextManager[UnitRecords]:
        """Begin to add to a unit: committed when the block ends well, undone when it raises.

        Raises:
            Unavailable: ``central.busy``, ``disk.full``.
        """

    def batch(self, unit: UnitId, after: int, most: int) -> Batch:
        """Return entries of a unit behind a place."""

    def contents(self, unit: UnitId) -> Contents:
        """Return the contents of a unit."""
