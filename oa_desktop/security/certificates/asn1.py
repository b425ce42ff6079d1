"""What asn1crypto has to learn before it meets SM2: one curve and two algorithms, entered once at import.

Everything of this room that needs ``x509``, ``crl`` or ``keys`` takes them from here, so that none meets them untaught.
OIDs: GM/T 0006-2012.
"""

from __future__ import annotations

from typing import Any

from asn1crypto import algos, core, crl, keys, pem, x509

SM2_CURVE = "sm2p256v1"
SM2_SM3 = "sm2_sm3"
SM3 = "sm3"

_SM2_CURVE_OID = "1.2.156.10197.1.301"
_NAMES: tuple[tuple[type[Any], str, str], ...] = (
    (algos.SignedDigestAlgorithmId, SM2_SM3, "1.2.156.10197.1.501"),
    (algos.DigestAlgorithmId, SM3, "1.2.156.10197.1.401"),
)


def _teach(kind: type[Any], name: str, oid: str) -> None:
    """Enter a name for an OID, whether asn1crypto has already turned its table round or not."""
    kind._map[oid] = name
    if kind._reverse_map is not None:
        kind._reverse_map[name] = oid


keys.NamedCurve.register(SM2_CURVE, _SM2_CURVE_OID, 32)
for _row in _NAMES:
    _teach(*_row)

__all__ = ["SM2_CURVE", "SM2_SM3", "SM3", "algos", "core", "crl", "keys", "pem", "x509"]
