"""What an enrolled key signs by (签名算法): SM2 over SM3, or ECDSA for a key on a token that knows nothing else.

An entry names it, and the key itself says it, so that nobody can read one signature by two algorithms.
"""

from __future__ import annotations

from oa_desktop.domain.entry import Algorithms

P256_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
"""What stands before the 65 bytes of a point of P-256 in a SubjectPublicKeyInfo (RFC 5480)."""
SM2 = Algorithms()
ECDSA = Algorithms(signature="ECDSA-P256-SHA256")
"""A chain is of SM3 digests whoever signs its entries."""


def algorithms_of(public_key: bytes) -> Algorithms:
    """Return what an entry says that is signed with a key, by the key's SubjectPublicKeyInfo DER."""
    return ECDSA if public_key.startswith(P256_HEAD) else SM2
