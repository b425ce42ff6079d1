"""Writing a package of the archive (归档信息包), of whatever kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from oa_desktop.archive.bag import write_bag_of
from oa_desktop.archive.eep import write_packages
from oa_desktop.archive.transfer import write_transfer
from oa_desktop.archive.writing import Folder, NewDigest, whole_folder
from oa_desktop.domain.archives.package_kinds import PackageKind
from oa_desktop.office.archiving.packing import Package

_WRITERS: Final[Mapping[PackageKind, Callable[[Package, Folder], None]]] = {
    PackageKind.EEP: write_packages,
    PackageKind.TRANSFER: write_transfer,
    PackageKind.BAG: write_bag_of,
}


def write_package(package: Package, kind: PackageKind, target: Path, new_sm3: NewDigest) -> None:
    """Write a package into a new or empty folder, whole or not at all.

    Raises:
        Refused: As making its items does.
        Unavailable: ``archive.not-empty``, ``disk.full``, ``disk.failed``; as making its items does.
    """
    with whole_folder(target, new_sm3, with_sha256=kind is PackageKind.BAG) as folder:
        _WRITERS[kind](package, folder)
