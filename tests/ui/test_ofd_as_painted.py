"""The produced OFD as pixels, painted out of the file alone, beside the PDF as PDFium draws it."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.domain.numbers.document_code import read_code
from tests.independent.ofd_painter import Painter
from tests.integration.test_page_in_ofd import laid, ofd


def inked(image: Image.Image) -> Image.Image:
    """Return how much of every square millimetre has ink, 0 to 255."""
    mask = image.convert("L").point(lambda value: 255 if value < 245 else 0)
    return mask.resize((210, 297), Image.Resampling.BOX)


def painted(data: bytes, number: int, pixels_per_mm: float = 6.0) -> Image.Image:
    image = Painter(data).paint(number, pixels_per_mm)
    return Image.frombytes("RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "BGRX")


def worst(one: Image.Image, other: Image.Image) -> int:
    pairs = zip(inked(one).tobytes(), inked(other).tobytes(), strict=True)
    return max(abs(a - b) for a, b in pairs)


@pytest.mark.parametrize("name", ["sealed", "demonstration", "joint"])
def test_pages_look_as_in_the_pdf(name: str, qapp) -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(laid(name)))
    for number in range(len(laid(name).pages)):
        expected = pdf[number].render(scale=6 * 25.4 / 72).to_pil()
        assert worst(painted(ofd(name), number), expected) < 128
    pdf.close()


def test_a_page_that_is_a_millimetre_off_does_not_look_the_same(qapp) -> None:
    page = laid("sealed").pages[0]
    moved = replace(page, runs=tuple(replace(run, x_mm=run.x_mm + 1) for run in page.runs))
    off = write_ofd(replace(laid("sealed"), pages=(moved,), outline=()))
    assert worst(painted(ofd("sealed"), 0), painted(off, 0)) > 128


def test_the_symbol_of_a_paper_is_read_from_the_pixels_of_the_ofd(qapp) -> None:
    last = painted(ofd("coded"), len(laid("coded").pages) - 1, 8.0)
    read = [one.bytes.decode("gb2312") for one in zxingcpp.read_barcodes(last)]
    assert [(read_code(text) or {})["标题"] for text in read] == [laid("coded").title]
