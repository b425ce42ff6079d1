"""What the archive asks of the disk for a package that leaves it (归档信息包)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from oa_desktop.domain.archives.package_kinds import PackageKind

if TYPE_CHECKING:
    from oa_desktop.office.archiving.packing import Package

WritePackage: TypeAlias = "Callable[[Package, PackageKind, Path], None]"
"""Writes a package of a kind into a new or empty folder, whole or not at all.

Raises ``Refused`` as making its items does; ``Unavailable`` with ``archive.not-empty``, ``disk.full``, ``disk.failed``.
"""

SweepPackage: TypeAlias = Callable[[Path], bool]
"""Takes away what a program that died left of a package beside its folder; tells whether none of it is left."""
