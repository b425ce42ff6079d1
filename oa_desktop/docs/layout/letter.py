"""版头 of 信函格式: a mark near the top of the sheet, red double rules, the number flush right. GB/T 9704-2012 10.1."""

from __future__ import annotations

from math import ceil

from oa_desktop.docs import figures
from oa_desktop.docs.elements import Element
from oa_desktop.docs.layout.head import Head, HeadFigures, line_top_mm, put_header_line
from oa_desktop.docs.layout.lines import natural_line
from oa_desktop.docs.layout.page import Colour, Rule
from oa_desktop.docs.layout.rows import Style
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

_LEFT_MM = (figures.SHEET_WIDTH_MM - figures.LETTER_RULE_LENGTH_MM) / 2
_NEARLY = 1e-6


def double_rule_mm(template: Template) -> float:
    """Return the height of a double rule: thick line, white and thin line."""
    return in_unit(template.letter_thick + template.letter_white + template.letter_thin)


LETTER_FIGURES = HeadFigures(
    mark_top_mm=figures.LETTER_MARK_TOP_MM,
    mark_bottom_mm=line_top_mm(figures.LETTER_NUMBER_LINE)
    - figures.SEVEN_EIGHTHS_MM
    - double_rule_mm(NATIONAL)
    - figures.LETTER_RULE_GAP_MM,
    title_blank_lines=figures.LETTER_TITLE_BLANK_LINES,
    rule_gap_mm=figures.LETTER_RULE_GAP_MM,
)


def place_letter_rules(head: Head) -> None:
    """Place the double rule 4 mm under the mark, thick over thin, and that 20 mm above the foot, thin over thick."""
    if head.paper.mark is None:
        return
    template = head.case.template
    top_mm = head.bottom_mm + head.figures.rule_gap_mm
    foot_mm = figures.LETTER_FOOT_RULE_MM
    thick, thin = in_unit(template.letter_thick), in_unit(template.letter_thin)
    head.bottom_mm = top_mm + double_rule_mm(template)
    head.rules += [
        _rule(top_mm + thick / 2, thick),
        _rule(head.bottom_mm - thin / 2, thin),
        _rule(foot_mm - double_rule_mm(template) + thin / 2, thin),
        _rule(foot_mm - thick / 2, thick),
    ]


def _rule(y_mm: float, width_mm: float) -> Rule:
    return Rule(
        x1_mm=_LEFT_MM,
        y1_mm=y_mm,
        x2_mm=figures.SHEET_WIDTH_MM - _LEFT_MM,
        y2_mm=y_mm,
        width_mm=width_mm,
        element=Element.RED_RULE,
        colour=Colour.RED,
    )


def place_letter_lines(head: Head) -> None:
    """Place 份号, 密级 and 紧急程度 flush left and 发文字号 flush right, 7/8 of a character under the double rule.

    A mark that is smaller than usual draws the lines of the first page up with it, so that every distance stays exact.
    """
    paper = head.paper
    if not (paper.has_head or paper.header_lines):
        return
    top_mm = head.bottom_mm + figures.SEVEN_EIGHTHS_MM if paper.mark else head.bottom_mm
    style = Style(element=Element.DOCUMENT_NUMBER)
    number = natural_line(head.case.glyphs(style.role, paper.document_number))
    head.put(number, style, x_mm=figures.AREA_RIGHT_MM - number.width * style.cell_mm, top_mm=top_mm)
    for place, line in enumerate(paper.header_lines):
        put_header_line(head, line, top_mm + place * figures.LINE_MM)
    head.bottom_mm = top_mm + max(1, len(paper.header_lines)) * figures.LINE_MM
    head.next_line = ceil((head.bottom_mm - figures.AREA_TOP_MM) / figures.LINE_MM - _NEARLY)
    head.shift_mm = head.bottom_mm - line_top_mm(head.next_line)
