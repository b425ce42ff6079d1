"""Issues X.509 v3 certificates of the unit's own authority (本单位证书机构), signed through the port of keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import CertificateOrder
from oa_desktop.security import sm3
from oa_desktop.security.certificates.asn1 import SM2_SM3, keys, x509
from oa_desktop.security.certificates.purposes import OID, USAGE
from oa_desktop.security.certificates.reading import parse

_KEY_IDENTIFIER_SIZE = 20


def issue(order: CertificateOrder, signer: Signer, issuer: bytes = b"") -> bytes:
    """Return a certificate, DER.

    Args:
        order: What it says.
        signer: The authority's key (SM2).
        issuer: The authority's certificate, DER; empty for a root, which signs itself.

    Raises:
        Refused: ``certificate.unreadable``: the issuer's is none.
    """
    above = parse(issuer) if issuer else None
    subject = above.subject if above and order.purpose is Purpose.REVOCATIONS else _name(order)
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": order.serial,
            "signature": {"algorithm": SM2_SM3},
            "issuer": above.subject if above else subject,
            "validity": {"not_before": moment(order.not_before), "not_after": moment(order.not_after)},
            "subject": subject,
            "subject_public_key_info": keys.PublicKeyInfo.load(order.public_key),
            "extensions": _extensions(order, above),
        }
    )
    signed = {"tbs_certificate": body, "signature_algorithm": {"algorithm": SM2_SM3}}
    return bytes(x509.Certificate({**signed, "signature_value": signer.sign(body.dump())}).dump())


def moment(at: datetime) -> Any:
    """Return a time as certificates write it: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 4.1.2.5)."""
    return x509.Time({"utc_time" if at.year < 2050 else "general_time": at.replace(microsecond=0)})


def key_identifier(public_key: bytes) -> bytes:
    """Return the identifier of a key, 20 bytes: the beginning of SM3 of the public point."""
    point = keys.PublicKeyInfo.load(public_key)["public_key"].contents[1:]
    return bytes.fromhex(sm3.digest(point))[:_KEY_IDENTIFIER_SIZE]


def identifier_of(parsed: Any) -> bytes:
    """Return the identifier that a certificate gives its key, or what we should give it."""
    said = parsed.key_identifier
    return bytes(said) if said else key_identifier(parsed.public_key.dump())


def _name(order: CertificateOrder) -> Any:
    parts = {"country_name": "CN", "organization_name": order.organisation}
    if order.department:
        parts["organizational_unit_name"] = order.department
    return x509.Name.build({**parts, "common_name": order.holder})


def _extensions(order: CertificateOrder, above: Any) -> list[dict[str, Any]]:
    ca = order.purpose is Purpose.AUTHORITY
    own = key_identifier(order.public_key)
    found = [
        _extension("basic_constraints", {"ca": ca, "path_len_constraint": 0} if ca else {"ca": False}, critical=True),
        _extension("key_usage", set(USAGE[order.purpose]), critical=True),
        _extension("key_identifier", own),
        _extension("authority_key_identifier", {"key_identifier": identifier_of(above) if above else own}),
    ]
    meant = OID.get(order.purpose)
    return [*found, _extension("extended_key_usage", [meant])] if meant else found


def _extension(name: str, value: object, *, critical: bool = False) -> dict[str, Any]:
    return {"extn_id": name, "critical": critical, "extn_value": value}
