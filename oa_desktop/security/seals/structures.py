"""Seals and their signature values as they are written (ASN.1 DER).

Version 4 is GB/T 38540-2020, version 1 GM/T 0031-2014, version 5 GM/T 0031-2025. A seal of two parts is of version 1,
one of four or five of version 4 or 5, which its header says. Names of structures and fields are those of the standards.
"""

from __future__ import annotations

from typing import Any, Final

from asn1crypto import core

SM2_WITH_SM3: Final = "1.2.156.10197.1.501"
CERTIFICATES, DIGESTS = 1, 2
"""certListType: what of its holders a seal keeps."""

Field = tuple[str, Any] | tuple[str, Any, dict[str, Any]]

_OPTIONAL: Final = {"optional": True}
_TAGGED: Final = {"explicit": 0, "optional": True}


def _sequence(name: str, *fields: Field, **more: Any) -> Any:
    return type(name, (core.Sequence,), {"_fields": list(fields), **more})


def _sequence_of(name: str, kind: Any) -> Any:
    return type(name, (core.SequenceOf,), {"_child_spec": kind})


Moment: Any = type(
    "Moment", (core.Choice,), {"_alternatives": [("general", core.GeneralizedTime), ("utc", core.UTCTime)]}
)
"""GeneralizedTime; UTCTime in version 1."""

Parts: Any = _sequence_of("Parts", core.Any)
"""Any sequence, to count its parts before anything of it is believed."""

ExtData: Any = _sequence(
    "ExtData",
    ("extnID", core.ObjectIdentifier),
    ("critical", core.Boolean, {"default": False}),
    ("extnValue", core.OctetString),
)
ExtensionDatas: Any = _sequence_of("ExtensionDatas", ExtData)
"""What a maker or a signer added."""

SES_Header: Any = _sequence("SES_Header", ("ID", core.IA5String), ("version", core.Integer), ("Vid", core.IA5String))

CertInfoList: Any = _sequence_of("CertInfoList", core.OctetString)
"""Certificates of those who may use a seal (签章者证书列表)."""
CertDigestObj: Any = _sequence("CertDigestObj", ("type", core.PrintableString), ("value", core.OctetString))
CertDigestList: Any = _sequence_of("CertDigestList", CertDigestObj)
"""Or the digests of these certificates."""
_HOLDERS: Final = {CERTIFICATES: CertInfoList, DIGESTS: CertDigestList}

_VALIDITY: Final[tuple[Field, ...]] = (("createDate", Moment), ("validStart", Moment), ("validEnd", Moment))

SES_ESPropertyInfo1: Any = _sequence(
    "SES_ESPropertyInfo1", ("type", core.Integer), ("name", core.UTF8String), ("certList", CertInfoList), *_VALIDITY
)
"""Properties (印章属性), version 1."""

SES_ESPropertyInfo: Any = _sequence(
    "SES_ESPropertyInfo",
    ("type", core.Integer),
    ("name", core.UTF8String),
    ("certListType", core.Integer),
    ("certList", core.Any),
    *_VALIDITY,
    _spec_callbacks={"certList": lambda info: _HOLDERS.get(info["certListType"].native, CertInfoList)},
)
"""Properties (印章属性), versions 4 and 5."""

SES_ESPictureInfo: Any = _sequence(
    "SES_ESPictureInfo",
    ("type", core.IA5String),
    ("data", core.OctetString),
    ("width", core.Integer),
    ("height", core.Integer),
)
"""Picture (印章图像): its kind, its bytes, its sides in millimetres."""


def _seal_info(name: str, properties: Any) -> Any:
    return _sequence(
        name,
        ("header", SES_Header),
        ("esID", core.IA5String),
        ("property", properties),
        ("picture", SES_ESPictureInfo),
        ("extDatas", ExtensionDatas, _OPTIONAL),
    )


SES_SealInfo1: Any = _seal_info("SES_SealInfo1", SES_ESPropertyInfo1)
"""What a seal says (印章信息), version 1."""
SES_SealInfo: Any = _seal_info("SES_SealInfo", SES_ESPropertyInfo)
"""What a seal says (印章信息), versions 4 and 5: what its maker signed."""

SES_SignInfo: Any = _sequence(
    "SES_SignInfo",
    ("cert", core.OctetString),
    ("signatureAlgorithm", core.ObjectIdentifier),
    ("signData", core.OctetBitString),
)
"""The maker's signature (制章人签名), version 1."""

SESeal1: Any = _sequence("SESeal1", ("eSealInfo", SES_SealInfo1), ("signInfo", SES_SignInfo))
"""A seal (电子印章), version 1."""
SealTBS1: Any = _sequence(
    "SealTBS1",
    ("eSealInfo", SES_SealInfo1),
    ("cert", core.OctetString),
    ("signatureAlgorithm", core.ObjectIdentifier),
)
"""What its maker signed."""

SESeal: Any = _sequence(
    "SESeal",
    ("eSealInfo", SES_SealInfo),
    ("cert", core.OctetString),
    ("signAlgID", core.ObjectIdentifier),
    ("signedValue", core.OctetBitString),
    ("timeStamp", core.OctetBitString, _TAGGED),
)
"""A seal (电子印章), versions 4 and 5; only version 5 has a time stamp."""

TBS_Sign1: Any = _sequence(
    "TBS_Sign1",
    ("version", core.Integer),
    ("eseal", SESeal1),
    ("timeInfo", core.OctetBitString),
    ("dataHash", core.OctetBitString),
    ("propertyInfo", core.IA5String),
    ("cert", core.OctetString),
    ("signatureAlgID", core.ObjectIdentifier),
)
"""What is signed (待签章数据), version 1."""

TBS_Sign: Any = _sequence(
    "TBS_Sign",
    ("version", core.Integer),
    ("eseal", SESeal),
    ("timeInfo", core.GeneralizedTime),
    ("dataHash", core.OctetBitString),
    ("propertyInfo", core.IA5String),
    ("extDatas", ExtensionDatas, _TAGGED),
)
"""What is signed (待签章数据), versions 4 and 5."""

SES_Signature1: Any = _sequence("SES_Signature1", ("toSign", TBS_Sign1), ("signature", core.OctetBitString))
"""A signature value (电子签章数据), version 1."""

SES_Signature: Any = _sequence(
    "SES_Signature",
    ("toSign", TBS_Sign),
    ("cert", core.OctetString),
    ("signatureAlgID", core.ObjectIdentifier),
    ("signature", core.OctetBitString),
    ("timeStamp", core.OctetBitString, _TAGGED),
)
"""A signature value (电子签章数据), versions 4 and 5."""
