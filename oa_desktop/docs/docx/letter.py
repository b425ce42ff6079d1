"""信函格式: the mark in a frame over the 版心, red double rules, the number flush right. GB/T 9704-2012 10.1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from oa_desktop.docs.docx.mark import MARK_LINE, framed_mark, mark_type
from oa_desktop.docs.docx.markup import (
    RED,
    Align,
    Frame,
    Node,
    ParagraphFormat,
    Rule,
    RunFormat,
    TabStop,
    node,
    paragraph,
    run,
)
from oa_desktop.docs.docx.measures import (
    BASELINE_SHARE,
    BOX_ASCENT,
    LINE_TWIPS,
    lines,
    twips_from_cells,
    twips_from_mm,
    twips_from_pt,
)
from oa_desktop.docs.docx.package import Part
from oa_desktop.docs.docx.page import FIRST
from oa_desktop.docs.docx.stylesheet import SPACER_TWIPS
from oa_desktop.docs.elements import Element, HeaderLine, PrintedElements
from oa_desktop.docs.figures import (
    CHARACTERS_PER_LINE,
    LETTER_FOOT_RULE_MM,
    LETTER_NUMBER_LINE,
    LETTER_RULE_GAP_MM,
    LETTER_RULE_LENGTH_MM,
    MM_PER_PT,
    SHEET_WIDTH_MM,
    SIZE_3_PT,
)
from oa_desktop.docs.fonts import FontRole
from oa_desktop.docs.layout.letter import LETTER_FIGURES
from oa_desktop.docs.marks import Mark

_FRAME: Final = Frame(
    x=twips_from_mm((SHEET_WIDTH_MM - LETTER_RULE_LENGTH_MM) / 2), width=twips_from_mm(LETTER_RULE_LENGTH_MM)
)
_RULE_EIGHTHS: Final = 24
"""Thick line of a double rule, 3 pt; word processors set the gap and the thin line themselves, 0.75 pt each. P."""
_RULE_MM: Final = (_RULE_EIGHTHS / 8 + 1.5) * MM_PER_PT
_INK_BELOW_BASELINE: Final = 0.09
"""Lowest ink of 小标宋 below its baseline, in parts of the type size."""
_ROLES: Final = {Element.CLASSIFICATION: FontRole.HEITI, Element.URGENCY: FontRole.HEITI}


def letter_head(printed: PrintedElements, mark: Mark, header_lines: tuple[HeaderLine, ...]) -> Iterator[Node]:
    """Yield the mark with its double rule, and under it 发文字号 flush right beside the header lines.

    Args:
        printed: The elements.
        mark: Of the lead organ.
        header_lines: 份号, 密级, 紧急程度; empty where they are open.
    """
    yield framed_mark(mark, LETTER_FIGURES, _FRAME, _rule_under(mark))
    tabs = (TabStop(twips=twips_from_cells(CHARACTERS_PER_LINE), align=Align.RIGHT),)
    baseline = lines(LETTER_NUMBER_LINE) + twips_from_pt(BOX_ASCENT * SIZE_3_PT)
    above: int | None = baseline - round(LINE_TWIPS * BASELINE_SHARE)
    for line, number in zip_longest(header_lines, (printed.document_number,)):
        style = ParagraphFormat(style="DocumentNumber", before=above, tabs=tabs, align=Align.LEFT)
        left = () if line is None else (run(line.text, RunFormat(role=_ROLES.get(line.element))),)
        yield paragraph(style, *left, *(() if number is None else (run(f"\t{number}"),)))
        above = None


def letter_footer() -> Part:
    """Return the footer of the first page: no 页码, and the lower double rule 20 mm above the foot of the sheet."""
    y = twips_from_mm(LETTER_FOOT_RULE_MM - _RULE_MM) - SPACER_TWIPS
    rule = Rule(edge="bottom", eighths=_RULE_EIGHTHS, colour=RED, line="thinThickSmallGap")
    style = ParagraphFormat(style="Spacer", frame=_FRAME.at(y), rules=(rule,))
    root = node("ftr", paragraph(style), paragraph(ParagraphFormat(style="Footer")))
    return Part(kind="footer", name="footer3.xml", id=FIRST, root=root)


def _rule_under(mark: Mark) -> Rule:
    """Return the upper double rule, 4 mm under the ink of the mark."""
    points = mark_type(mark, LETTER_FIGURES).points
    below_ink = points * (MARK_LINE * (1 - BASELINE_SHARE) - _INK_BELOW_BASELINE)
    gap = round(LETTER_RULE_GAP_MM / MM_PER_PT - below_ink)
    return Rule(edge="bottom", eighths=_RULE_EIGHTHS, colour=RED, gap_pt=max(0, gap), line="thickThinSmallGap")
