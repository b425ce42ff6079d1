"""Making a seal (制章), version 4: GB/T 38540-2020. Only the TRAINING and DEMONSTRATION realms are given a maker."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from oa_desktop.office.ports.keys import Signer
from oa_desktop.security.seals import structures as ses

VERSION: Final = 4
_VENDOR: Final = "oa_desktop"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealOrder:
    """What a seal is made of.

    Attributes:
        id: esID.
        name: What it is called, usually whose it is.
        kind: 1 for 公章.
        holder: Certificate that may use it, DER.
        created: UTC.
        valid_from: UTC.
        valid_until: UTC.
        picture: PNG.
        width_mm: Of the picture.
        height_mm: Of the picture.
    """

    id: str
    name: str
    kind: int
    holder: bytes = field(repr=False)
    created: datetime
    valid_from: datetime
    valid_until: datetime
    picture: bytes = field(repr=False)
    width_mm: int
    height_mm: int


def make_seal(order: SealOrder, maker: bytes, signer: Signer) -> bytes:
    """Return a seal, DER.

    Args:
        order: What it is made of.
        maker: Certificate of who makes it, DER.
        signer: The maker's key.
    """
    info = _info(order)
    value = {"eSealInfo": info, "cert": maker, "signAlgID": ses.SM2_WITH_SM3, "signedValue": signer.sign(info.dump())}
    return bytes(ses.SESeal(value).dump())


def _info(order: SealOrder) -> Any:
    return ses.SES_SealInfo(
        {
            "header": {"ID": "ES", "version": VERSION, "Vid": _VENDOR},
            "esID": order.id,
            "property": {
                "type": order.kind,
                "name": order.name,
                "certListType": ses.CERTIFICATES,
                "certList": ses.CertInfoList([order.holder]),
                "createDate": {"general": order.created.replace(microsecond=0)},
                "validStart": {"general": order.valid_from.replace(microsecond=0)},
                "validEnd": {"general": order.valid_until.replace(microsecond=0)},
            },
            "picture": {
                "type": "PNG",
                "data": order.picture,
                "width": order.width_mm,
                "height": order.height_mm,
            },
        }
    )
