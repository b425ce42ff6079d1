"""Whether a signature is that of a certificate, and what the certificate is worth: judged in a confined process.

It is the port for signatures that are no seals (`oa_desktop.office.ports.trust.Signatures`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Layer, SignatureVerdict, Statement, broken, holds, undecided
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.trust import SignedMessage


class OfficeSignatures:
    """Judges signatures by certificates; nothing of either is parsed in this process."""

    def judge(self, signed: SignedMessage, at: datetime, trust: Trust) -> SignatureVerdict:
        """Return what is to be said of a signature: its value, and the certificate at a moment.

        Raises:
            Refused: ``verdict.too-hard``: it took too long or too much.
            Unavailable: ``confine.failed``.
        """
        message = [signed.certificate, signed.method, signed.message, signed.signature]
        told = [list(trust.anchors), sorted(trust.own), list(trust.between), list(trust.revocations)]
        said = ask(judge_confined, message, at.isoformat(), told, too_hard=Refused("verdict.too-hard"))
        return codec.from_json(SignatureVerdict, canonical.decode(said))


def judge_confined(message: list[Any], at: str, told: list[list[Any]]) -> object:
    """Judge a signature, in the child."""
    certificate, method, signed, signature = message
    anchors, own, between, revocations = told
    trust = Trust(
        anchors=tuple(anchors),
        own=frozenset(map(Digest, own)),
        between=tuple(between),
        revocations=tuple(revocations),
    )
    given = SignedMessage(certificate=certificate, method=method, message=signed, signature=signature)
    return answer(lambda: canonical.encode(codec.to_json(judge_signature(given, datetime.fromisoformat(at), trust))))


def judge_signature(signed: SignedMessage, at: datetime, trust: Trust) -> SignatureVerdict:
    """Return what is to be said of a signature, in this very process."""
    from oa_desktop.security.certificates.chain import judge  # noqa: PLC0415 - only a worker parses certificates
    from oa_desktop.security.certificates.reading import read  # noqa: PLC0415 - as above

    try:
        holder = read(signed.certificate)
    except Refused:
        return SignatureVerdict(name="", holder="", statements=(broken(Layer.CHAIN, "verdict.holder-unreadable"),))
    said = judge(signed.certificate, at, trust)
    return SignatureVerdict(
        name="",
        holder=holder.holder,
        internal=any(one.rule == "verdict.chain-internal" for one in said),
        statements=(_value(signed, holder.public_key, holder.holder), *said),
    )


def _value(signed: SignedMessage, public_key: bytes, holder: str) -> Statement:
    from oa_desktop.security.certificates.signatures import (  # noqa: PLC0415 - only a worker parses certificates
        Link,
        check,
        is_weak_key,
    )

    found = check(public_key, signed.method, signed.message, signed.signature)
    if found is Link.HOLDS and is_weak_key(public_key):
        return broken(Layer.SIGNATURE, "verdict.key-short", holder=holder)
    if found in (Link.UNKNOWN, Link.WEAK):
        return undecided(Layer.SIGNATURE, "verdict.method-unknown", method=signed.method)
    if found is Link.HOLDS:
        return holds(Layer.SIGNATURE, "verdict.signature-holds", holder=holder)
    return broken(Layer.SIGNATURE, "verdict.signature-differs")
