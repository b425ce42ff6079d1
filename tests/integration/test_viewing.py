"""Looking at fixed pages: what the confined worker gives of our own pages, and of what strangers send."""

import io

import pikepdf
import pytest

from oa_desktop.bootstrap.adapters import build_renderer
from oa_desktop.confine import Limits
from oa_desktop.docs.sheets.viewing import ConfinedViewer
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span
from oa_desktop.office.ports.pages import Look
from tests.fakes.office import notice
from tests.signed_pdf import ON_THE_PAGE, sealed

SENTENCE = "现将有关事项通知如下。"
SCALE = 2.0


@pytest.fixture(scope="module")
def viewer() -> ConfinedViewer:
    return ConfinedViewer()


@pytest.fixture(scope="module")
def page() -> bytes:
    return printed(notice())


def printed(manuscript: Manuscript, mark: str = "演示") -> bytes:
    return build_renderer().render(manuscript, Look(mark=mark, seal="演示用印")).data


def paper(pages: int = 1, content: bytes = b"", side_pt: float = 200.0, **keys: object) -> bytes:
    """A PDF out of nothing but empty pages and what is given."""
    made, target = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=(side_pt, side_pt))
    for one in made.pages if content or keys else ():
        one.Contents = made.make_stream(content)
        for name, value in keys.items():
            one[f"/{name}"] = value
    made.save(target)
    return target.getvalue()


def refused(viewer: ConfinedViewer, pdf: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        look_at(viewer, pdf)
    return refusal.value.code


def look_at(viewer: ConfinedViewer, pdf: bytes) -> None:
    viewer.leaves(pdf)
    viewer.raster(pdf, 0, SCALE)


def test_our_page_is_a_sheet_of_a4(viewer, page):
    (leaf, *_) = viewer.leaves(page)
    assert (round(leaf.width_mm, 1), round(leaf.height_mm, 1)) == (210.0, 297.0)


def test_the_picture_is_white_paper_with_black_and_red_on_it(viewer, page):
    picture = viewer.raster(page, 0, SCALE)
    assert (picture.width, picture.height) == (420, 594)
    pixels = {picture.data[at : at + 3] for at in range(0, len(picture.data), 4)}
    assert bytes((255, 255, 255)) in pixels
    assert any(max(one) < 90 for one in pixels)
    assert any(red > 180 and blue < 90 for blue, _green, red in pixels)


def test_some_rows_of_a_page_are_those_rows_of_the_page(viewer, page):
    whole, some = viewer.raster(page, 0, SCALE), viewer.raster(page, 0, SCALE, (150, 260))
    row = 4 * whole.width
    assert (some.width, some.height) == (whole.width, 110)
    same = zip(some.data, whole.data[150 * row : 260 * row], strict=True)
    assert max(abs(one - other) for one, other in same) < 16
    assert min(some.data) < 128


def test_every_character_stands_where_the_ink_is(viewer, page):
    picture, row = viewer.raster(page, 0, 4.0), 4 * 840
    places = [one for one in viewer.places(page, 0) if one.text in "通知清源县"]
    assert len(places) >= 10
    for one in places:
        left, right = round(4 * one.x_mm), round(4 * (one.x_mm + one.width_mm))
        lines = range(round(4 * one.y_mm), round(4 * (one.y_mm + one.height_mm)))
        ink = [min(picture.data[y * row + 4 * left : y * row + 4 * right]) for y in lines]
        assert min(ink) < 128, one


def test_the_text_of_a_page_is_what_was_typed_without_the_mark_across_it(viewer):
    body = "自2026年起，（附件1）《办法》“试行”——请各单位认真贯彻执行，确保工作取得实效。" * 4
    text = "".join(one.text for one in viewer.places(printed(notice(body=(Paragraph(spans=(Span(text=body),)),))), 0))
    assert body in text
    assert text.count("演示") == len(("演示用印", "演示"))


def test_a_page_that_is_turned_gives_its_places_as_it_is_read(viewer):
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    text = b"BT /F 10 Tf 20 170 Td (Ab) Tj ET"
    upright = viewer.places(paper(content=text, Resources=fonts), 0)
    turned = viewer.places(paper(content=text, Resources=fonts, Rotate=90), 0)
    assert [one.text for one in upright] == [one.text for one in turned] == ["A", "b"]
    assert upright[0].x_mm == pytest.approx(7.06, abs=0.1) and upright[1].x_mm > upright[0].x_mm
    assert turned[1].y_mm > turned[0].y_mm and turned[0].x_mm > 50


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a page" * 100, bytes(range(256)) * 40])
def test_what_is_no_page_is_refused(viewer, data):
    assert refused(viewer, data) == "view.damaged"


def test_a_page_that_was_cut_off_is_refused(viewer, page):
    assert refused(viewer, page[:2000]) == "view.damaged"


def test_a_page_with_a_password_is_refused(viewer, page):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(page)) as opened:
        opened.save(target, encryption=pikepdf.Encryption(user="口令", owner="口令"))
    assert refused(viewer, target.getvalue()) == "view.locked"


def test_a_file_without_pages_is_refused(viewer):
    assert refused(viewer, paper(pages=0)) == "view.empty"


def test_a_page_as_large_as_pages_can_be_is_shown_small_and_not_in_full(viewer):
    pdf = paper(side_pt=14_400)
    assert viewer.leaves(pdf)[0].width_mm == pytest.approx(5080)
    assert viewer.raster(pdf, 0, 0.1).width == 508
    with pytest.raises(Refused) as refusal:
        viewer.raster(pdf, 0, 4.0)
    assert refusal.value.code == "view.too-many-pixels"
    assert viewer.raster(pdf, 0, 4.0, (20_000, 20_010)).height == 10


def test_five_thousand_pages_are_counted_and_the_last_is_drawn(viewer):
    pdf = paper(pages=5_000)
    assert len(viewer.leaves(pdf)) == 5_000
    assert viewer.raster(pdf, 4_999, 1.0).width == 71


def test_a_file_of_more_pages_than_anybody_turns_is_refused(viewer):
    pdf = (
        paper()
        .replace(b"/Count 1 ", b"/Count 20001 ")
        .replace(b"/Kids [ 3 0 R ]", b"/Kids [%s ]" % (b" 3 0 R" * 20_001))
    )
    assert refused(viewer, pdf) == "view.too-many-pages"


def test_a_page_that_would_never_be_done_is_given_up_and_the_next_is_shown(page):
    hurried = ConfinedViewer(Limits(seconds=2.0))
    assert refused(hurried, nested_drawings()) == "view.too-hard"
    assert hurried.raster(page, 0, SCALE).width == 420


def test_a_page_that_wants_more_memory_than_there_is_for_it_is_given_up():
    narrow = ConfinedViewer(Limits(memory_bytes=160 << 20))
    pdf = paper(side_pt=14_400)
    with pytest.raises(Refused) as refusal:
        narrow.raster(pdf, 0, 1.1)
    assert refusal.value.code == "view.too-hard"
    assert narrow.raster(pdf, 0, 0.1).width == 508


def nested_drawings() -> bytes:
    """A page of a drawing of ten drawings of ten drawings of ..., twelve deep."""
    made, target = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(200, 200))
    inner = made.make_stream(b"0 0 100 100 re f")
    for _ in range(12):
        inner = drawing(made, inner)
    made.pages[0].Contents = made.make_stream(b"/X Do")
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    made.save(target)
    return target.getvalue()


def drawing(made: pikepdf.Pdf, inner: pikepdf.Object) -> pikepdf.Object:
    return made.make_indirect(
        pikepdf.Stream(
            made,
            b"/X Do " * 10,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 200, 200]),
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner)),
        )
    )


def test_the_seal_of_a_signed_file_is_shown(viewer: ConfinedViewer, page: bytes) -> None:
    before, after = (viewer.raster(data, 0, SCALE).data for data in (page, sealed(page, ON_THE_PAGE)))
    assert before != after
