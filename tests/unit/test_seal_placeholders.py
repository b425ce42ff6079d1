"""Where a placeholder of a seal stands, and that it cannot be taken for a seal. GB/T 9704-2012 7.3.5.1."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pypdfium2
import pytest

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import LINE_MM, MM_PER_PT
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, Page, Run, Seal, lay_out
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.manuscript import Manuscript, Paragraph, Span

PAPER = Manuscript(
    issuing_organs=("清源县人民政府办公室",),
    title="关于做好公文处理工作的通知",
    recipients="各乡镇人民政府",
    body=(Paragraph(spans=(Span(text="国" * 60),)),),
    signatories=("清源县人民政府办公室",),
    date="2026年4月16日",
)
SCALE = 4
JOINT = ("清源县教育局", "清源县财政局", "清源县农业农村局", "清源县水利局", "清源县司法局")

LONGER = ("清源县人民政府办公室", "清源县机关事务服务中心", "清源县档案馆")
LONGEST = ("清源县人力资源和社会保障局办公室", "清源县住房和城乡建设局办公室")


def laid(paper: Manuscript = PAPER, seal: str = "", realm: str = "") -> LaidOut:
    name = seal or "、".join(paper.signatories)
    return lay_out(paper, shipped_fonts(), LayoutOptions(seal=name, watermark=realm))


def seals_of(document: LaidOut) -> tuple[Page, tuple[Seal, ...]]:
    (page,) = (page for page in document.pages if page.seals)
    return page, page.seals


def top(run: Run) -> float:
    return run.y_mm - run.face.ascent * run.size_pt * MM_PER_PT


def bottom(run: Run) -> float:
    return run.y_mm - run.face.descent * run.size_pt * MM_PER_PT


def test_the_seal_is_42_mm_wide_and_stands_straight_over_name_and_date() -> None:
    page, (seal,) = seals_of(laid())
    (name,), (date,) = page.of(Element.SIGNATURE), page.of(Element.DATE)
    assert seal.diameter_mm == 42
    assert seal.centre_x_mm == pytest.approx((date.x_mm + date.right_mm) / 2)
    assert seal.centre_x_mm == pytest.approx((name.x_mm + name.right_mm) / 2)
    assert 0 < (top(name) + bottom(date)) / 2 - seal.centre_y_mm < 6


@pytest.mark.parametrize("lines", range(1, 40))
def test_its_top_lies_within_one_line_under_the_text(lines: int) -> None:
    body = (Paragraph(spans=(Span(text="国" * (28 * lines - 2)),)),)
    for notes in ((), ("清单", "样式")):
        page, (seal,) = seals_of(laid(replace(PAPER, body=body, attachment_notes=notes)))
        text = max(bottom(run) for run in page.runs if run.element in (Element.BODY, Element.ATTACHMENT_NOTE))
        assert -0.01 <= seal.top_mm - text <= LINE_MM + 0.01


@pytest.mark.parametrize("organs", [JOINT, LONGER, LONGEST], ids=["three in a row", "two", "one"])
def test_a_joint_paper_has_a_seal_on_every_name_and_none_touch(organs: tuple[str, ...]) -> None:
    page, seals = seals_of(laid(replace(PAPER, issuing_organs=JOINT[:2], signatories=organs)))
    assert tuple(seal.name for seal in seals) == organs
    names = {run.text: run for run in page.of(Element.SIGNATURE)}
    for seal in seals:
        name = names[seal.name]
        assert seal.centre_x_mm == pytest.approx((name.x_mm + name.right_mm) / 2)
        assert seal.centre_x_mm - 21 >= 28 and seal.centre_x_mm + 21 <= 184
    for one, other in combinations(seals, 2):
        assert math.dist((one.centre_x_mm, one.centre_y_mm), (other.centre_x_mm, other.centre_y_mm)) > 42


@pytest.mark.parametrize("lines", range(1, 24))
def test_the_imprint_stands_clear_of_the_seal(lines: int) -> None:
    body = (Paragraph(spans=(Span(text="国" * (28 * lines - 2)),)),)
    paper = replace(PAPER, body=body, printed_by="清源县人民政府办公室", copied_to="县委办公室")
    options = LayoutOptions(seal="清源县人民政府办公室", template=Template(imprint_on_even_page=False))
    page, (seal,) = seals_of(lay_out(paper, shipped_fonts(), options))
    assert all(rule.y1_mm > seal.centre_y_mm + 21 for rule in page.rules_of(Element.IMPRINT))


def test_one_seal_on_a_joint_paper_covers_the_last_name_and_the_date() -> None:
    page, (seal,) = seals_of(laid(replace(PAPER, signatories=JOINT[:2]), seal="清源县财政局"))
    (date,) = page.of(Element.DATE)
    assert seal.centre_x_mm == pytest.approx((date.x_mm + date.right_mm) / 2)


def test_a_date_without_a_name_still_gets_its_seal() -> None:
    page, (seal,) = seals_of(laid(replace(PAPER, signatories=()), seal="清源县人民政府"))
    (date,) = page.of(Element.DATE)
    assert abs(seal.centre_x_mm - (date.x_mm + date.right_mm) / 2) < 0.01


@pytest.mark.parametrize(
    "name", ["印", "清源县人民政府", "清源县人民政府办公室", "清源县" + "发展和改革" * 5 + "委员会"]
)
def test_the_letters_stand_inside_the_ring_and_do_not_meet(name: str) -> None:
    _, (seal,) = seals_of(laid(replace(PAPER, signatories=(name,))))
    letters = seal.lettering[: len(name)]
    assert "".join(run.text for run in letters) == name
    feet = [(run.x_mm - seal.centre_x_mm, run.y_mm - seal.centre_y_mm) for run in letters]
    assert all(10 < math.hypot(*foot) < 20 for foot in feet)
    angles = [-run.angle_deg for run in letters]
    assert angles == sorted(angles)
    assert angles[0] == pytest.approx(-angles[-1])
    assert angles[0] >= -120


@pytest.mark.parametrize(("realm", "words"), [("", "（占位）"), ("演示", "演示用印"), ("实训", "实训用印")])
def test_it_says_that_it_is_no_seal(realm: str, words: str) -> None:
    _, (seal,) = seals_of(laid(realm=realm))
    assert "".join(run.text for run in seal.lettering).endswith(words)


def test_no_name_and_no_seal_give_no_placeholder() -> None:
    unsealed = lay_out(PAPER, shipped_fonts(), LayoutOptions(seal="清源县人民政府", sealed=False))
    without = lay_out(PAPER, shipped_fonts(), LayoutOptions())
    assert not any(page.seals for document in (unsealed, without) for page in document.pages)


def test_the_seal_moves_nothing() -> None:
    sealed, open_page = laid(), lay_out(PAPER, shipped_fonts(), LayoutOptions())
    assert [page.runs for page in sealed.pages] == [page.runs for page in open_page.pages]


def test_the_ring_is_red_and_broken_and_the_type_over_it_stays_black() -> None:
    document = laid()
    page, (seal,) = seals_of(document)
    (name,) = page.of(Element.SIGNATURE)
    pdf = pypdfium2.PdfDocument(write_pdf(document))
    image = pdf[page.number - 1].render(scale=SCALE).to_pil().convert("RGB")
    pdf.close()
    per_mm = image.width / 210
    ring = [
        image.getpixel(
            (
                round((seal.centre_x_mm + 20.5 * math.cos(math.radians(angle))) * per_mm),
                round((seal.centre_y_mm + 20.5 * math.sin(math.radians(angle))) * per_mm),
            )
        )
        for angle in range(360)
    ]
    red = sum(1 for pixel in ring if pixel[0] > 180 and pixel[1] < 140)
    white = sum(1 for pixel in ring if min(pixel) > 230)
    assert red > 200
    assert white > 10
    box = tuple(round(side * per_mm) for side in (name.x_mm, top(name), name.right_mm, bottom(name)))
    assert image.crop(box).convert("L").getextrema()[0] < 90
