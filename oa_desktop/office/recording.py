"""Recording (记录): actions that were allowed become signed entries, in all their journals or in none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from oa_desktop.domain import registers
from oa_desktop.domain.actions import Action, Merge, Scope, declaration_of
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Actor, Entry, EntryTooLarge, SignedEntry, seconds_of
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    DossierId,
    EntryId,
    JournalId,
    UnitId,
    audit_journal,
    dossier_journal,
    dossier_of,
    organisation_journal,
    register_journal,
    register_of,
    unit_of,
)
from oa_desktop.domain.journal import advanced
from oa_desktop.domain.manuscript import plain_text
from oa_desktop.domain.numbering import NumberRegister
from oa_desktop.domain.organisation import Organisation
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import read_manuscript
from oa_desktop.office.ports import Clock, Crypto, Ids, Signer, Store, Transaction
from oa_desktop.office.states import Folded, Heads, States

RegisterKey = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who signs: the actor as recorded, and the unlocked key."""

    actor: Actor
    signer: Signer


@dataclass(slots=True)
class _Pending:
    """The states that an act leads to, before they are durable."""

    heads: dict[JournalId, Heads] = field(default_factory=dict)
    entries: list[SignedEntry] = field(default_factory=list)
    dossiers: dict[DossierId, Folded[Dossier]] = field(default_factory=dict)
    registers: dict[RegisterKey, Folded[NumberRegister]] = field(default_factory=dict)
    organisation: Folded[Organisation] | None = None
    before: dict[DossierId, Dossier] = field(default_factory=dict)


def journal_of(action: Action, unit: UnitId) -> JournalId:
    """Return the journal that records an action."""
    if isinstance(action, DossierAction):
        return dossier_journal(action.dossier)
    if isinstance(action, RegisterAction):
        return register_journal(unit, action.code, action.year)
    return audit_journal(unit) if declaration_of(action).scope is Scope.AUDIT else organisation_journal(unit)


class Recorder:
    """The one writer of a store's journals."""

    def __init__(self, store: Store, states: States, *, clock: Clock, ids: Ids, crypto: Crypto) -> None:
        self._store = store
        self._states = states
        self._clock = clock
        self._ids = ids
        self._crypto = crypto

    def record(self, actions: Sequence[Action], author: Author) -> Changed:
        """Sign actions and append them, with everything that is projected from them, in one transaction.

        Raises:
            Refused: ``entry.too-large``.
            Unavailable: ``store.read-only``, ``store.unlockable``, ``disk.full``; nothing has changed then.
        """
        self._store.refuse_reader()
        act = ActId(self._ids.new())
        now = self._clock.now()
        notices = self.notices(now)
        pending = _Pending()
        for action in actions:
            self._write(action, author, act, now, pending)
        with self._store.begin() as transaction:
            self._project(pending, transaction)
        self._states.commit(pending.dossiers, pending.organisation)
        return Changed(
            act=act,
            entries=tuple(one.entry.id for one in pending.entries),
            dossiers=tuple(pending.dossiers),
            organisation=pending.organisation is not None,
            notices=notices,
        )

    def _write(self, action: Action, author: Author, act: ActId, now: datetime, pending: _Pending) -> None:
        journal = journal_of(action, self._store.unit)
        heads = pending.heads.get(journal) or self._store.heads(journal)
        own = next((head for head in heads if head.device == self._store.device), None)
        declaration = declaration_of(action)
        entry = Entry(
            realm=self._store.realm,
            unit=self._store.unit,
            journal=journal,
            id=EntryId(self._ids.new()),
            device=self._store.device,
            seq=own.seq + 1 if own else 1,
            prev=own.digest if own else NOTHING,
            basis=(own,) if own and journal in pending.heads else self._states.frontier(journal),
            organisation=self._states.frontier(organisation_journal(self._store.unit)),
            act=act,
            actor=author.actor,
            kind=declaration.kind,
            version=declaration.version,
            merges=declaration.merge is Merge.MERGEABLE,
            payload=payload_of(action, journal),
            claimed_time=now.isoformat(timespec="seconds"),
            time_source=self._clock.source,
            key=author.signer.key_id,
            **header_of(action),
        )
        signed = self._sign(entry, author.signer)
        pending.entries.append(signed)
        pending.heads[journal] = advanced(heads, signed.head)
        self._fold(declaration.scope, action, entry, pending)

    def _sign(self, entry: Entry, signer: Signer) -> SignedEntry:
        try:
            data = entry.encode()
        except EntryTooLarge:
            raise Refused("entry.too-large") from None
        return SignedEntry(entry=entry, signed=data, digest=self._crypto.digest(data), signature=signer.sign(data))

    def _fold(self, scope: Scope, action: Action, entry: Entry, pending: _Pending) -> None:
        heads = pending.heads[entry.journal]
        if isinstance(action, DossierAction):
            folded = pending.dossiers.get(action.dossier) or self._states.dossier(action.dossier)
            pending.before.setdefault(action.dossier, folded.state)
            pending.dossiers[action.dossier] = self._states.after(folded, entry, heads)
        elif isinstance(action, RegisterAction):
            key = (action.code, action.year)
            register = pending.registers.get(key) or self._states.register(self._store.unit, *key)
            pending.registers[key] = Folded(state=registers.advance(register.state, entry), heads=heads)
        elif scope is Scope.ORGANISATION:
            organisation = pending.organisation or self._states.organisation()
            pending.organisation = self._states.organisation_after(organisation, entry, heads)

    def _project(self, pending: _Pending, transaction: Transaction) -> None:
        for one in pending.entries:
            transaction.append(one)
        for wanted, folded in pending.dossiers.items():
            changed = pending.before[wanted].source != folded.state.source
            text = searchable(self._store, folded.state) if changed else None
            transaction.project_dossier(folded.state, folded.heads, text)
        for register in pending.registers.values():
            transaction.project_register(self._store.unit, register.state, register.heads)
        if pending.organisation is not None:
            transaction.project_organisation(pending.organisation.state, pending.organisation.heads)

    def notices(self, now: datetime) -> tuple[str, ...]:
        """Return the codes of what whoever comes or acts now should be told: that the clock lags behind the store."""
        newest = self._store.newest_claim()
        return ("clock.behind",) if newest is not None and newest > seconds_of(now) else ()

    def rebuild(self) -> int:
        """Make every projection again from the journals alone, in one transaction; return how many dossiers."""
        count = 0
        with self._store.begin() as transaction:
            transaction.clear_projections()
            organisation = self._states.fold_organisation()
            transaction.project_organisation(organisation.state, organisation.heads)
            for journal in self._store.journals():
                count += self._project_again(journal, transaction)
        return count

    def _project_again(self, journal: JournalId, transaction: Transaction) -> int:
        dossier, register = dossier_of(journal), register_of(journal)
        if dossier is not None:
            folded = self._states.fold_dossier(dossier)
            transaction.project_dossier(folded.state, folded.heads, searchable(self._store, folded.state))
            return 1
        if register is not None:
            entries = [one.entry for one in self._store.entries(journal)]
            unit = unit_of(journal) or self._store.unit
            transaction.project_register(unit, registers.fold(*register, entries), self._store.heads(journal))
        return 0


def searchable(store: Store, dossier: Dossier) -> str:
    """Return the words of a dossier's present text that a search looks through."""
    if not dossier.source:
        return ""
    try:
        return plain_text(read_manuscript(store.blobs, dossier.source))
    except Unavailable:
        return dossier.particulars.title  # a text that is lost is verification's to report; the rest is still found
