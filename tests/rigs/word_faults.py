"""One fault in a DOCX for every rule that what a DOCX says can be held against, as a person makes it in WPS or Word.

``python -m tests.rigs.word_faults`` writes some of them, each with its clean twin: ``RULE.faulty.docx`` and
``RULE.clean.docx`` in ``tests/data/faulty``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from oa_desktop.docs.docx import DocxOptions, write_docx
from oa_desktop.domain.zipping import zipped
from tests.rigs.page_faults import FILES
from tests.rigs.page_papers import DRAFTS

DOCUMENT, STYLES, ODD, EVEN = "word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"
FIRST, SETTINGS = "word/footer3.xml", "word/settings.xml"


class Edit(NamedTuple):
    """What a person put in the place of what.

    Attributes:
        part: Of the package.
        pattern: What stood there.
        instead: What stands there now.
    """

    part: str
    pattern: str
    instead: str


def _of(style: str, pattern: str, instead: str) -> Edit:
    """Change the first paragraph of a style."""
    return Edit(DOCUMENT, rf'(<w:pStyle w:val="{style}"/>(?:(?!</w:p>).)*?){pattern}', rf"\g<1>{instead}")


def _styled(style: str, pattern: str, instead: str) -> Edit:
    """Change a style."""
    return Edit(STYLES, rf'(w:styleId="{style}"(?:(?!</w:style>).)*?){pattern}', rf"\g<1>{instead}")


def _font(style: str, font: str) -> Edit:
    fonts = " ".join(f'w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia"))
    return _styled(style, r"<w:rFonts[^>]*>", f"<w:rFonts {fonts}/>")


def _size(style: str, points: int) -> Edit:
    return _styled(style, r'<w:sz w:val="[0-9]*"/>', f'<w:sz w:val="{points * 2}"/>')


_EMPTY = '<w:p><w:pPr><w:pStyle w:val="Recipients"/></w:pPr></w:p>'


def _parted(style: str) -> Edit:
    """Put an empty line above the first paragraph of a style."""
    paragraph = rf'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
    return Edit(DOCUMENT, f"({paragraph})", rf"{_EMPTY}\1")


def _seals(*places: tuple[int, int]) -> Edit:
    """Put pictures of seals of 42 mm on the line of the date, so many millimetres from the left and from the line."""
    return _of("Date", r"(?=</w:p>)", "".join(_seal(across * 36_000, down * 36_000) for across, down in places))


def _seal(across: int, down: int) -> str:
    word, office = "http://schemas.openxmlformats.org/drawingml/2006/", "main"
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{word}wordprocessingDrawing" xmlns:a="{word}{office}" behindDoc="1">'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{across}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="1512000" cy="1512000"/><a:graphic><pic:pic xmlns:pic="{word}picture"/></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )


_FIRST_SIGNER = r"<w:tab/><w:tab/>(<w:t[^>]*>签发人)"
_NUMBER = "<w:t[^>]*>清水发〔2026〕5号</w:t>"

FAULTS: Mapping[str, tuple[str, tuple[Edit, ...]]] = {
    "sheet.size": ("plain", (Edit(DOCUMENT, r'w:h="16838"', 'w:h="15840"'),)),
    "sheet.top": ("plain", (Edit(DOCUMENT, r'w:top="1960"', 'w:top="1440"'),)),
    "sheet.left": (
        "plain",
        (Edit(DOCUMENT, r'w:right="1474"(.*?)w:left="1587"', r'w:right="1361"\1w:left="1700"'),),
    ),
    "sheet.width": ("plain", (Edit(DOCUMENT, r'w:right="1474"', 'w:right="1800"'),)),
    "grid.lines": ("plain", (Edit(STYLES, r'w:line="579"', 'w:line="640"'),)),
    "grid.characters": ("plain", (Edit(STYLES, r'<w:spacing w:val="-5"/>', ""),)),
    "text.colour": ("plain", (_styled("Normal", r'<w:color w:val="000000"/>', '<w:color w:val="FF0000"/>'),)),
    "copy-number.flush": ("full", (_styled("CopyNumber", r'<w:jc w:val="left"/>', '<w:jc w:val="right"/>'),)),
    "classification.flush": ("full", (_of("Secrecy", r"</w:pPr>", r'<w:ind w:left="632"/></w:pPr>'),)),
    "copy-number.line": ("full", (_parted("CopyNumber"),)),
    "urgency.flush": ("full", (Edit(DOCUMENT, r"</w:pPr>(?=(?:(?!<w:p>).)*特急)", '<w:ind w:left="632"/></w:pPr>'),)),
    "header-lines.order": ("full", (Edit(DOCUMENT, "秘密★1年(.*?)特急", r"特急\1秘密★1年"),)),
    "mark.top": ("short", (_of("RedMark", r'w:before="[0-9]*"', 'w:before="1200"'),)),
    "mark.centred": ("short", (_styled("RedMark", r'<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),)),
    "mark.colour": ("short", (_styled("RedMark", r'<w:color w:val="FF0000"/>', '<w:color w:val="000000"/>'),)),
    "mark.letter-top": ("letter", (_of("RedMark", r'w:y="[0-9]*"', 'w:y="1134"'),)),
    "mark.order-top": ("order", (_of("RedMark", r'w:before="[0-9]*"', 'w:before="500"'),)),
    "mark.minutes-top": ("minutes", (_of("RedMark", r'w:before="[0-9]*"', 'w:before="1200"'),)),
    "number.gap": ("short", (_of("DocumentNumber", r'w:before="[0-9]*"', 'w:before="0"'),)),
    "number.centred": ("short", (_styled("DocumentNumber", r'<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),)),
    "number.beside-signers": ("upward", (_of("DocumentNumber", r'w:pos="316"', 'w:pos="800"'),)),
    "number.last-signer": (
        "upward",
        (Edit(DOCUMENT, f"{_FIRST_SIGNER}(.*?){_NUMBER}", r"<w:tab/><w:t>清水发〔2026〕5号</w:t><w:tab/>\1\2"),),
    ),
    "signers.indent": ("upward", (Edit(DOCUMENT, r'<w:tab w:val="left" w:pos="[67][0-9]*"/>', ""),)),
    "signers.label-type": (
        "upward",
        (Edit(DOCUMENT, r'w:hint="eastAsia"(?=/></w:rPr><w:tab/><w:tab/><w:t[^>]*>签发人)', 'w:eastAsia="黑体"'),),
    ),
    "signers.type": ("upward", (Edit(DOCUMENT, r'w:eastAsia="楷体_GB2312"', 'w:eastAsia="仿宋_GB2312"'),)),
    "red-rule.missing": ("short", (Edit(DOCUMENT, r"<w:pBdr>.*?</w:pBdr>", ""),)),
    "red-rule.gap": ("short", (_of("DocumentNumber", r'w:space="[0-9]*"', 'w:space="20"'),)),
    "red-rule.width": (
        "short",
        (_of("DocumentNumber", "</w:pPr>", '<w:ind w:left="900" w:right="900"/></w:pPr>'),),
    ),
    "red-rule.centred": ("short", (_of("DocumentNumber", "</w:pPr>", '<w:ind w:left="300" w:right="-300"/></w:pPr>'),)),
    "red-rule.colour": ("short", (Edit(DOCUMENT, r'w:color="FF0000"', 'w:color="000000"'),)),
    "letter.number-flush": ("letter", (_of("DocumentNumber", r'w:pos="8844"', 'w:pos="7700"'),)),
    "letter.rule-width": ("letter", (_of("Spacer", r'w:w="9638" (.*?)w:x="1134"', r'w:w="8844" \g<2>w:x="1531"'),)),
    "letter.rule-centred": ("letter", (_of("Spacer", r'w:x="1134"', 'w:x="1500"'),)),
    "letter.rule-gap": ("letter", (_of("Spacer", r'w:space="0"', 'w:space="30"'),)),
    "letter.double": ("letter", (Edit(DOCUMENT, "thickThinSmallGap", "thinThickSmallGap"),)),
    "letter.foot-rule": ("letter", (Edit(FIRST, r'w:y="15[0-9]*"', 'w:y="15200"'),)),
    "letter.foot-double": ("letter", (Edit(FIRST, "thinThickSmallGap", "thickThinSmallGap"),)),
    "letter.imprint-rules": (
        "letter",
        (Edit(DOCUMENT, r"<w:tcBorders/>", '<w:tcBorders><w:top w:val="single" w:sz="8"/></w:tcBorders>'),),
    ),
    "letter.imprint-printed": ("letter", (Edit(DOCUMENT, "抄送：县水利工作组。", "县水利局办公室2026年4月17日印发"),)),
    "page-number.letter": ("letter", (Edit(DOCUMENT, r"<w:titlePg/>", ""),)),
    "title.gap": ("short", (_of("Title", r'w:before="[0-9]*"', 'w:before="0"'),)),
    "title.centred": ("short", (_styled("Title", r'<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),)),
    "title.type": ("short", (_font("Title", "黑体"),)),
    "recipients.gap": ("short", (_parted("Recipients"),)),
    "recipients.flush": ("short", (_of("Recipients", r"(?=</w:pPr>)", '<w:ind w:firstLineChars="200"/>'),)),
    "recipients.type": ("short", (_font("Recipients", "黑体"),)),
    "body.indent": ("plain", (Edit(STYLES, r'w:firstLineChars="200"', 'w:firstLineChars="100"'),)),
    "body.type": ("plain", (_font("Normal", "宋体"),)),
    "heading.first-type": ("plain", (_font("Heading1", "仿宋_GB2312"),)),
    "heading.second-type": ("plain", (_font("Heading2", "仿宋_GB2312"),)),
    "heading.third-type": ("plain", (_font("Heading3", "黑体"),)),
    "heading.fourth-type": ("plain", (_font("Heading4", "楷体_GB2312"),)),
    "attachment-note.gap": ("full", (_of("AttachmentNote", r'<w:spacing w:before="579"/>', ""),)),
    "attachment-note.indent": ("full", (_of("AttachmentNote", r'w:hanging="1421"', 'w:hanging="2053"'),)),
    "attachment-note.type": ("full", (_font("AttachmentNote", "楷体_GB2312"),)),
    "attachment-note.wrap": (
        "full",
        (Edit(DOCUMENT, r'w:left="2053" w:right="0" w:hanging="474"', 'w:left="1579" w:right="0"'),),
    ),
    "annex.new-page": ("full", (_styled("AnnexHead", r"<w:pageBreakBefore/>", ""),)),
    "annex-head.flush": ("full", (_styled("AnnexHead", r'<w:jc w:val="left"/>', '<w:jc w:val="center"/>'),)),
    "annex-head.type": ("full", (_font("AnnexHead", "仿宋_GB2312"),)),
    "annex-title.centred": ("full", (_styled("AnnexTitle", r'<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),)),
    "annex-title.line": ("full", (_parted("AnnexTitle"),)),
    "annex-title.type": ("full", (_font("AnnexTitle", "黑体"),)),
    "date.indent": ("short", (_of("Date", r'w:right="1263"', 'w:right="0"'),)),
    "date.line": ("short", (_parted("Date"),)),
    "date.type": ("short", (_font("Date", "楷体_GB2312"),)),
    "signature.centred": ("short", (_of("Signature", r'w:left="[0-9]*"', 'w:left="2000"'),)),
    "signature.type": ("short", (_font("Signature", "楷体_GB2312"),)),
    "note.brackets": ("full", (Edit(DOCUMENT, "（此件公开）", "此件公开"),)),
    "note.indent": ("full", (_styled("Note", r"<w:ind [^>]*>", ""),)),
    "note.line": ("full", (_parted("Note"),)),
    "note.type": ("full", (_font("Note", "楷体_GB2312"),)),
    "seal.centred": ("short", (_seals((129, -28)),)),
    "seal.top": ("short", (_of("Signature", 'w:before="1158"', 'w:before="1737"'), _seals((123, -24)))),
    "seal.touching": ("short", (_seals((123, -28), (88, -28)),)),
    "seal.outside": ("short", (_of("Date", 'w:right="1263"', 'w:right="0"'), _seals((146, -28)))),
    "imprint.last-page": (
        "short",
        (Edit(DOCUMENT, "(?=<w:sectPr>)", "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>附图</w:t></w:r></w:p>"),),
    ),
    "imprint.rules": ("short", (Edit(DOCUMENT, r"<w:tcBorders>.*?</w:tcBorders>", ""),)),
    "imprint.rule-width": (
        "short",
        (Edit(DOCUMENT, r'<w:gridCol w:w="8844"/>', '<w:gridCol w:w="7800"/>'),),
    ),
    "imprint.last-rule": ("short", (Edit(DOCUMENT, r'w:tblpYSpec="bottom"', 'w:tblpY="10800"'),)),
    "imprint.rule-weight": ("short", (Edit(DOCUMENT, r'w:sz="8"', 'w:sz="6"'),)),
    "imprint.stop": ("short", (Edit(DOCUMENT, "抄送：县水利工作组。", "抄送：县水利工作组"),)),
    "quotes.type": (
        "short",
        (
            _styled("Normal", r'w:ascii="[^"]*"', 'w:ascii="Times New Roman"'),
            Edit(DOCUMENT, r'<w:rFonts w:hint="eastAsia"/></w:rPr>(<w:t[^>]*>)各单位要', r"</w:rPr>\1各“单位”要"),
        ),
    ),
    "imprint.copied-indent": ("short", (_of("Imprint", r'w:left="1120"', 'w:left="840"'),)),
    "imprint.wrap": ("full", (_of("Imprint", r'w:left="1120"(.*?)w:hanging="840"', r'w:left="280"\2w:firstLine="0"'),)),
    "imprint.organ-indent": (
        "short",
        (Edit(DOCUMENT, r'w:left="280" w:right="0" w:firstLine="0"/><w:jc', 'w:left="0" w:right="0"/><w:jc'),),
    ),
    "imprint.date-indent": ("short", (_of("Imprint", r'w:pos="8564"', 'w:pos="8844"'),)),
    "imprint.separated": ("short", (Edit(DOCUMENT, r'<w:(top|bottom) w:val="single" w:sz="6"[^>]*>', ""),)),
    "imprint.type": ("short", (_size("Imprint", 16),)),
    "page-number.height": ("short", (Edit(DOCUMENT, r'w:footer="[0-9]*"', 'w:footer="850"'),)),
    "page-number.dashes": ("short", (Edit(ODD, r"— | —", ""), Edit(EVEN, r"— | —", ""))),
    "page-number.side": ("short", (Edit(SETTINGS, r"<w:evenAndOddHeaders/>", ""),)),
    "page-number.indent": ("short", (Edit(ODD, r'w:right="280"', 'w:right="1200"'),)),
    "page-number.order": ("short", (Edit(EVEN, " PAGE ", " NUMPAGES "),)),
    "page-number.missing": ("full", (Edit(EVEN, r"<w:r>.*</w:r>", ""),)),
    "page-number.type": ("short", (_size("Footer", 9),)),
    "copy-number.type": ("full", (_font("CopyNumber", "黑体"),)),
    "classification.type": ("full", (_font("Secrecy", "仿宋_GB2312"),)),
    "urgency.type": ("full", (_size("Secrecy", 14),)),
    "mark.type": ("short", (_font("RedMark", "黑体"),)),
    "number.type": ("short", (_font("DocumentNumber", "黑体"),)),
}
"""By the rule that finds it: the paper and what a person did to it."""

KEPT = (
    *(
        "text.colour",
        "grid.lines",
        "mark.colour",
        "number.centred",
        "red-rule.missing",
        "red-rule.colour",
        "title.type",
    ),
    *("recipients.flush", "body.indent", "body.type", "heading.first-type", "date.line", "imprint.rules"),
    *("imprint.last-rule", "imprint.date-indent", "page-number.dashes", "page-number.side", "letter.double"),
    *("letter.number-flush", "signers.type"),
)
"""Faults of which a file is kept."""


@cache
def clean(paper: str) -> bytes:
    """Return a paper as our DOCX."""
    return write_docx(DRAFTS[paper], DocxOptions(sealed=True, imprint_on_new_page=paper != "letter"))


def faulty(rule: str) -> bytes:
    """Return the DOCX with the fault that a rule finds."""
    paper, edits = FAULTS[rule]
    return edited(clean(paper), *edits)


def edited(data: bytes, *edits: Edit) -> bytes:
    """Return a DOCX with parts of it changed; an edit that changes nothing is an error."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for part, pattern, instead in edits:
        text = re.sub(pattern, instead, files[part].decode(), flags=re.DOTALL)
        assert text.encode() != files[part], f"{pattern} stands nowhere"
        files[part] = text.encode()
    return zipped(files)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the files that are kept, each with its clean twin."""
    for rule in KEPT:
        yield f"{rule}.faulty.docx", faulty(rule)
        yield f"{rule}.clean.docx", clean(FAULTS[rule][0])


def main() -> None:
    """Write the files."""
    for name, data in files():
        (FILES / name).write_bytes(data)


if __name__ == "__main__":
    main()
