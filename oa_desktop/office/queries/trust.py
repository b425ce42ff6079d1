"""Questions on trust: the unit's certificates, and which authorities it believes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from oa_desktop.domain.ids import Digest, PersonId
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.office.queries.query import Query


class CertificateState(StrEnum):
    """How a certificate stands now (证书状态)."""

    VALID = "有效"
    ENDS_SOON = "将到期"
    NOT_YET = "未生效"
    ENDED = "已过期"
    REVOKED = "已吊销"
    REPLACED = "已换发"
    KEY_CHANGED = "密钥已换"
    """Its person signs with another key by now: it is to be revoked, and another one issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """A certificate of the unit.

    Attributes:
        own: Whether the unit's own authority issued it (仅限本单位内部).
        since: First moment of its validity, ISO 8601, UTC.
        until: Last moment.
        remark: Why and since when it is revoked.
    """

    digest: Digest
    holder: str
    purpose: Purpose | None
    person: PersonId
    issuer: str
    serial: str
    own: bool
    since: str
    until: str
    state: CertificateState
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateBook(Query[CertificateRow]):
    """证书目录: the certificates of the unit's people, seals and machines; what needs somebody's care stands first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRow:
    """An authority that the unit believes.

    Attributes:
        trusted_as: 信任根, 中间机构, 制章机构; 本单位 for its own.
        own: Whether it is the unit's own.
        basis: Where its certificate came from; of the own authority, who keeps its key.
        known_until: Up to when its revocations are known, ISO 8601; empty where no list is there.
        list_due: When its next list is due; empty where none is known.
    """

    digest: Digest
    holder: str
    trusted_as: str
    own: bool
    serial: str
    until: str
    state: CertificateState
    basis: str
    known_until: str = ""
    list_due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList(Query[AuthorityRow]):
    """信任列表: the authorities that the unit believes, its own first."""
