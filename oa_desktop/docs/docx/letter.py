"""信函格式: the mark in a frame over the 版心, red double rules, the number flush right. GB/T 9704-2012 10.1."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from oa_desktop.docs.docx.formats import RED, Align, Frame, ParagraphFormat, Rule, RunFormat, TabStop
from oa_desktop.docs.docx.mark import MarkType, framed_mark, mark_type
from oa_desktop.docs.docx.markup import Node, node, paragraph, run
from oa_desktop.docs.docx.measures import (
    eighths_from_mm,
    in_area,
    line_over,
    lines,
    twips_from_cells,
    twips_from_mm,
)
from oa_desktop.docs.docx.package import Part
from oa_desktop.docs.docx.page import FIRST
from oa_desktop.docs.docx.styles import SPACER_TWIPS
from oa_desktop.docs.elements import Element, HeaderLine, PrintedElements
from oa_desktop.docs.figures import (
    AREA_TOP_MM,
    CHARACTERS_PER_LINE,
    LETTER_FOOT_RULE_MM,
    LETTER_MARK_TOP_MM,
    LETTER_NUMBER_LINE,
    LETTER_RULE_GAP_MM,
    LETTER_RULE_LENGTH_MM,
    MM_PER_PT,
    SEVEN_EIGHTHS_MM,
    SHEET_WIDTH_MM,
)
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.letter import LETTER_FIGURES, double_rule_mm
from oa_desktop.docs.marks import Mark
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

_FRAME: Final = Frame(
    x=twips_from_mm((SHEET_WIDTH_MM - LETTER_RULE_LENGTH_MM) / 2), width=twips_from_mm(LETTER_RULE_LENGTH_MM)
)
_THIN_MM: Final = 1.5 * MM_PER_PT
"""Gap and thin line of a double rule together: word processors set both themselves, 0.75 pt each. P."""
_ROLES: Final = {Element.CLASSIFICATION: FontRole.HEITI, Element.URGENCY: FontRole.HEITI}


def letter_head(
    printed: PrintedElements, mark: Mark, header_lines: tuple[HeaderLine, ...], template: Template = NATIONAL
) -> Iterator[Node]:
    """Yield the mark with its double rule, and under it 发文字号 flush right beside the header lines.

    Args:
        printed: The elements.
        mark: Of the lead organ.
        header_lines: 份号, 密级, 紧急程度; empty where they are open.
        template: What the office chose.
    """
    kind = mark_type(mark, printed.page_format, template)
    yield framed_mark(mark, kind, LETTER_FIGURES, _FRAME)
    yield _double_rule(LETTER_MARK_TOP_MM + kind.ink_mm + LETTER_RULE_GAP_MM, template, "thickThinSmallGap")
    tabs = (TabStop(twips=twips_from_cells(CHARACTERS_PER_LINE), align=Align.RIGHT),)
    above: int | None = line_over(_number_top(kind))
    for line, number in zip_longest(header_lines, (printed.document_number,)):
        style = ParagraphFormat(style="DocumentNumber", before=above, tabs=tabs, align=Align.LEFT)
        left = () if line is None else (run(line.text, RunFormat(role=_ROLES.get(line.element))),)
        yield paragraph(style, *left, *(() if number is None else (run(f"\t{number}"),)))
        above = None


def letter_footer(template: Template, *, ruled: bool) -> Part:
    """Return the footer of the first page: no 页码, and the lower double rule 20 mm above the foot of the sheet.

    Args:
        template: For the weight of the rule.
        ruled: Whether the rule is printed: where the sheet has the mark already it has the rule, too.
    """
    line = (_lower_rule(template),) if ruled else ()
    root = node("ftr", *line, paragraph(ParagraphFormat(style="Footer")))
    return Part(kind="footer", name="footer3.xml", id=FIRST, root=root)


def _lower_rule(template: Template) -> Node:
    top_mm = LETTER_FOOT_RULE_MM - in_unit(template.letter_thick) - _THIN_MM
    return _double_rule(top_mm, template, "thinThickSmallGap")


def _double_rule(top_mm: float, template: Template, line: str) -> Node:
    """Return a double rule with its upper edge at a height on the sheet, under a frame in which nothing is."""
    rule = Rule(edge="bottom", eighths=eighths_from_mm(in_unit(template.letter_thick)), colour=RED, line=line)
    frame = _FRAME.at(twips_from_mm(top_mm) - SPACER_TWIPS)
    return paragraph(ParagraphFormat(style="Spacer", frame=frame, rules=(rule,)))


def _number_top(kind: MarkType) -> int:
    """Return the top of 发文字号 below that of the type area: a mark whose size was chosen moves it."""
    if not kind.chosen:
        return in_area(AREA_TOP_MM) + lines(LETTER_NUMBER_LINE)
    rule_mm = LETTER_MARK_TOP_MM + kind.ink_mm + LETTER_RULE_GAP_MM
    return in_area(rule_mm + double_rule_mm(kind.template) + SEVEN_EIGHTHS_MM)
