"""Ink (手写): kept before an act names it, and had again by its digest."""

from __future__ import annotations

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest, DossierId
from oa_desktop.domain.texts.ink import Ink
from oa_desktop.office import reading
from oa_desktop.office.desk import Desk
from oa_desktop.office.ports.store import Blobs


class InkShelf:
    """What one signed-in person writes by hand, and sees of others."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, ink: Ink) -> Digest:
        """Keep what somebody wrote, durably, and return what an act names it by.

        Raises:
            Unavailable: ``disk.full``, ``store.read-only``.
        """
        return self._desk.store.blobs.keep(ink.encode())

    def read(self, dossier: DossierId, digest: Digest) -> Ink:
        """Return what was written with an act on a document.

        Raises:
            Refused: ``dossier.unknown``: the document does not name it, or may not be known.
            Unavailable: ``blob.missing``, ``blob.damaged``.
        """
        self._desk.known(dossier)
        if digest not in reading.named_digests(self._desk, dossier):
            raise Refused("dossier.unknown", dossier=dossier)
        return read_ink(self._desk.store.blobs, digest)


def read_ink(blobs: Blobs, digest: Digest) -> Ink:
    """Return what was written by hand.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    try:
        return Ink.decode(blobs.read(digest))
    except Refused as error:
        raise Unavailable("blob.damaged", digest=digest) from error


def refuse_unkept_ink(blobs: Blobs, digest: Digest) -> None:
    """Refuse an act that names something else than ink that is kept.

    Raises:
        Refused: ``ink.not-kept``, ``ink.empty``, ``ink.too-much``, ``ink.damaged``.
    """
    if not blobs.has(digest):
        raise Refused("ink.not-kept")
    Ink.decode(blobs.read(digest))
