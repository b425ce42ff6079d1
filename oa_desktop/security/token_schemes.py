"""What keys on a token can sign by: the curve of a key decides, and the vendor's mechanism where PKCS#11 names none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import pkcs11
from pkcs11.util.ec import encode_ecdsa_signature

from oa_desktop.security import ecdsa, sm2, sm3

_P256 = bytes.fromhex("06082a8648ce3d030107")
_SM2 = bytes.fromhex("06082a811ccf5501822d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """How a key of one curve signs: its names, the digest that the token is given, its mechanism, and the DER of it."""

    signature: str
    digest: str
    digested: Callable[[bytes, bytes], bytes]
    mechanism: int
    written: Callable[[bytes], bytes]


def schemes(sm2_mechanism: int) -> dict[bytes, Scheme]:
    """Return how keys sign, by the curve that a token names; SM2 only where the vendor's mechanism is known."""
    by_p256 = Scheme(
        signature="ECDSA",
        digest="SHA-256",
        digested=lambda _public, message: hashlib.sha256(message).digest(),
        mechanism=pkcs11.Mechanism.ECDSA,
        written=ecdsa.signature_of,
    )
    found = {_P256: by_p256}
    if sm2_mechanism:
        found[_SM2] = Scheme(
            signature="SM2",
            digest="SM3",
            digested=_sm2_digest,
            mechanism=sm2_mechanism,
            written=lambda raw: bytes(encode_ecdsa_signature(raw)),
        )
    return found


def _sm2_digest(public_key: bytes, message: bytes) -> bytes:
    """Return what SM2 signs of a message: SM3 of the signer's identity and the message (GB/T 32918.2-2016 5.5, 6.1)."""
    return bytes.fromhex(sm3.digest(sm2.identity_digest(public_key) + message))
