"""Packages of the archive (归档包) as a program on a disk deals with them: one at a time in one place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from oa_desktop.archive import trees
from oa_desktop.archive.arriving import PackageArrivals
from oa_desktop.archive.copies import CopiesInFolder
from oa_desktop.archive.kinds import write_package
from oa_desktop.archive.opening import examine
from oa_desktop.archive.package_specimens import specimens_in
from oa_desktop.archive.scanning import ClamScan
from oa_desktop.archive.specimens import Instruments, specimen_of
from oa_desktop.archive.writing import swept, unfinished, whole_folder
from oa_desktop.bootstrap.adapters import build_identifying, build_proving, build_signed_files
from oa_desktop.bootstrap.alone import alone
from oa_desktop.bootstrap.resources import (
    properties,
)
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.domain.archives.properties import PropertyReport, Stage
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.ids import Digest
from oa_desktop.office.archiving.importing import Examined, Files
from oa_desktop.office.archiving.means import Means
from oa_desktop.office.archiving.packing import Package
from oa_desktop.office.archiving.testing import report_of
from oa_desktop.office.ports.copies import GoodCopies
from oa_desktop.security import sm3
from oa_desktop.storage.disk import disk_errors


def write_archive_package(package: Package, kind: PackageKind, target: Path) -> None:
    """Write items into a folder, as :func:`kinds.write_package` does, unless another program writes there.

    Raises:
        Unavailable: ``store.busy``; as :func:`kinds.write_package` does.
    """
    with _packing_alone(target):
        write_package(package, kind, target, sm3.hasher)


def sweep_archive_package(target: Path) -> bool:
    """Take away what a program that died left of a package, as :func:`writing.swept` does; not while one is written."""
    if not target.parent.is_dir():
        return False
    try:
        with alone(unfinished(target)):
            return swept(target)
    except Unavailable:
        return False


@contextlib.contextmanager
def _packing_alone(target: Path) -> Iterator[None]:
    """Keep another program from writing the same package meanwhile."""
    with disk_errors():
        target.parent.mkdir(parents=True, exist_ok=True)
    with alone(unfinished(target)):
        yield


def write_files_of_package(files: Files, target: Path) -> None:
    """Write the files of a package into a new or empty folder, whole or not at all.

    Raises:
        Unavailable: ``archive.not-empty``, ``disk.full``, ``disk.failed``; as reading them does.
    """
    with _packing_alone(target), whole_folder(target, sm3.hasher) as folder:
        for name, read in files.items():
            folder.put(name, read())


def examine_archive_package(path: Path) -> Examined:
    """Look through a package of the archive, as :func:`opening.examine` does."""
    return examine(path, build_proving())


def build_copies(folder: Path) -> GoodCopies:
    """Return where contents of the archive may be found again: a backup, or packages."""
    return CopiesInFolder(folder)


def build_arrivals() -> PackageArrivals:
    """Return what looks packages of other archives through, and tests them as they are received."""
    test = partial(properties_of_package, stage=Stage.TRANSFER, viruses=True)
    return PackageArrivals(crypto=build_proving(), reports=test)


def properties_of_package(path: Path, stage: Stage, *, viruses: bool = False) -> tuple[PropertyReport, ...]:
    """Return what the four properties (四性检测) come to of what lies there: a 归档件, the items of a package, an EEP.

    Raises:
        Refused: ``archive.no-item``.
        Unavailable: ``source.unreadable``, ``confine.failed``.
    """
    now = SystemClock().now().isoformat(timespec="seconds")
    means = Means(formats=build_identifying(), signed=build_signed_files())
    by = Instruments(crypto=build_proving(), sm3=lambda given: Digest(sm3.digest(given)), means=means, today=now[:10])
    scan = ClamScan().folder(path) if viruses else None
    packed = path.is_file() or trees.root_of(path) is not None
    found = specimens_in(path, by) if packed else iter((specimen_of(path, by),))
    reports = (report_of(properties(), stage, replace(one, scan=scan), now) for one in found)
    return tuple(replace(one, code=one.code or path.resolve().name) for one in reports)
