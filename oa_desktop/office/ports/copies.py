"""What the archive asks of a good copy: a backup, or a package that left it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias

from oa_desktop.domain.ids import Digest


class GoodCopies(Protocol):
    """A place where contents may lie, sealed or plain; nothing that comes from it is believed."""

    @property
    def name(self) -> str:
        """What the place is called."""

    def sealed(self, name: str) -> BinaryIO | None:
        """Return the file of a name in which a store sealed a content, open; None where it has none.

        Raises:
            Unavailable: ``source.unreadable``.
        """

    def plain(self, digest_of: Callable[[bytes], Digest]) -> Iterator[tuple[Digest, Callable[[], BinaryIO]]]:
        """Yield the digest of every content that lies there plainly, and what opens it; one is in memory at a time.

        Raises:
            Unavailable: ``source.unreadable``, ``confine.failed``.
        """


CopiesIn: TypeAlias = Callable[[Path], GoodCopies]
"""Returns the good copies in a folder: backups and packages of the archive, itself or below it."""
