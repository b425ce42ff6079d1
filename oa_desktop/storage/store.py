"""An open store: the journals, everything that is projected from them, and the blobs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, bindparam, select

from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.flows.deadlines import Deadlines
from oa_desktop.domain.flows.stranding import Waiting
from oa_desktop.domain.ids import DossierId, EntryId, JournalId, PersonId, RegisterName, UnitId
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office import queries as q
from oa_desktop.office.lists import outlines as o
from oa_desktop.office.ports.store import Arrived, Blobs, Step, StoreFacts, Synced, Trail, unwatched
from oa_desktop.storage import (
    archive_searching,
    archived,
    drafts,
    dump,
    health,
    held,
    journals,
    lists,
    markings,
    organisations,
    outlines,
    registers,
    searching,
    seconded,
    sqlite,
    statistics,
    supervisions,
    syncing,
)
from oa_desktop.storage.blobs import SealedBlobs
from oa_desktop.storage.encoding import decode_dossier, decode_flow, decode_heads
from oa_desktop.storage.hold import Hold
from oa_desktop.storage.memory import Memory
from oa_desktop.storage.sight import known_by_id
from oa_desktop.storage.sqlite import database_errors, for_writing, word_index
from oa_desktop.storage.tables import dossiers, flows
from oa_desktop.storage.trail import StoredTrail
from oa_desktop.storage.transaction import StoreTransaction

Row = TypeVar("Row")

_DOSSIER = (
    select(dossiers.c.state, dossiers.c.heads, flows.c.body)
    .outerjoin_from(dossiers, flows, flows.c.key == dossiers.c.flow)
    .where(dossiers.c.id == bindparam("id"))
)

_ANSWERS: Mapping[type[q.Query[Any]], Callable[[Connection, Any, Sight], tuple[Any, ...]]] = {
    q.ToDo: lists.page,
    q.ToRead: lists.page,
    q.InHand: lists.page,
    q.Done: lists.page,
    q.Everything: lists.page,
    q.OutgoingRegister: lists.page,
    q.IncomingRegister: lists.page,
    q.Supervised: lists.page,
    q.InternalMatters: lists.page,
    q.Supervisions: supervisions.ask,
    q.Marks: markings.marks,
    q.AskedForTwo: seconded.asked,
    q.Circulated: lists.page,
    q.Named: searching.named,
    q.Search: searching.search,
    q.ArchiveItems: archived.items,
    q.ArchiveSearch: archive_searching.search,
    q.ArchiveClasses: archived.classes,
    q.ToArchive: archived.to_archive,
    q.Numbers: registers.numbers,
    q.KnownRegisters: registers.known,
    q.DocumentTally: statistics.documents,
    q.DueTally: statistics.due,
    q.WorkTally: statistics.work,
    o.Outline: outlines.outline,
    o.Lines: outlines.lines,
    o.Counts: outlines.counts,
}


class EncryptedStore:
    """A store on an encrypted database.

    Attributes:
        realm: 域.
        grade: 系统等级.
        device: This machine's chain.
        blobs: Texts, pages and files.
        trail: What the auditor reads.
    """

    def __init__(self, facts: StoreFacts, engine: Engine, blobs: SealedBlobs, hold: Hold, deadlines: Deadlines) -> None:
        self.id = facts.id
        self.realm = facts.realm
        self.grade = facts.grade
        self.device = facts.device
        self.blobs: Blobs = blobs
        self.trail: Trail = StoredTrail(self.reading)
        self._contents = blobs
        self._engine = engine
        self._hold = hold
        self._deadlines = deadlines
        self._memory = Memory(trusted=lambda: hold.writable)

    @property
    def hindrance(self) -> Unavailable | None:
        """Why it could only be read when this was looked at last; None for the writer."""
        return self._hold.hindrance

    @property
    def writable(self) -> bool:
        """Whether this program is the store's writer."""
        return self._hold.writable

    def refuse_reader(self) -> None:
        """Say why nothing can be written; where that has passed meanwhile this program is the writer from now on.

        Raises:
            Refused: ``store.newer``.
            Unavailable: ``store.read-only``, ``store.unlockable``, ``store.missing``, ``store.damaged``.
        """
        self._hold.refuse_reader()

    def forget(self) -> None:
        """Remember nothing of before: another program may have written meanwhile."""
        self._memory.forget()

    @contextmanager
    def begin(self) -> Iterator[StoreTransaction]:
        """Begin a change: committed when the block ends well, undone when it raises.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``, ``store.missing``, ``store.busy``, ``disk.full``,
                ``disk.failed``.
        """
        with self._writing() as connection:
            transaction = StoreTransaction(connection, self.realm, self._memory, self._deadlines)
            yield transaction
        self._memory.commit(transaction.staged)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self.refuse_reader()
        with database_errors(), for_writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the store as of one moment; for the rooms' own modules.

        Raises:
            Unavailable: ``store.damaged``, ``disk.failed``.
        """
        with sqlite.reading(self._engine) as connection:
            yield connection

    # --- journals

    def heads(self, journal: JournalId) -> tuple[Head, ...]:
        """Return the heads of a journal, by device; empty for a journal that does not exist."""
        known = self._memory.heads(journal)
        if known is not None:
            return known
        age = self._memory.age
        with self.reading() as connection:
            found = journals.read_heads(connection, journal)
        self._memory.keep_heads(age, journal, found)
        return found

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""
        with self.reading() as connection:
            return iter(journals.read_entries(connection, journal))

    def entries_at(
        self, journal: JournalId, places: Collection[Place], ids: Collection[EntryId]
    ) -> Iterable[SignedEntry]:
        """Give the entries of a journal at some places of chains, and those with some ids, each once."""
        with self.reading() as connection:
            return journals.read_some(connection, journal, places, ids)

    def newest_first(self) -> Iterator[SignedEntry]:
        """Give the entries of all journals, what arrived last first; no more is read than is asked for."""
        before = journals.BEYOND
        while before:
            with self.reading() as connection:
                before, found = journals.read_before(connection, before)
            yield from found

    def stored(self) -> Iterator[StoredEntry]:
        """Give the entries of all journals as they lie there, undecoded, in the order of arrival."""
        after, found = self._stored_after(0)
        while found:
            yield from found
            after, found = self._stored_after(after)

    def _stored_after(self, position: int) -> tuple[int, tuple[StoredEntry, ...]]:
        with self.reading() as connection:
            return journals.read_stored(connection, position)

    def arrived(self, unit: UnitId, after: int) -> Iterator[Arrived]:
        """Give the entries of a unit that arrived after a position, in the order of arrival; 0 is before the first."""
        while found := self._arrived_after(after):
            yield from (one for one in found if one.signed.entry.unit == unit)
            after = found[-1].position

    def _arrived_after(self, position: int) -> tuple[Arrived, ...]:
        with self.reading() as connection:
            return journals.read_arrived(connection, position)

    def synced(self, unit: UnitId) -> Synced:
        """Return how far this desk and the central service have told each other of a unit."""
        with self.reading() as connection:
            return syncing.read(connection, unit)

    def keep_synced(self, unit: UnitId, synced: Synced) -> None:
        """Keep how far they have; not an entry.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``, ``disk.full``, ``disk.failed``.
        """
        with self._writing() as connection:
            syncing.keep(connection, unit, synced)

    def journals(self) -> tuple[JournalId, ...]:
        """Return every journal of the store, in the order of its first entry."""
        with self.reading() as connection:
            return journals.read_journals(connection)

    def newest_claim(self) -> int | None:
        """Return the newest time that any entry of the store claims, in seconds since 1970; None for an empty store."""
        with self.reading() as connection:
            return journals.newest_claim(connection)

    def public_past(self, unit: UnitId, day: str) -> tuple[DossierId, ...]:
        """Return what is public in a unit although its last day lies before a day, ISO."""
        past = dossiers.c.public_until != "", dossiers.c.public_until < day
        found = select(dossiers.c.id).where(dossiers.c.unit == unit, *past).order_by(dossiers.c.row)
        with self.reading() as connection:
            return tuple(DossierId(one) for one in connection.execute(found).scalars())

    def marks_over(self, unit: UnitId, day: str) -> tuple[DossierId, ...]:
        """Return the documents of a unit whose mark (密级) is over on a day, ISO."""
        with self.reading() as connection:
            return tuple(DossierId(one.id) for one in connection.execute(markings.over_before(unit, day)))

    def waiting(self, unit: UnitId) -> tuple[Waiting, ...]:
        """Return what the open tasks of a unit have in common that the same people can do, each once."""
        with self.reading() as connection:
            return held.waiting(connection, unit)

    def units(self) -> tuple[UnitId, ...]:
        """Return the units of the store, in the order in which they came."""
        with self.reading() as connection:
            return journals.read_units(connection)

    # --- projections

    def dossier(self, dossier: DossierId) -> tuple[Dossier, tuple[Head, ...]] | None:
        """Return the projected state of a dossier and the heads that it was folded from, whoever asks."""
        with self.reading() as connection:
            found = connection.execute(_DOSSIER, {"id": dossier}).one_or_none()
        if found is None:
            return None
        flow = decode_flow(found.body) if found.body is not None else None
        return decode_dossier(found.state, flow), decode_heads(found.heads)

    def register(self, unit: UnitId, name: RegisterName) -> tuple[NumberRegister, tuple[Head, ...]] | None:
        """Return the projected state of a number register and its heads."""
        with self.reading() as connection:
            return registers.read_register(connection, (unit, name), self._memory)

    def organisation(self, unit: UnitId) -> tuple[Organisation, tuple[Head, ...]] | None:
        """Return the projected state of the organisation of a unit and its heads."""
        with self.reading() as connection:
            return organisations.read_organisation(connection, unit)

    def may_know(self, dossier: DossierId, sight: Sight) -> bool:
        """Whether a sight includes a document."""
        with self.reading() as connection:
            return known_by_id(sight).one(connection, {"id": dossier}) is not None

    def ask(self, query: q.Query[Row], sight: Sight) -> tuple[Row, ...]:
        """Answer a query from the projections, within a sight.

        Raises:
            LookupError: The store does not answer queries of this kind.
        """
        answer = _ANSWERS.get(type(query))
        if answer is None:
            raise LookupError(type(query).__name__)
        with self.reading() as connection:
            rows: tuple[Row, ...] = answer(connection, query, sight)
            return rows

    def projections(self) -> bytes:
        """Return all projections as bytes that are equal exactly when the projections are."""
        with self.reading() as connection:
            return dump.projections(connection)

    # --- drafts

    def keep_draft(self, person: PersonId, key: str, data: bytes) -> None:
        """Keep what somebody is typing (自动保存); not an entry."""
        with self._writing() as connection:
            drafts.keep(connection, person, key, data)

    def drafts(self, person: PersonId) -> dict[str, bytes]:
        """Return what somebody had typed and not yet handed in."""
        with self.reading() as connection:
            return drafts.read(connection, person)

    def drop_draft(self, person: PersonId, key: str) -> None:
        """Forget a draft that was handed in or thrown away."""
        with self._writing() as connection:
            drafts.drop(connection, person, key)

    # --- the files

    def tidy(self, step: Step = unwatched) -> None:
        """Join what the index of words has come to in parts, where it is worth it; others may write in between.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``, ``disk.failed``; what is not joined is asked as before.
        """
        with self.reading() as connection:
            more = first = word_index.is_scattered(connection)
        while more:
            step(0, 1)
            with self._writing() as connection:
                more, first = word_index.join(connection, first=first), False

    def check(self) -> tuple[str, ...]:
        """Return a line for everything that is wrong with the store's files, empty when it is sound; never raises."""
        unlockable = self.hindrance is not None and self.hindrance.code == "store.unlockable"
        first = (f"store.unlockable {self.hindrance.params['reason']}",) if self.hindrance and unlockable else ()
        return (*first, *health.check(self._engine, self._hold.database, self._contents.folder))

    def close(self) -> None:
        """Release files and locks."""
        self._engine.dispose()
        self._hold.release()
