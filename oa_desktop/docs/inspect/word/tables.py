"""Tables of a DOCX: rows of cells with their rules. ECMA-376-1 17.4. Lengths are millimetres."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from oa_desktop.docs.inspect.word.areas import TWIP_MM
from oa_desktop.docs.inspect.word.canvas import Canvas, Pen, tint_said
from oa_desktop.docs.inspect.word.formats import Formats
from oa_desktop.docs.reading.docx_parts import attribute, number_of, value_of
from oa_desktop.docs.reading.package import Node, child, children

Box: TypeAlias = tuple[Canvas, float]
"""What stands in a box, and how high it is."""
MakeBox: TypeAlias = Callable[[Node, float], Box]
"""Sets what a node holds in a width."""
_SIDE = 108
"""White beside the text of a cell in twips, where the table does not say it."""
_MOST_COLUMNS = 200
_NO_LINE = frozenset({"nil", "none", ""})
_OTHER_NAMES = {"left": "start", "right": "end"}
"""Names of the sides in ISO/IEC 29500."""
_TURNED = frozenset({"tbRl", "btLr", "tbRlV", "tbLrV"})
"""Directions of text that runs down or up; it is no line of the page."""
_CELL_SHARES = {"center": 0.5, "bottom": 1.0}


@dataclass(slots=True, kw_only=True)
class _Cell:
    """A cell.

    Attributes:
        node: Its XML.
        left: From the left edge of the table.
        width: Of all its columns.
        box: What stands in it.
        rows: How many rows it takes; 0 when the cell above reaches into it.
    """

    node: Node
    left: float
    width: float
    box: Box
    rows: int = 1

    @property
    def properties(self) -> Node | None:
        """``w:tcPr``."""
        return child(self.node, "tcPr")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTable:
    """A table that is set.

    Attributes:
        rows: Its rows, each as a box.
        width: Of all columns.
    """

    rows: tuple[Box, ...]
    width: float

    def whole(self) -> Box:
        """Return all rows as one box."""
        canvas, y_mm = Canvas(), 0.0
        for row, height in self.rows:
            canvas.put(row, 0.0, y_mm)
            y_mm += height
        return canvas, y_mm


def set_table(table: Node, formats: Formats, make: MakeBox) -> SetTable:
    """Return a table as rows; ``make`` sets what a cell holds."""
    properties = child(table, "tblPr")
    widths = [number_of(attribute(one, "w")) * TWIP_MM for one in children(child(table, "tblGrid"), "gridCol")]
    margins = child(properties, "tblCellMar")
    sides = [_margin(margins, name) for name in ("left", "right")]
    lines = list(children(table, "tr"))
    rows = [list(_cells(row, widths, sides, make)) for row in lines]
    _merge(rows)
    heights = [_height(line, row) for line, row in zip(lines, rows, strict=True)]
    borders = list(_borders(properties, formats))
    made = (_row(rows, heights, number, sides[0], borders) for number in range(len(rows)))
    width = max((cell.left + cell.width for row in rows for cell in row), default=0.0)
    return SetTable(rows=tuple(zip(made, heights, strict=True)), width=width)


def _margin(margins: Node | None, name: str) -> float:
    return number_of(attribute(_edge(margins, name), "w"), _SIDE) * TWIP_MM


def _cells(row: Node, widths: list[float], sides: list[float], make: MakeBox) -> Iterator[_Cell]:
    column, left = number_of(value_of(child(row, "trPr"), "gridBefore")), 0.0
    left = sum(widths[:column])
    for cell in children(row, "tc"):
        properties = child(cell, "tcPr")
        span = min(_MOST_COLUMNS, max(1, number_of(value_of(properties, "gridSpan"), 1)))
        own = number_of(attribute(child(properties, "tcW"), "w")) * TWIP_MM
        width = sum(widths[column : column + span]) or own
        merge = child(properties, "vMerge")
        continues = merge is not None and attribute(merge, "val") != "restart"
        is_shown = not continues and value_of(properties, "textDirection") not in _TURNED
        box = make(cell, max(1.0, width - sum(sides))) if is_shown else (Canvas(), 0.0)
        yield _Cell(node=cell, left=left, width=width, box=box, rows=int(not continues))
        column, left = column + span, left + width


def _merge(rows: Sequence[Sequence[_Cell]]) -> None:
    """Count the rows that each cell takes."""
    above: dict[int, _Cell] = {}
    for row in rows:
        for cell in row:
            place = round(cell.left * 10)
            if cell.rows:
                above[place] = cell
            elif place in above:
                above[place].rows += 1


def _height(row: Node, cells: Sequence[_Cell]) -> float:
    said = child(child(row, "trPr"), "trHeight")
    height = number_of(attribute(said, "val")) * TWIP_MM
    if attribute(said, "hRule") == "exact":
        return height
    return max([height, *(cell.box[1] for cell in cells if cell.rows == 1)])


def _borders(properties: Node | None, formats: Formats) -> Iterator[Node]:
    """Yield what the table and its styles say of its rules."""
    styles = (child(style, "tblPr") for style in formats.chain(value_of(properties, "tblStyle")))
    yield from (one for source in (properties, *styles) if (one := child(source, "tblBorders")) is not None)


def _row(
    rows: Sequence[Sequence[_Cell]], heights: Sequence[float], number: int, side: float, borders: Sequence[Node]
) -> Canvas:
    canvas, row = Canvas(), rows[number]
    for place, cell in enumerate(row):
        height = sum(heights[number : number + cell.rows])
        content, own = cell.box
        share = _CELL_SHARES.get(value_of(cell.properties, "vAlign"), 0.0)
        canvas.put(content, cell.left + side, max(0.0, height - own) * share)
        edges = {
            "top": "top" if not number else "insideH",
            "bottom": "bottom" if number + max(1, cell.rows) >= len(rows) else "insideH",
            "left": "left" if not place else "insideV",
            "right": "right" if place == len(row) - 1 else "insideV",
        }
        for edge, of_table in edges.items():
            if (cell.rows or edge != "top") and (pen := _pen(cell.properties, borders, edge, of_table)):
                _draw(canvas, pen, edge, cell, height or heights[number])
    return canvas


def _draw(canvas: Canvas, pen: Pen, edge: str, cell: _Cell, height: float) -> None:
    right = cell.left + cell.width
    if edge in {"top", "bottom"}:
        canvas.strokes += pen.level(cell.left, right, 0.0 if edge == "top" else height)
    else:
        canvas.strokes.append(pen.upright(cell.left if edge == "left" else right, 0.0, height))


def _pen(properties: Node | None, borders: Sequence[Node], edge: str, of_table: str) -> Pen | None:
    sources = ((child(properties, "tcBorders"), edge), *((source, of_table) for source in borders))
    return pen_of(next((one for source, name in sources if (one := _edge(source, name)) is not None), None))


def _edge(borders: Node | None, name: str) -> Node | None:
    """Return what is said of an edge, by either of its names."""
    found = child(borders, name)
    return found if found is not None else child(borders, _OTHER_NAMES.get(name, name))


def pen_of(border: Node | None) -> Pen | None:
    """Return what a rule is drawn with; None where there is none."""
    kind = attribute(border, "val")
    if kind in _NO_LINE:
        return None
    tint = tint_said(attribute(border, "color"))
    return Pen(width_pt=number_of(attribute(border, "sz"), 4) / 8, tint=tint, kind=kind)
