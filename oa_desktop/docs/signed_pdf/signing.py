"""Putting a seal on a PDF (PDF 签章): a signature by PAdES over all of it, which shows the picture of the seal.

The seal's own signature value (GB/T 38540-2020) goes along. It covers the file as it was before, byte for byte, so
that whoever knows seals and no PDF signatures can judge it as well. Keys other than SM2 make none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oa_desktop.docs.signed_pdf.algorithms import METHODS, OF_SEALS
from oa_desktop.docs.signed_pdf.confined_signing import enveloped, waiting
from oa_desktop.docs.signed_pdf.plans import Papers, Plan, mark_of
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.trust import Certificates, Impression, SealInHand, Seals


class PdfSealer:
    """Puts seals on PDF files.

    Args:
        seals: Reads seals and makes their signature values.
        certificates: Reads certificates.
        digest: SM3, hexadecimal.
    """

    def __init__(self, seals: Seals, certificates: Certificates, digest: Callable[[bytes], Digest]) -> None:
        self._seals = seals
        self._certificates = certificates
        self._digest = digest

    def sign(self, data: bytes, using: SealInHand, places: Sequence[Impression]) -> bytes:
        """Return a PDF with one more signature, which shows the seal at its places.

        Raises:
            Refused: ``seal.key-unknown``: a kind of key that does not sign PDF; ``seal.alone``: a key that makes no
                signature value of seals signs nothing that is signed already; ``seal.no-place``,
                ``seal.picture-*``, and what :meth:`Seals.stamp` refuses.
            Unavailable: ``confine.failed``.
        """
        holder = self._certificates.read(using.holder)
        if holder.algorithm not in METHODS:
            raise Refused("seal.key-unknown", algorithm=holder.algorithm)
        plan = Plan(name=holder.holder, at=using.at, algorithm=holder.algorithm, marks=tuple(map(mark_of, places)))
        papers = Papers(
            certificate=using.holder,
            picture=self._seals.read(using.seal).picture,
            seal_value=self._seal_value(data, using) if holder.algorithm == OF_SEALS else b"",
        )
        made, start, signed = waiting(data, plan, papers)
        envelope = enveloped(using.holder, signed, using.signer.sign(signed), holder.algorithm)
        return _filled(made, start, envelope)

    def _seal_value(self, data: bytes, using: SealInHand) -> bytes:
        return self._seals.stamp(using, bytes.fromhex(self._digest(data)), covered(len(data)))


def covered(size: int) -> str:
    """Return how a seal's signature value names what it covers: the first bytes of a file."""
    return f"0-{size}"


def _filled(data: bytes, start: int, envelope: bytes) -> bytes:
    written = envelope.hex().encode()
    return data[:start] + written + data[start + len(written) :]
