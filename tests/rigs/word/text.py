"""What all elements are made of: fonts, styles, numbering, runs and paragraphs of a DOCX."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from tests.rigs.word.looks import Look
from tests.rigs.word_files import p, r, style

BODY = '<w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
LARGE = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
RED = '<w:color w:val="FF0000"/><w:sz w:val="84"/>'
SMALL_RED = '<w:color w:val="FF0000"/><w:sz w:val="52"/>'
BLACK_MARK = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="84"/>'
CENTRED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
FRAME = '<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="1800" w:y="4000"/>'
BORDER = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:color="FF0000"/></w:pBdr>'
LINE = '<w:r><w:pict><v:line from="0,0" to="440,0" strokecolor="red"/></w:pict></w:r>'
DRAWN = '<w:r><w:drawing><wp:anchor><a:graphic><wps:wsp><a:prstGeom prst="line"/></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r>'
HALF_WIDTH = str.maketrans("，：；（）！？", ",:;()!?")
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
STYLES = (
    style("a", "Normal", "<w:rPr><w:sz w:val='32'/></w:rPr>")
    + style("t", "Title", f"<w:pPr>{CENTRED}</w:pPr><w:rPr>{LARGE}</w:rPr>")
    + "".join(
        style(f"h{level}", f"heading {level}", f"<w:pPr><w:outlineLvl w:val='{level - 1}'/></w:pPr>")
        for level in range(1, 5)
    )
    + "".join(
        style(
            f"n{level}",
            f"heading {level}",
            f"<w:pPr><w:numPr><w:ilvl w:val='{level - 1}'/><w:numId w:val='1'/></w:numPr></w:pPr>",
        )
        for level in range(1, 5)
    )
    + style("s", "Signature", f"<w:pPr>{RIGHT}</w:pPr>")
)
FORMS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(FORMS)
    )
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def inside(text: str, look: Look, properties: str = BODY) -> str:
    """Return a text as runs."""
    writer = _RUNS.get(look.runs, r)
    return "".join(TAB if part == "\t" else writer(part, properties) for part in re.split("(\t)", text) if part)


def _pieces(text: str, properties: str) -> str:
    return "".join(r(text[place : place + 3], properties) for place in range(0, len(text), 3))


def _tracked(text: str, properties: str) -> str:
    half = len(text) // 2
    gone = '<w:del w:id="8"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'
    return f'{r(text[:half], properties)}{gone}<w:ins w:id="9">{r(text[half:], properties)}</w:ins>'


def _theme(text: str, properties: str) -> str:
    fonts = '<w:rFonts w:asciiTheme="minorEastAsia" w:eastAsiaTheme="minorEastAsia" w:hint="eastAsia"/>'
    return r(text, re.sub("<w:rFonts[^>]*>", fonts, properties))


_RUNS: Mapping[str, Callable[[str, str], str]] = {
    "pieces": _pieces,
    "tracked": _tracked,
    "commented": lambda text, how: (
        f'<w:commentRangeStart w:id="1"/>{r(text, how)}<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    ),
    "bookmarked": lambda text, how: (
        f'<w:bookmarkStart w:id="2" w:name="_GoBack"/>{r(text, how)}<w:bookmarkEnd w:id="2"/>'
    ),
    "theme": _theme,
    "half-width-marks": lambda text, how: r(text.translate(HALF_WIDTH), how),
    "vanished": lambda text, how: r(text, how) + r("隐藏", "<w:vanish/>"),
    "ruby": lambda text, how: (
        f"<w:r><w:ruby><w:rt>{r('zi')}</w:rt><w:rubyBase>{r(text[:1], how)}</w:rubyBase></w:ruby></w:r>{r(text[1:], how)}"
    ),
    "half-width-space": lambda text, how: r(text, how) + r("\u200b\u200b", how),
    "linked": lambda text, how: f'<w:hyperlink r:id="rId7">{r(text, how)}</w:hyperlink>',
    "spelled": lambda text, how: (
        f'<w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/></w:r>{r(text, how)}<w:proofErr w:type="spellEnd"/>'
    ),
}


def para(text: str, look: Look, properties: str = "", how: str = BODY, named: str = "") -> str:
    """Return a paragraph."""
    return p(f"{inside(text, look, how)}", style=named, properties=properties)
