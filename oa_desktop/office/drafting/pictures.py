"""The pictures of texts (图): kept before a text names them, and had again by their digests."""

from __future__ import annotations

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Picture
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.pages import Pictures, Reader


class PictureShelf:
    """The pictures that one signed-in person brings and sees."""

    def __init__(self, desk: Desk, reader: Reader) -> None:
        self._blobs = desk.store.blobs
        self._reader = reader

    def keep_all(self, pictures: Pictures) -> None:
        """Keep the pictures of a text that was read, durably, so that a text may name them.

        Raises:
            Unavailable: ``disk.full``, ``store.read-only``.
        """
        for data in pictures.values():
            self._blobs.keep(data)

    def keep(self, data: bytes, name: str) -> Picture:
        """Keep a picture that somebody brings, durably, and return what a text names it by.

        Args:
            data: The file.
            name: What it shows.

        Raises:
            Refused: ``picture.unknown``, ``picture.damaged``, ``picture.too-large``, ``picture.too-hard``.
            Unavailable: ``disk.full``, ``store.read-only``.
        """
        return Picture(digest=self._blobs.keep(self._reader.picture(data)), name=name)

    def read(self, digest: Digest) -> bytes:
        """Return a picture that a text names.

        Raises:
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        return self._blobs.read(digest)
