"""A package opened as strictly as a signature deserves: every byte belongs to one part, every part to one name.

Readers differ in what they make of a ZIP that is not plain: of two entries of one name, of bytes between entries, of
a header that says otherwise than the directory. Whatever could be read in two ways is a fault, and named.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

MOST_PARTS: Final = 20_000
LARGEST_WHOLE: Final = 192 * 1024 * 1024
"""Bytes that a package unpacks to."""

_BROKEN = (zipfile.BadZipFile, ValueError, OverflowError, EOFError, OSError, RuntimeError, struct.error)
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s2B4HL2L2H")
_ENCRYPTED, _DESCRIBED, _UTF8 = 0x1, 0x8, 0x800
_UNIX: Final = 3
_UNICODE_PATH: Final = 0x7075
_PLAIN_NAME = re.compile(r"[^\\:\x00-\x1f\x7f]+")


class Fault(NamedTuple):
    """Something about the file that may not be: a rule of verdicts, and where."""

    rule: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a package holds.

    Attributes:
        parts: Its files by their names.
        faults: What may not be.
    """

    parts: Mapping[str, bytes] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


class _Refusal(Exception):
    """A part that cannot be had, with its fault."""

    def __init__(self, rule: str, place: str = "") -> None:
        super().__init__(rule)
        self.fault = Fault(rule, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """An entry of the directory, and where its bytes lie."""

    name: str
    info: zipfile.ZipInfo
    extra: bytes
    start: int
    data: slice
    end: int


def open_package(data: bytes) -> Contents:
    """Return what a package holds, and everything about it that may not be; never raises."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _contents(data, archive)
    except _Refusal as refusal:
        return Contents(faults=(refusal.fault,))
    except _BROKEN:
        return Contents(faults=(Fault("verdict.package-unreadable"),))


def _contents(data: bytes, archive: zipfile.ZipFile) -> Contents:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > LARGEST_WHOLE:
        raise _Refusal("verdict.package-too-large")
    parts = [_placed(data, one) for one in entries]
    names = [one.name for one in parts]
    faults = [*_name_faults(names), *_kind_faults(parts), *_frame_faults(data, archive, parts)]
    held: dict[str, bytes] = {}
    for one in parts:
        try:
            if not one.name.endswith("/"):
                held[one.name] = _unpacked(data, one)
        except _Refusal as refusal:
            faults.append(refusal.fault)
    return Contents(parts=held, faults=tuple(dict.fromkeys(faults)))


# --- names ----------------------------------------------------------------------------------------------------------


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; old writers leave out the mark of UTF-8."""
    if entry.flag_bits & _UTF8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _name_faults(names: Sequence[str]) -> Iterator[Fault]:
    """Give names that lead out of the package, names that stand twice, and those that some systems take for one."""
    times, seen = Counter(names), dict[str, str]()
    folders = {fold for name in names for fold in _folders(_folded(name))}
    for name in names:
        plain = name.removesuffix("/")
        if not _PLAIN_NAME.fullmatch(plain) or {"", ".", ".."} & set(plain.split("/")):
            yield Fault("verdict.part-name", name)
        other = seen.setdefault(_folded(name), name)
        if times[name] > 1:
            yield Fault("verdict.part-twice", name)
        elif other != name:
            yield Fault("verdict.part-case", name)
        if not name.endswith("/") and _folded(name) in folders:
            yield Fault("verdict.part-strange", name)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().removesuffix("/")


def _folders(name: str) -> Iterator[str]:
    while name := name.rpartition("/")[0]:
        yield name


# --- what the directory says ------------------------------------------------------------------------------------------


def _kind_faults(parts: Sequence[_Part]) -> Iterator[Fault]:
    """Give entries that are no ordinary file or folder, and remarks, which nothing signs."""
    for one in parts:
        mode = one.info.external_attr >> 16 if one.info.create_system == _UNIX else 0
        usual = stat.S_IFMT(mode) in (0, stat.S_IFREG, stat.S_IFDIR)
        if not usual or (one.name.endswith("/") and one.info.file_size) or _renamed(one.extra):
            yield Fault("verdict.part-strange", one.name)
        if one.info.comment:
            yield Fault("verdict.package-remark", one.name)


def _renamed(extra: bytes) -> bool:
    """Tell whether extra data give the entry another name for readers that know of them."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind == _UNICODE_PATH:
            return True
        at += 4 + size
    return False


# --- where the bytes lie ----------------------------------------------------------------------------------------------


def _placed(data: bytes, entry: zipfile.ZipInfo) -> _Part:
    """Return an entry with its bytes; its own header must say what the directory says."""
    name, start = _name(entry), entry.header_offset
    mark, _need, _os, flags, method, _time, _date, crc, packed, size, name_size, extra_size = _LOCAL.unpack_from(
        data, start
    )
    begin = start + _LOCAL.size + name_size + extra_size
    stated, told = (crc, packed, size), (entry.CRC, entry.compress_size, entry.file_size)
    described = bool(flags & _DESCRIBED)
    if (
        mark != b"PK\x03\x04"
        or (flags, method) != (entry.flag_bits, entry.compress_type)
        or data[start + _LOCAL.size : start + _LOCAL.size + name_size] != _raw_name(entry)
        or (stated != told and not (described and stated == (0, 0, 0)))
    ):
        raise _Refusal("verdict.part-header", name)
    end = begin + entry.compress_size
    return _Part(
        name=name,
        info=entry,
        extra=entry.extra + data[begin - extra_size : begin],
        start=start,
        data=slice(begin, end),
        end=end + (_descriptor_size(data, end, told, name) if described else 0),
    )


def _raw_name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")


def _descriptor_size(data: bytes, at: int, told: tuple[int, int, int], name: str) -> int:
    """Return how long the descriptor behind an entry is, which repeats what the directory says."""
    for mark in (b"PK\x07\x08", b""):
        for form in ("<3L", "<L2Q"):
            written = mark + struct.pack(form, *told)
            if data[at : at + len(written)] == written:
                return len(written)
    raise _Refusal("verdict.part-header", name)


def _frame_faults(data: bytes, archive: zipfile.ZipFile, parts: Sequence[_Part]) -> Iterator[Fault]:
    """Give bytes of the file that belong to no part: before, between and behind them."""
    reached = 0
    for one in sorted(parts, key=lambda part: part.start):
        if one.start != reached:
            yield Fault("verdict.package-hidden", str(min(reached, one.start)))
        reached = max(reached, one.end)
    if reached != archive.start_dir:
        yield Fault("verdict.package-hidden", str(reached))
    if archive.comment:
        yield Fault("verdict.package-remark")
    yield from _end_faults(data, archive, len(parts))


def _end_faults(data: bytes, archive: zipfile.ZipFile, count: int) -> Iterator[Fault]:
    at = len(data) - _END.size - len(archive.comment)
    mark, disk, other, here, whole, size, offset, remark = _END.unpack_from(data, max(0, at))
    stated = (mark, disk, other, here, whole, offset, offset + size, remark)
    if stated != (b"PK\x05\x06", 0, 0, count, count, archive.start_dir, at, len(archive.comment)):
        yield Fault("verdict.package-hidden", str(max(0, at)))


# --- the bytes --------------------------------------------------------------------------------------------------------


def _unpacked(data: bytes, part: _Part) -> bytes:
    """Return the bytes of a part.

    Raises:
        _Refusal: They are encrypted, packed in an unknown way, or not what the directory says.
    """
    packed = data[part.data]
    if part.info.flag_bits & _ENCRYPTED:
        raise _Refusal("verdict.part-locked", part.name)
    if part.info.compress_type == zipfile.ZIP_STORED:
        found = packed
    elif part.info.compress_type == zipfile.ZIP_DEFLATED:
        found = _inflated(packed, part)
    else:
        raise _Refusal("verdict.part-header", part.name)
    if len(found) != part.info.file_size or zlib.crc32(found) != part.info.CRC:
        raise _Refusal("verdict.part-damaged", part.name)
    return found


def _inflated(packed: bytes, part: _Part) -> bytes:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = inflating.decompress(packed, part.info.file_size + 1)
    except zlib.error as error:
        raise _Refusal("verdict.part-damaged", part.name) from error
    if not inflating.eof or inflating.unused_data or inflating.unconsumed_tail:
        raise _Refusal("verdict.part-damaged", part.name)
    return found
