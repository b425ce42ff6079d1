"""Packing items of the archive (封装): against hashing and writing the same bytes, and how much memory it takes."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.figures import OWN, WALL, Clock, Line, in_turn, ratio
from oa_desktop.archive.kinds import write_package
from oa_desktop.domain.actions.archiving import ArrangeItem
from oa_desktop.domain.archives.items import Carrier
from oa_desktop.domain.archives.metadata import FileSaid, Metadata
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.register import ArchivalItem
from oa_desktop.domain.archives.retention import Retention
from oa_desktop.domain.archives.scheme import Scheme
from oa_desktop.domain.ids import BatchId, Digest, DossierId, EntryId, ItemId, KeyId, PersonId
from oa_desktop.office.archiving.packing import Package, PackedItem
from oa_desktop.office.filing import JOURNAL, PAGE, SIGNED, FiledFile
from oa_desktop.security import sm3

ITEMS, _ROUNDS, _FEW = 1000, 2, 100
_SIZES = {PAGE: 30_000, SIGNED: 20_000, JOURNAL: 10_000}
"""Bytes of the three files of an item."""
_FILES = tuple(FiledFile(name=name, data=bytes(range(256)) * (size // 256)) for name, size in _SIZES.items())
_SCHEME = Scheme(fonds="Z109", fonds_name="清源县人民政府办公室", since=2026)
_GOAL = 2.0
_MEGABYTE = 1024 * 1024


def measure() -> Iterator[Line]:
    """Give the lines about packing."""
    root = Path(tempfile.mkdtemp(prefix="oa-bench-"))
    try:
        yield from _ratios(root / "clock", WALL, "", goal=_GOAL)
        yield from _ratios(root / "own", OWN, ", by the processor", goal=None)
        few, many = (_peak(root / f"peak{count}", count) for count in (_FEW, ITEMS))
        yield Line(
            name=f"  memory for {ITEMS:,} items beyond that for {_FEW}", figure=(many - few) / _MEGABYTE, unit="MB"
        )
    finally:
        shutil.rmtree(root)


def _ratios(root: Path, clock: Clock, by: str, *, goal: float | None) -> Iterator[Line]:
    """Give how much longer packing takes than hashing and writing one file after the other.

    Packing works on two cores, so the time of the processor, which is that of both, is shown beside that of the clock.
    """
    plain, *kinds = in_turn(
        lambda turn: lambda: _plainly(root / f"plain{turn}"),
        *(lambda turn, kind=kind: _packing(root / f"{kind}{turn}", kind) for kind in PackageKind),
        rounds=_ROUNDS,
        warm=1,
        clock=clock,
    )
    for kind, times in zip(PackageKind, kinds, strict=True):
        name = f"{ITEMS:,} items packed ({kind}) / the same bytes hashed and written{by}"
        yield ratio(name, times, plain, goal=goal)
    yield Line(name=f"  hashed and written{by}", figure=median(plain) * 1000, unit="ms")


def _plainly(root: Path) -> None:
    """Hash every file by both digests and write it, no more."""
    for number in range(ITEMS):
        folder = root / str(number)
        folder.mkdir(parents=True)
        for one in _FILES:
            hashlib.sha256(one.data).hexdigest()
            sm3.digest(one.data)
            (folder / one.name).write_bytes(one.data)


def _packing(target: Path, kind: PackageKind) -> Callable[[], None]:
    return lambda: write_package(_package(ITEMS), kind, target, sm3.hasher)


def _peak(target: Path, count: int) -> int:
    tracemalloc.start()
    write_package(_package(count), PackageKind.TRANSFER, target, sm3.hasher)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _package(count: int) -> Package:
    lines = tuple(map(item_numbered, range(1, count + 1)))
    return Package(
        unit=_SCHEME.fonds_name,
        scheme=_SCHEME,
        year=2026,
        lines=lines,
        items=lambda: map(_packed, lines),
        seal=lambda beside: b"".join(f"{name} {digest}\n".encode() for name, digest in beside.items()),
        sign=lambda message: message,
        digest=lambda data: Digest(sm3.digest(data)),
        key=KeyId("0" * 64),
        public_key=b"0" * 65,
        time="2026-07-08T09:00:00+08:00",
        registration=lambda _size: b"",
        read=lambda _: b"",
        verifier=b"",
    )


def item_numbered(number: int) -> ArchivalItem:
    """Return an item of one class, by its number."""
    code = f"Z109-WS·2026-Y-BGS-{number:04}"
    act = ArrangeItem(
        fonds="Z109",
        archival_year=2026,
        item=ItemId(f"item-{number}"),
        document=DossierId(f"document-{number}"),
        batch=BatchId("batch"),
        retention=Retention.PERMANENT,
        number=number,
        archival_code=code,
        title="关于印发机关档案管理办法的通知",
        date="2026-07-08",
        division="BGS",
    )
    return ArchivalItem(
        act=act,
        entry=EntryId(""),
        person=PersonId(""),
        time="",
        title=act.title,
        responsible=_SCHEME.fonds_name,
        date=act.date,
        pages=3,
        carrier=Carrier.ELECTRONIC,
    )


_SAID = Metadata(
    id="",
    record={"M1": "文件", "M22": "关于印发机关档案管理办法的通知"},
    files=tuple(
        FileSaid(name=one.name, digest=Digest("0" * 64), main=one.name == PAGE, said={"M48": one.name})
        for one in _FILES
    ),
)


def _packed(item: ArchivalItem) -> PackedItem:
    metadata = replace(_SAID, id=item.id)
    return PackedItem(item=item, folders=("Z109", "WS·2026-Y-BGS", item.code), files=_FILES, metadata=metadata)
