"""Judging a signature value (SES_Signature) with all that it rests on: value, seal, maker, chains and revocations.

Order of the checks: what was signed, whose seal it is and whether it was valid then, who made the seal, whose
certificate signed. Each is said whatever came of the others; a time is that which the value itself claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Certificate, Purpose, Trust
from oa_desktop.domain.trust.verdicts import Layer, Outcome, SignatureVerdict, Statement, broken, holds, undecided
from oa_desktop.office.ports.trust import SealFacts
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.seals import structures as ses
from oa_desktop.security.seals.reading import SignatureFacts, read_signature

JudgeCertificate = Callable[[bytes, datetime, Trust], tuple[Statement, ...]]
"""What is to be said of a certificate at a moment (``Certificates.judge``)."""
LOCAL_CLOCK: Final = "local-clock"
TIME_STAMP: Final = "time-stamp"
INTERNAL: Final = "verdict.chain-internal"
_MAY_SEAL: Final = frozenset({None, Purpose.SEAL, Purpose.PERSON})
_MAY_MAKE: Final = frozenset({None, Purpose.SEAL_MAKER})


def judge_value(
    value: bytes,
    digest: bytes,
    subject: str,
    trust: Trust,
    judge_certificate: JudgeCertificate,
    *,
    beside: bytes | None = None,
) -> SignatureVerdict:
    """Return what is to be said of a signature value over a digest, as :meth:`Seals.judge` has it."""
    try:
        facts = read_signature(value)
    except Refused:
        return SignatureVerdict(name="", holder="", statements=(broken(Layer.SIGNATURE, "verdict.value-unreadable"),))
    statements = (
        *_of_signature(facts, digest, subject),
        *_of_seal(facts, beside),
        *_of_maker(facts, trust, judge_certificate),
        *_of_holder(facts, trust, judge_certificate),
    )
    return SignatureVerdict(
        name="",
        holder=facts.seal.name,
        claimed_time=facts.time.isoformat() if facts.time else "",
        time_source=TIME_STAMP if facts.time is None else LOCAL_CLOCK,
        internal=any(one.rule == INTERNAL for one in statements),
        statements=statements,
    )


# --- the value --------------------------------------------------------------------------------------------------------


def _of_signature(facts: SignatureFacts, digest: bytes, subject: str) -> Iterator[Statement]:
    layer = Layer.SIGNATURE
    if facts.digest != digest:
        yield broken(layer, "verdict.hash-differs", subject.lstrip("/"))
    if facts.subject.lstrip("/") != subject.lstrip("/"):
        yield broken(layer, "verdict.subject-differs", subject=facts.subject)
    if facts.algorithm != ses.SM2_WITH_SM3:
        yield broken(layer, "verdict.algorithm-other", algorithm=facts.algorithm)
    elif not facts.holds:
        yield broken(layer, "verdict.signature-differs")
    else:
        yield holds(layer, "verdict.signature-holds", holder=_name(facts.certificate))
    if facts.time_stamp or facts.time is None:
        yield undecided(layer, "verdict.time-stamp-unproven")


# --- the seal ---------------------------------------------------------------------------------------------------------


def _of_seal(facts: SignatureFacts, beside: bytes | None) -> Iterator[Statement]:
    """Yield what is to be said of the seal: the one beside the value, its holders, its validity at the claimed time."""
    seal = facts.seal
    faults = [*_misuse(facts), *_out_of_date(seal, facts.time)]
    if beside is not None and beside != seal.data:
        faults.append(broken(Layer.SEAL, "verdict.seal-differs", seal=seal.name))
    yield from faults
    yield from (undecided(Layer.SEAL, "verdict.extension-critical", extension=one) for one in _unknown(facts))
    if not faults:
        yield holds(Layer.SEAL, "verdict.seal-holds", seal=seal.name, id=seal.id, until=seal.valid_until.isoformat())


def _unknown(facts: SignatureFacts) -> Iterator[str]:
    """Yield the extensions of seal and value that must be understood; none is known here."""
    kind = ses.TBS_Sign1 if facts.version == 1 else ses.TBS_Sign
    signed = kind.load(facts.signed, strict=True)
    lists = [signed["eseal"]["eSealInfo"]["extDatas"], *([] if facts.version == 1 else [signed["extDatas"]])]
    for one in (each for listed in lists if listed.native for each in listed):
        if one["critical"].native:
            yield one["extnID"].dotted


def _misuse(facts: SignatureFacts) -> Iterator[Statement]:
    if not facts.by_holder:
        yield broken(Layer.SEAL, "verdict.not-holder", seal=facts.seal.name, holder=_name(facts.certificate))


def _out_of_date(seal: SealFacts, at: datetime | None) -> Iterator[Statement]:
    if at is None:
        return
    if at > seal.valid_until:
        until = seal.valid_until.isoformat()
        yield broken(Layer.SEAL, "verdict.seal-expired", seal=seal.name, until=until, at=at.isoformat())
    if at < seal.valid_from or at < seal.created:
        since = max(seal.valid_from, seal.created)
        yield broken(Layer.SEAL, "verdict.seal-not-yet", seal=seal.name, since=since.isoformat(), at=at.isoformat())


# --- who made it ------------------------------------------------------------------------------------------------------


def _of_maker(facts: SignatureFacts, trust: Trust, judge_certificate: JudgeCertificate) -> Iterator[Statement]:
    """Yield what is to be said of the maker: the signature, the right to make seals, the certificate at that time."""
    seal, maker = facts.seal, _read(facts.seal.maker)
    if maker is None:
        yield broken(Layer.MAKER, "verdict.maker-unreadable", seal=seal.name)
        return
    if not seal.maker_signature_holds:
        yield broken(Layer.MAKER, "verdict.maker-signature-differs", seal=seal.name)
        return
    yield from _right_to_make(maker, facts, trust)
    said = [replace(one, layer=Layer.MAKER) for one in judge_certificate(seal.maker, seal.created, trust)]
    yield from said
    if all(one.outcome is Outcome.HOLDS for one in said):
        yield holds(Layer.MAKER, "verdict.maker-holds", maker=maker.holder, at=seal.created.isoformat())
    if facts.time is not None and facts.time > maker.not_after:
        yield holds(Layer.MAKER, "verdict.maker-expired-since", maker=maker.holder, until=maker.not_after.isoformat())


def _right_to_make(maker: Certificate, facts: SignatureFacts, trust: Trust) -> Iterator[Statement]:
    """Yield why a maker may not make seals, or why that cannot be told.

    Any holder of a certificate could make himself a seal in any name, where the list of trust names no makers.
    """
    listed = maker.data in trust.makers
    holder = _read(facts.certificate)
    if trust.makers and not listed:
        yield undecided(Layer.MAKER, "verdict.maker-unlisted", maker=maker.holder)
    elif not listed and holder is not None and holder.key == maker.key:
        yield undecided(Layer.MAKER, "verdict.maker-himself", maker=maker.holder)
    if maker.purpose not in _MAY_MAKE:
        yield broken(Layer.MAKER, "verdict.maker-purpose", maker=maker.holder, purpose=_purpose(maker))


# --- who signed -------------------------------------------------------------------------------------------------------


def _of_holder(facts: SignatureFacts, trust: Trust, judge_certificate: JudgeCertificate) -> Iterator[Statement]:
    holder = _read(facts.certificate)
    if holder is None:
        yield broken(Layer.CHAIN, "verdict.holder-unreadable")
        return
    if holder.purpose not in _MAY_SEAL:
        yield broken(Layer.CHAIN, "verdict.holder-purpose", holder=holder.holder, purpose=_purpose(holder))
    if facts.time is None:
        yield undecided(Layer.CHAIN, "verdict.time-unknown", holder=holder.holder)
        return
    yield from judge_certificate(facts.certificate, facts.time, trust)


def _read(certificate: bytes) -> Certificate | None:
    try:
        return read(certificate)
    except Refused:
        return None


def _name(certificate: bytes) -> str:
    facts = _read(certificate)
    return facts.holder if facts else ""


def _purpose(certificate: Certificate) -> str:
    return certificate.purpose.value if certificate.purpose else ""
