"""Tables of the text, set plainly: thin rules, full width, header rows again on every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from oa_desktop.docs.columns import LEADING_EM, PADDING_MM, columns_of, filled, size_pt, widths_mm
from oa_desktop.docs.docx.formats import Align, ParagraphFormat, Rule, RunFormat
from oa_desktop.docs.docx.markup import Node, node, paragraph, rules_node, run
from oa_desktop.docs.docx.measures import TWIPS_PER_PT, cells_of, eighths_from_mm, twips_from_mm, twips_from_pt
from oa_desktop.docs.figures import SIZE_4_PT
from oa_desktop.docs.fonts import FontRole
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.template import NATIONAL, Template, in_unit

MOST_COLUMNS: Final = 63
"""A word processor takes no more columns; a wider table is written as lines with tabs."""
_CELL_MARGIN_TWIPS: Final = twips_from_mm(PADDING_MM)
_CELL_MARGINS: Final = (("left", _CELL_MARGIN_TWIPS), ("bottom", 50), ("right", _CELL_MARGIN_TWIPS))
"""White inside a cell, in twips; a word processor leaves some above the type by itself."""
_SMALL_WHITE_TWIPS: Final = 30
"""White above and below type that is smaller than 四号, whose lines follow each other as on the page."""
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_GAP_TWIPS: Final = 120
"""White above and below a table."""
_UNPARTED_LINES: Final = 8.0
"""A row of more lines may be parted by a page's end."""


def table(content: Table, template: Template = NATIONAL) -> Iterator[Node]:
    """Yield a table between two strips of white; the one below also parts it from the next table."""
    columns = columns_of(content)
    if columns > MOST_COLUMNS:
        yield from _as_lines(content)
    elif columns:
        yield paragraph(ParagraphFormat(style="Spacer", keep_next=True, line=_GAP_TWIPS))
        yield _table(content, template)
        yield paragraph(ParagraphFormat(style="Spacer", line=_GAP_TWIPS))


def spacer() -> Node:
    """Return a paragraph of next to no height; a word processor wants one behind the last table."""
    return paragraph(ParagraphFormat(style="Spacer"))


def _as_lines(content: Table) -> Iterator[Node]:
    for row in content.rows:
        yield paragraph(ParagraphFormat(style="TableText"), run("\t".join(row)))


def _table(content: Table, template: Template) -> Node:
    widths = tuple(map(twips_from_mm, widths_mm(content, template)))
    rules = (Rule(edge=edge, eighths=eighths_from_mm(in_unit(template.table_rule))) for edge in _EDGES)
    margins = (node(edge, w=width, type="dxa") for edge, width in _CELL_MARGINS)
    properties = node(
        "tblPr",
        node("tblW", w=sum(widths), type="dxa"),
        node("jc", val="center"),
        rules_node("tblBorders", rules),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *margins),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    header_rows = content.header_rows if content.header_rows < len(content.rows) else 0
    points = size_pt(content, template)
    rows = (_row(row, widths, points, header=index < header_rows) for index, row in enumerate(filled(content)))
    return node("tbl", properties, grid, *rows)


def _row(texts: tuple[str, ...], widths: tuple[int, ...], points: float, *, header: bool) -> Node:
    properties = node("trPr")
    lines = [_lines_in(text, width, points) for text, width in zip(texts, widths, strict=True)]
    if max(lines) <= _UNPARTED_LINES:
        properties.append(node("cantSplit"))
    if header:
        properties.append(node("tblHeader"))
    cells = (
        _cell(text, width, points, middle=header or count <= 1, role=FontRole.HEITI if header else None)
        for text, width, count in zip(texts, widths, lines, strict=True)
    )
    return node("tr", properties, *cells)


def _cell(text: str, width: int, points: float, *, middle: bool, role: FontRole | None) -> Node:
    """Return a cell; headers and what fits on one line stand in its middle, running text at its left."""
    properties = node("tcPr", node("tcW", w=width, type="dxa"), node("vAlign", val="center"))
    style = ParagraphFormat(style="TableText", align=Align.CENTRE if middle else Align.LEFT)
    if points == SIZE_4_PT:
        return node("tc", properties, paragraph(style, run(text, RunFormat(role=role))))
    style = replace(style, line=twips_from_pt(LEADING_EM * points), before=_SMALL_WHITE_TWIPS, after=_SMALL_WHITE_TWIPS)
    return node("tc", properties, paragraph(style, run(text, RunFormat(role=role, points=points))))


def _lines_in(text: str, width: int, points: float) -> float:
    """Return about how many lines a text takes in a cell of so many twips."""
    room = max(1.0, (width - 2 * _CELL_MARGIN_TWIPS) / (points * TWIPS_PER_PT))
    return sum(max(1.0, cells_of(line) / room) for line in text.splitlines())
