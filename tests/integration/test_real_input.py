"""Look-alikes of real input arrive on the page: no character of them is lost in PDF or DOCX."""

import io
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from oa_desktop.docs.docx import write_docx
from oa_desktop.docs.fonts.fonts import FontSet, shipped_fonts
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source

SOURCES = Path(__file__).parents[1] / "data" / "sources"
NAMES = sorted(path.name for path in SOURCES.glob("*.txt") if not path.name.startswith("全要素"))
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


@pytest.fixture(scope="module")
def fonts() -> FontSet:
    return shipped_fonts()


def characters(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFKC", text) if not char.isspace() and char != "\ue004")


def typed(name: str) -> Counter[str]:
    return characters((SOURCES / name).read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_look_alike_arrives_whole_in_the_pdf(name: str, fonts: FontSet) -> None:
    manuscript = read_source((SOURCES / name).read_bytes(), name).manuscript
    document = pypdfium2.PdfDocument(write_pdf(lay_out(manuscript, fonts)))
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert typed(name) - characters("".join(texts).replace("\ufffe", "-")) == Counter()


@pytest.mark.parametrize("name", NAMES)
def test_a_look_alike_arrives_whole_in_the_docx(name: str) -> None:
    manuscript = read_source((SOURCES / name).read_bytes(), name).manuscript
    with zipfile.ZipFile(io.BytesIO(write_docx(manuscript))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    assert typed(name) - characters("".join(node.text or "" for node in root.iter(TEXT))) == Counter()
