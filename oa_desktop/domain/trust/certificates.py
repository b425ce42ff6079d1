"""Certificates (数字证书) as the office looks at them: whom one names, whose key it carries, and what it is good for.

RFC 5280; SM2 keys as GB/T 20518 has them. Bytes are read by an adapter; here are only facts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from oa_desktop.domain.ids import Digest, KeyId


class Purpose(StrEnum):
    """What a certificate is made out to (证书用途)."""

    AUTHORITY = "认证机构"
    PERSON = "人员"
    SEAL = "印章"
    SEAL_MAKER = "制章"
    MACHINE = "设备"
    REVOCATIONS = "吊销列表"
    """Of whom an authority lets sign its lists of revoked certificates; it bears the authority's own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What one certificate says; nothing of it is believed yet.

    Attributes:
        data: DER.
        digest: SM3 of ``data``.
        subject: Name of its holder, RFC 4514.
        holder: The common name alone.
        issuer: Name of who issued it, RFC 4514.
        serial: Serial number, lower-case hexadecimal.
        not_before: First moment of its validity (有效期), UTC.
        not_after: Last moment.
        public_key: SubjectPublicKeyInfo DER, as keys are enrolled (91 bytes for SM2).
        key: SM3 of ``public_key``: the id of the enrolled key that it certifies, where there is one.
        algorithm: Of the key: ``SM2``, ``EC``, ``RSA`` …
        purpose: What it is made out to; None where it does not say so, as those of other authorities do not.
        signs_documents: Whether its key usage allows signing.
        signs_certificates: Whether it is an authority's (CA) and may sign certificates.
        signs_revocations: Whether it may sign lists of revoked certificates.
    """

    data: bytes = field(repr=False)
    digest: Digest
    subject: str
    holder: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    public_key: bytes = field(repr=False)
    key: KeyId
    algorithm: str
    purpose: Purpose | None = None
    signs_documents: bool
    signs_certificates: bool
    signs_revocations: bool


class RevocationReason(StrEnum):
    """Why a certificate is revoked (吊销原因), RFC 5280 5.3.1."""

    UNSPECIFIED = "未说明"
    KEY_COMPROMISED = "密钥泄露"
    AUTHORITY_COMPROMISED = "机构密钥泄露"
    MOVED = "人员或隶属变动"
    SUPERSEDED = "已换新证书"
    CEASED = "停止使用"
    HELD = "暂停使用"
    PRIVILEGE_WITHDRAWN = "收回权限"


COMPROMISED = frozenset({RevocationReason.KEY_COMPROMISED, RevocationReason.AUTHORITY_COMPROMISED})
"""Reasons for which somebody else may have signed: no claimed time speaks against it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked:
    """One certificate that is revoked.

    Attributes:
        serial: Serial number, lower-case hexadecimal.
        at: Since when, UTC.
    """

    serial: str
    at: datetime
    reason: RevocationReason = RevocationReason.UNSPECIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """What a list of revoked certificates (吊销列表, CRL) says; nothing of it is believed yet.

    Attributes:
        data: DER.
        digest: SM3 of ``data``.
        issuer: Name of the authority, RFC 4514.
        number: Its number; later lists have higher ones; 0 where it says none.
        issued: When it was made, UTC: revocations are known up to then.
        next_issue: When the next one is due, None where it does not say.
        revoked: In the order of the list.
    """

    data: bytes = field(repr=False)
    digest: Digest
    issuer: str
    number: int
    issued: datetime
    next_issue: datetime | None
    revoked: tuple[Revoked, ...] = field(repr=False)


class TrustedAs(StrEnum):
    """What a certificate of somebody else is trusted as (信任类别)."""

    ANCHOR = "信任根"
    BETWEEN = "中间机构"
    MAKER = "制章机构"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """What a journal says of a certificate beside its digest, for lists; times in ISO 8601, UTC.

    Attributes:
        digest: SM3 of its DER, which is kept as a file.
        authority: Whether it may sign certificates.
        lists: Whether it may sign lists of revocations.
    """

    digest: Digest
    subject: str
    holder: str
    issuer: str
    serial: str
    since: str
    until: str
    key: KeyId
    algorithm: str
    purpose: Purpose | None = None
    authority: bool = False
    lists: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """What a journal says of a list of revocations beside its digest; times in ISO 8601, UTC."""

    issuer: str
    number: str
    issued: str
    next_issue: str
    revoked: int


def facts_of(said: Certificate) -> CertificateFacts:
    """Return what a journal says of a certificate."""
    return CertificateFacts(
        digest=said.digest,
        subject=said.subject,
        holder=said.holder,
        issuer=said.issuer,
        serial=said.serial,
        since=said.not_before.isoformat(),
        until=said.not_after.isoformat(),
        key=said.key,
        algorithm=said.algorithm,
        purpose=Purpose.AUTHORITY if said.signs_certificates else said.purpose,
        authority=said.signs_certificates,
        lists=said.signs_revocations,
    )


def list_facts_of(said: RevocationList) -> ListFacts:
    """Return what a journal says of a list of revocations."""
    return ListFacts(
        issuer=said.issuer,
        number=str(said.number),
        issued=said.issued.isoformat(),
        next_issue=said.next_issue.isoformat() if said.next_issue else "",
        revoked=len(said.revoked),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom a verifier trusts (信任列表), and what it knows of revocations; all DER.

    Attributes:
        anchors: Certificates that are trusted outright (信任根).
        own: Those among them that are the unit's own authority: what rests on them is 仅限本单位内部.
        between: Certificates of authorities between an anchor and a holder.
        revocations: Lists of revoked certificates (CRL).
        makers: Certificates of those who may make seals; empty where any certificate of an anchor may.
    """

    anchors: tuple[bytes, ...] = ()
    own: frozenset[Digest] = frozenset()
    between: tuple[bytes, ...] = ()
    revocations: tuple[bytes, ...] = ()
    makers: tuple[bytes, ...] = ()
