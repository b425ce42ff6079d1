"""This room as the office's port for sealing wants it (`oa_desktop.office.ports.trust.Sealer`)."""

from __future__ import annotations

from collections.abc import Sequence

from oa_desktop.docs.ofd.signing import DigestOf, Stamp, seal_ofd
from oa_desktop.office.ports.trust import Impression, SealInHand


class PageSealer:
    """Puts seals on fixed pages.

    Args:
        stamp: Makes the signature value of a seal.
        digest_of: SM3, lower-case hexadecimal.
    """

    def __init__(self, stamp: Stamp, digest_of: DigestOf) -> None:
        self._stamp = stamp
        self._digest_of = digest_of

    def seal_ofd(self, data: bytes, using: SealInHand, places: Sequence[Impression], *, last: bool) -> bytes:
        """Return an OFD of ours with one more seal; the last one covers the list of signatures too.

        Raises:
            Refused: ``seal.closed``, ``seal.no-place``, and what using the seal refuses.
        """
        return seal_ofd(data, using, places, last=last, stamp=self._stamp, digest_of=self._digest_of)
