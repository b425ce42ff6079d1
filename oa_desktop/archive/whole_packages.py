"""What is known of a package of the archive (归档信息包) beyond its items: looked at once, for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Final

from oa_desktop.archive.described_items import Item, bytes_of, files_of
from oa_desktop.archive.explaining import EXPLANATION, read_totals
from oa_desktop.archive.opening import rows_of
from oa_desktop.archive.specimens import Instruments
from oa_desktop.archive.transfer import CATALOGUE, SEAL
from oa_desktop.archive.trees import register_of, root_of, verify_tree
from oa_desktop.domain.archives.codes import ArchivalClass
from oa_desktop.domain.archives.folding import fold
from oa_desktop.domain.archives.register import ArchivalItem, ArchiveRegister
from oa_desktop.domain.archives.specimen import Totals
from oa_desktop.domain.beside import FileFault
from oa_desktop.domain.entry import Entry, decode_entry
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import ArchiveName, archive_of
from oa_desktop.domain.journal_file import organisation_in, read_journal_file
from oa_desktop.domain.units.organisation import Organisation

_REGISTER: Final = "归档登记"
_CHANGED: Final = "evidence.file-unrecorded"
_FOREIGN: Final = "evidence.file-foreign"
_MOST_WORDS: Final = 1024 * 1024
"""Bytes of an explanation that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredItems:
    """What the register that lies in a package says.

    Attributes:
        count: How many items are kept.
        items: These, by their codes.
        vacant: The vacancies of their classes.
    """

    count: int
    items: Mapping[str, ArchivalItem]
    vacant: Mapping[ArchivalClass, tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePackage:
    """What is known of a package beyond its items.

    Attributes:
        items: How many there are.
        changed: Files that are not what the sealed list says.
        foreign: Files that it does not name, by every folder that they lie in.
        listed: The codes of its catalogue; None where it has none.
        held: How many items have a key.
        register: What the register of their year says, where it lies in the package and is sound.
    """

    root: Path
    items: int
    unit: Organisation | None
    changed: frozenset[str] = frozenset()
    foreign: Mapping[str, Sequence[str]] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    listed: frozenset[str] | None = None
    told: Totals | None = None
    counted: Totals | None = None
    held: Mapping[tuple[str, ...], int]
    register: RegisteredItems | None = None

    def foreign_in(self, folder: str) -> Iterator[str]:
        """Yield what nobody lists in a folder, and what lies with no item, which is told of every item."""
        yield from self.foreign.get(folder, ())
        yield from self.foreign.get(_OUTSIDE, ())


_OUTSIDE: Final = ""
"""Instead of a folder, for what lies with no item."""


def whole_of(path: Path, items: Sequence[Item], by: Instruments) -> WholePackage:
    """Return what is known of a package, or of the folder of a single item, beyond its items.

    Raises:
        OSError: The disk does not give it.
    """
    held = Counter(key for one in items for key in one.keys)
    root = root_of(path) if path.is_dir() else None
    if root is None:
        return WholePackage(root=path.parent, items=len(items), unit=None, held=held)
    unit, listed, told = _unit(root, by), _listed(root), _told(root)
    whole = WholePackage(root=root, items=len(items), unit=unit, held=held, listed=listed, told=told)
    sizes = [one.stat().st_size for item in items for one in files_of(item.place)]
    count = Totals(items=len(items), size=sum(sizes))
    return replace(_judged(whole, path, by), counted=count if whole.told else None)


def _judged(whole: WholePackage, path: Path, by: Instruments) -> WholePackage:
    """Return what is known of a package with what verifying it says."""
    try:
        verdict = verify_tree(path, by.crypto)
    except Refused as refused:
        file = str(refused.params.get("file", _REGISTER))
        return replace(whole, strange=(file,)) if refused.code == "evidence.strange" else replace(whole, broken=(file,))
    outside = [one for one in verdict.faults if "/" not in one.file or one.file.startswith(SEAL.partition("/")[0])]
    return replace(
        whole,
        register=_register(whole.root) if verdict.journal.sound else None,
        changed=frozenset(one.file for one in verdict.faults if one.rule == _CHANGED),
        foreign=_by_folder(one.file for one in verdict.faults if one.rule == _FOREIGN),
        broken=(*(() if verdict.journal.sound else (_REGISTER,)), *(one.file for one in outside if _is_broken(one))),
    )


def _is_broken(fault: FileFault) -> bool:
    return fault.rule != _FOREIGN and not fault.file.endswith(".xml")


def _by_folder(files: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return files by every folder that they lie in; those that lie too high for an item by :data:`_OUTSIDE`."""
    lying: dict[str, list[str]] = {}
    for one in files:
        folders = [f"{folder}/" for folder in PurePosixPath(one).parents]
        for folder in folders if one.count("/") > 1 else (_OUTSIDE,):
            lying.setdefault(folder, []).append(one)
    return lying


def _unit(root: Path, by: Instruments) -> Organisation | None:
    try:
        held = read_journal_file(bytes_of(register_of(root)))
    except Refused:
        return None
    return organisation_in(held, by.crypto.digest)


def _register(root: Path) -> RegisteredItems | None:
    """Return what the register of the year says that lies in a package; to be asked of a sound one."""
    held: dict[ArchiveName, list[Entry]] = {}
    for one in read_journal_file(bytes_of(register_of(root))).entries:
        name = archive_of(one.journal)
        if name is not None:
            held.setdefault(name, []).append(decode_entry(one.signed))
    return next((_registered(fold(name, entries)) for name, entries in held.items()), None)


def _registered(register: ArchiveRegister) -> RegisteredItems:
    kept = tuple(register.kept())
    return RegisteredItems(
        count=len(kept),
        items={one.code: one for one in reversed(kept)},
        vacant={of: register.vacancies(of) for of in {one.act.of for one in kept}},
    )


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
