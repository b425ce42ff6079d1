"""The folded state of journals, from a snapshot where one stands for all entries, else folded cold.

Several threads ask at once while one writes. A state always goes with the heads of the very entries that it was folded
from: whoever finds newer heads in the store folds anew, and nobody takes an old state for a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from oa_desktop.domain import canonical, codec, dossier
from oa_desktop.domain import journal as journals
from oa_desktop.domain.archives import folding as archiving
from oa_desktop.domain.archives.holdings import HoldingList
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry, Head
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import (
    ArchiveName,
    Digest,
    DossierId,
    JournalId,
    KeyId,
    RegisterName,
    UnitId,
    archive_journal,
    archive_of,
    dossier_journal,
    organisation_journal,
    unit_of,
)
from oa_desktop.domain.ids import register_journal as journal_of_register
from oa_desktop.domain.numbers import registers
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.units import charter
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.lists.recent import Recent
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Store

State = TypeVar("State")
Heads = tuple[Head, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded(Generic[State]):
    """A state and the heads that it was folded from."""

    state: State
    heads: Heads


class States:
    """What the journals of one store come to now.

    Attributes:
        remembered: How many dossiers are kept in memory.
        remembered_lists: How many lists of received packages (馆藏) are.
    """

    remembered = 256
    remembered_lists = 8

    def __init__(self, store: Store, crypto: Crypto) -> None:
        self._store = store
        self._crypto = crypto
        self._dossiers: Recent[DossierId, Folded[Dossier]] = Recent(self.remembered)
        self._organisations: dict[UnitId, Folded[Organisation]] = {}
        self._archives: dict[JournalId, Folded[ArchiveRegister]] = {}
        self._frontiers: Recent[JournalId, Folded[Heads]] = Recent(self.remembered)
        self._lists: Recent[Digest, HoldingList] = Recent(self.remembered_lists)

    def frontier(self, journal: JournalId) -> Heads:
        """Return what a new entry of a journal has to name as seen; where one device writes, its newest entry."""
        heads = self._store.heads(journal)
        if len(heads) < 2:
            return heads
        known = self._frontiers.get(journal)
        if known is None or known.heads != heads:
            known = Folded(state=journals.frontier(self._store.entries(journal)), heads=heads)
            self._frontiers.keep(journal, known)
        return known.state

    def organisation(self, unit: UnitId) -> Folded[Organisation]:
        """Return the organisation of a unit."""
        heads = self._store.heads(organisation_journal(unit))
        known = self._organisations.get(unit)
        if known is None or known.heads != heads:
            known = self._organisations[unit] = self._stored_organisation(unit, heads)
        return known

    def organisations(self) -> tuple[Organisation, ...]:
        """Return the organisations of all units of the store; only for what keeps the units apart."""
        return tuple(self.organisation(unit).state for unit in self._store.units())

    def dossier(self, wanted: DossierId) -> Folded[Dossier]:
        """Return a dossier; an empty one for an id that no journal has."""
        heads = self._store.heads(dossier_journal(wanted))
        known = self._dossiers.get(wanted)
        if known is None or known.heads != heads:
            known = self._stored_dossier(wanted, heads)
            self._dossiers.keep(wanted, known)
        return known

    def register(self, unit: UnitId, name: RegisterName) -> Folded[NumberRegister]:
        """Return a number register of a unit."""
        journal = journal_of_register(unit, name)
        heads = self._store.heads(journal)
        stored = self._store.register(unit, name)
        if stored is not None and stored[1] == heads:
            return Folded(state=stored[0], heads=heads)
        return self._fold(journal, lambda entries: registers.fold(name, entries))

    def archive(self, unit: UnitId, name: ArchiveName) -> Folded[ArchiveRegister]:
        """Return the register of what was archived of one fonds and year."""
        journal = archive_journal(unit, name)
        heads = self._store.heads(journal)
        known = self._archives.get(journal)
        if known is None or known.heads != heads:
            known = self._archives[journal] = self._fold(journal, lambda entries: archiving.fold(name, entries))
        return known

    def archives(self, unit: UnitId) -> tuple[ArchiveRegister, ...]:
        """Return every register of the archive of a unit, in the order in which they were begun."""
        return tuple(self.archive(unit, name).state for name in self.begun(unit))

    def holding_list(self, digest: Digest) -> HoldingList:
        """Return what a package holds that was received, by the digest of its list: that never says anything else.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        known = self._lists.get(digest)
        if known is None:
            known = _read_list(self._store, digest)
            self._lists.keep(digest, known)
        return known

    def begun(self, unit: UnitId) -> tuple[ArchiveName, ...]:
        """Return which registers of the archive of a unit were begun, in their order."""
        own = (archive_of(one) for one in self._store.journals() if unit_of(one) == unit)
        return tuple(name for name in own if name)

    def after(self, folded: Folded[Dossier], entry: Entry, heads: Heads) -> Folded[Dossier]:
        """Return a dossier after an entry that has seen everything before it; a conflict is settled by all entries."""
        if folded.state.contenders:
            everything = [*self._entries(entry.journal), entry]
            return Folded(state=dossier.fold(folded.state.id, everything), heads=heads)
        return Folded(state=dossier.advance(folded.state, entry), heads=heads)

    def organisation_after(self, folded: Folded[Organisation], entry: Entry, heads: Heads) -> Folded[Organisation]:
        """Return the organisation after an entry that has seen everything before it."""
        return Folded(state=charter.advance(folded.state, entry, self.key_id), heads=heads)

    def commit(
        self,
        dossiers: Mapping[DossierId, Folded[Dossier]],
        organisations: Mapping[UnitId, Folded[Organisation]],
        archives: Mapping[tuple[UnitId, ArchiveName], Folded[ArchiveRegister]],
    ) -> None:
        """Remember states whose entries are durable now."""
        for wanted, folded in dossiers.items():
            self._dossiers.keep(wanted, folded)
        self._organisations.update(organisations)
        for key, archive in archives.items():
            self._archives[archive_journal(*key)] = replace(archive, state=archiving.given(archive.state))

    def fold_dossier(self, wanted: DossierId) -> Folded[Dossier]:
        """Fold a dossier cold, from its entries alone."""
        return self._fold(dossier_journal(wanted), lambda entries: dossier.fold(wanted, entries))

    def fold_organisation(self, unit: UnitId) -> Folded[Organisation]:
        """Fold the organisation of a unit cold, from its entries alone."""
        return self._fold(organisation_journal(unit), lambda entries: charter.fold(entries, self.key_id))

    def key_id(self, public_key: bytes) -> KeyId:
        """Return the id of a public key: its SM3."""
        return KeyId(self._crypto.digest(public_key))

    def _stored_organisation(self, unit: UnitId, heads: Heads) -> Folded[Organisation]:
        stored = self._store.organisation(unit)
        if stored is not None and stored[1] == heads:
            return Folded(state=stored[0], heads=heads)
        return self.fold_organisation(unit)

    def _stored_dossier(self, wanted: DossierId, heads: Heads) -> Folded[Dossier]:
        stored = self._store.dossier(wanted)
        if stored is not None and stored[1] == heads:
            return Folded(state=stored[0], heads=heads)
        return self.fold_dossier(wanted)

    def _fold(self, journal: JournalId, fold: Callable[[list[Entry]], State]) -> Folded[State]:
        signed = tuple(self._store.entries(journal))
        return Folded(state=fold([one.entry for one in signed]), heads=journals.heads_of(signed))

    def _entries(self, journal: JournalId) -> list[Entry]:
        return [one.entry for one in self._store.entries(journal)]


def _read_list(store: Store, digest: Digest) -> HoldingList:
    try:
        return codec.from_json(HoldingList, canonical.decode(store.blobs.read(digest)))
    except (codec.Undecodable, canonical.NotCanonical) as error:
        raise Unavailable("blob.damaged", digest=digest) from error
