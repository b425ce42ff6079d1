"""Verifying a document with what lies beside its journal (核验包): a folder, a ZIP, or a journal file among its files.

A ZIP from outside is opened in a confined process, with limits.
"""

from __future__ import annotations

import io
import itertools
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from oa_desktop import confine
from oa_desktop.archive.lists import composed, is_odd, look_alikes
from oa_desktop.archive.verifying import ItemVerdict, pieces
from oa_desktop.confine import ConfinedFailure, Limits
from oa_desktop.domain.beside import FileFault, beside_faults
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.journal_file import LONGEST_PREAMBLE, MAGIC, JournalFile, read_journal_file, verify_journal_file
from oa_desktop.domain.names import with_codes
from oa_desktop.office.ports.keys import Crypto

PACKAGE, RECORDS = "核验包", "办理记录"
_MOST_BYTES = 512 * 1024 * 1024
"""Of all files of a package together."""
_MOST_FILES = 5_000
_LARGEST_NAMED = 64 * 1024 * 1024
"""More bytes than a file has that the office takes, and that an entry names though the sealed list does not."""
Pieces = Callable[[], Iterator[bytes]]
"""Gives the bytes of a file, piece by piece."""
_LIMITS = Limits(seconds=60.0, answer_bytes=_MOST_BYTES + 1024 * 1024, memory_bytes=3 * _MOST_BYTES)


def is_package(path: Path) -> bool:
    """Whether a folder or ZIP has a journal file in it that lies beside other files."""
    if path.is_dir():
        return any(one.is_file() and _begins_as_journal(one) for one in path.glob("*.jsonl"))
    if not zipfile.is_zipfile(path):
        return False
    with path.open("rb") as file:
        return _NAME.encode() in file.read(300)


_NAME = ".jsonl"


def _begins_as_journal(path: Path) -> bool:
    with path.open("rb") as file:
        return MAGIC.encode() in file.readline(LONGEST_PREAMBLE)


def verify_package(path: Path, crypto: Crypto) -> ItemVerdict:
    """Return whether a journal is sound, and every file of its folder or ZIP is what it records.

    Raises:
        Refused: ``evidence.none``, ``evidence.strange``, ``evidence.too-large``;
            ``journal-file.damaged`` and the like.
        Unavailable: ``source.unreadable``.
    """
    try:
        files = in_folder(path) if path.is_dir() else _in_zip(path)
        journals = [name for name in files if name.endswith(".jsonl")]
        if len(journals) != 1:
            raise Refused("evidence.none", file=path.name)
        held = read_journal_file(b"".join(files.pop(journals[0])()))
        return judged(held, files, crypto, sort=PACKAGE)
    except OSError as error:
        raise _unreadable(path, error) from error


def verify_among_files(path: Path, crypto: Crypto) -> ItemVerdict:
    """Return whether a journal file is sound, and the files that its sealed list names lie beside it as they were.

    Raises:
        Refused: ``journal-file.damaged`` and the like.
        Unavailable: ``source.unreadable``.
    """
    try:
        held = read_journal_file(b"".join(pieces(path)))
        there = [path.parent / one.name for one in held.preamble.beside if _is_plain(one.name)]
        files = {one.name: partial(pieces, one) for one in there if one.is_file()}
        return judged(held, files, crypto, only_listed=True)
    except OSError as error:
        raise _unreadable(path, error) from error


def judged(
    held: JournalFile,
    files: Mapping[str, Pieces],
    crypto: Crypto,
    *,
    sort: str = RECORDS,
    only_listed: bool = False,
    also: tuple[FileFault, ...] = (),
) -> ItemVerdict:
    """Return what is to be said of a journal and the files beside it.

    Args:
        held: The journal.
        files: The others.
        crypto: Digests and verification.
        sort: What it all is.
        only_listed: Whether other things may lie there too.
        also: What was found wrong already.
    """
    verdict = verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify)
    digests = {name: crypto.digest(pieces) for name, pieces in _wanted(held, files)}
    faults = tuple(beside_faults(held, digests, only_listed=only_listed)) if files or not only_listed else ()
    return ItemVerdict(files=len(files), faults=(*also, *faults), journal=verdict, sort=sort)


def _wanted(held: JournalFile, files: Mapping[str, Pieces]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Give what is to be hashed of each file: of one that the sealed list lacks no more than tells it is foreign."""
    listed = {one.name for one in held.preamble.beside}
    for name, read in files.items():
        yield name, _beginning(read()) if listed and name not in listed else read()


def _beginning(given: Iterator[bytes]) -> Iterator[bytes]:
    """Give a file as far as something that an entry names can reach; one that is longer is something else."""
    left = _LARGEST_NAMED
    while left > 0 and (piece := next(given, b"")):
        yield piece
        left -= len(piece)


def _is_plain(name: str) -> bool:
    return Path(name).name == name


def _unreadable(path: Path, error: OSError) -> Unavailable:
    return Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error))


def in_folder(folder: Path) -> dict[str, Pieces]:
    """Return the files of a folder by their names, each to be read when it is wanted.

    Raises:
        Refused: ``evidence.strange``: a link, a pipe or an empty folder, or two files whose names look the same.
    """
    found = sorted(folder.rglob("*"))
    odd = (one.relative_to(folder).as_posix() for one in found if is_odd(one))
    files = {one.relative_to(folder).as_posix(): one for one in found if one.is_file()}
    strange = next(itertools.chain(odd, look_alikes(files)), None)
    if strange:
        raise Refused("evidence.strange", file=with_codes(strange))
    return {composed(name): partial(pieces, one) for name, one in files.items()}


def _in_zip(path: Path) -> dict[str, Pieces]:
    if path.stat().st_size > _MOST_BYTES:
        raise Refused("evidence.too-large", file=path.name)
    try:
        found = confine.run(unpacked, path.read_bytes(), limits=_LIMITS)
    except ConfinedFailure as failure:
        if failure.kind in ("memory", "timeout"):
            raise Refused("evidence.too-large", file=path.name) from failure
        raise Refused("evidence.strange", file=path.name) from failure
    if not isinstance(found, dict):
        raise Refused("evidence.strange", file=path.name)
    return {key: partial(iter, (value,)) for key, value in found.items() if isinstance(value, bytes)}


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by name; runs in the confined process.

    Raises:
        ValueError: A name leads out of it or stands twice, a byte of it is not as the program writes it, or it holds
            more than is taken.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    names = [one.filename for one in infos]
    if len(set(names)) < len(names) or not all(map(_is_plain, names)):
        raise ValueError("names")
    if len(infos) > _MOST_FILES or sum(one.file_size for one in infos) > _MOST_BYTES:
        raise ValueError("size")
    packed = tuple(_packed(data, infos))
    if _written(infos, packed) != data:
        raise ValueError("bytes that nobody wrote so")
    return {one.filename: _content(one, part) for one, part in zip(infos, packed, strict=True)}


def _packed(data: bytes, infos: Sequence[zipfile.ZipInfo]) -> Iterator[bytes]:
    """Give what is packed of each part, where they follow one another from the first byte on."""
    place = 0
    for one in infos:
        start = place + _LOCAL + len(one.filename.encode())
        place = start + one.compress_size
        yield data[start:place]


def _written(infos: Sequence[zipfile.ZipInfo], packed: Sequence[bytes]) -> bytes:
    """Return the ZIP as ``domain.zipping`` writes it of these parts: no byte outside of them says anything else."""
    parts, listed, place = [], [], 0
    for one, part in zip(infos, packed, strict=True):
        name = one.filename.encode()
        flags, sizes = 0 if name.isascii() else _UTF8, (one.CRC, len(part), one.file_size, len(name), 0)
        about = struct.pack("<HHHHHLLLHH", _VERSION, flags, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY, *sizes)
        parts.append(b"".join((b"PK\3\4", about, name, part)))
        listed.append(
            b"".join((b"PK\1\2", struct.pack("<H", _VERSION), about, struct.pack("<HHHLL", 0, 0, 0, _RIGHTS, place)))
        )
        listed.append(name)
        place += len(parts[-1])
    count, size = len(infos), sum(map(len, listed))
    return b"".join((*parts, *listed, b"PK\5\6", struct.pack("<HHHHLLH", 0, 0, count, count, size, place, 0)))


def _content(info: zipfile.ZipInfo, packed: bytes) -> bytes:
    """Return what is packed in a part; raises ``ValueError`` where that is something else, or something follows it."""
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    content = unpacking.decompress(packed, info.file_size + 1)
    whole = unpacking.eof and not unpacking.unused_data and len(content) == info.file_size
    if not whole or zlib.crc32(content) != info.CRC:
        raise ValueError(info.filename)
    return content


_LOCAL = 30
"""Bytes of a part's header (APPNOTE 4.3)."""
_VERSION, _UTF8, _FIRST_DAY, _RIGHTS = 20, 0x800, 0x21, 0o600 << 16
"""What a part needs to be unpacked, the flag of names in UTF-8, 1980-01-01, and for its owner alone."""
