"""The produced PDF as something to keep: PDF/A-2b by an independent validator, bookmarks, text. ISO 19005-2."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pikepdf import pdfa
from PIL import Image, ImageCms

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import find_fonts, shipped_fonts
from oa_desktop.docs.forms.forms import draw_form
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.pdf.colour_profile import srgb_profile
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.manuscript import Manuscript
from oa_desktop.domain.realms import realm_note
from oa_desktop.i18n.resources import resource_path
from tests.integration.test_forms_on_paper import SHEET
from tests.integration.test_page_in_ofd import DOCUMENTS, PAPERS, laid
from tests.integration.test_page_in_pdf import NOTICE, heading, letters, paragraph
from tests.unit.test_fonts import office_font

EXAMPLES = sorted(resource_path("examples").glob("*.md"))
BEYOND = "𠮷𬬸𫖯"
"""Characters beyond the basic plane, as names have them."""


def complaints(data: bytes) -> list[str]:
    return [f"{one.where}: {one.message}" for one in pdfa.validate_written(io.BytesIO(data), "2b").findings]


@cache
def pdf(name: str) -> bytes:
    return write_pdf(laid(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_kind_of_page_is_pdf_a(name: str) -> None:
    assert complaints(pdf(name)) == []


@pytest.mark.parametrize("path", [*EXAMPLES, *PAPERS], ids=lambda path: path.stem)
def test_papers_of_offices_and_the_examples_are_pdf_a(path: Path) -> None:
    manuscript = read_source(path.read_bytes(), path.name).manuscript
    assert complaints(write_pdf(lay_out(manuscript, shipped_fonts()))) == []


def test_forms_are_pdf_a() -> None:
    assert complaints(draw_form(SHEET, shipped_fonts(), "演示")) == []


@pytest.mark.parametrize("entry", ["/Metadata", "/OutputIntents"])
def test_a_file_that_does_not_say_what_it_is_is_none(entry: str) -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("sealed"))) as file:
        del file.Root[entry]
        file.save(target)
    assert complaints(target.getvalue())


def test_the_file_says_its_language_and_the_same_of_itself_in_both_places() -> None:
    with pikepdf.open(io.BytesIO(pdf("sealed"))) as file, file.open_metadata() as words:
        assert str(file.Root.Lang) == "zh-CN"
        assert words["dc:language"] == {"zh-CN"}
        assert words["dc:title"] == str(file.docinfo.Title) == NOTICE.title
        assert words["dc:creator"] == [str(file.docinfo.Author)] == ["清源县人民政府办公室"]
        assert words["pdfaid:part"] + words["pdfaid:conformance"] == "2B"


def test_a_page_of_an_exercise_says_so_in_both_places_and_an_official_one_says_nothing() -> None:
    form = draw_form(SHEET, shipped_fonts(), "演示")
    with pikepdf.open(io.BytesIO(form)) as file, file.open_metadata() as words:
        assert words["pdf:Keywords"] == str(file.docinfo.Keywords) == realm_note("演示")
    with pikepdf.open(io.BytesIO(pdf("sealed"))) as file:
        assert "/Keywords" not in file.docinfo


def test_words_that_xml_cannot_hold_do_not_break_the_file() -> None:
    odd = Manuscript(title="关于<印发>&\x00的通知", issuing_organs=("清源县\ufffe",), body=(paragraph("正文。"),))
    assert complaints(write_pdf(lay_out(odd, shipped_fonts()))) == []


def test_the_file_names_no_date() -> None:
    with pikepdf.open(io.BytesIO(pdf("sealed"))) as file:
        assert not {"/CreationDate", "/ModDate"} & set(file.docinfo.keys())


def test_other_pages_make_another_file() -> None:
    def identity(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as file:
            return bytes(file.trailer.ID[0])

    assert identity(pdf("sealed")) == identity(write_pdf(laid("sealed")))
    assert len({identity(pdf(name)) for name in DOCUMENTS}) == len(DOCUMENTS)


def test_bookmarks_lead_from_title_headings_and_annexes_to_their_places() -> None:
    document = pypdfium2.PdfDocument(pdf("sealed"))
    found = [(one.level, one.get_title(), one.get_dest().get_index() + 1) for one in document.get_toc()]
    tops = [one.get_dest().get_view()[1][1] for one in document.get_toc()]
    document.close()
    outline = laid("sealed").outline
    assert found == [(entry.depth, entry.text, entry.page) for entry in outline]
    assert [(842 - top) / 72 * 25.4 for top in tops] == pytest.approx([entry.top_mm for entry in outline], abs=0.1)
    assert [page.number for page, _ in laid("sealed").of(Element.ANNEX_HEAD)] == [number for *_, number in found[5:]]


def test_a_heading_that_skips_a_level_gets_its_bookmark() -> None:
    skipping = Manuscript(body=(heading(3, "1.加强学习"), heading(1, "一、提高认识"), heading(4, "（1）集中学习")))
    document = pypdfium2.PdfDocument(write_pdf(lay_out(skipping, shipped_fonts())))
    found = [one.get_title() for one in document.get_toc()]
    document.close()
    assert found == ["1.加强学习", "一、提高认识", "（1）集中学习"]


def test_marks_of_the_trade_can_be_copied_as_they_are() -> None:
    found = "".join(letter.char for letter in letters(pdf("sealed"), 0))
    assert "〔2026〕" in found
    assert "秘密★1年" in found


def test_characters_beyond_the_basic_plane_can_be_copied(tmp_path: Path) -> None:
    office_font(tmp_path / "fang.ttf", "仿宋_GB2312", f"国请{BEYOND}同志出席。— 1")
    made = lay_out(Manuscript(body=(paragraph(f"请{BEYOND}同志出席。"),)), find_fonts((tmp_path,)))
    document = pypdfium2.PdfDocument(write_pdf(made))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert f"请{BEYOND}同志出席。" in text
    assert complaints(write_pdf(made)) == []


def test_two_characters_of_one_glyph_are_told_apart(tmp_path: Path) -> None:
    """Fonts draw ⼀ (a radical) and 一 with one glyph; what was written must come out."""
    path = office_font(tmp_path / "fang.ttf", "仿宋_GB2312", "国一。— 1")
    with TTFont(path) as font:
        for table in font["cmap"].tables:
            table.cmap[ord("⼀")] = table.cmap[ord("一")]
        font.save(path)
    made = lay_out(Manuscript(body=(paragraph("一⼀一。"),)), find_fonts((tmp_path,)))
    assert "一⼀一。" in "".join(letter.char for letter in letters(write_pdf(made), 0))


def pixels(image: Image.Image) -> Iterator[int]:
    return iter(image.tobytes())


def test_the_profile_of_the_file_is_that_of_screens() -> None:
    colours = Image.new("RGB", (256, 3))
    colours.putdata([(x * (y != 1), x * (y != 2), x) for y in range(3) for x in range(256)])
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    there = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert max(abs(a - b) for a, b in zip(pixels(colours), pixels(there), strict=True)) <= 1
