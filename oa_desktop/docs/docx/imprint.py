"""版记: at the foot of the last page, its last rule on the bottom edge of the 版心. GB/T 9704-2012 7.4.

A table that floats at the bottom margin: it stays there however the text above it grows. The margin lies lower than the
版心 (GB/T 33476.2-2016), so an empty row keeps the last rule on its edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oa_desktop.docs.coordinates import PROCESSOR
from oa_desktop.docs.docx.formats import Align, Indent, ParagraphFormat, Rule, TabStop
from oa_desktop.docs.docx.markup import Node, node, paragraph, rules_node, run
from oa_desktop.docs.docx.measures import cells_of, eighths_from_mm, twips_from_mm, twips_from_pt
from oa_desktop.docs.docx.styles import IMPRINT_LINE_TWIPS
from oa_desktop.docs.docx.tables import spacer
from oa_desktop.docs.elements import Imprint, LabelledRow
from oa_desktop.docs.figures import AREA_LEFT_MM, AREA_WIDTH_MM, IMPRINT_SIDE_CELLS, SIZE_4_PT
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit

_WIDTH: Final = twips_from_mm(AREA_WIDTH_MM)
_SIDE: Final = twips_from_pt(IMPRINT_SIDE_CELLS * SIZE_4_PT)
_FOOT_TWIPS: Final = twips_from_mm(PROCESSOR.leading_mm / 2)
_BELOW_TYPE: Final = 45
_CELL_MARGINS: Final = (("left", 0), ("bottom", _BELOW_TYPE), ("right", 0))
"""White inside a row, in twips, so that its type stands in the middle between two rules."""


def imprint(
    content: Imprint, template: Template = NATIONAL, *, on_new_page: bool = False, ruled: bool = True
) -> Iterator[Node]:
    """Yield 版记 and the paragraph that it is anchored to.

    Args:
        content: What is printed.
        template: For the weight of its rules.
        on_new_page: Whether a page begins with it, to bring it onto an even one: GB/T 33476.2-2016 7.3.1.
        ruled: Whether it has its rules: that of a letter has none, GB/T 9704-2012 10.1.
    """
    if content.is_empty:
        return
    if on_new_page:
        yield paragraph(ParagraphFormat(style="Spacer", page_break_before=True))
    yield _table(tuple(_rows(content)), template if ruled else None)
    yield spacer()


def _rows(content: Imprint) -> Iterator[tuple[Node, ...]]:
    """Yield the paragraphs of each row: 主送 and 抄送 share one, there is no rule between them."""
    if content.rows:
        yield tuple(map(_labelled, content.rows))
    if content.has_last_line:
        yield (_last_line(content),)


def _table(rows: tuple[tuple[Node, ...], ...], template: Template | None) -> Node:
    last = len(rows) - 1
    edges = ((index == 0, index == last) for index in range(len(rows)))
    rules = (_row_rules(template, first=first, last=last) if template else () for first, last in edges)
    body = (*map(_row, rows, rules), _foot())
    return node("tbl", _table_properties(), node("tblGrid", node("gridCol", w=_WIDTH)), *body)


def _table_properties() -> Node:
    """Return what makes the table float at the bottom margin, as wide as the 版心."""
    place = node(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        topFromText=0,
        bottomFromText=0,
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=twips_from_mm(AREA_LEFT_MM),
        tblpYSpec="bottom",
    )
    margins = (node(edge, w=width, type="dxa") for edge, width in _CELL_MARGINS)
    return node(
        "tblPr",
        place,
        node("tblOverlap", val="never"),
        node("tblW", w=_WIDTH, type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *margins),
    )


def _row_rules(template: Template, *, first: bool, last: bool) -> tuple[Rule, ...]:
    thick, thin = (eighths_from_mm(in_unit(one)) for one in (template.imprint_thick, template.imprint_thin))
    return (
        Rule(edge="top", eighths=thick if first else thin),
        Rule(edge="bottom", eighths=thick if last else thin),
    )


def _row(paragraphs: tuple[Node, ...], rules: tuple[Rule, ...]) -> Node:
    properties = node("tcPr", node("tcW", w=_WIDTH, type="dxa"), rules_node("tcBorders", rules))
    return node("tr", node("trPr", node("cantSplit")), node("tc", properties, *paragraphs))


def _foot() -> Node:
    """Return the empty row between the bottom edge of the 版心 and the margin."""
    height = node("trPr", node("cantSplit"), node("trHeight", val=_FOOT_TWIPS, hRule="exact"))
    return node("tr", height, node("tc", node("tcPr", node("tcW", w=_WIDTH, type="dxa")), spacer()))


def _labelled(row: LabelledRow) -> Node:
    """Return 抄送 with wrapped lines under the first character behind its colon."""
    label = twips_from_pt(cells_of(row.label) * SIZE_4_PT)
    indent = Indent(left=_SIDE + label, right=_SIDE, first=-label)
    return paragraph(ParagraphFormat(style="Imprint", indent=indent), run(row.label + row.text))


def _last_line(content: Imprint) -> Node:
    style = ParagraphFormat(
        style="Imprint",
        line=IMPRINT_LINE_TWIPS - _BELOW_TYPE,
        tabs=(TabStop(twips=_WIDTH - _SIDE, align=Align.RIGHT),),
        indent=Indent(left=_SIDE),
        align=Align.LEFT,
    )
    return paragraph(style, run(f"{content.printed_by}\t{content.printed_on}"))
