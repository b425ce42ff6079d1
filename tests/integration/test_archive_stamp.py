"""归档章: where it stands on the first page, and that the page under it is the very same."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from PIL import Image

from oa_desktop.bootstrap.adapters import build_signed_files
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.press.archive_stamp import HEIGHT_MM, WIDTH_MM
from oa_desktop.docs.press.room import PrintRoom
from oa_desktop.docs.reading.ofd_pages import read_ofd_pages
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.docs.sheets.blank import blank_place
from oa_desktop.docs.sheets.sheets import Picture, Sheet, Stroke, Tint
from oa_desktop.domain.archives.printed import ArchiveStamp
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.trust.certificates import Trust
from oa_desktop.domain.trust.verdicts import Outcome
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import AS_IT_IS
from oa_desktop.security.seals.office_port import OfficeSeals
from tests.fakes.office import notice
from tests.independent import sealed_ofd as other
from tests.rigs.tampering.second import second

STAMP = ArchiveStamp(fonds="Z109", year="2026", number="0001", division="办公室", retention="永久", pages="12")
PRESS = PrintRoom(shipped_fonts())


def _round_seal() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (42, 42), "red").save(data, "PNG")
    return data.getvalue()


PICTURE = _round_seal()


@pytest.fixture(scope="module")
def page() -> bytes:
    return PageRenderer(shipped_fonts()).render(notice("关于印发管理办法的通知"), Look(mark="演示")).data


def red_rules(data: bytes, number: int = 0) -> list[tuple[float, float, float, float]]:
    strokes = sheets_of_pdf(data).sheets[number].strokes
    thin = [one for one in strokes if one.tint is Tint.RED and one.width_mm < 0.5 and one.length_mm < 46]
    return [(one.left_mm, min(one.y1_mm, one.y2_mm), one.right_mm, max(one.y1_mm, one.y2_mm)) for one in thin]


def sheet(data: bytes) -> Sheet:
    return sheets_of_pdf(data).sheets[0]


def test_the_stamp_stands_in_the_middle_of_the_blank_top_of_the_first_page(page):
    before = hashlib.sha256(page).digest()
    stamped = PRESS.stamped(page, STAMP)
    rules = red_rules(stamped)
    left, top = min(one[0] for one in rules), min(one[1] for one in rules)
    right, bottom = max(one[2] for one in rules), max(one[3] for one in rules)
    assert (right - left, bottom - top) == pytest.approx((45, 16), abs=0.5)
    assert ((left + right) / 2, top) == pytest.approx((105, 8), abs=0.5)
    assert hashlib.sha256(page).digest() == before
    said = "".join(one.text for one in sheet(stamped).characters if one.tint is Tint.RED and one.y_mm < bottom)
    assert "Z10920260001办公室永久12" in "".join(said.split())


def test_all_that_stood_on_the_page_stands_there_still_and_other_pages_are_not_stamped(page):
    two = PRESS.joined([page, page], AS_IT_IS)
    stamped = PRESS.stamped(two, STAMP)
    before = [(one.text, round(one.x_mm, 2), round(one.y_mm, 2)) for one in sheet(two).characters]
    after = [(one.text, round(one.x_mm, 2), round(one.y_mm, 2)) for one in sheet(stamped).characters]
    assert set(before) <= set(after) and len(after) > len(before)
    assert red_rules(stamped, 1) == red_rules(two, 1)
    assert len(pypdfium2.PdfDocument(stamped)) == 2


def test_where_the_top_is_not_blank_the_stamp_stands_at_the_next_blank_place():
    line = Stroke(0.0, 12.0, 210.0, 12.0, 0.4, Tint.BLACK)
    assert blank_place(Sheet(number=1, strokes=(line,)), WIDTH_MM, HEIGHT_MM) == (82.5, 14.0)
    middle = Picture(90.0, 5.0, 120.0, 30.0, Tint.OTHER)
    assert blank_place(Sheet(number=1, pictures=(middle,)), WIDTH_MM, HEIGHT_MM) == (157.0, 8.0)


def test_a_sheet_without_room_has_no_place_for_a_stamp():
    lines = tuple(Stroke(0.0, float(y), 210.0, float(y), 0.4, Tint.BLACK) for y in range(0, 297, 15))
    assert blank_place(Sheet(number=1, strokes=lines), WIDTH_MM, HEIGHT_MM) is None


def test_a_page_is_said_to_have_a_place_for_the_stamp_or_none(page):
    full = pikepdf.new()
    sheet_of_lines = full.add_blank_page(page_size=(595, 842))
    sheet_of_lines.Contents = full.make_stream(b"".join(b"0 %d m 595 %d l S\n" % (y, y) for y in range(0, 842, 40)))
    data = io.BytesIO()
    full.save(data)
    assert (PRESS.has_place(page), PRESS.has_place(data.getvalue())) == (True, False)


def test_a_trace_over_a_stamped_copy_leaves_the_stamp(page):
    stamped = PRESS.stamped(page, STAMP)
    assert red_rules(PRESS.traced(stamped, "某人")) == red_rules(stamped)


@pytest.fixture(scope="module")
def sealed_ofd() -> bytes:
    """Two seals, the second of them at the top of the page."""
    ofd = PageRenderer(shipped_fonts()).render_ofd(notice("关于印发管理办法的通知"), Look(mark="演示")).data
    page = etree.fromstring(_parts(ofd)["Doc_0/Document.xml"]).find(".//{*}Page").get("ID")
    once, twice = (
        other.Description(stamp=f'<ofd:StampAnnot ID="s{count}" PageRef="{page}" Boundary="{box}" Clip="{clip}"/>')
        for count, (box, clip) in enumerate((("118 178 42 42", ""), ("84 4 42 42", "0 0 42 8")))
    )
    use = other.Use(seal=other.seal(other.SealMade(picture=PICTURE)))
    parts = other.sealed({**_parts(ofd), "OFD.xml": _listing(ofd)}, use, once, last=False)
    return other.package(other.sealed(parts, use, twice))


@pytest.fixture(scope="module")
def copy(sealed_ofd) -> bytes:
    return PrintRoom(shipped_fonts(), OfficeSeals().read).stamped_ofd(sealed_ofd, STAMP, Digest("5" * 64))


def _parts(ofd: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(ofd)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _listing(ofd: bytes) -> bytes:
    listed = f"<ofd:Signatures>/{other.LIST}</ofd:Signatures></ofd:DocBody>"
    return _parts(ofd)["OFD.xml"].replace(b"</ofd:DocBody>", listed.encode())


def test_a_sealed_ofd_has_a_copy_with_the_stamp_where_no_seal_stands_and_with_the_looks_of_its_seals(sealed_ofd, copy):
    before, after = (read_ofd_pages(one, with_pictures=True).sheets.sheets[0] for one in (sealed_ofd, copy))
    rules = [one for one in after.strokes if one.tint is Tint.RED and one.width_mm < 0.5 and one.length_mm < 46]
    assert (min(one.left_mm for one in rules), min(one.y1_mm for one in rules)) == pytest.approx((157, 8), abs=0.5)
    assert [one.data for one in after.pictures] == [PICTURE, PICTURE]
    assert set(before.characters) < set(after.characters) and before.pictures == ()
    new = "".join(one.text for one in after.characters if one not in before.characters)
    assert "".join(new.split()) == "Z10920260001办公室永久12"
    assert not [name for name in _parts(copy) if "Sign" in name]


def test_both_verifiers_say_that_it_is_a_copy_without_signature_and_of_what(copy):
    verdict = build_signed_files().verify(copy, Trust())
    assert {"original": "5" * 64}.items() <= next(
        one for one in verdict.statements if one.rule == "verdict.archival-copy"
    ).told.items()
    assert (verdict.outcome, verdict.signatures) == (Outcome.UNDECIDED, ())
    rules = {rule for _, rule, _ in second().check_ofd(copy, second().Trust())}
    assert rules == {"verdict.archival-copy", "verdict.not-signed"}


def test_an_ofd_without_a_seal_has_a_copy_too_and_a_damaged_one_has_none(sealed_ofd):
    ofd = PageRenderer(shipped_fonts()).render_ofd(notice("关于印发管理办法的通知"), Look()).data
    assert b"Copy/PublicRes.xml" in PRESS.stamped_ofd(ofd, STAMP, Digest("5" * 64))
    with pytest.raises(Refused) as refused:
        PRESS.stamped_ofd(sealed_ofd[:2000], STAMP, Digest("5" * 64))
    assert refused.value.code == "view.damaged"
