"""The folded state of journals, from a snapshot where one stands for all entries, else folded cold."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from oa_desktop.domain import charter, dossier, registers
from oa_desktop.domain import journal as journals
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Entry, Head
from oa_desktop.domain.ids import DossierId, JournalId, KeyId, UnitId, dossier_journal, organisation_journal
from oa_desktop.domain.ids import register_journal as journal_of_register
from oa_desktop.domain.numbering import NumberRegister
from oa_desktop.domain.organisation import Organisation
from oa_desktop.office.ports import Crypto, Store

Key = TypeVar("Key")
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
    """

    remembered = 256

    def __init__(self, store: Store, crypto: Crypto) -> None:
        self._store = store
        self._crypto = crypto
        self._dossiers: OrderedDict[DossierId, Folded[Dossier]] = OrderedDict()
        self._organisations: dict[UnitId, Folded[Organisation]] = {}
        self._frontiers: OrderedDict[JournalId, Folded[Heads]] = OrderedDict()

    def frontier(self, journal: JournalId) -> Heads:
        """Return what a new entry of a journal has to name as seen; where one device writes, its newest entry."""
        heads = self._store.heads(journal)
        if len(heads) < 2:
            return heads
        known = self._frontiers.get(journal)
        if known is None or known.heads != heads:
            known = Folded(state=journals.frontier(self._store.entries(journal)), heads=heads)
            _remember(self._frontiers, journal, known, self.remembered)
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
            _remember(self._dossiers, wanted, known, self.remembered)
        return known

    def register(self, unit: UnitId, code: str, year: int) -> Folded[NumberRegister]:
        """Return the number register of a code and year."""
        journal = journal_of_register(unit, code, year)
        heads = self._store.heads(journal)
        stored = self._store.register(unit, code, year)
        if stored is not None and stored[1] == heads:
            return Folded(state=stored[0], heads=heads)
        return Folded(state=registers.fold(code, year, self._entries(journal)), heads=heads)

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
        self, dossiers: Mapping[DossierId, Folded[Dossier]], organisations: Mapping[UnitId, Folded[Organisation]]
    ) -> None:
        """Remember states whose entries are durable now."""
        for wanted, folded in dossiers.items():
            _remember(self._dossiers, wanted, folded, self.remembered)
        self._organisations.update(organisations)

    def fold_dossier(self, wanted: DossierId) -> Folded[Dossier]:
        """Fold a dossier cold, from its entries alone."""
        journal = dossier_journal(wanted)
        return Folded(state=dossier.fold(wanted, self._entries(journal)), heads=self._store.heads(journal))

    def fold_organisation(self, unit: UnitId) -> Folded[Organisation]:
        """Fold the organisation of a unit cold, from its entries alone."""
        journal = organisation_journal(unit)
        return Folded(state=charter.fold(self._entries(journal), self.key_id), heads=self._store.heads(journal))

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

    def _entries(self, journal: JournalId) -> list[Entry]:
        return [one.entry for one in self._store.entries(journal)]


def _remember(kept: OrderedDict[Key, Folded[State]], key: Key, folded: Folded[State], most: int) -> None:
    """Keep what was folded last, and forget what has not been asked for longest."""
    kept[key] = folded
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
