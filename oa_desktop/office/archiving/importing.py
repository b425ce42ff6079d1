"""Taking items in again from a package of the archive (归档信息包): journals and contents, whole or not at all.

What is here already is passed over. Nothing is believed: the entries must verify together with what is here, and every
content that they name must be here or in the package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from oa_desktop.domain.ids import Digest, DossierId, JournalId, UnitId, dossier_of
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.office.changes import Changed
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.merging import Named, joined_by_few, proved
from oa_desktop.office.ports.keys import Crypto
from oa_desktop.office.ports.store import Store
from oa_desktop.office.recording import Recorder

Files = Mapping[str, Callable[[], bytes]]
"""The files of an item, read when they are wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedItem:
    """An item as its package describes it.

    Attributes:
        place: Its folder, which ends with a slash, or its file.
        fields: What the catalogue would say, by name (``specimen.FIELDS``).
    """

    place: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A package that was looked through and in which nothing is wrong.

    Attributes:
        unit: Whose journals it holds.
        register: The journals of unit and register.
        contents: What those journals name.
        items: Gives the files of each item, one item at a time.
        whole: Every file of the package, by its path in it, with slashes.
        inside: How the paths begin of what the seal is over; ``data/`` in a bag.
        described: Gives what the package says of each item, in the order of ``items``.
    """

    unit: UnitId
    register: bytes
    contents: Files
    items: Callable[[], Iterator[Files]]
    whole: Files = field(default_factory=dict)
    inside: str = ""
    described: Callable[[], Iterator[DescribedItem]] = lambda: iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageFault:
    """What is wrong with a package: the code of its words, and what they are said of."""

    rule: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A package that was looked through.

    Attributes:
        items: How many are in it.
        opened: What can be taken in; None where something is wrong.
    """

    items: int
    faults: tuple[PackageFault, ...] = ()
    opened: Opened | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of taking a package in.

    Attributes:
        documents: Those of which something was new.
        changed: What changed; None where everything was here.
    """

    documents: tuple[DossierId, ...] = ()
    changed: Changed | None = None


def take_in(store: Store, crypto: Crypto, recorder: Recorder, opened: Opened) -> TakenIn:
    """Take in what a package holds and the store lacks.

    Raises:
        Refused: ``records.other-unit``, ``records.set-back``, ``records.missing``, ``records.faulty``,
            ``records.no-contents``; ``journal-file.damaged`` and the like.
        Unavailable: ``store.read-only``, ``disk.full``; nothing has changed then.
    """
    store.refuse_reader()
    records, came = _looked_through(crypto, opened)
    named, documents = Named(), list[DossierId]()
    for union in proved(store, crypto, opened.unit, joined_by_few(store, crypto, opened.unit, records)):
        named.add(union.new)
        documents += (found for one in union.journals if (found := dossier_of(one)) is not None)
    named.refuse_without(store, came)
    _keep_contents(store, crypto, opened, named.lacking(store))
    changed = recorder.merge(joined_by_few(store, crypto, opened.unit, records))
    return TakenIn(documents=tuple(documents), changed=changed)


def _looked_through(crypto: Crypto, opened: Opened) -> tuple[list[StoredEntry], set[Digest]]:
    """Return the entries of a package, each once, and the digests of its contents; memory holds one item at a time.

    The entries stay as they were read: what a few of them say is looked at when its turn has come.
    """
    records = add_entries({}, read_journal_file(opened.register).entries)
    came = {crypto.digest(read()) for read in opened.contents.values()}
    for files in opened.items():
        for name, read in files.items():
            data = read()
            if name == JOURNAL:
                add_entries(records, read_journal_file(data).entries)
            came.add(crypto.digest(data))
    return list(records.values()), came


Records = dict[tuple[JournalId, bytes], StoredEntry]


def add_entries(records: Records, entries: Iterable[StoredEntry]) -> Records:
    """Add the entries of a journal file to some, each once."""
    for one in entries:
        records.setdefault((one.journal, one.signed), one)
    return records


def _keep_contents(store: Store, crypto: Crypto, opened: Opened, named: set[Digest]) -> None:
    """Keep the contents that new entries name and the store lacks."""
    for files in _all_files(opened):
        for read in files.values():
            data = read()
            digest = crypto.digest(data)
            if digest in named:
                named.discard(digest)
                store.blobs.keep(data)


def _all_files(opened: Opened) -> Iterable[Files]:
    yield opened.contents
    yield from opened.items()
