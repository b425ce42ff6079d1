"""Opening packages of the archive to take them in: everything that is wrong is named by file or row beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from oa_desktop.archive.confined_reading import COLUMNS, LIMITS, rows_confined
from oa_desktop.archive.described_items import Item, items_at
from oa_desktop.archive.eep_reading import read_eep
from oa_desktop.archive.lists import composed
from oa_desktop.archive.renamed import renamed, told
from oa_desktop.archive.transfer import CATALOGUE, SEAL
from oa_desktop.archive.trees import items_in, judged_eep, register_of, root_of, verify_tree
from oa_desktop.archive.verifying import PAYLOAD, ItemVerdict
from oa_desktop.domain.archives.catalogue import CatalogueRow, faults_of_rows
from oa_desktop.domain.archives.codes import is_fonds
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.domain.names import with_codes
from oa_desktop.office.archiving.importing import DescribedItem, Examined, Files, Opened, PackageFault
from oa_desktop.office.archiving.packing import CONTENT
from oa_desktop.office.confined import ask
from oa_desktop.office.filing import CAME_FORM, JOURNAL, PAGE, PAGE_OFD
from oa_desktop.office.ports.keys import Crypto

_ORIGINALS: Final = frozenset({PAGE, PAGE_OFD, CAME_FORM})
_UNREADABLE: Final = frozenset({"journal-file.damaged", "journal-file.other"})
_IN: Final = " 里的 "
_LARGEST_CATALOGUE: Final = 64 * 1024 * 1024


def examine(path: Path, crypto: Crypto) -> Examined:
    """Look through a package: every digest and signature, every row of its catalogue, every item.

    Raises:
        Refused: ``import.none``, ``import.no-register``, ``evidence.strange``, ``import.damaged``; what else a journal
            file is refused for.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    root = root_of(path) if path.is_dir() else None
    if root is None:
        raise _no_package(path)
    with _given_by_disk(path.name):
        verdict, items = _verified(path, crypto), items_in(root)
        moved = {one.now: one.was for one in renamed(verdict.faults)}
        faults = (*_of_verdict(verdict), *_of_items(root, items, crypto), *_of_catalogue(root, items, moved))
        opened = None if faults else _opened(path, root, items)
    return Examined(items=len(items), faults=faults, opened=opened)


@contextmanager
def _given_by_disk(name: str) -> Iterator[None]:
    """Say of what cannot be read, as after a medium was taken out, which file it is.

    Raises:
        Unavailable: ``source.unreadable``.
    """
    try:
        yield
    except OSError as error:
        raise Unavailable("source.unreadable", name=name, reason=error.strerror or str(error)) from error


def _no_package(path: Path) -> Refused:
    """Return what is to be said of a folder without a sealed register."""
    lost = any((one / CATALOGUE).is_file() for one in (path, path / PAYLOAD))
    return Refused("import.no-register", file=SEAL) if lost else Refused("import.none", file=path.name)


def _verified(path: Path, crypto: Crypto) -> ItemVerdict:
    try:
        return verify_tree(path, crypto)
    except Refused as refused:
        if refused.code in _UNREADABLE:
            raise Refused("import.damaged", file=SEAL) from refused
        raise


def _opened(path: Path, root: Path, items: tuple[Path, ...]) -> Opened:
    register = register_of(root).read_bytes()
    beside = register_of(root).parent
    contents = {one.name: partial(_read, beside, one.name) for one in sorted(beside.glob(f"{CONTENT}*"))}
    files = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
    names = sorted(one.relative_to(path).as_posix() for one in files)
    return Opened(
        unit=read_journal_file(register).preamble.unit,
        register=register,
        contents=contents,
        items=lambda: map(_files, items),
        whole={composed(name): partial(_read, path, name) for name in names},
        sizes={composed(name): (path / name).stat().st_size for name in names},
        inside="" if root == path else f"{PAYLOAD}/",
        described=lambda: _described_in(path, len(items)),
    )


def _read(folder: Path, name: str) -> bytes:
    """Return a file by its name: a path for each would take ten times as much memory."""
    with _given_by_disk(name):
        return (folder / name).read_bytes()


def _described_in(path: Path, count: int) -> Iterator[DescribedItem]:
    """Return what a package says of its items, as many as there were when it was looked through.

    Raises:
        Refused: ``holdings.changed``.
        Unavailable: ``source.unreadable``.
    """
    with _given_by_disk(path.name):
        found = items_at(path)
    if len(found) != count:
        raise Refused("holdings.changed", file=path.name)
    return (_described(path, one) for one in found)


def _described(path: Path, item: Item) -> DescribedItem:
    place = composed(item.place.relative_to(path).as_posix())
    return DescribedItem(place=f"{place}/" if item.place.is_dir() else place, fields=item.fields)


def _files(item: Path) -> Files:
    if item.is_dir():
        with _given_by_disk(item.name):
            return {one.name: partial(_read, item, one.name) for one in sorted(item.iterdir())}
    return {name: partial(bytes, data) for name, data in read_eep(_read(item.parent, item.name), item.name).items()}


# --- what is wrong ----------------------------------------------------------------------------------------------------


def _of_verdict(found: ItemVerdict, within: str = "") -> Iterator[PackageFault]:
    for one in told(found.faults):
        yield replace(one, params={**one.params, "file": with_codes(f"{within}{one.params['file']}")})
    for fault in found.journal.faults:
        said: dict[str, str | int] = {"journal": fault.journal, "device": fault.device, "seq": fault.seq}
        yield PackageFault(rule=fault.rule, params=said)


def _of_items(root: Path, items: Iterable[Path], crypto: Crypto) -> Iterator[PackageFault]:
    for item in items:
        name = with_codes(item.relative_to(root).as_posix())
        try:
            names, faults = _of_folder(item) if item.is_dir() else _of_eep(item, f"{name}{_IN}", crypto)
        except Refused as refused:
            yield _of_refused(refused, name, item.name)
            continue
        yield from faults
        if not names & _ORIGINALS:
            yield PackageFault(rule="import.no-original", params={"file": name})


def _of_folder(item: Path) -> tuple[frozenset[str], tuple[PackageFault, ...]]:
    """Return the names of an item's files; what is wrong with them the list of the whole package says."""
    return frozenset(one.name for one in item.iterdir()), ()


def _of_eep(item: Path, within: str, crypto: Crypto) -> tuple[frozenset[str], tuple[PackageFault, ...]]:
    """Return the names of an item's files, and what is wrong inside of its EEP, which is read once."""
    data = item.read_bytes()
    files = read_eep(data, item.name)
    return frozenset(files), tuple(_of_verdict(judged_eep(item.name, data, files, crypto), within))


def _of_refused(refused: Refused, name: str, own: str) -> PackageFault:
    """Return why an EEP cannot be read, with what in it that is said of, where it is not the whole."""
    if refused.code in _UNREADABLE:
        return PackageFault(rule="import.damaged", params={"file": f"{name}{_IN}{JOURNAL}"})
    said = _plain(refused)
    inside = str(said.get("file", own))
    file = name if inside == own else with_codes(f"{name}{_IN}{inside}")
    return PackageFault(rule=refused.code, params={**said, "file": file})


def _plain(refused: Refused) -> Mapping[str, str | int]:
    return {key: value if isinstance(value, int) else str(value) for key, value in refused.params.items()}


def _of_catalogue(root: Path, items: tuple[Path, ...], moved: Mapping[str, str]) -> Iterator[PackageFault]:
    """Yield what is wrong with the rows of 目录文件.XML, and where they and the items do not agree; an EEP has none.

    Folders that bear another name (``moved``) count by their own.
    """
    if not (root / SEAL).is_file():
        return
    try:
        rows = rows_of(root / CATALOGUE)
    except Refused as refused:
        yield PackageFault(rule=refused.code, params=_plain(refused))
        return
    folders = (moved.get(one.name, one.name) for one in sorted(root.iterdir()) if one.is_dir())
    fonds = next(filter(is_fonds, folders), "")
    for fault in faults_of_rows(rows, fonds):
        yield PackageFault(rule=fault.rule, params={"row": fault.row, "said": with_codes(fault.said)})
    there = {one.name for one in items}
    yield from (_without_item(one) for one in rows if one.code not in there)
    yield from map(_unlisted, sorted(there - {one.code for one in rows}))


def _without_item(row: CatalogueRow) -> PackageFault:
    return PackageFault(rule="import.row-without-item", params={"row": row.row, "said": with_codes(row.code)})


def _unlisted(name: str) -> PackageFault:
    return PackageFault(rule="import.item-unlisted", params={"file": with_codes(name)})


def rows_of(path: Path) -> tuple[CatalogueRow, ...]:
    """Return the rows of a catalogue.

    Raises:
        Refused: ``import.damaged``, ``import.too-hard``, ``import.no-catalogue``.
    """
    if not path.is_file():
        raise Refused("import.no-catalogue", file=path.name)
    if path.stat().st_size > _LARGEST_CATALOGUE:
        raise Refused("import.too-hard", file=path.name)
    return read_rows(path.read_bytes(), path.name)


def read_rows(data: bytes, name: str) -> tuple[CatalogueRow, ...]:
    """Return the rows of a catalogue.

    Raises:
        Refused: ``import.damaged``, ``import.too-hard``.
        Unavailable: ``confine.failed``.
    """
    found: list[dict[str, str]] = ask(
        rows_confined, data, name, too_hard=Refused("import.too-hard", file=name), limits=LIMITS
    )
    return tuple(_row(place, cells) for place, cells in enumerate(found, start=1))


def _row(place: int, cells: Mapping[str, str]) -> CatalogueRow:
    order, code, responsible, title, date, retention, mark, pages, _ = (cells.get(one, "") for one in COLUMNS)
    return CatalogueRow(
        row=place,
        order=order,
        code=code,
        responsible=responsible,
        title=title,
        date=date,
        retention=retention,
        mark=mark,
        pages=pages,
    )
