"""PDF files as other programs sign and extend them: evidence for later, time-stamps, and what hides among these."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.rigs import pdf_forging as forge
from tests.sealed import BEGAN, ENDS, NOW
from tests.signed_pdf import ec_holder, paper


@cache
def stamping(purpose: x509.ObjectIdentifier = x509.ExtendedKeyUsageOID.TIME_STAMPING) -> tuple[bytes, bytes]:
    """A time-stamp authority of its own: certificate and key, DER."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "某时间戳服务")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(9)
        .not_valid_before(BEGAN)
        .not_valid_after(ENDS)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    written = key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())
    return made.public_bytes(serialization.Encoding.DER), written


def stamper(**how: Any) -> DummyTimeStamper:
    certificate, key = stamping(**how)
    return DummyTimeStamper(
        asn1_x509.Certificate.load(certificate), keys.PrivateKeyInfo.load(key), fixed_dt=NOW, include_nonce=False
    )


def _signer() -> signers.SimpleSigner:
    holder = ec_holder()
    form = serialization.PrivateFormat.PKCS8
    key = holder.signer.key.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())  # type: ignore[attr-defined]  # an EC key of the tests
    own = asn1_x509.Certificate.load(holder.certificate)
    return signers.SimpleSigner(own, keys.PrivateKeyInfo.load(key), SimpleCertificateStore())


def _meta() -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(field_name="Sig1", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)


def _out(made: Any) -> bytes:
    return bytes(made.getvalue())


@cache
def of_others() -> bytes:
    """The paper, signed by another program, without a picture."""
    return _out(signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper())), _meta(), _signer()))


@cache
def with_stamped_value() -> bytes:
    """The same, with a time-stamp over the signature value in the envelope (PAdES level B-T)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(paper()))
    return _out(signers.sign_pdf(writer, _meta(), _signer(), timestamper=stamper()))


@cache
def with_evidence(of: Callable[[], bytes] = of_others) -> bytes:
    """A file with certificates for later behind it (DSS)."""
    target = io.BytesIO(of())
    own = asn1_x509.Certificate.load(ec_holder().certificate)
    DocumentSecurityStore.add_dss(target, None, certs=[own], force_write=True)
    return target.getvalue()


@cache
def with_stamp(of: Callable[[], bytes] = with_evidence, **how: Any) -> bytes:
    """A file with a time-stamp over all of it behind it (DocTimeStamp, PAdES level B-LTA)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(of()))
    return _out(signers.PdfTimeStamper(stamper(**how), field_name=f"Stamp{len(of())}").timestamp_pdf(writer, "sha256"))


def with_wrong_purpose() -> bytes:
    return with_stamp(with_evidence, purpose=x509.ExtendedKeyUsageOID.CODE_SIGNING)


def smuggled(evil: Callable[[Any], object], of: Callable[[], bytes] = with_evidence) -> bytes:
    """Return a file with evidence behind it that brings something more."""
    writer = IncrementalPdfFileWriter(io.BytesIO(of()))
    store = writer.root["/DSS"] if "/DSS" in writer.root else generic.DictionaryObject()
    certs = store.get("/Certs") or generic.ArrayObject()
    held = writer.add_object(generic.StreamObject(stream_data=b"\x30\x00"))
    writer.root[pdf_name("/DSS")] = generic.DictionaryObject(
        {**store, pdf_name("/Certs"): generic.ArrayObject([*certs, held])}
    )
    writer.update_root()
    evil(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _into_store(name: str, value: Callable[[Any], Any]) -> Callable[[Any], object]:
    def evil(writer: Any) -> None:
        writer.root["/DSS"][pdf_name(name)] = value(writer)

    return evil


def _page_as_evidence(writer: Any) -> None:
    """The stream of the page is called evidence and then drawn anew."""
    page = writer.find_page_for_modification(0)[0].get_object()
    link = page.raw_get("/Contents")
    writer.root["/DSS"][pdf_name("/CRLs")] = generic.ArrayObject([link])
    link.get_object()._data = forge.BLACK
    writer.mark_update(link)


ADDITIONS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "the page drawn anew beside evidence": ("字节以后", lambda: smuggled(forge.blackened)),
    "a note over the text beside evidence": ("字节以后", lambda: smuggled(forge.noted)),
    "a script beside evidence": (
        "字节以后",
        lambda: smuggled(forge.catalogued("/OpenAction", forge.script("/JavaScript"))),
    ),
    "layers beside evidence": ("字节以后", lambda: smuggled(forge.layered)),
    "something kept beside evidence": ("字节以后", lambda: smuggled(forge.hidden)),
    "evidence that is no certificate": (
        "字节以后",
        lambda: smuggled(
            _into_store(
                "/OCSPs",
                lambda writer: generic.ArrayObject([writer.add_object(generic.StreamObject(stream_data=forge.BLACK))]),
            )
        ),
    ),
    "a kind of evidence that nobody knows": (
        "字节以后",
        lambda: smuggled(_into_store("/Pages", lambda writer: writer.root.raw_get("/Pages"))),
    ),
    "the stream of a page called evidence": ("字节以后", lambda: smuggled(_page_as_evidence)),
}
"""What is done under the cover of evidence: the place that must be named, and the file."""
