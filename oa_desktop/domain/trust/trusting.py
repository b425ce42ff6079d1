"""What the unit allows with certificates and trust (信任管理), and what becomes of its trust book by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from oa_desktop.domain.actions import trusting as act
from oa_desktop.domain.actions.declaration import Action
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.names import refuse_unfit_name
from oa_desktop.domain.trust.certificates import COMPROMISED, CertificateFacts, ListFacts, RevocationReason, TrustedAs
from oa_desktop.domain.trust.trust_book import KnownCertificate, KnownList, OwnAuthority, TrustBook, TrustedAuthority


def refuse_misplaced_trust(book: TrustBook, action: Action) -> None:
    """Refuse an act on certificates and trust that does not fit what the book says.

    Raises:
        Refused: ``certificate.known``, ``certificate.unknown``, ``certificate.not-ours``, ``certificate.authority``,
            ``certificate.key-lost``, ``certificate.no-authority``, ``certificate.revoked-already``,
            ``revocations.older``.
    """
    rule = _RULES.get(type(action))
    if rule is not None:
        rule(book, action)


def _revocable(book: TrustBook, action: act.RevokeCertificate) -> None:
    found = book.certificate(action.certificate)
    if not found.own:
        raise Refused("certificate.not-ours", holder=found.facts.holder, issuer=found.facts.issuer)
    if not revokes(found, action.reason):
        raise Refused("certificate.revoked-already", holder=found.facts.holder)


def revokes(known: KnownCertificate, reason: RevocationReason) -> bool:
    """Tell whether a reason revokes a certificate of the unit, or says of a revoked one that its key is lost too."""
    return known.own and (known.revoked is None or (reason in COMPROMISED and known.revoked not in COMPROMISED))


def refuse_lost(book: TrustBook, facts: CertificateFacts) -> None:
    """Refuse to certify a key that is known to be lost: whoever else has it would be certified by it.

    Raises:
        Refused: ``certificate.key-lost``.
    """
    if facts.key in book.lost_keys:
        raise Refused("certificate.key-lost", holder=facts.holder)


def _enrollable(book: TrustBook, action: act.EnrolCertificate) -> None:
    _refuse_known(book, action)
    refuse_lost(book, action.facts)
    if action.facts.authority:
        raise Refused("certificate.authority", holder=action.facts.holder)


def _trustworthy(book: TrustBook, action: act.TrustAuthority) -> None:
    _refuse_known(book, action)
    if not action.facts.authority and action.trusted_as is not TrustedAs.MAKER:
        raise Refused("certificate.no-authority", holder=action.facts.holder)


def _refuse_known(book: TrustBook, action: act.Certified) -> None:
    refuse_unfit_name(action.facts.holder)
    if book.knows(action.facts.digest):
        raise Refused("certificate.known", holder=action.facts.holder)


def _trusted(book: TrustBook, action: act.DistrustAuthority) -> None:
    if all(one.facts.digest != action.certificate for one in book.trusted):
        raise Refused("certificate.unknown", digest=action.certificate)


def is_passed(book: TrustBook, facts: ListFacts) -> bool:
    """Tell whether the book has a list of the same authority that is as new or newer."""
    before = book.newest(facts.issuer)
    return before is not None and age_of(facts) <= age_of(before.facts)


def _newer(book: TrustBook, action: act.RecordRevocations) -> None:
    before = book.newest(action.facts.issuer)
    if before is not None and is_passed(book, action.facts):
        raise Refused("revocations.older", issuer=action.facts.issuer, known=before.facts.issued)


def age_of(facts: ListFacts) -> tuple[str, int]:
    """Return by what the lists of one authority are put in order, the oldest first."""
    number = facts.number
    return facts.issued, int(number) if number.isascii() and number.isdecimal() and len(number) < 60 else 0


# --- the fold -------------------------------------------------------------------------------------------------------


def advanced(book: TrustBook, action: Action) -> TrustBook:
    """Return the book after one more act; what does not fit changes nothing."""
    effect = _EFFECTS.get(type(action))
    return effect(book, action) if effect else book


def _found(book: TrustBook, action: act.FoundAuthority) -> TrustBook:
    return replace(book, authorities=(*book.authorities, OwnAuthority(facts=action.facts, keepers=action.keepers)))


def _issued(book: TrustBook, action: act.IssueCertificate) -> TrustBook:
    known = tuple(
        replace(one, replaced=action.facts.digest) if one.facts.digest == action.replaces else one
        for one in book.certificates
    )
    return _with(replace(book, certificates=known), KnownCertificate(facts=action.facts, own=True, person=action.owner))


def _enrolled(book: TrustBook, action: act.EnrolCertificate) -> TrustBook:
    return _with(book, KnownCertificate(facts=action.facts, own=False, person=action.owner))


def _with(book: TrustBook, made: KnownCertificate) -> TrustBook:
    return book if book.knows(made.facts.digest) else replace(book, certificates=(*book.certificates, made))


def _revoked(book: TrustBook, action: act.RevokeCertificate) -> TrustBook:
    known = tuple(
        replace(one, revoked=action.reason, revoked_since=one.revoked_since or action.since)
        if one.facts.digest == action.certificate and revokes(one, action.reason)
        else one
        for one in book.certificates
    )
    return replace(book, certificates=known)


def _believed(book: TrustBook, action: act.TrustAuthority) -> TrustBook:
    made = TrustedAuthority(facts=action.facts, trusted_as=action.trusted_as, basis=action.basis)
    return book if book.knows(made.facts.digest) else replace(book, trusted=(*book.trusted, made))


def _disbelieved(book: TrustBook, action: act.DistrustAuthority) -> TrustBook:
    return replace(book, trusted=tuple(one for one in book.trusted if one.facts.digest != action.certificate))


def _listed(book: TrustBook, action: act.RecordRevocations) -> TrustBook:
    before = book.newest(action.facts.issuer)
    if not action.attachments or (before is not None and age_of(action.facts) <= age_of(before.facts)):
        return book
    others = tuple(one for one in book.lists if one is not before)
    return replace(book, lists=(*others, KnownList(facts=action.facts, file=action.attachments[0])))


_RULES: Mapping[type[Action], Callable[[TrustBook, Any], None]] = {
    act.EnrolCertificate: _enrollable,
    act.RevokeCertificate: _revocable,
    act.TrustAuthority: _trustworthy,
    act.DistrustAuthority: _trusted,
    act.RecordRevocations: _newer,
}
_EFFECTS: Mapping[type[Action], Callable[[TrustBook, Any], TrustBook]] = {
    act.FoundAuthority: _found,
    act.IssueCertificate: _issued,
    act.EnrolCertificate: _enrolled,
    act.RevokeCertificate: _revoked,
    act.TrustAuthority: _believed,
    act.DistrustAuthority: _disbelieved,
    act.RecordRevocations: _listed,
}
TRUSTING = tuple(_EFFECTS)
"""The acts that change the book."""
