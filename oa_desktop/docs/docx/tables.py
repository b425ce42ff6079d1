"""Tables of the text, set plainly: thin rules, full width, header rows again on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oa_desktop.docs.docx.markup import Align, Node, ParagraphFormat, Rule, RunFormat, node, paragraph, rules_node, run
from oa_desktop.docs.docx.measures import TWIPS_PER_PT, cells_of, eighths_from_mm, twips_from_mm
from oa_desktop.docs.figures import AREA_WIDTH_MM, IMPRINT_THIN_RULE_MM, SIZE_4_PT
from oa_desktop.docs.fonts import FontRole
from oa_desktop.domain.manuscript import Table

MOST_COLUMNS: Final = 63
"""A word processor takes no more columns; a wider table is written as lines with tabs."""
_CELL_MARGIN_TWIPS: Final = 85
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_ROOM_CELLS: Final = 2.6
"""Room beside the longest line of a column, in characters: its margins, and white for fonts with wider digits."""
_GAP_TWIPS: Final = 120
"""White above and below a table."""
_UNPARTED_CELLS: Final = 200.0
"""A row with a longer cell may be parted by a page's end."""


def table(content: Table) -> Iterator[Node]:
    """Yield a table between two strips of white; the one below also parts it from the next table."""
    columns = max(map(len, content.rows), default=0)
    if columns > MOST_COLUMNS:
        yield from _as_lines(content)
    elif columns:
        yield paragraph(ParagraphFormat(style="Spacer", keep_next=True, line=_GAP_TWIPS))
        yield _table(content, _column_widths(content, columns))
        yield paragraph(ParagraphFormat(style="Spacer", line=_GAP_TWIPS))


def spacer() -> Node:
    """Return a paragraph of next to no height; a word processor wants one behind the last table."""
    return paragraph(ParagraphFormat(style="Spacer"))


def _as_lines(content: Table) -> Iterator[Node]:
    for row in content.rows:
        yield paragraph(ParagraphFormat(style="TableText"), run("\t".join(row)))


def _table(content: Table, widths: tuple[int, ...]) -> Node:
    rules = (Rule(edge=edge, eighths=eighths_from_mm(IMPRINT_THIN_RULE_MM)) for edge in _EDGES)
    margins = (node(edge, w=_CELL_MARGIN_TWIPS, type="dxa") for edge in ("left", "right"))
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
    if max(map(cells_of, padded)) <= _UNPARTED_CELLS:
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
    room = (width - 2 * _CELL_MARGIN_TWIPS) / (SIZE_4_PT * TWIPS_PER_PT)
    return Align.CENTRE if header or cells_of(text) <= room else Align.LEFT


def _column_widths(content: Table, columns: int) -> tuple[int, ...]:
    """Return column widths in twips, 156 mm together: columns of short texts do not wrap, the others share the rest."""
    natural = [_natural_cells(content, column) for column in range(columns)]
    whole = twips_from_mm(AREA_WIDTH_MM)
    most = _most_cells(natural, whole / (SIZE_4_PT * TWIPS_PER_PT))
    weights = [min(cells, most) for cells in natural]
    return tuple(int(whole * weight / sum(weights)) for weight in weights)


def _natural_cells(content: Table, column: int) -> float:
    longest = max((_longest_line(row[column]) for row in content.rows if column < len(row)), default=0.0)
    return longest + _ROOM_CELLS


def _most_cells(natural: list[float], room: float) -> float:
    """Return the width at which columns must be cut off so that all of them fill the room."""
    for index, cells in enumerate(sorted(natural)):
        share = room / (len(natural) - index)
        if cells > share:
            return share
        room -= cells
    return max(natural)


def _longest_line(text: str) -> float:
    return max(map(cells_of, text.splitlines()), default=0.0)
