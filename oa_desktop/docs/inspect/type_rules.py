"""字体和字号: for every element the designs and the size that its clause names, as one table.

GB/T 9704-2012 5.2.2 says 一般 of all that its own clause does not fix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from oa_desktop.docs.elements import Element
from oa_desktop.docs.figures import SIZE_2_PT, SIZE_3_PT, SIZE_4_PT
from oa_desktop.docs.fonts.names import FontRole
from oa_desktop.docs.inspect.designs import design_of, is_latin
from oa_desktop.docs.inspect.lines import Line, most
from oa_desktop.docs.inspect.paper import TEXT, Check, PrintedPaper, at_line
from oa_desktop.docs.inspect.paragraphs import Printed, paragraphs_of
from oa_desktop.docs.sheets.sheets import Character
from oa_desktop.domain.documents.findings import Finding, finding

_SIZE_NAMES = {SIZE_2_PT: "2号", SIZE_3_PT: "3号", SIZE_4_PT: "4号"}
_NEAR_PT = 0.4
"""三号 is 16 pt in most programs and 15.75 pt in some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an element is set in.

    Attributes:
        rule: Its id.
        design: 字体.
        size_pt: 字号; 0 where none is named.
    """

    rule: str
    design: FontRole
    size_pt: float = SIZE_3_PT


_F, _K, _H, _S, _X = FontRole.FANGSONG, FontRole.KAITI, FontRole.HEITI, FontRole.SONGTI, FontRole.XIAOBIAOSONG
WANTED = {
    Element.COPY_NUMBER: Wanted(rule="copy-number.type", design=_F),
    Element.CLASSIFICATION: Wanted(rule="classification.type", design=_H),
    Element.URGENCY: Wanted(rule="urgency.type", design=_H),
    Element.MARK: Wanted(rule="mark.type", design=_X, size_pt=0.0),
    Element.DOCUMENT_NUMBER: Wanted(rule="number.type", design=_F),
    Element.TITLE: Wanted(rule="title.type", design=_X, size_pt=SIZE_2_PT),
    Element.RECIPIENTS: Wanted(rule="recipients.type", design=_F),
    Element.ATTACHMENT_NOTE: Wanted(rule="attachment-note.type", design=_F),
    Element.SIGNATURE: Wanted(rule="signature.type", design=_F),
    Element.DATE: Wanted(rule="date.type", design=_F),
    Element.NOTE: Wanted(rule="note.type", design=_F),
    Element.ANNEX_HEAD: Wanted(rule="annex-head.type", design=_H),
    Element.ANNEX_TITLE: Wanted(rule="annex-title.type", design=_X, size_pt=SIZE_2_PT),
    Element.IMPRINT: Wanted(rule="imprint.type", design=_F, size_pt=SIZE_4_PT),
    Element.PAGE_NUMBER: Wanted(rule="page-number.type", design=_S, size_pt=SIZE_4_PT),
}
"""By element; 签发人 and the levels of 正文 have rules of their own."""
_BODY = Wanted(rule="body.type", design=_F)
_LEVELS = {
    1: Wanted(rule="heading.first-type", design=_H),
    2: Wanted(rule="heading.second-type", design=_K),
    3: Wanted(rule="heading.third-type", design=_F),
    4: Wanted(rule="heading.fourth-type", design=_F),
}
_LABEL, _NAME = Wanted(rule="signers.label-type", design=_F), Wanted(rule="signers.type", design=_K)
_QUOTES = frozenset("“”‘’")
_LABEL_LENGTH = len("签发人：")
_OWN_DESIGN = re.compile(r"第[一二三四五六七八九十百零]{1,4}[章节条]|附表|表[0-9]|[0-9]{4}年")


def elements(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield lines that are set in another design or size than their element."""
    for element, wanted in WANTED.items():
        for line in paper.of(element):
            if element is Element.SIGNATURE and line.is_stamped:
                continue  # 签名章 is a stamp
            yield from _judged(line, line.characters, wanted)


def signers(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield 签发人 whose label or names are set otherwise. GB/T 9704-2012 7.2.6."""
    for line in paper.of(Element.SIGNERS):
        start = _LABEL_LENGTH if line.text.startswith("签发人") else 0
        yield from _judged(line, line.characters[:start], _LABEL)
        yield from _judged(line, line.characters[start:], _NAME)


def levels(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield headings and paragraphs of 正文 that are set otherwise. GB/T 9704-2012 7.3.3."""
    for paragraph in paragraphs_of(paper, *TEXT):
        if paragraph.is_heading:
            heading = paragraph.lines[0].characters[: paragraph.heading_length]
            yield from _judged(paragraph.lines[0], heading, _LEVELS[paragraph.level])
        elif not paragraph.level and not _OWN_DESIGN.match(paragraph.text) and not _is_middled(paragraph):
            yield from _running(paragraph)


def _is_middled(paragraph: Printed) -> bool:
    """Tell whether a short line stands free, as headings of chapters and tables do."""
    return len(paragraph.lines) == 1 and paragraph.lines[0].indent_cells > 3


def _running(paragraph: Printed) -> Iterator[Finding]:
    chars = [char for line in paragraph.lines for char in line.characters]
    yield from _judged(paragraph.lines[0], chars, _BODY)


def _judged(line: Line, characters: Sequence[Character], wanted: Wanted) -> Iterator[Finding]:
    """Yield a finding when most of the characters have another design or size."""
    told = _telling(characters, wanted.design)
    if not told:
        return
    design, size_pt = most(told, lambda char: design_of(char.font)), most(told, lambda char: round(char.size_pt, 1))
    sized = not wanted.size_pt or abs(size_pt - wanted.size_pt) <= _NEAR_PT
    if (design in (None, wanted.design)) and sized:
        return
    required = _SIZE_NAMES.get(wanted.size_pt, "") + wanted.design.value
    yield finding(wanted.rule, at_line(line), measured=_said(design, size_pt), required=required)


def _telling(characters: Iterable[Character], design: FontRole) -> list[Character]:
    """Return the characters that tell the design: ideographs, or digits where only digits are set."""
    chars = [char for char in characters if char.text.isalnum()]
    wide = [char for char in chars if char.text > "\u2e80"]
    if wide:
        return wide
    return chars if design is not FontRole.HEITI else []


def _said(design: FontRole | None, size_pt: float) -> str:
    size = next((name for size, name in _SIZE_NAMES.items() if abs(size - size_pt) <= _NEAR_PT), f"{size_pt:g}磅")
    return size + (design.value if design else "")


def quotes(paper: PrintedPaper) -> Iterator[Finding]:
    """Yield quotation marks of the text in a Latin font, where they are too narrow and stand askew. 5.2.2."""
    for line in paper.of(*TEXT):
        marks = [char for char in line.characters if char.text in _QUOTES and is_latin(char.font)]
        if marks:
            yield finding("quotes.type", at_line(line), measured=marks[0].font, required=FontRole.FANGSONG.value)


CHECKS: tuple[Check, ...] = (elements, signers, levels, quotes)
