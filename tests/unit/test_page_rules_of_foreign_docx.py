"""A paper as people set it in WPS and Word, with text boxes, drawn lines and a theme, is held against the clauses."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest

from oa_desktop.docs.inspect.files import inspect_file
from oa_desktop.domain.documents.findings import Severity
from oa_desktop.domain.errors import Refused
from tests.golden.formats import NOTICE
from tests.rigs.mutants import KINDS, mutant
from tests.rigs.page_papers import FULL
from tests.rigs.word.looks import LOOKS
from tests.rigs.word.papers import word_paper
from tests.rigs.word_files import OFFICE, p, packed, r, word_file

WEIGHTY = (Severity.FAULT, Severity.WARNING)
FANGSONG = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:spacing w:val="-5"/><w:sz w:val="32"/>'
XIAOBIAOSONG = '<w:rFonts w:eastAsia="方正小标宋简体" w:hint="eastAsia"/>'
EXACT = '<w:spacing w:line="579" w:lineRule="exact"/>'
IN_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
TEXT = "为做好全县汛期水利设施安全工作，保障人民群众生命财产安全，经研究，现将有关事项通知如下，请认真抓好落实。" * 3
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/></w:rPr></w:rPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr>'
    f'{EXACT}<w:jc w:val="both"/></w:pPr></w:style>'
)
WAYS: dict[str, str] = {
    "mark_down": "2592000",  # 72 mm, less the white above the ink
    "mark_colour": "FF0000",
    "rule_across": "1008000",
    "rule_long": "5616000",
    "rule_colour": "FF0000",
    "number_align": "center",
    "title_font": "方正小标宋简体",
    "body_font": FANGSONG,
    "dashes": "— {} —",
    "even": "left",
    "blank": "2",
}
"""How the paper is set where nothing is wrong; lengths are those of DrawingML, 36,000 a millimetre."""
FAULTS = {
    "mark.colour": {"mark_colour": "000000"},
    "red-rule.width": {"rule_long": "5000000", "rule_across": "1308000"},
    "red-rule.centred": {"rule_across": "1300000"},
    "red-rule.colour": {"rule_colour": "000000"},
    "number.centred": {"number_align": "left"},
    "title.type": {"title_font": "黑体"},
    "title.gap": {"blank": "0"},
    "body.type": {"body_font": '<w:rFonts w:eastAsiaTheme="majorEastAsia"/><w:spacing w:val="-5"/><w:sz w:val="32"/>'},
    "page-number.dashes": {"dashes": "{}"},
    "page-number.side": {"even": "right"},
}


def box(across: str, down: str, size: str, inside: str, wrap: str = "<wp:wrapNone/>", body: str = "") -> str:
    """Return a run with something anchored, across and down as ``anchor:offset`` or ``anchor=alignment``."""
    width, height = size.split("x")
    return (
        f'<w:r><w:drawing><wp:anchor>{position("H", across)}{position("V", down)}<wp:extent cx="{width}" '
        f'cy="{height}"/>{wrap}<a:graphic><a:graphicData><wps:wsp>{inside}{body}</wps:wsp></a:graphicData>'
        "</a:graphic></wp:anchor></w:drawing></w:r>"
    )


def position(side: str, said: str) -> str:
    anchor, how, value = said.partition("=" if "=" in said else ":")
    name = "align" if how == "=" else "posOffset"
    return f'<wp:position{side} relativeFrom="{anchor}"><wp:{name}>{value}</wp:{name}></wp:position{side}>'


def line(across: str, down: str, length: str, colour: str) -> str:
    inside = (
        '<wps:spPr><a:prstGeom prst="line"/><a:ln w="12700"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill></a:ln></wps:spPr>'
    )
    return box(across, down, f"{length}x0", inside)


def text_box(across: str, down: str, size: str, paragraphs: str, wrap: str = "square") -> str:
    inside = f"<wps:spPr/><wps:txbx><w:txbxContent>{paragraphs}</w:txbxContent></wps:txbx>"
    body = f'<wps:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0"/>'
    return box(across, down, size, inside, "<wp:wrapTopAndBottom/>" if wrap == "square" else "<wp:wrapNone/>", body)


def footer(dashes: str, align: str) -> str:
    """Return a footer as WPS makes it: the number stands in a box as wide as itself."""
    type_ = '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="28"/>'
    before, _, after = dashes.partition("{}")
    number = p(
        r(before, type_),
        f'<w:fldSimple w:instr=" PAGE ">{r("1", type_)}</w:fldSimple>',
        r(after, type_),
        properties='<w:spacing w:line="320" w:lineRule="exact"/>'
        + ('<w:ind w:right="280"/>' if align == "right" else '<w:ind w:left="280"/>')
        + f'<w:jc w:val="{align}"/>',
    )
    return p(
        text_box("margin:0", "paragraph:0", "5616000x203200", number, wrap="tight"),
        properties='<w:spacing w:line="320" w:lineRule="exact"/>',
    )


def paper(**changes: str) -> bytes:
    """Return a notice of two pages."""
    way = {**WAYS, **changes}
    mark = p(
        r("清源县水利局文件", f'{XIAOBIAOSONG}<w:color w:val="{way["mark_colour"]}"/><w:sz w:val="96"/>'),
        properties='<w:spacing w:line="1200" w:lineRule="exact"/><w:jc w:val="center"/>',
    )
    number = p(r("清水发〔2026〕5号", FANGSONG), properties=f'{EXACT}<w:jc w:val="{way["number_align"]}"/>')
    title = r("清源县水利局关于做好汛期工作的通知", f'<w:rFonts w:eastAsia="{way["title_font"]}"/><w:sz w:val="44"/>')
    text = p(r(TEXT, way["body_font"]), properties=IN_TWO)
    blank = p()
    body = (
        p(
            text_box("page=center", f"page:{int(way['mark_down']) - 85400}", "5616000x762000", mark),
            line(f"page:{way['rule_across']}", "page:4521600", way["rule_long"], way["rule_colour"]),
        )
        + blank * 4
        + number
        + blank * int(way["blank"])
        + p(title, properties=f'{EXACT}<w:jc w:val="center"/>')
        + blank
        + p(r("各乡镇人民政府：", FANGSONG))
        + text * 8
        + p(
            r("清源县水利局", FANGSONG),
            properties='<w:spacing w:before="1158"/><w:ind w:left="4264"/><w:jc w:val="center"/>',
        )
        + p(r("2026年4月16日", FANGSONG), properties='<w:ind w:right="1263"/><w:jc w:val="right"/>')
        + '<w:sectPr><w:footerReference w:type="default" r:id="rIdOdd"/><w:footerReference w:type="even" r:id="rIdEven"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:footer="1417"/></w:sectPr>'
    )
    theme = (
        "<a:themeElements><a:fontScheme><a:majorFont><a:ea typeface=''/><a:font script='Hans' typeface='等线 Light'/>"
        "</a:majorFont><a:minorFont><a:ea typeface='宋体'/></a:minorFont></a:fontScheme></a:themeElements>"
    )
    whole = word_file(body, styles=STYLES, settings="<w:evenAndOddHeaders/>", theme=theme)
    odd = word_file("", footer=footer(way["dashes"], "right"))
    even = word_file("", footer=footer(way["dashes"], way["even"]))
    return with_footers(whole, odd, even)


def with_footers(whole: bytes, odd: bytes, even: bytes) -> bytes:
    files = contents(whole)
    files["word/odd.xml"], files["word/even.xml"] = (contents(one)["word/footer.xml"] for one in (odd, even))
    rows = "".join(
        f'<Relationship Id="rId{name.title()}" Type="{OFFICE}/footer" Target="{name}.xml"/>' for name in ("odd", "even")
    )
    links = files["word/_rels/document.xml.rels"].decode()
    files["word/_rels/document.xml.rels"] = links.replace("</Relationships>", f"{rows}</Relationships>").encode()
    return packed(files)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def weighty(data: bytes) -> set[str]:
    return {one.rule for one in inspect_file(data, "a.docx") if one.severity in WEIGHTY}


def test_nothing_that_weighs_is_found_where_all_is_right() -> None:
    assert weighty(paper()) == set()


@pytest.mark.parametrize("rule", FAULTS)
def test_the_fault_is_found_and_no_other_that_weighs(rule: str) -> None:
    assert weighty(paper(**FAULTS[rule])) == {rule}


def test_a_mark_in_a_text_box_at_another_height_is_found() -> None:
    assert "mark.top" in weighty(paper(mark_down="2160000"))


@pytest.mark.parametrize("way", ["drawing", "vml", "star", "underscores", "none"])
def test_a_red_rule_lacks_only_where_nothing_could_be_one(way: str) -> None:
    found = {one.rule for one in inspect_file(word_paper(FULL, LOOKS[f"rule {way}"]), "a.docx")}
    assert ("red-rule.missing" in found) is (way == "none")
    assert "text.colour" not in found


@pytest.mark.parametrize("kind", ["docx", "word.docx"])
def test_a_docx_that_came_in_damaged_is_inspected_or_refused(kind: str) -> None:
    whole = KINDS[kind](NOTICE)
    for seed in range(7300, 7340):
        with suppress(Refused):
            inspect_file(mutant(whole, random.Random(seed)), kind)


def test_an_annex_that_begins_no_page_is_told_so_and_the_note_above_it_ends_with_its_bracket() -> None:
    right = '<w:jc w:val="right"/>'
    lines = ("　　（此件公开发布）", "附件", "　　防汛值班表", "　　每班二人。")
    body = p("关于防汛的通知") + p("各村：") + p(r(TEXT, FANGSONG), properties=IN_TWO)
    body += p(r("2026年5月6日　　　　", FANGSONG), properties=right)
    body += "".join(p(r(line, FANGSONG), properties=EXACT) for line in lines)
    found = {one.rule for one in inspect_file(word_file(body), "通知.docx")}
    assert "annex.new-page" in found
    assert "note.brackets" not in found
