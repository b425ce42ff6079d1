"""Packing items (封装) so that they leave the archive: each with its files, what is said of it, and its journal.

An item is made when its turn has come and is forgotten before the next one, so that memory stays flat. That it leaves
is recorded first. What an item holds beyond the 归档件 are the contents that its journal names, so that it can be read
in again whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from oa_desktop.domain.archives.arranging import known_scheme, refuse_leaving
from oa_desktop.domain.archives.formats import stated_version
from oa_desktop.domain.archives.metadata import Metadata
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.exchange.records import contents_named
from oa_desktop.domain.ids import Digest, JournalId, KeyId, archive_journal, dossier_journal, organisation_journal
from oa_desktop.office import queries as q
from oa_desktop.office import reading
from oa_desktop.office.archiving.describing import FileFacts, Holder, describe
from oa_desktop.office.archiving.fixed_copies import Unturned, keep_copies
from oa_desktop.office.archiving.registration import REGISTRATION_FORM, registration_of
from oa_desktop.office.archiving.surveying import all_parts
from oa_desktop.office.desk import Desk
from oa_desktop.office.evidence import named_files
from oa_desktop.office.filing import JOURNAL, FiledFile, filed_files, place_of, sealed_journals
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.store import Step
from oa_desktop.office.secrecy.tracing import refuse_output
from oa_desktop.office.trail.incidents import OUTPUT, noted

PACKAGE = "归档信息包"
CONTENT = "内容-"
"""How the names of contents begin that stand in no 归档件."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedItem:
    """An item as it lies in a package.

    Attributes:
        folders: 全宗号, class and 档号.
        files: In the order of the item, its journal among them.
        metadata: What is said of it.
        unturned: The copies in another fixed form (版式副本) that could not be made.
    """

    item: ArchivalItem
    folders: tuple[str, str, str]
    files: tuple[FiledFile, ...] = field(repr=False)
    metadata: Metadata = field(repr=False)
    unturned: tuple[Unturned, ...] = ()

    @property
    def code(self) -> str:
        """档号."""
        return self.item.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Items that leave together.

    Attributes:
        unit: 移交单位.
        lines: What the register says of each item, in the order of the catalogue.
        items: Makes them one by one; each is recorded as having left.
        seal: Returns the journals of unit and register, sealed by the machine over the digests of all files.
        sign: Signs with the machine's key.
        key: Id of that key.
        public_key: That key, as it is enrolled.
        contents: What the journals of unit and register name, by digest.
        read: Returns a content.
        registration: Makes 移交与接收登记表 for so many bytes of items, to be printed and signed.
        verifier: The second verifier.
        time: When the package is made, ISO 8601.
    """

    unit: str
    scheme: Scheme
    year: int
    lines: tuple[ArchivalItem, ...]
    items: Callable[[], Iterator[PackedItem]]
    seal: Callable[[Mapping[str, Digest]], bytes]
    sign: Callable[[bytes], bytes]
    digest: Callable[[bytes], Digest]
    key: KeyId
    public_key: bytes
    time: str
    contents: tuple[Digest, ...] = ()
    read: Callable[[Digest], bytes]
    registration: Callable[[int], bytes]
    verifier: bytes = field(default=b"", repr=False)


def package(office: OpenOffice, desk: Desk, year: int, codes: tuple[str, ...] = ()) -> Package:
    """Return the items of a year that are to leave: all of them, or those with some codes.

    The register's own journal goes along only where all items do: it says what the others are.

    Raises:
        Refused: ``archiving.no-scheme``, ``archiving.contested``, ``archiving.vacancy``, ``archiving.unknown-item``,
            ``packing.nothing``.
        Unavailable: ``blob.missing``, ``blob.damaged``: the list of parts of an item is lost.
    """
    scheme = known_scheme(desk.organisation().schemes, year)
    name = scheme.archive(year)
    register = desk.states.archive(desk.unit, name).state
    refuse_leaving(register)
    lines = tuple(_chosen(desk, register, codes))
    if not lines:
        raise Refused("packing.nothing", year=year, fonds=scheme.fonds)
    whole = len(lines) == sum(1 for _ in register.kept())
    journals = (organisation_journal(desk.unit), *((archive_journal(desk.unit, name),) if whole else ()))
    return Package(
        unit=desk.organisation().name,
        scheme=scheme,
        year=year,
        lines=lines,
        items=lambda: _all_packed(office, desk, scheme, lines),
        seal=lambda beside: sealed_journals(desk, journals, office.machine, beside),
        sign=office.machine.sign,
        digest=desk.crypto.digest,
        key=office.machine.key_id,
        public_key=office.machine.public_key,
        time=desk.clock.now().isoformat(timespec="seconds"),
        contents=_contents(desk, journals),
        read=desk.store.blobs.read,
        registration=partial(_registration, desk, scheme, year, lines),
        verifier=office.ports.verifier,
    )


def _registration(desk: Desk, scheme: Scheme, year: int, lines: tuple[ArchivalItem, ...], size: int) -> bytes:
    filled = registration_of(desk.forms[REGISTRATION_FORM], scheme, year, lines, size)
    return desk.renderer.form(filled.form(desk.organisation().name, ""), desk.look())


def counted(package: Package, step: Step) -> Package:
    """Return a package that counts its items as they are made; what ``step`` raises calls it off."""

    def items() -> Iterator[PackedItem]:
        for done, one in enumerate(package.items()):
            step(done, len(package.lines))
            yield one
        step(len(package.lines), len(package.lines))

    return replace(package, items=items)


def _chosen(desk: Desk, register: ArchiveRegister, codes: tuple[str, ...]) -> Iterator[ArchivalItem]:
    """Yield the items that are asked for, each once, in the order of the catalogue however they are asked for.

    Raises:
        Refused: ``archiving.unknown-item``, also for one whose document may not be known.
    """
    known = {one.code: one for one in register.listed() if desk.store.may_know(one.act.document, desk.sight)}
    for code in codes:
        if code not in known:
            raise Refused("archiving.unknown-item", code=code)
    wanted = frozenset(codes or known)
    return (one for code, one in known.items() if code in wanted)


def _contents(desk: Desk, journals: Iterable[JournalId]) -> tuple[Digest, ...]:
    """Return the contents that journals name, such as templates, as far as they are kept."""
    named = contents_named(one for journal in journals for one in desk.store.entries(journal))
    return tuple(one for one in named if desk.store.blobs.has(one))


EntriesOf = Callable[[JournalId], Iterable[SignedEntry]]
"""Returns the entries of a journal."""


def _all_packed(office: OpenOffice, desk: Desk, scheme: Scheme, lines: Iterable[ArchivalItem]) -> Iterator[PackedItem]:
    """Yield items one by one; the journal of the unit, which lies in each of them, is read once."""
    unit = organisation_journal(desk.unit)
    own = tuple(desk.store.entries(unit))

    def entries_of(journal: JournalId) -> Iterable[SignedEntry]:
        return own if journal == unit else desk.store.entries(journal)

    return (_packed(office, desk, scheme, one, entries_of) for one in lines)


def _packed(office: OpenOffice, desk: Desk, scheme: Scheme, item: ArchivalItem, entries_of: EntriesOf) -> PackedItem:
    """Return one item, once it is recorded that it leaves.

    Raises:
        Refused: ``dossier.unknown``, ``file.not-filed``, ``output.not-permitted``.
        Unavailable: ``store.read-only``, ``blob.missing``, ``blob.damaged``.
    """
    document = item.act.document
    with noted(office, desk, OUTPUT, document):
        state = desk.known(document)
        refuse_output(desk, state, PACKAGE, can_be_traced=False)
        unturned = keep_copies(office, desk, state, all_parts(desk.store.blobs, item.act.parts, item.act.contents))
        files, facts = _files(office, desk, item, entries_of)
        deeds = reading.timeline(desk, q.Timeline(dossier=document))
        said = describe(item, Holder(scheme=scheme, unit=desk.organisation().name), state, facts, deeds)
        journal = next(one.digest for one in facts if one.name == JOURNAL)
        office.record_output(desk.standing, PACKAGE, document, journal)
    folders = (item.act.fonds, _class(item), item.code)
    return PackedItem(item=item, folders=folders, files=files, metadata=said, unturned=unturned)


def _class(item: ArchivalItem) -> str:
    """Return the folder of a class: its code without fonds and number."""
    return item.code.removeprefix(f"{item.act.fonds}-").rpartition("-")[0]


def _files(
    office: OpenOffice, desk: Desk, item: ArchivalItem, entries_of: EntriesOf
) -> tuple[tuple[FiledFile, ...], tuple[FileFacts, ...]]:
    """Return the 归档件, and the contents that its journal names beyond it, all under the machine's seal."""
    document = item.act.document
    made = filed_files(desk, document, in_ofd=True)
    filed = sorted(made.items(), key=place_of)
    files = {name: data for name, data in filed if data}
    held = {name: desk.crypto.digest(data) for name, data in files.items()}
    entries = [one.entry for one in entries_of(dossier_journal(document))]
    kept = frozenset(held.values())
    others = {f"{CONTENT}{name}": digest for name, digest in named_files(entries).items() if digest not in kept}
    files |= {name: desk.store.blobs.read(digest) for name, digest in others.items()}
    journals = (organisation_journal(desk.unit), dossier_journal(document))
    beside = held | others
    files[JOURNAL] = sealed_journals(desk, journals, office.machine, beside, entries_of)
    digests = beside | {JOURNAL: desk.crypto.digest(files[JOURNAL])}
    ordered = sorted(files.items(), key=place_of)
    facts = tuple(
        FileFacts(name=name, digest=digests[name], size=len(data), version=stated_version(data))
        for name, data in ordered
    )
    return tuple(FiledFile(name=name, data=data) for name, data in ordered), facts
