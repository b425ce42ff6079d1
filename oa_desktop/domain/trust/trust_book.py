"""The trust book (信任簿): the unit's authority, its certificates, whom else it trusts, what is revoked."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.domain.documents.particulars import Attachment
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, PersonId
from oa_desktop.domain.trust.certificates import (
    COMPROMISED,
    CertificateFacts,
    ListFacts,
    Purpose,
    RevocationReason,
    TrustedAs,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAuthority:
    """The unit's own authority.

    Attributes:
        keepers: Who opens its key together.
    """

    facts: CertificateFacts
    keepers: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCertificate:
    """A certificate of somebody or something of the unit.

    Attributes:
        own: Whether the unit's own authority issued it.
        revoked: Why it is revoked, None while it is not.
        revoked_since: Since when, ISO 8601.
        replaced: Digest of the one that renewed it.
    """

    facts: CertificateFacts
    own: bool
    person: PersonId = PersonId("")
    revoked: RevocationReason | None = None
    revoked_since: str = ""
    replaced: Digest = Digest("")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedAuthority:
    """Another authority that the unit trusts."""

    facts: CertificateFacts
    trusted_as: TrustedAs
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownList:
    """The newest list of revocations of one authority, and the file that it is."""

    facts: ListFacts
    file: Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustBook:
    """Whom the unit trusts.

    Attributes:
        authorities: Its own, as they were founded; the last one issues, the others are still believed.
        certificates: Of its people, seals and machines.
        trusted: Other authorities.
        lists: The newest list of revocations of each authority.
    """

    authorities: tuple[OwnAuthority, ...] = ()
    certificates: tuple[KnownCertificate, ...] = ()
    trusted: tuple[TrustedAuthority, ...] = ()
    lists: tuple[KnownList, ...] = ()

    @property
    def authority(self) -> OwnAuthority | None:
        """The authority that issues, None where none was founded."""
        return self.authorities[-1] if self.authorities else None

    @property
    def list_signer(self) -> CertificateFacts | None:
        """The newest certificate in force by which the authority lets somebody sign its lists, None for none."""
        own = self.authority
        ours = (one for one in reversed(self.certificates) if own and one.own and not one.revoked)
        found = (one.facts for one in ours if own and one.facts.issuer == own.facts.subject)
        return next((one for one in found if one.purpose is Purpose.REVOCATIONS), None)

    @property
    def lost_keys(self) -> frozenset[str]:
        """The keys of which a certificate was revoked because somebody else has them."""
        return frozenset(one.facts.key for one in self.certificates if one.revoked in COMPROMISED)

    def certificate(self, digest: Digest) -> KnownCertificate:
        """Return a certificate of the unit.

        Raises:
            Refused: ``certificate.unknown``.
        """
        found = next((one for one in self.certificates if one.facts.digest == digest), None)
        if found is None:
            raise Refused("certificate.unknown", digest=digest)
        return found

    def newest(self, issuer: str) -> KnownList | None:
        """Return the newest list of an authority by its name."""
        return next((one for one in self.lists if one.facts.issuer == issuer), None)

    def facts(self, digest: Digest) -> CertificateFacts | None:
        """Return what a certificate of the book says, whatever it stands there as; None for an unknown one."""
        parts = (self.authorities, self.certificates, self.trusted)
        return next((one.facts for part in parts for one in part if one.facts.digest == digest), None)

    def knows(self, digest: Digest) -> bool:
        """Whether a certificate stands in the book, whatever as."""
        return self.facts(digest) is not None
