"""PDF 签章: what a signed file shows, that others can judge it, and that it stays one for keeping."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from asn1crypto import cms, core
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from pikepdf import pdfa
from PIL import Image, ImageChops
from pyhanko.pdf_utils.reader import PdfFileReader

from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.trust import Impression
from oa_desktop.security.seals.reading import read_signature
from tests.independent import sm2
from tests.seal_pictures import ofd_picture
from tests.sealed import BEGAN, ENDS, Holder, in_hand
from tests.signed_pdf import (
    BESIDE_IT,
    OFFICE,
    ON_THE_EDGE,
    ON_THE_PAGE,
    ec_holder,
    joint,
    paper,
    seal_in_hand,
    sealed,
    sealer,
    signed,
)

PX_PER_MM = 4


def shown(data: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    image = document[0].render(scale=PX_PER_MM * 25.4 / 72, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    return image


def changed_mm(before: bytes, after: bytes) -> tuple[float, ...]:
    box = ImageChops.difference(shown(before), shown(after)).getbbox()
    assert box
    return tuple(edge / PX_PER_MM for edge in box)


def signatures(data: bytes) -> list[pikepdf.Dictionary]:
    with pikepdf.open(io.BytesIO(data)) as file:
        return [pikepdf.Dictionary(one.V) for one in file.Root.AcroForm.Fields]


def ranges(data: bytes, number: int = 0) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        a, b, c, d = (int(one) for one in file.Root.AcroForm.Fields[number].V.ByteRange)
    return data[a : a + b] + data[c : c + d]


def envelope(data: bytes, number: int = 0) -> cms.SignedData:
    with pikepdf.open(io.BytesIO(data)) as file:
        return cms.ContentInfo.load(bytes(file.Root.AcroForm.Fields[number].V.Contents))["content"]


@pytest.mark.parametrize("place", [ON_THE_PAGE, BESIDE_IT])
def test_the_seal_stands_where_it_was_put(place: Impression) -> None:
    left, top, right, bottom = changed_mm(paper(), sealed(paper(), place))
    ring = 4 / 210 * place.width_mm
    expected = (place.x_mm + ring, place.y_mm + ring, place.x_mm + 42 - ring, place.y_mm + 42 - ring)
    assert (left, top, right, bottom) == pytest.approx(expected, abs=0.6)


def test_a_seal_across_the_edge_shows_a_strip_of_itself() -> None:
    left, top, right, bottom = changed_mm(paper(), sealed(paper(), ON_THE_EDGE))
    assert (left, top, right, bottom) == pytest.approx((189.8, 100.8, 210.0, 141.2), abs=0.6)


def test_half_a_seal_in_the_middle_of_a_page_is_cut_in_half() -> None:
    half = replace(ON_THE_PAGE, clip=(0.0, 21.0, 42.0, 21.0))
    _, top, _, bottom = changed_mm(paper(), sealed(paper(), half))
    assert (top, bottom) == pytest.approx((201.0, 221.2), abs=0.6)


def test_what_was_there_before_is_there_byte_for_byte() -> None:
    assert signed().startswith(paper()) and joint().startswith(signed())


def test_the_signature_covers_everything_but_its_own_envelope() -> None:
    for data, number in ((signed(), 0), (joint(), 1)):
        hole = len(data) - len(ranges(data, number))
        assert data.count(b"<" + bytes(signatures(data)[number].Contents).hex().encode()) == 1
        assert hole == 2 + 2 * len(bytes(signatures(data)[number].Contents))


def test_a_second_sm2_library_agrees_with_every_signature() -> None:
    for number, _ in enumerate(signatures(joint())):
        of_number = envelope(joint(), number)
        signer = of_number["signer_infos"][0]
        point = of_number["certificates"][0].chosen["tbs_certificate"]["subject_public_key_info"].dump()[-64:]
        public = (int.from_bytes(point[:32], "big"), int.from_bytes(point[32:], "big"))
        r, s = core.SequenceOf.load(signer["signature"].native, spec=core.Integer).native
        assert sm2.verifies(public, signer["signed_attrs"].untag().dump(), r, s, b"1234567812345678")


def test_another_judge_finds_every_signature_whole_and_nothing_else_added() -> None:
    found = PdfFileReader(io.BytesIO(joint())).embedded_signatures
    for one in found:
        one.compute_integrity_info()
    assert [one.coverage.name for one in found] == ["ENTIRE_REVISION", "ENTIRE_FILE"]
    assert found[0].diff_result.changed_form_fields == {"Sign_1"}


def test_what_is_signed_is_the_digest_of_the_file() -> None:
    attributes = {one["type"].native: one["values"][0] for one in envelope(signed())["signer_infos"][0]["signed_attrs"]}
    assert attributes["message_digest"].native == hashlib.new("sm3", ranges(signed())).digest()
    assert "signing_time" not in attributes


def test_the_seal_goes_along_and_covers_the_file_before_it() -> None:
    with pikepdf.open(io.BytesIO(joint())) as file:
        values = [read_signature(b"".join(map(bytes, one.V.XXSealSignature))) for one in file.Root.AcroForm.Fields]
    assert [one.subject for one in values] == [f"0-{len(paper())}", f"0-{len(signed())}"]
    assert [one.digest for one in values] == [hashlib.new("sm3", one).digest() for one in (paper(), signed())]
    assert all(one.holds and one.by_holder for one in values)


def test_signed_files_are_still_for_keeping(tmp_path: Path) -> None:
    for data in (signed(), joint(), sealed(paper(), by=ec_holder()), sealed(paper(), showing=ofd_picture())):
        path = tmp_path / "signed.pdf"
        path.write_bytes(data)
        findings = [str(one) for one in pdfa.validate_written(path, "2b").findings]
        assert [one for one in findings if "/AcroForm) are not supported" not in one] == []
        with pikepdf.open(path) as file:
            assert file.pdf_version == "1.7" and "/Version" not in file.Root


def test_the_same_seal_at_the_same_time_makes_the_same_file_but_for_its_signatures() -> None:
    once, again = (sealed(paper(), ON_THE_PAGE) for _ in range(2))
    with pikepdf.open(io.BytesIO(once)) as one, pikepdf.open(io.BytesIO(again)) as other:
        assert one.trailer.ID[0] == other.trailer.ID[0]
        assert set(one.Root.AcroForm.Fields[0].V.keys()) == set(other.Root.AcroForm.Fields[0].V.keys())
        assert one.Root.AcroForm.Fields[0].V.M == other.Root.AcroForm.Fields[0].V.M


def test_ordinary_readers_agree_with_a_signature_by_a_key_that_they_know(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sealed(paper(), by=ec_holder()))
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said and "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_ordinary_readers_notice_when_such_a_file_was_altered(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(sealed(paper(), by=ec_holder()).replace(b"/Title", b"/Titel", 1))
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert "Digest Mismatch" in said


def test_a_key_that_makes_no_seal_value_joins_no_other_signature() -> None:
    with pytest.raises(Refused, match=r"seal\.alone"):
        sealed(signed(), by=ec_holder())


def test_a_key_of_a_kind_that_no_reader_knows_is_refused() -> None:
    with pytest.raises(Refused, match=r"seal\.key-unknown"):
        sealed(paper(), by=Holder(certificate=odd_certificate(), signer=OFFICE.signer))


def odd_certificate() -> bytes:
    key = ed25519.Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "某")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    return made.not_valid_before(BEGAN).not_valid_after(ENDS).sign(key, None).public_bytes(serialization.Encoding.DER)


def test_a_place_on_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match=r"seal\.no-place"):
        sealed(paper(), replace(ON_THE_PAGE, page=9))


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match=r"seal\.picture-unreadable"):
        sealer().sign(paper(), in_hand(), [ON_THE_PAGE])


def test_nothing_is_signed_outside_the_validity_of_the_seal() -> None:
    late = replace(seal_in_hand(), at=seal_in_hand().at + timedelta(days=9999))
    with pytest.raises(Refused, match=r"seal\.not-valid"):
        sealer().sign(paper(), late, [ON_THE_PAGE])


def test_a_file_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(Refused, match=r"view\.damaged"):
        sealed(b"%PDF-1.7 but no more")


def test_signing_loads_no_client_of_the_network_into_the_program() -> None:
    program = """
import sys
from tests.signed_pdf import signed
import oa_desktop.bootstrap.building, oa_desktop.cli.program, oa_desktop.app
signed()
others = {"aiohttp", "pyhanko", "pyhanko_certvalidator", "requests"}
of_the_service = {"oa_desktop.service", "starlette", "uvicorn", "psycopg"}
assert not (others | of_the_service) & set(sys.modules), sorted(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
