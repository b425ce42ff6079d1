"""Packages that arrive from elsewhere: looked through, tested, and their items unpacked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.archive.eep_reading import read_eep
from oa_desktop.archive.opening import examine
from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.office.archiving.importing import Examined
from oa_desktop.office.ports.keys import Crypto


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageArrivals:
    """Packages in folders.

    Attributes:
        crypto: Digests and verification.
        reports: Tests the items of a package.
    """

    crypto: Crypto
    reports: Callable[[Path], tuple[PropertyReport, ...]]

    def examine(self, path: Path) -> Examined:
        """Return what is wrong with a package, or what can be taken in, as :func:`opening.examine` does."""
        return examine(path, self.crypto)

    def test(self, path: Path) -> tuple[PropertyReport, ...]:
        """Return what the four properties of its items come to."""
        return self.reports(path)

    def unpacked(self, data: bytes, name: str) -> Mapping[str, bytes]:
        """Return the files of an item that is one file, as :func:`eep_reading.read_eep` does."""
        return read_eep(data, name)
