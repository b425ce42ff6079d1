"""Reads certificates: DER or PEM, in canonical form only, of bounded size; what is odd is refused, never mended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest, KeyId
from oa_desktop.domain.trust.certificates import Certificate
from oa_desktop.security import der, sm2, sm3
from oa_desktop.security.certificates.asn1 import SM2_CURVE, pem, x509
from oa_desktop.security.certificates.names import common_name, written
from oa_desktop.security.certificates.purposes import SIGNING, purpose_among

LARGEST = 64 * 1024
"""Bytes of a certificate, PEM or DER; those of authorities have one to three thousand."""
_LONGEST_SERIAL = 20
"""Bytes, RFC 5280 4.1.2.2."""
_ODD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
"""What asn1crypto raises at bytes that are none of its structures."""

_Read = TypeVar("_Read")


def read(data: bytes) -> Certificate:
    """Return what a certificate says, DER or PEM.

    Raises:
        Refused: ``certificate.unreadable`` with the reason.
    """
    return _facts(binary(data))


def binary(data: bytes) -> bytes:
    """Return the DER of a certificate that may be PEM.

    Raises:
        Refused: ``certificate.unreadable``.
    """
    return unarmoured(data, "CERTIFICATE", LARGEST, "certificate.unreadable")


def parse(data: bytes) -> Any:
    """Return the structure of a certificate in DER, every part of it read once.

    Raises:
        Refused: ``certificate.unreadable``.
    """
    return _parsed(data)


def extensions(parsed: Any) -> Mapping[str, Any]:
    """Return the extensions of a structure by name, or OID where there is none."""
    return {one["extn_id"].native: one for one in parsed["tbs_certificate"]["extensions"] or ()}


def unarmoured(data: bytes, label: str, largest: int, code: str) -> bytes:
    """Return DER that may be armoured as PEM; exactly one block, nothing after it.

    Raises:
        Refused: ``code``.
    """
    if len(data) > largest:
        raise Refused(code, reason="太大")
    if not data.lstrip().startswith(b"-----BEGIN "):
        return data
    if data.count(b"-----BEGIN ") != 1:
        raise Refused(code, reason="一个文件里不止一份")
    kind, _headers, found = tried(lambda: pem.unarmor(data), code, "不是完整的 PEM")
    if kind != label:
        raise Refused(code, reason=f"是 {kind}，不是 {label}")
    return bytes(found)


def tried(work: Callable[[], _Read], code: str, reason: str) -> _Read:
    """Return what some reading comes to, or refuse.

    Raises:
        Refused: ``code`` with the reason.
    """
    try:
        return work()
    except _ODD as error:
        raise Refused(code, reason=str(error) if isinstance(error, der.NotDer) else reason) from error


@lru_cache(maxsize=256)
def _parsed(data: bytes) -> Any:
    return tried(lambda: _strict(data), "certificate.unreadable", "结构不是证书")


def _strict(data: bytes) -> Any:
    if len(data) > LARGEST:
        raise der.NotDer("太大")
    der.check(data)
    parsed = x509.Certificate.load(data, strict=True)
    for one in parsed["tbs_certificate"]["extensions"] or ():
        der.check(one["extn_value"].contents)
    _ = parsed.native
    _refuse_odd(parsed)
    return parsed


def _refuse_odd(parsed: Any) -> None:
    body = parsed["tbs_certificate"]
    serial = body["serial_number"]
    if len(serial.contents) > _LONGEST_SERIAL + 1 or serial.native <= 0:
        raise der.NotDer("序列号不合规定")
    if body["signature"].dump() != parsed["signature_algorithm"].dump():
        raise der.NotDer("内外两处签名算法不一致")
    names = [one["extn_id"].dotted for one in body["extensions"] or ()]
    if len(names) != len(set(names)):
        raise der.NotDer("同一扩展出现两次")
    if names and body["version"].native != "v3":
        raise der.NotDer("版本与扩展不符")
    validity = body["validity"]
    if validity["not_before"].native > validity["not_after"].native:
        raise der.NotDer("有效期颠倒")
    _refuse_odd_key(parsed)


def _refuse_odd_key(parsed: Any) -> None:
    public = parsed.public_key.dump()
    if algorithm(parsed) == "SM2" and sm2.load_public(public) is None:
        raise der.NotDer("公钥不是曲线上的点")


def algorithm(parsed: Any) -> str:
    """Return the algorithm of a certificate's key: ``SM2``, ``EC``, ``RSA`` and the like."""
    kind = parsed.public_key["algorithm"]["algorithm"].native
    if kind != "ec":
        return str(kind).upper()
    return "SM2" if parsed.public_key["algorithm"]["parameters"].native == SM2_CURVE else "EC"


def usage(parsed: Any) -> frozenset[str] | None:
    """Return the key usages of a certificate, None where it names none (all are allowed then)."""
    found = parsed.key_usage_value
    return None if found is None else frozenset(found.native)


def is_authority(parsed: Any) -> bool:
    """Whether basic constraints say that it is an authority's."""
    constraints = parsed.basic_constraints_value
    return constraints is not None and bool(constraints["ca"].native)


def _facts(data: bytes) -> Certificate:
    parsed = parse(data)
    allowed, ca = usage(parsed), is_authority(parsed)
    public = parsed.public_key.dump()
    validity = parsed["tbs_certificate"]["validity"]
    extended = parsed.extended_key_usage_value
    return Certificate(
        data=data,
        digest=Digest(sm3.digest(data)),
        subject=written(parsed.subject),
        holder=common_name(parsed.subject),
        issuer=written(parsed.issuer),
        serial=f"{parsed.serial_number:x}",
        not_before=validity["not_before"].native,
        not_after=validity["not_after"].native,
        public_key=public,
        key=KeyId(sm3.digest(public)),
        algorithm=algorithm(parsed),
        purpose=purpose_among(extended.native) if extended is not None else None,
        signs_documents=not ca and (allowed is None or bool(allowed & SIGNING)),
        signs_certificates=ca and (allowed is None or "key_cert_sign" in allowed),
        signs_revocations=allowed is not None and "crl_sign" in allowed,
    )
