"""Actions on whom the unit trusts: its own authority (证书机构), certificates, other authorities, revocations."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.actions.declaration import Action, Merge, Scope, declare
from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.ids import NOTHING, Digest, PersonId
from oa_desktop.domain.trust.certificates import CertificateFacts, ListFacts, RevocationReason, TrustedAs

MERGEABLE = Merge.MERGEABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified(Action):
    """What is done with a certificate whose bytes are kept as a file.

    Attributes:
        facts: What it says; as the office reads it, whatever was wished.
        attachments: The one file that it is.
    """

    facts: CertificateFacts
    attachments: tuple[Attachment, ...]


@declare("found-authority", "建立证书机构", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAuthority(Certified):
    """建立证书机构: two people found the unit's own authority; its key opens only by the passwords of both.

    Attributes:
        keepers: Who keeps the key together with whom.
    """

    keepers: tuple[PersonId, ...]


@declare("issue-certificate", "签发证书", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificate(Certified):
    """签发证书: the unit's own authority certifies a key, of a person, a seal, a machine.

    Attributes:
        owner: Whose key it certifies; empty for what is nobody's. It may be one of the two who issue it.
        replaces: The certificate that it renews (换发), empty for a first one.
    """

    owner: PersonId = PersonId("")
    replaces: Digest = NOTHING


@declare("enrol-certificate", "登记证书", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolCertificate(Certified):
    """登记证书: a lawful authority has certified a person of the unit, or a seal.

    Attributes:
        owner: Whose it is; empty for a seal's.
    """

    owner: PersonId = PersonId("")


@declare("revoke-certificate", "吊销证书", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeCertificate(Action):
    """吊销证书: a certificate of the unit's own authority counts no more from here on.

    Attributes:
        certificate: Its digest.
        since: From when, ISO 8601, UTC; filled in by the office when left empty.
        remark: What else is to be said.
    """

    certificate: Digest
    reason: RevocationReason
    since: str = ""
    remark: str = ""


@declare("trust-authority", "信任证书机构", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAuthority(Certified):
    """信任证书机构: what another authority signs is believed, outright or through who is above it.

    Attributes:
        trusted_as: As what.
        basis: Where the certificate came from, and how it was made sure that it is theirs.
    """

    trusted_as: TrustedAs
    basis: str


@declare("distrust-authority", "取消信任", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class DistrustAuthority(Action):
    """取消信任: what another authority signs is not believed any more."""

    certificate: Digest
    reason: str


@declare("record-revocations", "登记吊销列表", scope=Scope.ORGANISATION, merge=MERGEABLE)
@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRevocations(Action):
    """登记吊销列表: the newest list of an authority, the unit's own or another, is what verification looks into.

    Attributes:
        facts: What it says.
        attachments: The one file that it is.
    """

    facts: ListFacts
    attachments: tuple[Attachment, ...]
