"""Red and black in the produced files. GB/T 9704-2012 6.2 and decisions/0010."""

from __future__ import annotations

import io

import pikepdf
import pytest

from oa_desktop.docs.colours import RGB
from oa_desktop.docs.docx.formats import RED
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import LayoutOptions, lay_out
from oa_desktop.docs.layout.page import Colour
from oa_desktop.docs.pdf.writer import write_pdf
from tests.integration.test_page_in_pdf import NOTICE

SETTING = {"rg": "RGB", "RG": "RGB", "g": "grey", "G": "grey"}
"""Operators of a PDF that set a colour, of areas and of lines."""
OTHERS = {"k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


@pytest.fixture(scope="module")
def colours() -> set[tuple[str, tuple[float, ...]]]:
    """All colours set on the pages of a paper with mark, seal and watermark."""
    options = LayoutOptions(seal="清源县人民政府办公室", watermark="演示")
    found = set()
    with pikepdf.open(io.BytesIO(write_pdf(lay_out(NOTICE, shipped_fonts(), options)))) as file:
        for page in file.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                assert str(operator) not in OTHERS
                if str(operator) in SETTING:
                    found.add((SETTING[str(operator)], tuple(round(float(one), 3) for one in operands)))
    return found


def test_red_is_the_red_of_screens(colours: set[tuple[str, tuple[float, ...]]]) -> None:
    assert {values for kind, values in colours if kind == "RGB"} == {(1.0, 0.0, 0.0)}


def test_black_and_the_mark_of_the_realm_need_black_ink_alone(colours: set[tuple[str, tuple[float, ...]]]) -> None:
    assert {values for kind, values in colours if kind == "grey"} == {(0.0,), (round(230 / 255, 3),)}


def test_word_processors_get_the_same_red() -> None:
    assert bytes.fromhex(RED) == bytes(RGB[Colour.RED])
