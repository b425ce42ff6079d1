"""Making a specimen (送检件) of an item of the archive: what is here of it, looked at once and judged elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from oa_desktop.domain.archives.arranging import known_scheme
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.archives.specimen import NO_MARK, PresentFile, Specimen
from oa_desktop.domain.dossier import Dossier
from oa_desktop.domain.errors import OfficeError, Refused, Unavailable
from oa_desktop.domain.ids import ArchiveName, JournalId, archive_journal, dossier_journal, organisation_journal
from oa_desktop.domain.trust.verdicts import FileVerdict, Outcome
from oa_desktop.office import queries as q
from oa_desktop.office.archiving.broken import GoOn, broken_journals, unasked
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.surveying import all_parts
from oa_desktop.office.desk import Desk
from oa_desktop.office.trust.trust_of import trust_of

_SEALED = frozenset({PartRole.ORIGINAL, PartRole.CAME})
_MOST = 1_000_000
_HIDDEN = "另一件"
"""What an item is called whose document the person may not know."""


class Specimens:
    """Makes specimens of items of one register; what belongs to all of them is read once.

    Args:
        desk: Of who asks.
        means: What looks into files.
        register: Of the items.
        items: Those that will be asked for.
        go_on: Asked while their journals are verified.
    """

    def __init__(
        self,
        desk: Desk,
        means: Means,
        register: ArchiveRegister,
        items: Iterable[ArchivalItem],
        go_on: GoOn = unasked,
    ) -> None:
        self._desk = desk
        self._means = means
        self._register = register
        self._trust = trust_of(desk.organisation(), desk.store.blobs)
        self._listed = _listed(desk, register.name)
        self._twins = _twins(register)
        self._broken = broken_journals(desk, journals_of(desk, register.name, items), go_on)

    def of(self, item: ArchivalItem) -> Specimen:
        """Return an item as it is here."""
        specimen = Specimen(
            fields=_fields(item),
            today=self._desk.clock.now().date().isoformat(),
            code_fits=self._code_fits(item),
            twins=tuple(map(self._called, self._twins_of(item))),
            vacant=self._register.vacancies(item.act.of),
            accessible=item.code in self._listed if item.id else None,
        )
        return self._with_files(self._with_journal(specimen, item), item)

    def _with_journal(self, specimen: Specimen, item: ArchivalItem) -> Specimen:
        journal = dossier_journal(item.act.document)
        named = {journal: "办理记录", archive_journal(self._desk.unit, self._register.name): "归档登记"}
        named[organisation_journal(self._desk.unit)] = "单位的记录"
        broken = tuple(said for one, said in named.items() if one in self._broken)
        steps = sum(1 for _ in self._desk.store.entries(journal)) if journal not in self._broken else 0
        gaps = tuple(gaps_in(self._desk.dossier(item.act.document))) if steps else ()
        return replace(specimen, broken=broken, proofs=len(named), steps=steps, gaps=gaps)

    def _with_files(self, specimen: Specimen, item: ArchivalItem) -> Specimen:
        try:
            parts = tuple(_unlike(all_parts(self._desk.store.blobs, item.act.parts, item.act.contents)))
            unreadable: tuple[str, ...] = ()
        except Unavailable:
            parts, unreadable = tuple(_unlike(item.act.parts)), ("组成清单",)
        files: dict[str, PresentFile] = {}
        held: dict[str, bytes] = {}
        for part in parts:
            if part.digest:
                self._read(part, files, held)
        for part in parts:
            if part.name in held:
                specimen = self._looked_at(part, held[part.name], files, specimen)
        whole = len(held) == sum(1 for one in parts if one.digest)
        scan = self._means.scan(held) if held and whole else None
        return replace(specimen, parts=parts, files=files, unreadable=unreadable, scan=scan)

    def _read(self, part: Part, files: dict[str, PresentFile], held: dict[str, bytes]) -> None:
        """Read a part; one that is damaged is among the files alone, one that is lost nowhere."""
        try:
            held[part.name] = self._desk.store.blobs.read(part.digest)
        except Unavailable as lost:
            if lost.code != "blob.missing":
                files[part.name] = PresentFile(name=part.name, size=part.size, sound=False)

    def _looked_at(self, part: Part, data: bytes, files: dict[str, PresentFile], specimen: Specimen) -> Specimen:
        """Return the specimen with what is said of the seals on a part; what the part is stands among the files."""
        kind = self._means.formats.identify(data, part.name)
        files[part.name] = PresentFile(name=part.name, size=len(data), format=kind)
        if part.role in _SEALED and not kind.encrypted:
            return with_seal(specimen, part.name, lambda: self._verdict(data))
        return specimen

    def _verdict(self, data: bytes) -> FileVerdict | None:
        signed = self._means.signed
        return signed.verify(data, self._trust) if signed.kind(data) else None

    def _code_fits(self, item: ArchivalItem) -> bool | None:
        try:
            scheme = known_scheme(self._desk.organisation().schemes, item.act.archival_year)
        except Refused:
            return None
        try:
            return scheme.written(item.act.of, item.act.number) == item.code
        except Refused:
            return False

    def _twins_of(self, item: ArchivalItem) -> tuple[ArchivalItem, ...]:
        found = {one.id: one for key in _keys(item) for one in self._twins.get(key, ()) if one.id != item.id}
        return tuple(found.values())

    def _called(self, item: ArchivalItem) -> str:
        return item.code if self._desk.store.may_know(item.act.document, self._desk.sight) else _HIDDEN


def with_seal(specimen: Specimen, name: str, judge: Callable[[], FileVerdict | None]) -> Specimen:
    """Return a specimen with what is said of the seals on one of its files; a file that nobody signed proves nothing.

    Args:
        specimen: What is known so far.
        name: Of the file.
        judge: Returns the verdict on it; None where it is none that may be signed.
    """
    seal = f"{name}的印章"
    try:
        verdict = judge()
    except OfficeError:
        return replace(specimen, undecided=(*specimen.undecided, seal))
    if verdict is None or verdict.has_none:
        return specimen
    counted = replace(specimen, proofs=specimen.proofs + 1)
    if verdict.outcome is Outcome.UNDECIDED:
        return replace(counted, undecided=(*counted.undecided, seal))
    return replace(counted, broken=(*counted.broken, seal)) if verdict.outcome is Outcome.BROKEN else counted


def _fields(item: ArchivalItem) -> Mapping[str, str]:
    """Return what the catalogue says of an item, by the names of :data:`.specimen.FIELDS`."""
    said = item.act
    return {
        "档号": item.code,
        "题名": item.title,
        "责任者": item.responsible,
        "文号": said.document_number,
        "日期": item.date,
        "年度": str(said.archival_year),
        "保管期限": said.retention.value,
        "机构或问题": said.division,
        "密级": said.secrecy.label or NO_MARK,
        "页数": str(item.pages),
        "载体": item.carrier.value,
    }


def _keys(item: ArchivalItem) -> Iterator[tuple[str, ...]]:
    """Yield by what two items would be one: the code, the number and day, or the title, author and day."""
    yield ("档号", item.code)
    if item.act.document_number:
        yield ("文号", item.act.document_number, item.responsible, item.date)
    yield ("题名", item.title, item.responsible, item.date)


def _twins(register: ArchiveRegister) -> Mapping[tuple[str, ...], tuple[ArchivalItem, ...]]:
    held: dict[tuple[str, ...], tuple[ArchivalItem, ...]] = {}
    for item in register.standing():
        for key in _keys(item):
            held[key] = (*held.get(key, ()), item)
    return held


def _listed(desk: Desk, name: ArchiveName) -> frozenset[str]:
    return frozenset(one.code for one in desk.store.ask(q.ArchiveItems(register=name, limit=_MOST), desk.sight))


def journals_of(desk: Desk, name: ArchiveName, items: Iterable[ArchivalItem]) -> Iterator[JournalId]:
    """Yield the journals on which items stand: that of their register, and those of their documents."""
    yield archive_journal(desk.unit, name)
    yield from (dossier_journal(one.act.document) for one in items)


def gaps_in(state: Dossier) -> Iterator[str]:
    """Give what a record of handling lacks that led to the archive."""
    if state.filed is None:
        yield "归档"
    if state.incoming is None and state.matter is None and not (state.issued or state.approved):
        yield "签发"
    if state.contenders:
        yield "冲突的处理"


def _unlike(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts with names of which no two are the same."""
    taken: set[str] = set()
    for part in parts:
        name = part.name
        while name in taken:
            name = f"{name}（又）"
        taken.add(name)
        yield replace(part, name=name)
