"""An OFD that came in: its elements and paragraphs, what is left out of it, and what a hostile one can do: nothing."""

from __future__ import annotations

import io
import zipfile

import pytest

from oa_desktop.docs.fonts.fonts import shipped_fonts
from oa_desktop.docs.layout import lay_out
from oa_desktop.docs.ofd import write_ofd
from oa_desktop.docs.reading import Reading
from oa_desktop.docs.reading.files import read_file
from oa_desktop.docs.reading.ofd_pages import read_ofd_pages
from oa_desktop.domain.errors import Refused
from oa_desktop.office.ports.pages import Enclosure
from tests.integration.test_page_in_pdf import NOTICE


def test_what_is_in_the_file_and_in_no_manuscript_is_said() -> None:
    data = write_ofd(lay_out(NOTICE, shipped_fonts()), enclosed=[Enclosure(name="说明.txt", data=b"a")])
    said = {one.rule: dict(one.params) for one in read_file(data).findings}
    assert said["source.from-pages"]["kind"] == "OFD"
    assert said["source.left-out"]["what"] == "随带的文件1个"


# --- as others write it --------------------------------------------------------------------------------------------

OFD_XML = """<ofd:OFD xmlns:ofd="{ns}" DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID>
</ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>{more}</ofd:DocBody></ofd:OFD>"""
DOCUMENT = """<ofd:Document xmlns:ofd="{ns}"><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>
<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>
<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>
<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>"""
RESOURCES = """<ofd:Res xmlns:ofd="{ns}" BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="仿宋"/></ofd:Fonts>
<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5" Width="9" Height="9"><ofd:Content>{unit}</ofd:Content>
</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"""
PAGE = """<ofd:Page xmlns:ofd="{ns}">{template}<ofd:Content><ofd:Layer ID="3">{objects}</ofd:Layer></ofd:Content></ofd:Page>"""
NS = "http://www.ofdspec.org/2016"


def package(
    objects: str, *, ns: str = NS, unit: str = "", template: str = "", more: str = "", **changed: str | bytes
) -> bytes:
    parts: dict[str, str | bytes] = {
        "OFD.xml": OFD_XML.format(ns=ns, more=more),
        "Doc_0/Document.xml": DOCUMENT.format(ns=ns),
        "Doc_0/PublicRes.xml": RESOURCES.format(ns=ns, unit=unit),
        "Doc_0/Pages/Page_0/Content.xml": PAGE.format(
            ns=ns, objects=objects, template='<ofd:Template TemplateID="7"/>' if template else ""
        ),
        "Doc_0/Tpls/Tpl_0/Content.xml": PAGE.format(ns=ns, objects=template, template=""),
    }
    parts.update({name.replace("__", "."): value for name, value in changed.items()})
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def text(words: str, x: float = 28, y: float = 60, *, delta: str = "", more: str = "", size: float = 5.6444) -> str:
    steps = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - 5} 150 8" Font="2" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="5"{steps}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def read(objects: str, **more: str | bytes) -> Reading:
    return read_file(package(objects, **more), "来文.ofd")


def body_of(reading: Reading) -> list[str]:
    return [block.text for block in reading.manuscript.body]


def placed(objects: str, **more: str | bytes) -> list[tuple[str, float, float]]:
    (sheet,) = read_ofd_pages(package(objects, **more)).sheets.sheets
    return [(char.text, round(char.x_mm, 3), round(char.y_mm, 3)) for char in sheet.characters]


def test_characters_stand_where_steps_matrices_and_blocks_put_them() -> None:
    assert placed(text("甲乙丙", delta="g 2 6")) == [("甲", 28, 60), ("乙", 34, 60), ("丙", 40, 60)]
    assert placed(text("甲乙", delta="6 7 8 9")) == [("甲", 28, 60), ("乙", 34, 60)]
    assert placed(text("甲乙", more='CTM="0.5 0 0 1 2 1"', delta="6")) == [("甲", 30, 61), ("乙", 33, 61)]
    assert placed(f'<ofd:PageBlock ID="8">{text("甲")}</ofd:PageBlock>') == [("甲", 28, 60)]
    assert placed(text("甲"), template=text("红头", y=30, delta="6"))[0] == ("红", 28, 30)
    unit = '<ofd:CompositeObject ID="8" Boundary="10 20 99 99" ResourceID="5"/>'
    assert placed(unit, unit=text("甲")) == [("甲", 38, 80)]


def test_letters_without_steps_are_as_wide_as_usual() -> None:
    assert [x for _, x, _ in placed(text("国a国", size=6))] == [28, 34, 37]


@pytest.mark.parametrize("ns", [NS, "http://www.ofdspec.org", "urn:other"])
def test_every_namespace_that_producers_write_is_read(ns: str) -> None:
    assert body_of(read(text("各单位请照办。"), ns=ns)) == ["各单位请照办。"]


def test_characters_written_one_by_one_and_from_the_bottom_are_one_line() -> None:
    words = "各单位请照办。"
    objects = [text(char, x=28 + 5.6 * place) for place, char in enumerate(words)]
    assert body_of(read("".join(reversed(objects)))) == [words]


def test_a_radical_that_a_font_gives_is_the_ideograph_that_is_seen() -> None:
    assert body_of(read(text("请看⽂件，⼀式⼆份。"))) == ["请看文件，一式二份。"]


def test_a_page_that_begins_elsewhere_than_at_nothing_is_moved_there() -> None:
    area = "<ofd:Area><ofd:PhysicalBox>10 20 210 297</ofd:PhysicalBox></ofd:Area>"
    page = PAGE.format(ns=NS, template="", objects=text("甲")).replace("<ofd:Content>", f"{area}<ofd:Content>")
    assert placed("", **{"Doc_0/Pages/Page_0/Content__xml": page}) == [("甲", 18, 40)]


def test_names_of_parts_are_found_whatever_their_case() -> None:
    parts = {"ofd.XML": OFD_XML.format(ns=NS, more=""), "DOC_0/document.xml": DOCUMENT.format(ns=NS)}
    parts |= {"doc_0/PUBLICRES.xml": RESOURCES.format(ns=NS, unit="")}
    parts |= {"Doc_0\\Pages\\Page_0\\content.xml": PAGE.format(ns=NS, objects=text("甲乙。"), template="")}
    assert body_of(read_file(zipped(dict(parts)))) == ["甲乙。"]


def test_lines_are_joined_to_paragraphs_and_kept_apart_where_one_begins() -> None:
    full = "国" * 28
    grid = "g 27 5.5714"
    objects = (
        text("国" * 26, x=39.143, y=60, delta="g 25 5.5714")
        + text(full, y=70, delta=grid)
        + text("完了。", y=80)
        + text("国" * 26, x=39.143, y=90, delta="g 25 5.5714")
        + text("又完了。", y=100)
    )
    assert body_of(read(objects)) == ["国" * 54 + "完了。", "国" * 26 + "又完了。"]


def test_seals_pictures_and_further_documents_are_said_to_be_left_out() -> None:
    picture = '<ofd:ImageObject ID="9" Boundary="20 20 30 30" CTM="30 0 0 30 0 0" ResourceID="4"/>'
    signed = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"
    found = read(text("请照办。") + picture, more=signed, **{"Doc_0/Signs/Signatures__xml": "<a/>"}).findings
    assert [one.params["what"] for one in found if one.rule == "source.left-out"] == [
        "图片1处（印章、签名也在内）",
        "电子印章和签名",
    ]


# --- bad input -----------------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
BOMB = "<ofd:OFD>" + " " * 40_000_000
PART = "Doc_0/Pages/Page_0/Content__xml"
DEEP = '<ofd:PageBlock ID="8">' * 2000 + text("深") + "</ofd:PageBlock>" * 2000
CYCLE = '<ofd:CompositeObject ID="8" Boundary="0 0 9 9" ResourceID="5"/>' * 2


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        read_file(data, "来文.ofd")
    return refusal.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (package("")[:-30], "source.damaged"),
        (package(""), "source.no-text"),
        (package("", **{PART: "<a"}), "source.damaged"),
        (package("", **{PART: LAUGHS + PAGE.format(ns=NS, objects=text("&y;"), template="")}), "source.damaged"),
        (package("", OFD__xml="<a/>"), "source.damaged"),
        (package("", OFD__xml=OFD_XML.format(ns=NS, more="").replace("/Doc_0", "../../etc")), "source.damaged"),
        (package("", **{"Doc_0/Document__xml": "<a/>"}), "source.damaged"),
        (package("", **{PART: BOMB}), "source.too-hard"),
        (package(CYCLE, unit=CYCLE), "source.no-text"),
        (package(DEEP), "source.damaged"),
    ],
    ids=["cut", "empty", "no-xml", "entities", "no-body", "outside", "no-pages", "bomb", "cycle", "deep"],
)
def test_a_broken_or_hostile_file_is_refused_with_one_sentence(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize("delta", ["g 999999999 5", "g -3 5", "g", "g x y", "nan inf 1e999", "1e300 -1e300", "，"])
def test_steps_that_are_nonsense_lose_no_character(delta: str) -> None:
    assert sorted(char for char, _, _ in placed(text("甲乙丙", delta=delta))) == sorted("甲乙丙")


@pytest.mark.parametrize(
    "more", ['CTM="nan 0 0 1 0 0"', 'CTM="1 0"', 'CTM="0 0 0 0 0 0"', 'Rule="x"', 'Name="&#x202e;"']
)
def test_objects_that_are_nonsense_lose_no_character(more: str) -> None:
    assert [char for char, _, _ in placed(text("甲乙", more=more))] == ["甲", "乙"]


def test_many_documents_in_one_file_are_refused_by_their_number_of_pages() -> None:
    pages = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
    document = DOCUMENT.format(ns=NS).replace(pages, pages * 6000)
    assert code_of(package(text("甲"), **{"Doc_0/Document__xml": document})) == "source.too-hard"
