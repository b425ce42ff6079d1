"""Algorithms by which PDF files are signed, and their names in ASN.1 (GB/T 33560-2017 for SM2 and SM3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cryptography.hazmat.primitives import hashes

SM2_WITH_SM3: Final = "1.2.156.10197.1.501"
ECDSA_WITH_SHA256: Final = "1.2.840.10045.4.3.2"
RSA_WITH_SHA256: Final = "1.2.840.113549.1.1.11"
SM3: Final = "1.2.156.10197.1.401"
SHA256: Final = "2.16.840.1.101.3.4.2.1"

_DIGESTS: Mapping[str, type[hashes.HashAlgorithm]] = MappingProxyType(
    {
        SM3: hashes.SM3,
        SHA256: hashes.SHA256,
        "2.16.840.1.101.3.4.2.2": hashes.SHA384,
        "2.16.840.1.101.3.4.2.3": hashes.SHA512,
    }
)
"""Those that are trusted today; SHA-1 and MD5 are not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """How a key signs.

    Attributes:
        name: Of the digest, as pyHanko calls it.
        digest: Its identifier.
        signature: Identifier of the signature.
    """

    name: str
    digest: str
    signature: str


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "SM2": Method(name="sm3", digest=SM3, signature=SM2_WITH_SM3),
        "EC": Method(name="sha256", digest=SHA256, signature=ECDSA_WITH_SHA256),
        "RSA": Method(name="sha256", digest=SHA256, signature=RSA_WITH_SHA256),
    }
)
"""What a key signs with, by the algorithm that its certificate names."""
OF_SEALS: Final = "SM2"
"""The one that makes signature values of seals (GB/T 38540-2020)."""


def digest(algorithm: str, *pieces: bytes | memoryview) -> bytes | None:
    """Return the digest of pieces in a row; None for an algorithm that is not trusted."""
    if algorithm not in _DIGESTS:
        return None
    running = hashes.Hash(_DIGESTS[algorithm]())
    for piece in pieces:
        running.update(piece)
    return running.finalize()
