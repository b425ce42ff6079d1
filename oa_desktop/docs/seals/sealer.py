"""This room as the office's port for sealing wants it (`oa_desktop.office.ports.trust.Sealer`)."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.ofd.signing import DigestOf, seal_ofd
from oa_desktop.docs.signed_pdf.confined_signing import refuse_picture
from oa_desktop.docs.signed_pdf.signing import PdfSealer
from oa_desktop.office.ports.trust import Certificates, Impression, SealInHand, Seals


class PageSealer:
    """Puts seals on fixed pages.

    Args:
        seals: Makes the signature value of a seal.
        certificates: Reads whose key it is.
        digest_of: SM3, lower-case hexadecimal.
    """

    def __init__(self, seals: Seals, certificates: Certificates, digest_of: DigestOf) -> None:
        self._stamp = seals.stamp
        self._digest_of = digest_of
        self._pdf = PdfSealer(seals, certificates, digest_of)

    def refuse_picture(self, picture: bytes) -> None:
        """Refuse the picture of a seal that cannot be drawn on a page.

        Raises:
            Refused: ``seal.picture-kind``, ``seal.picture-large``, ``seal.picture-unreadable``.
            Unavailable: ``confine.failed``.
        """
        refuse_picture(picture)

    def seal_ofd(self, data: bytes, using: SealInHand, places: Sequence[Impression], *, last: bool) -> bytes:
        """Return an OFD of ours with one more seal; the last one covers the list of signatures too.

        Raises:
            Refused: ``seal.closed``, ``seal.no-place``, and what using the seal refuses.
        """
        return seal_ofd(data, using, places, last=last, stamp=self._stamp, digest_of=self._digest_of)

    def sign_pdf(self, data: bytes, using: SealInHand, places: Sequence[Impression]) -> bytes:
        """Return a PDF with one more signature (PAdES) that shows the seal at its places.

        Raises:
            Refused: ``seal.key-unknown``, ``seal.alone``, ``seal.no-place``, ``seal.picture-*``,
                ``view.damaged``, and what using the seal refuses.
            Unavailable: ``confine.failed``.
        """
        return self._pdf.sign(data, using, places)
