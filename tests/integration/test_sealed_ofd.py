"""A sealed OFD, looked at by others than its writer: what is covered, where the seals stand, in what order they came."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.seals.sealer import PageSealer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.trust import Impression
from oa_desktop.security import sm3
from oa_desktop.security.seals.office_port import OfficeSeals
from oa_desktop.security.seals.reading import read_signature
from tests.integration.test_page_in_pdf import NOTICE
from tests.sealed import NOW, OTHER, a_seal, in_hand
from tests.signed_pdf import Certificates

NS = "{http://www.ofdspec.org/2016}"
LIST = "Doc_0/Signs/Signatures.xml"
PLACE = Impression(page=1, x_mm=120.0, y_mm=200.5, width_mm=42, height_mm=42)
SEALER = PageSealer(OfficeSeals(), Certificates(), lambda data: Digest(sm3.digest(data)))
JOINT = replace(NOTICE, issuing_organs=("清源县教育局", "清源县财政局"), signatories=("清源县教育局", "清源县财政局"))


@cache
def page() -> bytes:
    return write_ofd(lay_out(NOTICE, shipped_fonts(), LayoutOptions()))


def sealed(places: tuple[Impression, ...] = (PLACE,)) -> bytes:
    return SEALER.seal_ofd(page(), in_hand(), places, last=True)


def jointly() -> bytes:
    first = SEALER.seal_ofd(page(), in_hand(), (PLACE,), last=False)
    other = in_hand(a_seal(holder=OTHER.certificate, name="青山市交通局"), OTHER, NOW + timedelta(hours=1))
    return SEALER.seal_ofd(first, other, (replace(PLACE, x_mm=60.0),), last=True)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def signature(data: bytes, number: int = 0) -> ET.Element:
    return ET.fromstring(parts(data)[f"Doc_0/Signs/Sign_{number}/Signature.xml"])


def references(data: bytes, number: int = 0) -> dict[str, str]:
    """What a signature covers, by the names of the package, and the digest that it states."""
    listed = signature(data, number).iter(f"{NS}Reference")
    return {one.get("FileRef", "").lstrip("/"): one.findtext(f"{NS}CheckValue") or "" for one in listed}


def digest(part: bytes) -> str:
    return base64.b64encode(hashlib.new("sm3", part).digest()).decode()


def test_the_seal_covers_every_part_of_the_package_but_its_own_signature() -> None:
    data = sealed()
    files = parts(data)

    own = {"Doc_0/Signs/Sign_0/Signature.xml", "Doc_0/Signs/Sign_0/SignedValue.dat"}
    assert set(references(data)) == set(files) - own
    assert references(data) == {name: digest(part) for name, part in files.items() if name not in own}
    assert next(signature(data).iter(f"{NS}References")).get("CheckMethod") == "1.2.156.10197.1.401"


def test_the_value_is_over_the_signature_file_and_names_it() -> None:
    files = parts(sealed())
    value = read_signature(files["Doc_0/Signs/Sign_0/SignedValue.dat"])

    assert value.digest == hashlib.new("sm3", files["Doc_0/Signs/Sign_0/Signature.xml"]).digest()
    assert value.subject == "/Doc_0/Signs/Sign_0/Signature.xml"
    assert value.holds
    assert value.seal.data == files["Doc_0/Signs/Sign_0/Seal.esl"]
    assert value.time == NOW
    assert signature(sealed()).findtext(f".//{NS}SignatureDateTime") == "20260302013000Z"


def test_the_seal_stands_where_it_was_put_and_the_text_of_the_page_is_as_before() -> None:
    data = sealed()
    (put,) = signature(data).iter(f"{NS}StampAnnot")
    pages = ET.fromstring(parts(data)["Doc_0/Document.xml"]).iter(f"{NS}Page")

    assert put.get("Boundary") == "120 200.5 42 42"
    assert put.get("PageRef") == next(pages).get("ID")
    assert {name: part for name, part in parts(data).items() if "/Signs/" not in name and name != "OFD.xml"} == {
        name: part for name, part in parts(page()).items() if name != "OFD.xml"
    }


def test_of_two_organs_the_first_leaves_the_list_open_and_the_last_covers_it_and_the_first() -> None:
    data = jointly()
    files = parts(data)

    assert LIST not in references(data, 0)
    assert references(data, 1)[LIST] == digest(files[LIST])
    assert {f"Doc_0/Signs/Sign_0/{name}" for name in ("Signature.xml", "SignedValue.dat", "Seal.esl")} <= set(
        references(data, 1)
    )
    for number in (0, 1):
        assert {name: digest(files[name]) for name in references(data, number)} == references(data, number)
        assert read_signature(files[f"Doc_0/Signs/Sign_{number}/SignedValue.dat"]).holds
    assert [one.get("BaseLoc") for one in ET.fromstring(files[LIST]).iter(f"{NS}Signature")] == [
        "Sign_0/Signature.xml",
        "Sign_1/Signature.xml",
    ]


def test_nothing_is_added_behind_the_last_seal() -> None:
    with pytest.raises(Refused) as refused:
        SEALER.seal_ofd(jointly(), in_hand(), (PLACE,), last=False)

    assert refused.value.code == "seal.closed"


def test_no_seal_is_put_on_a_page_that_is_not_there() -> None:
    with pytest.raises(Refused) as refused:
        sealed((replace(PLACE, page=99),))

    assert refused.value.code == "seal.no-place"


def test_the_same_seal_on_the_same_page_at_the_same_time_gives_the_same_package_but_for_the_value() -> None:
    first, second = parts(sealed()), parts(sealed())
    values = "Doc_0/Signs/Sign_0/SignedValue.dat"

    assert {name: part for name, part in first.items() if name != values} == {
        name: part for name, part in second.items() if name != values
    }
    with zipfile.ZipFile(io.BytesIO(sealed())) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_seal_spread_over_pages_shows_a_strip_on_each() -> None:
    strips = tuple(replace(PLACE, x_mm=189.0, clip=(21.0 * part, 0, 21.0, 42)) for part in range(2))
    put = list(signature(sealed(strips)).iter(f"{NS}StampAnnot"))

    assert [one.get("Clip") for one in put] == ["0 0 21 42", "21 0 21 42"]
    assert len({one.get("ID") for one in put}) == 2


def test_the_places_of_seals_are_those_of_the_names() -> None:
    renderer = PageRenderer(shipped_fonts())
    places = renderer.seal_places(JOINT, Look(), 42)
    shown = lay_out(JOINT, shipped_fonts(), LayoutOptions(seal="、".join(JOINT.signatories)))

    drawn = [(one.name, one.centre_x_mm, one.centre_y_mm) for sheet in shown.pages for one in sheet.seals]
    assert [(one.name, one.x_mm, one.y_mm) for one in places] == drawn
    assert len(places) == 2
    assert len({one.page for one in places}) == 1
