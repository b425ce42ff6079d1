"""Whether a key signed a certificate or a list: SM2 through libcrypto; EC and RSA of other authorities, too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from oa_desktop.security import sm2
from oa_desktop.security.certificates.asn1 import SM2_SM3


class Link(Enum):
    """How a signature came out."""

    HOLDS = "holds"
    FAILS = "fails"
    WEAK = "weak"
    """By an algorithm that nobody relies on any more, or a short key; it was not even tried."""
    UNKNOWN = "unknown"
    """By an algorithm that this program does not know."""


_SMALLEST_RSA = 2048
_SMALLEST_EC = 256
_WEAK = ("md2", "md5", "sha1", "dsa", "sha224")
_HASHES: Mapping[str, Callable[[], hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}


def check(public_key: bytes, algorithm: str, message: bytes, signature: bytes) -> Link:
    """Return whether the holder of a key signed a message.

    Args:
        public_key: SubjectPublicKeyInfo DER.
        algorithm: As asn1crypto calls it, such as ``sm2_sm3`` or ``sha256_ecdsa``.
        message: What is signed.
        signature: As it stands in the certificate.
    """
    if algorithm == SM2_SM3:
        return Link.HOLDS if sm2.verify(public_key, message, signature) else Link.FAILS
    digest, _, kind = algorithm.partition("_")
    if algorithm.startswith(_WEAK):
        return Link.WEAK
    if digest not in _HASHES or kind not in _KINDS:
        return Link.UNKNOWN
    return _KINDS[kind](_key(public_key), _HASHES[digest](), message, signature)


def signed_by(below: Any, above: Any) -> Link:
    """Return whether the key of one parsed certificate signed another."""
    public = above.public_key.dump()
    if is_weak_key(public):
        return Link.WEAK
    algorithm = below["signature_algorithm"]["algorithm"].native
    return check(public, algorithm, below["tbs_certificate"].dump(), below.signature)


def is_weak_key(public_key: bytes) -> bool:
    """Whether a key of a known kind is too short to be relied upon."""
    key = _key(public_key)
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size < _SMALLEST_RSA
    return isinstance(key, ec.EllipticCurvePublicKey) and key.key_size < _SMALLEST_EC


def _ecdsa(key: Any, digest: hashes.HashAlgorithm, message: bytes, signature: bytes) -> Link:
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return Link.FAILS
    return _tried(lambda: key.verify(signature, message, ec.ECDSA(digest)))


def _rsa(key: Any, digest: hashes.HashAlgorithm, message: bytes, signature: bytes) -> Link:
    if not isinstance(key, rsa.RSAPublicKey):
        return Link.FAILS
    return _tried(lambda: key.verify(signature, message, padding.PKCS1v15(), digest))


def _tried(verify: Callable[[], None]) -> Link:
    try:
        verify()
    except InvalidSignature:
        return Link.FAILS
    return Link.HOLDS


@lru_cache(maxsize=256)
def _key(public_key: bytes) -> Any:
    """Return a key that the library knows, None for any other (SM2 among them)."""
    try:
        return load_der_public_key(public_key)
    except (ValueError, UnsupportedAlgorithm):
        return None


_KINDS: Mapping[str, Callable[[Any, hashes.HashAlgorithm, bytes, bytes], Link]] = {"ecdsa": _ecdsa, "rsa": _rsa}
