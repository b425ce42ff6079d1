"""The envelope of a signature (CMS) as it is found in a file, read strictly and in the worker; RFC 5652, RFC 5035."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from asn1crypto import cms

from oa_desktop.docs.signed_pdf.algorithms import SIGNED_BY, digest
from oa_desktop.docs.signed_pdf.syntax import NotStrict

_ODD: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
_SHA256: Final = "2.16.840.1.101.3.4.2.1"
MOST_CERTIFICATES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What an envelope says.

    Attributes:
        certificate: Of who signed, DER.
        others: Certificates beside it, DER.
        signed: What the signature is over, DER.
        signature: Its value.
        digest_algorithm: Identifier.
        method: How it was signed, such as ``sm2_sm3``; empty for a way that is not known here.
        message_digest: Digest of the file that was signed.
        names_certificate: Whether what was signed names the certificate; None where it names none.
        content: What lies in it and is signed: the words of a time-stamp; empty for what is signed beside it.
        is_extended: Whether something was added that no signature covers, such as a time-stamp of the value.
    """

    certificate: bytes = field(repr=False)
    others: tuple[bytes, ...] = field(repr=False)
    signed: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    digest_algorithm: str
    method: str
    message_digest: bytes
    names_certificate: bool | None
    content: bytes = field(default=b"", repr=False)
    is_extended: bool = False


def read_envelope(data: bytes, content_type: str = "data") -> Envelope:
    """Return what an envelope for a kind of content says.

    Raises:
        NotStrict: ``verdict.pdf-envelope``.
    """
    try:
        return _envelope(data, content_type)
    except _ODD as error:
        if isinstance(error, NotStrict):
            raise
        raise NotStrict("verdict.pdf-envelope") from error


def _envelope(data: bytes, content_type: str) -> Envelope:
    whole = cms.ContentInfo.load(data, strict=True)
    _ = whole.native
    if whole["content_type"].native != "signed_data" or whole.dump(force=True) != data:
        raise NotStrict("verdict.pdf-envelope")
    content = whole["content"]
    (signer,) = content["signer_infos"]
    held = content["encap_content_info"]
    within = held["content"].contents or b""
    if held["content_type"].native != content_type or bool(within) != (content_type != "data"):
        raise NotStrict("verdict.pdf-envelope")
    certificates = [one.chosen for one in content["certificates"]]
    if len(certificates) > MOST_CERTIFICATES:
        raise NotStrict("verdict.pdf-envelope")
    own = _of_signer(signer, certificates)
    attributes = _attributes(signer, content_type)
    digest_algorithm = signer["digest_algorithm"]["algorithm"].dotted
    return Envelope(
        certificate=own.dump(),
        others=tuple(one.dump() for one in certificates if one is not own),
        signed=signer["signed_attrs"].untag().dump(),
        signature=signer["signature"].native,
        digest_algorithm=digest_algorithm,
        method=SIGNED_BY.get((digest_algorithm, signer["signature_algorithm"]["algorithm"].dotted), ""),
        message_digest=attributes["message_digest"].native,
        names_certificate=_names(attributes, own.dump()),
        content=within,
        is_extended=bool(signer["unsigned_attrs"]),
    )


def _of_signer(signer: Any, certificates: list[Any]) -> Any:
    said = signer["sid"].chosen
    (own,) = [
        one
        for one in certificates
        if one.issuer.dump() == said["issuer"].dump() and one.serial_number == said["serial_number"].native
    ]
    return own


def _attributes(signer: Any, content_type: str) -> Mapping[str, Any]:
    """Return the signed attributes by name, each of which stands there once and has one value."""
    found: dict[str, Any] = {}
    for one in signer["signed_attrs"]:
        (value,) = one["values"]
        if one["type"].native in found:
            raise NotStrict("verdict.pdf-envelope")
        found[one["type"].native] = value
    if found["content_type"].native != content_type:
        raise NotStrict("verdict.pdf-envelope")
    return found


def _names(attributes: Mapping[str, Any], certificate: bytes) -> bool | None:
    """Tell whether what was signed names a certificate by its digest (RFC 5035)."""
    if "signing_certificate_v2" not in attributes:
        return None
    first = attributes["signing_certificate_v2"]["certs"][0]
    algorithm = first["hash_algorithm"]["algorithm"].dotted if first["hash_algorithm"].native else _SHA256
    return bool(digest(algorithm, certificate) == first["cert_hash"].native)
