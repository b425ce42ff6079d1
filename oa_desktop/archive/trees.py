"""Verifying packages of the archive (归档信息包): every file against the list that the machine has sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from oa_desktop.archive.bag_forms import OF_PACKAGE, form_faults
from oa_desktop.archive.eep import REGISTER
from oa_desktop.archive.eep_reading import read_eep, signature_faults
from oa_desktop.archive.packages import in_folder, judged
from oa_desktop.archive.transfer import SEAL
from oa_desktop.archive.verifying import (
    PAYLOAD,
    ItemVerdict,
    bag_faults,
    described_faults,
    is_description_sealed,
    pieces,
    strays,
)
from oa_desktop.domain.beside import FileFault
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.journal_file import JournalFile, read_journal_file
from oa_desktop.office.filing import JOURNAL
from oa_desktop.office.ports.keys import Crypto

TREE: Final = "归档信息包"
EEP: Final = "封装包"
_EEP_BEGINS: Final = "<电子文件封装包 ".encode()


def root_of(path: Path) -> Path | None:
    """Return where the files of a package begin, None where a folder is none: in a bag it is ``data``."""
    for root in (path / PAYLOAD, path):
        if (root / SEAL).is_file() or (root / REGISTER).is_file():
            return root
    return None


def register_of(root: Path) -> Path:
    """Return the sealed list of a package."""
    return root / SEAL if (root / SEAL).is_file() else root / REGISTER


def items_in(root: Path) -> tuple[Path, ...]:
    """Return where the items are: a folder each, or a file each."""
    if register_of(root).parent == root:
        return tuple(sorted(root.glob("*.xml")))
    return tuple(sorted(one.parent for one in root.glob(f"*/*/*/{JOURNAL}")))


def verify_tree(path: Path, crypto: Crypto) -> ItemVerdict:
    """Return whether a package is what was written: every file of it, and in an EEP each signature.

    Raises:
        Refused: ``evidence.none``, ``evidence.strange``; ``journal-file.damaged`` and the like.
        Unavailable: ``source.unreadable``.
    """
    root = root_of(path)
    if root is None:
        raise Refused("evidence.none", file=path.name)
    try:
        seal = register_of(root)
        files = in_folder(root)
        held = read_journal_file(b"".join(files.pop(seal.relative_to(root).as_posix())()))
        bag = (*bag_faults(path, crypto.digest), *map(_foreign, strays(path))) if root != path else ()
        found = judged(held, files, crypto, sort=TREE, also=bag)
        return _as_described(path, held, found, crypto) if root != path else found
    except OSError as error:
        raise Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error)) from error


def _as_described(bag: Path, held: JournalFile, found: ItemVerdict, crypto: Crypto) -> ItemVerdict:
    """Return a verdict on the files of a bag with what is to be said of its description and its lists."""
    faults = (*found.faults, *described_faults(bag, held, crypto.digest, whole=not found.faults))
    told = tuple(dict.fromkeys(faults or form_faults(bag, OF_PACKAGE)))
    return replace(found, faults=told, undescribed=not is_description_sealed(held))


def _foreign(name: str) -> FileFault:
    return FileFault(rule="evidence.file-foreign", file=name)


_BEGINS_WITHIN = 300
"""Bytes at the beginning of a file that say what it is."""


def is_eep(path: Path) -> bool:
    """Whether a file begins as a 电子文件封装包."""
    with suppress(OSError):
        return _EEP_BEGINS in next(pieces(path), b"")[:_BEGINS_WITHIN]
    return False


def verify_eep(path: Path, crypto: Crypto) -> ItemVerdict:
    """Return whether a 电子文件封装包 is what was written: its signatures, its journal and the files beside it.

    Raises:
        Refused: ``import.damaged``, ``import.name``, ``import.too-hard``, ``evidence.none``;
            ``journal-file.damaged`` and the like.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unavailable("source.unreadable", name=path.name, reason=error.strerror or str(error)) from error
    return judged_eep(path.name, data, read_eep(data, path.name), crypto)


def judged_eep(name: str, data: bytes, files: Mapping[str, bytes], crypto: Crypto) -> ItemVerdict:
    """Return whether a 电子文件封装包 is what was written, of which the files were read already.

    Raises:
        Refused: ``evidence.none``; ``journal-file.damaged`` and the like.
    """
    if JOURNAL not in files:
        raise Refused("evidence.none", file=name)
    held = read_journal_file(files[JOURNAL])
    beside = {one: lambda given=given: iter((given,)) for one, given in files.items() if one != JOURNAL}
    return judged(held, beside, crypto, sort=EEP, also=tuple(_unsigned(data, held, crypto)))


def _unsigned(data: bytes, held: JournalFile, crypto: Crypto) -> Iterator[FileFault]:
    for name in dict.fromkeys(signature_faults(data, held, crypto)):
        yield FileFault(rule="archive.eep-signature", file=name)
