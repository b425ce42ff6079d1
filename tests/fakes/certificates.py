"""Certificates without cryptography: what they say as JSON, signed as FakeSigner signs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.domain.trust.certificates import (
    Certificate,
    Purpose,
    RevocationList,
    RevocationReason,
    Revoked,
    Trust,
)
from oa_desktop.domain.trust.files import FOLDERS, trust_files
from oa_desktop.domain.trust.verdicts import Layer, Statement, broken, holds, undecided
from tests.fakes.world import sm3


class FakeCertificates:
    """Reads, issues and believes: an issuer is who has the name.

    Attributes:
        revoked: Certificates of which it says so.
    """

    def __init__(self) -> None:
        self.revoked: set[bytes] = set()

    def issue(self, order, signer, issuer=b"") -> bytes:
        above = self.read(issuer) if issuer else None
        subject = above.subject if above and order.purpose is Purpose.REVOCATIONS else f"CN={order.holder}"
        return certificate(
            subject=subject,
            issuer=above.subject if above else subject,
            serial=order.serial,
            since=order.not_before.isoformat(),
            until=order.not_after.isoformat(),
            key=order.public_key.hex(),
            purpose=order.purpose.value,
        )

    def read(self, data: bytes) -> Certificate:
        said = _said(data, "certificate.unreadable")
        purpose = Purpose(said["purpose"])
        public = bytes.fromhex(said["key"])
        return Certificate(
            data=data,
            digest=sm3(data),
            subject=said["subject"],
            holder=said["subject"].removeprefix("CN="),
            issuer=said["issuer"],
            serial=f"{said['serial']:x}",
            not_before=datetime.fromisoformat(said["since"]),
            not_after=datetime.fromisoformat(said["until"]),
            public_key=public,
            key=KeyId(sm3(public)),
            algorithm="SM2",
            purpose=None if purpose is Purpose.AUTHORITY else purpose,
            signs_documents=purpose not in (Purpose.AUTHORITY, Purpose.REVOCATIONS),
            signs_certificates=purpose is Purpose.AUTHORITY,
            signs_revocations=purpose in (Purpose.AUTHORITY, Purpose.REVOCATIONS),
        )

    def read_folder(self, folder: Path) -> Trust:
        anchors, own, between, lists, makers = (
            tuple(one.read_bytes() for one in sorted((folder / kind).glob("*"))) for kind in FOLDERS
        )
        return Trust(
            anchors=(*anchors, *own), own=frozenset(map(sm3, own)), between=between, revocations=lists, makers=makers
        )

    def make_list(self, order, issuer: bytes, signer) -> bytes:
        return revocation_list(
            issuer=self.read(issuer).subject,
            number=order.number,
            issued=order.issued.isoformat(),
            next_issue=order.next_issue.isoformat(),
            revoked=[(one.serial, one.at.isoformat(), one.reason.value) for one in order.revoked],
        )

    def read_list(self, data: bytes) -> RevocationList:
        said = _said(data, "revocations.unreadable")
        return RevocationList(
            data=data,
            digest=sm3(data),
            issuer=said["issuer"],
            number=said["number"],
            issued=datetime.fromisoformat(said["issued"]),
            next_issue=datetime.fromisoformat(said["next_issue"]),
            revoked=tuple(
                Revoked(serial=serial, at=datetime.fromisoformat(at), reason=RevocationReason(reason))
                for serial, at, reason in said["revoked"]
            ),
        )

    def vouches(self, data: bytes, trust: Trust) -> bool:
        names = {self.read(one).subject for one in (*trust.anchors, *trust.between)}
        return self.read_list(data).issuer in names

    def judge(self, data: bytes, at: datetime, trust: Trust) -> tuple[Statement, ...]:
        if data in self.revoked:
            return (broken(Layer.REVOCATION, "verdict.revoked"),)
        if not data.startswith(b"{"):
            return ()
        said = self.read(data)
        if said.issuer in {self.read(one).subject for one in trust.anchors}:
            return (holds(Layer.CHAIN, "verdict.chain-holds", said.holder, path=said.holder, at=at.isoformat()),)
        return (undecided(Layer.CHAIN, "verdict.no-anchor", said.holder, issuer=said.issuer),)


def certificate(**said) -> bytes:
    """A certificate that says this, of an authority from elsewhere where nothing else is said."""
    usual = {
        "subject": "CN=省电子认证中心",
        "issuer": "CN=省电子认证中心",
        "serial": 7,
        "since": "2020-01-01T00:00:00+00:00",
        "until": "2040-01-01T00:00:00+00:00",
        "key": b"key from elsewhere".hex(),
        "purpose": Purpose.AUTHORITY.value,
    }
    return json.dumps({**usual, **said}, ensure_ascii=False).encode()


def revocation_list(**said) -> bytes:
    usual = {
        "issuer": "CN=省电子认证中心",
        "number": 1,
        "issued": "2026-04-01T00:00:00+00:00",
        "next_issue": "2026-05-01T00:00:00+00:00",
        "revoked": [],
    }
    return json.dumps({**usual, **said}, ensure_ascii=False).encode()


def _said(data: bytes, code: str):
    try:
        return json.loads(data)
    except ValueError:
        raise Refused(code, reason="结构不是证书") from None


def write_folder(folder: Path, trust: Trust) -> None:
    """Write a trust folder."""
    for name, data in trust_files(trust, sm3).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
