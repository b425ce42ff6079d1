"""The produced OFD, read by others than its writer: places in millimetres, fonts, order of the XML. GB/T 33190-2016."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import ofdkit
import pytest
from fontTools.ttLib import TTFont

from oa_desktop.docs.elements import Element
from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import Colour, LaidOut, LayoutOptions, Page, Run, lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.pdf.writer import write_pdf
from oa_desktop.docs.reading import read_source
from oa_desktop.domain.copies.proofs import ProofMark
from oa_desktop.domain.documents.template import Template
from oa_desktop.domain.ids import Digest
from oa_desktop.domain.manuscript import Annex, Emphasis, Manuscript, Paragraph, Span
from oa_desktop.office.ports.pages import Enclosure
from tests.independent.ofd_painter import Painter
from tests.integration.test_page_in_pdf import NOTICE, letters, paragraph

PAPERS = sorted((Path(__file__).parent.parent / "data/papers").glob("*.txt"))
CLOSE_MM = 0.1
ORGAN = "清源县人民政府办公室"
STRONG = replace(NOTICE, body=(Paragraph(spans=(Span(text="务必按时报送", emphasis=Emphasis.STRONG),)), *NOTICE.body))
DOCUMENTS: dict[str, tuple[Manuscript, LayoutOptions]] = {
    "sealed": (NOTICE, LayoutOptions(seal=ORGAN)),
    "unsealed": (NOTICE, LayoutOptions(sealed=False, template=Template(imprint_on_even_page=False))),
    "demonstration": (STRONG, LayoutOptions(seal=ORGAN, watermark="演示")),
    "upward": (replace(NOTICE, signers=("张卫国", "李明", "欧阳雨晴")), LayoutOptions()),
    "joint": (
        replace(NOTICE, issuing_organs=("清源县教育局", "清源县财政局"), signatories=("清源县教育局", "清源县财政局")),
        LayoutOptions(seal="清源县教育局、清源县财政局"),
    ),
    "proof": (NOTICE, LayoutOptions(proof=ProofMark(round=1, rendering=Digest("3f" * 32)), open_slots=True)),
    "coded": (NOTICE, LayoutOptions(template=Template(document_code=True))),
    "empty": (Manuscript(), LayoutOptions(number_pages=False)),
}
"""Pages with everything that can be drawn: condensed, strong and turned type, seals, rules, tables, pale marks."""

NS = "{http://www.ofdspec.org/2016}"
ORDER = {
    "OFD": ("DocBody",),
    "DocBody": ("DocInfo", "DocRoot"),
    "DocInfo": ("DocID", "Title", "Author", "Creator", "CustomDatas"),
    "CustomDatas": ("CustomData",),
    "Document": ("CommonData", "Pages", "Outlines", "CustomTags", "Attachments"),
    "CommonData": ("MaxUnitID", "PageArea", "PublicRes"),
    "PageArea": ("PhysicalBox",),
    "Pages": ("Page",),
    "Outlines": ("OutlineElem",),
    "OutlineElem": ("Actions", "OutlineElem"),
    "Actions": ("Action",),
    "Action": ("Goto",),
    "Goto": ("Dest",),
    "Res": ("Fonts",),
    "Fonts": ("Font",),
    "Font": ("FontFile",),
    "Page": ("Area", "Content"),
    "Area": ("PhysicalBox",),
    "Content": ("Layer",),
    "Layer": ("TextObject", "PathObject"),
    "TextObject": ("FillColor", "StrokeColor", "TextCode"),
    "PathObject": ("StrokeColor", "FillColor", "AbbreviatedData"),
    "CustomTags": ("CustomTag",),
    "CustomTag": ("FileLoc",),
    "Attachments": ("Attachment",),
    "Attachment": ("FileLoc",),
}
"""What the schema lets follow what; objects of a layer stand in any order."""
REQUIRED = {
    "OFD": {"Version", "DocType"},
    "Page": set(),
    "Layer": {"ID"},
    "Font": {"ID", "FontName"},
    "TextObject": {"ID", "Boundary", "Font", "Size"},
    "PathObject": {"ID", "Boundary"},
    "TextCode": {"X", "Y"},
    "OutlineElem": {"Title"},
    "Action": {"Event"},
    "Dest": {"Type", "PageID"},
    "Attachment": {"ID", "Name"},
    "ObjectRef": {"PageRef"},
}


@cache
def laid(name: str) -> LaidOut:
    manuscript, options = DOCUMENTS[name]
    return lay_out(manuscript, shipped_fonts(), options)


@cache
def ofd(name: str) -> bytes:
    return write_ofd(laid(name))


def parts(data: bytes) -> dict[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: ET.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def drawn(page: Page) -> Iterator[Run]:
    """Yield the runs of a page in the order in which every writer draws them."""
    yield from (run for run in page.runs if run.colour is Colour.PALE)
    yield from (run for seal in page.seals for run in seal.lettering)
    yield from (run for run in page.runs if run.colour is not Colour.PALE)


def compare_with(layout: LaidOut, data: bytes) -> None:
    with ofdkit.open(data) as document:
        assert not document.warnings
        assert len(document.pages) == len(layout.pages)
        for read, page in zip(document.pages, layout.pages, strict=True):
            assert read.box == (0, 0, page.width_mm, page.height_mm)
            runs = [run for run in drawn(page) if run.text]
            assert [run.text for run in read.runs] == [run.text for run in runs]
            for found, run in zip(read.runs, runs, strict=True):
                assert (found.x, found.y) == pytest.approx((run.x_mm, run.y_mm), abs=CLOSE_MM), run
                assert found.size == pytest.approx(run.size_pt * 25.4 / 72 * run.condensed**0.5, abs=0.01), run


@pytest.mark.parametrize("name", DOCUMENTS)
def test_another_reader_finds_every_run_where_it_was_laid(name: str) -> None:
    compare_with(laid(name), ofd(name))


def test_condensed_and_turned_type_has_every_step_written_out_for_readers_that_forget_its_matrix() -> None:
    texts = list(parts(ofd("demonstration"))["Doc_0/Pages/Page_0/Content.xml"].iter(f"{NS}TextObject"))
    steps = {
        through: " ".join(code.get("DeltaX", "") for one in texts if ("CTM" in one.attrib) is through for code in one)
        for through in (True, False)
    }
    assert "g" in steps[False]
    assert steps[True].strip()
    assert "g" not in steps[True]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_papers_of_every_kind_are_read_back_where_they_were_laid(paper: Path) -> None:
    layout = lay_out(read_source(paper.read_bytes(), paper.name).manuscript, shipped_fonts())
    compare_with(layout, write_ofd(layout))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_character_stands_where_it_stands_in_the_pdf(name: str) -> None:
    painter, pdf = Painter(ofd(name)), write_pdf(laid(name))
    for number in range(len(laid(name).pages)):
        ours, theirs = painter.letters(number), letters(pdf, number)
        assert len(ours) == len(theirs)
        for char, x, y in ours:
            near = [one for one in theirs if one.char == char and max(abs(one.x - x), abs(one.y - y)) < CLOSE_MM]
            assert near, (char, x, y)
            theirs.remove(near[0])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_xml_is_of_one_namespace_and_in_the_order_of_the_schema(name: str) -> None:
    document = write_ofd(laid(name), enclosed=[Enclosure(name="稿子.md", data=b"#")])
    for part, whole in parts(document).items():
        for element in whole.iter():
            if not element.tag.startswith(NS):
                assert part == "Doc_0/Tags/Elements.xml"
                continue
            assert REQUIRED.get(local(element), set()) <= element.attrib.keys() | (
                {"ID", "BaseLoc"} if local(element) == "Page" else set()
            )
            names = [local(one) for one in element]
            order = ORDER.get(local(element), ())
            assert set(names) <= set(order), (part, local(element))
            if local(element) != "Layer":
                places = [order.index(one) for one in names]
                assert places == sorted(places), (part, local(element))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_ids_are_given_once_and_what_is_referred_to_exists(name: str) -> None:
    found = parts(ofd(name))
    ids = [int(one.attrib["ID"]) for whole in found.values() for one in whole.iter() if "ID" in one.attrib]
    assert len(ids) == len(set(ids))
    assert int(found["Doc_0/Document.xml"].findtext(f".//{NS}MaxUnitID") or 0) >= max(ids)
    for whole in found.values():
        for one in whole.iter():
            assert int(one.get("Font", ids[0])) in ids
            assert int(one.get("PageRef", ids[0])) in ids
            assert int(one.get("PageID", ids[0])) in ids
            assert local(one) != "ObjectRef" or int(one.text or 0) in ids


@pytest.mark.parametrize("name", ["sealed", "demonstration"])
def test_fonts_are_truetype_with_the_table_of_every_character_that_they_draw(name: str) -> None:
    found = parts(ofd(name))
    with zipfile.ZipFile(io.BytesIO(ofd(name))) as package:
        files = {
            font.attrib["ID"]: package.read(f"Doc_0/Res/{font.findtext(f'{NS}FontFile')}")
            for font in found["Doc_0/PublicRes.xml"].iter(f"{NS}Font")
        }
    fonts = {key: TTFont(io.BytesIO(data)) for key, data in files.items()}
    assert all("glyf" in font and "CFF " not in font for font in fonts.values())
    for whole in found.values():
        for text in whole.iter(f"{NS}TextObject"):
            characters = {ord(char) for code in text.iter(f"{NS}TextCode") for char in code.text or ""}
            assert characters <= fonts[text.attrib["Font"]].getBestCmap().keys()
    assert len(ofd(name)) < 150_000


def test_the_red_head_is_red_and_the_text_black() -> None:
    colours = {
        code.text: text.findtext(f"{NS}FillColor") or text.find(f"{NS}FillColor").attrib["Value"]
        for text in parts(ofd("sealed"))["Doc_0/Pages/Page_0/Content.xml"].iter(f"{NS}TextObject")
        for code in text.iter(f"{NS}TextCode")
    }
    assert colours[f"{ORGAN}文件"] == "255 0 0"
    assert {value for text, value in colours.items() if text != f"{ORGAN}文件"} == {"0 0 0"}


def test_the_outline_leads_from_title_headings_and_annexes_to_their_places() -> None:
    document = parts(ofd("sealed"))["Doc_0/Document.xml"]
    pages = [page.attrib["ID"] for page in document.iter(f"{NS}Page")]

    def entries(parent: ET.Element, depth: int) -> Iterator[tuple[int, str, int]]:
        for one in parent.findall(f"{NS}OutlineElem"):
            (place,) = one.findall(f"{NS}Actions/{NS}Action/{NS}Goto/{NS}Dest")
            yield depth, one.attrib["Title"], pages.index(place.attrib["PageID"]) + 1
            yield from entries(one, depth + 1)

    found = list(entries(document.find(f"{NS}Outlines"), 0))
    annexes = [page.number for page, _ in laid("sealed").of(Element.ANNEX_HEAD)]
    assert [(depth, title) for depth, title, _ in found] == [
        (0, NOTICE.title),
        (1, "一、提高认识"),
        (2, "（一）统一思想"),
        (3, "1.加强学习"),
        (4, "（1）集中学习"),
        (0, "附件1 任务清单"),
        (0, "附件2 统计表"),
    ]
    for _, title, number in found[:5]:
        assert title in "".join(run.text for run in laid("sealed").pages[number - 1].runs)
    assert [number for _, _, number in found[5:]] == annexes


def test_the_elements_of_the_paper_are_named_with_their_objects() -> None:
    found = parts(ofd("sealed"))
    (tag,) = found["Doc_0/Tags/CustomTags.xml"].iter(f"{NS}CustomTag")
    elements = found[f"Doc_0/Tags/{tag.findtext(f'{NS}FileLoc')}"]
    with ofdkit.open(ofd("sealed")) as document:

        def text_of(name: str) -> str:
            return "".join(
                document.page_by_id(ref.attrib["PageRef"]).object_text(ref.text or "") or ""
                for part in elements
                if local(part) == name
                for ref in part
            )

        assert text_of("标题") == NOTICE.title
        assert text_of("发文字号") == NOTICE.document_number
        assert text_of("成文日期") == NOTICE.date
        assert text_of("正文") == laid("sealed").text_of(Element.BODY)
    numbers = [part.attrib["序号"] for part in elements if local(part) == "正文"]
    assert set(numbers) == {str(number + 1) for number in range(len(NOTICE.body))}


def test_the_document_tells_its_title_and_its_organ() -> None:
    with ofdkit.open(ofd("sealed")) as document:
        assert (document.info.title, document.info.author) == (NOTICE.title, ORGAN)
        assert re.fullmatch("[0-9a-f]{32}", document.info.doc_id or "")


def test_what_is_enclosed_travels_inside_under_its_own_name() -> None:
    data = write_ofd(
        laid("empty"), enclosed=[Enclosure(name="我的 稿子.md", data=b"# a"), Enclosure(name="说明", data=b"b")]
    )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        listed = ET.fromstring(package.read("Doc_0/Attachs/Attachments.xml"))
        found = {one.attrib["Name"]: package.read(f"Doc_0/Attachs/{one.findtext(f'{NS}FileLoc')}") for one in listed}
        assert all(name.isascii() for name in package.namelist())
    assert found == {"我的 稿子.md": b"# a", "说明": b"b"}


def test_the_same_pages_give_the_same_bytes_and_others_another_id() -> None:
    assert write_ofd(laid("sealed")) == ofd("sealed")
    assert write_ofd(lay_out(NOTICE, shipped_fonts(), LayoutOptions(seal=ORGAN))) == ofd("sealed")
    ids = set()
    for name in DOCUMENTS:
        with ofdkit.open(ofd(name)) as document:
            ids.add(document.info.doc_id)
    assert len(ids) == len(DOCUMENTS)


HOSTILE = (
    "a\x00b\x0b\x1f\x7f\x85",
    "<&>\"']]><!--?>",
    "\ufffe\uffff\U0010ffff",
    "\ud800半\udfff",
    "\ue000\uf8ff\U000f0000",
    "𠮷\U0002a6df\U00030000野家",
    "\u202e倒\u200f序\u2066\u2069\u200b",
    "😀👨‍👩‍👧🇨🇳",
    "e\u0301\u0301\u0301　 \t\u3000",
    "\u2028\u2029\r\n\v\f",
)


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{number}" for number in range(len(HOSTILE))])
def test_nothing_that_is_typed_breaks_the_file(text: str) -> None:
    paper = replace(
        NOTICE,
        title=f"关于{text}的通知",
        issuing_organs=(f"清源县{text}局",),
        body=(paragraph(f"各单位{text}：" * 20),),
        annexes=(Annex(title=text, body=(paragraph(text),)),),
        document_number=text,
        date=text,
    )
    layout = lay_out(paper, shipped_fonts(), LayoutOptions(seal=text))
    data = write_ofd(layout, enclosed=[Enclosure(name=f"{text}.{text}", data=b"")])
    assert parts(data)
    with ofdkit.open(data) as document:
        for read, page in zip(document.pages, layout.pages, strict=True):
            assert "".join(run.text for run in read.runs) == "".join(run.text for run in drawn(page))
        assert "关于" in (document.info.title or "")


def test_a_character_beyond_the_basic_plane_has_a_place_of_its_own() -> None:
    """Readers in Java and JavaScript count it as two, so that steps behind it would be one off."""
    base = laid("sealed").pages[0].of(Element.BODY)[0]
    rare = replace(base, text="吉𠮷野", advances_mm=(5.0, 6.0, 7.0))
    page = Page(number=1, runs=(rare,))
    with ofdkit.open(write_ofd(replace(laid("sealed"), pages=(page,), outline=()))) as document:
        runs = document.pages[0].runs
    assert [(run.text, round(run.x - base.x_mm, 3)) for run in runs] == [("吉", 0), ("𠮷", 5), ("野", 11)]


def test_no_ink_is_clipped_by_the_box_of_its_object() -> None:
    for name in ("sealed", "demonstration"):
        for page in laid(name).pages:
            for run in drawn(page):
                inks = [run.face.ink(char) for char in run.text if unicodedata.category(char) != "Zs"]
                assert all(ink.left >= -0.15 and ink.right <= 1.15 for ink in inks), run.text
                assert all(ink.bottom >= -0.4 and ink.top <= 1.15 for ink in inks), run.text
