"""What the print room makes of finished pages, read back from the file. GB/T 9704-2012 6, 7.2; folding is P."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import pdfa
from PIL import ImageChops

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, Page, lay_out
from oa_desktop.docs.layout.page import Colour
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.press import bench
from oa_desktop.docs.press.calibration import USUAL_RED_RULE_MM
from oa_desktop.docs.press.imposition import sides
from oa_desktop.docs.press.room import PrintRoom
from oa_desktop.docs.renderer import PageRenderer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import Realm
from oa_desktop.office.clearing.counted import CopyRun
from oa_desktop.office.ports.pages import Look
from oa_desktop.office.ports.printing import AS_IT_IS, Folding, Presswork
from tests import signed_pdf
from tests.fakes.office import FakeOffice, notice
from tests.golden.formats import LETTER, MINUTES, ORDER
from tests.integration.test_page_in_pdf import NOTICE

MM = 25.4 / 72
CLOSE_MM = 0.1
LINE = "—line"
RED = (255, 0, 0)
JOINT = replace(NOTICE, issuing_organs=("清源县教育局", "清源县财政局"), signatories=("清源县教育局", "清源县财政局"))
PAPERS = {"document": NOTICE, "letter": LETTER, "order": ORDER, "minutes": MINUTES, "joint": JOINT}
OFFICIAL = Look(open_slots=True)
A3 = pytest.approx((420, 297), abs=CLOSE_MM)


def laid(manuscript: Manuscript, word: str = "") -> LaidOut:
    seal = "、".join(manuscript.signatories)
    return lay_out(manuscript, shipped_fonts(), LayoutOptions(seal=seal, open_slots=True, watermark=word))


def pdf_of(manuscript: Manuscript, word: str = "") -> bytes:
    return write_pdf(laid(manuscript, word))


def painted(data: bytes) -> list[list[tuple]]:
    """Return what every page shows: character or line, colour, and its origin or middle in mm from the lower left."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [[*_characters(page), *_lines(page)] for page in document]
    finally:
        document.close()


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple]:
    text = page.get_textpage()
    x, y, parts = ctypes.c_double(), ctypes.c_double(), [ctypes.c_uint() for _ in range(4)]
    for index in range(text.count_chars()):
        if not pdfium.FPDFText_IsGenerated(text, index):
            assert pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            assert pdfium.FPDFText_GetFillColor(text, index, *parts)
            ink = tuple(one.value for one in parts[:3])
            yield chr(pdfium.FPDFText_GetUnicode(text, index)), ink, x.value * MM, y.value * MM
    text.close()


def _lines(page: pypdfium2.PdfPage) -> Iterator[tuple]:
    parts = [ctypes.c_uint() for _ in range(4)]
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(one, filled, stroked)
        colour = pdfium.FPDFPageObj_GetFillColor if filled.value else pdfium.FPDFPageObj_GetStrokeColor
        if filled.value or stroked.value:
            colour(one, *parts)
            left, bottom, right, top = one.get_bounds()
            yield LINE, tuple(part.value for part in parts[:3]), (left + right) / 2 * MM, (bottom + top) / 2 * MM


def sizes(data: bytes) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [(width * MM, height * MM) for width, height in map(document.get_page_size, range(len(document)))]
    finally:
        document.close()


def words(page: list[tuple]) -> str:
    return "".join(one[0] for one in page)


def moved(page: list[tuple], right: float, up: float) -> list[tuple]:
    return [(char, ink, x + right, y + up) for char, ink, x, y in page]


def assert_same_places(found: list[tuple], wanted: list[tuple]) -> None:
    found, wanted = (sorted(page, key=lambda one: (one[0], round(one[3]), one[2])) for page in (found, wanted))
    assert [one[:2] for one in found] == [one[:2] for one in wanted]
    assert [one[2:] for one in found] == [pytest.approx(one[2:], abs=CLOSE_MM) for one in wanted]


# --- 红头纸套打 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAPERS)
def test_on_paper_with_a_red_head_none_is_printed_and_all_black_stays(name: str) -> None:
    whole = painted(pdf_of(PAPERS[name]))
    printed = painted(bench.worked(pdf_of(PAPERS[name]), Presswork(overprinted=True, seals=False)))
    assert any(one[1] == RED for one in whole[0]), "there was something red"
    for page, before in zip(printed, whole, strict=True):
        assert page == [one for one in before if one[1] != RED]


@pytest.mark.parametrize("name", PAPERS)
def test_places_of_seals_stay_when_only_the_head_is_on_the_paper(name: str) -> None:
    laid_out = laid(PAPERS[name])
    printed = painted(bench.worked(write_pdf(laid_out), Presswork(overprinted=True)))
    found = [words([one for one in page if one[1] == RED]).replace(LINE, "") for page in printed]
    assert found == [sealing(page) for page in laid_out.pages]


def sealing(page: Page) -> str:
    """Return the letters of the seals and signature stamps of a page, in the order of drawing."""
    seals = "".join(run.text for seal in page.seals for run in seal.lettering)
    return seals + "".join(
        run.text for run in page.runs if run.colour is Colour.RED and run.element is Element.SIGNATURE
    )


def test_places_of_seals_are_left_out_alone() -> None:
    whole, printed = painted(pdf_of(NOTICE)), painted(bench.worked(pdf_of(NOTICE), Presswork(seals=False)))
    assert [one for one in printed[0] if one[1] == RED] == [one for one in whole[0] if one[1] == RED]
    assert [one for page in printed[1:] for one in page if one[1] == RED] == []


@pytest.mark.parametrize("colours", ["1 0 0 rg", "0 1 1 0 k", "0 .8 .8 0 k", ".93 .1 .15 rg"])
def test_red_is_red_in_every_measure_of_colour(colours: str) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(f"{colours} 0 0 50 50 re f 0 g 60 0 50 50 re f".encode())
        target = io.BytesIO()
        pdf.save(target)
    (left,) = painted(bench.worked(target.getvalue(), Presswork(overprinted=True)))
    assert [one[2] for one in left] == [pytest.approx(85 * MM, abs=CLOSE_MM)]


@pytest.mark.parametrize(("right", "down"), [(12, -7), (-3, 0), (0, 25)])
def test_everything_moves_by_the_offset_of_the_printer(right: int, down: int) -> None:
    pdf = pdf_of(ORDER)
    shifted = painted(bench.worked(pdf, Presswork(right_tenths=right, down_tenths=down)))
    for page, before in zip(shifted, painted(pdf), strict=True):
        assert_same_places(page, moved(before, right / 10, -down / 10))


# --- sheets --------------------------------------------------------------------------------------------------------


def read_through(folding: Folding, pages: int) -> list[int | None]:
    """Fold the sheets, lay them together and turn the leaves: the pages in the order of reading."""
    printed = list(sides(pages, folding))
    sheets = list(zip(printed[::2], printed[1::2], strict=True))
    sections = [sheets] if folding is Folding.BOOKLET else [[sheet] for sheet in sheets]
    read: list[int | None] = []
    for section in sections:
        read += [page for outside, inside in section for page in (outside[1], inside[0])]
        read += [page for outside, inside in reversed(section) for page in (inside[1], outside[0])]
    return read


@pytest.mark.parametrize("folding", [Folding.BOOKLET, Folding.FOLDED])
@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 9, 16, 31])
def test_folded_sheets_read_on_with_every_page_once(folding: Folding, pages: int) -> None:
    read = read_through(folding, pages)
    assert read[:pages] == list(range(pages))
    assert set(read[pages:]) <= {None}
    assert len(read) == -(-pages // 4) * 4


@pytest.mark.parametrize("folding", [Folding.BOOKLET, Folding.FOLDED])
def test_two_pages_stand_side_by_side_on_a3_true_to_size(folding: Folding) -> None:
    pdf = pdf_of(NOTICE)
    whole, work = painted(pdf), Presswork(folding=folding)
    imposed = bench.worked(pdf, work)
    assert sizes(imposed) == [A3] * len(list(sides(len(whole), folding)))
    for side, (left, right) in zip(painted(imposed), sides(len(whole), folding), strict=True):
        there = [moved(whole[page], x, 0.0) for page, x in ((left, 0.0), (right, 210.0)) if page is not None]
        assert_same_places(side, [one for page in there for one in page if one[0] != LINE])


def test_a_wide_page_stands_upright_with_its_head_to_the_left() -> None:
    wide = replace(laid(ORDER).pages[0], width_mm=297.0, height_mm=210.0, seals=(), rules=())
    wide = replace(wide, runs=tuple(replace(run, y_mm=min(run.y_mm, 200.0)) for run in wide.runs[:1]))
    pdf = write_pdf(replace(laid(ORDER), pages=(wide,), outline=()))
    assert sizes(pdf) == [pytest.approx((297, 210), abs=CLOSE_MM)]
    assert sizes(bench.worked(pdf, AS_IT_IS)) == [pytest.approx((210, 297), abs=CLOSE_MM)]
    shifted = bench.worked(pdf, Presswork(right_tenths=50, folding=Folding.FOLDED))
    ((_, _, x, y), *_others) = painted(shifted)[0]
    run = wide.runs[0]
    assert x == pytest.approx(210 + 5 + run.y_mm, abs=CLOSE_MM), "in the right half"
    assert y == pytest.approx(run.x_mm, abs=CLOSE_MM)


def test_the_last_sheet_gets_an_empty_back_where_it_has_none() -> None:
    pdf = write_pdf(replace(laid(NOTICE), pages=laid(NOTICE).pages[:1], outline=()))
    assert len(painted(pdf)) == 1
    printed = painted(bench.worked(pdf, Presswork(backs=True)))
    assert (words(printed[0]), printed[1:]) == (words(painted(pdf)[0]), [[]])
    assert len(painted(bench.worked(pdf_of(NOTICE), Presswork(backs=True)))) == len(laid(NOTICE).pages)


def test_fonts_stay_inside_and_the_same_pages_give_the_same_bytes() -> None:
    work = Presswork(overprinted=True, right_tenths=3, folding=Folding.BOOKLET)
    imposed = bench.worked(pdf_of(NOTICE), work)
    assert imposed == bench.worked(pdf_of(NOTICE), work)
    with pikepdf.open(io.BytesIO(imposed)) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        files = [one.FontDescriptor for one in fonts if "/FontDescriptor" in one]
    assert files and all("/FontFile2" in one for one in files)


# --- 份号 ----------------------------------------------------------------------------------------------------------


def room() -> PrintRoom:
    return PrintRoom(shipped_fonts())


@pytest.mark.parametrize("kept", ["", "000018"], ids=["open slot", "filled slot"])
@pytest.mark.parametrize("paper", [NOTICE, replace(LETTER, classification="秘密★1年")], ids=["document", "letter"])
def test_every_copy_carries_its_own_number_and_nothing_else_changes(paper: Manuscript, kept: str) -> None:
    paper = replace(paper, copy_number=kept)
    pdf = pdf_of(paper)
    copies = room().numbered(pdf, paper, OFFICIAL, ["000001", "000002", "000130"], AS_IT_IS)
    for data, number in zip(copies, ["000001", "000002", "000130"], strict=True):
        wanted = painted(pdf_of(replace(paper, copy_number=number)))
        assert len(wanted) == len(painted(data))
        for page, expected in zip(painted(data), wanted, strict=True):
            assert_same_places(page, expected)
    assert copies == room().numbered(pdf, paper, OFFICIAL, ["000001", "000002", "000130"], AS_IT_IS)


def test_a_numbered_copy_is_still_a_file_for_the_archive() -> None:
    (copy,) = room().numbered(pdf_of(NOTICE), NOTICE, OFFICIAL, ["000007"], Presswork(overprinted=True))
    assert [one.message for one in pdfa.validate_written(io.BytesIO(copy), "2b").findings] == []
    assert words(painted(copy)[0]).count("000007") == 1


@pytest.mark.parametrize(
    ("paper", "page"),
    [(ORDER, ORDER), (NOTICE, replace(NOTICE, copy_number="", classification="", urgency=""))],
    ids=["no place for it", "another page than the text says"],
)
def test_a_paper_without_a_place_for_it_gets_no_number(paper: Manuscript, page: Manuscript) -> None:
    with pytest.raises(Refused) as caught:
        room().numbered(pdf_of(page), paper, OFFICIAL, ["000001"], AS_IT_IS)
    assert caught.value.code == "copies.no-slot"


def test_an_office_prints_a_run_of_a_paper_that_it_has_sealed() -> None:
    office = FakeOffice(renderer=PageRenderer(shipped_fonts()), press=room(), realm=Realm.DEMONSTRATION)
    document = office.bring_to("dispatch", notice(copy_number="000001"))
    papers = office.as_("head").papers
    copies = papers.hand_out_copies(document, CopyRun(first=2, count=2), Presswork(overprinted=True, seals=False))
    whole = painted(papers.page(document)[1])
    for copy in copies:
        (page, *_rest) = painted(copy.data)
        assert copy.number in words(page) and "000001" not in words(page)
        assert [one for one in page if one[1] == RED] == []
        assert len(words(page)) == len(words([one for one in whole[0] if one[1] != RED]))


# --- 校准页 --------------------------------------------------------------------------------------------------------


def test_the_scales_of_the_calibration_page_stand_where_they_say() -> None:
    (page,) = painted(room().calibration(Look()))
    lines = [(x, 297 - y) for kind, _ink, x, y in page if kind == LINE]
    wanted = [(20, 20), (190, 20), (20, 277), (190, 277), (106, figures.MARK_TOP_MM), (106, USUAL_RED_RULE_MM)]
    wanted += [(x, USUAL_RED_RULE_MM + step) for x in (45, 174) for step in (-10, 10)]
    wanted += [(28 + step, USUAL_RED_RULE_MM + 4) for step in (-10, 10)]
    for place in wanted:
        assert any(line == pytest.approx(place, abs=CLOSE_MM) for line in lines), place
    usual = replace(NOTICE, copy_number="", classification="", urgency="")
    (red_rule,) = laid(usual).pages[0].rules_of(Element.RED_RULE)
    assert red_rule.y1_mm == pytest.approx(USUAL_RED_RULE_MM, abs=CLOSE_MM)
    assert "向右" in words(page) and "向下" in words(page)


# --- the word of the realm -----------------------------------------------------------------------------------------


def test_an_issued_copy_carries_no_word_and_one_of_the_demonstration_always_does() -> None:
    renderer = PageRenderer(shipped_fonts())
    for mark in ("", "演示", "实训"):
        pdf = renderer.render(NOTICE, Look(mark=mark, open_slots=True)).data
        copies = room().numbered(pdf, NOTICE, Look(mark=mark, open_slots=True), ["000001"], Presswork(overprinted=True))
        for data in (*copies, bench.worked(pdf, Presswork(seals=False)), room().calibration(Look(mark=mark))):
            for page in painted(data):
                assert words([one for one in page if one[0] != LINE and min(one[1]) > 0]) == mark


# --- what is no file of ours ---------------------------------------------------------------------------------------


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(pdf_of(ORDER))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(owner="甲", user="乙"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "view.damaged"), (b"%PDF-1.7 nonsense", "view.damaged"), (locked(), "view.locked")],
    ids=["empty", "nonsense", "locked"],
)
def test_what_cannot_be_worked_on_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        room().worked(data, AS_IT_IS)
    assert caught.value.code == code


def test_several_papers_are_joined_each_on_sheets_of_its_own() -> None:
    one, two = pdf_of(NOTICE), pdf_of(LETTER)
    pages = [len(pypdfium2.PdfDocument(data)) for data in (one, two)]
    room = PrintRoom(shipped_fonts())
    joined = room.joined((one, two, one), AS_IT_IS)
    assert painted(joined) == [*painted(one), *painted(two), *painted(one)]
    both_sides = pypdfium2.PdfDocument(room.joined((one, two), Presswork(backs=True)))
    assert len(both_sides) == sum(number + number % 2 for number in pages)
    with pytest.raises(Refused, match=r"view\.damaged"):
        room.joined((one, b"no pdf"), AS_IT_IS)


def reddened(data: bytes, other: bytes) -> tuple[float, ...]:
    """The box, in millimetres, in which two first pages differ."""
    pages = []
    for one in (data, other):
        document = pypdfium2.PdfDocument(one)
        document.init_forms()
        pages.append(document[0].render(scale=2 * MM).to_pil().convert("RGB"))
        document.close()
    box = ImageChops.difference(*pages).getbbox()
    return tuple(edge / 2 for edge in box) if box else ()


@pytest.mark.parametrize("folding", Folding)
def test_an_electronic_seal_is_printed_however_the_pages_come_onto_sheets(folding: Folding) -> None:
    work = Presswork(folding=folding)
    assert reddened(bench.worked(signed_pdf.paper(), work), bench.worked(signed_pdf.signed(), work))


def test_an_electronic_seal_moves_with_its_page() -> None:
    still, moved = (Presswork(right_tenths=tenths) for tenths in (0, 100))
    boxes = [
        reddened(bench.worked(signed_pdf.paper(), work), bench.worked(signed_pdf.sealed(signed_pdf.paper()), work))
        for work in (still, moved)
    ]
    assert boxes[1][0] - boxes[0][0] == pytest.approx(10.0, abs=0.6)


def test_an_electronic_seal_is_left_out_where_seals_are() -> None:
    work = Presswork(seals=False)
    assert not reddened(bench.worked(signed_pdf.paper(), work), bench.worked(signed_pdf.signed(), work))
