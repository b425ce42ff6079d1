"""Whom the unit trusts (信任列表), with the bytes: out of the trust book and the files that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oa_desktop.domain.trust.certificates import CertificateFacts, Purpose, Trust, TrustedAs
from oa_desktop.domain.trust.trust_book import TrustBook
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.office.ports.store import Blobs


def trust_of(unit: Organisation, blobs: Blobs) -> Trust:
    """Return whom a unit trusts, as a verifier needs it.

    Raises:
        Unavailable: ``blob.missing``, ``blob.damaged``.
    """
    book = unit.trust
    own = tuple(one.facts for one in book.authorities)
    believed = {kind: [one.facts for one in book.trusted if one.trusted_as is kind] for kind in TrustedAs}
    return Trust(
        anchors=_files(blobs, (*own, *believed[TrustedAs.ANCHOR])),
        own=frozenset(one.digest for one in own),
        between=_files(blobs, (*believed[TrustedAs.BETWEEN], *_certified(book, Purpose.REVOCATIONS))),
        revocations=tuple(blobs.read(one.file.digest) for one in book.lists),
        makers=_files(blobs, _makers(book, believed[TrustedAs.MAKER])),
    )


def _makers(book: TrustBook, listed: Sequence[CertificateFacts]) -> tuple[CertificateFacts, ...]:
    """Return who may make seals; where nobody is named, whoever an anchor certified may, and the own ones stay out."""
    return (*listed, *_certified(book, Purpose.SEAL_MAKER)) if listed else ()


def _certified(book: TrustBook, purpose: Purpose) -> Iterator[CertificateFacts]:
    return (one.facts for one in book.certificates if one.own and one.facts.purpose is purpose)


def _files(blobs: Blobs, facts: tuple[CertificateFacts, ...]) -> tuple[bytes, ...]:
    return tuple(blobs.read(one.digest) for one in facts)
