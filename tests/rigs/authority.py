"""A certificate authority for tests: an own one as the product issues it, and any odd certificate beside it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from oa_desktop.domain.trust.certificates import Purpose
from oa_desktop.office.ports.keys import Signer
from oa_desktop.office.ports.trust import CertificateOrder
from oa_desktop.security import signer as signers
from oa_desktop.security.certificates.asn1 import SM2_SM3, keys, x509
from oa_desktop.security.certificates.issuing import issue, moment
from oa_desktop.security.certificates.reading import parse

UNIT = "清江县人民政府办公室"
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
MIDDLE = datetime(2030, 6, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate and the key that it certifies."""

    data: bytes
    signer: Signer = field(repr=False)


@cache
def key(name: str) -> Signer:
    """The same key wherever a name is used in one run."""
    made, _private = signers.generate(random.Random(name).randbytes)
    return made


def order(holder: str, public_key: bytes, purpose: Purpose, **changes: Any) -> CertificateOrder:
    said: dict[str, Any] = {
        "serial": random.Random(holder).getrandbits(120) + 1,
        "not_before": SINCE,
        "not_after": UNTIL,
    }
    return CertificateOrder(
        holder=holder, organisation=UNIT, public_key=public_key, purpose=purpose, **{**said, **changes}
    )


@cache
def root(name: str = "证书机构") -> Held:
    """The unit's own authority."""
    signer = key(name)
    return Held(data=issue(order(UNIT + name, signer.public_key, Purpose.AUTHORITY), signer), signer=signer)


def issued(holder: str, purpose: Purpose = Purpose.PERSON, *, by: Held | None = None, **changes: Any) -> Held:
    """What the own authority issues somebody."""
    above = by or root()
    signer = key(holder)
    return Held(
        data=issue(order(holder, signer.public_key, purpose, **changes), above.signer, above.data), signer=signer
    )


def odd(
    holder: str,
    *,
    by: Held | None = None,
    extensions: Mapping[str, Any] | None = None,
    repeated: int = 1,
    **fields: Any,
) -> Held:
    """A certificate of any shape, signed by somebody's key; a root where nobody issues it.

    Args:
        extensions: Value by name, (value, critical); they replace the usual ones.
        repeated: How often each of them stands there.
        fields: Of the body, in place of the usual ones; ``signed_by`` is the signer, ``key`` whose key it is.
    """
    own = fields.pop("key", None) or key(holder)
    by_whom = fields.pop("signed_by", None) or (by.signer if by else own)
    name = x509.Name.build({"country_name": "CN", "common_name": holder})
    usual = {
        "version": "v3",
        "serial_number": 7,
        "signature": {"algorithm": SM2_SM3},
        "issuer": parse(by.data).subject if by else name,
        "validity": {"not_before": moment(SINCE), "not_after": moment(UNTIL)},
        "subject": name,
        "subject_public_key_info": keys.PublicKeyInfo.load(own.public_key),
        "extensions": [
            {"extn_id": one, "critical": critical, "extn_value": value}
            for one, (value, critical) in (AUTHORITY if extensions is None else extensions).items()
        ]
        * repeated,
    }
    body = x509.TbsCertificate({**usual, **fields})
    signed = {"tbs_certificate": body, "signature_algorithm": body["signature"].copy()}
    return Held(data=x509.Certificate({**signed, "signature_value": by_whom.sign(body.dump())}).dump(), signer=own)


AUTHORITY: Mapping[str, tuple[Any, bool]] = {
    "basic_constraints": ({"ca": True}, True),
    "key_usage": ({"key_cert_sign", "crl_sign"}, True),
}
HOLDER: Mapping[str, tuple[Any, bool]] = {
    "basic_constraints": ({"ca": False}, True),
    "key_usage": ({"digital_signature", "non_repudiation"}, True),
}
