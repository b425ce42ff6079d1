"""The store: journals and what is projected from them, contents, backups (存储)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from oa_desktop.domain.archives.register import ArchiveRegister
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.enrolled_keys import Place
from oa_desktop.domain.entry import Entry, Head, SignedEntry
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.exchange.checkpoint import NOTHING_HELD, Checkpoint
from oa_desktop.domain.flows.handled import Course
from oa_desktop.domain.flows.stranding import Waiting
from oa_desktop.domain.ids import DeviceId, Digest, DossierId, EntryId, JournalId, PersonId, RegisterName, UnitId
from oa_desktop.domain.numbers.numbering import NumberRegister
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.queries import AuditCount, Query
from oa_desktop.office.trail.lines import Stretch

Row = TypeVar("Row")


class Transaction(Protocol):
    """One all-or-nothing change of a store."""

    def append(self, entry: SignedEntry) -> None:
        """Add an entry to its journal."""

    def project_dossier(
        self, dossier: Dossier, heads: tuple[Head, ...], text: str | None, courses: Sequence[Course] | None = None
    ) -> None:
        """Bring lists, search and statistics in line with a dossier.

        Args:
            dossier: Its state now.
            heads: Heads of its journal that the state was folded from.
            text: Words to search for; None when they have not changed.
            courses: What its newest entries did; None to have that told by its journal anew.
        """

    def project_register(self, unit: UnitId, register: NumberRegister, heads: tuple[Head, ...]) -> None:
        """Bring the projection of a number register in line."""

    def project_organisation(self, organisation: Organisation, heads: tuple[Head, ...]) -> None:
        """Bring the projection of the organisation in line."""

    def project_archive(self, unit: UnitId, register: ArchiveRegister, before: ArchiveRegister | None = None) -> None:
        """Bring the projection of a register of the archive in line.

        Args:
            unit: Whose it is.
            register: Its state now.
            before: Its state as it is projected; None to write all of it anew.
        """

    def project_trail(self) -> None:
        """Make the lines of the trail again, from all entries."""

    def clear_projections(self) -> None:
        """Forget every projection, before they are made again."""


class Sink(Protocol):
    """Where a content is written to, piece by piece."""

    def write(self, data: bytes, /) -> object:
        """Take the bytes in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentProof:
    """What came of reading a content: its bytes, or the code of what is wrong with it."""

    digest: Digest
    size: int = 0
    fault: str = ""


Keep = Callable[[bytes | BinaryIO], Digest]
"""Keeps a content as :meth:`Blobs.keep` does."""


class Blobs(Protocol):
    """Contents by digest: encrypted one by one, durable when ``keep`` returns."""

    def keep(self, data: bytes | BinaryIO) -> Digest:
        """Store some bytes and return their SM3 digest; the same bytes are stored once.

        Raises:
            Unavailable: ``disk.full`` or ``disk.failed``.
        """

    def for_one_act(self) -> AbstractContextManager[Keep]:
        """Give what keeps contents for one act: what it newly kept goes again when the block raises.

        Unless an entry names it by then, or somebody else kept it or asked whether it is here.

        Raises:
            Unavailable: ``disk.full`` or ``disk.failed``.
        """

    def refuse_without_room(self, size: int, files: int) -> None:
        """Refuse to begin what the disk has no room for: so many bytes in so many files, and some to spare.

        Raises:
            Unavailable: ``disk.no-room``.
        """

    def read(self, digest: Digest) -> bytes:
        """Return the bytes of a digest.

        Raises:
            Unavailable: ``blob.missing`` or ``blob.damaged``.
        """

    def read_into(self, digest: Digest, sink: Sink) -> None:
        """Write the bytes of a digest, whatever their length, in pieces of 1 MiB at most.

        They count only when this returns: then they are all there and are what the digest says.

        Raises:
            Unavailable: ``blob.missing`` or ``blob.damaged``.
        """

    def faults(self, digests: Iterable[Digest]) -> Iterator[tuple[Digest, str]]:
        """Read contents one after the other, and give what is wrong with those that cannot be proved.

        The code is ``blob.missing`` or ``blob.damaged``, or what the disk says.
        """

    def proofs(self, digests: Iterable[Digest]) -> Iterator[ContentProof]:
        """Read contents on every core, and give what came of each, in their order; memory stays flat."""

    def mend(self, digest: Digest, copy: BinaryIO) -> bool:
        """Put a content in the place of what is missing or damaged, where a copy is that content; say whether it is.

        Args:
            digest: Which.
            copy: Its bytes, or the file in which this store sealed it, from its start.

        Raises:
            Unavailable: ``disk.full``, ``disk.failed``, ``store.read-only``; the content is as bad as before
                then, or whole.
        """

    def sealed_as(self, digest: Digest) -> str:
        """Return the name of the file in which a content is sealed, here and in every backup of this store."""

    def destroy(self, digests: Iterable[Digest], of: Collection[JournalId]) -> int:
        """Destroy contents and the keys under which they are sealed; return how many were here.

        Args:
            digests: Which; what an entry of any other journal names stays.
            of: The journals of what is destroyed.

        Raises:
            Unavailable: ``disk.failed``, ``store.read-only``; what is destroyed by then stays so.
        """

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here."""

    def unreferenced(self) -> tuple[Digest, ...]:
        """Return the digests that no entry names; they are listed, never silently deleted."""


class Trail(Protocol):
    """What the security auditor (安全审计员) reads; whoever asks it has seen to it that nobody else does."""

    def newest(self, stretch: Stretch, most: int) -> Iterator[SignedEntry]:
        """Give the newest entries of a stretch, what arrived last first; no more is decoded than is taken."""

    def count(self, stretch: Stretch) -> AuditCount:
        """Return how many lines a stretch has, and how many of them tell of what did not come off."""

    def people(self, unit: UnitId) -> tuple[PersonId, ...]:
        """Return whom the lines of a unit are about, and nobody (empty)."""

    def astray(self) -> Iterator[Entry]:
        """Give the entries whose line is missing, or another than it would be made."""


Step = Callable[[int, int], object]
"""Told how much is done of how much; what it raises calls the work off."""


def unwatched(_done: int, _total: int) -> None:
    """Nobody is told, and nobody calls it off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """An entry with its place in the order of arrival here."""

    position: int
    signed: SignedEntry

    @property
    def stored(self) -> StoredEntry:
        """The entry as it goes elsewhere."""
        one = self.signed
        return StoredEntry(journal=one.entry.journal, signed=one.signed, signature=one.signature, digest=one.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """How far a desk and the central service have told each other what they hold of a unit (同步进度).

    Losing it costs nothing but saying everything again.

    Attributes:
        pushed: The position here up to which the service holds everything.
        pulled: The place there up to which everything is here.
        checkpoint: What of the unit lies here up to ``pushed``.
    """

    pushed: int = 0
    pulled: int = 0
    checkpoint: Checkpoint = NOTHING_HELD

    def with_pushed(self, arrived: Sequence[Arrived]) -> Synced:
        """Return this with entries that follow on what was pushed, and that the service holds by now."""
        if not arrived:
            return self
        checkpoint = self.checkpoint.plus(one.signed.digest for one in arrived)
        return replace(self, pushed=arrived[-1].position, checkpoint=checkpoint)


class Store(Protocol):
    """An open store: the journals and everything that is projected from them."""

    realm: Realm
    grade: SystemGrade
    device: DeviceId
    blobs: Blobs
    trail: Trail

    @property
    def hindrance(self) -> Unavailable | None:
        """Why this program could only read when it looked last; None for the writer."""

    @property
    def writable(self) -> bool:
        """Whether this program is the store's writer."""

    def refuse_reader(self) -> None:
        """Say why nothing can be written; where that has passed meanwhile this program is the writer from now on.

        Raises:
            Refused: ``store.newer``.
            Unavailable: ``store.read-only``, ``store.unlockable``, ``store.missing``, ``store.damaged``.
        """

    def begin(self) -> AbstractContextManager[Transaction]:
        """Begin a change: committed when the block ends well, undone when it raises.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``, ``disk.full``.
        """

    def heads(self, journal: JournalId) -> tuple[Head, ...]:
        """Return the heads of a journal, by device; empty for a journal that does not exist."""

    def entries(self, journal: JournalId) -> Iterator[SignedEntry]:
        """Give the entries of a journal, in the order of arrival."""

    def entries_at(
        self, journal: JournalId, places: Collection[Place], ids: Collection[EntryId]
    ) -> Iterable[SignedEntry]:
        """Give the entries of a journal at some places of chains, and those with some ids, each once."""

    def newest_first(self) -> Iterator[SignedEntry]:
        """Give the entries of all journals, what arrived last first; no more is read than is asked for."""

    def stored(self) -> Iterator[StoredEntry]:
        """Give the entries of all journals as they lie there, undecoded, in the order of arrival."""

    def arrived(self, unit: UnitId, after: int) -> Iterator[Arrived]:
        """Give the entries of a unit that arrived after a position, in the order of arrival; 0 is before the first."""

    def synced(self, unit: UnitId) -> Synced:
        """Return how far this desk and the central service have told each other of a unit."""

    def keep_synced(self, unit: UnitId, synced: Synced) -> None:
        """Keep how far they have; not an entry.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``, ``disk.full``.
        """

    def journals(self) -> tuple[JournalId, ...]:
        """Return every journal of the store, in the order of its first entry."""

    def newest_claim(self) -> int | None:
        """Return the newest time that any entry of the store claims, in seconds since 1970; None for an empty store."""

    def public_past(self, unit: UnitId, day: str) -> tuple[DossierId, ...]:
        """Return what is public (信息公开) in a unit although its last day lies before a day, ISO."""

    def marks_over(self, unit: UnitId, day: str) -> tuple[DossierId, ...]:
        """Return the documents of a unit whose mark (密级) is over on a day, ISO."""

    def waiting(self, unit: UnitId) -> tuple[Waiting, ...]:
        """Return what the open tasks of a unit have in common that the same people can do, each once."""

    def units(self) -> tuple[UnitId, ...]:
        """Return the units of the store, in the order in which they came."""

    def dossier(self, dossier: DossierId) -> tuple[Dossier, tuple[Head, ...]] | None:
        """Return the projected state of a dossier and the heads that it was folded from, whoever asks."""

    def register(self, unit: UnitId, name: RegisterName) -> tuple[NumberRegister, tuple[Head, ...]] | None:
        """Return the projected state of a number register and its heads."""

    def organisation(self, unit: UnitId) -> tuple[Organisation, tuple[Head, ...]] | None:
        """Return the projected state of the organisation of a unit and its heads."""

    def may_know(self, dossier: DossierId, sight: Sight) -> bool:
        """Whether a sight includes a document."""

    def ask(self, query: Query[Row], sight: Sight) -> tuple[Row, ...]:
        """Answer a query from the projections, within a sight."""

    def keep_draft(self, person: PersonId, key: str, data: bytes) -> None:
        """Keep what somebody is typing (自动保存); not an entry."""

    def drafts(self, person: PersonId) -> dict[str, bytes]:
        """Return what somebody had typed and not yet handed in."""

    def drop_draft(self, person: PersonId, key: str) -> None:
        """Forget a draft that was handed in or thrown away."""

    def projections(self) -> bytes:
        """Return all projections as bytes that are equal exactly when the projections are."""

    def tidy(self, step: Step = unwatched) -> None:
        """Join what the index of words has come to in parts, where it is worth it; others may write in between.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``, ``disk.failed``; what is not joined is asked as before.
        """

    def check(self) -> tuple[str, ...]:
        """Return a line for everything that is wrong with the store's files, empty when it is sound; never raises.

        A line is a code (``store.unlockable``, ``store.damaged``, ``blob.missing``, ``blob.unknown-file``,
        ``disk.failed``), a space, and the reason, page, digest or file that it is about.
        """

    def close(self) -> None:
        """Release files and locks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFacts:
    """What is written on the outside of a store, readable without any key.

    Attributes:
        unit: The unit that the store was made for; others may have come, and nothing is judged by it.
    """

    id: str
    realm: Realm
    grade: SystemGrade
    unit: UnitId
    device: DeviceId
    schema: int


class Stores(Protocol):
    """The place where a realm's store lies."""

    def exists(self) -> bool:
        """Whether a store has been founded here."""

    def facts(self) -> StoreFacts:
        """Return what is written on the outside.

        Raises:
            Refused: ``store.other-realm``, ``store.newer``.
            Unavailable: ``store.damaged``, ``store.missing``.
        """

    def create(self, facts: StoreFacts, store_key: bytes) -> Store:
        """Make an empty store."""

    def become(self, device: DeviceId, store_key: bytes) -> None:
        """Write on the outside of a copy, which nobody has open, that it is another desk's.

        Raises:
            Unavailable: ``store.wrong-key``, ``store.damaged``, ``disk.full``.
        """

    def open(self, store_key: bytes) -> Store:
        """Open the store; a second program gets it for reading only.

        Raises:
            Unavailable: ``store.wrong-key``, ``store.damaged``.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFacts:
    """What a backup holds.

    Attributes:
        size: Bytes of all its files.
        missing: Digests of contents that the store had lost before; the backup lacks them too.
        heads: How far every journal had come.
    """

    entries: int
    files: int
    size: int
    missing: tuple[Digest, ...]
    heads: Mapping[JournalId, tuple[Head, ...]]


class Backups(Protocol):
    """Copies of the store: elsewhere, or under another key in its place."""

    def make(
        self, store_key: bytes, target: Path, seal: Callable[[bytes], bytes], step: Step = unwatched
    ) -> BackupFacts:
        """Copy the store, open or not, into a new folder whose list is sealed; ``step`` counts kB.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``disk.full``, ``disk.failed``; nothing is left behind.
        """

    def renew_key(self, old: bytes, new: bytes, slots: bytes, record: Callable[[Store], object]) -> None:
        """Bring the store, which nobody has open, and its key slots to another key: all of it, or nothing.

        Args:
            old: The store's key.
            new: Its key from then on.
            slots: The key slots that belong to it.
            record: Records in the store of the new key what was done, before it counts.

        Raises:
            Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
        """

    def listed(self, source: Path) -> tuple[bytes, bytes]:
        """Return the bytes of a backup's list, and of the seal over it; none where it bears none.

        Raises:
            Unavailable: ``backup.missing``.
        """

    def own(self, folder: Path) -> tuple[str, ...]:
        """Return the names of the backups of this very store that lie in a folder; what else lies there is not ours.

        Raises:
            Unavailable: ``disk.failed``.
        """

    def remove(self, source: Path) -> None:
        """Take a backup away; one that is taken away in part never looks like one.

        Raises:
            Unavailable: ``disk.failed``.
        """

    def tried(self, store_key: bytes, source: Path) -> AbstractContextManager[tuple[BackupFacts, Store]]:
        """Restore a backup into an empty place and open it there; nothing of that is left afterwards.

        Raises:
            Refused: ``store.other-realm``, ``store.newer``, ``backup.newer``.
            Unavailable: ``backup.missing``, ``backup.damaged``, ``disk.full``.
        """
