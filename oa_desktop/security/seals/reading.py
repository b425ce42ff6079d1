"""Reading seals and signature values of all three versions; nothing of them is believed beyond what is checked here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from asn1crypto import core, x509

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.trust import SealFacts
from oa_desktop.security import der, sm2, sm3
from oa_desktop.security.seals import structures as ses
from oa_desktop.security.seals.time_stamps import is_stamp

Made = TypeVar("Made")

LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a seal or of a signature value that are read."""
_OLD_PARTS: Final = 2
"""A seal or a signature value of version 1 has as many parts; later ones have more."""
_LATER: Final = frozenset({4, 5})
_TIMES: Final = (b"\x17", b"\x18")
"""How a time in the place of a time stamp begins: UTCTime, GeneralizedTime."""
_SIDES_MM: Final = range(1, 201)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """What a signature value (电子签章数据) says.

    Attributes:
        version: 1, 4 or 5.
        seal: The seal in it.
        signed: What the signature is over, DER.
        certificate: Of whoever signed, DER.
        algorithm: OID.
        signature: Strict DER of r and s, where it is well made.
        time: Claimed time, UTC; None where version 1 has a time stamp or nothing legible in its place.
        time_info: timeInfo of version 1 as it is; empty for later ones.
        time_stamp: Time stamp beside the signature; empty for none.
        digest: dataHash.
        subject: propertyInfo.
    """

    version: int
    seal: SealFacts
    signed: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    algorithm: str
    signature: bytes = field(repr=False)
    time: datetime | None
    time_info: bytes = field(default=b"", repr=False)
    time_stamp: bytes = field(default=b"", repr=False)
    digest: bytes
    subject: str

    @property
    def holds(self) -> bool:
        """Whether the signature is that of the certificate in it."""
        return signed_by(self.certificate, self.algorithm, self.signed, self.signature)

    @property
    def by_holder(self) -> bool:
        """Whether the seal says that this certificate may use it."""
        return is_holder(self.seal, self.certificate)


def read_seal(data: bytes) -> SealFacts:
    """Return what a seal says.

    Raises:
        Refused: ``seal.unreadable``.
    """
    return _legibly(lambda: _seal(_loaded(data)))


def read_signature(data: bytes) -> SignatureFacts:
    """Return what a signature value (SES_Signature) says.

    Raises:
        Refused: ``seal.unreadable``.
    """
    return _legibly(lambda: _signature(_loaded(data)))


def is_holder(seal: SealFacts, certificate: bytes) -> bool:
    """Tell whether a seal says that a certificate may use it."""
    return certificate in seal.holders or bytes.fromhex(sm3.digest(certificate)) in seal.holders


def signed_by(certificate: bytes, algorithm: str, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature is an SM2 signature by the key of a certificate."""
    return algorithm == ses.SM2_WITH_SM3 and sm2.verify(public_key(certificate), message, signature)


def public_key(certificate: bytes) -> bytes:
    """Return the public key of a certificate, SubjectPublicKeyInfo DER; empty where there is none to be read."""
    try:
        parsed = x509.Certificate.load(certificate, strict=True)
        return bytes(parsed["tbs_certificate"]["subject_public_key_info"].dump())
    except (ValueError, TypeError, KeyError, RecursionError):
        return b""


def _legibly(read: Callable[[], Made]) -> Made:
    try:
        return read()
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise Refused("seal.unreadable") from error


def _loaded(data: bytes) -> bytes:
    if not data or len(data) > LARGEST:
        raise ValueError
    der.check(data)
    return data


def _parts(data: bytes) -> int:
    return len(ses.Parts.load(data, strict=True))


def _whole(kind: Any, data: bytes) -> Any:
    """Return a value every part of which was looked at; parts that do not belong there are refused."""
    value = kind.load(data, strict=True)
    _ = value.native
    _refuse_more(value)
    return value


def _refuse_more(value: Any) -> None:
    """Refuse what the parser passes over: parts beyond the fields of a sequence, and bits left over of whole bytes."""
    if isinstance(value, core.OctetBitString) and value.contents[:1] != b"\0":
        raise ValueError
    if not isinstance(value, core.Sequence | core.SequenceOf):
        return
    if isinstance(value, core.Sequence) and len(value) > len(type(value)._fields):
        raise ValueError
    for name in value if isinstance(value, core.Sequence) else range(len(value)):
        _refuse_more(value[name])


def _seal(data: bytes) -> SealFacts:
    if _parts(data) == _OLD_PARTS:
        return _seal_1(data)
    seal = _whole(ses.SESeal, data)
    version = seal["eSealInfo"]["header"]["version"].native
    stamp = seal["timeStamp"].native
    if version not in _LATER or (version == min(_LATER) and stamp is not None):
        raise ValueError
    _refuse_no_stamp(stamp or b"")
    maker = seal["cert"].native
    holds = signed_by(maker, seal["signAlgID"].dotted, seal["eSealInfo"].dump(), seal["signedValue"].native)
    return _facts(data, version, seal["eSealInfo"], maker, holds=holds)


def _seal_1(data: bytes) -> SealFacts:
    seal = _whole(ses.SESeal1, data)
    info, signing = seal["eSealInfo"], seal["signInfo"]
    if info["header"]["version"].native in _LATER:
        raise ValueError
    maker, algorithm = signing["cert"], signing["signatureAlgorithm"]
    signed = ses.SealTBS1({"eSealInfo": info, "cert": maker, "signatureAlgorithm": algorithm}).dump()
    holds = signed_by(maker.native, algorithm.dotted, signed, signing["signData"].native)
    return _facts(data, 1, info, maker.native, holds=holds)


def _facts(data: bytes, version: int, info: Any, maker: bytes, *, holds: bool) -> SealFacts:
    properties, picture = info["property"], info["picture"]
    if info["header"]["ID"].native != "ES" or any(
        picture[side].native not in _SIDES_MM for side in ("width", "height")
    ):
        raise ValueError
    return SealFacts(
        data=data,
        digest=Digest(sm3.digest(data)),
        version=version,
        id=info["esID"].native,
        kind=properties["type"].native,
        name=properties["name"].native,
        holders=_holders(version, properties),
        maker=maker,
        created=_moment(properties["createDate"]),
        valid_from=_moment(properties["validStart"]),
        valid_until=_moment(properties["validEnd"]),
        picture=picture["data"].native,
        picture_kind=picture["type"].native.upper(),
        width_mm=picture["width"].native,
        height_mm=picture["height"].native,
        maker_signature_holds=holds,
    )


def _holders(version: int, properties: Any) -> tuple[bytes, ...]:
    listed = properties["certList"]
    if version == 1:
        return tuple(one.native for one in listed)
    kind = properties["certListType"].native
    if kind not in (ses.CERTIFICATES, ses.DIGESTS):
        raise ValueError
    parsed = listed.parsed if isinstance(listed, core.Any) else listed
    return tuple(one.native if kind == ses.CERTIFICATES else one["value"].native for one in parsed)


def _moment(value: Any) -> datetime:
    moment: datetime = value.native
    return moment.astimezone(UTC)


def _signature(data: bytes) -> SignatureFacts:
    if _parts(data) == _OLD_PARTS:
        return _signature_1(data)
    value = _whole(ses.SES_Signature, data)
    tbs, stamp = value["toSign"], value["timeStamp"].native or b""
    _refuse_no_stamp(stamp)
    return SignatureFacts(
        version=tbs["version"].native,
        seal=_seal(tbs["eseal"].dump()),
        signed=tbs.dump(),
        certificate=value["cert"].native,
        algorithm=value["signatureAlgID"].dotted,
        signature=value["signature"].native,
        time=_moment(tbs["timeInfo"]),
        time_stamp=stamp,
        digest=tbs["dataHash"].native,
        subject=tbs["propertyInfo"].native,
    )


def _signature_1(data: bytes) -> SignatureFacts:
    value = _whole(ses.SES_Signature1, data)
    tbs = value["toSign"]
    _refuse_no_stamp(tbs["timeInfo"].native, _TIMES)
    return SignatureFacts(
        version=1,
        seal=_seal(tbs["eseal"].dump()),
        signed=tbs.dump(),
        certificate=tbs["cert"].native,
        algorithm=tbs["signatureAlgID"].dotted,
        signature=value["signature"].native,
        time=_written_time(tbs["timeInfo"].native),
        time_info=tbs["timeInfo"].native,
        digest=tbs["dataHash"].native,
        subject=tbs["propertyInfo"].native,
    )


def _refuse_no_stamp(data: bytes, others: tuple[bytes, ...] = ()) -> None:
    """Refuse what stands in the place of a time stamp and is none, nor begins like the others that may stand there."""
    if data and not data.startswith(others) and not is_stamp(data):
        raise ValueError


def _written_time(data: bytes) -> datetime | None:
    """Return the time in timeInfo of version 1, which is a time or a time stamp; None where it is no time."""
    try:
        return _moment(ses.Moment.load(_loaded(data), strict=True))
    except (ValueError, TypeError):
        return None
