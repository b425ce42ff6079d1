"""What the lists of an authority say of one of its certificates at a moment, and up to when anything is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import COMPROMISED, RevocationList, RevocationReason, Revoked, Trust
from oa_desktop.domain.trust.verdicts import Layer, Statement, broken, holds, undecided
from oa_desktop.security.certificates import reading, revocations, signatures
from oa_desktop.security.certificates.names import common_name, same
from oa_desktop.security.certificates.signatures import Link

_LAYER = Layer.REVOCATION


def judge_revocation(below: Any, above: Any, at: datetime, trust: Trust) -> Iterator[Statement]:
    """Yield what is known of the revocation of a certificate that an authority issued.

    Args:
        below: The certificate.
        above: The authority's.
        at: When the certificate was used, UTC.
        trust: Whose lists of revocations are looked into, and who may sign them for an authority.
    """
    signed = sorted(_lists(above, trust), key=lambda one: (one.told.issued, one.told.number))
    lost = _lost(above, trust, signed)
    sound = [one.told for one in signed if one.signer not in lost]
    holder, issuer = common_name(below.subject), common_name(above.subject)
    found = _found([one.told for one in signed], sound[-1:], f"{below.serial_number:x}")
    if found:
        yield _revoked(found, holder, at)
    elif sound:
        yield _unrevoked(sound[-1], holder, issuer, at)
    else:
        yield undecided(_LAYER, "verdict.revocations-unknown", holder, issuer=issuer)


def _revoked(found: Revoked, holder: str, at: datetime) -> Statement:
    told = {"since": found.at.isoformat(), "reason": found.reason.value, "at": at.isoformat()}
    if found.at <= at:
        return broken(_LAYER, "verdict.revoked", holder, **told)
    if found.reason in COMPROMISED:
        return undecided(_LAYER, "verdict.revoked-compromised", holder, **told)
    return holds(_LAYER, "verdict.revoked-later", holder, **told)


def _unrevoked(newest: RevocationList, holder: str, issuer: str, at: datetime) -> Statement:
    """Return what the newest list says of a certificate that stands on none.

    A list speaks of the time until it was issued, and may be relied upon until it says that the next one is due.
    """
    due = max(newest.issued, newest.next_issue or newest.issued)
    told = {"known": newest.issued.isoformat(), "issuer": issuer}
    if at <= newest.issued:
        return holds(_LAYER, "verdict.not-revoked", holder, **told)
    told |= {"at": at.isoformat(), "due": due.isoformat()}
    if at <= due:
        return holds(_LAYER, "verdict.not-revoked-so-far", holder, **told)
    return undecided(_LAYER, "verdict.revocations-stale", holder, **told)


def _found(lists: list[RevocationList], newest: list[RevocationList], serial: str) -> Revoked | None:
    """Return the earliest revocation in any list, and that the key is lost where any says so.

    One for a time (暂停使用) counts in the newest list alone.
    """
    entries = [(one, revocations.by_serial(one.data).get(serial)) for one in lists]
    counted = [
        entry for one, entry in entries if entry and (entry.reason is not RevocationReason.HELD or one in newest)
    ]
    first = min(counted, key=lambda one: one.at, default=None)
    lost = next((one.reason for one in counted if one.reason in COMPROMISED), None)
    return replace(first, reason=lost) if first and lost else first


def vouches(data: bytes, trust: Trust) -> bool:
    """Return whether a list in DER is signed by one of the authorities, or by whom it lets sign its lists.

    A key that the lists that are known say is lost signs none: whoever has it could leave out what they say.
    """
    alone = replace(trust, revocations=(data,))
    authorities = list(readable((*trust.anchors, *trust.between)))
    signers = {one.signer for above in authorities for one in _lists(above, alone)}
    return bool(signers.difference(*(_lost(above, trust, list(_lists(above, trust))) for above in authorities)))


def readable(certificates: Iterable[bytes]) -> Iterator[Any]:
    """Yield the structures of certificates that can be read, each once."""
    for data in dict.fromkeys(certificates):
        with suppress(Refused):
            yield reading.parse(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """A list and the public key that signed it, DER."""

    told: RevocationList
    signer: bytes


def _lost(above: Any, trust: Trust, signed: Iterable[_Signed]) -> frozenset[bytes]:
    """Return the keys that sign lists for an authority and that somebody else has, as any of its lists says."""
    entries = [revocations.by_serial(one.told.data) for one in signed]
    delegates = {f"{one.serial_number:x}": one.public_key.dump() for one in _delegates(above, trust)}
    told = ((each.get(serial), key) for serial, key in delegates.items() for each in entries)
    return frozenset(key for entry, key in told if entry and entry.reason in COMPROMISED)


def _lists(above: Any, trust: Trust) -> Iterator[_Signed]:
    """Yield the lists that an authority signed, or whom it lets sign them."""
    signers = [above, *_delegates(above, trust)]
    for data in trust.revocations:
        if revocations.reads(data):
            parsed = revocations.parse_list(data)
            ours = signers if same(parsed["tbs_cert_list"]["issuer"], above.subject) else []
            signer = next((one for one in ours if _signed(parsed, one)), None)
            if signer is not None:
                yield _Signed(told=revocations.facts(data), signer=signer.public_key.dump())


def _signed(parsed: Any, signer: Any) -> bool:
    allowed = reading.usage(signer)
    if allowed is not None and "crl_sign" not in allowed:
        return False
    issued = parsed["tbs_cert_list"]["this_update"].native
    validity = signer["tbs_certificate"]["validity"]
    if not validity["not_before"].native <= issued <= validity["not_after"].native:
        return False
    algorithm = parsed["signature_algorithm"]["algorithm"].native
    public = signer.public_key.dump()
    return signatures.check(public, algorithm, parsed["tbs_cert_list"].dump(), parsed["signature"].native) is Link.HOLDS


def _delegates(above: Any, trust: Trust) -> Iterator[Any]:
    """Yield certificates by which an authority lets another key of its name sign its lists."""
    for one in readable(trust.between):
        if same(one.subject, above.subject) and same(one.issuer, above.subject) and _lets_sign(one, above):
            yield one


def _lets_sign(one: Any, above: Any) -> bool:
    allowed = reading.usage(one)
    return allowed is not None and "crl_sign" in allowed and signatures.signed_by(one, above) is Link.HOLDS
