"""Seals without cryptography: a seal is a line of JSON, its certificate names a key, and a sealed page says by whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import KeyId
from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.office.ports.trust import (
    Certifiable,
    Certify,
    Impression,
    MadeSeal,
    PasswordChange,
    SealFacts,
    SealInHand,
    SealWish,
)
from oa_desktop.office.seals.room import IssuedSeal
from tests.fakes.certificates import certificate, revocation_list
from tests.fakes.world import CHINA, FakeSigner, sm3

PASSWORD = "Yongyin#1"
KEEPER = "post sealer"


def seal(name: str, *, key: bytes = b"", genuine: bool = True, **changes: object) -> bytes:
    """A seal, and who may use it."""
    usual = {
        "since": "2026-01-01",
        "until": "2031-12-31",
        "made": "2026-01-01",
        "version": 4,
        "maker": "CN=县公章制发中心",
    }
    said = {"name": name, "key": (key or key_of(name)).decode(), "genuine": genuine, **usual, **changes}
    return json.dumps(said, ensure_ascii=False).encode()


def key_of(name: str) -> bytes:
    return f"key of the seal of {name}".encode()


def certificate_of(key: bytes) -> bytes:
    return b"certificate of " + key


def issued(name: str, **changes: object) -> IssuedSeal:
    """A seal as it is handed out to the keeper of the office, for the organ whose name it has."""
    said: dict[str, object] = {
        "data": seal(name),
        "certificate": certificate_of(key_of(name)),
        "key": key_of(name),
        "organ": name,
        "keeper": KEEPER,
        "password": PASSWORD,
        "reason": "县公章制发中心制发",
    }
    return IssuedSeal(**{**said, **changes})


class FakeSeals:
    """Reads such seals."""

    def read(self, data: bytes) -> SealFacts:
        try:
            said = json.loads(data)
        except ValueError as error:
            raise Refused("seal.unreadable") from error
        made, since, until = (_begins(said[one]) for one in ("made", "since", "until"))
        return SealFacts(
            data=data,
            digest=sm3(data),
            version=said["version"],
            id="1",
            kind=1,
            name=said["name"],
            holders=(certificate_of(said["key"].encode()),),
            maker=certificate(subject=said["maker"]),
            created=made,
            valid_from=since,
            valid_until=until,
            picture=b"picture",
            picture_kind="PNG",
            width_mm=42,
            height_mm=42,
            maker_signature_holds=said["genuine"],
        )

    def holder(self, data: bytes, certificate: bytes) -> KeyId:
        if certificate not in self.read(data).holders:
            raise Refused("seal.not-holder", seal=self.read(data).name)
        return KeyId(sm3(certificate.removeprefix(b"certificate of ")))

    def stamp(self, using: SealInHand, digest: bytes, subject: str) -> bytes:
        return using.signer.sign(digest + subject.encode())

    def judge(self, value, digest, subject, trust, *, beside=None):
        raise NotImplementedError


def _begins(day: str) -> datetime:
    """When a day begins in Beijing, as a seal says it: in UTC."""
    return datetime.fromisoformat(day).replace(tzinfo=CHINA).astimezone(UTC)


@dataclass
class FakeSealKeys:
    """Keys by their ids, with their passwords."""

    keys: dict[KeyId, tuple[bytes, str]] = field(default_factory=dict)
    of_token: dict[KeyId, tuple[bytes, str]] = field(default_factory=dict)

    def on_token(self, key: KeyId) -> bool:
        return key in self.of_token

    def keep(self, store_key: bytes, private: bytes, password: str, now: datetime) -> KeyId:
        key = KeyId(sm3(private))
        self.keys[key] = (private, password)
        return key

    def unlock(self, store_key: bytes, key: KeyId, password: str, now: datetime) -> FakeSigner:
        if key not in self.keys | self.of_token:
            raise Refused("seal.key-missing")
        private, right = (self.keys | self.of_token)[key]
        if password != right and key in self.of_token:
            raise Refused("token.wrong-pin")
        if password != right:
            raise Refused("seal.wrong-password", left=4, wait_seconds=2)
        return FakeSigner(private)

    def change_password(self, store_key: bytes, key: KeyId, passwords: PasswordChange, now: datetime) -> None:
        self.keep(store_key, self.unlock(store_key, key, passwords.old, now).public_key, passwords.new, now)

    def discard(self, store_key: bytes, key: KeyId) -> None:
        self.keys.pop(key, None)


class FakeSealer:
    """A sealed page is the page and a line about the seal."""

    def refuse_picture(self, picture: bytes) -> None:
        if picture != b"picture":
            raise Refused("seal.picture-kind")

    def seal_ofd(self, data: bytes, using: SealInHand, places: Sequence[Impression], *, last: bool) -> bytes:
        return data + self._line(using, places) + (b" last" if last else b"")

    def sign_pdf(self, data: bytes, using: SealInHand, places: Sequence[Impression]) -> bytes:
        return data + self._line(using, places)

    def _line(self, using: SealInHand, places: Sequence[Impression]) -> bytes:
        name = json.loads(using.seal)["name"]
        return f"\nsealed by {name} at {len(places)} places".encode() + using.signer.sign(using.seal)[:4].hex().encode()


class FakeSealMaking:
    """Makes such seals."""

    def make(self, wish: SealWish, certify: Certify | None = None) -> MadeSeal:
        key = key_of(wish.name + wish.caption)
        practised = f"O={wish.caption.removesuffix('章')}专用"
        until, made_by = wish.valid_until.date().isoformat(), f"CN=制章机构,{practised}"
        data = seal(wish.name, key=key, until=until, maker=made_by)
        if certify:
            maker = Certifiable(holder="制章机构", public_key=b"key of the maker", purpose=Purpose.SEAL_MAKER)
            certify([maker, Certifiable(holder=wish.name, public_key=key, purpose=Purpose.SEAL)])
            return MadeSeal(data=data, certificate=certificate_of(key), key=key)
        name = f"CN=机构（{wish.name}）,{practised}"
        return MadeSeal(
            data=data,
            certificate=certificate_of(key),
            key=key,
            anchor=certificate(subject=name, issuer=name, key=key.hex()),
            revocations=revocation_list(issuer=name),
        )
