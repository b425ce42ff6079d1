"""版头 of every format but letters: what stands above the title. GB/T 9704-2012 7.2, 10.2, 10.3.

Everything stands in the flow of the text, placed by exact space above it, so that people can edit it like text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil
from typing import Final

from oa_desktop.docs.docx.formats import RED, Align, ParagraphFormat, Rule, RunFormat, TabStop
from oa_desktop.docs.docx.letter import letter_head
from oa_desktop.docs.docx.mark import MarkBlock, mark_block, mark_type
from oa_desktop.docs.docx.markup import Node, paragraph, run
from oa_desktop.docs.docx.measures import (
    BASELINE_SHARE,
    INK_BELOW_BASELINE,
    LINE_TWIPS,
    PAGE_TOP,
    TWIPS_PER_PT,
    cells_of,
    eighths_from_mm,
    lines,
    twips_from_cells,
    twips_from_pt,
)
from oa_desktop.docs.elements import Element, HeaderLine, PrintedElements
from oa_desktop.docs.figures import (
    CHARACTERS_PER_LINE,
    MM_PER_PT,
    RED_RULE_GAP_MM,
    SIDE_INDENT_CELLS,
    SIZE_3_PT,
)
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.docs.layout.formats import FORMATS
from oa_desktop.docs.seals.signers import SIGNERS_LABEL, signer_cells
from oa_desktop.domain.documents.kinds import PageFormat
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

_RULED: Final = frozenset({PageFormat.DOCUMENT, PageFormat.MINUTES})
"""Formats with a red rule (版头中的分隔线)."""


def head(
    printed: PrintedElements, opened: frozenset[Element] = frozenset(), template: Template = NATIONAL
) -> Iterator[Node]:
    """Yield the paragraphs of 版头; a line whose element is open is empty."""
    header_lines = tuple(replace(line, text="") if line.element in opened else line for line in printed.header_lines)
    if printed.page_format is PageFormat.LETTER and printed.mark:
        yield from letter_head(printed, printed.mark, header_lines, template)
        return
    yield from map(header_line, header_lines)
    figures = FORMATS[printed.page_format].figures
    block = MarkBlock(bottom=lines(len(header_lines)), end_line=len(header_lines))
    if printed.mark:
        kind = mark_type(printed.mark, printed.page_format, template)
        block = mark_block(printed.mark, kind, figures, len(header_lines))
        yield from block.nodes
    if printed.has_head:
        blank_lines = figures.number_blank_lines if block.end_line else 0
        rules = (_red_rule(template),) if printed.page_format in _RULED else ()
        yield from _ruled_lines(printed, _space_below(block, blank_lines), rules, dated=Element.DATE not in opened)


def rule_twips(printed: PrintedElements, template: Template) -> int:
    """Return how much lower the red rule sets what follows it."""
    if not printed.has_head or printed.page_format not in _RULED:
        return 0
    rule = _red_rule(template)
    return twips_from_pt(rule.gap_pt + rule.eighths / 8)


def header_line(line: HeaderLine) -> Node:
    """Return 份号, 密级和保密期限 or 紧急程度, flush left."""
    style = "CopyNumber" if line.element is Element.COPY_NUMBER else "Secrecy"
    return paragraph(ParagraphFormat(style=style), run(line.text))


def _space_below(block: MarkBlock, blank_lines: int) -> int:
    """Return the space above 发文字号 that puts its baseline where the layout puts it."""
    return max(0, PAGE_TOP + lines(block.end_line + blank_lines) - block.bottom)


def _ruled_lines(printed: PrintedElements, above: int, rules: tuple[Rule, ...], *, dated: bool) -> Iterator[Node]:
    """Yield the lines from 发文字号 to the last one above the red rule, which carries it. 7.2.5 to 7.2.7."""
    number_rules = () if printed.has_dateline else rules
    if printed.signers:
        yield from _signer_lines(printed, above, number_rules)
    else:
        style = ParagraphFormat(style="DocumentNumber", before=above or None, rules=number_rules)
        yield paragraph(style, run(printed.document_number))
    if printed.has_dateline:
        yield _dateline(printed, rules, dated=dated)


def _dateline(printed: PrintedElements, rules: tuple[Rule, ...], *, dated: bool) -> Node:
    """Return the organ and the date of minutes, above the red rule. P."""
    right = TabStop(twips=twips_from_cells(CHARACTERS_PER_LINE - SIDE_INDENT_CELLS), align=Align.RIGHT)
    tabs = (TabStop(twips=twips_from_cells(SIDE_INDENT_CELLS)), right)
    style = ParagraphFormat(style="Signature", align=Align.LEFT, tabs=tabs, rules=rules)
    return paragraph(style, run(f"\t{'　'.join(printed.signatories)}\t{printed.date if dated else ''}"))


def _signer_lines(printed: PrintedElements, above: int, rules: tuple[Rule, ...]) -> Iterator[Node]:
    """Yield 签发人, names below names, with 发文字号 on the left of the last line. 7.2.5, 7.2.6."""
    number, signers = printed.document_number, printed.signers
    cells = signer_cells(cells_of(number), cells_of(SIGNERS_LABEL), [*map(cells_of, signers)])
    per_line = len(cells) - 1
    rows = [signers[start : start + per_line] for start in range(0, len(signers), per_line)]
    tabs = tuple(TabStop(twips=twips_from_cells(cell)) for cell in (SIDE_INDENT_CELLS, *cells))
    for index, names in enumerate(rows):
        last = index == len(rows) - 1
        style = ParagraphFormat(
            style="DocumentNumber",
            before=None if index else above or None,
            rules=rules if last else (),
            tabs=tabs,
            align=Align.LEFT,
        )
        left = f"\t{number if last else ''}\t"
        yield paragraph(style, run(left + ("\t" if index else SIGNERS_LABEL)), *_signer_runs(names))


def _signer_runs(names: Iterable[str]) -> Iterator[Node]:
    for index, name in enumerate(names):
        yield run(("\t" if index else "") + name, RunFormat(role=FontRole.KAITI))


def _red_rule(template: Template) -> Rule:
    """Return the rule 4 mm under the ink of the line above it. GB/T 9704-2012 7.2.7."""
    line_pt = LINE_TWIPS / TWIPS_PER_PT
    below_ink = line_pt * (1 - BASELINE_SHARE) - SIZE_3_PT * INK_BELOW_BASELINE
    gap = ceil(RED_RULE_GAP_MM / MM_PER_PT - below_ink)
    return Rule(edge="bottom", eighths=eighths_from_mm(in_unit(template.red_rule)), colour=RED, gap_pt=gap)
