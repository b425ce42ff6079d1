"""ECDSA on P-256 over SHA-256, for keys on tokens (FIPS 186-4): one message, one key, one form of a signature.

Two numbers s hold for every r; only the smaller one counts here, in strict DER, so that nobody can change a byte of a
signature that still holds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the group of P-256."""


def signature_of(raw: bytes) -> bytes:
    """Return a signature as a token gives it (r and s, 32 bytes each) in its one form, DER."""
    r, s = int.from_bytes(raw[:32]), int.from_bytes(raw[32:])
    return _der(r, min(s, ORDER - s))


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of a key (SubjectPublicKeyInfo DER) signed a message; false for anything malformed."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - few units have a token
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above

    key = _key(public_key)
    if key is None or not _is_low(signature):
        return False
    try:
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=64)
def _key(public_key: bytes) -> Any:
    """Return a key of P-256 that the library knows, None for any other."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - few units have a token
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import load_der_public_key  # noqa: PLC0415 - as above

    try:
        found = load_der_public_key(public_key)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return found if isinstance(found, ec.EllipticCurvePublicKey) and found.curve.name == "secp256r1" else None


def _is_low(signature: bytes) -> bool:
    """Whether a signature is in its one form: strict DER, and the second number the smaller one that holds."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature  # noqa: PLC0415 - as above

    try:
        r, s = decode_dss_signature(signature)
    except ValueError:
        return False
    return 0 < r < ORDER and 0 < s <= ORDER // 2 and _der(r, s) == signature


def _der(*numbers: int) -> bytes:
    body = b"".join(map(_integer, numbers))
    return bytes((0x30, len(body))) + body


def _integer(number: int) -> bytes:
    body = number.to_bytes(number.bit_length() // 8 + 1)
    return bytes((2, len(body))) + body
