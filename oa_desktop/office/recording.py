"""Recording (记录): actions that were allowed become signed entries, in all their journals or in none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, groupby

from oa_desktop.domain.actions import Action, Merge, Scope, declaration_of
from oa_desktop.domain.actions.archiving import ArchiveAction
from oa_desktop.domain.actions.handling import DossierAction
from oa_desktop.domain.actions.numbers import RegisterAction
from oa_desktop.domain.archives import folding as archives
from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.dossier import Dossier, fold
from oa_desktop.domain.entry import Actor, Entry, EntryTooLarge, SignedEntry, seconds_of
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.flows.handled import Course, course
from oa_desktop.domain.history import header_of, payload_of
from oa_desktop.domain.ids import (
    NOTHING,
    ActId,
    ArchiveName,
    DossierId,
    EntryId,
    JournalId,
    RegisterName,
    UnitId,
    archive_journal,
    archive_of,
    audit_journal,
    custody_journal,
    dossier_journal,
    dossier_of,
    exchange_journal,
    exercise_journal,
    organisation_journal,
    organisation_of,
    register_journal,
    register_of,
    unit_of,
)
from oa_desktop.domain.journal import advanced, heads_of
from oa_desktop.domain.key_algorithms import algorithms_of
from oa_desktop.domain.manuscript import plain_text
from oa_desktop.domain.numbers import registers
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.units import charter
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.changes import Changed
from oa_desktop.office.desk import read_manuscript
from oa_desktop.office.merging import Union
from oa_desktop.office.ports.keys import Crypto, Signer
from oa_desktop.office.ports.store import Store, Transaction
from oa_desktop.office.ports.world import Clock, Ids
from oa_desktop.office.states import Folded, Heads, States

RegisterKey = tuple[UnitId, RegisterName]
ArchiveKey = tuple[UnitId, ArchiveName]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who signs: the unit in whose journals, the actor as recorded, and the unlocked key."""

    unit: UnitId
    actor: Actor
    signer: Signer


@dataclass(slots=True, kw_only=True)
class Pending:
    """Acts that are signed and not yet durable, and the states that they lead to.

    Attributes:
        now: Their claimed time.
        notices: Codes of what whoever acts should be told.
        entries: Their entries, in the order of signing.
    """

    now: datetime
    notices: tuple[str, ...]
    heads: dict[JournalId, Heads] = field(default_factory=dict)
    entries: list[SignedEntry] = field(default_factory=list)
    dossiers: dict[DossierId, Folded[Dossier]] = field(default_factory=dict)
    registers: dict[RegisterKey, Folded[NumberRegister]] = field(default_factory=dict)
    organisations: dict[UnitId, Folded[Organisation]] = field(default_factory=dict)
    archives: dict[ArchiveKey, Folded[ArchiveRegister]] = field(default_factory=dict)
    archives_before: dict[ArchiveKey, ArchiveRegister] = field(default_factory=dict)
    before: dict[DossierId, Dossier] = field(default_factory=dict)
    courses: dict[DossierId, tuple[Course, ...] | None] = field(default_factory=dict)

    def add_course(self, before: Dossier, after: Dossier, entry: Entry) -> None:
        """Note what an entry did; where a conflict was settled the journal must tell it anew."""
        known = self.courses.get(after.id, ())
        self.courses[after.id] = None if known is None or before.contenders else (*known, course(before, after, entry))


def journal_of(action: Action, unit: UnitId) -> JournalId:
    """Return the journal that records an action."""
    if isinstance(action, DossierAction):
        return dossier_journal(action.dossier)
    if isinstance(action, RegisterAction):
        return register_journal(unit, action.register)
    if isinstance(action, ArchiveAction):
        return archive_journal(unit, action.register)
    return _OF_UNIT[declaration_of(action).scope](unit)


_OF_UNIT: Mapping[Scope, Callable[[UnitId], JournalId]] = {
    Scope.ORGANISATION: organisation_journal,
    Scope.AUDIT: audit_journal,
    Scope.EXCHANGE: exchange_journal,
    Scope.CUSTODY: custody_journal,
    Scope.EXERCISE: exercise_journal,
}
"""The journals of which a unit has one."""


class Recorder:
    """The one writer of a store's journals."""

    def __init__(self, store: Store, states: States, *, clock: Clock, ids: Ids, crypto: Crypto) -> None:
        self._store = store
        self._states = states
        self._clock = clock
        self._ids = ids
        self._crypto = crypto

    def record(self, actions: Sequence[Action], author: Author, act: ActId = ActId("")) -> Changed:
        """Sign actions and append them, with everything that is projected from them, in one transaction.

        Args:
            actions: What is done.
            author: By whom.
            act: Its id, where it derives from what is recorded; a new one where none is given.

        Raises:
            Refused: ``entry.too-large``.
            Unavailable: ``store.read-only``, ``store.unlockable``, ``disk.full``; nothing has changed then.
        """
        pending = self.begin()
        self.sign(actions, author, pending, act)
        return self.commit(pending)[0]

    def begin(self) -> Pending:
        """Begin acts that become durable together, whoever signs them.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``.
        """
        self._store.refuse_reader()
        now = self._clock.now()
        return Pending(now=now, notices=self.notices(now))

    def sign(
        self, actions: Iterable[Action], author: Author, pending: Pending, act: ActId = ActId("")
    ) -> tuple[SignedEntry, ...]:
        """Sign the actions of one act and return their entries; nothing is durable yet.

        Raises:
            Refused: ``entry.too-large``.
        """
        named = act or ActId(self._ids.new())
        return tuple(self._write(action, author, named, pending) for action in actions)

    def commit(self, pending: Pending) -> tuple[Changed, ...]:
        """Append what was signed and everything that is projected from it; return what each act changed.

        Raises:
            Unavailable: ``disk.full``; nothing has changed then.
        """
        with self._store.begin() as transaction:
            self._project(pending, transaction)
        self._states.commit(pending.dossiers, pending.organisations, pending.archives)
        acts = groupby((one.entry for one in pending.entries), key=lambda entry: entry.act)
        return tuple(_changed(tuple(entries), pending.notices) for _, entries in acts)

    def _write(self, action: Action, author: Author, act: ActId, pending: Pending) -> SignedEntry:
        journal = journal_of(action, author.unit)
        heads = pending.heads.get(journal) or self._store.heads(journal)
        own = next((head for head in heads if head.device == self._store.device), None)
        declaration = declaration_of(action)
        entry = Entry(
            realm=self._store.realm,
            unit=author.unit,
            journal=journal,
            id=EntryId(self._ids.new()),
            device=self._store.device,
            seq=own.seq + 1 if own else 1,
            prev=own.digest if own else NOTHING,
            basis=self._seen(journal, pending),
            organisation=self._seen(organisation_journal(author.unit), pending),
            act=act,
            actor=author.actor,
            kind=declaration.kind,
            version=declaration.version,
            merges=declaration.merge is Merge.MERGEABLE,
            payload=payload_of(action, journal),
            claimed_time=pending.now.isoformat(timespec="seconds"),
            time_source=self._clock.source,
            algorithms=algorithms_of(author.signer.public_key),
            key=author.signer.key_id,
            **header_of(action),
        )
        signed = self._sign(entry, author.signer)
        pending.entries.append(signed)
        pending.heads[journal] = advanced(heads, signed.head)
        self._fold(declaration.scope, action, entry, pending)
        return signed

    def _seen(self, journal: JournalId, pending: Pending) -> Heads:
        """Return what a new entry has to name as seen of a journal: what was just signed there has seen all before."""
        heads = pending.heads.get(journal)
        if heads is None:
            return self._states.frontier(journal)
        return tuple(head for head in heads if head.device == self._store.device)

    def _sign(self, entry: Entry, signer: Signer) -> SignedEntry:
        try:
            data = entry.encode()
        except EntryTooLarge:
            raise Refused("entry.too-large") from None
        return SignedEntry(entry=entry, signed=data, digest=self._crypto.digest(data), signature=signer.sign(data))

    def _fold(self, scope: Scope, action: Action, entry: Entry, pending: Pending) -> None:
        heads = pending.heads[entry.journal]
        if isinstance(action, DossierAction):
            folded = pending.dossiers.get(action.dossier) or self._states.dossier(action.dossier)
            pending.before.setdefault(action.dossier, folded.state)
            after = self._states.after(folded, entry, heads)
            pending.dossiers[action.dossier] = after
            pending.add_course(folded.state, after.state, entry)
        elif isinstance(action, RegisterAction):
            key = (entry.unit, action.register)
            register = pending.registers.get(key) or self._states.register(*key)
            pending.registers[key] = Folded(state=registers.advance(register.state, entry), heads=heads)
        elif isinstance(action, ArchiveAction):
            name = (entry.unit, action.register)
            archive = pending.archives.get(name) or self._owned(name, pending)
            pending.archives[name] = Folded(state=archives.advance(archive.state, entry), heads=heads)
        elif scope is Scope.ORGANISATION:
            organisation = pending.organisations.get(entry.unit) or self._states.organisation(entry.unit)
            pending.organisations[entry.unit] = self._states.organisation_after(organisation, entry, heads)

    def _owned(self, name: ArchiveKey, pending: Pending) -> Folded[ArchiveRegister]:
        """Return a register that the acts alone have which are to be durable together, and note what it was."""
        before = pending.archives_before[name] = self._states.archive(*name).state
        return Folded(state=archives.owned(before), heads=())

    def _project(self, pending: Pending, transaction: Transaction) -> None:
        for one in pending.entries:
            transaction.append(one)
        for wanted, folded in pending.dossiers.items():
            changed = pending.before[wanted].source != folded.state.source
            text = searchable(self._store, folded.state) if changed else None
            transaction.project_dossier(folded.state, folded.heads, text, pending.courses[wanted])
        for (unit, _), register in pending.registers.items():
            transaction.project_register(unit, register.state, register.heads)
        for organisation in pending.organisations.values():
            transaction.project_organisation(organisation.state, organisation.heads)
        for (unit, name), archive in pending.archives.items():
            transaction.project_archive(unit, archive.state, pending.archives_before[unit, name])

    def merge(self, unions: Iterable[Union]) -> Changed | None:
        """Append what another desk wrote, and project every journal that has something new; None where nothing is.

        Memory holds one union at a time; all of them are durable together.

        Raises:
            Refused: ``entry.exists``: a place of a chain is taken by another entry.
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """
        wanted = (one for one in unions if one.new)
        first = next(wanted, None)
        if first is None:
            return None
        with self._store.begin() as transaction:
            return _together([self._merged(one, transaction) for one in chain((first,), wanted)])

    def _merged(self, union: Union, transaction: Transaction) -> Changed:
        here = {journal: tuple(self._store.entries(journal)) for journal in union.journals if _is_projected(journal)}
        for one in union.new:
            transaction.append(one)
        for journal, entries in here.items():
            self._project_union(journal, (*entries, *union.journals[journal]), transaction)
        return _changed([one.entry for one in union.new], ())

    def _project_union(self, journal: JournalId, entries: Sequence[SignedEntry], transaction: Transaction) -> None:
        dossier, register, archive = dossier_of(journal), register_of(journal), archive_of(journal)
        unit = unit_of(journal)
        read, heads = [one.entry for one in entries], heads_of(entries)
        if dossier is not None:
            state = fold(dossier, read)
            transaction.project_dossier(state, heads, searchable(self._store, state))
        elif register is not None and unit is not None:
            transaction.project_register(unit, registers.fold(register, read), heads)
        elif archive is not None and unit is not None:
            transaction.project_archive(unit, archives.fold(archive, read))
        elif organisation_of(journal) is not None:
            transaction.project_organisation(charter.fold(read, self._states.key_id), heads)

    def forget_texts(self, documents: Iterable[DossierId]) -> None:
        """Let searches forget the words of documents whose texts were destroyed; what is still here stays found.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``.
        """
        with self._store.begin() as transaction:
            for one in documents:
                folded = self._states.fold_dossier(one)
                transaction.project_dossier(folded.state, folded.heads, searchable(self._store, folded.state))

    def notices(self, now: datetime) -> tuple[str, ...]:
        """Return the codes of what whoever comes or acts now should be told: that the clock lags behind the store."""
        newest = self._store.newest_claim()
        return ("clock.behind",) if newest is not None and newest > seconds_of(now) else ()

    def rebuild(self) -> Counter[UnitId]:
        """Make every projection again from the journals alone, in one transaction; return each unit's documents."""
        documents: Counter[UnitId] = Counter()
        with self._store.begin() as transaction:
            transaction.clear_projections()
            for journal in self._store.journals():
                documents.update(self._project_again(journal, transaction))
            transaction.project_trail()
        return documents

    def _project_again(self, journal: JournalId, transaction: Transaction) -> Iterator[UnitId]:
        """Project what a journal comes to; give the unit of a document."""
        dossier, register, archive = dossier_of(journal), register_of(journal), archive_of(journal)
        unit = unit_of(journal)
        if dossier is not None:
            folded = self._states.fold_dossier(dossier)
            transaction.project_dossier(folded.state, folded.heads, searchable(self._store, folded.state))
            yield folded.state.unit
        elif register is not None and unit is not None:
            entries = [one.entry for one in self._store.entries(journal)]
            transaction.project_register(unit, registers.fold(register, entries), self._store.heads(journal))
        elif archive is not None and unit is not None:
            transaction.project_archive(unit, self._states.archive(unit, archive).state)
        elif organisation_of(journal) is not None and unit is not None:
            organisation = self._states.fold_organisation(unit)
            transaction.project_organisation(organisation.state, organisation.heads)


def _is_projected(journal: JournalId) -> bool:
    """Whether anything but the lines of the trail is made of a journal."""
    return any(of(journal) is not None for of in (dossier_of, register_of, archive_of, organisation_of))


def _changed(entries: Sequence[Entry], notices: tuple[str, ...]) -> Changed:
    """Return what the entries of one act changed."""
    dossiers = dict.fromkeys(dossier for one in entries if (dossier := about(one)))
    return Changed(
        act=entries[0].act,
        unit=entries[0].unit,
        entries=tuple(one.id for one in entries),
        dossiers=tuple(dossiers),
        organisation=any(organisation_of(one.journal) for one in entries),
        notices=notices,
    )


def _together(parts: Sequence[Changed]) -> Changed:
    """Return what changed in several parts of one act."""
    return replace(
        parts[0],
        entries=tuple(entry for one in parts for entry in one.entries),
        dossiers=tuple(dict.fromkeys(dossier for one in parts for dossier in one.dossiers)),
        organisation=any(one.organisation for one in parts),
    )


def about(entry: Entry) -> DossierId | None:
    """Return the document that an entry changed, or that one of a register names: a package, what is lent."""
    named = entry.payload.get("document")
    return dossier_of(entry.journal) or (DossierId(named) if isinstance(named, str) and named else None)


def searchable(store: Store, dossier: Dossier) -> str:
    """Return the words of a dossier's present text that a search looks through."""
    if not dossier.source:
        return ""
    try:
        return plain_text(read_manuscript(store.blobs, dossier.source))
    except Unavailable:
        return dossier.particulars.title  # a text that is lost is verification's to report; the rest is still found
