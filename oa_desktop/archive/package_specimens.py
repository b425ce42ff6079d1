"""Making specimens (送检件) of the items of a package of the archive (归档信息包), whoever made it.

What is asked of an item in the register is asked of it in a package: its files against what its metadata say, its
journal and seals, and what the package as a whole says of itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import Final

from oa_desktop.archive.described_items import Item, bytes_of, files_of, items_at
from oa_desktop.archive.eep_reading import read_eep, signature_faults
from oa_desktop.archive.explaining import EXPLANATION, read_totals
from oa_desktop.archive.metadata_reading import Described
from oa_desktop.archive.opening import rows_of
from oa_desktop.archive.specimens import Instruments, role_of
from oa_desktop.archive.transfer import CATALOGUE, METADATA, SEAL
from oa_desktop.archive.trees import register_of, root_of, verify_tree
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister, fold
from oa_desktop.domain.archives.scheme import scheme_for
from oa_desktop.domain.archives.specimen import Package, PresentFile, Specimen, Totals
from oa_desktop.domain.beside import FileFault
from oa_desktop.domain.entry import Entry, decode_entry
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import ArchiveName, Digest, archive_of
from oa_desktop.domain.journal_file import (
    JournalFile,
    dossiers_of,
    organisation_in,
    read_journal_file,
    verify_journal_file,
)
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.archiving.specimens import gaps_in, with_seal
from oa_desktop.office.filing import JOURNAL

_METADATA: Final = "元数据"
_CHANGED: Final = "evidence.file-unrecorded"
_FOREIGN: Final = "evidence.file-foreign"
_MOST_WORDS: Final = 1024 * 1024
"""Bytes of an explanation that are read."""
_DESCRIBED: Final = ("题名", "文件编号", "责任者", "日期", "保管期限", "密级")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """What is known of a package beyond its items.

    Attributes:
        items: How many there are.
        faults: Files that are not as the sealed list has them.
        listed: The codes of its catalogue; None where it has none.
        held: How many items have a key.
        register: The register of their year, where it lies in the package and is sound.
    """

    root: Path
    items: int
    unit: Organisation | None
    faults: tuple[FileFault, ...] = ()
    broken: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    listed: frozenset[str] | None = None
    told: Totals | None = None
    counted: Totals | None = None
    held: Mapping[tuple[str, ...], int]
    register: ArchiveRegister | None = None

    def item(self, code: str) -> ArchivalItem | None:
        """Return an item of the register that lies in the package; None where there is none."""
        return next((one for one in self.register.kept() if one.code == code), None) if self.register else None


def specimens_in(path: Path, by: Instruments) -> Iterator[Specimen]:
    """Yield the items of a package, or the one of a 电子文件封装包, as they are here.

    Raises:
        Refused: ``archive.no-item``.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    try:
        items = items_at(path)
        if not items:
            raise Refused("archive.no-item", file=path.name)
        whole = _whole(path, items, by)
        for item in items:
            yield _specimen(item, whole, by)
    except OSError as error:
        raise Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error)) from error


# --- the package ------------------------------------------------------------------------------------------------------


def _whole(path: Path, items: Sequence[Item], by: Instruments) -> _Whole:
    held = Counter(key for one in items for key in one.keys)
    root = root_of(path) if path.is_dir() else None
    if root is None:
        return _Whole(root=path.parent, items=len(items), unit=None, held=held)
    whole = _Whole(root=root, items=len(items), unit=_unit(root, by), held=held, listed=_listed(root), told=_told(root))
    sizes = [one.stat().st_size for item in items for one in files_of(item.place)]
    count = Totals(items=len(items), size=sum(sizes))
    return replace(_judged(whole, path, by), counted=count if whole.told else None)


def _judged(whole: _Whole, path: Path, by: Instruments) -> _Whole:
    """Return what is known of a package with what verifying it says."""
    try:
        verdict = verify_tree(path, by.crypto)
    except Refused as refused:
        file = str(refused.params.get("file", "归档登记"))
        return replace(whole, strange=(file,)) if refused.code == "evidence.strange" else replace(whole, broken=(file,))
    outside = [one for one in verdict.faults if "/" not in one.file or one.file.startswith(SEAL.partition("/")[0])]
    return replace(
        whole,
        register=_register(whole.root) if verdict.journal.sound else None,
        faults=verdict.faults,
        broken=(*(() if verdict.journal.sound else ("归档登记",)), *(one.file for one in outside if _is_broken(one))),
    )


def _is_broken(fault: FileFault) -> bool:
    return fault.rule != _FOREIGN and not fault.file.endswith(".xml")


def _unit(root: Path, by: Instruments) -> Organisation | None:
    try:
        held = read_journal_file(bytes_of(register_of(root)))
    except Refused:
        return None
    return organisation_in(held, by.crypto.digest)


def _register(root: Path) -> ArchiveRegister | None:
    """Return the register of the year that lies in a package; to be asked of a sound one."""
    held: dict[ArchiveName, list[Entry]] = {}
    for one in read_journal_file(bytes_of(register_of(root))).entries:
        name = archive_of(one.journal)
        if name is not None:
            held.setdefault(name, []).append(decode_entry(one.signed))
    return next((fold(name, entries) for name, entries in held.items()), None)


def _listed(root: Path) -> frozenset[str] | None:
    if not (root / CATALOGUE).is_file():
        return None
    try:
        return frozenset(one.code for one in rows_of(root / CATALOGUE))
    except Refused:
        return frozenset()


def _told(root: Path) -> Totals | None:
    path = root / EXPLANATION
    if not path.is_file() or path.stat().st_size > _MOST_WORDS:
        return None
    return read_totals(bytes_of(path).decode("utf-8", "replace"))


# --- an item ----------------------------------------------------------------------------------------------------------


def _specimen(item: Item, whole: _Whole, by: Instruments) -> Specimen:
    files, broken = _files(item.place, by)
    registered = whole.item(item.fields.get("档号", ""))
    specimen = Specimen(
        fields=item.fields,
        today=by.today,
        parts=tuple(_parts(item.described)),
        files={name: _present(name, data, item.described, by) for name, data in files.items()},
        broken=(*whole.broken, *broken),
        proofs=2,
        code_fits=_code_fits(item, whole.unit),
        twins=tuple(dict.fromkeys("另一件" for key in item.keys if whole.held[key] > 1)),
        unreadable=() if item.described.readable else (_METADATA,),
        accessible=None if whole.listed is None else item.fields.get("档号", "") in whole.listed,
        listed=whole.told,
        counted=whole.counted,
        vacant=whole.register.vacancies(registered.act.of) if whole.register and registered else None,
        registered=_registered(whole, registered),
        kept=_kept(whole, registered, item.described, files),
        package=_package(item, whole, files),
    )
    return _with_seals(_with_journal(specimen, files, by), files, by)


def _registered(whole: _Whole, item: ArchivalItem | None) -> Totals | None:
    """Return what the register says: of all items, and of the parts of this one that have a file."""
    if whole.register is None:
        return None
    parts = item.act.parts if item else ()
    return Totals(items=sum(1 for _ in whole.register.kept()), size=sum(one.size for one in parts if one.digest))


def _kept(whole: _Whole, item: ArchivalItem | None, described: Described, files: Mapping[str, bytes]) -> Totals:
    """Return what is there of that."""
    wanted = {one.digest for one in item.act.parts} if item else set()
    names = {one.name for one in described.files if one.digest in wanted}
    return Totals(items=whole.items, size=sum(len(data) for name, data in files.items() if name in names))


def _parts(described: Described) -> Iterator[Part]:
    for one in described.files:
        digest, size, ending = Digest(one.digest), max(one.size, 0), PurePath(one.name).suffix[1:].lower()
        yield Part(role=role_of(one.name), name=one.name, digest=digest, size=size, format=ending)


def _files(place: Path, by: Instruments) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the files of an item by their names, and which of its own signatures do not hold."""
    if place.is_dir():
        found = {one.relative_to(place).as_posix(): bytes_of(one) for one in files_of(place)}
        return {name: data for name, data in found.items() if name != METADATA}, ()
    data = bytes_of(place)
    try:
        files = dict(read_eep(data, place.name))
        held = read_journal_file(files.get(JOURNAL, b""))
    except Refused:
        return {}, (place.name,)
    return files, tuple(signature_faults(data, held, by.crypto))


def _present(name: str, data: bytes, described: Described, by: Instruments) -> PresentFile:
    said = next((one.digest for one in described.files if one.name == name), "")
    sound = not said or by.crypto.digest(data) == said
    return PresentFile(name=name, size=len(data), sound=sound, format=by.means.formats.identify(data, name))


def _package(item: Item, whole: _Whole, files: Mapping[str, bytes]) -> Package:
    described, folder = item.described, f"{item.place.relative_to(whole.root).as_posix()}/"
    listed = {one.name for one in described.files}
    unlisted = [name for name in files if described.readable and name not in listed]
    unlisted += [one.file.removeprefix(folder) for one in whole.faults if one.rule == _FOREIGN and _near(one, folder)]
    told = Totals(items=len(described.files), size=sum(one.size for one in described.files))
    return Package(
        strange=whole.strange,
        unlisted=tuple(dict.fromkeys(unlisted)),
        undescribed=tuple(_undescribed(item, whole, folder)),
        description={"文件编号": "", **{name: described.said[name] for name in _DESCRIBED if name in described.said}},
        counted=Totals(items=len(files), size=sum(map(len, files.values()))),
        told=told if described.readable else None,
    )


def _undescribed(item: Item, whole: _Whole, folder: str) -> Iterator[str]:
    own = (f"{folder}{METADATA}", folder.removesuffix("/"))
    if not item.described.readable:
        yield _METADATA
    elif any(one.file in own for one in whole.faults if one.rule == _CHANGED):
        yield f"{_METADATA}改动过"


def _near(fault: FileFault, folder: str) -> bool:
    """Whether a file lies with an item, or with none: what nobody lists is told of every item of the package."""
    return fault.file.startswith(folder) or fault.file.count("/") <= 1


def _code_fits(item: Item, unit: Organisation | None) -> bool | None:
    """Return whether a code is written by the scheme of the unit whose journal lies in the package."""
    year = item.fields.get("年度", "")
    scheme = scheme_for(unit.schemes, int(year)) if unit and year.isdecimal() and len(year) == len("2026") else None
    if scheme is None:
        return None
    try:
        scheme.rule.read(item.fields.get("档号", ""))
    except Refused:
        return False
    return True


def _with_journal(specimen: Specimen, files: Mapping[str, bytes], by: Instruments) -> Specimen:
    try:
        held = read_journal_file(files.get(JOURNAL, b""))
    except Refused:
        return replace(specimen, broken=(*specimen.broken, JOURNAL))
    verdict = verify_journal_file(held, digest_of=by.crypto.digest, holds=by.crypto.verify)
    if not verdict.sound:
        return replace(specimen, broken=(*specimen.broken, JOURNAL), steps=verdict.entries)
    return replace(specimen, steps=verdict.entries, gaps=_gaps(held))


def _gaps(held: JournalFile) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gap for one in dossiers_of(held) for gap in gaps_in(one)))


def _with_seals(specimen: Specimen, files: Mapping[str, bytes], by: Instruments) -> Specimen:
    """Return a specimen with the seals on it; nobody is trusted here, so what holds is not to be decided here."""
    for part in specimen.parts:
        kind = specimen.files[part.name].format if part.name in files else None
        if part.role in (PartRole.ORIGINAL, PartRole.CAME) and kind and not kind.encrypted:
            specimen = with_seal(specimen, part.name, partial(_verdict, files[part.name], by))
    return specimen


def _verdict(data: bytes, by: Instruments) -> FileVerdict | None:
    signed = by.means.signed
    return signed.verify(data, Trust()) if signed.kind(data) else None
