"""Packages that arrive from elsewhere: looked through, tested, and their items unpacked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from oa_desktop.archive.eep_reading import read_eep
from oa_desktop.archive.opening import examine
from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.partners import LARGEST
from oa_desktop.office.archiving.importing import Examined
from oa_desktop.office.exchanging.partners import ENDING
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

    def cards(self, folder: Path) -> tuple[bytes, ...]:
        """Return the cards (单位名片) that lie in a folder; links are not followed, nor is more read than a card has.

        Raises:
            Refused: ``holdings.no-card``: whoever named the folder believes that somebody vouches.
            Unavailable: ``source.unreadable``.
        """
        try:
            named = sorted(one for one in folder.iterdir() if one.suffix.lower() == ENDING and not one.is_symlink())
            found = tuple(_beginning(one) for one in named if one.is_file())
        except OSError as error:
            raise Unavailable("source.unreadable", name=folder.name, reason=error.strerror or str(error)) from error
        if not found:
            raise Refused("holdings.no-card", folder=folder.name)
        return found

    def unpacked(self, data: bytes, name: str) -> Mapping[str, bytes]:
        """Return the files of an item that is one file, as :func:`eep_reading.read_eep` does."""
        return read_eep(data, name)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)
