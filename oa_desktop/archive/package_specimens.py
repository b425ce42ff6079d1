"""Making specimens (送检件) of the items of a package of the archive (归档信息包), whoever made it.

What is asked of an item in the register is asked of it in a package: its files against what its metadata say, its
journal and seals, and what the package as a whole says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath
from typing import Final

from oa_desktop.archive.described_items import Item, bytes_of, files_of, items_at
from oa_desktop.archive.eep_reading import read_eep, signature_faults
from oa_desktop.archive.metadata_reading import Described
from oa_desktop.archive.specimens import Instruments, role_of
from oa_desktop.archive.transfer import METADATA
from oa_desktop.archive.whole_packages import WholePackage, whole_of
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.scheme import scheme_for
from oa_desktop.domain.archives.specimen import Package, PresentFile, Specimen, Totals
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import (
    JournalFile,
    dossiers_of,
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
        whole = whole_of(path, items, by)
        for item in items:
            yield _specimen(item, whole, by)
    except OSError as error:
        raise Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error)) from error


def _specimen(item: Item, whole: WholePackage, by: Instruments) -> Specimen:
    files, broken = _files(item.place, by)
    registered = whole.register.items.get(item.fields.get("档号", "")) if whole.register else None
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
        vacant=whole.register.vacant.get(registered.act.of) if whole.register and registered else None,
        registered=_registered(whole, registered),
        kept=_kept(whole, registered, item.described, files),
        package=_package(item, whole, files),
    )
    return _with_seals(_with_journal(specimen, files, by), files, by)


def _registered(whole: WholePackage, item: ArchivalItem | None) -> Totals | None:
    """Return what the register says: of all items, and of the parts of this one that have a file."""
    if whole.register is None:
        return None
    parts = item.act.parts if item else ()
    return Totals(items=whole.register.count, size=sum(one.size for one in parts if one.digest))


def _kept(whole: WholePackage, item: ArchivalItem | None, described: Described, files: Mapping[str, bytes]) -> Totals:
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


def _package(item: Item, whole: WholePackage, files: Mapping[str, bytes]) -> Package:
    described, folder = item.described, f"{item.place.relative_to(whole.root).as_posix()}/"
    listed = {one.name for one in described.files}
    unlisted = [name for name in files if described.readable and name not in listed]
    unlisted += [one.removeprefix(folder) for one in whole.foreign_in(folder)]
    told = Totals(items=len(described.files), size=sum(one.size for one in described.files))
    return Package(
        strange=whole.strange,
        unlisted=tuple(dict.fromkeys(unlisted)),
        undescribed=tuple(_undescribed(item, whole, folder)),
        description={"文件编号": "", **{name: described.said[name] for name in _DESCRIBED if name in described.said}},
        counted=Totals(items=len(files), size=sum(map(len, files.values()))),
        told=told if described.readable else None,
    )


def _undescribed(item: Item, whole: WholePackage, folder: str) -> Iterator[str]:
    own = (f"{folder}{METADATA}", folder.removesuffix("/"))
    if not item.described.readable:
        yield _METADATA
    elif not whole.changed.isdisjoint(own):
        yield f"{_METADATA}改动过"


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
