"""What the office needs from the world: Protocols that adapters and fakes fill.

The same office runs over real adapters, over fakes, and under a seeded simulator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol, TypeVar

from oa_desktop.domain.classification import SystemGrade
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.entry import Head, SignedEntry
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.findings import Finding
from oa_desktop.domain.forms import Form
from oa_desktop.domain.ids import DeviceId, Digest, DossierId, JournalId, KeyId, PersonId, UnitId
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.numbering import NumberRegister
from oa_desktop.domain.organisation import Organisation
from oa_desktop.domain.realms import Realm
from oa_desktop.domain.sight import Sight
from oa_desktop.office.queries import Query

Row = TypeVar("Row")


class Clock(Protocol):
    """Time as evidence; it never decides an order."""

    source: str
    """Where the time comes from, such as ``local-clock``."""

    def now(self) -> datetime:
        """Return the present time with its offset."""

    def wait(self, seconds: int) -> None:
        """Let some time pass before whoever asked may go on."""


class Ids(Protocol):
    """Random identities."""

    def new(self) -> str:
        """Return an id that nobody has used, 32 lower-case hexadecimal characters."""


class Signer(Protocol):
    """An unlocked signing key."""

    @property
    def key_id(self) -> KeyId:
        """SM3 of the public key."""

    @property
    def public_key(self) -> bytes:
        """The public key, as it is enrolled."""

    def sign(self, message: bytes) -> bytes:
        """Return the SM2 signature of a message, DER."""

    def forget(self) -> None:
        """Let go of the key; nothing can be signed afterwards."""


class Crypto(Protocol):
    """Digests and verification."""

    def digest(self, data: bytes) -> Digest:
        """Return the SM3 digest, lower-case hexadecimal."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether a signature is that of this key over this message; never raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRequest:
    """An account to be made.

    Attributes:
        password: The first password (口令).
        must_change: Whether somebody else chose it.
    """

    account: str
    person: PersonId
    password: str = field(repr=False)
    must_change: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRecovery:
    """A fresh recovery code (恢复码).

    Attributes:
        code: To be printed and locked away; it is kept nowhere.
        public_key: Of the signing key that the code stands for; EnrolRecovery enrols it.
    """

    code: str = field(repr=False)
    public_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What the recovery code opens: the store, and no person's signing key.

    Attributes:
        store_key: Key of the store, 32 bytes.
        signer: The signing key that the code stands for (恢复密钥); it signs RecoverKey and nothing else.
    """

    store_key: bytes = field(repr=False)
    signer: Signer = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSlots:
    """What making a store's key slots yields, once.

    Attributes:
        store_key: Key of the store, 32 bytes.
        signers: Each account's signer.
        recovery: The recovery code.
    """

    store_key: bytes = field(repr=False)
    signers: Mapping[str, Signer] = field(repr=False)
    recovery: MadeRecovery


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What a right password opens.

    Attributes:
        person: Whose account it is.
        signer: The person's signing key.
        store_key: Key of the store, 32 bytes.
        failed_attempts: Attempts that had failed since the last success.
        must_change: Whether somebody else chose the password.
    """

    person: PersonId
    signer: Signer = field(repr=False)
    store_key: bytes = field(repr=False)
    failed_attempts: int
    must_change: bool


class KeySlots(Protocol):
    """The key slots beside a store: one per account, one for recovery, one for the machine."""

    def create(self, store_id: str, accounts: Sequence[AccountRequest], now: datetime) -> MadeSlots:
        """Make a store's key, its first accounts and its recovery slot.

        Raises:
            Refused: ``password.too-weak``, ``account.exists``.
        """

    def unlock(self, account: str, password: str, now: datetime) -> Unlocked:
        """Open an account's slot.

        Raises:
            Refused: ``sign-in.wrong-password`` or ``sign-in.locked``, both with ``wait_seconds``.
            Unavailable: ``key-slots.damaged``.
        """

    def add(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        """Make an account with a new signing key and return its public key."""

    def discard(self, store_key: bytes, account: str, people: Collection[PersonId]) -> None:
        """Take away an account's slot unless it is one of these people's: what a cut-off enrolment left behind."""

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        """Wrap the account's keys under another password; no key changes."""

    def renew(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        """Give a person's account a new password and a new signing key; return its public key.

        Raises:
            Refused: ``account.unknown``, also for an account of somebody else; ``password.too-weak``.
        """

    def recover(self, code: str) -> Recovered:
        """Open the store by the recovery code.

        Raises:
            Refused: ``sign-in.wrong-recovery-code``.
            Unavailable: ``key-slots.damaged``.
        """

    def renew_recovery(self, store_key: bytes) -> MadeRecovery:
        """Make another recovery code; the one before opens nothing any more."""

    def machine(self, store_key: bytes) -> Signer:
        """Return the machine's signing key, made at the first call and sealed under the store key."""


class Transaction(Protocol):
    """One all-or-nothing change of a store."""

    def append(self, entry: SignedEntry) -> None:
        """Add an entry to its journal."""

    def project_dossier(self, dossier: Dossier, heads: tuple[Head, ...], text: str | None) -> None:
        """Bring lists and search in line with a dossier.

        Args:
            dossier: Its state now.
            heads: Heads of its journal that the state was folded from.
            text: Words to search for; None when they have not changed.
        """

    def project_register(self, unit: UnitId, register: NumberRegister, heads: tuple[Head, ...]) -> None:
        """Bring the projection of a number register in line."""

    def project_organisation(self, organisation: Organisation, heads: tuple[Head, ...]) -> None:
        """Bring the projection of the organisation in line."""

    def clear_projections(self) -> None:
        """Forget every projection, before they are made again."""


class Sink(Protocol):
    """Where a content is written to, piece by piece."""

    def write(self, data: bytes, /) -> object:
        """Take the bytes in."""


class Blobs(Protocol):
    """Contents by digest: encrypted one by one, durable when ``keep`` returns."""

    def keep(self, data: bytes | BinaryIO) -> Digest:
        """Store some bytes and return their SM3 digest; the same bytes are stored once.

        Raises:
            Unavailable: ``disk.full`` or ``disk.failed``.
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

    def has(self, digest: Digest) -> bool:
        """Whether the bytes of a digest are here."""

    def unreferenced(self) -> tuple[Digest, ...]:
        """Return the digests that no entry names; they are listed, never silently deleted."""


class Store(Protocol):
    """An open store: the journals and everything that is projected from them."""

    realm: Realm
    grade: SystemGrade
    device: DeviceId
    hindrance: Unavailable | None
    """Why this program can only read: another one writes, or no lock can be had; None for the writer."""
    blobs: Blobs

    @property
    def writable(self) -> bool:
        """Whether this program is the store's writer."""

    def refuse_reader(self) -> None:
        """Say why nothing can be written.

        Raises:
            Unavailable: ``store.read-only``, ``store.unlockable``.
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

    def newest_first(self) -> Iterator[SignedEntry]:
        """Give the entries of all journals, what arrived last first; no more is read than is asked for."""

    def journals(self) -> tuple[JournalId, ...]:
        """Return every journal of the store, in the order of its first entry."""

    def newest_claim(self) -> int | None:
        """Return the newest time that any entry of the store claims, in seconds since 1970; None for an empty store."""

    def units(self) -> tuple[UnitId, ...]:
        """Return the units of the store, in the order in which they came."""

    def dossier(self, dossier: DossierId) -> tuple[Dossier, tuple[Head, ...]] | None:
        """Return the projected state of a dossier and the heads that it was folded from, whoever asks."""

    def register(self, unit: UnitId, code: str, year: int) -> tuple[NumberRegister, tuple[Head, ...]] | None:
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
    """Copies of the store elsewhere."""

    def make(self, store_key: bytes, target: Path) -> BackupFacts:
        """Copy the store, open or not, into a new folder.

        Raises:
            Refused: ``backup.target-taken``.
            Unavailable: ``disk.full``, ``disk.failed``; nothing is left behind.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is drawn beside what the manuscript says.

    Attributes:
        mark: Word drawn across every page, such as 演示; empty in the official realm.
        sealed: Whether the signature leaves room for a seal, and shows it.
        seal: Name on the placeholder seal; several behind 、 on a joint paper; empty for none.
        open_slots: Whether 发文字号, 成文日期 and 份号 that are still empty keep their room, so that the 正本 is
            the same page as the 定稿 everywhere else.
    """

    mark: str = ""
    sealed: bool = True
    seal: str = ""
    open_slots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """版式文件: the fixed pages.

    Attributes:
        pdf: The file.
        pages: Number of pages.
        fonts: Which font was used for which role, a sentence each.
        missing: Characters that no font has; they are drawn as 〓.
    """

    pdf: bytes
    pages: int
    fonts: tuple[str, ...] = ()
    missing: str = ""


class Renderer(Protocol):
    """Makes pages; screens and the office never see its layout."""

    def render(self, manuscript: Manuscript, look: Look) -> Rendering:
        """Lay out a manuscript as PDF."""

    def document(self, manuscript: Manuscript, look: Look) -> bytes:
        """Write a manuscript as DOCX."""

    def form(self, form: Form, look: Look) -> bytes:
        """Draw a form as PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a file."""

    manuscript: Manuscript
    findings: tuple[Finding, ...] = ()


class Reader(Protocol):
    """Reads the files that people bring."""

    def read(self, data: bytes, name: str) -> Reading:
        """Return the manuscript that a text holds.

        Raises:
            Refused: ``source.not-text``, ``source.too-large``.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A sheet of a fixed document (一页): its size in millimetres, as it is read."""

    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """A page as pixels.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        data: Row by row without gaps, four bytes each: blue, green, red and one unused.
    """

    width: int
    height: int
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """A character on a page: its box in millimetres from the top left of the sheet."""

    text: str
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


class Viewer(Protocol):
    """Shows fixed pages (版面阅览): a screen gets pixels and places and never sees a layout.

    Everything raises:
        Refused: ``view.damaged``, ``view.locked``, ``view.empty``, ``view.too-many-pages``, ``view.too-hard``.
        Unavailable: ``confine.failed``.
    """

    def leaves(self, pdf: bytes) -> tuple[Leaf, ...]:
        """Return the sheets of a PDF, at least one."""

    def raster(self, pdf: bytes, number: int, pixels_per_mm: float, rows: tuple[int, int] | None = None) -> Raster:
        """Draw a page, counted from 0, or the rows of it from the first given up to the second.

        A page is ``round(side in mm * pixels_per_mm)`` pixels across and down.

        Raises:
            Refused: ``view.too-many-pixels``.
        """

    def places(self, pdf: bytes, number: int) -> tuple[TextPlace, ...]:
        """Return the characters of a page, counted from 0, in the order of its text."""
