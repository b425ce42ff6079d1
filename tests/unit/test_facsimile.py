"""An OFD or a DOCX that somebody sent is seen page by page: every character where the file has it."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa

from oa_desktop.bootstrap.adapters import build_reader, build_renderer
from oa_desktop.docs.reading.pdf_sheets import sheets_of_pdf
from oa_desktop.docs.sheets.sheets import Sheet, Tint
from oa_desktop.domain.errors import Refused
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.ports.pages import FixedForm, Look

RENDERER = build_renderer()
PAPER = resource_path("examples") / "11-请示.md"


@pytest.fixture(scope="module")
def text():
    return build_reader().read(PAPER.read_bytes(), PAPER.name).manuscript


def written(sheet: Sheet) -> str:
    return "".join(one.text for one in sheet.characters if one.text.strip())


def test_an_ofd_is_drawn_again_with_every_character_in_its_place(text) -> None:
    ours = sheets_of_pdf(RENDERER.render(text, Look()).data).sheets
    again = sheets_of_pdf(RENDERER.facsimile(RENDERER.render_ofd(text, Look()).data, "请示.ofd")).sheets
    assert [written(one) for one in again] == [written(one) for one in ours]
    placed = [
        max(abs(one.x_mm - other.x_mm), abs(one.y_mm - other.y_mm))
        for sheet, twin in zip(again, ours, strict=True)
        for one, other in zip(
            (one for one in sheet.characters if one.text.strip()),
            (one for one in twin.characters if one.text.strip()),
            strict=True,
        )
    ]
    assert max(placed) < 0.3
    assert {one.tint for one in again[0].strokes} == {Tint.RED}


def test_a_pdf_becomes_an_ofd_and_that_a_pdf_a_with_every_character_in_its_place(text) -> None:
    pdf = RENDERER.render(text, Look()).data
    ofd = RENDERER.fixed_copy(pdf, "请示.pdf", FixedForm.OFD, Look())
    again = RENDERER.fixed_copy(ofd, "请示.ofd", FixedForm.PDF, Look())
    ours, theirs = sheets_of_pdf(pdf).sheets, sheets_of_pdf(again).sheets
    assert [written(one) for one in theirs] == [written(one) for one in ours]
    assert pdfa.validate_written(io.BytesIO(again), "2b").findings == []


def test_a_pdf_with_a_drawing_that_would_be_lost_becomes_no_ofd() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b"100 100 m 150 200 200 200 250 100 c S")
        made = io.BytesIO()
        pdf.save(made)
    with pytest.raises(Refused, match=r"source\.not-whole"):
        RENDERER.fixed_copy(made.getvalue(), "图.pdf", FixedForm.OFD, Look())


def test_a_docx_is_drawn_as_its_word_processor_would_set_it(text) -> None:
    pdf = pypdfium2.PdfDocument(RENDERER.facsimile(RENDERER.document(text, Look()), "请示.docx"))
    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert all(one in said for one in ("清源县水利局文件", "堤防应急修复资金的请示", "签发人：", "妥否，请批示。"))


def packed(**parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 nothing", "source.not-text"),
        (packed(a_txt="x"), "source.not-text"),
        (packed(OFD_xml="<OFD"), "source.damaged"),
        (packed(OFD_xml="<OFD/>"), "source.damaged"),
        (b"", "source.not-text"),
    ],
)
def test_what_has_no_pages_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        RENDERER.facsimile(data, "来文.ofd")
    assert refused.value.code == code


def test_a_page_of_nonsense_is_drawn_without_what_cannot_be() -> None:
    page = (
        '<Page><Content><Layer><TextObject Size="1e300" Boundary="0 0 1 1"><TextCode X="1e300" Y="nan">字'
        '</TextCode></TextObject><TextObject Size="5" Boundary="20 20 9 9" Font="1"><TextCode X="0" Y="5">好'
        "</TextCode></TextObject></Layer></Content></Page>"
    )
    document = '<Document><CommonData/><Pages><Page ID="1" BaseLoc="page.xml"/></Pages></Document>'
    entry = "<OFD><DocBody><DocRoot>document.xml</DocRoot></DocBody></OFD>"
    pdf = RENDERER.facsimile(packed(OFD_xml=entry, document_xml=document, page_xml=page), "来文.ofd")
    assert written(sheets_of_pdf(pdf).sheets[0]) == "好"
