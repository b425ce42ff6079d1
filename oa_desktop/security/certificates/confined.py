"""The port of certificates (`oa_desktop.office.ports.trust.Certificates`): read and judged in a confined process.

What this unit issued itself is read in the same way; nothing is believed more for being one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from oa_desktop.confine import Limits
from oa_desktop.domain import codec
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.certificates import Certificate, Purpose, RevocationList, RevocationReason, Revoked, Trust
from oa_desktop.domain.trust.verdicts import Statement
from oa_desktop.office.confined import answer, ask
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import CertificateOrder, ListOrder
from oa_desktop.security.certificates import chain, issuing, reading, revocations, revoking, trust_folder

_LIMITS = Limits(seconds=20.0, answer_bytes=64 << 20)


class ConfinedCertificates:
    """Reads certificates and lists of revocations and judges chains, in a limited child process."""

    def read(self, data: bytes) -> Certificate:
        """Return what a certificate says, DER or PEM.

        Raises:
            Refused: ``certificate.unreadable``.
            Unavailable: ``confine.failed``.
        """
        told = ask(read_confined, data, too_hard=_too_hard("certificate.unreadable"), limits=_LIMITS)
        purpose = Purpose(told.pop("purpose")) if told["purpose"] else told.pop("purpose")
        return Certificate(**_with_times(told, "not_before", "not_after"), purpose=purpose)

    def read_list(self, data: bytes) -> RevocationList:
        """Return what a list of revoked certificates says, DER or PEM.

        Raises:
            Refused: ``revocations.unreadable``.
            Unavailable: ``confine.failed``.
        """
        told = ask(read_list_confined, data, too_hard=_too_hard("revocations.unreadable"), limits=_LIMITS)
        rows = tuple(
            Revoked(serial=serial, at=datetime.fromisoformat(at), reason=RevocationReason(reason))
            for serial, at, reason in told.pop("revoked")
        )
        return RevocationList(**_with_times(told, "issued", "next_issue"), revoked=rows)

    def read_folder(self, folder: Path) -> Trust:
        """Return whom a trust folder trusts, each file of it being read in a confined process.

        Raises:
            Unavailable: ``trust-folder.unknown``, ``trust-folder.unreadable``, ``trust-folder.too-many``.
        """
        return trust_folder.read_trust(folder)

    def issue(self, order: CertificateOrder, signer: Signer, issuer: bytes = b"") -> bytes:
        """Return a certificate of the unit's own authority, DER."""
        return issuing.issue(order, signer, issuer)

    def make_list(self, order: ListOrder, issuer: bytes, signer: Signer) -> bytes:
        """Return a list of revoked certificates, DER."""
        return revocations.make(order, issuer, signer)

    def vouches(self, data: bytes, trust: Trust) -> bool:
        """Whether a list of revocations is signed by one of the authorities, or by whom it lets sign its lists.

        Raises:
            Refused: ``revocations.unreadable``: it took too long or too much.
            Unavailable: ``confine.failed``.
        """
        too_hard = _too_hard("revocations.unreadable")
        return bool(ask(vouches_confined, data, _crossing(trust), too_hard=too_hard, limits=_LIMITS))

    def judge(self, data: bytes, at: datetime, trust: Trust) -> tuple[Statement, ...]:
        """Return what is to be said of a signer's chain, validity and revocation at a moment (UTC).

        Raises:
            Refused: ``certificate.unreadable``: it took too long or too much.
            Unavailable: ``confine.failed``.
        """
        too_hard = _too_hard("certificate.unreadable")
        told = ask(judge_confined, data, at.isoformat(), _crossing(trust), too_hard=too_hard, limits=_LIMITS)
        return tuple(codec.from_json(Statement, one) for one in told)


def read_confined(data: bytes) -> object:
    """Read a certificate, in the process."""
    return answer(lambda: _plain(reading.read(data)))


def read_list_confined(data: bytes) -> object:
    """Read a list of revoked certificates, in the process."""

    def read() -> dict[str, object]:
        found = revocations.read(data)
        rows = [[one.serial, one.at.isoformat(), one.reason.value] for one in found.revoked]
        return {**_plain(found), "revoked": rows}

    return answer(read)


def judge_confined(data: bytes, at: str, known: Mapping[str, list[Any]]) -> object:
    """Judge a chain, in the process."""
    trust = _arrived(known)
    return answer(lambda: [codec.to_json(one) for one in chain.judge(data, datetime.fromisoformat(at), trust)])


def vouches_confined(data: bytes, known: Mapping[str, list[Any]]) -> object:
    """Look whose list of revocations it is, in the process."""
    return answer(lambda: revoking.vouches(data, _arrived(known)))


def _crossing(trust: Trust) -> dict[str, list[Any]]:
    return {one.name: list(getattr(trust, one.name)) for one in fields(Trust)}


def _arrived(known: Mapping[str, list[Any]]) -> Trust:
    found: dict[str, Any] = {name: tuple(one) for name, one in known.items()}
    return Trust(**{**found, "own": frozenset(found["own"])})


def _plain(facts: Certificate | RevocationList) -> dict[str, object]:
    """Return facts as they cross: bytes stay bytes, times and words become texts."""
    return {one.name: _value(getattr(facts, one.name)) for one in fields(facts) if one.name != "revoked"}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _with_times(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: datetime.fromisoformat(one) if name in names and one else one for name, one in told.items()}


def _too_hard(code: str) -> Refused:
    return Refused(code, reason="读它花的时间或者内存太多")
