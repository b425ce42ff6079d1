"""Tables of the text, set plainly: thin rules, full width, header rows again on every page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from oa_desktop.docs.docx.markup import Align, Node, ParagraphFormat, Rule, RunFormat, node, paragraph, rules_node, run
from oa_desktop.docs.docx.measures import TWIPS_PER_PT, cells_of, eighths_from_mm, twips_from_mm
from oa_desktop.docs.figures import AREA_WIDTH_MM, SIZE_4_PT
from oa_desktop.docs.fonts import FontRole
from oa_desktop.domain.manuscript import Table
from oa_desktop.domain.template import NATIONAL, Template, in_unit

MOST_COLUMNS: Final = 63
"""A word processor takes no more columns; a wider table is written as lines with tabs."""
_CELL_MARGIN_TWIPS: Final = 85
_CELL_MARGINS: Final = (("left", _CELL_MARGIN_TWIPS), ("bottom", 50), ("right", _CELL_MARGIN_TWIPS))
"""White inside a cell, in twips; a word processor leaves some above the type by itself."""
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_ROOM_CELLS: Final = 2.6
"""Room beside the longest line of a column, in characters: its margins, and white for fonts with wider digits."""
_GAP_TWIPS: Final = 120
"""White above and below a table."""
_UNPARTED_LINES: Final = 8.0
"""A row of more lines may be parted by a page's end."""


def table(content: Table, template: Template = NATIONAL) -> Iterator[Node]:
    """Yield a table between two strips of white; the one below also parts it from the next table."""
    columns = max(map(len, content.rows), default=0)
    if columns > MOST_COLUMNS:
        yield from _as_lines(content)
    elif columns:
        yield paragraph(ParagraphFormat(style="Spacer", keep_next=True, line=_GAP_TWIPS))
        yield _table(content, _column_widths(content, columns), template)
        yield paragraph(ParagraphFormat(style="Spacer", line=_GAP_TWIPS))


def spacer() -> Node:
    """Return a paragraph of next to no height; a word processor wants one behind the last table."""
    return paragraph(ParagraphFormat(style="Spacer"))


def _as_lines(content: Table) -> Iterator[Node]:
    for row in content.rows:
        yield paragraph(ParagraphFormat(style="TableText"), run("\t".join(row)))


def _table(content: Table, widths: tuple[int, ...], template: Template) -> Node:
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
    rows = (_row(row, widths, header=index < header_rows) for index, row in enumerate(content.rows))
    return node("tbl", properties, grid, *rows)


def _row(texts: tuple[str, ...], widths: tuple[int, ...], *, header: bool) -> Node:
    padded = texts + ("",) * (len(widths) - len(texts))
    properties = node("trPr")
    if max(map(_lines_in, padded, widths)) <= _UNPARTED_LINES:
        properties.append(node("cantSplit"))
    if header:
        properties.append(node("tblHeader"))
    cells = (_cell(text, width, header=header) for text, width in zip(padded, widths, strict=True))
    return node("tr", properties, *cells)


def _cell(text: str, width: int, *, header: bool) -> Node:
    properties = node("tcPr", node("tcW", w=width, type="dxa"), node("vAlign", val="center"))
    style = ParagraphFormat(style="TableText", align=_cell_align(text, width, header=header))
    return node("tc", properties, paragraph(style, run(text, RunFormat(role=FontRole.HEITI if header else None))))


def _cell_align(text: str, width: int, *, header: bool) -> Align:
    """Return the middle for headers and for what fits on one line, left for running text."""
    return Align.CENTRE if header or _lines_in(text, width) <= 1 else Align.LEFT


def _lines_in(text: str, width: int) -> float:
    """Return about how many lines a text takes in a cell of so many twips."""
    room = max(1.0, (width - 2 * _CELL_MARGIN_TWIPS) / (SIZE_4_PT * TWIPS_PER_PT))
    return sum(max(1.0, cells_of(line) / room) for line in text.splitlines())


def _column_widths(content: Table, columns: int) -> tuple[int, ...]:
    """Return column widths in twips, 156 mm together."""
    natural = [_natural_cells(content, column) for column in range(columns)]
    whole = twips_from_mm(AREA_WIDTH_MM)
    weights = _shared_out(natural, whole / (SIZE_4_PT * TWIPS_PER_PT))
    return tuple(int(whole * weight / sum(weights)) for weight in weights)


def _natural_cells(content: Table, column: int) -> float:
    longest = max((_longest_line(row[column]) for row in content.rows if column < len(row)), default=0.0)
    return longest + _ROOM_CELLS


def _shared_out(natural: list[float], room: float) -> list[float]:
    """Return widths within the room: columns that need no more than their share get it, the others share the rest.

    A share goes by the square root of what a column would need on one line, so that long texts get the most and short
    ones are not starved.
    """
    widths: dict[int, float] = {}
    while len(widths) < len(natural):
        others = {column: math.sqrt(natural[column]) for column in range(len(natural)) if column not in widths}
        unit = (room - sum(widths.values())) / sum(others.values())
        content = {column: natural[column] for column, root in others.items() if natural[column] <= unit * root}
        widths |= content or {column: unit * root for column, root in others.items()}
    return [widths[column] for column in range(len(natural))]


def _longest_line(text: str) -> float:
    return max(map(cells_of, text.splitlines()), default=0.0)
