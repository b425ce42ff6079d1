"""What the archive asks of a package that arrives from elsewhere (归档信息包)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from oa_desktop.domain.archives.properties import PropertyReport
from oa_desktop.office.archiving.importing import Examined
from oa_desktop.office.ports.keys import Crypto


class Arrivals(Protocol):
    """Looks packages through; nothing in them is believed."""

    @property
    def crypto(self) -> Crypto:
        """Digests and verification, which know of a package that was looked through which of its signatures hold."""
        ...

    def examine(self, path: Path) -> Examined:
        """Return what is wrong with a package, or what can be taken in.

        Raises:
            Refused: ``import.*``, ``evidence.strange``, ``journal-file.*``.
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """

    def test(self, path: Path) -> tuple[PropertyReport, ...]:
        """Return what the four properties (四性检测) of its items come to, viruses looked for.

        Raises:
            Refused: ``archive.no-item``.
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """

    def cards(self, folder: Path) -> tuple[bytes, ...]:
        """Return the cards (单位名片) that lie in a folder.

        Raises:
            Refused: ``holdings.no-card``.
            Unavailable: ``source.unreadable``.
        """

    def unpacked(self, data: bytes, name: str) -> Mapping[str, bytes]:
        """Return the files of an item that is one file (电子文件封装包), by their names.

        Raises:
            Refused: ``import.damaged``, ``import.name``, ``import.too-hard``.
            Unavailable: ``confine.failed``.
        """
