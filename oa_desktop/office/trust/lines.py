"""The lines of the certificate book and the trust list: how each certificate stands now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from oa_desktop.domain.trust.certificates import CertificateFacts
from oa_desktop.domain.trust.trust_book import KnownCertificate
from oa_desktop.domain.units.organisation import Organisation, name_of
from oa_desktop.i18n.moments import day_of
from oa_desktop.office.desk import Desk
from oa_desktop.office.queries.trust import (
    AuthorityRow,
    CertificateBook,
    CertificateRow,
    CertificateState,
    TrustList,
)

SOON = timedelta(days=60)
"""How long before its end somebody should see to a certificate."""
_OWN = "本单位"
_CARE = (
    CertificateState.KEY_CHANGED,
    CertificateState.ENDS_SOON,
    CertificateState.ENDED,
    CertificateState.NOT_YET,
    CertificateState.VALID,
    CertificateState.REPLACED,
    CertificateState.REVOKED,
)
"""States in the order in which somebody has to care for them."""


def certificate_book(desk: Desk, _query: CertificateBook) -> tuple[CertificateRow, ...]:
    """Return the certificates of the unit, what needs care first, then by name."""
    unit, now = desk.organisation(), desk.clock.now().astimezone(UTC)
    rows = [_certificate(unit, one, now) for one in unit.trust.certificates]
    return tuple(sorted(rows, key=lambda row: (_CARE.index(row.state), row.holder, row.until)))


def trust_list(desk: Desk, _query: TrustList) -> tuple[AuthorityRow, ...]:
    """Return the authorities that the unit believes."""
    unit, now = desk.organisation(), desk.clock.now().astimezone(UTC)
    own = [
        _authority(unit, one.facts, _OWN, "、".join(name_of(unit, keeper) for keeper in one.keepers), now)
        for one in reversed(unit.trust.authorities)
    ]
    others = [_authority(unit, one.facts, one.trusted_as.value, one.basis, now) for one in unit.trust.trusted]
    return (*own, *others)


def _certificate(unit: Organisation, one: KnownCertificate, now: datetime) -> CertificateRow:
    facts = one.facts
    since = f"{day_of(one.revoked_since)} {one.revoked.value}" if one.revoked else ""
    return CertificateRow(
        digest=facts.digest,
        holder=facts.holder,
        purpose=facts.purpose,
        person=one.person,
        issuer=facts.issuer,
        serial=facts.serial,
        own=one.own,
        since=facts.since,
        until=facts.until,
        state=_state(unit, one, now),
        remark=since,
    )


def _state(unit: Organisation, one: KnownCertificate, now: datetime) -> CertificateState:
    if one.revoked:
        return CertificateState.REVOKED
    if one.replaced:
        return CertificateState.REPLACED
    key = unit.key(one.facts.key)
    if key is not None and key.revoked is not None:
        return CertificateState.KEY_CHANGED
    return _in_time(one.facts, now)


def _in_time(facts: CertificateFacts, now: datetime) -> CertificateState:
    since, until = (datetime.fromisoformat(one) for one in (facts.since, facts.until))
    if now < since:
        return CertificateState.NOT_YET
    if now > until:
        return CertificateState.ENDED
    return CertificateState.ENDS_SOON if now + SOON > until else CertificateState.VALID


def _authority(unit: Organisation, facts: CertificateFacts, kind: str, basis: str, now: datetime) -> AuthorityRow:
    newest = unit.trust.newest(facts.subject)
    return AuthorityRow(
        digest=facts.digest,
        holder=facts.holder,
        trusted_as=kind,
        own=kind == _OWN,
        serial=facts.serial,
        until=facts.until,
        state=_in_time(facts, now),
        basis=basis,
        known_until=newest.facts.issued if newest else "",
        list_due=newest.facts.next_issue if newest else "",
    )
