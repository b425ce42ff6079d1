"""Time-stamps over a file (文件时间戳, RFC 3161, ISO 32000-2 12.8.5), as other programs add them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from asn1crypto import tsp, x509

from oa_desktop.docs.signed_pdf.algorithms import digest
from oa_desktop.docs.signed_pdf.envelopes import Envelope
from oa_desktop.docs.signed_pdf.syntax import NotStrict
from oa_desktop.domain.trust.verdicts import Layer, Statement, broken, holds, undecided

STAMP_CONTENT: Final = "tst_info"
_ODD: Final = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a time-stamp says.

    Attributes:
        time: When it was given, ISO 8601, UTC.
        algorithm: Of the digest, an identifier.
        imprint: Digest of what it was given for.
    """

    time: str
    algorithm: str
    imprint: bytes


def read_stamp(found: Envelope) -> Stamp:
    """Return what a time-stamp says.

    Raises:
        NotStrict: ``verdict.pdf-envelope``.
    """
    try:
        info = tsp.TSTInfo.load(found.content, strict=True)
        imprint = info["message_imprint"]
        return Stamp(
            time=info["gen_time"].native.astimezone(UTC).replace(microsecond=0).isoformat(),
            algorithm=imprint["hash_algorithm"]["algorithm"].dotted,
            imprint=imprint["hashed_message"].native,
        )
    except _ODD as error:
        raise NotStrict("verdict.pdf-envelope") from error


def of_stamp(stamp: Stamp, found: Envelope, name: str, *pieces: memoryview) -> Iterator[Statement]:
    """Yield what is said of a time-stamp by itself.

    Args:
        stamp: What it says.
        found: Its envelope.
        name: Of its field.
        pieces: What it covers.
    """
    computed, own = digest(stamp.algorithm, *pieces), digest(found.digest_algorithm, found.content)
    if computed is None or own is None:
        yield undecided(Layer.DIGESTS, "verdict.digest-unknown", name, method=stamp.algorithm)
    elif (computed, own) != (stamp.imprint, found.message_digest):
        yield broken(Layer.DIGESTS, "verdict.pdf-digest-differs", name)
    else:
        yield holds(Layer.DIGESTS, "verdict.pdf-digest-agrees", name)
    if found.names_certificate is False:
        yield broken(Layer.SIGNATURE, "verdict.pdf-certificate-swapped", name)
    if not _may_stamp(found.certificate):
        yield broken(Layer.CHAIN, "verdict.pdf-stamp-purpose", name)


def _may_stamp(certificate: bytes) -> bool:
    """Tell whether a certificate is one for time-stamps and for nothing else. RFC 3161 2.3."""
    try:
        purposes = x509.Certificate.load(certificate).extended_key_usage_value
        return purposes is not None and purposes.native == ["time_stamping"]
    except _ODD:
        return False
