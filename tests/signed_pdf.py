"""PDF files with seals for tests: one paper, signed by one office or two, and by a key that ordinary readers know."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image, ImageDraw

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.signed_pdf.judge import PdfJudge
from oa_desktop.docs.signed_pdf.signing import PdfSealer
from oa_desktop.domain.ids import Digest, KeyId
from oa_desktop.domain.trust.certificates import Certificate, Purpose, Trust
from oa_desktop.domain.trust.verdicts import FileVerdict, Statement
from oa_desktop.office.ports.trust import Impression, SealInHand
from oa_desktop.security import sm3
from oa_desktop.security.certificates.chain import judge
from oa_desktop.security.certificates.confined_signing import judge_signature
from oa_desktop.security.certificates.reading import read
from oa_desktop.security.certificates.revocations import ListOrder, make
from oa_desktop.security.seals.judging import judge_value
from oa_desktop.security.seals.making import make_seal
from oa_desktop.security.seals.office_port import OfficeSeals
from tests.fakes.office import notice
from tests.rigs import authority
from tests.sealed import BEGAN, ENDS, NOW, Holder, order

ON_THE_PAGE = Impression(page=1, x_mm=100.0, y_mm=180.0, width_mm=42.0, height_mm=42.0)
BESIDE_IT = Impression(page=1, x_mm=40.0, y_mm=180.0, width_mm=42.0, height_mm=42.0)
ON_THE_EDGE = Impression(page=1, x_mm=189.0, y_mm=100.0, width_mm=42.0, height_mm=42.0, clip=(0.0, 0.0, 21.0, 42.0))


def _holder(name: str, purpose: Purpose) -> Holder:
    issued = authority.issued(name, purpose)
    return Holder(certificate=issued.data, signer=issued.signer)


OFFICE = _holder("清源县人民政府", Purpose.SEAL)
OTHER = _holder("青山市交通局", Purpose.SEAL)
MAKER = _holder("县公章制发中心", Purpose.SEAL_MAKER)


@cache
def trust() -> Trust:
    """Whoever trusts the authority, and knows that it revoked nothing."""
    root = authority.root()
    order_of_list = ListOrder(number=1, issued=NOW + timedelta(days=1), next_issue=ENDS)
    return Trust(anchors=(root.data,), revocations=(make(order_of_list, root.data, root.signer),))


class SealsHere(OfficeSeals):
    """Judges in this process, so that many files are quickly judged."""

    def judge(self, value, digest, subject, trust, *, beside=None):
        return judge_value(value, digest, subject, trust, judge, beside=beside)


class SignaturesHere:
    """As above."""

    def judge(self, signed, at, trust):
        return judge_signature(signed, at, trust)


def verdict(data: bytes, trusted: Trust | None = None) -> FileVerdict:
    """What is said of a file by whoever trusts the authority."""
    return PdfJudge(seals=SealsHere(), signatures=SignaturesHere()).judged(data, trusted or trust())


def said(found: FileVerdict) -> list[Statement]:
    """All that is said, of the file and of its signatures."""
    return [*found.statements, *(one for each in found.signatures for one in each.statements)]


@cache
def picture() -> bytes:
    """A ring and a square in red, clear around them: no seal of anybody."""
    image = Image.new("RGBA", (210, 210), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((4, 4, 205, 205), outline=(220, 0, 0, 255), width=8)
    pen.rectangle((85, 85, 125, 125), fill=(220, 0, 0, 255))
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


class Certificates:
    """Reads certificates, and no more."""

    def read(self, data: bytes) -> Certificate:
        return read(data)


@cache
def paper() -> bytes:
    """A notice of one page, not signed."""
    return write_pdf(lay_out(notice(), shipped_fonts()))


def sealer() -> PdfSealer:
    return PdfSealer(OfficeSeals(), Certificates(), lambda data: Digest(sm3.digest(data)))


def seal_in_hand(by: Holder = OFFICE, at: datetime = NOW, showing: bytes = b"") -> SealInHand:
    wanted = order(by.certificate, picture=showing or picture())
    seal = make_seal(wanted, MAKER.certificate, MAKER.signer)
    return SealInHand(seal=seal, holder=by.certificate, signer=by.signer, at=at)


def sealed(data: bytes, *places: Impression, by: Holder = OFFICE, showing: bytes = b"") -> bytes:
    return sealer().sign(data, seal_in_hand(by, showing=showing), places or (ON_THE_PAGE,))


@cache
def signed() -> bytes:
    """The paper with the seal of the office and half of it on the edge."""
    return sealed(paper(), ON_THE_PAGE, ON_THE_EDGE)


@cache
def joint() -> bytes:
    """The paper with the seals of two offices."""
    return sealed(signed(), BESIDE_IT, by=OTHER)


@dataclass(frozen=True)
class EcSigner:
    """A key on the curve that every reader knows."""

    key: ec.EllipticCurvePrivateKey

    @property
    def key_id(self) -> KeyId:
        return KeyId("")

    @property
    def public_key(self) -> bytes:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(serialization.Encoding.DER, form)

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))

    def forget(self) -> None:
        """Nothing is let go of."""


@cache
def ec_holder() -> Holder:
    """Somebody whose certificate is of P-256."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "清源县人民政府")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(BEGAN)
        .not_valid_after(ENDS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Holder(certificate=made.public_bytes(serialization.Encoding.DER), signer=EcSigner(key))
