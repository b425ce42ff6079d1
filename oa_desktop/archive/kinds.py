"""The kinds of packages that the archive writes (归档信息包)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from oa_desktop.archive.bag import write_bag_of
from oa_desktop.archive.eep import write_packages
from oa_desktop.archive.transfer import write_transfer
from oa_desktop.archive.writing import Folder, NewDigest, whole_folder
from oa_desktop.office.archiving.packing import Package


class PackageKind(StrEnum):
    """How items are packed."""

    EEP = "eep"
    """电子文件封装包: one XML each."""
    TRANSFER = "transfer"
    """移交信息包: a folder."""
    BAG = "bag"
    """The same folder in a bag (BagIt)."""


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
