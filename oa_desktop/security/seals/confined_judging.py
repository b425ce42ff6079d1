"""Judging signature values in a confined process: certificates and lists of strangers are parsed there."""

from __future__ import annotations

from typing import Any

from oa_desktop.domain import canonical, codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import SignatureVerdict
from oa_desktop.office.confined import answer, ask


def ask_for_verdict(value: bytes, digest: bytes, subject: str, trust: Trust, beside: bytes | None) -> SignatureVerdict:
    """Return what is to be said of a signature value.

    Raises:
        Refused: ``verdict.too-hard``.
        Unavailable: ``confine.failed``.
    """
    given = {"value": value, "digest": digest, "subject": subject, "beside": beside, "trust": _plain(trust)}
    said = ask(judge_confined, given, too_hard=Refused("verdict.too-hard"))
    return codec.from_json(SignatureVerdict, canonical.decode(said))


def _plain(trust: Trust) -> dict[str, Any]:
    return {
        "anchors": list(trust.anchors),
        "own": sorted(trust.own),
        "between": list(trust.between),
        "revocations": list(trust.revocations),
        "makers": list(trust.makers),
    }


def judge_confined(given: dict[str, Any]) -> object:
    """Judge a signature value, in the child."""
    return answer(lambda: canonical.encode(codec.to_json(_judged(given))))


def _judged(given: dict[str, Any]) -> SignatureVerdict:
    from oa_desktop.security.certificates.chain import judge  # noqa: PLC0415 - only a worker parses certificates
    from oa_desktop.security.seals.judging import judge_value  # noqa: PLC0415 - as above

    return judge_value(
        given["value"], given["digest"], given["subject"], _trust(given["trust"]), judge, beside=given["beside"]
    )


def _trust(plain: dict[str, Any]) -> Trust:
    return Trust(
        anchors=tuple(plain["anchors"]),
        own=frozenset(map(Digest, plain["own"])),
        between=tuple(plain["between"]),
        revocations=tuple(plain["revocations"]),
        makers=tuple(plain["makers"]),
    )
