"""Pictures (图) among the paragraphs: their size, their place, what stands for one that is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import AREA_BOTTOM_MM, AREA_LEFT_MM, AREA_TOP_MM, AREA_WIDTH_MM, LINE_MM
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.page import Image
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import (
    Block,
    Emphasis,
    Manuscript,
    Paragraph,
    Picture,
    Span,
    picture_digests,
    plain_text,
)
from tests.drawings import PHOTOGRAPH, PICTURES, PLAN, plain
from tests.golden.formats import NOTICE, TEXT
from tests.rigs.same_page import differs_outside_slots

GONE = Digest("c" * 64)


def laid(*body: Block, pictures: dict[Digest, bytes] | None = None) -> LaidOut:
    return lay_out(replace(NOTICE, body=body), shipped_fonts(), LayoutOptions(), pictures or PICTURES)


def images(*body: Block, **more: dict[Digest, bytes]) -> list[Image]:
    return [image for page in laid(*body, **more).pages for image in page.images]


def body_lines(document: LaidOut) -> list[tuple[int, float]]:
    return [(page.number, run.y_mm) for page, run in document.of(Element.BODY)]


def test_a_manuscript_with_a_picture_is_kept_and_read_again() -> None:
    paper = replace(NOTICE, body=(TEXT, Picture(digest=PLAN, name="图", width_mm=80, caption="图1")))
    assert Manuscript.decode(paper.encode()) == paper
    assert picture_digests(replace(paper, body=(*paper.body, *paper.body))) == (PLAN,)


def test_a_manuscript_without_pictures_keeps_its_bytes() -> None:
    assert b"width_mm" not in replace(NOTICE, body=(TEXT,)).encode()


def test_a_search_finds_the_name_and_the_caption_of_a_picture() -> None:
    paper = Manuscript(body=(Picture(digest=PLAN, name="防汛图", caption="图1　堤防"),))
    assert plain_text(paper) == "〔图：防汛图〕图1　堤防"


@pytest.mark.parametrize("width_mm", [0, 40, 156, 999])
@pytest.mark.parametrize("digest", [PLAN, PHOTOGRAPH])
def test_a_picture_is_centred_inside_the_area_and_keeps_its_proportion(digest: Digest, width_mm: int) -> None:
    (image,) = images(TEXT, Picture(digest=digest, width_mm=width_mm))
    assert image.x_mm + image.width_mm / 2 == pytest.approx(AREA_LEFT_MM + AREA_WIDTH_MM / 2)
    assert image.width_mm <= AREA_WIDTH_MM
    assert image.height_mm / image.width_mm == pytest.approx(image.plain.proportion)
    assert image.y_mm >= AREA_TOP_MM
    assert image.bottom_mm <= AREA_BOTTOM_MM
    if width_mm == 40:
        assert image.width_mm == 40


@pytest.mark.parametrize("size", [(20, 4000), (4000, 20), (1, 1)])
@pytest.mark.parametrize("caption", ["", "一段长到要分成好几行的图题，" * 12])
def test_a_picture_of_any_shape_stands_on_one_page_with_its_caption(size: tuple[int, int], caption: str) -> None:
    document = laid(TEXT, Picture(digest=GONE, width_mm=156, caption=caption), pictures={GONE: plain(*size)})
    ((page, image),) = [(page, image) for page in document.pages for image in page.images]
    assert image.bottom_mm <= AREA_BOTTOM_MM
    assert {one.number for one, _run in document.of(Element.PICTURE)} <= {page.number}
    assert document.text_of(Element.PICTURE) == caption


def test_the_caption_stands_centred_under_its_picture() -> None:
    document = laid(TEXT, Picture(digest=PLAN, caption="图1　示意图"), TEXT)
    (image,) = [image for page in document.pages for image in page.images]
    runs = [run for _page, run in document.of(Element.PICTURE)]
    assert 0 < min(run.y_mm for run in runs) - image.bottom_mm < 1.5 * LINE_MM
    assert (runs[0].x_mm + runs[-1].right_mm) / 2 == pytest.approx(AREA_LEFT_MM + AREA_WIDTH_MM / 2)


def test_the_text_around_a_picture_stays_on_the_grid() -> None:
    places = body_lines(
        laid(TEXT, Picture(digest=PHOTOGRAPH, caption="图"), TEXT, Picture(digest=PLAN, width_mm=50), TEXT)
    )
    first = places[0][1]
    for _page, y_mm in places:
        lines = (y_mm - first) / LINE_MM
        assert lines == pytest.approx(round(lines), abs=1e-6)


def test_no_line_of_text_runs_into_a_picture() -> None:
    document = laid(*[TEXT, Picture(digest=PHOTOGRAPH, caption="图"), TEXT] * 4)
    for page in document.pages:
        for image in page.images:
            beside = [run for run in page.of(Element.BODY) if image.y_mm < run.y_mm < image.bottom_mm + 4]
            assert beside == []


@pytest.mark.parametrize("pictures", [{PLAN: b""}, {PLAN: b"\x89PNG\r\n\x1a\nbroken"}, {GONE: b"other"}])
def test_a_picture_that_is_missing_or_broken_leaves_a_frame_that_says_so(pictures: dict[Digest, bytes]) -> None:
    document = laid(TEXT, Picture(digest=PLAN, name="水位图", caption="图1"), pictures=pictures)
    assert document.text_of(Element.PICTURE) == "（此处缺图：水位图）图1"
    assert [len(page.rules_of(Element.PICTURE)) for page in document.pages if page.rules_of(Element.PICTURE)] == [4]


def heading(text: str) -> Paragraph:
    return Paragraph(level=1, spans=(Span(text=text, emphasis=Emphasis.HEADING),))


@pytest.mark.parametrize("before", [(), (heading("一、防汛重点部位"),), (TEXT,), (TEXT, heading("一、防汛重点部位"))])
def test_a_tall_picture_goes_on_to_the_next_page_and_leaves_the_first_what_stands_above_it(
    before: tuple[Paragraph, ...],
) -> None:
    document = laid(*before, Picture(digest=PLAN, width_mm=156), TEXT)
    first, second = document.pages[:2]
    assert first.of(Element.TITLE)
    assert first.of(Element.RECIPIENTS)
    assert not before or first.of(Element.BODY)
    assert second.images


def test_a_signature_may_stand_under_a_picture() -> None:
    filler = Paragraph(spans=TEXT.spans * 9)
    document = laid(filler, Picture(digest=PLAN, width_mm=156))
    (number,) = {page.number for page in document.pages if page.images}
    assert {page.number for page, _run in document.of(Element.SIGNATURE)} == {number}


def test_two_papers_with_other_pictures_are_not_the_same_page() -> None:
    one, other = (laid(TEXT, Picture(digest=PLAN), pictures={PLAN: plain(80, 50 + more)}) for more in (0, 0))
    assert differs_outside_slots(one, other) == ()
    other = laid(TEXT, Picture(digest=PLAN), pictures={PLAN: plain(80, 50, "JPEG")})
    assert [difference.element for difference in differs_outside_slots(one, other)] == [Element.PICTURE]
