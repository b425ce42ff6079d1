"""What the central service does with what desks bring (中心服务): it takes in what verifies, for all the others.

It believes a desk no more than a desk believes a disc: the union of what comes with what is here must verify, and every
content that a new entry names must have come before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import BinaryIO

from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, EntryId, JournalId, UnitId
from oa_desktop.domain.journal import heads_of
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.merging import KeptCredentials, united, wanted_contents
from oa_desktop.office.ports.central import Batch, CentralStore, Taken, UnitRecords
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Sink

MOST = 1_000
"""Entries that are given at once at most."""


class WholeJournals:
    """The entries of a unit at the service, told by their places and ids: each journal that is asked for is read once.

    Attributes:
        realm: 域.
        blobs: The contents of the unit.
    """

    def __init__(self, records: UnitRecords) -> None:
        self.realm = records.realm
        self.blobs = records.blobs
        self._read = cache(lambda journal: tuple(records.entries(journal)))

    def heads(self, journal: JournalId) -> tuple[Head, ...]:
        """Return the heads of a journal, by device; empty for a journal that does not exist."""
        return heads_of(self._read(journal))

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""
        return iter(self._read(journal))

    def entries_at(
        self, journal: JournalId, places: Collection[Place], ids: Collection[EntryId]
    ) -> Iterator[SignedEntry]:
        """Give the entries of a journal at some places of chains, and those with some ids, each once."""
        for one in self._read(journal):
            if one.entry.id in ids or Place(device=one.entry.device, seq=one.entry.seq) in places:
                yield one


class CentralService:
    """The service itself, whoever asks it and by whatever way: :class:`~oa_desktop.office.ports.central.Central`."""

    def __init__(self, store: CentralStore, crypto: Crypto) -> None:
        self._store = store
        self._crypto = crypto
        self._keys = KeptCredentials(crypto)

    def push(self, unit: UnitId, entries: Sequence[StoredEntry]) -> Taken:
        """Take in entries of a unit, whole or not at all; see the port."""
        with self._store.begin(unit) as records:
            before = records.checkpoint.count
            here = WholeJournals(records)
            union = united(here, self._crypto, unit, entries, self._keys)
            wanted_contents(here, union, frozenset())
            records.append(union.new)
            checkpoint = records.checkpoint
        return Taken(before=before, checkpoint=checkpoint)

    def pull(self, unit: UnitId, after: int, most: int) -> Batch:
        """Return entries of a unit behind a place; see the port."""
        return self._store.batch(unit, after, min(most, MOST))

    def lacking(self, unit: UnitId, digests: Collection[Digest]) -> frozenset[Digest]:
        """Return which contents are not here."""
        contents = self._store.contents(unit)
        return frozenset(one for one in digests if not contents.has(one))

    def keep(self, unit: UnitId, digest: Digest, data: BinaryIO) -> None:
        """Keep a content; see the port."""
        if self._store.contents(unit).keep(data) != digest:
            raise Refused("records.no-contents", count=1)

    def read_into(self, unit: UnitId, digest: Digest, sink: Sink) -> None:
        """Write a content into a sink; see the port."""
        self._store.contents(unit).read_into(digest, sink)
