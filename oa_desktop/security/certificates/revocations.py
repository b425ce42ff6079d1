"""Lists of revoked certificates (吊销列表, CRL version 2, RFC 5280 chapter 5): made and read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import RevocationList, RevocationReason, Revoked
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import ListOrder
from oa_desktop.security import der, sm3
from oa_desktop.security.certificates.asn1 import SM2_SM3, crl
from oa_desktop.security.certificates.issuing import identifier_of, moment
from oa_desktop.security.certificates.names import written
from oa_desktop.security.certificates.reading import parse, tried, unarmoured

LARGEST = 4 * 1024 * 1024
"""Bytes of a list: about 100,000 certificates."""

_REASONS: Mapping[str, RevocationReason] = {
    "unspecified": RevocationReason.UNSPECIFIED,
    "key_compromise": RevocationReason.KEY_COMPROMISED,
    "ca_compromise": RevocationReason.AUTHORITY_COMPROMISED,
    "aa_compromise": RevocationReason.AUTHORITY_COMPROMISED,
    "affiliation_changed": RevocationReason.MOVED,
    "superseded": RevocationReason.SUPERSEDED,
    "cessation_of_operation": RevocationReason.CEASED,
    "certificate_hold": RevocationReason.HELD,
    "privilege_withdrawn": RevocationReason.PRIVILEGE_WITHDRAWN,
}
_WRITTEN = {reason: name for name, reason in reversed(list(_REASONS.items()))}
_PLAIN_EXTENSIONS = frozenset({"crl_reason", "invalidity_date", "hold_instruction_code"})


def make(order: ListOrder, issuer: bytes, signer: Signer) -> bytes:
    """Return a list of revoked certificates, DER.

    Args:
        order: What it says.
        issuer: Certificate, DER, whose name and key sign it: the authority's, or that of whom it lets sign its lists.
        signer: The key of that certificate.
    """
    above = parse(issuer)
    body = crl.TbsCertList(
        {
            "version": "v2",
            "signature": {"algorithm": SM2_SM3},
            "issuer": above.subject,
            "this_update": moment(order.issued),
            "next_update": moment(order.next_issue),
            "revoked_certificates": [_entry(one) for one in order.revoked] or None,
            "crl_extensions": [
                {"extn_id": "authority_key_identifier", "extn_value": {"key_identifier": identifier_of(above)}},
                {"extn_id": "crl_number", "extn_value": order.number},
            ],
        }
    )
    signature = signer.sign(body.dump())
    signed = {"tbs_cert_list": body, "signature_algorithm": {"algorithm": SM2_SM3}, "signature": signature}
    return bytes(crl.CertificateList(signed).dump())


def _entry(one: Revoked) -> dict[str, Any]:
    said = {"user_certificate": int(one.serial, 16), "revocation_date": moment(one.at)}
    if one.reason is RevocationReason.UNSPECIFIED:
        return said
    return {**said, "crl_entry_extensions": [{"extn_id": "crl_reason", "extn_value": _WRITTEN[one.reason]}]}


def read(data: bytes) -> RevocationList:
    """Return what a list says, DER or PEM.

    Raises:
        Refused: ``revocations.unreadable`` with the reason; so are lists that are only part of one (delta, indirect).
    """
    return facts(unarmoured(data, "X509 CRL", LARGEST, "revocations.unreadable"))


@lru_cache(maxsize=64)
def facts(data: bytes) -> RevocationList:
    """Return what a list in DER says.

    Raises:
        Refused: ``revocations.unreadable``.
    """
    return tried(lambda: _facts(data), "revocations.unreadable", "结构不是吊销列表")


@lru_cache(maxsize=64)
def parse_list(data: bytes) -> Any:
    """Return the structure of a list in DER.

    Raises:
        Refused: ``revocations.unreadable``.
    """
    return tried(lambda: _strict(data), "revocations.unreadable", "结构不是吊销列表")


@lru_cache(maxsize=64)
def by_serial(data: bytes) -> Mapping[str, Revoked]:
    """Return whom a list in DER revokes, by serial number; the first time counts where it names one twice."""
    return {one.serial: one for one in reversed(facts(data).revoked)}


def _strict(data: bytes) -> Any:
    if len(data) > LARGEST:
        raise der.NotDer("太大")
    der.check(data)
    parsed = crl.CertificateList.load(data, strict=True)
    body = parsed["tbs_cert_list"]
    if body["signature"].dump() != parsed["signature_algorithm"].dump():
        raise der.NotDer("内外两处签名算法不一致")
    for one in body["crl_extensions"] or ():
        der.check(one["extn_value"].contents)
        if one["critical"].native or one["extn_id"].native in ("delta_crl_indicator", "issuing_distribution_point"):
            raise der.NotDer("只是列表的一部分，或者带有不认识的关键扩展")
    return parsed


def _facts(data: bytes) -> RevocationList:
    body = parse_list(data)["tbs_cert_list"]
    due = body["next_update"].native
    said = {one["extn_id"].native: one["extn_value"].parsed for one in body["crl_extensions"] or ()}
    number = said.get("crl_number")
    return RevocationList(
        data=data,
        digest=Digest(sm3.digest(data)),
        issuer=written(body["issuer"]),
        number=number.native if number is not None else 0,
        issued=body["this_update"].native,
        next_issue=due,
        revoked=tuple(map(_revoked, body["revoked_certificates"] or ())),
    )


def _revoked(entry: Any) -> Revoked:
    said = {}
    for one in entry["crl_entry_extensions"] or ():
        name = one["extn_id"].native
        if name not in _PLAIN_EXTENSIONS and one["critical"].native:
            raise der.NotDer("一条记录带有不认识的关键扩展")
        said[name] = one["extn_value"].parsed.native
    since = entry["revocation_date"].native
    reason = _REASONS.get(said.get("crl_reason", ""), RevocationReason.UNSPECIFIED)
    serial = f"{entry['user_certificate'].native:x}"
    return Revoked(serial=serial, at=min(since, said.get("invalidity_date", since)), reason=reason)


def reads(data: bytes) -> bool:
    """Whether bytes are a whole list that can be relied upon as far as its form goes."""
    try:
        facts(data)
    except Refused:
        return False
    return True
