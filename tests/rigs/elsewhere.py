"""A second machine, whose acts arrive here: it had not seen what was done here meanwhile (冲突)."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain import dossier as dossiers
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.ids import ActId, DossierId, EntryId, JournalId, dossier_journal
from oa_desktop.domain.journal import heads_of
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.recording import Author, searchable
from tests.fakes.journals import Forger

DEVICE = "e" * 32


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondMachine:
    """What another machine knows of one document.

    Attributes:
        office: The office here, where its acts arrive.
        known: The entries that it has seen.
    """

    office: OpenOffice
    dossier: DossierId
    known: tuple[SignedEntry, ...]

    @property
    def journal(self) -> JournalId:
        return dossier_journal(self.dossier)

    def act(self, action: DossierAction, author: Author, name: str) -> None:
        """Act there, upon what is known there, and let the entry arrive here in one transaction."""
        made = Forger(list(self.known)).append(
            self.journal,
            action,
            author.signer,
            id=EntryId(name),
            act=ActId(name),
            device=DEVICE,
            actor=author.actor,
        )
        self._arrive(made)

    def _arrive(self, made: SignedEntry) -> None:
        store = self.office.store
        there = [*store.entries(self.journal), made]
        state = dossiers.fold(self.dossier, [one.entry for one in there])
        with store.begin() as transaction:
            transaction.append(made)
            transaction.project_dossier(state, heads_of(there), searchable(store, state))


def second_machine(office: OpenOffice, dossier: DossierId) -> SecondMachine:
    """Return a machine that knows all that is known here now, and learns nothing more."""
    known = [one for journal in office.store.journals() for one in office.store.entries(journal)]
    return SecondMachine(office=office, dossier=dossier, known=tuple(known))
