"""Golden pixels: how a page of every format looks, small and grey, so that a change is seen that no figure tells.

``python -m tests.golden.renew_pixels`` writes them anew; look at the pictures that changed before they are kept. Two
pictures are alike when no pixel differs by more than :data:`MOST`: another version of PDFium smooths edges a little
otherwise, but a line that is a millimetre off, or black instead of red, differs by more.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LaidOut
from oa_desktop.docs.pdf.writer import write_pdf
from tests.golden.formats import PAPERS
from tests.golden.renew_pages import EXAMPLES, example, laid_out

PLACE = Path(__file__).parent / "pixels"
DPI = 40
MOST = 60
"""Largest difference of a pixel, of 255."""
_STEP = 255 / 15
PAGES = {"17-联合请示": 1, "16-联合通知": 2, "19-附表通知": 3, "20-印发通知": 2}
"""Examples of which a page is kept beside the first page of every format: heads, seals and tables of all sorts."""


def drawn(laid: LaidOut, page: int = 1) -> Image.Image:
    """Return a page as PDFium draws it."""
    document = pypdfium2.PdfDocument(write_pdf(laid))
    image = document[page - 1].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return image


def worst(one: Image.Image, other: Image.Image) -> int:
    """Return by how much two pictures differ at most, of 255; those of another size differ wholly."""
    return 255 if one.size != other.size else int(ImageChops.difference(one, other).getextrema()[1])


def papers() -> Mapping[str, tuple[LaidOut, int]]:
    """Return the papers by the names of their pictures, each with its page."""
    fonts = shipped_fonts()
    formats = {name: (laid_out(paper, fonts), 1) for name, paper in PAPERS.items()}
    return formats | {name: (laid_out(example(EXAMPLES / f"{name}.md"), fonts), page) for name, page in PAGES.items()}


def golden(name: str) -> Image.Image:
    """Return a picture that is kept."""
    return Image.open(PLACE / f"{name}.png").convert("L")


def kept(image: Image.Image) -> bytes:
    """Return a picture as a small file: sixteen greys."""
    target = io.BytesIO()
    image.point(lambda grey: round(grey / _STEP) * _STEP).quantize(16).save(target, "PNG", optimize=True)
    return target.getvalue()


def renew() -> None:
    """Write the pictures that look otherwise than those that are kept."""
    PLACE.mkdir(exist_ok=True)
    for name, (laid, page) in papers().items():
        image, path = drawn(laid, page), PLACE / f"{name}.png"
        if not path.exists() or worst(golden(name), image) > MOST:
            path.write_bytes(kept(image))


if __name__ == "__main__":
    renew()
