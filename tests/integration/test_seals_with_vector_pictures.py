"""Seals whose picture is no PNG: an OFD (图像为 OFD 的印章) painted in lines and areas, a JPEG held as it is coded."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from oa_desktop.docs.ofd.painting.orders import Unpaintable, path
from oa_desktop.docs.ofd.painting.painter import painted
from oa_desktop.docs.signed_pdf.pictures import Coded, Drawn, Painted, shown
from oa_desktop.docs.signed_pdf.signing import PdfSealer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.verdicts import FileVerdict, Outcome
from oa_desktop.office.ports.trust import SealFacts
from oa_desktop.security import sm3
from oa_desktop.security.seals.office_port import OfficeSeals
from tests.integration.test_signed_pdf import changed_mm
from tests.integration.test_signed_pdf import shown as pixels_of
from tests.rigs.tampering.second import outcome_of, second, trust_of
from tests.seal_pictures import DRAWN, RED, STAR, ofd_picture
from tests.signed_pdf import ON_THE_PAGE, Certificates, paper, picture, said, seal_in_hand, sealed, trust
from tests.signed_pdf import verdict as first

PAINTED = "1dada558584b71814d5f6688bea767446d0fa71e172ffa380a7cb3ff2fb6273d"


def verdict(data: bytes) -> FileVerdict:
    """What both verifiers come to."""
    found = first(data)
    other = second().check_pdf(data, trust_of(trust()))
    assert outcome_of(other) is found.outcome, other
    return found


def rules(found: FileVerdict, outcome: Outcome) -> set[str]:
    return {one.rule for one in said(found) if one.outcome is outcome}


def filed(image: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


RING = Image.open(io.BytesIO(picture())).convert("RGB")
BY_PIXELS_OR_BYTES = {kind: filed(RING, kind) for kind in ("JPEG", "GIF", "BMP")} | {
    "grey": filed(RING.convert("L"), "JPEG")
}


@pytest.mark.parametrize("kind", BY_PIXELS_OR_BYTES)
def test_a_seal_in_pixels_or_as_it_is_coded_is_believed_by_both_verifiers(kind: str) -> None:
    made = sealed(paper(), showing=BY_PIXELS_OR_BYTES[kind])
    assert verdict(made).outcome is Outcome.HOLDS
    assert changed_mm(paper(), made) == pytest.approx((100.0, 180.0, 142.0, 222.0), abs=1.5)


def drawn_otherwise(other: bytes, seal: bytes) -> bytes:
    """A paper by somebody who draws another seal than that which signs."""

    class Otherwise(OfficeSeals):
        def read(self, data: bytes) -> SealFacts:
            return replace(super().read(data), picture=other)

    forger = PdfSealer(Otherwise(), Certificates(), lambda data: Digest(sm3.digest(data)))
    return forger.sign(paper(), seal_in_hand(showing=seal), [ON_THE_PAGE])


def test_another_photograph_than_that_of_the_seal_is_found_by_both() -> None:
    blue = filed(Image.new("RGB", RING.size, (0, 0, 255)), "JPEG")
    found = verdict(drawn_otherwise(blue, BY_PIXELS_OR_BYTES["JPEG"]))
    assert rules(found, Outcome.BROKEN) == {"verdict.pdf-seal-picture"}


@pytest.mark.parametrize(
    ("seal", "other"),
    [
        (BY_PIXELS_OR_BYTES["JPEG"], filed(RING, "PNG")),
        (filed(RING.convert("CMYK"), "JPEG"), b""),
        (ofd_picture(), ofd_picture(DRAWN.replace("5.2", "5.3").replace("26.29", "26.39"))),
    ],
    ids=["a photograph unpacked as earlier releases did", "in four colours", "another drawing"],
)
def test_what_neither_verifier_can_compare_both_leave_open_for_that_reason(seal: bytes, other: bytes) -> None:
    found = verdict(drawn_otherwise(other or seal, seal))
    assert found.outcome is Outcome.UNDECIDED
    assert rules(found, Outcome.UNDECIDED) == {"verdict.pdf-seal-picture-kind"}


def test_a_seal_that_is_an_ofd_stands_on_the_pdf_as_it_is_drawn_and_what_it_came_to_is_left_open() -> None:
    made = sealed(paper(), showing=ofd_picture())

    assert changed_mm(paper(), made) == pytest.approx((100.4, 180.4, 141.6, 221.6), abs=0.5)
    page, across, down = pixels_of(made), 100 + 21, 180 + 20
    assert page.getpixel((4 * across, 4 * down)) == (255, 0, 0)
    assert page.getpixel((4 * 110, 4 * 213)) == (255, 0, 0)
    blue = page.getpixel((4 * across, 4 * 218))
    assert blue[2] == 255 and 100 < blue[0] < 150
    assert rules(verdict(made), Outcome.UNDECIDED) == {"verdict.pdf-seal-picture-kind"}


def test_what_was_painted_once_is_painted_the_same_for_ever() -> None:
    """A seal looks the same on every paper of its unit."""
    assert sm3.digest(painted(ofd_picture()).content) == PAINTED


def test_a_page_is_painted_as_the_standard_says() -> None:
    def orders(drawn: str) -> list[str]:
        return painted(ofd_picture(drawn)).content.decode().splitlines()

    clip = '<ofd:Clips><ofd:Clip><ofd:Area CTM="1 0 0 1 2 3"><ofd:Path Boundary="1 1 5 5"><ofd:AbbreviatedData>'
    clip += "M 0 0 L 5 0 L 5 5 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
    plain = f'<ofd:PathObject Boundary="1 2 3 4" {{}}>{{}}<ofd:AbbreviatedData>{STAR}</ofd:AbbreviatedData></ofd:PathObject>'
    text = '<ofd:TextObject Boundary="0 0 9 9" Font="3" Size="2">{}<ofd:TextCode X="1" Y="2">口x</ofd:TextCode></ofd:TextObject>'

    assert {"3 4 m", "8 4 l", "8 9 l", "W n"} <= set(orders(plain.format("", clip)))
    assert "f*" in orders(plain.format('Stroke="false" Fill="true" Rule="Even-Odd"', RED))
    assert "B" in orders(plain.format('Fill="true"', '<ofd:FillColor Value="#ff #00 #00"/>'))
    assert "0.2 0.2 0.2 RG" in orders(plain.format("", '<ofd:StrokeColor Value="51"/>'))
    assert "1 0 0 RG" in orders(plain.format("", '<ofd:StrokeColor Value="0 255 255 0"/>'))
    assert "[2 1] 0.5 d" in orders(plain.format('DashPattern="2 1" DashOffset="0.5"', ""))
    assert "/A51 gs" in orders(plain.format('Alpha="51"', ""))
    assert "q 2 0 0 2 1 2 cm" in orders(text.format(""))
    numbered = '<ofd:CGTransform CodePosition="1" GlyphCount="1"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform>'
    assert "q 2 0 0 2 3 2 cm" not in orders(text.format(""))
    assert "q 2 0 0 2 3 2 cm" in orders(text.format(numbered))
    assert len(orders(text.format("").replace('Font="3"', 'Font="99"').replace("口", "清"))) > 20
    assert orders(plain.format('Visible="false"', "") + plain.format("", ""))[1:] == orders(plain.format("", ""))[1:]


def test_an_arc_of_a_circle_stays_on_the_circle() -> None:
    orders = [one.decode().split() for one in path("M 21 1 A 20 20 0 1 1 20.99 1 C")]
    ends = [tuple(map(float, one[-3:-1])) for one in orders if one[-1] == "c"]

    assert len(ends) == 4
    assert all(abs(((x - 20.995) ** 2 + (y - 21) ** 2) ** 0.5 - 20) < 0.01 for x, y in ends)
    assert list(path("M 0 0 A 5 5 0 0 1 10 0"))[1:] != list(path("M 0 0 A 5 5 0 0 0 10 0"))[1:]
    assert list(path("M 0 0 Q 3 0 3 3 L 4 4 S 1 1 B 1 2 3 4 5 6"))[1] == b"2 0 3 1 3 3 c"


@pytest.mark.parametrize(
    "data",
    ["M 1", "L 1 2 3", "M x y", "M 1 2 Z", "1 2", "M 1 2 L 9e9 1", "C 1", "M 1 2 A 1 1 0 1 1 5", "M 1 2 L nan 1"],
)
def test_what_is_no_path_is_not_painted(data: str) -> None:
    with pytest.raises(Unpaintable):
        list(path(data))


BROKEN = {
    "nothing on it": (ofd_picture(""), "unreadable"),
    "no figures": (ofd_picture(DRAWN.replace('Boundary="0 0 42 42"', 'Boundary="0 0"')), "unreadable"),
    "a path that is none": (ofd_picture(DRAWN.replace("L 26.29", "L x")), "unreadable"),
    "no colour": (ofd_picture(DRAWN.replace("255 0 0", "red 0 0")), "unreadable"),
    "a font that is none": (ofd_picture(**{"Doc_0/Res/font.ttf": b"font"}), "unreadable"),
    "a glyph that is not there": (
        ofd_picture(
            DRAWN.replace("<ofd:TextCode", "<ofd:CGTransform><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode")
        ),
        "unreadable",
    ),
    "a picture that is missing": (ofd_picture(DRAWN.replace('ResourceID="5"', 'ResourceID="6"')), "kind"),
    "a unit within itself": (ofd_picture('<ofd:CompositeObject Boundary="0 0 1 1" ResourceID="3"/>'), "unreadable"),
    "a ZIP": (b"PK\3\4 nothing", "unreadable"),
    "half of it": (ofd_picture()[: len(ofd_picture()) // 2], "unreadable"),
    "too many lines": (ofd_picture(DRAWN.replace("L 26.29 28.28", " " * 5_000_000)), "unreadable"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "kind"),
    "nothing": (b"", "kind"),
    "half a PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "unreadable"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_picture_that_cannot_be_drawn_is_refused_with_its_reason(name: str) -> None:
    data, reason = BROKEN[name]
    with pytest.raises(Refused) as refused:
        shown(data)
    assert refused.value.code == f"seal.picture-{reason}"


def test_pictures_of_all_kinds_are_drawn_and_one_too_large_is_not() -> None:
    for kind in ("PNG", "BMP", "GIF"):
        assert isinstance(shown(filed(RING, kind)), Drawn)
    assert isinstance(shown(filed(RING, "JPEG")), Coded)
    assert isinstance(shown(ofd_picture()), Painted)
    target = io.BytesIO()
    Image.new("1", (2001, 2001)).save(target, "PNG")
    with pytest.raises(Refused, match=r"seal\.picture-large"):
        shown(target.getvalue())
    with pytest.raises(Refused, match=r"seal\.picture-large"):
        shown(ofd_picture(**{"Doc_0/Res/image.png": target.getvalue()}))
