"""Pictures (图) on the produced pages, read back by others than their writers."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut, LayoutOptions, lay_out
from oa_desktop.docs.layout.page import Image
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.domain.manuscript import Annex, Manuscript, Picture
from tests.drawings import BLUE, PHOTOGRAPH, PICTURES, PLAN
from tests.golden.formats import NOTICE, TEXT
from tests.integration.test_pdf_for_the_archive import complaints
from tests.rigs.word_processor import as_pdf

CLOSE_MM = 0.1
MM_PER_PT = 25.4 / 72
SKETCH = Picture(digest=PLAN, name="防汛重点部位示意图", caption="图1　防汛重点部位示意图")
PAPER = replace(
    NOTICE,
    body=(TEXT, SKETCH, TEXT, Picture(digest=PHOTOGRAPH, name="（旧）堤防"), TEXT),
    annexes=(Annex(title="现场图", body=(Picture(digest=PLAN, name="现场", width_mm=60), TEXT)),),
)
OFD = "{http://www.ofdspec.org/2016}"


def laid(paper: Manuscript = PAPER) -> LaidOut:
    return lay_out(paper, shipped_fonts(), LayoutOptions(seal="清源县人民政府"), PICTURES)


def images(paper: Manuscript = PAPER) -> list[tuple[int, Image]]:
    return [(page.number, image) for page in laid(paper).pages for image in page.images]


def boxes(data: bytes | Path) -> list[tuple[int, list[float]]]:
    """Return page and edges in mm (left, top, right, bottom) of every picture in a PDF."""
    with pdfium.PdfDocument(data) as document:
        return [
            (number, _edges(one.get_bounds(), page.get_height()))
            for number, page in enumerate(document, 1)
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
        ]


def _edges(bounds: tuple[float, ...], height: float) -> list[float]:
    left, bottom, right, top = bounds
    return [edge * MM_PER_PT for edge in (left, height - top, right, height - bottom)]


def edges(image: Image) -> Any:
    sides = [image.x_mm, image.y_mm, image.x_mm + image.width_mm, image.bottom_mm]
    return pytest.approx(sides, abs=CLOSE_MM)


def _is_image(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"


def test_a_picture_stands_in_the_pdf_where_the_page_has_it() -> None:
    assert boxes(write_pdf(laid())) == [(number, edges(image)) for number, image in images()]


def test_a_picture_stands_in_the_ofd_where_the_page_has_it() -> None:
    with zipfile.ZipFile(io.BytesIO(write_ofd(laid()))) as package:
        names = [name for name in package.namelist() if name.endswith("Content.xml")]
        found = [one for name in names for one in ET.fromstring(package.read(name)).iter(f"{OFD}ImageObject")]
    for one, (_number, image) in zip(found, images(), strict=True):
        left, top, width, height = map(float, one.get("Boundary", "").split())
        assert [left, top, left + width, top + height] == edges(image)
        assert [float(part) for part in one.get("CTM", "").split()] == pytest.approx([width, 0, 0, height, 0, 0])


def test_an_ofd_holds_each_picture_once_and_as_it_came() -> None:
    with zipfile.ZipFile(io.BytesIO(write_ofd(laid()))) as package:
        held = [package.read(name) for name in package.namelist() if "picture_" in name]
        resources = ET.fromstring(package.read("Doc_0/DocumentRes.xml"))
    assert sorted(held) == sorted(PICTURES.values())
    assert {one.get("Format") for one in resources.iter(f"{OFD}MultiMedia")} == {"PNG", "JPEG"}


def test_pages_with_pictures_are_pdf_a_and_the_same_bytes_every_time() -> None:
    written = write_pdf(laid())
    assert complaints(written) == []
    assert written == write_pdf(laid())
    assert write_ofd(laid()) == write_ofd(laid())


def test_a_pdf_shows_the_colours_and_keeps_the_bytes_of_a_photograph() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(laid()))) as document:
        streams = [one.read_raw_bytes() for one in document.objects if _is_image(one)]
    assert PICTURES[PHOTOGRAPH] in streams
    assert len(streams) == len(PICTURES)
    with pdfium.PdfDocument(write_pdf(laid())) as document:
        number, image = images()[0]
        drawn = document[number - 1].render(scale=2).to_pil()
        assert (
            drawn.getpixel((round((image.x_mm + 10) / MM_PER_PT * 2), round((image.y_mm + 3) / MM_PER_PT * 2))) == BLUE
        )


def test_who_cannot_see_a_picture_is_told_its_name() -> None:
    with pikepdf.open(io.BytesIO(write_pdf(laid()))) as document:
        told = [
            str(operands[1]["/Alt"])
            for page in document.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC"
        ]
    assert told == ["防汛重点部位示意图", "（旧）堤防", "现场"]


@pytest.mark.parametrize("name", ["a(b)\\c", "甲“乙”\n丙", "\x00\ud800图", "<a&b>", "𠮷" * 200])
def test_whatever_a_picture_is_called_every_file_can_be_read(name: str) -> None:
    paper = replace(NOTICE, body=(TEXT, Picture(digest=PLAN, name=name, caption=name)))
    assert complaints(write_pdf(laid(paper))) == []
    for data in (write_ofd(laid(paper)), write_docx(paper, pictures=PICTURES)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert all(
                ET.fromstring(package.read(part)) is not None for part in package.namelist() if part.endswith(".xml")
            )


def test_a_word_processor_breaks_the_pages_of_the_docx_where_ours_do(tmp_path: Path) -> None:
    file = tmp_path / "图.docx"
    file.write_bytes(write_docx(PAPER, pictures=PICTURES))
    found = boxes(as_pdf([file], tmp_path)[0])
    assert [number for number, _box in found] == [number for number, _image in images()]
    for (_number, box), (_page, image) in zip(found, images(), strict=True):
        assert box[0] == pytest.approx(image.x_mm, abs=CLOSE_MM)
        assert box[2] - box[0] == pytest.approx(image.width_mm, abs=CLOSE_MM)
        assert box[1] == pytest.approx(image.y_mm, abs=2.0)


def test_a_docx_holds_each_picture_once_with_its_words() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(PAPER, pictures=PICTURES))) as package:
        held = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
        text = package.read("word/document.xml").decode()
    assert sorted(held) == sorted(PICTURES.values())
    assert text.count('descr="防汛重点部位示意图"') == 1
    assert [f'<wp:docPr id="{number}"' in text for number in (1, 2, 3)] == [True] * 3
