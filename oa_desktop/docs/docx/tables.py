"""Tables of the text, set plainly: thin rules, full width, header rows again on every page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from oa_desktop.docs.columns import GAP_LINES, LEADING_EM, PADDING_MM, columns_of, filled, size_pt, widths_mm
from oa_desktop.docs.docx.formats import Align, Indent, ParagraphFormat, Rule, RunFormat
from oa_desktop.docs.docx.markup import Node, node, paragraph, rules_node, run
from oa_desktop.docs.docx.measures import (
    TWIPS_PER_PT,
    cells_of,
    eighths_from_mm,
    in_area,
    lines,
    twips_from_mm,
    twips_from_pt,
)
from oa_desktop.docs.docx.styles import SPACER_TWIPS
from oa_desktop.docs.figures import AREA_TOP_MM, LINE_MM, MM_PER_PT, SIZE_4_PT
from oa_desktop.docs.fonts.fonts import FontRole
from oa_desktop.domain.documents.template import NATIONAL, Template, in_unit
from oa_desktop.domain.manuscript import CellSpan, Table
from oa_desktop.domain.texts.merged_cells import Place, cells_across, header_rows_of, merges_by_place

MOST_COLUMNS: Final = 63
"""A word processor takes no more columns; a wider table is written as lines with tabs."""
_CELL_MARGIN_TWIPS: Final = twips_from_mm(PADDING_MM)
"""White between text and rule, at every side."""
_EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_LEVELLING_SLACK_TWIPS: Final = 10
"""What a line that is to be level may be wider than its characters, at either side."""
_UNPARTED_LINES: Final = 8
"""A row of more lines may be parted by a page's end."""


def table(content: Table, template: Template = NATIONAL) -> Iterator[Node]:
    """Yield a table between two strips of white; the one below also parts it from the next table.

    The upper one is as high as the 版心 begins lower than the type area; both bring the text back to the grid.
    """
    columns = columns_of(content)
    if columns > MOST_COLUMNS:
        yield from _as_lines(content)
    elif columns:
        setting = _setting(content, template)
        rows = [_cells(texts, number, setting) for number, texts in enumerate(filled(content))]
        rule_mm = in_unit(template.table_rule)
        white = _white_twips(rows, setting, twips_from_mm(rule_mm))
        above = min(in_area(AREA_TOP_MM), white - SPACER_TWIPS)
        yield paragraph(ParagraphFormat(style="Spacer", keep_next=True, line=above))
        yield _table(rows, setting, rule_mm)
        yield paragraph(ParagraphFormat(style="Spacer", line=white - above))


def spacer() -> Node:
    """Return a paragraph of next to no height; a word processor wants one behind the last table."""
    return paragraph(ParagraphFormat(style="Spacer"))


def _as_lines(content: Table) -> Iterator[Node]:
    for row in content.rows:
        yield paragraph(ParagraphFormat(style="TableText"), run("\t".join(row)))


def _table(cells: Sequence[Sequence[_Cell]], setting: _Setting, rule_mm: float) -> Node:
    rules = (Rule(edge=edge, eighths=eighths_from_mm(rule_mm)) for edge in _EDGES)
    beside_rule = _CELL_MARGIN_TWIPS - math.ceil(twips_from_mm(rule_mm) / 2)
    whites = zip(_EDGES[:4], (beside_rule, _CELL_MARGIN_TWIPS) * 2, strict=True)
    properties = node(
        "tblPr",
        node("tblW", w=sum(setting.widths), type="dxa"),
        node("jc", val="center"),
        rules_node("tblBorders", rules),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *(node(edge, w=white, type="dxa") for edge, white in whites)),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in setting.widths))
    return node("tbl", properties, grid, *map(_row, cells))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the rows of a table share: twips of the columns, points of the type, merged cells, rows of the head."""

    widths: tuple[int, ...]
    points: float
    merges: Mapping[Place, CellSpan]
    header_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """What a row shows of a cell; one that only goes on with the cell above has no words.

    Attributes:
        span: The cells that it is made of.
        row: The row that shows it.
        text: Its words.
        width: Twips.
        points: Size of its type.
        header: Whether it belongs to the head.
    """

    span: CellSpan
    row: int
    text: str
    width: int
    points: float
    header: bool

    @property
    def lines(self) -> float:
        """About how many lines its words take."""
        return _lines_in(self.text, self.width, self.points)

    @property
    def is_middle(self) -> bool:
        """Whether its words stand in its middle: those of heads, what fits on one line, and what names its rows."""
        return self.header or self.lines <= self.span.rows


def _setting(content: Table, template: Template) -> _Setting:
    heads = header_rows_of(content)
    return _Setting(
        widths=tuple(map(twips_from_mm, widths_mm(content, template))),
        points=size_pt(content, template),
        merges=merges_by_place(content),
        header_rows=heads if heads < len(content.rows) else 0,
    )


def _cells(texts: Sequence[str], number: int, setting: _Setting) -> list[_Cell]:
    return [
        _Cell(
            span=span,
            row=number,
            text=texts[span.column],
            width=sum(setting.widths[span.column : span.last_column + 1]),
            points=setting.points,
            header=number < setting.header_rows,
        )
        for span in cells_across(setting.merges, number, len(setting.widths))
    ]


def _tallest(cells: Sequence[_Cell]) -> int:
    """Return about how many lines a row has; what a merged cell lacks does not count."""
    return math.ceil(max((cell.lines for cell in cells if cell.span.rows == 1), default=1.0))


def _white_twips(rows: Sequence[Sequence[_Cell]], setting: _Setting, rule_twips: int) -> int:
    """Return what the grid leaves free beside a table, as far as its height is known here."""
    pitch_mm = LEADING_EM * setting.points * MM_PER_PT
    height = sum(max(1, _tallest(cells)) * pitch_mm + 2 * PADDING_MM for cells in rows) / LINE_MM
    return lines(math.ceil(height + GAP_LINES) - height) - rule_twips


def _row(cells: Sequence[_Cell]) -> Node:
    properties = node("trPr")
    if _tallest(cells) <= _UNPARTED_LINES:
        properties.append(node("cantSplit"))
    if cells[0].header:
        properties.append(node("tblHeader"))
    return node("tr", properties, *map(_cell, cells))


def _cell(cell: _Cell) -> Node:
    properties = node("tcPr", node("tcW", w=cell.width, type="dxa"))
    if cell.span.columns > 1:
        properties.append(node("gridSpan", val=cell.span.columns))
    if cell.span.rows > 1:
        properties.append(node("vMerge", val="restart" if cell.span.row == cell.row else "continue"))
    properties.append(node("vAlign", val="center"))
    role = FontRole.HEITI if cell.header else None
    style = ParagraphFormat(
        style="TableText", align=Align.CENTRE if cell.is_middle else Align.LEFT, indent=_levelling(cell)
    )
    if cell.points == SIZE_4_PT:
        return node("tc", properties, paragraph(style, run(cell.text, RunFormat(role=role))))
    style = replace(style, line=twips_from_pt(LEADING_EM * cell.points))
    return node("tc", properties, paragraph(style, run(cell.text, RunFormat(role=role, points=cell.points))))


def _levelling(cell: _Cell) -> Indent | None:
    """Return the white at the sides by which a head is parted in its middle, as on the page: 建设/地点."""
    room, length = _room(cell.width, cell.points), cells_of(cell.text)
    is_level = cell.header or (cell.span.rows > 1 and cell.text.isalnum())
    if length <= room or "\n" in cell.text or not is_level:
        return None
    most = math.ceil(length / math.ceil(length / room))
    side = int((room - most) / 2 * cell.points * TWIPS_PER_PT) - _LEVELLING_SLACK_TWIPS
    return Indent(left=side, right=side) if side > 0 else None


def _lines_in(text: str, width: int, points: float) -> float:
    """Return about how many lines a text takes in a cell of so many twips."""
    return sum(max(1.0, cells_of(line) / _room(width, points)) for line in text.splitlines())


def _room(width: int, points: float) -> float:
    """Return how many characters stand on a line of a cell of so many twips."""
    return max(1.0, (width - 2 * _CELL_MARGIN_TWIPS) / (points * TWIPS_PER_PT))
