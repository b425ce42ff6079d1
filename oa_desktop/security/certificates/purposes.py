"""What a certificate is made out to (证书用途), as it stands in it: key usage and, for our own, an extended usage.

The extended usages are OIDs below a UUID (ITU-T X.667: nobody has to register them); other programs pass over them,
for the extension is never critical.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oa_desktop.domain.trust.certificates import Purpose

_OURS = "2.25.262696597250526199268851983699804407793"

USAGE: Mapping[Purpose, frozenset[str]] = {
    Purpose.AUTHORITY: frozenset({"key_cert_sign", "crl_sign"}),
    Purpose.PERSON: frozenset({"digital_signature", "non_repudiation"}),
    Purpose.SEAL: frozenset({"digital_signature", "non_repudiation"}),
    Purpose.SEAL_MAKER: frozenset({"digital_signature", "non_repudiation"}),
    Purpose.MACHINE: frozenset({"digital_signature"}),
    Purpose.REVOCATIONS: frozenset({"crl_sign"}),
}
"""RFC 5280 4.2.1.3."""

SIGNING = frozenset({"digital_signature", "non_repudiation"})
"""Usages of which a key needs one to sign documents."""

OID: Mapping[Purpose, str] = {
    Purpose.PERSON: f"{_OURS}.1",
    Purpose.SEAL: f"{_OURS}.2",
    Purpose.SEAL_MAKER: f"{_OURS}.3",
    Purpose.MACHINE: f"{_OURS}.4",
    Purpose.REVOCATIONS: f"{_OURS}.5",
}
_MEANT = {oid: purpose for purpose, oid in OID.items()}


def purpose_among(usages: Iterable[str]) -> Purpose | None:
    """Return the first of our purposes among extended usages, None where there is none."""
    return next((_MEANT[one] for one in usages if one in _MEANT), None)
