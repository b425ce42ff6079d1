"""The envelope of a signature (CMS, RFC 5652) as PAdES wants it (ETSI EN 319 142-1 level B-B): built, in the worker."""

from __future__ import annotations

from asn1crypto import algos, cms, core, tsp, x509

from oa_desktop.docs.signed_pdf.algorithms import Method, digest


def attributes(certificate: bytes, content: bytes, method: Method) -> bytes:
    """Return what is signed, DER: the digest of the file and whose certificate belongs to it.

    Args:
        certificate: Of who signs.
        content: Digest of what the signature covers.
        method: How the key signs.
    """
    own = tsp.ESSCertIDv2(
        {"hash_algorithm": _digest(method), "cert_hash": core.OctetString(digest(method.digest, certificate))}
    )
    return bytes(
        cms.CMSAttributes(
            [
                cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
                cms.CMSAttribute({"type": "message_digest", "values": [content]}),
                cms.CMSAttribute({"type": "signing_certificate_v2", "values": [{"certs": [own]}]}),
            ]
        ).dump()
    )


def envelope(certificate: bytes, signed: bytes, signature: bytes, method: Method) -> bytes:
    """Return a signature in its envelope, DER.

    Args:
        certificate: Of who signed.
        signed: As :func:`attributes` made it.
        signature: The signature over ``signed``.
        method: How the key signed.
    """
    own = x509.Certificate.load(certificate)
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}},
            "digest_algorithm": _digest(method),
            "signed_attrs": cms.CMSAttributes.load(signed),
            "signature_algorithm": {"algorithm": method.signature},
            "signature": signature,
        }
    )
    content = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [_digest(method)],
            "encap_content_info": {"content_type": "data"},
            "certificates": [own],
            "signer_infos": [signer],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": content}).dump())


def _digest(method: Method) -> algos.DigestAlgorithm:
    return algos.DigestAlgorithm({"algorithm": method.digest})
