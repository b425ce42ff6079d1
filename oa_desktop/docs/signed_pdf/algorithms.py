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


SIGNED_BY: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (SM3, SM2_WITH_SM3): "sm2_sm3",
        (SM3, "1.2.156.10197.1.301"): "sm2_sm3",
        (SM3, "1.2.156.10197.1.301.1"): "sm2_sm3",
        **{
            (f"2.16.840.1.101.3.4.2.{number}", identifier): f"{name}_{kind}"
            for number, name, ecdsa, rsa in (
                (1, "sha256", 2, 11),
                (2, "sha384", 3, 12),
                (3, "sha512", 4, 13),
            )
            for kind, identifier in (
                ("ecdsa", f"1.2.840.10045.4.3.{ecdsa}"),
                ("rsa", f"1.2.840.113549.1.1.{rsa}"),
                ("rsa", "1.2.840.113549.1.1.1"),
            )
        },
    }
)
"""How a signature was made, by the identifiers of its digest and of itself."""
