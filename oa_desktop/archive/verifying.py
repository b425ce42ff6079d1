"""Verifying an archival item (核验归档件) anywhere: its list of files, its journal, and its pages against the journal.

The list of a bag (RFC 8493) shows what was lost or damaged on the way; whoever changes a page on purpose can make a
list that fits it. The journal is signed, and names the digests of 正本, 定稿 and attachments.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.archive.bag_forms import OF_ITEM, form_faults
from oa_desktop.archive.lists import BagList, composed, is_odd, look_alikes, read_lists
from oa_desktop.domain.archives.bag_description import INFO, SEALED, count_of, is_as_sealed
from oa_desktop.domain.beside import FileFault
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.journal_file import (
    JournalFile,
    dossier_entries,
    dossiers_of,
    read_journal_file,
    verify_journal_file,
)
from oa_desktop.domain.verification import Verdict
from oa_desktop.office.filing import JOURNAL, ORDER, recorded_files, recorded_ink
from oa_desktop.office.ports.keys import Crypto

PAYLOAD = "data"
"""Folder of the files themselves."""
_LISTS = re.compile(r"bagit\.txt|bag-info\.txt|(tag)?manifest-(md5|sha1|sha224|sha256|sha384|sha512|sm3)\.txt")
"""Files of a bag that describe it (RFC 8493)."""
ITEM = "归档件"
PIECE = 1024 * 1024
"""Bytes of a file that are read at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemVerdict:
    """What verifying an archival item found.

    Attributes:
        files: How many files lie in it.
        faults: Files that are not as they should be.
        journal: What verifying its journal found.
        sort: What it is: 归档件, 核验包, or a file of journals (办理记录) among files that it lists.
        undescribed: Whether it is a bag of an earlier version, which did not seal what the bag says of itself.
    """

    files: int
    faults: tuple[FileFault, ...]
    journal: Verdict
    sort: str = ITEM
    undescribed: bool = False


DigestOf = Callable[[Iterator[bytes]], Digest]
"""Returns the SM3 digest of the pieces of a stream."""


def verify_item(folder: Path, crypto: Crypto, digest_of: DigestOf) -> ItemVerdict:
    """Return whether an archival item is what was filed.

    Args:
        folder: The bag.
        crypto: Digests and verification.
        digest_of: Returns the digest of the pieces of a stream.

    Raises:
        Refused: ``archive.no-item``; ``journal-file.damaged`` and the like, for its journal.
        Unavailable: ``source.unreadable``: the disk does not give it.
    """
    if not is_bag(folder) or not (folder / PAYLOAD / JOURNAL).is_file():
        raise Refused("archive.no-item", file=folder.resolve().name or str(folder))
    try:
        held = read_journal_file(b"".join(pieces(folder / PAYLOAD / JOURNAL)))
        verdict = verify_journal_file(held, digest_of=crypto.digest, holds=crypto.verify)
        listed = bag_faults(folder, digest_of)
        names = {one.file for one in listed}
        found = (
            _unrecorded(folder, held, digest_of),
            _unsealed(folder, held, digest_of),
            _foreign(folder, held, names),
        )
        signed = tuple(one for each in found for one in each) if verdict.sound else ()
        description = described_faults(folder, held, digest_of, whole=not (listed or signed)) if verdict.sound else ()
        told = (*listed, *signed, *description)
        faults = tuple(dict.fromkeys(told or form_faults(folder, OF_ITEM)))
        files = sum(path.is_file() for path in (folder / PAYLOAD).rglob("*"))
    except OSError as error:
        raise Unavailable("source.unreadable", name=folder.name, reason=error.strerror or str(error)) from error
    return ItemVerdict(files=files, faults=faults, journal=verdict, undescribed=not is_description_sealed(held))


def is_bag(folder: Path) -> bool:
    """Whether a folder says of itself that it is a bag (RFC 8493)."""
    return (folder / "bagit.txt").is_file()


def _unrecorded(folder: Path, held: JournalFile, digest_of: DigestOf) -> Iterator[FileFault]:
    """Give the files that are not those which the journal records."""
    recorded = _recorded(held)
    on_paper = any(state.incoming and state.filed for state in dossiers_of(held))
    if not recorded and not on_paper:
        yield FileFault(rule="archive.nothing-recorded", file=JOURNAL)
    for name, digest in recorded.items():
        path = folder / PAYLOAD / name
        if path.is_file() and digest_of(pieces(path)) != digest:
            yield FileFault(rule="archive.file-unrecorded", file=name)
        elif not path.is_file():
            yield FileFault(rule="archive.file-missing", file=name)


def _unsealed(folder: Path, held: JournalFile, digest_of: DigestOf) -> Iterator[FileFault]:
    """Give the files that are not those which the machine sealed with the journal, where it sealed them.

    A name that leads out of the payload names no file of it, whatever lies there.
    """
    for one in held.preamble.beside:
        path = folder / PAYLOAD / one.name
        if path.is_symlink() or one.name == SEALED:
            continue  # told of by others
        if path.name != one.name or not path.is_file():
            yield FileFault(rule="archive.file-missing", file=one.name)
        elif digest_of(pieces(path)) != one.digest:
            yield FileFault(rule="archive.file-unrecorded", file=one.name)


def is_description_sealed(held: JournalFile) -> bool:
    """Whether the machine has sealed with a journal what its bag says of itself."""
    return any(one.name == SEALED for one in held.preamble.beside)


def described_faults(bag: Path, held: JournalFile, digest_of: DigestOf, *, whole: bool) -> Iterator[FileFault]:
    """Give the description of a bag where it is not what was sealed.

    Args:
        bag: Its folder.
        held: The journal that is sealed.
        digest_of: Returns the SM3 digest of the pieces of a stream.
        whole: Whether its files are as they were, so that they can be counted.
    """
    sizes = (one.stat().st_size for one in (bag / PAYLOAD).rglob("*") if one.is_file())
    count, path = count_of(sizes) if whole else None, bag / INFO
    for one in (one for one in held.preamble.beside if one.name == SEALED):
        if not path.is_file():
            yield FileFault(rule="archive.file-missing", file=INFO)
        elif not is_as_sealed(b"".join(pieces(path)), one.digest, lambda data: digest_of(iter((data,))), count):
            yield FileFault(rule="archive.file-unrecorded", file=INFO)


def _recorded(held: JournalFile) -> Mapping[str, Digest]:
    """Return the files that the journal records; earlier versions gave some of them other names, which are sealed."""
    files = {name: digest for state in dossiers_of(held) for name, digest in recorded_files(state).items()}
    sealed = {one.name: one.digest for one in held.preamble.beside}
    called = {digest: name for name, digest in sealed.items()}
    written = (recorded_ink(entries).items() for entries in dossier_entries(held).values())
    named = {name if name in sealed else called.get(digest, name): digest for name, digest in files.items()}
    return named | {name: digest for one in written for name, digest in one}


def strays(folder: Path) -> Iterator[str]:
    """Give the names of files of a bag that lie neither in its payload nor among its lists."""
    for path in sorted(folder.rglob("*")):
        name = composed(path.relative_to(folder).as_posix())
        if path.is_file() and not (name.startswith(f"{PAYLOAD}/") or _LISTS.fullmatch(name)):
            yield name


def _foreign(folder: Path, held: JournalFile, told: Collection[str]) -> Iterator[FileFault]:
    """Give the files that filing does not put into an item, whatever its lists say; not those told of already."""
    made = {composed(f"{PAYLOAD}/{name}") for name in (*_recorded(held), *ORDER)}
    for path in sorted(folder.rglob("*")):
        name = composed(path.relative_to(folder).as_posix())
        if path.is_file() and not (name in made or _LISTS.fullmatch(name) or _shown(name) in told):
            yield FileFault(rule="archive.file-foreign", file=_shown(name))


def bag_faults(folder: Path, digest_of: DigestOf) -> tuple[FileFault, ...]:
    """Return what is wrong with a bag by its own lists, file by file; empty when it is sound.

    Args:
        folder: The bag.
        digest_of: Returns the SM3 digest of the pieces of a stream.

    Raises:
        OSError: The disk does not give a file.
    """
    strange = tuple(_strange(folder))
    if strange:
        return strange
    try:
        return tuple(_listed_faults(folder, read_lists(folder), digest_of))
    except ValueError:
        return (FileFault(rule="archive.list-unreadable", file=folder.name),)


def _strange(folder: Path) -> Iterator[FileFault]:
    """Give what is no ordinary file, folders with nothing in them, and names that look alike."""
    found = sorted(folder.rglob("*"))
    for path in found:
        if is_odd(path):
            yield FileFault(rule="archive.file-strange", file=path.name)
    for name in look_alikes(path.relative_to(folder).as_posix() for path in found):
        yield FileFault(rule="archive.file-foreign", file=_shown(name))


def _listed_faults(folder: Path, lists: Sequence[BagList], digest_of: DigestOf) -> Iterator[FileFault]:
    there = {composed(path.relative_to(folder).as_posix()): path for path in folder.rglob("*") if path.is_file()}
    named = sorted({name for one in lists for name in one.digests})
    yield from (FileFault(rule="archive.file-missing", file=_shown(name)) for name in named if name not in there)
    for name in sorted(there):
        if name.startswith(f"{PAYLOAD}/") and any(name not in one.digests for one in lists if not one.of_tags):
            yield FileFault(rule="archive.file-unlisted", file=_shown(name))
    for name in named:
        sums = {one.algorithm: one.digests[name] for one in lists if name in one.digests}
        if name in there and any(_sum(there[name], algorithm, digest_of) != told for algorithm, told in sums.items()):
            yield FileFault(rule="archive.file-changed", file=_shown(name))


def _shown(name: str) -> str:
    return name.removeprefix(f"{PAYLOAD}/")


def _sum(path: Path, algorithm: str, digest_of: DigestOf) -> str:
    if algorithm == "sm3":
        return digest_of(pieces(path))
    running = hashlib.new(algorithm)
    for piece in pieces(path):
        running.update(piece)
    return running.hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, no more than it is said to have: some files that have none never end."""
    left = path.stat().st_size
    with path.open("rb") as file:
        while left and (piece := file.read(min(PIECE, left))):
            yield piece
            left -= len(piece)
