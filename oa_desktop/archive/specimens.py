"""Making a specimen (送检件) of a 归档件 in a folder: what is here of it, whoever made the folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Final

from oa_desktop.archive.lists import read_lists
from oa_desktop.archive.verifying import PAYLOAD, ItemVerdict, pieces, verify_item
from oa_desktop.domain.archives.bag_description import COUNTED, INFO
from oa_desktop.domain.archives.items import Part, PartRole
from oa_desktop.domain.archives.specimen import NO_MARK, Package, PresentFile, Specimen, Totals
from oa_desktop.domain.dates import read_date
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import FileVerdict
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.specimens import with_seal
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.ports.keys import Crypto

_ROLES: Final[Mapping[str, PartRole]] = {
    "01-正本": PartRole.ORIGINAL,
    "01-收文处理单": PartRole.HANDLING_SHEET,
    "02-发文稿纸": PartRole.ISSUING_SHEET,
    "03-定稿": PartRole.FINAL_DRAFT,
    "来文-": PartRole.CAME,
    "附件-": PartRole.ATTACHMENT,
}
"""What a file of a 归档件 is, by how its name begins; anything else belongs to the record of the handling."""
_CHANGED: Final = frozenset({"archive.file-changed", "archive.file-unrecorded"})
_UNLISTED: Final = frozenset({"archive.file-unlisted", "archive.file-foreign"})
_STRANGE: Final = frozenset({"archive.file-strange", "archive.list-unreadable", "archive.list-otherwise"})
_LARGEST: Final = 200_000_000
"""Bytes of a file that is looked into at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """What a folder is looked at with.

    Attributes:
        sm3: Returns the digest of the pieces of a stream.
        today: The day, ISO.
    """

    crypto: Crypto
    sm3: Callable[[Iterator[bytes]], Digest]
    means: Means
    today: str


def specimen_of(folder: Path, by: Instruments) -> Specimen:
    """Return the 归档件 of a folder as it is here.

    Raises:
        Refused: ``archive.no-item``.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    try:
        verdict = _judged(folder, by)
        described, unread = _description(folder)
        files = dict(_files(folder, by, _told(verdict, _CHANGED)))
        specimen = Specimen(
            fields=dict(_fields(described)),
            today=by.today,
            parts=tuple(_parts(folder, frozenset(files))),
            files=files,
            broken=() if verdict and verdict.journal.sound else ("办理记录",),
            proofs=1,
            steps=verdict.journal.entries if verdict else 0,
            gaps=_told(verdict, frozenset({"archive.nothing-recorded"})),
            unreadable=() if verdict else (JOURNAL,),
            package=_package(folder, verdict, described, unread),
        )
        return _with_seals(specimen, folder, by)
    except OSError as error:
        raise Unavailable("source.unreadable", name=folder.name, reason=error.strerror or str(error)) from error


def _judged(folder: Path, by: Instruments) -> ItemVerdict | None:
    """Return the verdict on a 归档件; None where its journal cannot be read at all."""
    try:
        return verify_item(folder, by.crypto, by.sm3)
    except Refused as refused:
        if refused.code == "archive.no-item":
            raise
        return None


def _told(verdict: ItemVerdict | None, rules: frozenset[str]) -> tuple[str, ...]:
    """Return the files of which some rules were told."""
    return tuple(dict.fromkeys(one.file for one in verdict.faults if one.rule in rules)) if verdict else ()


def _description(folder: Path) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return what the description of a bag says (RFC 8493 2.2.2), and the lines that say nothing."""
    path = folder / INFO
    if not path.is_file():
        return {}, (INFO,)
    said: dict[str, str] = {}
    unread = []
    for count, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), start=1):
        name, mark, words = line.partition(":")
        if mark and name.strip() and "\ufffd" not in line:
            said[name.strip()] = words.strip()
        elif line.strip():
            unread.append(f"第{count}行")
    return said, tuple(unread)


_NAMES: Final[Mapping[str, str]] = {"题名": "题名", "责任者": "责任者", "文件编号": "文号"}
"""What a bag calls a field, and what the catalogue does."""


def _fields(described: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((field, described[name]) for name, field in _NAMES.items() if name in described)
    if "日期" in described:
        day = read_date(described["日期"])
        yield "日期", day.isoformat() if day else described["日期"]
    if "保管期限" in described:
        yield "保管期限", described["保管期限"]
    if "密级" in described:
        yield "密级", described["密级"].partition("★")[0] or NO_MARK


def _parts(folder: Path, there: frozenset[str]) -> Iterator[Part]:
    """Yield what the lists of a bag name; where they cannot be read, what is there."""
    try:
        listed = {name for one in read_lists(folder) if not one.of_tags for name in one.digests}
    except ValueError:
        listed = {f"{PAYLOAD}/{name}" for name in there}
    for name in sorted(listed):
        shown = name.removeprefix(f"{PAYLOAD}/")
        yield Part(role=role_of(shown), name=shown, digest=Digest(shown), format=PurePath(shown).suffix[1:].lower())


def role_of(name: str) -> PartRole:
    """Return what a file of a 归档件 is, by its name."""
    return next((role for begins, role in _ROLES.items() if name.startswith(begins)), PartRole.RECORD)


def _files(folder: Path, by: Instruments, changed: tuple[str, ...]) -> Iterator[tuple[str, PresentFile]]:
    """Yield what is there, and what it is; links and what is too large are not looked into."""
    for path in sorted((folder / PAYLOAD).rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        name, size = path.relative_to(folder / PAYLOAD).as_posix(), path.stat().st_size
        kind = by.means.formats.identify(b"".join(pieces(path)), name) if size <= _LARGEST else None
        yield name, PresentFile(name=name, size=size, sound=name not in changed, format=kind)


def _package(
    folder: Path, verdict: ItemVerdict | None, described: Mapping[str, str], unread: tuple[str, ...]
) -> Package:
    sizes = [one.stat().st_size for one in (folder / PAYLOAD).rglob("*") if one.is_file() and not one.is_symlink()]
    return Package(
        strange=_told(verdict, _STRANGE),
        unlisted=_told(verdict, _UNLISTED),
        undescribed=unread,
        description=described,
        counted=Totals(items=len(sizes), size=sum(sizes)),
        told=_oxum(described.get(COUNTED, "")),
    )


def _oxum(words: str) -> Totals | None:
    size, _, items = words.partition(".")
    numbers = size.isascii() and size.isdecimal() and items.isascii() and items.isdecimal()
    return Totals(items=int(items), size=int(size)) if numbers else None


def _with_seals(specimen: Specimen, folder: Path, by: Instruments) -> Specimen:
    """Return a specimen with the seals on it; nobody is trusted here, so what holds is not to be decided here."""
    for part in specimen.parts:
        file = specimen.files.get(part.name)
        if part.role in (PartRole.ORIGINAL, PartRole.CAME) and file and file.format and not file.format.encrypted:
            specimen = with_seal(specimen, part.name, partial(_verdict, folder / PAYLOAD / part.name, by.means))
    return specimen


def _verdict(path: Path, means: Means) -> FileVerdict | None:
    data = b"".join(pieces(path))
    return means.signed.verify(data, Trust()) if means.signed.kind(data) else None
